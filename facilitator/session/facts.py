"""The facts of a session file as this program writes them. They are checked whenever one is read: others write, too."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from facilitator.i18n import _
from facilitator.ledger import LETTERS
from facilitator.seats import Seat
from facilitator.session.imported import Imported
from facilitator.session.session import Keeping
from facilitator.session.step import Step
from facilitator.session.traces import Trace
from facilitator.session.wishes import Access, Talks
from facilitator.store import SESSION, StoreError, Tables

Text = Annotated[str, Field(max_length=20_000)]
Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$")]
"""What goes into addresses, headers and names of files."""
Time = Annotated[float, Field(ge=0, le=250_000_000_000, allow_inf_nan=False)]
"""Seconds since 1970, up to the year 9892."""
HASH = "([0-9a-f]{16,64})?"
Hash = Annotated[str, Field(pattern=f"^{HASH}$")]


def _seat(seat: Seat) -> Seat:
    doors = {"id": (seat.id, "[0-9a-z]{1,40}"), "code": (seat.code, "([A-Z0-9]{6})?"), "token": (seat.token, HASH)}
    _fit(doors)
    return seat


def _step(step: Step) -> Step:
    _fit({"id": (step.id, "[A-Za-z0-9._-]{1,60}"), "take": (step.take, "[A-Za-z0-9._-]{0,60}")})
    return step


def _fit(texts: dict[str, tuple[str, str]]) -> None:
    for name, (text, pattern) in texts.items():
        if not re.fullmatch(pattern, text):
            raise ValueError(name)


class Part(BaseModel):
    """A part of a file. What a later program adds is left alone."""

    model_config = ConfigDict(extra="ignore")


class Operation(Part):
    """A change of a ledger."""

    id: Text
    at: Time
    n: int
    ledger: Literal[tuple(LETTERS)]  # type: ignore[valid-type]
    op: Literal["add", "set"]
    entry: Text
    data: dict[str, Text]
    number: Text = ""


class Carried(Operation):
    """One that came from an earlier session."""

    session: Text


class Sealed(Part):
    """One thing that nobody may read yet."""

    key: Text
    topic: Text
    at: Time
    data: dict[str, Text]


class Facts(Part):
    """What describes a session."""

    session: Name
    code: Annotated[str, Field(pattern="^[A-Z0-9]{4}$")]
    title: Text
    subtitle: Text
    language: Annotated[str, Field(pattern="^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$")]
    created: Time
    board_key: Annotated[str, Field(pattern="^[A-Za-z0-9_-]{5,128}$")]
    plan: Text
    programme: Text
    status: Literal["open", "closed"]
    released: bool
    dark: bool
    wall: Annotated[str, Field(pattern="^[a-z_-]{0,40}$")]
    n: Annotated[int, Field(ge=0)]
    moved: int = 0
    perspectives: list[Text]
    agenda: list[Annotated[Step, AfterValidator(_step)]]
    runs: list[Name]
    carried: list[Carried]
    found_sealed: list[Sealed] = []
    opened: list[Text] = []
    unread: list[Text] = []
    keeping: Keeping = "cards"
    remind: Time = 0.0
    removed: dict[Text, int] = {}
    traces: list[Trace] = []
    marks: list[Hash]
    readers: list[Hash] = []
    paused: bool = False
    notice: Text = ""
    log: list[tuple[Time, Text, dict[str, str]]]


class Views(Part):
    """Perspectives, apart from names."""

    perspective_of: dict[str, Text]


class Meta(Part):
    """The documents of the table `meta`."""

    facts: Facts = Field(alias="1")
    views: Views = Field(alias="2")
    access: Access = Field(alias="3")
    talks: Talks = Field(alias="4")
    imported: Imported | None = Field(alias="5", default=None)


class Kept(Part):
    """The tables. What stands in `runs` and `record` is checked when it is read: that takes the activities."""

    meta: Meta
    seats: dict[str, Annotated[Seat, AfterValidator(_seat)]]
    runs: dict[str, dict[str, Any]]
    record: dict[str, dict[str, Any]]
    ledger: dict[str, Operation]
    sealed: dict[str, Sealed] = {}


SHAPE = TypeAdapter(Kept)


def check(tables: Tables, file: object = SESSION) -> None:
    """Raise a `StoreError` that names the place in `file`, unless the tables are as this program writes them."""
    try:
        SHAPE.validate_json(json.dumps(tables), strict=True)
    except ValidationError as error:
        where = ", ".join(str(each) for each in error.errors()[0]["loc"])
        raise StoreError(
            _(
                "{file} is not as this program writes it: {where}. Nothing was changed. "
                "Put this session's folder back from a copy.",
                file=str(file), where=where,
            )
        ) from None  # fmt: skip
