"""The shape of `record.json` as a JSON Schema, made from the model, for programs that read records."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from facilitator.report import model

FILE = "record.schema.json"
"""What it is called wherever it is given out."""
_ABOUT = "The whole of a workshop, as `facilitator export --formats json` writes it. Made by `facilitator schema`."


@cache
def schema() -> bytes:
    """The schema as indented UTF-8 JSON. What has a default may be missing: older programs did not write it."""
    for shape in vars(model).values():
        if isinstance(shape, type) and is_dataclass(shape):
            shape.__pydantic_config__ = ConfigDict(use_attribute_docstrings=True)  # type: ignore[attr-defined]
    made = TypeAdapter(model.Record).json_schema(mode="serialization", schema_generator=_Plain)
    head = {"$schema": _Plain.schema_dialect, "title": "Record", "description": _ABOUT}
    return json.dumps({**head, **made, **head}, indent=2, ensure_ascii=False).encode() + b"\n"


class _Plain(GenerateJsonSchema):
    """Fields are called as they are; a title beside each would say it again."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False
