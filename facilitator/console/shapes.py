"""Turns the settings of an activity into fields of a form, and what was typed back into settings or sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from facilitator.activity import SaysWhatFor
from facilitator.i18n import Words, _
from facilitator.text import clean

MODEL = TypeVar("MODEL", bound=BaseModel)

Kind = Literal["switch", "choice", "number", "text", "long", "lines", "rows", "data"]
Raw = str | bool
"""What a field holds: a text, or whether a switch is on."""

WORDED: frozenset[Kind] = frozenset({"text", "long", "lines", "rows"})
LONG = 100
"""Characters from which a text gets several lines."""
SEPARATOR = "|"


@dataclass(frozen=True)
class Shape:
    """One field of a form.

    | kind | what is typed |
    | --- | --- |
    | switch | on or off |
    | choice | the place of the option in `options`, from "0" |
    | number | a whole number, or nothing where `optional` |
    | text, long | words |
    | lines | a list, one entry a line |
    | rows | a list, one entry a line, its `columns` separated by a bar |
    | data | anything else, as JSON |
    """

    name: str
    title: Words
    kind: Kind
    hint: Words = ""
    optional: bool = False
    limit: int | None = None
    """Most characters of a text."""
    options: tuple[Any, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Faults:
    """Sentences about what is wrong: of a field by its name, and of the whole."""

    fields: Mapping[str, Words]
    whole: Words = ""


def shapes(model: type[BaseModel]) -> list[Shape]:
    """The fields of a form for `model`: first what is worded, then what is chosen, each in the order of the model.

    What people are told beforehand is worded last.
    """
    found, told = [_shape(name, info) for name, info in model.model_fields.items()], SaysWhatFor.model_fields
    return sorted(found, key=lambda shape: (shape.kind not in WORDED, shape.name in told))


def typed(shape: Shape, value: Any) -> Raw:
    """How a value of the settings stands in its field."""
    if shape.kind == "switch":
        return bool(value)
    if shape.kind == "choice":
        return str(shape.options.index(value)) if value in shape.options else ""
    if value is None:
        return ""
    if shape.kind == "lines":
        return "\n".join(map(str, value))
    if shape.kind == "rows":
        return "\n".join(f" {SEPARATOR} ".join(_cells(shape, row)) for row in value)
    return json.dumps(value, ensure_ascii=False) if shape.kind == "data" else str(value)


def read(model: type[MODEL], raw: Mapping[str, Raw]) -> MODEL | Faults:
    """The settings that were typed, or what is wrong with them."""
    faults: dict[str, Words] = {}
    values: dict[str, Any] = {}
    for shape in shapes(model):
        try:
            values[shape.name] = _value(shape, raw[shape.name])
        except ValueError:
            faults[shape.name] = _("This could not be read. Please compare it with the example.")
    try:
        settings = model.model_validate(values)
    except ValidationError as error:
        told = explained(error)
        return Faults({**told.fields, **faults}, told.whole)
    return Faults(faults) if faults else settings


def explained(error: ValidationError) -> Faults:
    """What is wrong, in sentences: the first thing of every field."""
    fields: dict[str, Words] = {}
    whole: Words = ""
    for each in error.errors():
        place = each["loc"]
        if not place:
            whole = whole or _why(each)
        else:
            line = next((part for part in place[1:] if isinstance(part, int)), None)
            words = _why(each) if line is None else _("Line {n}: {why}", n=line + 1, why=_why(each))
            fields.setdefault(str(place[0]), words)
    return Faults(fields, whole)


def option_words(option: Any) -> Words:
    """A value of a choice as people read it: "not-yet" becomes "Not yet"."""
    text = str(option.value if isinstance(option, Enum) else option)
    if not text[:1].isalpha():
        return text
    return _(text[:1].upper() + text[1:].replace("_", " ").replace("-", " "))


def _shape(name: str, info: FieldInfo) -> Shape:
    kind = _bare(info.annotation)
    optional = NoneType in get_args(kind) and _is_union(kind)
    if optional:
        rest = [part for part in get_args(kind) if part is not NoneType]
        kind = _bare(rest[0]) if len(rest) == 1 else object
    limit = next((each.max_length for each in info.metadata if hasattr(each, "max_length")), None)
    title = _(info.title) if info.title else name.replace("_", " ").capitalize()
    common: dict[str, Any] = {
        "name": name, "title": title, "hint": _(info.description) if info.description else "", "optional": optional
    }  # fmt: skip
    if kind is bool:
        return Shape(kind="switch", **common)
    if kind is int:
        return Shape(kind="number", **common)
    options = get_args(kind) if get_origin(kind) is Literal else tuple(kind) if _is_enum(kind) else ()
    if options:
        return Shape(kind="choice", options=(None, *options) if optional else options, **common)
    if get_origin(kind) in (list, tuple):
        return _list_shape(_bare(get_args(kind)[0]), common)
    if kind in (dict, object) or get_origin(kind) is not None or _is_model(kind):
        return Shape(kind="data", **common)
    return Shape(kind="long" if limit is not None and limit > LONG else "text", limit=limit, **common)


def _list_shape(entry: Any, common: dict[str, Any]) -> Shape:
    if _is_model(entry):
        return Shape(kind="rows", columns=tuple(entry.model_fields), **common)
    plain = isinstance(entry, type) or get_origin(entry) is Literal
    return Shape(kind="lines" if plain else "data", **common)


def _value(shape: Shape, raw: Raw) -> Any:
    if isinstance(raw, bool):
        return raw
    if shape.kind == "choice":
        return shape.options[int(raw)]
    text = clean(raw).strip()
    if shape.optional and not text:
        return None
    if shape.kind == "lines":
        return [line.strip() for line in text.splitlines() if line.strip()]
    if shape.kind == "rows":
        return [_row(shape, line) for line in text.splitlines() if line.strip()]
    return json.loads(text) if shape.kind == "data" else text


def _row(shape: Shape, line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split(SEPARATOR)]
    if len(cells) > len(shape.columns):
        raise ValueError(line)
    return {name: cell for name, cell in zip(shape.columns, cells, strict=False) if cell}


def _cells(shape: Shape, row: Any) -> list[str]:
    data = row.model_dump(mode="json") if isinstance(row, BaseModel) else row
    return ["" if data.get(name) is None else str(data[name]) for name in shape.columns]


def _bare(kind: Any) -> Any:
    """A type without the limits that are tied to it."""
    return _bare(get_args(kind)[0]) if get_origin(kind) is Annotated else kind


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _why(error: Any) -> Words:
    kind, limits = error["type"], error.get("ctx", {})
    if kind == "missing" or (kind in ("string_too_short", "too_short") and not error["input"]):
        return _("Please fill this in.")
    if kind == "string_too_short":
        return _("Please use at least {n} characters.", n=limits["min_length"])
    if kind == "string_too_long":
        return _("Please use at most {n} characters.", n=limits["max_length"])
    if kind == "too_short":
        return _("Please give at least {n}.", n=limits["min_length"])
    if kind == "too_long":
        return _("Please give at most {n}.", n=limits["max_length"])
    if kind.startswith("int_"):
        return _("Please give a whole number.")
    if kind in ("greater_than_equal", "less_than_equal"):
        smallest = _("The smallest number here is {n}.", n=limits.get("ge"))
        return smallest if "ge" in limits else _("The largest number here is {n}.", n=limits.get("le"))
    if kind == "value_error":
        return _(str(limits["error"]))
    return _("Please look at this again.")
