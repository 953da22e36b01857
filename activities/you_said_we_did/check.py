"""The room's check: is it so? What a third or more do not see like that is disputed, once enough people can tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from activities.you_said_we_did import widgets
from activities.you_said_we_did.answers import Answers
from activities.you_said_we_did.rules import SILENT, Theme, Verdict, verdict
from activities.you_said_we_did.widgets import did
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Round
from facilitator.blocks.collect import Collect, Wall, Writes
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.rate import Box, Point, Rate, Rated
from facilitator.blocks.rate import Result as Shown
from facilitator.blocks.rate.in_parts import AskInParts
from facilitator.blocks.rate.scale import Scale
from facilitator.blocks.rate.widgets import Strip, choices, strips
from facilitator.composing import Panel
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.report.model import Passage
from facilitator.text import is_blank

SCALE = Scale({1: _("Yes"), 2: _("Partly"), 3: _("No")}, names=("yes", "partly", "no"))
YES, PARTLY, NO = 1, 2, 3
TOLD: Mapping[Verdict, Text] = {
    "fine": _("The room sees it like that."), "disputed": _("Disputed. It needs a new promise."),
    "too few": _("Too few can tell."),
}  # fmt: skip
LOOKS = {"done": "done", "under way": "now", "not possible": "not", "not yet decided": "later", None: "open"}
SMALL = 12
"""People from which on their dots are small on the wall, beside what came of it."""
Said = Annotated[str, Field(max_length=280)]


class Some(AskInParts):
    """Each theme in people's words, and what came of it under it. They take room: fewer at a time."""

    block: Any
    at_once = 6

    def drawn(self, items: Mapping[str, Words], s: Any, me: Key | None, ctx: Ctx) -> Html:
        themes, given = self.block.answers.of(s).themes, self.block.of(s).of(me) if me else {}
        rows = [Strip(id, did(themes[id].answer), choices(SCALE), SCALE.value(given.get(id)), over=themes[id].text,
                      about=themes[id].text) for id in items]  # fmt: skip
        return strips(self.field, rows)


class Check(Rate):
    """Yes, partly, no or can't say, to every theme that has an answer. It finds which of them the room disputes."""

    prefix, called, version = "check", _("Is it so?"), 2
    ask: Some

    def __init__(self, answers: Answers) -> None:
        super().__init__(answers.asked, scales=[SCALE], do="rate")
        self.answers, answers.checked_by = answers, self
        self.ask = Some(self, "points")
        self.result: Panel[Any] = Told(self)

    def verdicts(self, found: Rated, ctx: Ctx) -> dict[str, Verdict]:
        """What the room says of each theme."""
        given = ctx.settings
        counts = {id: found.of(id, SCALE) for id in found.asked}
        return {id: verdict(count.at(YES), count.at(PARTLY), count.at(NO), given.share, given.min_answers)
                for id, count in counts.items()}  # fmt: skip

    def last_said(self, s: Any, ctx: Ctx) -> Mapping[str, Verdict]:
        """The same of the round that was shown last; nothing before one was."""
        last = self.last(s, ctx)
        return self.verdicts(self.results(last.state, ctx), ctx) if last else {}

    def disputed(self, s: Any, ctx: Ctx) -> list[str]:
        """The themes that the room disputes."""
        return [id for id, said in self.last_said(s, ctx).items() if said == "disputed"]

    @classmethod
    def upgrade(cls, data: Any, version: int) -> Any:
        """Once the points ran from no to yes."""
        if version > 1:
            return data
        turned = {key: {cell: 4 - n if n in (1, 3) else n for cell, n in given.items()}
                  for key, given in data["points"].items()}  # fmt: skip
        return {**data, "points": turned}

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()  # the activity tells it, with what is disputed


class Told(Shown):
    """Every theme with what came of it, who sees it like that, and what is disputed; below what has no answer."""

    block: Any

    def boxes(self, found: Rated, mine: Mapping[str, Point], ctx: Ctx) -> list[Box]:
        said = self.block.verdicts(found, ctx)
        themes = self.block.answers.of(self._round(ctx).state).themes
        return [
            Box(row.id, [replace(row, label=themes[row.id].text, detail=f"{did(themes[row.id].answer)} {row.detail}")],
                said=TOLD[said[row.id]], marked=said[row.id] == "disputed")
            for box in super().boxes(found, mine, ctx) for row in box.rows
        ]  # fmt: skip

    def board(self, s: Any, ctx: Ctx) -> Html:
        for each, found in self.last(s, ctx):
            said, themes = self.block.verdicts(found, ctx), self.block.answers.of(each.state).themes
            return widgets.loop(
                [_line(id, theme, found, said.get(id), ctx) for id, theme in themes.items()], found.answered
            )
        return Html("")

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        told: list[str] = []
        for each, found in self.last(s, ctx):
            said, themes = self.block.verdicts(found, ctx), self.block.answers.of(each.state).themes
            for one, words in TOLD.items():
                named = [themes[id].text for id in found.asked if said[id] == one]
                told += [f"{words} {'; '.join(named)}."] if named else []
            told += [f"{words}." for words in self.under(found, ctx)]
        return " ".join(told)

    def under(self, found: Rated, ctx: Ctx) -> list[Words]:
        silent = [each.text for each in self.block.answers.of(self._round(ctx).state).themes.values()
                  if not each.answer.stands]  # fmt: skip
        told: list[Words] = [_("{silent}: {themes}", silent=SILENT, themes="; ".join(silent))] if silent else []
        return [*super().under(found, ctx), *told]

    def _round(self, ctx: Ctx) -> Round:
        return self.block.shown(ctx.state, ctx)[-1]  # type: ignore[no-any-return]


def _counts(found: Rated, id: str) -> tuple[int, int, int]:
    """How many say yes, partly and no."""
    count = found.of(id, SCALE)
    return count.at(YES), count.at(PARTLY), count.at(NO)


def _line(id: str, theme: Theme, found: Rated, said: Verdict | None, ctx: Ctx) -> widgets.Line:
    """A row of the wall; nobody was asked about what has no answer."""
    what, whom = widgets.status(theme.answer), widgets.by_whom(theme.answer) or widgets.next_(theme, ctx.today)
    look = LOOKS[theme.answer.stands]
    if said is None:
        return widgets.Line(id, theme.text, what, whom, look)
    counts = [(words, n, ngettext("{n} person", "{n} people", n))
              for words, n in zip(SCALE.points.values(), _counts(found, id), strict=True)]  # fmt: skip
    aside = found.of(id, SCALE).aside
    more = _("{aside}: {n}.", aside=SCALE.aside, n=aside) if aside else ""
    return widgets.Line(id, theme.text, what, whom, look, counts, more, TOLD[said], said == "disputed",
                        found.answered > SMALL)  # fmt: skip


class Missing(Collect):
    """One card, if somebody likes, beside the check. Its panels: `say`, and `wall` where they are shown."""

    def __init__(self, check: Check) -> None:
        super().__init__(may=Rules(most=1), title=_("What is missing?"), per_round=True, shares=check)
        self.check, self.say = check, Say(self)
        self.wall = ToldMissing(self)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return super().record(s, ctx) if self.check.shown(s, ctx) else ()  # nobody was asked

    def next(self, s: Any, ctx: Ctx) -> bool:
        """Whether there is a card to show."""
        return bool(self.of(s).shown())


class Say(Writes):
    """One line, without a name."""

    do, again = "remark", True

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = next((card.text for card in self.block.of(s).of(me).values()), "") if me else ""
        return kit.join(kit.text_area("texts.missing", _("What is missing? If you like."), 140, mine, 2),
                        kit.hint(_("Please do not name other people.")) if me else "")  # fmt: skip

    def whole(self, s: Any, me: Key, ctx: Ctx, texts: dict[str, Said] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """What is missing in what was told."""
        text = " ".join(texts.get("missing", "").split())
        made = [] if is_blank(text) else [self.block.rules(s, ctx).card(text)]
        return self.keeps(s, me, ctx, *made)


class ToldMissing(Wall):
    """The cards, once the result has been seen."""

    block: Missing

    def headline(self, s: Any, ctx: Ctx) -> Words:
        n = len(self.block.of(s).shown())
        return ngettext("{n} card", "{n} cards", n)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if not self.block.check.shown(s, ctx):
            return _("There is no result yet. Ask everyone first.")
        return "" if self.block.next(s, ctx) else _("Nobody wrote a card.")
