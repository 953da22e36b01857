"""The people of a group that meets more than once: some stay away or leave it, others join, codes are kept or lost."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from facilitator.rehearsal.people import Person, cast
from facilitator.rehearsal.words import name

PART = 8
"""One in so many leaves the group from one meeting to the next, and as many stay away from a meeting."""
LOSES = 0.15
"""How likely somebody loses what they wrote down."""


@dataclass
class Member:
    """Somebody of the group, and the code that they wrote down for another time."""

    name: str
    code: str = ""


class Group:
    """Who comes to each meeting. So many have a phone, `paper` of them none; only who has a phone is somebody again."""

    def __init__(self, people: int, seed: int, paper: int | None) -> None:
        self.people, self.seed, self.paper = people, seed, paper
        self.chance = Random(f"{seed}:group")
        self.meetings = self.joined = self.left = 0
        self.members: list[Member] = []
        self._here: list[tuple[Person, Member]] = []

    def come(self) -> tuple[list[Person], int]:
        """Everyone with a phone at the next meeting, helpers beside them, and how many take part on paper only."""
        everyone, paper = cast(self.people, f"{self.seed}.{self.meetings}" if self.meetings else self.seed, self.paper)
        phones = [person for person in everyone if not person.helper]
        some = len(phones) // PART
        gone = self.chance.sample(self.members, min(some, len(self.members)))
        self.members = [each for each in self.members if each not in gone]
        back = min(len(self.members), len(phones) - some if self.meetings else 0)
        here = [self.members[at] for at in sorted(self.chance.sample(range(len(self.members)), back))]
        new = [Member(name(len(everyone) * bool(self.meetings) + self.joined + at)) for at in range(len(phones) - back)]
        if self.meetings:
            self.joined, self.left = self.joined + len(new), self.left + len(gone)
        self.members += new
        self.meetings += 1
        self._here = [*zip(phones, [*here, *new], strict=True)]
        for person, member in self._here:
            person.name, person.kept = member.name if person.name else "", member.code
        return everyone, paper

    def go(self) -> None:
        """The meeting is over: everyone takes home what they wrote down, and some lose it."""
        for person, member in self._here:
            member.code = "" if self.chance.random() < LOSES else person.kept
