"""Reads a plan: the agenda of a session as a TOML file that a facilitator can write, keep and pass on.

    title = "Where next?"
    about = "For whom this is, in a sentence."
    guide = [5]                    # the steps of the guide to co-production that it serves

    [[steps]]
    activity = "dot-vote"          # an activity of the library, or "break"
    title = "What should we look at first?"
    minutes = 10
    note = "Read the list aloud."  # for the facilitator
    settings = {criterion = "What would help most?", options = ["Lifts to meetings", "Tea"]}

A damaged plan is refused with a sentence for everything that is wrong: which file, where in it, and what to do. It is
never read in part. Any usual editor will do: byte-order marks, UTF-16, line ends of Windows and stray control
characters are taken care of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from facilitator.i18n import Words, _
from facilitator.library import toml_file
from facilitator.library.registry import Kind, Registry
from facilitator.session.step import BREAK
from facilitator.shelf import STEPS
from facilitator.static.assets import assets

Fault = tuple[toml_file.Way, Words]
"""The way to a part of a plan, and what is wrong with it."""


class PlanError(Exception):
    """A plan cannot be used. Each of the sentences names the file and the place, and says what to do."""

    def __init__(self, faults: Sequence[Words]) -> None:
        self.faults = tuple(faults)
        super().__init__(str(self.words))

    @property
    def words(self) -> str:
        """All sentences, a line each."""
        return "\n".join(map(str, self.faults))


class PlanStep(BaseModel):
    """A line of the agenda. `activity` is an id of the library, or "break"; `settings` are checked by the activity.

    `note` is for the facilitator. `take` is the number of the step, from 1, whose items this one begins with; without
    it that is the latest that left some.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    activity: str
    title: Annotated[str, Field(max_length=80)] = ""
    minutes: Annotated[int, Field(ge=1, le=480)] = 10
    settings: dict[str, Any] = {}
    note: Annotated[str, Field(max_length=280)] = ""
    take: Annotated[int, Field(ge=1, le=60)] | None = None


class Plan(BaseModel):
    """A whole agenda. `name` is the file's name without its ending; `perspectives` is None for the usual ones.

    `guide` are the steps of the guide that it serves, from 1 to 8; the one that it serves most comes first. With
    `access_question` the joining page asks what would make the day easier, also without a check-in that does.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Annotated[str, Field(min_length=1, max_length=80)]
    subtitle: Annotated[str, Field(max_length=160)] = ""
    about: str = ""
    guide: tuple[Annotated[int, Field(ge=1, le=len(STEPS))], ...] = ()
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
        what = _("There is no plan “{name}”. Give a file, or one of: {names}", name=name_or_file, names=names)
        raise PlanError([what])
    return read(file, library)


def read(file: Path, library: Registry) -> Plan:
    """The plan in `file`, checked against the library. Raises `PlanError` with everything that is wrong.

    A file of another program that an activity can begin with is a plan with that one step.
    """
    ending = file.suffix.lower().removeprefix(".")
    for kind in library.activities.values():
        if ending in kind.reads:
            return _of_another(file, kind, ending)
    try:
        data, text = toml_file.read(file)
    except toml_file.Unreadable as error:
        where = _("line {line}", line=error.line) if error.line else ""
        raise PlanError([_fault(file, error.words, where)]) from None
    except OSError as error:
        raise PlanError([_fault(file, error.strerror or str(error))]) from None
    try:
        plan = Plan.model_validate({**data, "name": file.stem})
    except ValidationError as error:
        faults = [(each["loc"], _explain(each, Plan.model_fields)) for each in error.errors()]
        faults += [fault for number, step in _steps_in(data) for fault in _wrong(number, step, library)[1]]
    else:
        checked = [_wrong(number, step, library) for number, step in enumerate(plan.steps)]
        faults = [fault for _step, found in checked for fault in found]
        plan = plan.model_copy(update={"steps": tuple(step for step, _found in checked)})
    if faults:
        inside = sorted(faults, key=lambda fault: toml_file.line_of(fault[0], text))
        raise PlanError([_fault(file, words, _place(path, text)) for path, words in inside])
    return plan


def _of_another(file: Path, kind: Kind, ending: str) -> Plan:
    try:
        settings, about = kind.reads[ending](file.read_text(encoding="utf-8-sig"))
        step = PlanStep(
            activity=kind.id, minutes=kind.shelf.minutes[1] if kind.shelf.minutes else 30, settings=settings
        )
        kind.settings_type.model_validate(settings)
    except UnicodeDecodeError:
        raise PlanError([_fault(file, _("This is not text in UTF-8. Save it again as UTF-8."))]) from None
    except OSError as error:
        raise PlanError([_fault(file, error.strerror or str(error))]) from None
    except ValidationError as error:
        raise PlanError([_fault(file, each["msg"]) for each in error.errors()]) from None
    except ValueError as error:
        raise PlanError([_fault(file, str(error))]) from None
    return Plan(title=file.stem[:80], about=str(about), steps=(step,), name=file.stem)


def ready(library: Registry) -> tuple[list[Plan], list[PlanError]]:
    """The plans that come with the program, the shortest first, and why any of them cannot be used here."""
    plans: list[Plan] = []
    damaged: list[PlanError] = []
    for file in _ready_files():
        try:
            plans.append(read(file, library))
        except PlanError as error:
            damaged.append(error)
    return sorted(plans, key=lambda plan: plan.minutes), damaged


def _ready_files() -> list[Path]:
    return sorted((assets() / "plans").glob("*.toml"))


def _steps_in(data: Mapping[str, Any]) -> list[tuple[int, PlanStep]]:
    """What can be looked at of the steps of a damaged plan, with their number from 0."""
    found, given = [], data.get("steps")
    for number, step in enumerate(given if isinstance(given, list) else []):
        with suppress(ValidationError, TypeError, KeyError):
            found.append((number, PlanStep(activity=step["activity"], settings=step.get("settings", {}))))
    return found


def _wrong(number: int, step: PlanStep, library: Registry) -> tuple[PlanStep, list[Fault]]:
    """The step with its settings as they are kept, and why its activity is missing or does not take them."""
    here: toml_file.Way = ("steps", number)
    if step.take is not None and step.take > number:
        return step, [((*here, "take"), _("A step can only take what an earlier step left"))]
    if step.activity == BREAK:
        return step, []
    kind = library.activities.get(step.activity)
    if kind is None:
        known = ", ".join([*library.activities, BREAK])
        what = _("There is no activity “{name}”. There are: {known}", name=step.activity, known=known)
        return step, [((*here, "activity"), what)]
    try:
        checked = kind.settings_type.model_validate(step.settings)
    except ValidationError as error:
        fields = kind.settings_type.model_fields
        return step, [((*here, "settings", *each["loc"]), _explain(each, fields)) for each in error.errors()]
    return step.model_copy(update={"settings": checked.model_dump(mode="json", exclude_unset=True)}), []


def _fault(file: Path, what: Words, place: Words = "") -> Words:
    where = f"{file.name}, {place}" if place else file.name
    return _("{where}: {what}. Please correct the plan.", where=where, what=str(what).rstrip("."))


def _explain(error: ErrorDetails, fields: Mapping[str, Any]) -> Words:
    path = error["loc"]
    name = ".".join(str(part) for part in path if not isinstance(part, int)).removeprefix("steps.")
    if error["type"] == "extra_forbidden":
        known = ", ".join(PlanStep.model_fields if path[0] == "steps" else fields)
        return _("“{name}” is not known here. Known are: {known}", name=name, known=known)
    if error["type"] == "missing":
        return _("“{name}” is missing", name=name)
    what = str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]
    return _("“{name}”: {what}", name=name, what=what) if name else what


def _place(path: toml_file.Way, text: str) -> Words:
    """Where in the file the part at `path` stands: "step 2 (line 14)"."""
    line = toml_file.line_of(path, text)
    if path[:1] == ("steps",) and len(path) > 1 and isinstance(path[1], int):
        step = path[1] + 1
        return _("step {step} (line {line})", step=step, line=line) if line else _("step {step}", step=step)
    return _("line {line}", line=line) if line else ""
