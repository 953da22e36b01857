"""Collecting: the actions with which people write cards, and care for them until the activity closes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, action
from facilitator.i18n import Words, _
from facilitator.primitives.card import LONGEST, ROOM, Level, Reason, Rules

Text = Annotated[str, Field(max_length=LONGEST)]
Line = Annotated[str, Field(max_length=140)]
Id = Annotated[str, Field(max_length=40)]


class Collecting:
    """Actions of the phase "write", and of all later ones, for an activity whose state has `cards: Cards`.

    Cards are unseen in "write"; a later phase shows them. An activity with other input phases gives `pass_` and `done`
    of its own, and answers `ready` with `why_not_write`.
    """

    def card_rules(self, s: Any) -> Rules:
        """What a card may be."""
        raise NotImplementedError

    def card_gone(self, s: Any, ctx: Ctx, card: str) -> None:
        """What else to do when a card is hidden or taken back after it was shown."""

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

    @action()
    def lower(self, s: Any, me: Key, card: Id, permission: Level) -> None:
        """Make the permission of a card stricter, until the activity closes."""
        s.cards.lower(me, card, permission)

    @action(touches="everyone")
    def take_back(self, s: Any, me: Key, ctx: Ctx, card: Id) -> None:
        """Take a card away after it was shown, until the activity closes."""
        _shown(ctx)
        s.cards.delete(me, card)
        self.card_gone(s, ctx, card)

    @action(touches="everyone")
    def rewrite(self, s: Any, me: Key, card: Id, text: Text) -> None:
        """Say a card that was hidden in other words; it is shown again."""
        s.cards.rewrite(me, card, text, self.card_rules(s))

    @action(by="facilitator")
    def hide(self, s: Any, ctx: Ctx, reason: Reason, card: Id = "") -> None:
        """Hide a card for one of three reasons."""
        _shown(ctx)
        if not card:
            raise Refused(_("Choose a card first."))
        s.cards.hide(card, reason)
        self.card_gone(s, ctx, card)

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


def _shown(ctx: Ctx) -> None:
    if ctx.phase == "write":
        raise Refused(_("This can be done when the cards are shown."))
