"""What it would take: one card each without a name, a pass, or the wish to be asked in private."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Key, Refused, action
from facilitator.clean import is_blank
from facilitator.i18n import _

Card = Annotated[str, Field(min_length=1, max_length=280)]


@dataclass
class Asides:
    """Cards by person, and who passed or would rather talk in private."""

    cards: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    private: dict[Key, bool] = field(default_factory=dict)

    def write(self, me: Key, text: str) -> None:
        """A card in place of an earlier one. Refused when nothing can be read on it."""
        if is_blank(text):
            raise Refused(_("This card is empty. Write a few words, or pass."))
        self.passes.pop(me, None)
        self.cards[me] = text

    def pass_(self, me: Key) -> None:
        """Nothing to say."""
        self.cards.pop(me, None)
        self.passes[me] = True

    def toggle_private(self, me: Key) -> None:
        """Ask me in private, or take that back."""
        if self.private.pop(me, None) is None:
            self.private[me] = True

    def done(self) -> set[Key]:
        """Everyone who wrote, passed or asked."""
        return {*self.cards, *self.passes, *self.private}

    def shuffled(self, random: Random) -> list[str]:
        """The cards in an order that says nothing about who wrote when."""
        texts = sorted(self.cards.values())
        random.shuffle(texts)
        return texts


class WritesAsides:
    """Actions of the phase "listen" for an activity whose state has `asides: Asides`."""

    @action("listen")
    def card_(self, s: Any, me: Key, text: Card) -> None:
        """What it would take, without a name."""
        s.asides.write(me, text)

    @action("listen")
    def ask_me(self, s: Any, me: Key) -> None:
        """Would rather be asked in private, or takes that back."""
        s.asides.toggle_private(me)
