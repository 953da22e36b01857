"""Milestones: what the log of the group says was done, decided and answered since last time, and what the room adds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.appreciation import widgets
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.report.model import Column, Passage
from facilitator.report.model import Table as Made
from facilitator.report.words import sentence
from facilitator.text import is_blank

Id = Annotated[str, Field(max_length=200)]
Line = Annotated[str, Field(max_length=140)]
DONE, DECIDED, ANSWERED, ALSO = "done", "decided", "answered", "also"
CALLED: Mapping[str, Text] = {
    DONE: _("Done"), DECIDED: _("Decided"), ANSWERED: _("Answered"), ALSO: _("Also"),
}  # fmt: skip
MARKS: Mapping[str, tuple[str, frozenset[str]]] = {
    "actions": (DONE, frozenset({"done"})),
    "decisions": (DECIDED, frozenset({"agreed", "trial"})),
    "feedback": (ANSWERED, frozenset({"done", "under way", "in progress", "not possible"})),
}
"""Which statuses of an entry are a milestone, and of what kind, by its ledger."""
MOST = 12
"""Milestones that a room can add."""


@dataclass(frozen=True)
class Milestone:
    """Something that was reached."""

    id: str
    kind: str
    text: str


@dataclass
class Picked:
    """What the facilitator left out of the list, and what the room added."""

    out: dict[str, bool] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Reached:
    """The milestones that are shown, those left out, and how many there are of each kind."""

    shown: tuple[Milestone, ...]
    out: tuple[Milestone, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind are shown; of the first three kinds also none."""
        found = Counter(each.kind for each in self.shown)
        return {kind: found[kind] for kind in CALLED if kind != ALSO or found[kind]}

    @property
    def several(self) -> bool:
        """Whether the log says anything; what a room adds alone has no kind."""
        return any(each.kind != ALSO for each in self.shown)


class Milestones(Block[Picked, Reached]):
    """Done, decided, answered: picked from the ledgers of the programme. `listed` puts them on the wall."""

    def __init__(self) -> None:
        self.listed = Shown(self)

    def results(self, s: Any, ctx: Ctx) -> Reached:
        picked = self.of(s)
        told = [Milestone(f"s{at}", ALSO, text) for at, text in enumerate(ctx.settings.milestones)]
        added = [Milestone(f"a{at}", ALSO, text) for at, text in enumerate(picked.added)]
        every = [*reached(ctx), *told, *added]
        return Reached(
            tuple(each for each in every if each.id not in picked.out),
            tuple(each for each in every if each.id in picked.out),
        )

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        found = self.results(s, ctx)
        if not found.shown:
            return ()
        columns, title = (Column(str(_("Milestone"))), Column(str(_("What")))), str(_("What we got done"))
        rows = tuple((each.text, str(CALLED[each.kind])) for each in found.shown)
        if not found.several:
            return [Made("milestones", title, columns[:1], tuple(row[:1] for row in rows))]
        return [Made("milestones", title, columns, rows, note=sentence(counted(found.counts)))]


class Shown(Panel[Milestones]):
    """The milestones on the wall; on the stage to leave one out or to add one."""

    @action(by="facilitator")
    def leave_out(self, s: Any, ctx: Ctx, entry: Id, on: bool = True) -> None:
        """Leave a milestone out, or put it back."""
        found = self.block.results(s, ctx)
        if entry not in {each.id for each in (*found.shown, *found.out)}:
            raise Refused(_("This milestone is not there any more. Please load the page again."))
        out = self.block.of(s).out
        out.pop(entry, None)
        if on:
            out[entry] = True

    @action(by="facilitator")
    def add_milestone(self, s: Any, ctx: Ctx, text: Line = "") -> None:
        """Add what the room says it got done."""
        if is_blank(text):
            raise Refused(_("Write what we got done first."))
        if len(self.block.of(s).added) >= MOST:
            raise Refused(_("More than {n} are too many to read out.", n=MOST))
        self.block.of(s).added.append(text.strip())

    def board(self, s: Any, ctx: Ctx) -> Html:
        found = self.block.now(ctx)
        if not found.shown:
            return kit.empty(_("The log has nothing new yet."), _("Say aloud what we got done."))
        rows = [(each.text, CALLED[each.kind] if found.several else "") for each in found.shown]
        return widgets.milestones(rows, counted(found.counts) if found.several else "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        found = self.block.now(ctx)
        rows = [
            *(self._row(each, left=False) for each in found.shown),
            *(self._row(each, left=True) for each in found.out),
        ]
        more = kit.TextField("text", _("What else did we get done?"), 140)
        add = kit.text_form(more, self.named("add_milestone"), _("Add"))
        return kit.join(kit.listing(rows, _("Milestones"), "milestones") if rows else "", add)

    def _row(self, each: Milestone, left: bool) -> kit.Row:
        words, note = (_("Put it back"), _("left out")) if left else (_("Leave it out"), CALLED[each.kind])
        do = kit.act(self.named("leave_out"), entry=each.id, on=int(not left))
        label = _("{words}: {text}", words=words, text=each.text)
        return kit.Row(each.id, each.text, note, [kit.button(words, do, label=label)])


def reached(ctx: Ctx) -> list[Milestone]:
    """What the ledgers say was reached since the last session; where that is nothing yet, what the last one reached."""
    changes = [(change.at, change.session) for entry in ctx.ledgers.entries for change in entry.changes]
    _at, last = max((each for each in changes if each[1] != ctx.ledgers.session), default=(0.0, ""))
    return _of(ctx, ctx.ledgers.session) or _of(ctx, last)


def counted(counts: Mapping[str, int]) -> str:
    """ "3 done, 1 decided, 2 answered"."""
    words: Mapping[str, Words] = {
        DONE: ngettext("{n} done", "{n} done", counts.get(DONE, 0)),
        DECIDED: ngettext("{n} decided", "{n} decided", counts.get(DECIDED, 0)),
        ANSWERED: ngettext("{n} answered", "{n} answered", counts.get(ANSWERED, 0)),
        ALSO: ngettext("{n} more", "{n} more", counts.get(ALSO, 0)),
    }
    return ", ".join(str(words[kind]) for kind, n in counts.items() if n)


def _of(ctx: Ctx, session: str) -> list[Milestone]:
    return [
        Milestone(entry.key, kind, entry.text)
        for ledger, (kind, statuses) in MARKS.items()
        for entry in ctx.ledgers.of(ledger, *statuses)
        if came([(each.session, each.data.get("status")) for each in entry.changes], session, statuses)
    ]


def came(history: Sequence[tuple[str, str | None]], session: str, statuses: frozenset[str]) -> bool:
    """Whether an entry came in that session from another status to one of these; without one, a change keeps it."""
    before = ""
    for where, status in history:
        if where == session and status in statuses and before not in statuses:
            return True
        before = before if status is None else status
    return False
