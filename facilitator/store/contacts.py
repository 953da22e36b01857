"""How people can be reached, in a file of its own beside the session: it stands in no checkpoint and in no journal.

`contacts.json` is replaced whole. Each contact stands under a mark that leads to no seat, in the order of the marks,
without any time: the file says nothing about who left theirs first. Without any contact there is no file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

from facilitator.i18n import _

from .disk import DRAFT, Disk
from .journal import compact
from .schema import StoreError

CONTACTS = "contacts.json"

Contacts = Mapping[str, Mapping[str, str]]
"""Mark -> field -> text."""

Change = Callable[[Contacts], Contacts]
"""Makes the contacts that shall be kept out of those that are. It changes nothing that it is given."""


def read(folder: Path, disk: Disk) -> bytes:
    """The file as it is; nothing where there is none."""
    try:
        return disk.read(folder / CONTACTS)
    except FileNotFoundError:
        return b""


def write(folder: Path, data: bytes, disk: Disk) -> None:
    """The file holds this when it returns, or what it held before. Without data it is gone."""
    if data:
        disk.write_whole(folder / CONTACTS, data)
    else:
        for name in (CONTACTS, f"{CONTACTS}{DRAFT}"):
            disk.delete(folder / name)
        disk.sync_folder(folder)


def packed(contacts: Contacts) -> bytes:
    """What stands in the file."""
    if not contacts:
        return b""
    kept = {mark: dict(contact) for mark, contact in sorted(contacts.items())}
    return (json.dumps({"contacts": kept, "check": _checksum(kept)}, indent=2) + "\n").encode("ascii")


def unpacked(data: bytes) -> Contacts:
    """The contacts in a file. Damage is a StoreError."""
    try:
        whole: dict[str, Any] = json.loads(data) if data else {"contacts": {}, "check": ""}
        contacts: dict[str, dict[str, str]] = whole["contacts"]
        if whole["check"] in ("", _checksum(contacts)) and all(
            isinstance(text, str) for contact in contacts.values() for text in contact.values()
        ):
            return contacts
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise StoreError(
        _("The contacts cannot be read: {file} is damaged. Put it back from a copy, or delete the list.", file=CONTACTS)
    )


def _checksum(contacts: Contacts) -> str:
    return f"{crc32(compact(contacts, sort=True)):08x}"
