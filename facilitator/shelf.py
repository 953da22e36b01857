"""Where an activity stands in the library, and what its card says: when to use it, how long, for how many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from facilitator.errors import Fault
from facilitator.i18n import Text, Words, _, ngettext

STEPS: Mapping[int, Text] = {
    1: _("Establish a co-production mindset"),
    2: _("Engage stakeholders"),
    3: _("Set up structures and processes"),
    4: _("Joint planning and design"),
    5: _("Shared decision-making"),
    6: _("Collaborative implementation"),
    7: _("Ongoing feedback and evaluation"),
    8: _("Sustainability and scaling"),
}
"""The eight steps of the guide to co-production, in its own words."""

Purpose = Literal["meet", "learn", "gather", "choose", "decide", "act", "review"]
PURPOSES: Mapping[Purpose, Text] = {
    "meet": _("Meet, and treat each other well"),
    "learn": _("Learn together"),
    "gather": _("Hear what everyone thinks"),
    "choose": _("Choose from many"),
    "decide": _("Decide"),
    "act": _("Agree who does what"),
    "review": _("Look back"),
}
"""What a group can want."""


@dataclass(frozen=True)
class Shelf:
    """Where an activity stands in the library, and what its card says beside what it is for.

    All of it may be left out: then the activity stands under "More activities". What is wrong is a `Fault` at load.
    """

    steps: tuple[int, ...] = ()
    """The steps of the guide that it serves, from 1 to 8; the one that it serves most comes first."""
    point: int = 9
    """Which point of that step it serves, from 1: activities of a step stand in the order of the guide."""
    purposes: tuple[Purpose, ...] = ()
    """What a group uses it for: "meet", "learn", "gather", "choose", "decide", "act", "review"."""
    when: Words = ""
    """What is the case when it fits: "A list is too long to talk about all of it."."""
    minutes: tuple[int, int] | None = None
    """How long it takes, the shortest and the longest."""
    people: tuple[int, int] | None = None
    """For how many people it is."""
    leaves: Words = ""
    """What it leaves behind, in a few words without a full stop; empty for nothing."""

    def __post_init__(self) -> None:
        if not {*self.steps} <= {*STEPS}:
            raise Fault(_("The steps of the guide are whole numbers from 1 to 8."))
        if not {*self.purposes} <= {*get_args(Purpose)}:
            raise Fault(_("The purposes of the library are: {names}.", names=", ".join(PURPOSES)))
        for least, most in filter(None, (self.minutes, self.people)):
            if not 1 <= least <= most:
                raise Fault(_("Give minutes and people as the least and the most, such as (10, 20)."))

    @property
    def lasts(self) -> Words:
        """How long it takes, in words; empty where nobody said."""
        if self.minutes is None:
            return ""
        least, most = self.minutes
        if least == most:
            return ngettext("{n} minute", "{n} minutes", most)
        return _("{least} to {most} minutes", least=least, most=most)

    @property
    def carries(self) -> Words:
        """For how many people it is, in words; empty where nobody said."""
        return _("{least} to {most} people", least=self.people[0], most=self.people[1]) if self.people else ""
