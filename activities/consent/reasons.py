"""Reasons: why somebody objects or has a concern, in their words, on cards that are cared for like any other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect import Cards, Holds, Mended, Pile
from facilitator.blocks.collect.card import LONGEST, Rules
from facilitator.composing import Block
from facilitator.i18n import _
from facilitator.text import is_blank

RULES = Rules(limit=LONGEST)


@dataclass
class Reasoned:
    """All reasons, and the round of stances that each (id) belongs to."""

    cards: Cards = field(default_factory=partial(Cards, pile="reasons"))
    rounds: dict[str, int] = field(default_factory=dict)


class Reasons(Block[Reasoned, None], Holds):
    """One reason a person and round. It is shown with the result, and never with a name."""

    unseen: Callable[[Ctx], bool]
    """Whether people take stances now that nobody has seen; set by the stances."""
    rules = RULES

    def put(self, s: Any, me: Key, text: str, round: int, ctx: Ctx) -> None:
        """The reason of somebody in a round, in place of an earlier one; an empty one takes it back."""
        mine = self.of(s)
        for id in [*mine.cards.of(me)]:
            if mine.rounds.get(id) == round:
                mine.cards.delete(me, id)
                del mine.rounds[id]
        if not is_blank(text):
            mine.rounds[mine.cards.write(me, RULES.card(text), RULES, ctx)] = round

    def of_round(self, s: Any, me: Key | None, round: int) -> str:
        """What somebody wrote in a round; empty for nothing, and for what was hidden."""
        mine = self.of(s)
        there = mine.cards.of(me).items() if me else ()
        return next((card.text for id, card in there if mine.rounds.get(id) == round and card.hidden is None), "")

    def latest(self, s: Any, me: Key, first: int, last: int) -> str:
        """What somebody said last, from one round to another; what nobody has seen yet belongs to a later one."""
        return next(filter(None, (self.of_round(s, me, round) for round in range(last, first - 1, -1))), "")

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """All of them; while people take stances nobody sees them."""
        return [Pile(self.of(s).cards, RULES, self.unseen(ctx), title=_("Your reasons"))]
