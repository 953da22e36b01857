"""What must hold after a rehearsal beside the record: everything acknowledged is kept, and the log names nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from facilitator.activity import Activity, Phase
from facilitator.i18n import Words, _, ngettext
from facilitator.library.registry import Registry
from facilitator.rehearsal.books import Sent
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.server.forms import form_id
from facilitator.session import snapshot
from facilitator.session.command import mark_of
from facilitator.session.facts import check
from facilitator.store import read
from facilitator.testing.taps import Control


def reread(folder: Path, library: Registry) -> Room:
    """The session of a folder, open or closed, as its files tell it. Nothing is changed."""
    tables, events = read(folder)
    check(tables)
    room = Room(library.activities)
    snapshot.restore(room, tables, events)
    return room


def kept(room: Room, sent: Iterable[Sent]) -> Iterator[Words]:
    """Whether every acknowledged act is in the session; `room` was read from its files before links were dropped."""
    seats = {seat.code: seat.id for seat in room.seats.values()}
    lost = 0
    for each in sent:
        who = Who.facilitator() if each.role == "facilitator" else Who.of(seats.get(each.code, ""))
        lost += mark_of(who, each.id or form_id(each.n, each.do, each.rest)) not in room.marks
    if lost:
        yield ngettext(
            "{n} act was acknowledged, but is not in the session file.",
            "{n} acts were acknowledged, but are not in the session file.", lost,
        )  # fmt: skip


NO_ANSWER = frozenset({"pass", "finish_ballot", "finish_writing"})
"""What says that one is done, and nothing else."""


def answerable(activity: Activity[Any, Any], phase: Phase, pages: Iterable[Iterable[Control]]) -> Iterator[Words]:
    """Whether people could answer in a phase in which they were asked; `pages` are the controls on their pages."""
    there = (control.action for page in pages for control in page if control.action not in NO_ANSWER)
    actions = (activity.actions[name] for name in there if name in activity.actions)
    if phase.privacy is not None and not any(phase.name in (action.phases or (phase.name,)) for action in actions):
        yield _("In “{title}”, {phase}: nobody could answer.", title=activity.title, phase=phase.title)


def silent(lines: Iterable[str], names: Iterable[str], codes: Iterable[str]) -> Iterator[Words]:
    """Whether the log stayed empty; a line that names a person is worse than any other."""
    secrets = re.compile("|".join(rf"\b{re.escape(text)}\b" for text in (*names, *codes) if text) or r"(?!)")
    for line in lines:
        if secrets.search(line):
            yield _("The log names a person.")
        else:
            yield _("The server complained in its log: {line}", line=line[:300])
