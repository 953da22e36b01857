"""How groups are told in the record: their cards under their names, then those on their own."""

from __future__ import annotations

from facilitator.activity import Ctx
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.collect.record import NONE, Columns, notes, quotes
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.group.rules import Groups
from facilitator.report import words as say
from facilitator.report.model import Passage


def blocks(groups: Groups, cards: Cards, rules: Rules, ctx: Ctx, columns: Columns = NONE) -> list[Passage]:
    """The cards of each group, then those on their own, column by column, and the notes about them."""
    shown = cards.shown()
    piles = [(groups.label(group, cards, record=True), ids) for group, ids in groups.members(cards).items() if ids]
    piles += [(say.ALONE, groups.alone(cards))] if groups.alone(cards) else []
    found = [quotes(words, {id: shown[id] for id in ids}, rules, ctx, columns) for words, ids in piles]
    return [*filter(None, found), *notes(cards, rules)]
