"""What a room holds and shows, and where two such tellings part."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from facilitator.room import Room
from facilitator.seats import Who


def told(room: Room) -> dict[str, str]:
    """The state of the running activity and every view, by a name; the same for the same room."""
    views = {f"seat {place}": str(room.view(Who.of(seat))) for place, seat in enumerate(sorted(room.seats), 1)}
    board, stage = str(room.view(Who.board())), str(room.view(Who.facilitator()))
    return {"state": state_of(room), "board": board, "stage": stage} | views


def state_of(room: Room) -> str:
    """Everything that the events of the running activity change, as text in its order."""
    run = room.running()
    return run.course.text(run.activity.state_adapter())


def rounds_of(room: Room) -> list[Any]:
    """The closed rounds of the running activity as JSON data, sharing nothing with it."""
    run = room.running()
    rounds: list[Any] = run.course.dump(run.activity.state_adapter())["rounds"]
    return rounds


def same_text(one: Mapping[str, str], other: Mapping[str, str], when: str) -> None:
    """Raise AssertionError where one of the texts differs, with the place."""
    for name, text in one.items():
        assert other.get(name) == text, f"{when}: {name} differs:\n{_apart(text, other.get(name, ''))}"


def text_of(data: Any) -> str:
    """JSON data as text, in its own order."""
    return json.dumps(data, ensure_ascii=False)


def _apart(one: str, other: str) -> str:
    """Where two texts part, with a little around it."""
    shorter = min(len(one), len(other))
    at = next((place for place in range(shorter) if one[place] != other[place]), shorter)
    return f"  …{one[max(0, at - 60) : at + 90]}\n  …{other[max(0, at - 60) : at + 90]}"
