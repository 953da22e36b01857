"""How the table of a result is drawn: which of its columns are counted, named or paid, as plain, frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Dots:
    """How a table is drawn: rows of dots, from the count in column `count` (0-based), out of `people` who answered."""

    label: int
    count: int
    people: int
    marked: tuple[int, ...] = ()
    """0-based rows that the group chose; drawn on a ground."""
    line_after: int | None = None
    """0-based row after which the broken line runs."""
    line: str = ""
    """What the broken line says."""
    one_each: bool = True
    """False where one person may have put several dots on one row: the count is of dots then, not of people."""
    rings: tuple[int, ...] = ()
    """0-based rows of people who did not answer; drawn as rings."""
    kind: Literal["dots"] = "dots"


@dataclass(frozen=True)
class Spread:
    """How a table is drawn: people as dots under the points of a scale, line by line.

    Now and wanted, one time and the next, statement by statement, part by part: each is a line.
    """

    label: int
    """The column (0-based) that names the rows."""
    counts: tuple[int, ...]
    """The columns with counts of people: one for each point where the lines are rows (`across`), else one a line."""
    across: bool = True
    points: int | None = None
    """Where the lines are columns: so many rows are points, from the first; those after are answers that are none."""
    means: tuple[str, ...] = ()
    """Of each line, as a decimal such as "4.2"; empty where there is none."""
    low: int = 1
    """The number of the first point."""
    way: bool = False
    """True where a broken line goes from each mean to the next; with `below`, from the first of a row to its second,
    where that is less."""
    below: tuple[int, ...] = ()
    """The columns with counts of a second line of each row: how well a need is met, under how important it is."""
    names: tuple[str, ...] = ()
    """What the two lines of a row are called."""
    people: int = 0
    """How many answered, which is the measure of a bar; 0 in records that do not say, where the longest line is."""
    kind: Literal["spread"] = "spread"


@dataclass(frozen=True)
class Flow:
    """How a table is drawn: a pot as one bar, with a piece for each row that is paid from it, and what is left."""

    label: int
    amount: int
    rows: tuple[int, ...]
    """0-based rows that are paid, in the order in which they were."""
    total: int
    """The whole pot."""
    kind: Literal["flow"] = "flow"


@dataclass(frozen=True)
class Parts:
    """How a table is drawn: each row as one bar with its parts one after another: what is fixed, and the rest."""

    label: int
    parts: tuple[int, ...]
    """The columns with the amounts."""
    kind: Literal["parts"] = "parts"


Chart = Dots | Spread | Flow | Parts
