"""What an activity keeps while it runs, in lines for the person who writes it: field by field, down to plain data."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from facilitator.activity import Activity
from facilitator.i18n import Words, _


def shape(kind: type[Activity[Any, Any]]) -> Iterator[Words]:
    """A line for each field of the state, and below it for each field of what is in it."""
    hints = get_type_hints(kind.state_type)
    for part in fields(kind.state_type):
        line = f"  {part.name}: {named(hints[part.name])}"
        if "per_round" in part.metadata:
            asked = part.metadata.get("of") or next((phase.name for phase in kind.phases if phase.round), "")
            yield _("{field}, anew in each round of {phase}", field=line, phase=asked)
        else:
            yield line
        yield from _inside(hints[part.name], "    ", ())


def named(hint: Any) -> str:
    """A type as people write it: `dict[Key, list[str]]`."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return " | ".join(map(repr, inside))
    if origin in (Union, types.UnionType):
        return " | ".join(map(named, inside))
    if origin is not None:
        return f"{named(origin)}[{', '.join(map(named, inside))}]"
    if hint is type(None):
        return "None"
    return "..." if hint is ... else hint.__name__ if isinstance(hint, type | NewType) else str(hint)


def _inside(hint: Any, indent: str, above: tuple[Any, ...]) -> Iterator[Words]:
    """The fields of every dataclass that is part of a type; none twice on the way down."""
    if not is_dataclass(hint):
        for part in get_args(hint):
            yield from _inside(part, indent, above)
    elif hint not in above:
        hints = get_type_hints(hint)
        for part in fields(hint):
            yield f"{indent}{part.name}: {named(hints[part.name])}"
            yield from _inside(hints[part.name], f"{indent}  ", (*above, hint))
