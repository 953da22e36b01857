"""The shape of what is stored: its tables, the version of that shape, and how an older shape becomes today's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator.i18n import Words, _

Tables = dict[str, dict[str, dict[str, Any]]]
"""TinyDB's own shape: table -> document id (digits) -> document. Document "1" of `meta` describes the session."""

Event = dict[str, Any]
"""One thing that happened, plain JSON. `event["n"]` counts from 1 without gaps."""

Upgrade = Callable[[Tables], Tables]

SCHEMA = 1
UPGRADES: dict[int, Upgrade] = {}
"""`UPGRADES[3]` turns tables of schema 3 into tables of schema 4. Whoever changes the shape of events keeps reading
the older shape: the journal is never rewritten by an upgrade."""


class StoreError(Exception):
    """A session folder cannot be used. `words` say which one, and what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(words)

    def __str__(self) -> str:
        return str(self.words)


def stamped(tables: Tables, n: int) -> Tables:
    """The tables as of event `n`, marked with today's schema. The tables given are left as they are."""
    check_shape(tables)
    return {**tables, "meta": {**tables["meta"], "1": {**tables["meta"]["1"], "schema": SCHEMA, "n": n}}}


def check_shape(tables: Tables) -> None:
    """Raise ValueError unless TinyDB can read these tables and `meta` describes the session."""
    if "1" not in tables.get("meta", {}):
        raise ValueError('the tables need document "1" in "meta"')
    if not all(number.isdecimal() for documents in tables.values() for number in documents):
        raise ValueError("TinyDB reads a document only if its id is a whole number")


def upgraded(tables: Tables, file: str) -> Tables:
    """The tables in today's shape. A newer shape than today's is refused; `file` is named in the sentence."""
    schema = tables["meta"]["1"]["schema"]
    if schema > SCHEMA:
        raise StoreError(
            _("{file} was written by a newer version of this program. Install that version and start again.", file=file)
        )
    for step in range(schema, SCHEMA):
        tables = UPGRADES[step](tables)
        tables["meta"]["1"]["schema"] = step + 1
    return tables
