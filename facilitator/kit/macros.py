"""Compiles the macros once, with every value escaped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Html

from facilitator.kit.context import field, mark, moved, number
from facilitator.kit.icons import icon


class Macros(Protocol):
    """The macros of one file as functions that return escaped HTML."""

    def __getattr__(self, name: str) -> Callable[..., Html]: ...


def macros(name: str) -> Macros:
    """The macros of `<name>.html.j2`."""
    return cast(Macros, _environment.get_template(f"{name}.html.j2").module)


_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_environment.globals.update(icon=icon, mark=mark, field=field, number=number.get, moved=moved.get)
