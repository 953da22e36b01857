"""Reads a plan: the agenda of a session as a TOML file that a facilitator can write, keep and pass on.

    title = "Where next?"
    about = "For whom this is, in a sentence."

    [[steps]]
    activity = "dot-vote"          # an activity of the library, or "break"
    title = "What should we look at first?"
    minutes = 10
    settings = {criterion = "What would help most?", options = ["Lifts to meetings", "Tea"]}

A damaged plan is refused with one sentence: which file, where in it, and what to do. It is never read in part.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from facilitator.agenda import BREAK
from facilitator.assets import assets
from facilitator.i18n import Words, _
from facilitator.registry import Registry


class PlanError(Exception):
    """A plan cannot be used. The sentence names the file and the place, and says what to do."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


class PlanStep(BaseModel):
    """A line of the agenda. `activity` is an id of the library, or "break"; `settings` are checked by the activity."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: str
    title: Annotated[str, Field(max_length=80)] = ""
    minutes: Annotated[int, Field(ge=1, le=480)] = 10
    settings: dict[str, Any] = {}


class Plan(BaseModel):
    """A whole agenda. `name` is the file's name without its ending; `perspectives` is None for the usual ones.

    With `access_question` the joining page asks what would make the day easier, also without a check-in that does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=80)]
    subtitle: Annotated[str, Field(max_length=160)] = ""
    about: str = ""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")] = "en"
    perspectives: Annotated[tuple[str, ...], Field(max_length=8)] | None = None
    access_question: bool = False
    steps: Annotated[tuple[PlanStep, ...], Field(min_length=1, max_length=60)]
    name: str = ""

    @property
    def minutes(self) -> int:
        """How long it takes with its breaks."""
        return sum(step.minutes for step in self.steps)


def load(name_or_file: str, library: Registry) -> Plan:
    """A ready plan by its name, or the plan in a file. Raises `PlanError`."""
    ready = {file.stem: file for file in _ready_files()}
    file = ready.get(name_or_file, Path(name_or_file))
    if not file.is_file():
        names = ", ".join(ready)
        raise PlanError(_("There is no plan “{name}”. Give a file, or one of: {names}", name=name_or_file, names=names))
    return read(file, library)


def read(file: Path, library: Registry) -> Plan:
    """The plan in `file`, checked against the library. Raises `PlanError`."""
    try:
        text = file.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(file, str(error)) from None
    except UnicodeDecodeError:
        raise _fault(file, _("This is not a text file in UTF-8")) from None
    except OSError as error:
        raise _fault(file, error.strerror or str(error)) from None
    try:
        plan = Plan.model_validate({**data, "name": file.stem})
    except ValidationError as error:
        raise _fault(file, _explain(error, Plan.model_fields), _place(error.errors()[0]["loc"], text)) from None
    for number, step in enumerate(plan.steps):
        _check(step, library, file, _place(("steps", number), text))
    return plan


def ready(library: Registry) -> tuple[list[Plan], list[PlanError]]:
    """The plans that come with the program, and why any of them cannot be used here."""
    plans: list[Plan] = []
    damaged: list[PlanError] = []
    for file in _ready_files():
        try:
            plans.append(read(file, library))
        except PlanError as error:
            damaged.append(error)
    return plans, damaged


def _ready_files() -> list[Path]:
    return sorted((assets() / "plans").glob("*.toml"))


def _check(step: PlanStep, library: Registry, file: Path, place: Words) -> None:
    """Refuse a step whose activity is missing or does not take these settings."""
    if step.activity == BREAK:
        return
    kind = library.activities.get(step.activity)
    if kind is None:
        known = ", ".join([*library.activities, BREAK])
        what = _("There is no activity “{name}”. There are: {known}", name=step.activity, known=known)
        raise _fault(file, what, place)
    try:
        kind.settings_type.model_validate(step.settings)
    except ValidationError as error:
        raise _fault(file, _explain(error, kind.settings_type.model_fields), place) from None


def _fault(file: Path, what: Words, place: Words = "") -> PlanError:
    where = f"{file.name}, {place}" if place else file.name
    return PlanError(_("{where}: {what}. Please correct the plan.", where=where, what=str(what).rstrip(".")))


def _explain(error: ValidationError, fields: Mapping[str, Any]) -> Words:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"] if part != "steps" and not isinstance(part, int))
    if first["type"] == "extra_forbidden":
        known = ", ".join(PlanStep.model_fields if first["loc"][0] == "steps" else fields)
        return _("“{name}” is not known here. Known are: {known}", name=name, known=known)
    if first["type"] == "missing":
        return _("“{name}” is missing", name=name)
    what = str(first["ctx"]["error"]) if first["type"] == "value_error" else first["msg"]
    return _("“{name}”: {what}", name=name, what=what) if name else what


def _place(path: tuple[int | str, ...], text: str) -> Words:
    """Where in the file the part at `path` begins: "step 2 (line 14)"."""
    if path[0] != "steps" or len(path) < 2 or not isinstance(path[1], int):
        return ""
    starts = [number for number, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*steps\s*\]\]", line)]
    step = path[1] + 1
    if step <= len(starts):
        return _("step {step} (line {line})", step=step, line=starts[step - 1])
    return _("step {step}", step=step)
