"""Compiles the macros once, with every value escaped: those of the kit, and those beside a block or an activity."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup as Html

from facilitator.kit.context import field, mark, moved, number
from facilitator.kit.icons import icon

HERE = Path(__file__).resolve().parent


class Macros(Protocol):
    """The macros of one file as functions that return escaped HTML."""

    def __getattr__(self, name: str) -> Callable[..., Html]: ...


def macros(name: str, beside: str = __file__) -> Macros:
    """The macros of `<name>.html.j2` in the folder of the module `beside`: `macros("taking", beside=__file__)`.

    A template imports others of its own folder by their name, and those of this program by their path in it:
    `{% from "kit/answers.html.j2" import hidden %}`.
    """
    return cast(Macros, _beside(Path(beside).resolve().parent).get_template(f"{name}.html.j2").module)


class Templates(Environment):
    """Finds what a template imports: beside it, or by its path in this program."""

    def join_path(self, template: str, parent: str) -> str:
        folder, slash, _name = parent.rpartition("/")
        return template if "/" in template else f"{folder}{slash}{template}"


_templates = Templates(
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_templates.globals.update(icon=icon, mark=mark, field=field, number=number.get, moved=moved.get)


@cache
def _beside(folder: Path) -> Environment:
    return _templates.overlay(loader=FileSystemLoader([folder, HERE.parent]))
