"""What one activity leaves in the record: a section made of blocks, items for the next activity, ledger operations.

Everything here is plain, frozen data in the language of the session, so that a record can be printed years later
without the code that made it. All of it survives JSON through `pydantic.TypeAdapter(Section)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from facilitator.report.shapes import Chart as Chart
from facilitator.report.shapes import Dots as Dots
from facilitator.report.shapes import Flow as Flow
from facilitator.report.shapes import Parts as Parts
from facilitator.report.shapes import Spread as Spread

Kind = Literal["text", "date", "count", "number", "percent"]
Sign = Literal["agreed", "not-yet", "stopped", "too-few", "none"]
Permission = Literal[1, 2, 3, 4]
Copy = Literal["room", "public", "facilitator"]
Cell = int | str | None
"""`None` prints as an empty cell. A number that is not whole is written as a decimal string, such as "3.8"; a date as
ISO 8601."""

BY_PERSPECTIVE = "-by-perspective"
"""How the id of a table ends that shows a result by perspective."""


@dataclass(frozen=True)
class Paragraph:
    """One or more sentences."""

    words: str
    block: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and what it says: the method, the settings, the counts.

    Where it is a sentence, documents print it without the label.
    """

    rows: tuple[tuple[str, str], ...]
    block: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Outcome:
    """How it ended, in one line with its sign."""

    sign: Sign
    words: str
    detail: str = ""
    block: Literal["outcome"] = "outcome"


@dataclass(frozen=True)
class Quote:
    """Words that somebody wrote. `permission` is the level its writer chose; 2 is "in our notes, without my name"."""

    text: str
    label: str = ""
    permission: Permission = 2
    name: str = ""
    """Printed at level 4, and in the room's own copies where `open` is True; nowhere else."""
    open: bool = False
    """True where everybody was told that these words show with their name (privacy class "open")."""
    purpose: str = ""
    """What the writer said it may be shared for; from level 3 on."""
    until: str = ""
    """ISO date on which levels 3 and 4 run out."""
    code: str = ""
    """Hash of the code with which the writer can have it removed; empty where there is none."""
    column: int | None = None
    """Place of the column that it was written in, from 0; it is drawn with the sign of that column."""


@dataclass(frozen=True)
class Quotes:
    """A list of what people wrote, in an order that says nothing about who wrote when."""

    title: str
    quotes: tuple[Quote, ...]
    note: str = ""
    block: Literal["quotes"] = "quotes"


@dataclass(frozen=True)
class Column:
    """A column of a table. Figures are right-aligned; only text can be hostile and is guarded in spreadsheets."""

    title: str
    kind: Kind = "text"
    names: bool = False
    """True for people's names: the column is left out of the public copy."""
    detail: bool = False
    """True for what programs and spreadsheets may want, and nobody reads: documents leave it out."""

    @property
    def figures(self) -> bool:
        """Whether numbers stand in it."""
        return self.kind not in ("text", "date")


@dataclass(frozen=True)
class Table:
    """A result table. `id` is unique in the section, `[a-z0-9-]{1,40}`, and names its CSV file."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: Chart | None = None
    note: str = ""
    block: Literal["table"] = "table"

    @property
    def dots(self) -> Dots | None:
        """The chart where the table itself is drawn, row by row."""
        return self.chart if isinstance(self.chart, Dots) else None


Passage = Annotated[Paragraph | Facts | Outcome | Quotes | Table, Field(discriminator="block")]


@dataclass(frozen=True)
class Item:
    """A thing that is answered about, and that travels from one activity to the next."""

    id: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class LedgerEntry:
    """One operation on a ledger of the programme: `op` "add" makes the entry, "set" changes it."""

    ledger: Literal[
        "agreements", "decisions", "goals", "roles", "actions", "measures", "feedback", "skills", "needs", "strengths"
    ]
    op: Literal["add", "set"]
    entry: str
    """The id of the entry, unique in the session; printed as D-1, A-7 by the fold over the programme. Outside the
    facilitator's own copy it is "e1", "e2", since it names the sessions of the programme."""
    data: dict[str, str]
    """Dates are ISO 8601. Every entry has `text`, and `number` (such as "D-4") once the programme gave it one.

    decisions: `status` ("agreed", "trial", "replaced", "ended" or "not agreed"), `outcome` and `detail` (else those of
    the section's last outcome), `table` (the id of the section's table with the counts), `why`, `review`, `method`,
    `threshold`, `decides` (who), `present`, `answered`, `stances` (how many gave each answer), `next` (how the group
    goes on with what was not agreed), `kind` (as the charter calls it), `departs` (why in another way than the charter
    says), `signs`, `missing`, `reason` (why this version), `read` (back: "confirmed", "disputed" or "not checked"),
    `disputed` (the words beside `text`), and one a line `concerns`, `objections` (open ones) and `options`
    (considered). `facilitator.blocks.decision` writes them.
    agreements: `status` ("agreed" or "not agreed"), `review`. actions: `who` (none: looking for someone), `with`, `by`,
    `how` (how we will know), `hours`, `status` ("not started", "in progress", "done", "stuck" or "dropped"), `note`.
    needs: `status` ("named", "rated" or "taken forward"), `score`, `strengths` (one a line). feedback: `status`
    ("promised", "done", "under way", "not possible", "not yet decided" or "back with the group"), `why` not.
    skills: `status` ("offered", "wanted" or "taken back"), `skill`, `until` (a day), `code` (hash of the code that
    takes it back). What came of any: `answer` (a status of feedback; empty for none), `check` ("fine", "disputed" or
    "too few"). All others: `who`, `by`, `note`. Only `who` and `with` hold names; the public copy has neither,
    and no `concerns`, `objections`, `options`, `departs` or `decides`.
    """


@dataclass(frozen=True)
class File:
    """A file for other programs, such as votes on a budget: only the facilitator's copy has it."""

    name: str
    """Its name with its ending: "votes-1.pb"."""
    text: str


@dataclass(frozen=True)
class Section:
    """What one activity leaves behind."""

    title: str
    question: str = ""
    purpose: str = ""
    """What the answer is used for, as the room was told."""
    blocks: tuple[Passage, ...] = ()
    items: tuple[Item, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    files: tuple[File, ...] = ()
    activity: str = ""
    """The id of the activity; filled in by the engine."""
    minutes: int | None = None
    finished: bool = True
    """False when the facilitator ended it early: there is no result then."""
    left: int = 0
    """How many people had left the room by then; filled in by the engine."""
    open: bool = False
    """True while it goes on: what the room has seen so far, and it may still change."""
    first: bool = False
    """Whether it stands before everything else in the copy for everyone outside."""


SECTION: TypeAdapter[Section] = TypeAdapter(Section)
"""Turns a section into JSON data and back."""


@dataclass(frozen=True)
class Record:
    """The whole of a session, ready to print. Dates are ISO 8601, times are not kept for any single answer."""

    title: str
    subtitle: str
    date: str
    language: str
    code: str
    people: int
    """Seats that counted; helpers are not among them."""
    helpers: int
    sections: tuple[Section, ...]
    began: str = ""
    """Local time such as "10:00"; `ended` likewise."""
    ended: str = ""
    paper: int = 0
    """How many of the people took part on paper."""
    version: Literal[1] = 1
    program: str = ""
    log: tuple[tuple[str, str], ...] = field(default=())
    """Time and sentence of what the facilitator did; only in the facilitator's own copy."""
    copy: Copy = "facilitator"
    """Whose copy it is. What another one has more does not come back from it."""
