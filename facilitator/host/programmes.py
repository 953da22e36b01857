"""What the sessions of a programme left: ledgers and what is sealed, from every folder that may be of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from facilitator.host.own import Own
from facilitator.i18n import Words
from facilitator.ledger import Operation, left_by
from facilitator.ledger.sealed import Kept
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.store import SESSION, StoreError, Tables, glimpse, read, sessions

At = Callable[[Path], Room | None]
"""The room whose session is in a folder, if it is open here."""


@dataclass(frozen=True)
class Left:
    """What a new session of the programme begins with."""

    operations: list[Operation]
    sealed: list[Kept]
    """What is still sealed."""
    unread: list[str]
    """Folders that cannot be read, and may be of the programme."""
    spent: dict[Path, list[str]]
    """Folders that still hold what a later session opened or deleted, with its keys."""
    troubles: dict[Path, Words]
    """Why folders cannot be read."""


def gather(data: Path, at: At, own: Own, programme: str) -> Left:
    """What the sessions of a programme in a data folder left.

    A session that lies in several folders counts once: as it is open here, else as this laptop left it, else as it is
    in the folder with the most events. What a later session carried on stays, too, from one that is gone or of which
    only somebody's copy is left: that may have been made before the end.
    """
    found: dict[str, tuple[tuple[bool, bool, int], Tables]] = {}
    handed_on: dict[tuple[str, str], Operation] = {}
    holding: dict[Path, list[Kept]] = {}
    unread, troubles, opened = list[str](), dict[Path, Words](), set[str]()
    for folder in sessions(data):
        room = at(folder)
        try:
            tables = snapshot.tables(room) if room else read(folder)[0]
            facts = snapshot.facts(tables, folder / SESSION)
        except StoreError as error:
            troubles[folder] = error.words
            if glimpse(folder).get("programme") in (programme, None):
                unread.append(folder.name)
            continue
        if facts["programme"] != programme:
            continue
        holding[folder] = snapshot.all_sealed(tables)
        opened.update(tables["meta"]["1"].get("opened", ()))
        rank = room is not None, folder in own, tables["meta"]["1"]["n"]
        if rank >= found.get(facts["session"], (rank, {}))[0]:
            found[facts["session"]] = rank, tables
        handed_on |= {(each["session"], each["id"]): each for each in tables["meta"]["1"]["carried"]}
    ours = {session for session, (rank, _tables) in found.items() if any(rank[:2])}
    left = [each for session, (_rank, tables) in found.items() for each in left_by(session, tables)]
    known = {(each["session"], each["id"]) for each in left}
    operations = [each for key, each in handed_on.items() if key[0] not in ours and key not in known]
    operations += left
    kept = [each for _rank, tables in found.values() for each in tables.get("sealed", {}).values()]
    spent = {folder: [each["key"] for each in held if each["key"] in opened] for folder, held in holding.items()}
    return Left(
        operations, [each for each in kept if each["key"] not in opened], unread,
        {folder: keys for folder, keys in spent.items() if keys}, troubles,
    )  # fmt: skip
