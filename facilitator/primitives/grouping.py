"""Grouping: the actions with which cards are put into groups, by the facilitator or by everyone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.group.rules import ALONE, LONGEST_NAME, NEW
from facilitator.i18n import _
from facilitator.primitives.caring import Pile
from facilitator.primitives.collecting import Collecting, Id
from facilitator.text import is_blank

Name = Annotated[str, Field(max_length=LONGEST_NAME)]


class Grouping(Collecting):
    """Collecting, and the actions of the phase "group" for an activity whose state has also `groups: Groups`."""

    def everyone_moves(self) -> bool:
        """Whether people move cards on their phones, too."""
        return bool(getattr(self.settings, "everyone_moves", False))  # type: ignore[attr-defined]

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        """The cards that are grouped, then any others."""
        written, *others = super().piles(s, ctx)
        return [
            replace(written, out=dict.fromkeys(s.groups.where if ctx.phase == "group" else (), "pull_out")),
            *others,
        ]

    def cares_on_stage(self, ctx: Ctx) -> bool:
        """While people group, the cards stand there to choose from anyway."""
        return ctx.phase != "group"

    def card_gone(self, s: Any, ctx: Ctx, card: str) -> None:
        """It leaves its group for good."""
        if ctx.phase == "group":
            s.groups.let_go(card)

    @action("group", by="facilitator", undo=False)
    def move(self, s: Any, to: Id, card: Id = "", whole: bool = False) -> None:
        """Put a card, or the `whole` group that it is in, into a group; `to` is its id, "new" or "alone"."""
        group = s.groups.where.get(card) if whole else None
        if group is None or to == NEW:
            s.groups.move(card, to, s.cards)
        elif to == ALONE:
            s.groups.split(group)
        else:
            s.groups.merge(group, to)

    @action("group", by="facilitator", undo=False)
    def save_names(self, s: Any, names: dict[str, Name] = {}) -> None:  # noqa: B006 - never changed
        """Call groups what stands in their fields; an empty field changes nothing."""
        s.groups.name({group: text for group, text in names.items() if not is_blank(text)})

    @action("group", by="facilitator", undo=False)
    def take_words(self, s: Any, group: Id) -> None:
        """Call a group of one card by its words."""
        s.groups.take_words(group, s.cards)

    @action("group", by="facilitator", undo=False)
    def stand_alone(self, s: Any, together: bool = False) -> None:
        """Let each card on its own stand for itself, or put the rest `together`, so that none is left out."""
        s.groups.stand_alone(s.cards, together)

    @action("group", by="facilitator", undo=False)
    def split(self, s: Any, card: Id = "") -> None:
        """Take the group of a card apart; each of its cards is on its own."""
        s.groups.split_of(card, s.cards)

    @action("group", by="facilitator", undo=False)
    def take_move_back(self, s: Any) -> None:
        """Take back the latest move, whoever made it; a card that its writer pulled out stays out."""
        s.groups.take_move_back()

    def own_undo(self, s: Any, ctx: Ctx) -> str:
        """Moves are taken back one by one."""
        return "take_move_back" if ctx.phase == "group" and s.groups.undoable else ""

    @action("group", touches="everyone")
    def pull_out(self, s: Any, me: Key, card: Id) -> None:
        """That is not what I meant: my card is on its own again. Nobody sees who did it."""
        s.groups.pull_out(me, card, s.cards)

    @action("group", touches="everyone", undo=False)
    def shift(self, s: Any, to: Id, card: Id = "") -> None:
        """Put a card into a group from a phone, where everyone groups."""
        if not self.everyone_moves():
            raise Refused(_("The facilitator moves the cards here. Say where you would put it."))
        s.groups.move(card, to, s.cards)
