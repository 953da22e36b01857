"""Counts every figure of a consent again for a rehearsal, act by act, from nothing but what each person posted.

Who was required is not in the books: that number is taken from the record, and only has to be large enough. So it is
with an objection from the ballot box, which may be over once no slip of a later round says more than a concern.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from activities.consent.rules import STANCES
from facilitator.i18n import _
from facilitator.report.model import Cell, Outcome, Section, Table

Figure = tuple[str, Cell, Cell]
BECOMES = {"settled": "none", "withdrawn": "none", "concern": "concern"}
WORDS = {"clear": ("say_clear", "clear"), "votes": ("vote", "vote")}
"""What is posted for the tables of words, by the first word of their ids: the action, and its field."""


@dataclass
class Told:
    """One round as the books know it."""

    version: int
    given: dict[str, str] = field(default_factory=dict)
    shown: bool = False
    now: dict[str, str] = field(default_factory=dict)


@dataclass
class Diary:
    """What happened, in its order."""

    version: int
    rounds: list[Told] = field(default_factory=list)
    objections: list[tuple[str, int, str]] = field(default_factory=list)
    """Who made one, on which version, and whether it is "open", "perhaps" open, or "over"."""

    def open(self, who: str) -> int | None:
        """Where the open objection of somebody stands."""
        return next((at for at, each in enumerate(self.objections) if each[0] == who and each[2] == "open"), None)

    def end(self, who: str) -> None:
        """Somebody's objection ends."""
        at = self.open(who)
        if at is not None:
            self.objections[at] = (*self.objections[at][:2], "over")

    def take(self, act: Any) -> None:
        """One act more."""
        last = self.rounds[-1] if self.rounds else None
        if act.action in ("word", "use"):
            self.version += 1
        elif act.action == "go" and act.given.get("phase") == "stance":
            if last is None or last.shown or last.version != self.version:
                self.rounds.append(Told(self.version))
        elif act.action == "go" and act.given.get("phase") in ("reveal", "close") and last and not last.shown:
            self._show(last)
        elif act.action == "stance" and last:
            last.given[act.who] = act.given["stance"]
        elif act.action == "say_now" and last:
            self._say(last, act.who, act.given["now"])

    def _show(self, last: Told) -> None:
        last.shown, last.now = True, dict(last.given)
        boxed = [stance for who, stance in last.given.items() if who.startswith("slip ")]
        if not {"object", "more"} & {*boxed}:
            self.objections = [
                (who, version, "perhaps" if over == "open" and who.startswith("slip ") else over)
                for who, version, over in self.objections
            ]
        for who, stance in last.given.items():
            if stance in ("none", "concern"):
                self.end(who)
            elif stance == "object" and self.open(who) is None:
                self.objections.append((who, last.version, "open"))

    def _say(self, last: Told, who: str, now: str) -> None:
        mine = max((at for at, each in enumerate(self.objections) if each[0] == who), default=None)
        if mine is None:
            return
        over = "over" if now in BECOMES else "open"
        self.objections[mine] = (*self.objections[mine][:2], over)
        if last.version == self.version and last.given.get(who) == "object":
            last.now[who] = BECOMES.get(now, "object")


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section."""
    acts = [act for act in books.acts if act.step == books.step]
    diary = Diary(int(bool(books.settings[books.step].proposal)))
    for act in acts:
        diary.take(act)
    shown = [each for each in diary.rounds if each.shown]
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    told = [table for id, table in tables.items() if id.startswith("stance-")]
    yield str(_("Round {n}", n=len(told))), len(told), len(shown)
    for table, round_ in zip(told, shown, strict=False):
        for (stance, words), row in zip(STANCES.items(), table.rows, strict=True):
            yield f"{table.title}: {words}", row[1], [*round_.given.values()].count(stance)
            yield f"{table.title}: {words}", row[2], [*round_.now.values()].count(stance)
    told_rows = tables["objections"].rows if "objections" in tables else ()
    made = [row for row in told_rows for _time in range(int(str(row[3])))]
    yield str(_("Objections")), len(made), len(diary.objections)
    versions = [str(_("Version {n}", n=version)) for _who, version, _over in diary.objections]
    yield str(_("Made on")), sorted(str(row[1]) for row in made) == sorted(versions), True
    open_ = sum(over == "open" for _who, _version, over in diary.objections)
    most = open_ + sum(over == "perhaps" for _who, _version, over in diary.objections)
    told_open = sum(row[2] == str(_("Open")) for row in made)
    open_ = min(max(told_open, open_), most)
    yield str(_("Open")), told_open, open_
    if "versions" in tables or diary.version > 1:  # a single one may stand over the section alone
        yield str(_("Version {n}", n=diary.version)), len(tables["versions"].rows), diary.version
    for entry in section.ledger:
        yield from _decision(entry.data, shown[-1], diary.version, open_)
    outcome = next((block for block in section.blocks if isinstance(block, Outcome)), None)
    if outcome and shown and shown[-1].version == diary.version and open_:
        yield outcome.words, outcome.sign == "agreed", False
    yield from _words(tables, acts)


def _decision(data: Mapping[str, str], last: Told, version: int, open_: int) -> Iterator[Figure]:
    now = [*last.now.values()]
    stances = ", ".join(f"{words}: {now.count(stance)}" for stance, words in STANCES.items())
    yield str(_("Stances")), data["stances"], stances
    agreed = data["status"] == "agreed" and not data["method"].startswith(str(_("Vote, after consent was not reached")))
    yield data["outcome"], agreed and (bool(open_) or "more" in now or last.version != version), False
    yield str(_("Open")), len(data.get("objections", "").splitlines()), open_
    required, answered = int(data.get("present", "0")), int(data.get("answered", "0"))
    yield str(_("Answered")), answered, min(answered, required, len(now))


def _words(tables: Mapping[str, Table], acts: list[Any]) -> Iterator[Figure]:
    """What people answered in one word, round by round; a pass takes it back."""
    for word, (action, name) in WORDS.items():
        told = [
            table for id, table in tables.items() if id.startswith(f"{word}-") and any(row[-1] for row in table.rows)
        ]
        given = dict[str, str]()
        counts: list[dict[str, str]] = []
        for act in acts:
            if act.action == action:
                given[act.who] = act.given[name]
            elif act.action == "pass" and act.phase in ("why", "vote"):
                given.pop(act.who, None)
            elif act.action == "go" and act.given.get("phase") in ("clear", "voted"):
                counts += [dict(given)] if given else []
        for table, said in zip(told, counts, strict=False):
            yield table.title, sum(int(str(row[-1])) for row in table.rows), len(said)
            known = sorted([*said.values()].count(each) for each in {*said.values()})
            yield table.title, str(sorted(n for row in table.rows if (n := int(str(row[-1]))))), str(known)
