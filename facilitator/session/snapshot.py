"""Turns a room into the tables of its session file, and makes it again from the tables and the events after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from facilitator import __version__, zones
from facilitator.activity import Refused
from facilitator.i18n import Text, _
from facilitator.ledger.sealed import Kept
from facilitator.report.model import SECTION
from facilitator.run.run import Run
from facilitator.seats import Seat
from facilitator.session.agenda import prepare
from facilitator.session.apply import replay
from facilitator.session.command import Marks
from facilitator.session.facts import check
from facilitator.session.imported import IMPORTED
from facilitator.session.retention import LATER
from facilitator.session.session import Session
from facilitator.session.step import Step
from facilitator.session.traces import Trace
from facilitator.session.wishes import Access, Talks
from facilitator.store import SESSION, StoreError, Tables

FACTS = (
    "session", "code", "title", "subtitle", "language", "created", "board_key", "plan", "programme", "status",
    "released", "dark", "wall",
)  # fmt: skip

MOMENT = 0.001
"""Seconds between what a session carried in and what it changes itself."""
READ_FOR = 86_400.0
"""Seconds in which the phones that were there find a given record after the end, also when the laptop was restarted."""


def tables(session: Session) -> Tables:
    """Everything that the room knows, as the tables of a session file; shares nothing with the room.

    Seats and act marks are sorted by their random ids: the file says nothing about who came or answered first.
    Perspectives and access notes stand in documents of their own, apart from names.
    """
    seats = sorted(session.seats.values(), key=lambda seat: seat.id)
    meta = {name: getattr(session, name) for name in FACTS} | {
        "program": __version__,
        "n": session.n,
        "zone": session.zone,
        "moved": session.moved,
        "perspectives": list(session.perspectives),
        "agenda": [asdict(step) for step in session.agenda],
        "runs": list(session.runs),
        "carried": [dict(operation) for operation in session.carried],
        "found_sealed": [dict(each) for each in session.found_sealed],
        "opened": list(session.opened),
        "unread": list(session.unread),
        "keeping": session.keeping,
        "remind": session.remind,
        "removed": dict(session.removed),
        "traces": [asdict(trace) for trace in session.traces],
        "marks": sorted(session.marks),
        "readers": sorted(session.readers),
        "paused": session.paused,
        "notice": session.notice,
        "log": [
            [at, text.words, {name: str(value) for name, value in text.params.items()}] for at, text in session.log
        ],
    }
    views = {seat.id: seat.perspective for seat in seats if seat.perspective}
    sections = [
        {"step": step, **SECTION.dump_python(section, mode="json")} for step, section in session.sections.items()
    ]
    imported = [IMPORTED.dump_python(session.imported, mode="json")] if session.imported else []
    return {
        "meta": _documents([meta, {"perspective_of": views}, asdict(session.access), asdict(session.talks), *imported]),
        "seats": _documents([{**asdict(seat), "perspective": ""} for seat in seats]),
        "runs": _documents([session.run.dump()] if session.run else []),
        "record": _documents(sections),
        "ledger": _documents([dict(entry) for entry in session.ledger]),
        "sealed": _documents([dict(each) for each in session.sealed]),
    }


def restore(session: Session, kept: Tables, events: Sequence[Mapping[str, Any]]) -> None:
    """Fill an empty room from its tables and replay the events after them.

    Raises `Refused` when its activity is not installed, and `StoreError` when something in it cannot be read.
    """
    try:
        _fill(session, kept, events)
    except (Refused, StoreError):
        raise
    except Exception as error:
        why = str(error).partition("\n")[0] or type(error).__name__
        raise StoreError(_("This session could not be opened: {why}.", why=why)) from error
    dated = (event.get("at") or 0.0 for event in events)
    session.clock.not_before(max(dated, default=0.0))
    session.clock.not_before(latest(session))


def latest(session: Session) -> float:
    """The time before which nothing more may happen: later than all it carried in, not before what it did itself."""
    dated = [
        session.run.now if session.run else 0.0,
        *(each["at"] for each in session.ledger),
        *(at for at, _words in session.log),
    ]
    return float(max(*dated, *(each["at"] + MOMENT for each in session.carried), 0.0))


def _fill(session: Session, kept: Tables, events: Sequence[Mapping[str, Any]]) -> None:
    meta, views = kept["meta"]["1"], kept["meta"]["2"]["perspective_of"]
    for name in FACTS:
        setattr(session, name, meta[name])
    session.zone = zones.kept(meta.get("zone"))
    session.n, session.moved = meta["n"], meta.get("moved", 0)
    session.perspectives, session.runs = tuple(meta["perspectives"]), list(meta["runs"])
    session.agenda = [Step(**step) for step in meta["agenda"]]
    session.access, session.talks = Access(**kept["meta"]["3"]), Talks(**kept["meta"]["4"])
    session.imported = IMPORTED.validate_python(kept["meta"]["5"]) if "5" in kept["meta"] else None
    session.marks, session.carried = Marks(meta["marks"]), list(meta["carried"])
    session.unread = list(meta.get("unread", ()))
    session.keeping, session.remind = meta.get("keeping", "cards"), meta.get("remind", 0.0)
    session.removed = dict(meta.get("removed", {}))
    session.traces = [Trace(**trace) for trace in meta.get("traces", ())]
    session.found_sealed, session.opened = list(meta.get("found_sealed", ())), list(meta.get("opened", ()))
    session.sealed = [dict(each) for each in kept.get("sealed", {}).values()]
    session.readers, session.paused = frozenset(meta.get("readers", ())), bool(meta.get("paused"))
    session.notice = meta.get("notice", "")
    session.log = [(at, Text(words, params)) for at, words, params in meta["log"]]
    for data in kept["seats"].values():
        session.add_seat(Seat(**{**data, "perspective": views.get(data["id"], "")}))
    for data in kept["record"].values():
        section = dict(data)
        session.sections[section.pop("step")] = SECTION.validate_python(section)
    session.ledger = [dict(entry) for entry in kept["ledger"].values()]
    for data in kept["runs"].values():
        _resume(session, data)
    session.seat_people()
    for event in events:
        replay(session, event)


def all_sealed(kept: Tables) -> list[Kept]:
    """Everything sealed that a session file holds: its own, and what it found of earlier sessions."""
    return [*kept.get("sealed", {}).values(), *kept["meta"]["1"].get("found_sealed", ())]


def facts(kept: Tables, file: object = SESSION) -> dict[str, Any]:
    """What a list of sessions shows, from the tables alone. Raises `StoreError` when they are not as they should be."""
    check(kept, file)
    meta = kept["meta"]["1"]
    imported = kept["meta"].get("5", {})
    seated = sum(1 for seat in kept["seats"].values() if not seat["helper"])
    people = imported["head"]["people"] if imported else seated
    came = {"imported": imported.get("at", 0.0), "mark": imported.get("mark", "")} | _kept(kept)
    return {name: meta[name] for name in FACTS} | {"people": people, "zone": zones.kept(meta.get("zone")), **came}


def _kept(kept: Tables) -> dict[str, Any]:
    """What stays of a closed session, and when its cards may be deleted; never where there are none."""
    meta = kept["meta"]["1"]
    keeping = meta.get("keeping", "cards")
    blocks = (block for section in kept["record"].values() for block in section.get("blocks", ()))
    raw = meta["status"] == "closed" and any(block.get("quotes") for block in blocks)
    return {"keeping": keeping, "remind": (meta.get("remind") or meta["created"] + LATER) if raw else 0.0}


def still_read(kept: Tables, now: float) -> bool:
    """Whether a closed session is to be there after a restart: its phones were given the record, and may come late."""
    meta = kept["meta"]["1"]
    given = meta["status"] == "closed" and meta["released"] and meta.get("readers")
    return bool(given) and any(now - READ_FOR < at for at, *_said in meta["log"][-1:])


def _resume(session: Session, data: Mapping[str, Any]) -> None:
    kind = session.library.get(data["activity"])
    settings = dict(data["settings"])
    if kind is not None and kind.version != data["version"]:
        settings = kind.upgrade("settings", settings, data["version"])
    session.run = Run.load(data, prepare(session.library, data["activity"], settings))
    session.run.language, session.run.zone, session.run.ledgers = session.language, session.zone, session.ledgers
    session.run.sealed = session.sealed_store
    events = list(session.run.events)
    session.seat_people()
    session.run.rebuild(events)


def _documents(rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {str(number): row for number, row in enumerate(rows, start=1)}
