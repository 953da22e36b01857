"""Compiles templates, with every value escaped and nothing that is missing passed over."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from platformdirs import user_cache_path


class Templates(Environment):
    """Finds what a template imports: beside it, or by its path in this program."""

    def join_path(self, template: str, parent: str) -> str:
        folder, slash, _name = parent.rpartition("/")
        return template if "/" in template else f"{folder}{slash}{template}"


class Kept(FileSystemBytecodeCache):
    """Keeps what was compiled for the next start, in the cache folder of whoever starts it; does without if it must.

    Compiling is more than a third of the time to load all activities.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def templates(*folders: Path, **known: Any) -> Templates:
    """The templates of these folders, of two with one name the first; all of them know `known` by these names."""
    made = Templates(
        loader=FileSystemLoader(folders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
        bytecode_cache=Kept(user_cache_path("facilitator") / "templates"),
    )
    made.globals.update(known)
    return made
