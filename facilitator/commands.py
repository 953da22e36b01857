"""Commands about sessions that are kept: listing, deleting, reading a saved record in. Each works beside a server."""

from __future__ import annotations

from collections.abc import Mapping, Sized
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from facilitator import zones
from facilitator.errors import Trouble
from facilitator.host.bringing import bring, there
from facilitator.host.instance import default_folder
from facilitator.i18n import Words, _
from facilitator.report import reading
from facilitator.report.schema import schema as made_schema
from facilitator.session.snapshot import facts
from facilitator.store import SESSION, StoreError, erase, glimpse, read
from facilitator.store import sessions as session_folders

Data = Annotated[Path | None, typer.Option(help="Folder of all sessions.", show_default=False)]
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
    table = Table("Session", "Title", "Date", "People", "Status", "Code")
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
