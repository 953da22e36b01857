"""Topics: named groups talked about one after another, the one with most dots first; level ones in an order by lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Annotated

from pydantic import Field

from facilitator.activity import Ctx, Refused
from facilitator.blocks.vote.rules import Tally
from facilitator.i18n import _, ngettext
from facilitator.text import is_blank

Note = Annotated[str, Field(max_length=280)]
MOST_NOTES = 9
"""Notes of one topic; all of them stand on one page of the board."""


@dataclass(frozen=True)
class Order:
    """In which order groups (ids) are talked about, and the lots that were drawn for it."""

    topics: tuple[str, ...]
    seed: str = ""
    drawn: tuple[tuple[str, ...], ...] = ()
    """Groups that were level, in the order that the lots gave them."""


def order(tally: Tally, ctx: Ctx, round: int) -> Order:
    """Groups with dots in a round, most first; without any dots all groups. Equal ones are in an order by lot."""
    chosen = [each for each in tally.ranked if each.dots] or list(tally.options)
    seed = f"{ctx.random('topics', round).getrandbits(32):08x}"
    topics: list[str] = []
    drawn: list[tuple[str, ...]] = []
    for dots in sorted({each.dots for each in chosen}, reverse=True):
        level = sorted(each.option for each in chosen if each.dots == dots)
        Random(f"{seed}:{dots}").shuffle(level)
        topics += level
        if len(level) > 1:
            drawn.append(tuple(level))
    return Order(tuple(topics), seed if drawn else "", tuple(drawn))


@dataclass
class Topics:
    """What has been talked about, in order, and the notes on each group (id)."""

    over: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)
    drawn: list[int] = field(default_factory=list)
    """The votes (numbers of rounds) after which the lots were drawn before the first topic."""

    def now(self, topics: Sequence[str]) -> str | None:
        """What is talked about; None when all of them were."""
        return next((topic for topic in topics if topic not in self.over), None)

    def go_on(self, topics: Sequence[str]) -> None:
        """Take the next topic. Refused when there is none."""
        here = self.now(topics)
        if here is None:
            raise Refused(_("That was the last one. Go on to what you will do."))
        self.over.append(here)

    def back(self) -> None:
        """Take up the topic before this one again."""
        if not self.over:
            raise Refused(_("This is the first one."))
        self.over.pop()

    def note(self, topic: str | None, text: str) -> None:
        """Write down what was said about a topic."""
        if topic is None:
            raise Refused(_("That was the last one. Go back to it to add a note."))
        if is_blank(text):
            raise Refused(_("This note is empty. Write a few words."))
        written = self.notes.setdefault(topic, [])
        if len(written) >= MOST_NOTES:
            raise Refused(ngettext("{n} note is enough here.", "{n} notes are enough here.", MOST_NOTES))
        written.append(text.strip())

    def drop(self, topic: str | None, place: int) -> None:
        """Take a note away; `place` from 0."""
        written = self.notes.get(topic or "", [])
        if not 0 <= place < len(written):
            raise Refused(_("This note is not there any more. Please load the page again."))
        del written[place]
