"""Plays the workshop of `docs/sample-record/` again, and writes its record in every format.

    uv run python -m tests.docs.sample_record

It takes about a minute. The same seed makes the same record. With `--print` nothing is played: the record is read from
`record.json`, and printed again. `tests.docs.pages` does so by itself when a page of words is not current.
"""

from __future__ import annotations

import sys
from pathlib import Path

from facilitator.report import FORMATS, documents
from facilitator.report.reading import read
from tests.docs.sample import played

HERE = Path(__file__).resolve().parents[2] / "docs" / "sample-record"
PAGE, PLAN, DATA = HERE / "README.md", HERE / "plan.toml", HERE / "record.json"
PEOPLE, PAPER, SEED = 12, 3, 66
WORDS = tuple(name for name, kind in FORMATS.items() if not kind.heavy)
"""What is made in a moment, and shows whether the others are current, too."""


def files(formats: tuple[str, ...] = tuple(FORMATS)) -> dict[str, bytes]:
    """Names and contents of the copy for the room, and of the public page."""
    record = read(DATA.read_bytes())
    return documents(record, formats, "room") | documents(record, ["html"], "public")


def current() -> bool:
    """Whether everything that is words is as it would be made now."""
    return all((HERE / name).is_file() and (HERE / name).read_bytes() == made for name, made in files(WORDS).items())


def write() -> None:
    """Put what is made now in place of what is there."""
    made = files()
    for old in HERE.iterdir():
        if old not in (PAGE, PLAN) and old.name not in made:
            old.unlink()
    for name, content in made.items():
        (HERE / name).write_bytes(content)


def play() -> None:
    """Play the workshop with simulated people, and keep what its record says."""
    with played(str(PLAN), people=PEOPLE, paper=PAPER, seed=SEED) as folder:
        DATA.write_bytes((folder / DATA.name).read_bytes())


if __name__ == "__main__":
    if sys.argv[1:] != ["--print"]:
        play()
    write()
