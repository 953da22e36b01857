"""Collecting: the actions with which people write cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, action
from facilitator.blocks.collect.card import ROOM, Level, Rules
from facilitator.i18n import Words, _
from facilitator.primitives.caring import CaresForCards, Id, Pile, Text

__all__ = ["Collecting", "Id", "Line", "Text"]

Line = Annotated[str, Field(max_length=140)]


class Collecting(CaresForCards):
    """Actions of the phase "write" for an activity whose state has `cards: Cards`, and what cares for them later.

    Cards are unseen in "write"; a later phase shows them. An activity with other input phases gives `pass_` and `done`
    of its own, and answers `ready` with `why_not_write`.
    """

    def card_rules(self, s: Any) -> Rules:
        """What a card may be."""
        raise NotImplementedError

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        return [Pile(s.cards, self.card_rules(s), ctx.phase == "write", self.card_columns(s))]

    def card_columns(self, s: Any) -> Mapping[str, Words]:
        """What the columns (ids) of the cards are called."""
        return {}

    def why_not_write(self, ctx: Ctx, phase: str) -> Words:
        """Why nobody can go back to `phase`: once cards were shown, no more are written."""
        names = [each.name for each in self.shown_phases()]  # type: ignore[attr-defined]
        shown = next((at for at, each in enumerate(self.shown_phases()) if each.reveal), len(names))  # type: ignore[attr-defined]
        if names.index(phase) < shown <= names.index(ctx.phase):
            return _("The cards have been shown, so this step is over.")
        return ""

    @action("write")
    def write(
        self, s: Any, me: Key, ctx: Ctx, text: Text, column: Id = "", permission: Level = ROOM, purpose: Line = "",
        who: Line = "",
    ) -> None:  # fmt: skip
        """One more card. `who` is the name that goes with it at permission 4."""
        rules = self.card_rules(s)
        s.cards.write(me, rules.card(text, column, permission, purpose, who), rules, ctx)

    @action("write")
    def sheet(self, s: Any, me: Key, ctx: Ctx, cards: dict[str, str] = {}, permission: Level = ROOM) -> None:  # noqa: B006 - never changed
        """All cards at once, one a line, as on paper, in place of any earlier ones."""
        s.cards.sheet(me, cards, self.card_rules(s), ctx, permission)

    @action("write")
    def edit(self, s: Any, me: Key, card: Id, text: Text, column: Id = "") -> None:
        """Say it in other words, or put it in another column."""
        s.cards.edit(me, card, text, column, self.card_rules(s))

    @action("write")
    def delete(self, s: Any, me: Key, card: Id) -> None:
        """Take a card away."""
        s.cards.delete(me, card)

    @action("write")
    def finish_writing(self, s: Any, me: Key) -> None:
        """Say that one is done; without a card it is a pass."""
        s.cards.finish(me)

    @action("write")
    def pass_(self, s: Any, me: Key) -> None:
        """Pass; any cards are taken back."""
        s.cards.pass_(me)

    def done(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who said so, passed, or wrote as many cards as there can be."""
        most = self.card_rules(s).most
        full = {key for key in s.cards.answered() if most is not None and len(s.cards.of(key)) >= most}
        return full.union(s.cards.done())

    def begun(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who wrote a card and did not say that they are done."""
        return {*s.cards.answered()} - self.done(s, ctx)

    def passed(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who passed."""
        return {*s.cards.passes}
