"""What is counted of actions: how far they are, what is overdue, and how much each person carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from facilitator.activity import Day
from facilitator.text import alphabetical, likeness

CLOSED = ("done", "dropped")
LIVED, PROFESSIONALS = "Lived experience", "Health and care professionals"
"""Two of the usual set of perspectives."""
FEW = 6
"""With fewer actions than this nobody is said to carry too many of them."""
SHARE = Fraction(1, 3)
"""One person who has more than this of all actions carries too many."""


@dataclass(frozen=True)
class Deed:
    """One action of the programme, as it stands now."""

    id: str
    text: str
    status: str = "not started"
    who: str = ""
    by: Day | None = None
    hours: int | None = None
    number: str = ""
    """What people read, such as "A-3"; empty for one of today."""
    note: str = ""

    @property
    def open(self) -> bool:
        """Whether there is still something to do."""
        return self.status not in CLOSED

    @property
    def looking(self) -> bool:
        """Whether it is looking for someone."""
        return self.open and not self.who

    def overdue(self, today: Day) -> bool:
        """Whether its day is over. One that is due today is not overdue; one that is stuck can be."""
        return self.open and self.by is not None and self.by < today


@dataclass(frozen=True)
class Counts:
    """How far the actions of a programme are."""

    total: int
    done: int
    dropped: int
    overdue: int
    stuck: int
    looking: int

    @property
    def meant(self) -> int:
        """Those that were not dropped: what progress is measured by."""
        return self.total - self.dropped

    @property
    def progress(self) -> Fraction | None:
        """The part that is done; None where there is nothing to do."""
        return Fraction(self.done, self.meant) if self.meant else None


@dataclass(frozen=True)
class Load:
    """What one person carries: open actions with their name, and the hours they said."""

    who: str
    actions: int
    hours: int
    unsaid: int
    """Actions without hours."""


@dataclass(frozen=True)
class Part:
    """How many of the open actions with an owner are owned by those who sit as the same in the team."""

    sits: str
    actions: int


@dataclass(frozen=True)
class Found:
    """All that is counted."""

    deeds: Sequence[Deed]
    counts: Counts
    loads: Sequence[Load]
    many: Sequence[Load]
    """Who has more than a third of all that has an owner and is open, where there are at least six."""
    over: Sequence[Load]
    """Who said more hours than one person has."""
    parts: Sequence[Part] = ()
    """Owned by perspective, only where as what all owners sit is known; the most first."""
    alone: Sequence[str] = ()
    """Owners who sit with lived experience."""

    @property
    def one_place(self) -> bool:
        """Whether all owners sit as professionals."""
        return {each.sits for each in self.parts} == {PROFESSIONALS}

    @property
    def owned(self) -> int:
        """Open actions with an owner."""
        return sum(each.actions for each in self.loads)


def find(
    deeds: Iterable[Deed], today: Day, capacity: int | None = None, sits: Mapping[str, str] | None = None
) -> Found:
    """Everything that is counted of some actions on a day. `capacity` is how many hours one person has.

    `sits` says as what people sit in the team, by their names as `likeness` has them: what they said in the open.
    """
    every = list(deeds)
    counts = Counts(
        len(every),
        sum(each.status == "done" for each in every),
        sum(each.status == "dropped" for each in every),
        sum(each.overdue(today) for each in every),
        sum(each.status == "stuck" for each in every),
        sum(each.looking for each in every),
    )
    carried = loads(every)
    owned = sum(each.actions for each in carried)
    many = [each for each in carried if owned >= FEW and Fraction(each.actions, owned) > SHARE]
    over = [each for each in carried if capacity is not None and each.hours > capacity]
    known = [(each, (sits or {}).get(likeness(each.who), "")) for each in carried]
    alone = [each.who for each, view in known if view == LIVED]
    return Found(every, counts, carried, many, over, parts(known), alone)


def parts(known: Sequence[tuple[Load, str]]) -> list[Part]:
    """What people own who sit as the same; nothing where one of them did not say as what."""
    if not all(view for _load, view in known):
        return []
    found = Counter[str]()
    for load, view in known:
        found[view] += load.actions
    return [Part(view, n) for view, n in sorted(found.items(), key=lambda each: (-each[1], alphabetical(each[0])))]


def loads(deeds: Iterable[Deed]) -> list[Load]:
    """What each person carries, most actions first. Whose names read alike is one person."""
    found: dict[str, list[Deed]] = {}
    for each in deeds:
        if each.open and each.who:
            found.setdefault(likeness(each.who), []).append(each)
    carried = [
        Load(some[0].who, len(some), sum(each.hours or 0 for each in some), sum(each.hours is None for each in some))
        for some in found.values()
    ]
    return sorted(carried, key=lambda load: (-load.actions, -load.hours, alphabetical(load.who)))
