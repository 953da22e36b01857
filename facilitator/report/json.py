"""The complete record as JSON, with its version, and back again."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Record

_record = TypeAdapter(Record)
_CHOSEN: Any = {
    "sections": {
        "__all__": {"blocks": {"__all__": {"quotes": {"__all__": {"permission", "purpose", "until", "code"}}}}}
    }
}
"""What the writer of a card chose for it."""


def render(record: Record, copy: Copy) -> bytes:
    """The copy as indented UTF-8 JSON; keys are the fields of `Record`. Which permission a card has is told in one."""
    safe = copy_of(record, copy)
    return _record.dump_json(safe, indent=2, exclude=None if safe.copy == "facilitator" else _CHOSEN) + b"\n"


def load(data: bytes) -> Record:
    """The record that `render` printed. Raises `pydantic.ValidationError` on anything else."""
    return _record.validate_json(data)
