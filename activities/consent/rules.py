"""Consent: what four stances come to, whose answers are needed, and what became of every objection.

Nothing here can call an objection invalid. Only who made it settles, softens or withdraws it, on this version or later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from facilitator.activity import Key
from facilitator.counting import SLIP
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.report.model import Sign

Stance = Literal["none", "concern", "object", "more"]
Answer = Literal["settled", "concern", "withdrawn", "not-yet"]
Path = Literal["open", "settled", "softened", "withdrawn"]
Status = Literal["agreed", "objections", "questions", "waiting"]

STANCES: Mapping[Stance, Text] = {
    "none": _("No objection"),
    "concern": _("I have a concern, go ahead"),
    "object": _("I object"),
    "more": _("I need to know more first"),
}
ANSWERS: Mapping[Answer, Text] = {
    "settled": _("This settles it"),
    "concern": _("It is now a concern"),
    "withdrawn": _("I withdraw it"),
    "not-yet": _("Not yet"),
}
BECOMES: Mapping[Answer, Stance] = {"settled": "none", "withdrawn": "none", "concern": "concern", "not-yet": "object"}
"""The stance that an answer of the objector makes of theirs, as long as the text stays the same."""
ENDS: Mapping[Answer, Path] = {"settled": "settled", "withdrawn": "withdrawn", "concern": "softened"}
SIGNS: Mapping[Status, Sign] = {
    "agreed": "agreed",
    "objections": "not-yet",
    "questions": "not-yet",
    "waiting": "too-few",
}


@dataclass(frozen=True)
class Ballot:
    """A round that was shown: what everyone said to one version, and what objectors said since."""

    round: int
    version: int
    given: Mapping[Key, Stance]
    """The stances as they were when the result was shown."""
    asked: Collection[Key] = ()
    """Who had to answer: those who were here when it began, and late ones who know what is proposed."""
    said: Mapping[Key, tuple[Answer, int]] = field(default_factory=dict)
    """What objectors said last between this result and the next, and which version the text had then."""

    @property
    def now(self) -> dict[Key, Stance]:
        """The stances with what objectors said since to the same text; the others are what they were."""
        changed = {
            key: BECOMES[answer]
            for key, (answer, version) in self.said.items()
            if version == self.version and self.given.get(key) == "object"
        }
        return {**self.given, **changed}

    @property
    def slips(self) -> list[Key]:
        """The answers from the ballot box, which lead to nobody."""
        return [key for key in self.given if key.startswith(SLIP)]


@dataclass(frozen=True)
class Objection:
    """One objection, from the round in which it was made to what became of it."""

    owner: Key
    round: int
    version: int
    path: Path = "open"
    ended: int = 0
    """The version on which it ended; 0 while it is open."""
    until: int = 0
    """The last round after which it was still open, or in which its owner ended it; 0 while it is open."""
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether nobody may say that this was decided by consent."""
        return self.path == "open"

    @property
    def words(self) -> Words:
        """What became of it."""
        if self.path == "settled" and self.ended == self.version:
            return _("Settled by talking, with the same words")
        if self.path == "settled":
            return _("Settled by version {n}", n=self.ended)
        if self.path == "softened":
            return _("Now a concern, on version {n}", n=self.ended)
        return _("Withdrawn by who made it") if self.path == "withdrawn" else _("Open")


def objections(ballots: Sequence[Ballot]) -> list[Objection]:
    """Every objection there was, oldest first, and what became of it; `ballots` oldest first.

    It ends when its owner says so, or takes a stance on a later version that is no objection. To need to know more ends
    nothing, and neither does silence: who left, or did not answer, takes nothing back. One from the ballot box ends
    when everyone who can have put it there answers in a later round, and nobody of them objects.
    """
    found: list[Objection] = []
    before = 0
    for ballot in ballots:
        for at, each in enumerate(found):
            made = next(one for one in ballots if one.round == each.round)
            if each.open and each.owner.startswith(SLIP) and _spoken_for(made, ballot):
                found[at] = replace(each, path="settled", ended=ballot.version, until=before)
        for key, stance in sorted(ballot.given.items()):
            if stance == "object" and not any(each.open and each.owner == key for each in found):
                found.append(Objection(key, ballot.round, ballot.version))
            elif stance in ("none", "concern"):
                _end(found, key, "settled" if stance == "none" else "softened", ballot.version, before)
        for key, (answer, version) in sorted(ballot.said.items()):
            if answer in ENDS:
                _end(found, key, ENDS[answer], version, ballot.round)
        before = ballot.round
    return found


@dataclass(frozen=True)
class Found:
    """What a round comes to on the text that it was about."""

    status: Status
    required: int
    """How many had to answer."""
    missing: int
    left: int
    """How many were marked as left and are not needed any more."""
    shown: Mapping[Stance, int]
    """The four counts when the result was shown."""
    counts: Mapping[Stance, int]
    """The same with what objectors said since."""
    open: int
    """Objections that are open, those of people who left as well."""
    more: int = 0
    """How many stances there are besides: of people who did not have to, or slips in the box beyond those missing."""

    @property
    def agreed(self) -> bool:
        """Whether it is decided by consent."""
        return self.status == "agreed"

    @property
    def sign(self) -> Sign:
        """How it is drawn."""
        return SIGNS[self.status]

    @property
    def words(self) -> Text:
        """The outcome."""
        if self.status == "objections":
            return _("Objections to work on ({n} open)", n=self.open)
        if self.status == "questions":
            return _("Questions first ({n})", n=self.counts["more"])
        if self.status == "waiting":
            return _("Waiting ({n} missing)", n=self.missing) if self.missing else _("Waiting")
        return _("Agreed")

    @property
    def detail(self) -> Words:
        """How many said something, of how many who had to; what there is besides; and who left."""
        said = _("{n} of {total} took a stance.", n=self.required - self.missing, total=self.required)
        besides = ngettext("{n} stance more was given.", "{n} stances more were given.", self.more)
        gone = ngettext("{n} had left.", "{n} had left.", self.left)
        parts = [words for n, words in ((self.more, besides), (self.left, gone)) if n]
        return " ".join(map(str, (said, *parts))) if parts else said


def found(ballot: Ballot, here: Collection[Key], open: int) -> Found:
    """What a round comes to: of those whom it asked, the ones who are still `here` are required.

    `open` counts the objections that are open now, of this and of earlier versions. In this order: an objection is
    worked on; a question comes first; a missing answer is waited for; and then it is agreed.
    """
    required, now = [key for key in ballot.asked if key in here], ballot.now
    silent = sum(key not in now for key in ballot.asked if key not in here)
    boxed = max(0, len(ballot.slips) - silent)  # who left without an answer may have put in one of the slips
    missing = max(0, sum(key not in now for key in required) - boxed)
    counts, shown = Counter(now.values()), Counter(ballot.given.values())
    status: Status
    if open:
        status = "objections"
    elif counts["more"]:
        status = "questions"
    else:
        status = "waiting" if missing or not required else "agreed"
    return Found(status, len(required), missing, len(ballot.asked) - len(required),
                 {each: shown[each] for each in STANCES}, {each: counts[each] for each in STANCES}, open,
                 max(0, len(now) - (len(ballot.asked) - missing)))  # fmt: skip


def _spoken_for(made: Ballot, later: Ballot) -> bool:
    """Whether everyone who can have put a slip into the box of one round took a stance that is no objection later."""
    if later.round <= made.round:
        return False
    perhaps = [key for key in made.asked if key not in made.given]
    boxed = [key for key in perhaps if key not in later.given]
    stances = [later.given[key] for key in (*perhaps, *later.slips) if key in later.given]
    everyone = set(perhaps) <= {*later.asked, *later.given} and len(boxed) <= len(later.slips)
    return everyone and bool(stances) and all(stance in ("none", "concern") for stance in stances)


def _end(found: list[Objection], owner: Key, path: Path, version: int, until: int) -> None:
    for at, each in enumerate(found):
        if each.open and each.owner == owner:
            found[at] = replace(each, path=path, ended=version, until=until)
