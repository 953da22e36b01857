"""The library in order: activities by the steps of the guide, or by what a group wants to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from facilitator.i18n import Text, Words, _
from facilitator.library.registry import Kind
from facilitator.shelf import PURPOSES, STEPS

Order = Literal["step", "purpose"]
FACTS: Mapping[str, Text] = {"when": _("Use when"), "takes": _("Takes"), "leaves": _("Leaves")}
"""What is said on a card, by its title."""
ORDERS: Mapping[Order, Text] = {"step": _("Steps of the guide"), "purpose": _("What a group wants to do")}


@dataclass(frozen=True)
class Row:
    """One shelf: its title, the activities that stand on it, and others that serve it too."""

    title: Words
    kinds: tuple[Kind, ...]
    also: tuple[Kind, ...] = ()


def shelves(kinds: Iterable[Kind], order: Order) -> list[Row]:
    """Every activity once, on the shelf that it serves most; those that say nothing of it come last, together."""
    known = sorted(kinds, key=lambda kind: (kind.shelf.steps[:1], kind.shelf.point))
    titles: list[tuple[object, Words]] = [
        *(((step, named(step)) for step in STEPS) if order == "step" else PURPOSES.items())
    ]  # fmt: skip
    rows = [
        Row(
            title,
            tuple(kind for kind in known if _places(kind, order)[:1] == (name,)),
            tuple(kind for kind in known if name in _places(kind, order)[1:]),
        )
        for name, title in titles
    ]
    rows.append(Row(_("More activities"), tuple(kind for kind in known if not _places(kind, order))))
    return [row for row in rows if row.kinds or row.also]


def named(step: int) -> Words:
    """A step of the guide by its number and its name."""
    return _("Step {n}: {title}", n=step, title=STEPS[step])


def told(kind: Kind) -> dict[str, Words]:
    """What a card says beside what the activity is for: when, how long and for how many, and what it leaves behind."""
    shelf = kind.shelf
    both = shelf.minutes and shelf.people
    size = _("{time}, {people}", time=shelf.lasts, people=shelf.carries) if both else shelf.lasts or shelf.carries
    said: dict[str, Words] = {"when": shelf.when, "takes": size, "leaves": shelf.leaves}
    return {name: words for name, words in said.items() if words}


def listed(kinds: Iterable[Kind]) -> Iterator[tuple[tuple[Words, ...], bool]]:
    """A shelf after another in the order of the guide, as lines: id, what for and when, size, what it leaves.

    The first line of a shelf is its title, and the last may name others that serve it too: beside each, whether it ends
    the shelf.
    """
    for row in shelves(kinds, "step"):
        yield ("", row.title), False
        for kind in row.kinds:
            said = told(kind)
            when = f" {FACTS['when']}: {said['when']}" if "when" in said else ""
            words = (kind.id, f"{kind.card()}{when}", said.get("takes", ""), said.get("leaves", ""))
            yield words, kind is row.kinds[-1] and not row.also
        if row.also:
            yield ("", _("Also good for this: {names}", names=", ".join(kind.id for kind in row.also))), True


def _places(kind: Kind, order: Order) -> tuple[object, ...]:
    return kind.shelf.steps if order == "step" else kind.shelf.purposes
