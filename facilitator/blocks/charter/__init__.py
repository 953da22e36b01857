"""The charter: how a group decides each kind of thing. It stands among the agreements; whatever decides looks it up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from facilitator import counting
from facilitator.i18n import Text, Words, _
from facilitator.ledger import Entry, Ledgers
from facilitator.text import likeness

__all__ = [
    "ABSENT", "FALLBACKS", "LIMITS", "METHODS", "SHORT", "Absent", "Fallback", "Limit", "Method", "Part", "Votes",
    "Way", "about", "by_vote", "ways",
]  # fmt: skip

Limit = Literal["told", "asked"]
Method = Literal["told", "asked", "small", "vote", "consent", "all"]
Fallback = Literal["small-then-vote", "vote", "small", "leave"]
Absent = Literal["informed", "stands", "wait"]
Part = Literal["1/2", "2/3", "3/4", "4/5", "9/10"]

METHODS: Mapping[Method, Text] = {
    "told": _("Not ours: the organisation decides and explains why"),
    "asked": _("The organisation decides after asking us, and says how it used what we said"),
    "small": _("A small group we choose decides and reports back"),
    "vote": _("We vote"),
    "consent": _("We go ahead if nobody objects with a reason"),
    "all": _("We go ahead when everyone actively agrees"),
}
SHORT: Mapping[Method, Text] = {
    "told": _("Not ours"),
    "asked": _("We are asked"),
    "small": _("Small group"),
    "vote": _("Vote"),
    "consent": _("Consent"),
    "all": _("All agree"),
}
"""The same for the head of a column."""
LIMITS: tuple[Limit, ...] = get_args(Limit)
FALLBACKS: Mapping[Fallback, Text] = {
    "small-then-vote": _("A small group reworks it and brings it back once. Then we vote: {share} must be for it."),
    "vote": _("We vote: {share} must be for it."),
    "small": _("A small group reworks it and decides."),
    "leave": _("We leave it as it is."),
}
ABSENT: Mapping[Absent, Text] = {
    "informed": _("They are told within a week, and can object until then."),
    "stands": _("They are told within a week. The decision stands."),
    "wait": _("We wait for them until the next meeting."),
}


@dataclass(frozen=True)
class Way:
    """How one kind of thing is decided. Shares are kept as they are written ("2/3"), and compared exactly."""

    kind: str
    method: Method
    holder: str = ""
    """Who holds the decision, where it is not the group's."""
    until: str = ""
    """Until when that is so."""
    who: str = ""
    """Who takes part. Empty: everyone."""
    threshold: Part = "2/3"
    """Of those who say for or against in a vote, how many have to be for it."""
    quorum: Part = "1/2"
    """Of the members, how many have to be there, and with them somebody with lived experience."""
    fallback: Fallback = "small-then-vote"
    fallback_share: Part = "3/4"
    absent: Absent = "informed"

    @property
    def ours(self) -> bool:
        """Whether the group decides it."""
        return self.method not in LIMITS

    @property
    def text(self) -> Words:
        """The whole of it in a sentence."""
        return _("{kind}: {method}", kind=self.kind, method=METHODS[self.method])

    @property
    def stuck(self) -> Words:
        """What happens when the group gets stuck; a vote always ends."""
        if self.method not in ("consent", "all"):
            return ""
        return FALLBACKS[self.fallback].with_params(share=self.fallback_share)

    def data(self) -> dict[str, str]:
        """As an entry of a ledger keeps it, so that `ways` can read it."""
        kept = {"kind": self.kind, "method": self.method, "holder": self.holder, "until": self.until}
        if self.ours:
            kept |= {"who": self.who, "threshold": self.threshold, "quorum": self.quorum, "fallback": self.fallback,
                     "share": self.fallback_share, "absent": self.absent}  # fmt: skip
        return kept


def ways(ledgers: Ledgers) -> list[Way]:
    """What the charter says now: every kind once, as it was agreed last, with what is not the group's to decide."""
    found: dict[str, Way] = {}
    for entry in ledgers.of("agreements", "agreed", "not ours"):
        way = _read(entry)
        if way is not None:
            found[likeness(way.kind)] = way
    return list(found.values())


def about(ledgers: Ledgers, kind: str) -> Way | None:
    """How this kind of thing is decided; None where nothing was agreed about it."""
    return next((way for way in ways(ledgers) if likeness(way.kind) == likeness(kind)), None)


@dataclass(frozen=True)
class Votes:
    """How many are for it, against it, and said neither."""

    for_: int = 0
    against: int = 0
    blank: int = 0


def by_vote(
    votes: Votes, present: int, members: int, lived: bool, threshold: Fraction, quorum: Fraction
) -> Literal["passed", "no quorum", "not passed"]:
    """What becomes of a vote. Blank votes are counted for nothing; without one for or against it has not passed.

    The quorum is met when enough of the `members` are `present`, and somebody with `lived` experience, which is asked
    aloud. Shares are compared exactly: 6 of 9 is two thirds.
    """
    if not lived or not counting.reaches(present, members, quorum):
        return "no quorum"
    said = votes.for_ + votes.against
    return "passed" if said and counting.reaches(votes.for_, said, threshold) else "not passed"


def _read(entry: Entry) -> Way | None:
    """None for an agreement that says nothing of how something is decided, or in a way that nobody knows here."""
    data = entry.data
    if data.get("method") not in METHODS or not data.get("kind"):
        return None
    known = {"threshold": get_args(Part), "quorum": get_args(Part), "fallback": FALLBACKS, "absent": ABSENT,
             "share": get_args(Part)}  # fmt: skip
    given = {name: data[name] for name, values in known.items() if data.get(name) in values}
    if "share" in given:
        given["fallback_share"] = given.pop("share")
    plain = {name: data.get(name, "") for name in ("kind", "method", "holder", "until", "who")}
    return Way(**plain, **given)  # type: ignore[arg-type]
