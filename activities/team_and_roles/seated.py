"""Where everybody stands with a seat of the team: what they would like, what is offered to them, what they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from activities.team_and_roles.mix import Mix
from facilitator.activity import Key, Refused
from facilitator.blocks.claim import Slot
from facilitator.i18n import _

Want = Literal["seat", "support", "no"]


@dataclass
class Wish:
    """What somebody would like, and as what they would sit; `ahead` is the name under which they said yes on paper."""

    want: Want
    sits: str = ""
    ahead: str = ""


@dataclass
class Seated:
    """The mix, what people would like, and where each stands with a seat: a slot of as many places as there are."""

    mix: Mix = field(default_factory=Mix)
    views: list[str] = field(default_factory=list)
    """As what somebody can sit: the set of the programme when it began, and what the mix names beside it."""
    takes: str = ""
    number: str = ""
    """Of the draw; everyone can read it before anyone is asked."""
    wishes: dict[Key, Wish] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    slot: Slot = field(default_factory=lambda: Slot(""))
    replied: dict[str, dict[Key, bool]] = field(default_factory=dict)
    """Who said something about the seats in a phase, since they were offered."""
    support: dict[Key, bool] = field(default_factory=dict)
    """Who wants the team to know that they would like support."""
    talked: bool = False
    """Whether the room talks it through instead of drawing lots."""

    def standing(self, *of: str) -> list[Key]:
        """Who stands so with a seat."""
        return [key for key, standing in self.slot.claims.items() if standing in of]

    @property
    def sits(self) -> dict[Key, str]:
        """As what everybody would sit who asked for a seat."""
        return {key: wish.sits for key, wish in self.wishes.items()}

    def counts(self, *of: str) -> Counter[str]:
        """How many of each perspective stand so; the empty one is of those who rather not say."""
        return Counter(self.wishes[key].sits for key in self.standing(*of))

    def names(self) -> dict[str, list[str]]:
        """Who took a seat, by perspective, each list alphabetically."""
        found: dict[str, list[str]] = {}
        for key in self.standing("confirmed"):
            found.setdefault(self.wishes[key].sits, []).append(self.slot.names[key])
        return {sits: sorted(called, key=lambda name: (name.casefold(), name)) for sits, called in found.items()}

    @property
    def contested(self) -> bool:
        """Whether not everybody who waits could have a seat."""
        some = sorted(self.standing("interested", "offered", "confirmed"))
        return len(self.mix.seated(some, self.sits)) < len(some)

    def wish(self, me: Key, wish: Wish) -> None:
        """Keep what somebody would like. Who would sit as something else is drawn anew."""
        self.passes.pop(me, None)
        if me in self.slot.lots and (wish.want == "no" or self.wishes[me].sits != wish.sits):
            self.slot.lots.remove(me)
        self.wishes[me] = wish
        if wish.want == "no":
            self.slot.claims.pop(me, None)
        else:
            self.slot.claims[me] = "interested"

    def heard(self, phase: str, me: Key) -> None:
        """Somebody said something in this phase."""
        self.replied.setdefault(phase, {})[me] = True

    def forget(self, me: Key) -> None:
        """Nothing to say; a seat that was offered stays as it is."""
        if self.slot.standing(me) not in ("offered", "confirmed"):
            self.slot.claims.pop(me, None)
            self.wishes.pop(me, None)
            if me in self.slot.lots:
                self.slot.lots.remove(me)
        self.passes[me] = True

    def draw(self) -> None:
        """Draw an order among those who have none yet, behind all who have, and offer. The number alone decides."""
        new = [key for key in self.standing("interested") if key not in self.slot.lots]
        self.slot.lots += sorted(new, key=lambda key: sha256(f"{self.number}:{key}".encode()).digest())
        self.slot.closed, self.talked = True, False
        self.settle()

    def talk(self) -> None:
        """No lots: the room talks about who sits, and whoever it is takes the seat themselves."""
        self.slot.closed = self.talked = True

    def can_take(self, me: Key) -> bool:
        """Whether a seat is offered to somebody, or who sits is talked about and they asked for one."""
        standing = self.slot.standing(me)
        return standing == "offered" or (self.talked and standing == "interested")

    def fits(self, me: Key, sits: str) -> None:
        """Refused where the mix leaves no seat for somebody who would sit as this."""
        seated = self.mix.seated([*self.standing("offered", "confirmed"), me], {**self.sits, me: sits})
        if me not in seated:
            raise Refused(_("The mix leaves no seat for you now. Somebody would have to hand one back first."))

    def sit(self, me: Key) -> None:
        """Have a seat that was talked about, as far as the mix leaves one; ahead of every later draw."""
        self.fits(me, self.wishes[me].sits)
        self.slot.claims[me] = "offered"
        self.slot.lots.append(me)

    def settle(self) -> None:
        """Offer by the mix, in the order that was drawn. Whoever has a seat keeps it."""
        if self.talked:
            return
        here = set(self.standing("interested", "offered", "confirmed"))
        for key in self.mix.seated([key for key in self.slot.lots if key in here], self.sits):
            if self.slot.claims[key] == "interested":
                self.slot.claims[key] = "offered"
                if self.wishes[key].ahead:
                    self.slot.confirm(key, self.wishes[key].ahead)

    def free(self, me: Key, how: Callable[[Key], None]) -> None:
        """Somebody gives a place back; the same rule is run again without them, and nobody else loses one."""
        how(me)
        self.support.pop(me, None)
        self.wishes[me].ahead = ""
        if me in self.slot.lots:
            self.slot.lots.remove(me)
        if self.slot.closed:
            self.settle()
