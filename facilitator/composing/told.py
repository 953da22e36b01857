"""Words for everyone, above what else stands in a phase: what an answer is used for, what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html
from facilitator.composing.panel import Panel
from facilitator.i18n import Words

Says = Words | Callable[[Any], Words]


class Told(Panel[None]):
    """A sentence on board and phones; nothing where it is empty."""

    def __init__(self, words: Says) -> None:
        super().__init__(None)
        self.words = words

    def board(self, s: Any, ctx: Ctx) -> Html:
        words = self.words(ctx.settings) if callable(self.words) else self.words
        return kit.lead(words) if words else Html("")


def told(words: Says) -> Told:
    """A panel that says `words`, or what they are for the settings of the run."""
    return Told(words)
