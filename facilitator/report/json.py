"""The complete record as JSON, with its version, and back again."""

from __future__ import annotations

from pydantic import TypeAdapter

from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Record

_record = TypeAdapter(Record)


def render(record: Record, copy: Copy) -> bytes:
    """The copy as indented UTF-8 JSON; keys are the fields of `Record`."""
    return _record.dump_json(copy_of(record, copy), indent=2) + b"\n"


def load(data: bytes) -> Record:
    """The record that `render` printed. Raises `pydantic.ValidationError` on anything else."""
    return _record.validate_json(data)
