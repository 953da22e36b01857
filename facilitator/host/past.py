"""A session on the disk as a list shows it, open or over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from facilitator.host.own import Own
from facilitator.i18n import Words
from facilitator.session import snapshot
from facilitator.store import SESSION, StoreError, read


@dataclass(frozen=True)
class Past:
    """A session on the disk as a list shows it. `trouble` says why it cannot be opened."""

    folder: Path
    title: str
    subtitle: str = ""
    code: str = ""
    created: float = 0.0
    status: str = ""
    people: int = 0
    programme: str = ""
    trouble: Words = ""
    imported: float = 0.0
    """When it was made from a saved record, seconds since 1970; 0 for every other."""
    remind: float = 0.0
    """When its cards may be deleted, seconds since 1970; 0 where none are kept, or it is open."""
    elsewhere: bool = False
    """It came into the data folder from somewhere else, and is opened only when somebody asks for it."""


def past_of(folder: Path, own: Own, trouble: Words) -> Past:
    """The session of a folder; `trouble` says why it could not be opened."""
    try:
        facts = snapshot.facts(read(folder)[0], folder / SESSION)
    except StoreError as error:
        return Past(folder, folder.name, trouble=str(error))
    names = ("title", "subtitle", "code", "created", "status", "people", "programme", "imported", "remind")
    elsewhere = facts["status"] == "open" and folder not in own
    return Past(folder, **{name: facts[name] for name in names}, trouble=trouble, elsewhere=elsewhere)
