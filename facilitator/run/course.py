"""What changes while an activity runs: its state, its rounds of answers, its paper slips; kept as JSON data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from pydantic import TypeAdapter

from facilitator.activity import Key, Phase, Round
from facilitator.counting import SLIP


def questions_of(phases: Iterable[Phase]) -> tuple[str, ...]:
    """The phases that ask in rounds, by name; one without a name where no phase does."""
    return tuple(phase.name for phase in phases if phase.round) or ("",)


def belonging(phases: Iterable[Phase]) -> dict[str, str]:
    """The question of each phase: its own, the one it names, the last one before it, or the first of all.

    With other settings the phase that it names may not be part of the run.
    """
    listed, found = list(phases), dict[str, str]()
    names, last = {phase.name for phase in listed}, questions_of(listed)[0]
    for phase in listed:
        last = phase.name if phase.round else last
        found[phase.name] = phase.question if phase.question in names else last
    return found


@dataclass
class Current:
    """The present round of one question. What people answer in it stands in the state."""

    number: int = 0
    """Rounds of a question count from 1; 0 before the first."""
    open: bool = False
    """Whether it is still the one people talk about, not yet put aside."""
    revealed: bool = False
    here: tuple[Key, ...] | None = None
    """Seats that counted when the round was opened; None for one that began with the run."""
    locked: tuple[Key, ...] | None = None
    """Seats that counted when the round was locked."""
    slips_invited: bool = False
    slip_seats: dict[str, list[Key]] = field(default_factory=dict)
    """Seats that chose a paper slip in this round; their phone takes no answer."""
    slips: int = 0

    def told(self, question: str, seats: tuple[Key, ...], went: Iterable[str], state: Any = None) -> Round:
        """What others may know of it; `seats` are those who are here now, if it was not locked."""
        counted = seats if self.locked is None else self.locked
        return Round(self.number, counted, state, self.revealed, self._late(counted), question, tuple(went))

    def _late(self, seats: tuple[Key, ...]) -> tuple[Key, ...]:
        if self.here is None or self.here == seats:
            return ()
        there = frozenset(self.here)
        return tuple(seat for seat in seats if seat not in there)


@dataclass
class Course:
    """Everything about a run that its events change."""

    state: Any
    questions: dict[str, Current]
    """The present round of each question, by the name of the phase in which it is answered."""
    rounds: list[Round] = field(default_factory=list)
    """The closed rounds of all questions, oldest first."""
    went: list[str] = field(default_factory=list)
    """The phases that were entered so far, each where it was entered last."""

    def enter(self, phase: str) -> None:
        """A phase begins, or begins again."""
        self.went = [each for each in self.went if each != phase] + [phase]

    def begin(self, question: str, seats: tuple[Key, ...]) -> None:
        """Open the next round of a question while `seats` are here."""
        self.fresh(question)
        current = self.questions[question]
        current.number, current.open, current.here = current.number + 1, True, seats or None

    def fresh(self, question: str) -> None:
        """Empty the answers to a question, for its next round. Those to other questions stay."""
        for part in fields(self.state):
            if part.metadata.get("of", question) in ("", question) and "per_round" in part.metadata:
                setattr(self.state, part.name, part.metadata["per_round"]())
        now = self.questions[question]
        self.questions[question] = Current(now.number, here=now.here)

    def put_aside(self, question: str, seats: tuple[Key, ...], adapter: TypeAdapter[Any]) -> Round:
        """The present round of a question as a closed one; `seats` are those who are here now."""
        copy = adapter.validate_python(adapter.dump_python(self.state, mode="json"))
        return self.questions[question].told(question, seats, self.went, copy)

    def dump(self, adapter: TypeAdapter[Any]) -> dict[str, Any]:
        """JSON data that shares nothing with this course."""
        return {
            "state": adapter.dump_python(self.state, mode="json"),
            "questions": CURRENT.dump_python(self.questions, mode="json"),
            "rounds": [
                [
                    r.number,
                    list(r.seats),
                    adapter.dump_python(r.state, mode="json"),
                    r.revealed,
                    list(r.late),
                    r.phase,
                    list(r.went),
                ]
                for r in self.rounds
            ],
            "went": list(self.went),
        }

    def text(self, adapter: TypeAdapter[Any]) -> str:
        """The same as text, in its order."""
        closed = [(replace(each, state=None), adapter.dump_json(each.state)) for each in self.rounds]
        return f"{adapter.dump_json(self.state)!r} {CURRENT.dump_json(self.questions)!r} {closed} {self.went}"

    @classmethod
    def load(cls, data: Mapping[str, Any], adapter: TypeAdapter[Any], questions: Sequence[str]) -> Course:
        """The course that `dump` described, of an activity that asks `questions`."""
        rounds = [
            Round(number, tuple(seats), adapter.validate_python(state), revealed, tuple(late), phase, tuple(went))
            for number, seats, state, revealed, late, phase, went in (_whole(row, questions) for row in data["rounds"])
        ]
        kept = data["questions"] if "questions" in data else {questions[0]: _of_one_question(data)}
        currents = {question: Current() for question in questions} | CURRENT.validate_python(kept)
        return cls(adapter.validate_python(data["state"]), currents, rounds, list(data.get("went", ())))


def _whole(row: Sequence[Any], questions: Sequence[str]) -> Sequence[Any]:
    """A closed round as it is kept today: once without its question, and without where the run had been."""
    return [*row, *([questions[0], []])[len(row) - 5 :]]


CURRENT = TypeAdapter(dict[str, Current])


def _of_one_question(data: Mapping[str, Any]) -> dict[str, Any]:
    """The present round of a course that was kept when every activity had one question only."""
    names = {"number": "round"} | {part.name: part.name for part in fields(Current) if part.name != "number"}
    return {name: data[old] for name, old in names.items()}


def upgraded(data: Mapping[str, Any], upgrade: Callable[[Any], Any]) -> dict[str, Any]:
    """A dumped course with its state, and that of every closed round, brought into today's shape."""
    rounds = [[number, seats, upgrade(state), *rest] for number, seats, state, *rest in data["rounds"]]
    return {**data, "state": upgrade(data["state"]), "rounds": rounds}


def sealed(data: dict[str, Any], keys: frozenset[Key], mark: str) -> dict[str, Any]:
    """A dumped course in which every key of a person is replaced by a new one, `mark` and a number.

    Numbers follow the order of the old, random keys; whatever was in order of arrival comes back in order of the new.
    """
    people = sorted({text for text in _strings(data) if text in keys or text.startswith(SLIP)})
    names = {old: f"{SLIP if old.startswith(SLIP) else 'p-'}{mark}{number:04}" for number, old in enumerate(people)}
    renamed: dict[str, Any] = _renamed(data, names)
    for current in renamed["questions"].values():
        current["slip_seats"] = {}
    return renamed


def _strings(data: Any) -> Iterable[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield name
            yield from _strings(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _strings(value)


def _renamed(data: Any, names: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        return names.get(data, data)
    if isinstance(data, Mapping):
        renamed = {names.get(name, name): _renamed(value, names) for name, value in data.items()}
        return dict(sorted(renamed.items())) if any(name in names for name in data) else renamed
    if isinstance(data, list | tuple):
        values = [_renamed(value, names) for value in data]
        return sorted(values) if any(isinstance(value, str) and value in names for value in data) else values
    return data
