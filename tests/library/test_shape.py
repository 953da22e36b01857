"""What an activity keeps is told to its author field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from facilitator.activity import Activity, State
from facilitator.library.registry import module_of
from facilitator.library.shape import shape

supper: Any = module_of(Path(__file__).parents[1] / "kinds" / "supper.py")


def test_every_block_is_told_with_its_rounds_and_its_fields():
    assert list(map(str, shape(supper.Supper)))[:3] == [
        "  dish: Answers, anew in each round of eat",
        "    given: dict[Key, str]",
        "    passes: dict[Key, bool]",
    ]
    assert list(map(str, shape(supper.Supper)))[-2:] == ["  wishes: Wishes", "    texts: list[str]"]


@dataclass
class Branch:
    """Holds more of itself."""

    twigs: list[Branch] = field(default_factory=list)
    of: Literal["oak", "ash"] | None = None


@dataclass
class Grows(State):
    """A tree."""

    trunk: Branch = field(default_factory=Branch)


def test_a_type_that_holds_itself_comes_to_an_end():
    kind = type("Tree", (Activity,), {"state_type": Grows, "phases": ()})
    assert list(shape(kind)) == ["  trunk: Branch", "    twigs: list[Branch]", "    of: 'oak' | 'ash' | None"]
