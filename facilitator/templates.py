"""Compiles templates, with every value escaped and nothing that is missing passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


class Templates(Environment):
    """Finds what a template imports: beside it, or by its path in this program."""

    def join_path(self, template: str, parent: str) -> str:
        folder, slash, _name = parent.rpartition("/")
        return template if "/" in template else f"{folder}{slash}{template}"


def templates(*folders: Path, **known: Any) -> Templates:
    """The templates of these folders, of two with one name the first; all of them know `known` by these names."""
    made = Templates(
        loader=FileSystemLoader(folders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals.update(known)
    return made
