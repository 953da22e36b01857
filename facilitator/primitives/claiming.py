"""Claiming: the actions with which people take slots, and the facilitator offers them, invites and draws lots."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.claim.deeds import promise
from facilitator.blocks.claim.slot import Slot
from facilitator.i18n import _
from facilitator.text import is_blank, likeness

Id = Annotated[str, Field(max_length=40)]
Name = Annotated[str, Field(max_length=40)]
Title = Annotated[str, Field(max_length=140)]
Line = Annotated[str, Field(max_length=140)]


class Claiming:
    """Actions of the phase "claim" for an activity whose state has `claims: Claims`; names show in it."""

    most_slots: int | None = None
    """How many the facilitator can add."""
    list_phases: tuple[str, ...] = ("claim",)
    """Phases in which the list can be changed. What is on it is best said before people take from it."""

    @action(by="facilitator")
    def add_slot(self, s: Any, ctx: Ctx, title: Title) -> None:
        """One more thing to take."""
        self.check_list(ctx)
        s.claims.add(Slot(title), self.most_slots)

    @action(by="facilitator")
    def reword_slot(self, s: Any, ctx: Ctx, title: Title, slot: Id = "") -> None:
        """Say it in other words, before somebody takes it."""
        self.check_list(ctx)
        s.claims.reword(slot, title)

    @action(by="facilitator")
    def drop_slot(self, s: Any, ctx: Ctx, slot: Id = "") -> None:
        """Take it off the list, before somebody takes it."""
        self.check_list(ctx)
        s.claims.drop(slot)

    def check_list(self, ctx: Ctx) -> None:
        """Refuse a change of the list in other phases."""
        if ctx.phase not in self.list_phases:
            raise Refused(_("The list can be changed only when it is open."))

    @action("claim")
    def interest(self, s: Any, me: Key, slot: Id) -> None:
        """I would take this."""
        s.claims.interest(me, slot)

    @action("claim", touches="everyone")
    def confirm(self, s: Any, me: Key, slot: Id, who: Name = "") -> None:
        """I take it; everyone sees the name I give."""
        s.claims.slot(slot).confirm(me, who)

    @action("claim", touches="everyone")
    def sign_up(self, s: Any, me: Key, slot: Id = "", who: Name = "") -> None:
        """As on paper: I would take this; or, once it was offered to me, I take it."""
        if s.claims.slot(slot).standing(me) == "offered":
            s.claims.slot(slot).confirm(me, who)
        else:
            s.claims.interest(me, slot)

    @action("claim")
    def decline(self, s: Any, me: Key, slot: Id) -> None:
        """No, after it was offered."""
        s.claims.slot(slot).decline(me)

    @action(touches="everyone")
    def hand_back(self, s: Any, me: Key, slot: Id) -> None:
        """I do not take it after all, without a reason."""
        s.claims.slot(slot).hand_back(me)

    @action("claim", by="facilitator", moves=True)
    def close_window(self, s: Any) -> None:
        """Enough time to think: offer what can be offered without talking or lots."""
        if not s.claims.slots:
            raise Refused(_("There is nothing to take yet. Add something first."))
        for slot in s.claims.slots.values():
            slot.close()

    @action("claim", by="facilitator", moves=True)
    def offer(self, s: Any, slot: Id) -> None:
        """Offer free places to those who wait, where there are enough."""
        s.claims.slot(slot).offer()

    @action("claim", by="facilitator")
    def announce_draw(self, s: Any, ctx: Ctx, slot: Id) -> None:
        """Say that lots will be drawn. The seed is fixed now, before anyone knows what it gives."""
        place = s.claims.slot(slot)
        place.announce(f"{ctx.random('lots', slot, len(place.lots)).getrandbits(32):08x}")

    @action("claim", by="facilitator", moves=True)
    def draw_lots(self, s: Any, slot: Id) -> None:
        """Draw the lots that were announced."""
        s.claims.slot(slot).draw()

    @action("claim", by="facilitator")
    def invite(self, s: Any, ctx: Ctx, slot: Id = "", person: Name = "") -> None:
        """Ask somebody, by the name they chose, to take a free place. Only they can confirm."""
        place = s.claims.slot(slot)
        called = sorted(key for key in ctx.seats if likeness(ctx.names.get(key, "")) == likeness(person) != "")
        if not called:
            raise Refused(_("Nobody here chose this name. Choose a name from the list."))
        place.invite(next((key for key in called if place.standing(key) in (None, "interested")), called[0]))

    @action("claim", touches="everyone")
    def ask_person(self, s: Any, slot: Id = "", person: Name = "") -> None:
        """Ask somebody else, by the name they chose, whether they would take it. They hear only that somebody asks.

        The name is kept, not who bears it now: people may rename themselves or leave.
        """
        if is_blank(person):
            raise Refused(_("Choose whom you would like to ask."))
        s.claims.slot(slot).ask(person)

    @action("claim")
    def pass_(self, s: Any, me: Key) -> None:
        """Nothing for me."""
        s.claims.pass_(me)

    def done(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who said something to one of the slots, or passed."""
        return set(s.claims.done())

    def passed(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who passed."""
        return set(s.claims.passed())


class Promising(Claiming):
    """Claiming where each slot is something to do, with a day and how we will know."""

    @action(by="facilitator")
    def add_slot(self, s: Any, ctx: Ctx, title: Title, how: Line = "") -> None:
        """One more thing to do: a verb and a thing."""
        self.check_list(ctx)
        s.claims.add(Slot(title, how=how.strip()), self.most_slots)

    @action("claim", touches="everyone")
    def confirm(
        self, s: Any, me: Key, ctx: Ctx, slot: Id, who: Name = "", by: date | None = None, how: Line = "",
        helpers: Line = "", first: Line = "", first_by: date | None = None,
    ) -> None:  # fmt: skip
        """I do it by this day; everyone sees the name I give."""
        promise(s.claims.slot(slot), me, who, by, how, helpers, ctx, first, first_by)

    @action("claim", touches="everyone")
    def sign_up(
        self, s: Any, me: Key, ctx: Ctx, slot: Id = "", who: Name = "", by: date | None = None, how: Line = "",
        first: Line = "", first_by: date | None = None,
    ) -> None:  # fmt: skip
        """As on paper: I would do this; or, once it was offered to me, I do it by this day."""
        deed = s.claims.slot(slot)
        if deed.standing(me) == "offered":
            promise(deed, me, who, by, how, "", ctx, first, first_by)
        else:
            s.claims.interest(me, slot)
