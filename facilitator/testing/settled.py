"""Check of settings: each of them changes something that somebody can see."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from itertools import combinations, islice, zip_longest
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from facilitator.seats import Who
from facilitator.session.access import asks
from facilitator.testing.crowd import Crowd, Kind, plain
from facilitator.testing.taps import controls

Settings = Mapping[str, Any]

_STAYS = ("leave", "come_back", "use_slip", "take_back")
"""What nobody does here: everyone stays, on their phone, and stands by what they wrote."""
TRIES = 8
"""So many different rooms are played before a setting counts as one that does nothing."""


def check_every_setting_matters(kind: Kind, settings: Settings) -> None:
    """Each setting changes something that can be seen, in some room."""
    rooms = _Rooms(kind)
    idle = [name for name in kind.settings_type.model_fields if not _matters(rooms, settings, name)]
    assert not idle, f"these settings change nothing that anybody sees: {', '.join(idle)}"


def _matters(rooms: _Rooms, settings: Settings, name: str) -> bool:
    fields = rooms.kind.settings_type.model_fields
    for seed in range(TRIES):
        random, given = Random(f"{name}{seed}"), dict(settings)
        if seed > 3:  # what a setting does may need another one
            given |= {other: random.choice(list(_values(fields[other]))) for other in fields if other != name}
        told = [rooms.told({**given, name: value}, seed) for value in _values(fields[name])]
        if any(one.differs(other) for one, other in combinations([each for each in told if each], 2)):
            return True
    return False


class _Rooms:
    """Rooms in which an activity is played, each of them once."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._told: dict[tuple[str, int], _Seen] = {}

    def told(self, settings: Settings, seed: int) -> _Seen | None:
        """What is seen in a room with these settings; None where they do not go together."""
        try:
            whole = self.kind.settings_type.model_validate(settings).model_dump_json()
        except ValidationError:
            return None
        if (whole, seed) not in self._told:
            self._told[whole, seed] = _Seen(self._played(settings, seed))
        return self._told[whole, seed]

    def _played(self, settings: Settings, seed: int) -> Iterator[str]:
        crowd = Crowd(self.kind, settings, seed=seed, people=9)
        yield from _played(crowd, _Agreeable(seed) if seed % 2 else Random(seed), 4 if seed % 4 < 2 else 0)


class _Seen:
    """What phone, board, stage and record say from beginning to end, played only as far as somebody looks."""

    def __init__(self, playing: Iterator[str]) -> None:
        self._playing, self._so_far, self._stuck = playing, list[str](), False

    def differs(self, other: _Seen) -> bool:
        """Whether the two say something else; where one of them does not reach the end, as far as it goes."""
        pairs = zip_longest(self._all(), other._all())
        return any(one != two and not (self._stuck or other._stuck) for one, two in pairs)

    def _all(self) -> Iterator[str]:
        at = 0
        while at < len(self._so_far) or self._goes_on():
            yield self._so_far[at]
            at += 1

    def _goes_on(self) -> bool:
        before = len(self._so_far)
        try:
            self._so_far.extend(islice(self._playing, 1))
        except AssertionError:
            self._stuck = True
        return len(self._so_far) > before


def _played(crowd: Crowd, people: Random, acts: int) -> Iterator[str]:
    """The facilitator does so many things in each phase, beside leading on."""
    leading = crowd.random
    watching = [crowd.people[0].who, Who.board(), Who.facilitator()]
    del crowd.table.room.agenda[0]  # what was before says nothing about this one
    yield str(asks(crowd.table.room))
    for _phase in crowd.phases():
        yield from (str(crowd.table.room.view(who)) for who in watching)
        crowd.random = people
        for person in crowd.people:
            there = [control for control in controls(person.html) if control.action not in _STAYS]
            for control in there[: 2 if acts else 1]:
                crowd.use(person.who, control, 0.5)
        for person in crowd.paper:
            crowd.enter(person)
        crowd.random = leading
        for _time in range(acts):
            crowd.facilitate()
        yield from (str(crowd.table.room.view(who)) for who in watching)
    yield str(crowd.table.section)


class _Agreeable(Random):
    """Takes the first of what it can choose from."""

    def choice(self, seq: Any) -> Any:
        return seq[0]


def _values(field: FieldInfo) -> Iterator[Any]:
    """Some values that a setting of this kind can have."""
    yield from _of(field.annotation, [part for part in field.metadata if part is not None])


def _of(annotation: Any, limits: list[Any]) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _of(get_args(annotation)[0], limits)
    elif origin is Literal:
        yield from get_args(annotation)
    elif origin in (Union, types.UnionType):
        for part in get_args(annotation):
            yield from _of(part, limits)
    elif annotation is type(None):
        yield None
    elif annotation is bool:
        yield from (True, False)
    elif annotation is int:
        least = next((part.ge for part in limits if hasattr(part, "ge")), 0)
        yield from (least, least + 1, least + 4)
    elif annotation is str:
        yield from ("", plain(Random(1), 40), plain(Random(2), 40))
    elif origin is list and isinstance(entry := get_args(annotation)[0], type) and issubclass(entry, BaseModel):
        rows = [
            {name: f"{name} {n}" for name, each in entry.model_fields.items() if each.is_required()} for n in (1, 2)
        ]
        yield from ([], rows[:1], rows)
    elif origin is list:
        yield from ([], ["One", "Two"], ["Three", "Four", "Five"])
