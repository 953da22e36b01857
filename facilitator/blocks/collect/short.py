"""Short: one word or one line from everyone, and how equal ones are counted and told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from facilitator.activity import Refused
from facilitator.blocks.collect.card import LONGEST, Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import _, ngettext
from facilitator.report.model import Quote, Quotes
from facilitator.text import Counted, counted, is_blank

Form = Literal["word", "line"]
LIMITS: Mapping[Form, int] = {"word": 20, "line": 140}
"""Code points of an answer at most."""

Said = Annotated[str, Field(max_length=LONGEST)]


@dataclass(frozen=True)
class Short(Rules):
    """What may be said: one card a person, on one line."""

    @classmethod
    def of(cls, form: Form) -> Short:
        """The rules for answers of this form."""
        return cls(limit=LIMITS[form], most=1)

    def words(self, text: str) -> str:
        """What is kept. Refused when it is empty, or too long."""
        text = " ".join(text.split())
        if is_blank(text):
            raise Refused(_("There is nothing to read in it. Write something short, or pass."))
        return super().words(text)


@dataclass(frozen=True)
class Told:
    """What the group said: how many answered, and what is shown of it, most frequent first, then alphabetically."""

    n: int
    texts: tuple[Counted, ...]


def told(cards: Cards) -> Told:
    """Count what was said. Hidden cards are not shown; who wrote them has answered all the same."""
    return Told(len(cards.answered()), tuple(counted(card.text for card in cards.shown().values())))


def equal_words(title: str, cards: Cards) -> Quotes:
    """Words with how many people wrote each, most frequent first."""
    return Quotes(title, tuple(Quote(each.text, _times(each.n)) for each in told(cards).texts))


def _times(n: int) -> str:
    return str(ngettext("{n} time", "{n} times", n)) if n > 1 else ""
