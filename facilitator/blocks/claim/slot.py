"""A slot: a place that people take by themselves. Nobody is ever put into one by somebody else.

A person shows interest as long as the window is open, is offered the place, and confirms. Not the first tap wins: with
more people than places the group talks, and if that does not settle it lots are drawn, announced before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Literal

from facilitator.activity import Key, Refused
from facilitator.i18n import _
from facilitator.text import is_blank, likeness

Standing = Literal["interested", "offered", "confirmed", "withdrawn", "declined"]


@dataclass
class Slot:
    """A place with its title, its capacity and what it asks for, and where each person stands with it."""

    title: str
    capacity: int = 1
    needs: str = ""
    claims: dict[Key, Standing] = field(default_factory=dict)
    names: dict[Key, str] = field(default_factory=dict)
    """The name that each confirmed person chose for this place."""
    asked: dict[str, bool] = field(default_factory=dict)
    """The names of those whom somebody here asked; by whom is not kept."""
    closed: bool = False
    """Whether the window for interest has closed."""
    announced: bool = False
    """Whether lots will be drawn next."""
    seed: str = ""
    """Of the last lots."""
    lots: list[Key] = field(default_factory=list)
    """Who was in a draw, in the order that was drawn; later offers follow it."""
    how: str = ""
    """Of something to do: how we will know that it is done."""
    by: date | None = None
    """Of something to do: the day its owner chose."""
    helpers: str = ""
    """Of something to do: who helps, in the owner's words."""
    first: str = ""
    """Of something to do that is far away: the first step, in the owner's words."""
    first_by: date | None = None
    """The day of the first step."""
    hours: int | None = None
    """Of something to do: how many hours its owner thinks it takes."""

    def standing(self, me: Key) -> Standing | None:
        """Where a person stands; None when they have said nothing."""
        return self.claims.get(me)

    @property
    def waiting(self) -> list[Key]:
        """Who would take it and was not offered it: in the order of the lots, else in one that says nothing."""
        some = sorted(key for key, standing in self.claims.items() if standing == "interested")
        return sorted(some, key=lambda key: self.lots.index(key) if key in self.lots else len(self.lots))

    @property
    def owners(self) -> list[str]:
        """The names of those who confirmed, alphabetically."""
        return sorted((self.names[key] for key in self._who("confirmed")), key=lambda name: (name.casefold(), name))

    @property
    def free(self) -> int:
        """Places that are neither taken nor offered."""
        return self.capacity - len(self._who("confirmed")) - len(self._who("offered"))

    @property
    def contested(self) -> bool:
        """Whether more people wait than there are places, and no lots were drawn among them."""
        next_ones = self.waiting[: max(0, self.free)]
        return len(self.waiting) > len(next_ones) > 0 and any(key not in self.lots for key in next_ones)

    def interest(self, me: Key) -> None:
        """I would take this. After the window has closed only while a place is free."""
        if self.standing(me) in ("offered", "confirmed"):
            raise Refused(_("This place is yours to confirm or to hand back."))
        if self.closed and self.free <= 0:
            raise Refused(_("This place is taken. It may be handed back later."))
        self.claims[me] = "interested"

    def confirm(self, me: Key, name: str) -> None:
        """I take it, under this name. Only somebody to whom it was offered can."""
        if self.standing(me) != "offered":
            raise Refused(_("This place was not offered to you, or not any more. Say that you would take it."))
        if is_blank(name):
            raise Refused(_("Write your name for the list."))
        self.claims[me], self.names[me] = "confirmed", name.strip()

    def decline(self, me: Key) -> None:
        """No, after it was offered to me."""
        if self.standing(me) != "offered":
            raise Refused(_("This place was not offered to you, or not any more."))
        self.claims[me] = "declined"

    def hand_back(self, me: Key) -> None:
        """I do not take it after all, at any time and without a reason."""
        if self.standing(me) not in ("interested", "offered", "confirmed"):
            raise Refused(_("This place is not yours, so there is nothing to hand back."))
        if self.standing(me) == "confirmed":
            self.by, self.helpers, self.first, self.first_by, self.hours = None, "", "", None, None
        self.claims[me] = "withdrawn"
        self.names.pop(me, None)

    def close(self) -> None:
        """Close the window; where there are places for everyone who would take one, they are offered."""
        self.closed = True
        if not self.contested:
            self._offer()

    def offer(self) -> None:
        """Offer free places to those who wait. Refused when nobody does, or when lots have to be drawn first."""
        if self.free <= 0 or not self.waiting:
            raise Refused(_("There is nobody to offer this to, or no free place."))
        if self.contested:
            raise Refused(_("More people would take this than there are places. Talk about it, or draw lots."))
        self.closed = True
        self._offer()

    def invite(self, key: Key) -> None:
        """Ask somebody to take a free place; it is theirs only when they confirm."""
        if self.standing(key) in ("offered", "confirmed"):
            raise Refused(_("This person has been asked already."))
        if self.standing(key) == "declined":
            raise Refused(_("This person has said no to it."))
        if self.free <= 0:
            raise Refused(_("There is no free place."))
        self.claims[key] = "offered"

    def ask(self, name: str) -> None:
        """Somebody here asks a person whether they would take this. It keeps no place, and tells nobody anything."""
        self.asked[likeness(name)] = True

    def announce(self, seed: str) -> None:
        """Say that lots will be drawn, with this seed. Refused when everyone who waits can have a place."""
        if not self.closed or not self.contested:
            raise Refused(_("No lots are needed: there are places for everyone who would take one."))
        self.seed, self.announced = seed, True

    def draw(self) -> None:
        """Draw lots among those who wait, and offer the free places in that order."""
        if not self.announced or not self.contested:
            raise Refused(_("Announce the draw first, so that everyone knows of it."))
        new = sorted(key for key in self.waiting if key not in self.lots)
        Random(self.seed).shuffle(new)
        self.lots += new
        self.announced = False
        self._offer()

    def _offer(self) -> None:
        for each in self.waiting[: max(0, self.free)]:
            self.claims[each] = "offered"

    def _who(self, standing: Standing) -> list[Key]:
        return [key for key, stands in self.claims.items() if stands == standing]
