"""The plan: who does what by when, counted together with all that the programme holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from activities.action_plan import record, widgets
from activities.action_plan.back import Back
from activities.action_plan.drafts import Drafts
from activities.action_plan.rules import Deed, Found, find
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks import skills
from facilitator.blocks.claim import Claims, Deeds, Slot, TakeDeeds, Terms
from facilitator.blocks.claim.deeds import firm, lacks
from facilitator.blocks.members import sits_of
from facilitator.i18n import Words, ngettext
from facilitator.report.model import LedgerEntry, Passage


@dataclass
class Planned(Claims):
    """The actions and who takes them; of those who owned some when the check began, who keeps what they took."""

    kept: dict[Key, bool] = field(default_factory=dict)

    def owns(self, me: Key) -> int:
        """How many somebody confirmed."""
        return sum(slot.standing(me) == "confirmed" for slot in self.slots.values())


class Plan(Deeds):
    """The drafted actions, for people to take by themselves. It counts them together with those of the programme."""

    slice = Planned

    def __init__(self, drafts: Drafts, back: Back) -> None:
        super().__init__(needs=lambda given: Terms(given.max_days, given.first_step_days, hours=True))
        self.drafts, self.back = drafts, back
        self.take = TakeOne(self)

    def of(self, s: Any) -> Planned:
        made: Planned = getattr(s, self.name)
        return made

    def settle(self, s: Any, ctx: Ctx) -> None:
        """The list is what was drafted. Nobody is held to words that changed after they said yes: they say it again."""
        claims, wanted = self.of(s), self.drafts.standing(s, ctx)
        kept = {id: slot for id, slot in claims.slots.items() if id not in wanted and slot.owners}
        slots = {id: self._slot(claims, id, words) for id, words in wanted.items()}
        claims.slots = slots | kept

    def owned(self, s: Any, ctx: Ctx) -> Words:
        """How many actions of today have somebody."""
        claims = self.of(s)
        return ngettext(
            "{n} of {total} has an owner who said yes", "{n} of {total} have an owner who said yes",
            len(firm(claims, ctx)), total=len(claims.slots),
        )  # fmt: skip

    def found(self, s: Any, ctx: Ctx) -> Found:
        """Every action of the programme with those of today, and what is counted of them."""
        here = self.brought(s)
        older = [each for each in self.back.results(s, ctx) if each.id not in here]
        deeds = [*older, *self.deeds(s, ctx)]
        return find(deeds, ctx.today, ctx.settings.capacity_hours, sits_of(ctx.ledgers))

    def deeds(self, s: Any, ctx: Ctx) -> Iterator[Deed]:
        """The actions of today. One that lacks something is looking for someone."""
        here = {id: entry for entry, id in self.brought(s).items()}
        for id, slot in self.of(s).slots.items():
            entry = ctx.ledgers.find(here.get(id, ""))
            owner = "" if lacks(slot, ctx) else ", ".join(slot.owners)
            yield Deed(id, slot.title, "not started", owner, slot.by if owner else None, slot.hours if owner else None,
                       entry.number if entry else "")  # fmt: skip

    def brought(self, s: Any) -> dict[str, str]:
        """The older entries (keys) that are on the list again, each with its id there."""
        texts, there = self.drafts.of(s).texts, self.of(s).slots
        return {text.entry: id for id, text in texts.items() if text.entry and id in there}

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        changed = {each.entry for each in self.ledger(s, ctx)}
        return record.plan(self.of(s), self.found(s, ctx), changed, ctx)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        found, here = dict(self.back.entries(s, ctx)), {id: entry for entry, id in self.brought(s).items()}
        for made in super().ledger(s, ctx):
            slot = self.of(s).slots[made.entry]
            data = made.data | ({"hours": str(slot.hours)} if slot.hours is not None and slot.owners else {})
            entry = here.get(made.entry, "")
            older = ctx.ledgers.find(entry)
            if older is None:
                found[made.entry] = replace(made, data=data)
            elif entry not in found or slot.owners:
                before = found[entry].data if entry in found else {}
                status = before.get("status", older.status or "not started")
                data |= {"number": older.number, "status": status}
                found[entry] = LedgerEntry("actions", "set", entry, before | data)
        return tuple(found.values())

    def _slot(self, claims: Claims, id: str, words: str) -> Slot:
        slot = claims.slots.get(id) or Slot(words)
        if slot.title != words:
            slot.title = words
            for key, standing in list(slot.claims.items()):
                if standing == "confirmed":
                    slot.claims[key] = "offered"
                    slot.names.pop(key, None)
        return slot


class TakeOne(TakeDeeds):
    """A table with an empty place for an owner and a day; people fill in only their own."""

    block: Plan

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.settle(s, ctx)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.owned(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.plan_table(lines(self.block.of(s), ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(super().phone(s, me, ctx), skills.shared(ctx))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.drafts.unready(s, ctx)


def lines(claims: Claims, ctx: Ctx) -> list[widgets.Line]:
    """The actions as the room reads them: first those that lack nothing, then those that look for someone."""
    made = [widgets.line(id, slot, not lacks(slot, ctx), ctx.today) for id, slot in claims.slots.items()]
    return sorted(made, key=lambda line: not line.whole)
