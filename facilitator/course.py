"""What changes while an activity runs: its state, its rounds of answers, its paper slips; kept as JSON data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from pydantic import TypeAdapter

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
    locked: tuple[Key, ...] | None = None
    """Seats that counted when the round was locked."""
    slips_invited: bool = False
    slip_seats: list[Key] = field(default_factory=list)
    """Seats that chose a paper slip in this round; their phone takes no answer."""
    slips: int = 0

    def fresh(self) -> None:
        """Empty the answers of a round, for the next one."""
        for part in fields(self.state):
            if "per_round" in part.metadata:
                setattr(self.state, part.name, part.metadata["per_round"]())
        self.revealed, self.locked, self.slips_invited, self.slip_seats, self.slips = False, None, False, [], 0

    def put_aside(self, seats: tuple[Key, ...], adapter: TypeAdapter[Any]) -> Round:
        """The current round as a closed one; `seats` are those who are here now, if it was not locked."""
        copy = adapter.validate_python(adapter.dump_python(self.state, mode="json"))
        return Round(self.round, seats if self.locked is None else self.locked, copy, self.revealed)

    def dump(self, adapter: TypeAdapter[Any]) -> dict[str, Any]:
        """JSON data that shares nothing with this course."""
        plain = {part.name: getattr(self, part.name) for part in fields(self)}
        rounds = [[r.number, list(r.seats), adapter.dump_python(r.state, mode="json"), r.revealed] for r in self.rounds]
        return plain | {
            "state": adapter.dump_python(self.state, mode="json"),
            "rounds": rounds,
            "locked": None if self.locked is None else list(self.locked),
            "slip_seats": list(self.slip_seats),
        }

    @classmethod
    def load(cls, data: Mapping[str, Any], adapter: TypeAdapter[Any]) -> Course:
        """The course that `dump` described."""
        rounds = [
            Round(number, tuple(seats), adapter.validate_python(state), revealed)
            for number, seats, state, revealed in data["rounds"]
        ]
        locked = None if data["locked"] is None else tuple(data["locked"])
        state = adapter.validate_python(data["state"])
        return cls(
            **{**data, "state": state, "rounds": rounds, "locked": locked, "slip_seats": list(data["slip_seats"])}
        )


def sealed(data: dict[str, Any], keys: frozenset[Key], mark: str) -> dict[str, Any]:
    """A dumped course in which every key of a person is replaced by a new one, `mark` and a number.

    Numbers follow the order of the old, random keys; whatever was in order of arrival comes back in order of the new.
    """
    people = sorted({text for text in _strings(data) if text in keys or text.startswith(SLIP)})
    names = {old: f"{SLIP if old.startswith(SLIP) else 'p-'}{mark}{number:04}" for number, old in enumerate(people)}
    renamed: dict[str, Any] = _renamed(data, names)
    return renamed | {"slip_seats": []}


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
