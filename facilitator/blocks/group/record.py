"""How groups are told in the record: their cards under their names, then single cards, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitator.activity import Ctx
from facilitator.blocks.collect.card import Card, Rules
from facilitator.blocks.collect.record import NONE, Columns, notes, quotes
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.group.rules import Groups
from facilitator.i18n import Words, _
from facilitator.report import words as say
from facilitator.report.model import Passage, Quotes


def blocks(groups: Groups, cards: Cards, rules: Rules, ctx: Ctx, columns: Columns = NONE) -> list[Passage]:
    """The cards of each group, then those on their own and those that are a group by themselves, and the notes."""
    shown, piles, single = cards.shown(), dict[str, Mapping[str, Card]](), dict[str, Card]()
    for group, ids in groups.members(cards).items():
        if len(ids) == 1 and str(groups.label(group, cards)) == shown[ids[0]].text:
            single[ids[0]] = shown[ids[0]]
        elif ids:
            piles[group] = {id: shown[id] for id in ids}
    single |= {id: shown[id] for id in groups.alone(cards)}
    found = [
        quotes(groups.label(group, cards, record=True), pile, rules, ctx, columns) for group, pile in piles.items()
    ]
    return [*filter(None, found), *on_their_own(single, rules, ctx, columns, bool(piles)), *notes(cards, rules)]


def on_their_own(
    single: Mapping[str, Card], rules: Rules, ctx: Ctx, columns: Columns = NONE, beside: bool = True
) -> Iterator[Quotes]:
    """Cards in no group: a list for each column. `beside` groups its title says that they are on their own."""
    unsigned = dict.fromkeys(columns, "")  # the title says which column it is
    for column, words in columns.items():
        pile = {id: card for id, card in single.items() if card.column == column}
        title: Words = _("On their own: {column}", column=words) if beside else words
        if pile and (told := quotes(title, pile, rules, ctx, unsigned)):
            yield told
    rest = {id: card for id, card in single.items() if card.column not in columns}
    if rest and (told := quotes(say.ALONE, rest, rules, ctx, unsigned)):
        yield told
