"""Ways to play a dot vote and a fist of five in a line, for their tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from facilitator.testing import Person, Table

NAMES = ("Apples", "Bread", "Cocoa", "Dates", "Eggs", "Figs", "Grapes", "Honey")
CRITERION = "Which would help most in the next six months?"
WORDS = "We open a quiet room every Thursday from 2 to 4."


@pytest.fixture
def open_vote() -> Callable[..., Table]:
    """A vote that is open, on options called by their first letters or given in full."""
    return _open_vote


@pytest.fixture
def cast() -> Callable[[Person, str], None]:
    """Somebody places dots on options by their first letters, and is done; none at all is a pass."""
    return _cast


@pytest.fixture
def played() -> Callable[..., Table]:
    """The shown result of a vote: one ballot for each person, by first letters."""
    return _played


@pytest.fixture
def show() -> Callable[[Person, str], None]:
    """Somebody shows fingers: `5` to `0`, a (aside), p (pass), - (nothing)."""
    return _show


@pytest.fixture
def shown() -> Callable[..., Table]:
    """The shown result of a round of fingers, one for each person; with `table` it is that one's next round."""
    return _shown


def _open_vote(options: str | Sequence[str] = "ABCDEFGH", people: int = 9, **settings: Any) -> Table:
    named = {name[0]: name for name in NAMES}
    texts = [named[letter] for letter in options] if isinstance(options, str) else list(options)
    table = Table(DotVote, people, criterion=CRITERION, options=texts, **settings)
    table.go("vote")
    return table


def _cast(person: Person, ballot: str) -> None:
    for letter in ballot:
        person.tap("Place a dot", near=next(name for name in NAMES if name[0] == letter))
    person.tap("Done" if ballot else "Pass")


def _played(ballots: Sequence[str], options: str = "ABCDEFGH", **settings: Any) -> Table:
    table = _open_vote(options, len(ballots), **settings)
    for person, ballot in zip(table.people, ballots, strict=True):
        _cast(person, ballot)
    table.go("reveal")
    return table


def _show(person: Person, answer: str) -> None:
    if answer == "p":
        person.tap("Pass")
    elif answer != "-":
        person.tap("Send", finger={"a": "aside"}.get(answer, answer))


def _shown(answers: str, table: Table | None = None, **settings: Any) -> Table:
    people = answers.replace(" ", "")
    table = table or Table(FistOfFive, len(people), **{"proposal": WORDS, **settings})
    if table.run.phase.name != "show":
        table.go("show")
    for person, answer in zip(table.people, people, strict=True):
        _show(person, answer)
    table.go("reveal")
    return table
