"""One word: what comes to mind first, from everyone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from facilitator import kit
from facilitator.activity import (
    Activity,
    Ctx,
    Html,
    Item,
    Key,
    Phase,
    Refused,
    Section,
    Settings,
    State,
    action,
    per_round,
)
from facilitator.i18n import Words, _, mark, ngettext
from facilitator.report.model import Column, Table
from facilitator.text import Counted, counted, likeness

LONGEST = 30
Word = Annotated[str, Field(max_length=LONGEST)]


class OneWordSettings(Settings):
    """What is fixed before anyone answers."""

    question: str = Field("One word: how do you arrive today?", title=mark("Question"), min_length=3, max_length=140)


@dataclass
class OneWordState(State):
    """What everyone wrote in this round."""

    words: dict[Key, str] = per_round(dict)
    passes: dict[Key, bool] = per_round(dict)


class OneWord(Activity[OneWordSettings, OneWordState]):
    """Hear one word from everyone before you begin.

    Everyone writes one word, unseen, and then all words stand on the wall. It takes two minutes and tells you how the
    room is. Do not comment on single words: whoever wrote one may say more, if they like.
    """

    id, title = "one-word", _("One word")
    phases = (
        Phase("write", _("Write"), privacy="hidden", hidden=True, round=True,
              say=_("Write the first word that comes to mind. Passing is fine.")),
        Phase("read", _("Read"), go=_("Show the words"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I read them aloud. Does somebody want to say more?")),
    )  # fmt: skip

    @action("write")
    def write(self, s: OneWordState, me: Key, word: Word) -> None:
        """My word, in place of an earlier one."""
        if not likeness(word):
            raise Refused(_("Write a word first."))
        s.passes.pop(me, None)
        s.words[me] = word

    @action("write")
    def pass_(self, s: OneWordState, me: Key) -> None:
        """No word: it counts as done, and stands nowhere."""
        s.words.pop(me, None)
        s.passes[me] = True

    def done(self, s: OneWordState, ctx: Ctx) -> set[Key]:
        return {*s.words, *s.passes}

    def passed(self, s: OneWordState, ctx: Ctx) -> set[Key]:
        return {*s.passes}

    def results(self, s: OneWordState, ctx: Ctx) -> list[Counted]:
        return counted(s.words.values())

    def phone(self, s: OneWordState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase == "read":
            return self.board(s, ctx)
        words, saved = _("Send change") if me in s.words else _("Send"), s.words.get(me, "")
        form = kit.text_form(
            "word", "", "write", LONGEST, words, saved, passes="pass", saved=bool(saved), passed=me in s.passes
        )
        return kit.join(self._top(), kit.privacy(), form)

    def board(self, s: OneWordState, ctx: Ctx) -> Html:
        if ctx.phase == "write":
            return self._top()
        told = [f"{each.text} ({each.n})" if each.n > 1 else each.text for each in ctx.results]
        top = self._top(ngettext("{n} person wrote.", "{n} people wrote.", len(s.words)))
        return kit.join(top, kit.quotes(told, _("Nobody wrote a word. That says something, too.")))

    def paper(self, s: OneWordState, ctx: Ctx) -> tuple[str, Html]:
        return "write", kit.text_area("word", self.settings.question, LONGEST)

    def section(self, s: OneWordState, ctx: Ctx) -> Section:
        rounds = [(each.number, self.results(each.state, ctx)) for each in ctx.shown(s)]
        last = rounds[-1][1] if rounds else []
        items = tuple(Item(f"w{place}", each.text) for place, each in enumerate(last, 1))
        blocks = tuple(_table(number, counted) for number, counted in rounds)
        return Section(str(self.title), self.settings.question, blocks=blocks, items=items)

    def _top(self, words: Words = "") -> Html:
        return kit.join(kit.topline(words), kit.question(self.settings.question))


def _table(number: int, counted: Iterable[Counted]) -> Table:
    columns = (Column(str(_("Word"))), Column(str(_("People")), "count"))
    rows = tuple((each.text, each.n) for each in counted)
    return Table(f"round-{number}", str(_("Round {n}", n=number)), columns, rows)
