"""What ends a command: one clear sentence for the person at the terminal."""

from __future__ import annotations

from facilitator.i18n import Words


class Trouble(Exception):
    """The command cannot go on. The sentence says why and what to do; it is printed without a traceback."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))
