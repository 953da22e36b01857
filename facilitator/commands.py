"""Commands about sessions that are kept: listing, deleting, reading a saved record in. Each works beside a server."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sized
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from facilitator import zones
from facilitator.errors import Trouble
from facilitator.host.apart import alone
from facilitator.host.bringing import bring, there, which
from facilitator.host.instance import default_folder
from facilitator.i18n import Words, _
from facilitator.library.registry import Registry
from facilitator.report import reading
from facilitator.report.schema import schema as made_schema
from facilitator.seats import Who
from facilitator.session.command import Act
from facilitator.session.erasure import GOES, STAYS
from facilitator.session.snapshot import facts
from facilitator.store import SESSION, StoreError, erase, glimpse, read
from facilitator.store import sessions as session_folders

Data = Annotated[Path | None, typer.Option(help="Folder of all sessions.", show_default=False)]
Loose = Annotated[Path | None, typer.Option(help="Folder of your own activities.", exists=True, file_okay=False)]
To = Annotated[Path, typer.Option(help="Folder for the files.", file_okay=False)]
Named = Annotated[str, typer.Argument(help="Name or folder of a session; see: facilitator sessions")]


def sessions(data: Data = None) -> None:
    """List the sessions in the data folder, newest first."""
    folder = data or default_folder()
    found, damaged = [], []
    for place in session_folders(folder):
        try:
            found.append(facts(read(place)[0], place / SESSION))
        except StoreError as error:
            damaged.append(error)
    table = Table(Column("Session", no_wrap=True), "Title", "Date", "People", "Status", "Code")
    for one in sorted(found, key=lambda one: one["created"], reverse=True):
        day = zones.day(one["created"], one["zone"]).isoformat()
        table.add_row(one["session"], one["title"], day, str(one["people"]), _status(one), one["code"])
    show(table, found, _("There is no session in {folder} yet.", folder=folder))
    for trouble in damaged:
        say(f"✗ {trouble}")


def delete(
    session: Named,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
) -> None:
    """Delete a session for good, with its record. Files that were exported stay."""
    folder = session_in(session, data or default_folder())
    title = glimpse(folder).get("title") or folder.name
    if not yes and not typer.confirm(str(_("Delete “{title}” for good, with its record?", title=title))):
        raise Trouble(_("Nothing was deleted."))
    erase(folder)
    say(_("“{title}” is deleted.", title=title))


def import_(
    file: Annotated[Path, typer.Argument(help="A record.json that was saved.", exists=True, dir_okay=False)],
    again: Annotated[bool, typer.Option("--again", help="Also if it is here already.")] = False,
    data: Data = None,
) -> None:
    """Read a saved record in, so that it stands in the list and can be printed in every format again."""
    folder = data or default_folder()
    try:
        with file.open("rb") as opened:
            record = reading.read(opened.read(reading.LARGEST + 1))
        here = there(folder, record)
        if here is not None and not again:
            say(here.words)
            if not typer.confirm(str(_("Read it in once more, beside that one?"))):
                raise Trouble(_("Nothing was read in."))
        made = bring(folder, record)
    except reading.Unreadable as problem:
        raise Trouble(_("{file} cannot be read. {why}", file=file.name, why=problem.words)) from None
    say(_("“{title}” is in the list now, as {name}. Nobody can go on with it.", title=record.title, name=made.name))
    if less := which(record):
        say(less)


def erase_(
    session: Named,
    seat: Annotated[str, typer.Option(help="Code of the person's seat, in a session that is open.")] = "",
    name: Annotated[str, typer.Option(help="Their name as it stands in the record.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: Data = None,
    activities: Loose = None,
) -> None:
    """Erase a person from a session: their seat, name and words, as far as anything says that they are theirs."""
    if bool(seat) == bool(name):
        raise typer.BadParameter(str(_("Give the code of a seat, or a name.")), param_hint="--seat")
    with alone(Registry.load(activities).activities, session_in(session, data or default_folder())) as room:
        there = room.with_code(seat) if seat else None
        if seat and there is None:
            gone = _("Seat codes were deleted when the session was closed. Use --name, as it stands in the record.")
            raise Trouble(gone if room.status == "closed" else _("No seat has this code."))
        for words in (*GOES, *STAYS):
            say(words)
        if not yes and not typer.confirm(str(_("Erase this person?"))):
            raise Trouble(_("Nothing was erased."))
        do, who = ("erase_person", ("seat", there.id)) if there else ("erase_name", ("name", name))
        answer = room.act(Who.facilitator(), Act(secrets.token_hex(16), do, (who,)))
        if not answer.ok:
            raise Trouble(answer.words)
    say(_("It is done."))


def schema() -> None:
    """Print the JSON Schema of record.json, for programs that read records."""
    typer.echo(made_schema(), nl=False)


def _status(one: Mapping[str, Any]) -> str:
    return str(_("read in from a file")) if one["imported"] else str(one["status"])


def session_in(name: str, data: Path) -> Path:
    """The folder of a session, by its name in the data folder or by its own path."""
    for folder in (data / name, Path(name)):
        if folder.is_dir():
            return folder
    raise Trouble(_("There is no session “{name}” in {data}. See: facilitator sessions", name=name, data=data))


def show(table: Table, rows: Sized, otherwise: Words) -> None:
    """Print a table, or a sentence where it has no rows."""
    if rows:
        Console().print(table)
    elif otherwise:
        say(otherwise)


def say(words: Words) -> None:
    """Print a sentence as it is."""
    Console(soft_wrap=True, highlight=False, markup=False).print(str(words))
