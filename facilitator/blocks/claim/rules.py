"""Claim: a list of slots that people take by themselves, each with its own rules for who gets it."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.activity import Key, Refused
from facilitator.blocks.claim.slot import Slot, Standing
from facilitator.i18n import _, ngettext
from facilitator.text import is_blank, likeness

__all__ = ["Claims", "Slot", "Standing"]


@dataclass
class Claims:
    """Slots by id, in the order in which they were made; ids are never used twice."""

    slots: dict[str, Slot] = field(default_factory=dict)
    made: int = 0
    passes: dict[Key, bool] = field(default_factory=dict)
    """Who said: nothing for me."""

    def add(self, slot: Slot, most: int | None = None) -> str:
        """One more. Refused when its title is empty, there already, or more than `most`. Returns its id."""
        if most is not None and len(self.slots) >= most:
            raise Refused(ngettext("{n} is enough here.", "{n} are enough here. Drop one first.", most))
        self._check_title(slot.title)
        self.made += 1
        self.slots[f"c{self.made}"] = slot
        return f"c{self.made}"

    def reword(self, id: str, title: str) -> None:
        """Say it in other words. Refused once somebody has confirmed the old ones."""
        slot = self.slot(id)
        if slot.owners:
            raise Refused(_("Somebody has taken this in these words. Ask them to hand it back first."))
        self._check_title(title, id)
        slot.title = title

    def drop(self, id: str) -> None:
        """Take a slot away. Refused once somebody has confirmed it."""
        if self.slot(id).owners:
            raise Refused(_("Somebody has taken this. Ask them to hand it back first."))
        del self.slots[id]

    def slot(self, id: str) -> Slot:
        """A slot. Refused when it does not exist."""
        if not id:
            raise Refused(_("Choose one of the list first."))
        if id not in self.slots:
            raise Refused(_("This is not there any more. Please load the page again."))
        return self.slots[id]

    def interest(self, me: Key, id: str) -> None:
        """I would take this; it takes back a pass."""
        self.slot(id).interest(me)
        self.passes.pop(me, None)

    def pass_(self, me: Key) -> None:
        """Nothing for me; any interest is taken back, what was confirmed stays."""
        for slot in self.slots.values():
            if slot.standing(me) == "interested":
                slot.hand_back(me)
        self.passes[me] = True

    def done(self) -> set[Key]:
        """Everyone who has said something to one of the slots, or passed, and has no offer that waits for yes or no."""
        said = [claim for slot in self.slots.values() for claim in slot.claims.items()]
        asked = {key for key, standing in said if standing == "offered"}
        return {*self.passes, *(key for key, _standing in said)} - asked

    def passed(self) -> set[Key]:
        """Everyone who passed and has nothing."""
        return set(self.passes).difference(*(slot.claims for slot in self.slots.values()))

    def _check_title(self, title: str, of: str = "") -> None:
        if is_blank(title):
            raise Refused(_("This is empty. Write a few words."))
        if likeness(title) in (likeness(slot.title) for id, slot in self.slots.items() if id != of):
            raise Refused(_("This is on the list already."))
