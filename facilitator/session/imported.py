"""What a session keeps that was made from a saved record: to read and to print again, not to go on with."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from facilitator.report.model import Record
from facilitator.seats import digest


@dataclass(frozen=True)
class Imported:
    """What its record says that other sessions know of themselves."""

    at: float
    """When it was read in, seconds since 1970."""
    mark: str
    """The same for the same record."""
    head: Record
    """The record without its sections."""

    @classmethod
    def of(cls, record: Record, at: float) -> Imported:
        """What a session made from this record keeps beside its sections."""
        return cls(at, mark(record), replace(record, sections=()))


IMPORTED: TypeAdapter[Imported] = TypeAdapter(Imported)
_RECORD: TypeAdapter[Record] = TypeAdapter(Record)


def mark(record: Record) -> str:
    """Tells records apart, whatever file they came in."""
    return digest(_RECORD.dump_json(record, exclude={"copy"}).decode(), 32)
