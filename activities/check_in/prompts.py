"""Questions for everyone: decks of safe ones, and a sentence on any that asks for more than is fair.

Each deck is a file beside this one, and so are the flags. A flag is a sentence and forbids nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from facilitator.composing import brought
from facilitator.i18n import Words, _

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
    return tuple(Prompt(each["text"], tuple(each["suits"])) for each in brought(name, beside=__file__)["prompts"])


def flag(question: str) -> Words:
    """Why a question may ask too much, in a sentence; empty when nothing in it says so."""
    words = " ".join(question.casefold().replace("’", "'").split())
    return next((_(why) for pattern, why in _flags() if pattern.search(words)), "")


@cache
def _flags() -> list[tuple[re.Pattern[str], str]]:
    """A word that begins with one of these, and the sentence for it."""
    return [
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, each['words']))})"), each["why"])
        for each in brought("flagged", beside=__file__)["flags"]
    ]
