"""Compiles macros once: those of the kit, and those beside a block or an activity."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Protocol, cast

from markupsafe import Markup as Html

from facilitator.kit.context import field, mark, moved, number
from facilitator.kit.icons import icon
from facilitator.templates import Templates, templates

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


@cache
def _beside(folder: Path) -> Templates:
    return templates(folder, HERE.parent, icon=icon, mark=mark, field=field, number=number.get, moved=moved.get)
