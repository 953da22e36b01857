"""What changes while an activity runs: its state, its rounds of answers, its paper slips; kept as JSON data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pydantic import BaseModel, TypeAdapter

from facilitator.activity import Key, Round
from facilitator.counting import SLIP


@dataclass
class Course:
    """Everything about a run that its events change."""

    state: Any
    rounds: list[Round] = field(default_factory=list)
    round: int = 0
    open: bool = False
    """Whether the current round is still the one people talk about, not yet put aside."""
    revealed: bool = False
    here: tuple[Key, ...] | None = None
    """Seats that counted when the round was opened; None for one that began with the run."""
    locked: tuple[Key, ...] | None = None
    """Seats that counted when the round was locked."""
    slips_invited: bool = False
    slip_seats: dict[str, list[Key]] = field(default_factory=dict)
    """Seats that chose a paper slip in this round; their phone takes no answer."""
    slips: int = 0

    def begin(self, seats: tuple[Key, ...]) -> None:
        """Open the next round while `seats` are here."""
        self.fresh()
        self.round, self.open, self.here = self.round + 1, True, seats or None

    def late(self, seats: tuple[Key, ...]) -> tuple[Key, ...]:
        """Those of `seats` that came after the round was opened."""
        if self.here is None or self.here == seats:
            return ()
        there = frozenset(self.here)
        return tuple(seat for seat in seats if seat not in there)

    def fresh(self) -> None:
        """Empty the answers of a round, for the next one."""
        for part in fields(self.state):
            if "per_round" in part.metadata:
                setattr(self.state, part.name, part.metadata["per_round"]())
        self.revealed, self.locked, self.slips_invited, self.slip_seats, self.slips = False, None, False, {}, 0

    def put_aside(self, seats: tuple[Key, ...], adapter: TypeAdapter[Any]) -> Round:
        """The current round as a closed one; `seats` are those who are here now, if it was not locked."""
        copy = adapter.validate_python(adapter.dump_python(self.state, mode="json"))
        counted = seats if self.locked is None else self.locked
        return Round(self.round, counted, copy, self.revealed, self.late(counted))

    def dump(self, adapter: TypeAdapter[Any]) -> dict[str, Any]:
        """JSON data that shares nothing with this course."""
        plain = {part.name: getattr(self, part.name) for part in fields(self)}
        rounds = [
            [r.number, list(r.seats), adapter.dump_python(r.state, mode="json"), r.revealed, list(r.late)]
            for r in self.rounds
        ]
        return plain | {
            "state": adapter.dump_python(self.state, mode="json"),
            "rounds": rounds,
            "here": None if self.here is None else list(self.here),
            "locked": None if self.locked is None else list(self.locked),
            "slip_seats": {phase: list(keys) for phase, keys in self.slip_seats.items()},
        }

    @classmethod
    def load(cls, data: Mapping[str, Any], adapter: TypeAdapter[Any]) -> Course:
        """The course that `dump` described."""
        rounds = [
            Round(number, tuple(seats), adapter.validate_python(state), revealed, tuple(late))
            for number, seats, state, revealed, late in data["rounds"]
        ]
        seats = {name: None if data[name] is None else tuple(data[name]) for name in ("here", "locked")}
        state = adapter.validate_python(data["state"])
        slips = {"slip_seats": {phase: list(keys) for phase, keys in data["slip_seats"].items()}}
        return cls(**{**data, **seats, **slips, "state": state, "rounds": rounds})


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
    return renamed | {"slip_seats": {}}


def plain(args: BaseModel) -> dict[str, Any]:
    """Checked arguments as JSON data."""
    return args.model_dump(mode="json")


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
