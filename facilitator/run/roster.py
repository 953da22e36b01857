"""Who is in the room, as one run may know them: by keys that lead to nobody without the secret of the run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from facilitator.activity import Key
from facilitator.i18n import Words, _
from facilitator.seats import Seat, key


@dataclass(frozen=True)
class People:
    """Those who count, in the order of their keys, which says nothing about people."""

    seats: tuple[Key, ...] = ()
    names: Mapping[Key, str] = field(default_factory=dict)
    called: Mapping[Key, Words] = field(default_factory=dict)
    """What a person is called when it is their turn to speak: the name they chose, or "Paper 2"."""
    perspectives: Mapping[Key, str] = field(default_factory=dict)
    perspective_order: tuple[str, ...] = ()


CHANGE = "people"
"""The name of an event that says who came, went, or took another name while a phase was open."""


def change(before: People, after: People) -> dict[str, Any] | None:
    """What is new about the people, as an event of the phase; None when nothing is."""
    names = {key: after.names.get(key, "") for key in sorted({*before.names, *after.names})}
    told = {
        "come": sorted({*after.seats} - {*before.seats}),
        "gone": sorted({*before.seats} - {*after.seats}),
        "names": {key: name for key, name in names.items() if name != before.names.get(key, "")},
    }
    return {"do": CHANGE, "by": "room", "key": None, "at": None, **told} if any(told.values()) else None


def changed(people: People, event: Mapping[str, Any]) -> People:
    """The people after such an event."""
    seats = sorted(({*people.seats} - {*event["gone"]}) | {*event["come"]})
    names = {key: name for key, name in {**people.names, **event["names"]}.items() if name}
    return replace(people, seats=tuple(map(Key, seats)), names=names)


def plain(people: People | None) -> list[Any] | None:
    """Who was here, and by what names, as JSON data; never a perspective."""
    return None if people is None else [list(people.seats), dict(people.names)]


def of(kept: Sequence[Any] | None) -> People | None:
    """The people that `plain` told of."""
    return None if kept is None else People(tuple(map(Key, kept[0])), {Key(key): name for key, name in kept[1].items()})


def keys_of(secret: str | None, seats: Iterable[str]) -> dict[str, Key]:
    """The key of every seat (by id) in the run with this secret; none without a run."""
    return {} if secret is None else {id: Key(key(secret, id)) for id in seats}


def people_of(seats: Mapping[str, Seat], keys: Mapping[str, Key], perspectives: tuple[str, ...]) -> People:
    """Who counts, as a run may know them; those who left keep their name beside what they said."""
    here = sorted(keys[seat.id] for seat in seats.values() if seat.counts)
    names = {keys[seat.id]: seat.name for seat in seats.values() if seat.name and not seat.helper}
    paper = {keys[seat.id]: _("Paper {n}", n=seat.paper) for seat in seats.values() if seat.paper}
    views = {keys[seat.id]: seat.perspective for seat in seats.values() if seat.perspective}
    return People(tuple(here), dict(sorted(names.items())), {**paper, **names}, views, perspectives)
