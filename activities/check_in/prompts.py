"""Questions for everyone: decks of safe ones, and a sentence on any that asks for more than is fair.

Decks stand in `assets/decks`, the flags in `assets/flagged-questions.toml`. A flag is a sentence and forbids nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from facilitator.i18n import Words, _
from facilitator.static.assets import assets

LONGEST = 140
"""Code points of a question at most."""


@dataclass(frozen=True)
class Prompt:
    """A question in the source language, and the forms of answer that suit it."""

    text: str
    suits: tuple[str, ...]


@cache
def deck(name: str) -> tuple[Prompt, ...]:
    """The questions of a deck in their order."""
    return tuple(Prompt(each["text"], tuple(each["suits"])) for each in _read(f"decks/{name}.toml")["prompts"])


def flag(question: str) -> Words:
    """Why a question may ask too much, in a sentence; empty when nothing in it says so."""
    words = " ".join(question.casefold().replace("’", "'").split())
    return next((_(why) for pattern, why in _flags() if pattern.search(words)), "")


@cache
def _flags() -> list[tuple[re.Pattern[str], str]]:
    """A word that begins with one of these, and the sentence for it."""
    return [
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, each['words']))})"), each["why"])
        for each in _read("flagged-questions.toml")["flags"]
    ]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((assets() / name).read_text(encoding="utf-8"))
