"""A question for everyone: from a deck of safe ones, or one's own, flagged where it asks for more than is fair.

Decks stand in `assets/decks`, the flags in `assets/flagged-questions.toml`. A flag is a sentence and forbids nothing.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Refused, action
from facilitator.i18n import Words, _
from facilitator.static.assets import assets
from facilitator.text import is_blank

LONGEST = 140
"""Code points of a question at most."""

Question = Annotated[str, Field(max_length=LONGEST)]


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


class AsksPrompt:
    """The action of the phase "ready" for an activity whose state has `prompt: str`, empty before there is one."""

    @action("ready", by="facilitator", voids=True)
    def ask(self, s: Any, text: Question) -> None:
        """Ask this; a new round begins, since earlier answers were to another question."""
        text = " ".join(text.split())
        if is_blank(text):
            raise Refused(_("The question is empty. Write a sentence."))
        if text == s.prompt:
            raise Refused(_("This question is chosen already."))
        s.prompt = text


@cache
def _flags() -> list[tuple[re.Pattern[str], str]]:
    """A word that begins with one of these, and the sentence for it."""
    return [
        (re.compile(rf"\b(?:{'|'.join(map(re.escape, each['words']))})"), each["why"])
        for each in _read("flagged-questions.toml")["flags"]
    ]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((assets() / name).read_text(encoding="utf-8"))
