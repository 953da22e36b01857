"""Formats of looking back: columns with a plain question each, from the file beside this one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from facilitator.composing import brought
from facilitator.i18n import Words, _

Name = Literal[
    "start-stop-continue", "4ls", "mad-sad-glad", "sailboat", "rose-bud-thorn", "went-well", "hopes", "i-like"
]
PLAIN: Name = "start-stop-continue"
"""The format that asks for no feelings."""

OPENING = _("Everyone did their best. We talk about the work. We blame nobody.")
DIRECTIVE = _(
    "Regardless of what we discover, we understand and truly believe that everyone did the best job they could, given "
    "what they knew at the time, their skills and abilities, the resources available, and the situation at hand."
)
"""The prime directive of Norman Kerth, of which the opening is the short form."""


@dataclass(frozen=True)
class Pile:
    """A column: its id, its one or two words, and what it asks."""

    id: str
    title: Words
    question: Words


@dataclass(frozen=True)
class Format:
    """What is asked, in columns."""

    id: Name
    title: Words
    question: Words
    columns: tuple[Pile, ...]
    feelings: bool = False
    """Whether it asks for feelings, and so needs a room in which people can talk openly."""
    opening: Words = OPENING


@cache
def formats() -> dict[str, Format]:
    """All formats by id."""
    return {each["id"]: _format(each) for each in brought("formats", beside=__file__)["formats"]}


def _format(each: dict[str, Any]) -> Format:
    columns = tuple(Pile(pile["id"], _(pile["title"]), _(pile["question"])) for pile in each["columns"])
    opening = _(each["opening"]) if "opening" in each else OPENING
    return Format(each["id"], _(each["title"]), _(each["question"]), columns, each.get("feelings", False), opening)
