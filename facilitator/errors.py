"""What ends a command or keeps an activity out: one clear sentence for the person who can mend it."""

from __future__ import annotations

from facilitator.i18n import Words


class Trouble(Exception):
    """The command cannot go on. The sentence says why and what to do; it is printed without a traceback."""

    def __init__(self, words: Words) -> None:
        self.words = words
        super().__init__(str(words))


class Fault(Exception):
    """Why an activity is not loaded, as a sentence for the person who wrote it."""

    def __init__(self, why: Words) -> None:
        self.why = why
        super().__init__(str(why))
