"""Claim: slots that people take by themselves, in the phases in which they stand open, and hand back at any time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Onward, Refused, action
from facilitator.blocks.claim import record, widgets
from facilitator.blocks.claim.deeds import TERMS, Terms, promise
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.composing import Block, Panel, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry, Passage
from facilitator.text import is_blank, likeness

__all__ = ["Claim", "Claims", "Deeds", "Slot", "TakeDeeds", "Terms"]

Id = Annotated[str, Field(max_length=40)]
Name = Annotated[str, Field(max_length=40)]
Title = Annotated[str, Field(max_length=140)]
Line = Annotated[str, Field(max_length=140)]
Hours = Annotated[int, Field(ge=0, le=999)]
SHUT = _("The list can be changed only when it is open.")


class Claim(Block[Claims, None]):
    """Slots and who takes them; at most so many as `most` makes of the settings.

    `change` is where the facilitator writes the list, `take` where people take from it, `taken` shows what became of
    it. What is on the list is best said before people take from it, so the first two stand in different phases.
    """

    deed = False
    """Whether each slot is something to do, with a day and how we will know."""

    def __init__(self, most: Callable[[Any], int | None] = lambda _given: None) -> None:
        self.most = most
        self.change, self.take, self.taken = Change(self), Take(self), Taken(self)

    @action(touches="everyone")
    def hand_back(self, s: Any, me: Key, slot: Id) -> None:
        """I do not take it after all, in every phase and without a reason."""
        self.of(s).slot(slot).hand_back(me)

    def terms(self, ctx: Ctx) -> Terms | None:
        """What a promise needs, where each slot is something to do."""
        return None

    def empty(self, s: Any) -> bool:
        """Whether there is nothing to take."""
        return not self.of(s).slots

    def aloud(self, s: Any) -> Words:
        """What became of it, in a sentence; empty for what the record says."""
        return ""

    def taken_beside(self, high: Callable[[Any], float]) -> Taken:
        """What was taken, where something else stands under it; `high` is the height of the board that this leaves."""
        return Taken(self, high)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.draws(self.of(s))


class Slots(Panel[Claim]):
    """Every slot with the names of those who took it, or that it is free."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.slots_taken(self.block.of(s))


class Taken(Slots):
    """What became of the list, to show and to read aloud."""

    def __init__(self, block: Claim, high: Callable[[Any], float] = lambda _s: widgets.HIGH) -> None:
        super().__init__(block)
        self.high = high

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.slots_taken(self.block.of(s), self.high(s))

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return self.block.aloud(s)


class Change(Slots):
    """The list as it is written: the facilitator adds to it, rewords it and drops from it, until somebody takes it."""

    @action(by="facilitator", closed=SHUT)
    def add_slot(self, s: Any, ctx: Ctx, title: Title) -> None:
        """One more thing to take."""
        self.add(s, ctx, Slot(title))

    @action(by="facilitator", closed=SHUT)
    def reword_slot(self, s: Any, title: Title, slot: Id = "") -> None:
        """Say it in other words, before somebody takes it."""
        self.block.of(s).reword(slot, title)

    @action(by="facilitator", closed=SHUT)
    def drop_slot(self, s: Any, slot: Id = "") -> None:
        """Take it off the list, before somebody takes it."""
        self.block.of(s).drop(slot)

    def add(self, s: Any, ctx: Ctx, slot: Slot) -> None:
        """One more slot, as long as there are not enough."""
        self.block.of(s).add(slot, self.block.most(ctx.settings))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        most = self.block.most(ctx.settings)
        return widgets.change_tools(self.block.of(s), self.named, self.block.deed, most)


class Take(Slots):
    """Where people say what they would take and confirm what was offered; names show."""

    privacy = "open"

    @action()
    def interest(self, s: Any, me: Key, slot: Id) -> None:
        """I would take this."""
        self.block.of(s).interest(me, slot)

    @action(touches="everyone")
    def confirm(self, s: Any, me: Key, slot: Id, who: Name = "") -> None:
        """I take it; everyone sees the name I give."""
        self.block.of(s).slot(slot).confirm(me, who)

    @action(touches="everyone")
    def sign_up(self, s: Any, me: Key, slot: Id = "", who: Name = "") -> None:
        """As on paper: I would take this; or, once it was offered to me, I take it."""
        if self.block.of(s).slot(slot).standing(me) == "offered":
            self.block.of(s).slot(slot).confirm(me, who)
        else:
            self.block.of(s).interest(me, slot)

    @action()
    def decline(self, s: Any, me: Key, slot: Id) -> None:
        """No, after it was offered."""
        self.block.of(s).slot(slot).decline(me)

    @action(touches="everyone")
    def ask_person(self, s: Any, slot: Id = "", person: Name = "") -> None:
        """Ask somebody else, by the name they chose, whether they would take it. They hear only that somebody asks.

        The name is kept, not who bears it now: people may rename themselves or leave.
        """
        if is_blank(person):
            raise Refused(_("Choose whom you would like to ask."))
        self.block.of(s).slot(slot).ask(person)

    @action(by="facilitator")
    def invite(self, s: Any, ctx: Ctx, slot: Id = "", person: Name = "") -> None:
        """Ask somebody, by the name they chose, to take a free place. Only they can confirm."""
        place = self.block.of(s).slot(slot)
        called = sorted(key for key in ctx.seats if likeness(ctx.names.get(key, "")) == likeness(person) != "")
        if not called:
            raise Refused(_("Nobody here chose this name. Choose a name from the list."))
        place.invite(next((key for key in called if place.standing(key) in (None, "interested")), called[0]))

    @action(by="facilitator", moves=True)
    def close_window(self, s: Any) -> None:
        """Enough time to think: offer what can be offered without talking or lots."""
        if self.block.empty(s):
            raise Refused(_("There is nothing to take yet. Add something first."))
        for slot in self.block.of(s).slots.values():
            slot.close()

    @action(by="facilitator", moves=True)
    def offer(self, s: Any, slot: Id) -> None:
        """Offer free places to those who wait, where there are enough."""
        self.block.of(s).slot(slot).offer()

    @action(by="facilitator")
    def announce_draw(self, s: Any, ctx: Ctx, slot: Id) -> None:
        """Say that lots will be drawn. The seed is fixed now, before anyone knows what it gives."""
        place = self.block.of(s).slot(slot)
        place.announce(f"{ctx.random('lots', slot, len(place.lots)).getrandbits(32):08x}")

    @action(by="facilitator", moves=True)
    def draw_lots(self, s: Any, slot: Id) -> None:
        """Draw the lots that were announced."""
        self.block.of(s).slot(slot).draw()

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).done()

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).passed()

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        take = widgets.slots_to_take(self.block.of(s), me, ctx, self.named, self.block.terms(ctx))
        return kit.join(kit.privacy(), take)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.take_tools(self.block.of(s), ctx, self.named)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("sign_up"), lambda: widgets.claim_sheet(self.block.of(s), self.block.terms(ctx)))

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        """Enough time to think: then the big button offers what can be offered, so that no offer is passed over."""
        if not any(slot.waiting and not slot.closed for slot in self.block.of(s).slots.values()):
            return None
        return Onward(self.named("close_window"), _("Stop asking. Offer the places."), _("Only they can say yes."))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return _("Write down what the group will do first, or go on without it.") if self.block.empty(s) else ""


class Deeds(Claim):
    """Things to do: each needs an owner who confirmed, a day that is not over, and how we will know."""

    deed = True

    def __init__(
        self,
        most: Callable[[Any], int | None] = lambda _given: None,
        needs: Callable[[Any], Terms] = lambda _given: TERMS,
    ) -> None:
        super().__init__(most)
        self.needs = needs
        self.change, self.take = ChangeDeeds(self), TakeDeeds(self)

    def terms(self, ctx: Ctx) -> Terms:
        return self.needs(ctx.settings)

    def aloud(self, s: Any) -> Words:
        deeds = "; ".join(slot.title.rstrip(".") for slot in self.of(s).slots.values())
        return _("We will do this: {deeds}.", deeds=deeds) if deeds else _("We took on nothing new.")

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.blocks(self.of(s), ctx)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return record.entries(self.of(s), ctx)


class ChangeDeeds(Change):
    """The list of things to do as it is written."""

    @action(by="facilitator", closed=SHUT)
    def add_slot(self, s: Any, ctx: Ctx, title: Title, how: Line = "") -> None:
        """One more thing to do: a verb and a thing."""
        self.add(s, ctx, Slot(title, how=how.strip()))


class TakeDeeds(Take):
    """Where people promise to do something, by a day that they choose."""

    block: Deeds

    @action(touches="everyone")
    def confirm(
        self, s: Any, me: Key, ctx: Ctx, slot: Id, who: Name = "", by: date | None = None, how: Line = "",
        helpers: Line = "", first: Line = "", first_by: date | None = None, hours: Hours | None = None,
    ) -> None:  # fmt: skip
        """I do it by this day; everyone sees the name I give."""
        terms = self.block.terms(ctx)
        promise(self.block.of(s).slot(slot), me, who, by, how, helpers, ctx, first, first_by, hours, terms)

    @action(touches="everyone")
    def sign_up(
        self, s: Any, me: Key, ctx: Ctx, slot: Id = "", who: Name = "", by: date | None = None, how: Line = "",
        first: Line = "", first_by: date | None = None, hours: Hours | None = None,
    ) -> None:  # fmt: skip
        """As on paper: I would do this; or, once it was offered to me, I do it by this day."""
        deed = self.block.of(s).slot(slot)
        if deed.standing(me) == "offered":
            promise(deed, me, who, by, how, "", ctx, first, first_by, hours, self.block.terms(ctx))
        else:
            self.block.of(s).interest(me, slot)
