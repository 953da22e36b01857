"""What ends a command or keeps an activity out: one clear sentence for the person who can mend it."""

from __future__ import annotations

import traceback
from pathlib import Path
from types import FrameType, ModuleType

from facilitator.i18n import Words

Line = tuple[Path, int]
"""A file, and the number of a line in it."""


class Trouble(Exception):
    """The command cannot go on. The sentence says why and what to do; it is printed without a traceback."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


class Fault(Exception):
    """Why an activity is not loaded, as a sentence for the person who wrote it."""

    def __init__(self, why: Words) -> None:
        self.why = why
        super().__init__(str(why))


def home(module: ModuleType | None) -> Path | None:
    """The file of a module, or the folder where it is one: what its author wrote."""
    file = getattr(module, "__file__", None)
    if file is None:
        return None
    return Path(file).parent if Path(file).name == "__init__.py" else Path(file)


def traced(error: BaseException, home: Path | None) -> tuple[BaseException, Line | None]:
    """What went wrong first, and the last line in `home` that led to it.

    An error that was told in other words is followed to its cause, as far as a line in `home` is to be seen.
    """
    told = [error]
    while told[-1].__cause__ is not None:
        told.append(told[-1].__cause__)
    for each in reversed(told):
        own = [line for line in lines(each) if home and line[0].is_relative_to(home)]
        if own:
            return each, own[-1]
    return told[-1], None


def lines(error: BaseException) -> list[Line]:
    """The lines that led to an error, the one that raised it last."""
    return [
        (Path(frame.f_code.co_filename), _in_template(frame, number))
        for frame, number in traceback.walk_tb(error.__traceback__)
    ]


def _in_template(frame: FrameType, number: int) -> int:
    """The line of a template, where a frame runs what was made of one; else the line itself."""
    template = frame.f_globals.get("__jinja_template__")
    return template.get_corresponding_lineno(number) if template else number
