"""One word: what comes to mind first, from everyone."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from facilitator import i18n
from facilitator.activity import Ctx, Settings
from facilitator.composing import Activity, Phase
from facilitator.i18n import _, mark
from facilitator.text import Counted
from one_word.words import Words


class OneWordSettings(Settings):
    """What is fixed before anyone answers."""

    question: str = Field("One word: how do you arrive today?", title=mark("Question"), min_length=3, max_length=140)


class OneWord(Activity[OneWordSettings]):
    """Hear one word from everyone before you begin.

    Everyone writes one word, unseen, and then all words stand on the wall. It takes two minutes and tells you how the
    room is. Do not comment on single words: whoever wrote one may say more, if they like.
    """

    id, title = "one-word", _("One word")

    words = Words()

    phases = (
        Phase("write", _("Write"), words.ask, say=_("Write the first word that comes to mind. Passing is fine.")),
        Phase("read", _("Read"), words.wall, go=_("Show the words"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I read them aloud. Does somebody want to say more?")),
    )  # fmt: skip

    def ask(self, s: Any, ctx: Ctx) -> i18n.Words:
        return self.settings.question

    def results(self, s: Any, ctx: Ctx) -> list[Counted]:
        return self.words.results(s, ctx)
