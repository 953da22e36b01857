"""Themes: what people wrote, found by who reads it alone, and what is promised for each.

A theme is in the facilitator's own words. It is an answer only with who replies by when, or with why nothing can be
done. The words of people stand on the facilitator's own page alone; on the stage they are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.safe_feedback import widgets
from activities.safe_feedback.found import Said, Theme
from activities.safe_feedback.promise import back_by
from activities.safe_feedback.texts import Texts
from facilitator.activity import Ctx, Day, Html, Refused, action
from facilitator.blocks.collect.card import Reason
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Item, LedgerEntry
from facilitator.text import is_blank

Id = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=140)]
Name = Annotated[str, Field(max_length=60)]
MOST = 12
NEW, NONE = "new", "none"


@dataclass
class Made:
    """Themes by id, in the order in which they were made; ids are never used twice."""

    themes: dict[str, Theme] = field(default_factory=dict)
    made: int = 0


class Themes(Block[Made, dict[str, int]]):
    """It finds how many texts each theme has. `make` is for the facilitator, `listed` for everybody."""

    def __init__(self, texts: Texts) -> None:
        self.said = texts
        self.make, self.listed = Make(self), Listed(self)

    def results(self, s: Any, ctx: Ctx) -> dict[str, int]:
        texts = self.said.of(s).said
        return {id: sum(each.theme == id for each in texts) for id in self.of(s).themes}

    def left(self, s: Any) -> int:
        """Texts in no theme that nobody hid."""
        return sum(not each.theme and not each.hidden for each in self.said.of(s).said)

    def next(self, s: Any, ctx: Ctx) -> str | None:
        """Themes follow the ratings, where there is anything to find them in."""
        return "themes" if self.any(s, ctx) else None

    def any(self, s: Any, ctx: Ctx) -> bool:
        """Whether there are texts that may be read."""
        return self.said.enough(s, ctx) and bool(self.said.of(s).said)

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        if not self.any(s, ctx):
            return ""
        left, themes = self.left(s), self.of(s).themes
        if left:
            return ngettext("{n} text is in no theme yet. Put it into one, or hide it.",
                            "{n} texts are in no theme yet. Put them into themes, or hide them.", left)  # fmt: skip
        silent = sum(not theme.answered for theme in themes.values())
        if not silent:
            return ""
        return ngettext("{n} theme has no answer yet: who replies by when, or why not?",
                        "{n} themes have no answer yet: who replies by when, or why not?", silent)  # fmt: skip

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        return [Item(id, theme.text) for id, theme in self.of(s).themes.items()]

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        counts = self.results(s, ctx)
        return [LedgerEntry("feedback", "add", id, _data(theme, counts[id]))
                for id, theme in self.of(s).themes.items()]  # fmt: skip


class Listed(Panel[Themes]):
    """The themes with how many texts each has, and what comes of it."""

    roomy = True

    def __init__(self, block: Themes) -> None:
        super().__init__(block)
        self.shows = (block.said,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        block = self.block
        if not block.said.enough(s, ctx):
            return Html("")
        return widgets.themes(block.of(s).themes, block.results(s, ctx), bool(block.said.of(s).said))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.why_not_finish(s, ctx)


class Make(Panel[Themes]):
    """For the facilitator: the texts on their own page, and on the stage their numbers, the themes and the promises."""

    @action(by="facilitator")
    def put_into(
        self, s: Any, ctx: Ctx, theme: Id = NEW, text: Line = "", texts: dict[str, bool] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Put texts, by their numbers, into a theme, a new one or none. Without a number, all that are in none."""
        chosen = self._chosen(s, ctx, texts)
        made = self.block.of(s)
        if theme == NEW:
            if is_blank(text):
                raise Refused(_("Say the theme in a few words of your own."))
            if len(made.themes) >= MOST:
                raise Refused(_("More than {n} themes are too many to answer. Put some together.", n=MOST))
            made.made += 1
            theme = f"t{made.made}"
            made.themes[theme] = Theme(text.strip())
        elif theme != NONE:
            self._theme(s, theme)
            if not is_blank(text):
                made.themes[theme].text = text.strip()
        for each in chosen:
            each.theme, each.hidden = "" if theme == NONE else theme, None

    @action(by="facilitator")
    def drop_theme(self, s: Any, theme: Id) -> None:
        """Leave out a theme that no text is in any more."""
        self._theme(s, theme)
        if any(each.theme == theme for each in self.block.said.of(s).said):
            raise Refused(_("Texts are in this theme. Put them into another one first."))
        del self.block.of(s).themes[theme]

    @action(by="facilitator")
    def hide_texts(self, s: Any, ctx: Ctx, reason: Reason, texts: dict[str, bool] = {}) -> None:  # noqa: B006 - never changed
        """Hide texts, by their numbers, that name somebody, do harm, or were a test."""
        if not any(texts.values()):
            raise Refused(_("Tick the numbers of the texts first."))
        for each in self._chosen(s, ctx, texts):
            each.hidden, each.theme = reason, ""

    @action(by="facilitator")
    def promise(self, s: Any, ctx: Ctx, theme: Id = "", who: Name = "", by: Day | None = None) -> None:
        """Who replies to a theme, and by when; without a `theme`, to all that have no answer yet."""
        silent = [each for each in self.block.of(s).themes.values() if not each.answered]
        found = [self._theme(s, theme)] if theme else silent
        if not found:
            raise Refused(_("Every theme has an answer. Choose the one to change."))
        if is_blank(who):
            raise Refused(_("Write who will reply."))
        if by is None or by < ctx.today:
            raise Refused(_("Choose a day: today or a later one."))
        for each in found:
            each.who, each.by, each.why = who.strip(), by, ""

    @action(by="facilitator")
    def cannot_act(self, s: Any, theme: Id, why: Line = "") -> None:
        """Why nothing can be done about a theme."""
        found = self._theme(s, theme)
        if is_blank(why):
            raise Refused(_("Write why we cannot act on this. People are told."))
        found.who, found.by, found.why = "", None, why.strip()

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return self._tools(s, ctx, private=False)

    def private(self, s: Any, ctx: Ctx) -> Html:
        return self._tools(s, ctx, private=True)

    def _tools(self, s: Any, ctx: Ctx, private: bool) -> Html:
        block = self.block
        if not block.any(s, ctx):
            return Html("")
        texts, themes = block.said.of(s).said, block.of(s).themes
        if private:
            return widgets.reading(texts, themes)
        return widgets.tools(texts, themes, block.left(s), back_by(ctx), ctx.today.isoformat())

    def _theme(self, s: Any, id: str) -> Theme:
        themes = self.block.of(s).themes
        if id not in themes:
            raise Refused(_("This theme is not there any more. Choose another."))
        return themes[id]

    def _chosen(self, s: Any, ctx: Ctx, numbers: dict[str, bool]) -> list[Said]:
        if not self.block.said.enough(s, ctx):
            raise Refused(_("Too few people answered, so there are no themes."))
        said = self.block.said.of(s).said
        ticked = [number for number, on in numbers.items() if on]
        if any(not number.isdecimal() or not 1 <= int(number) <= len(said) for number in ticked):
            raise Refused(_("There is no text with this number. Please load the page again."))
        if not ticked:
            return [each for each in said if not each.theme and not each.hidden]
        return [said[int(number) - 1] for number in ticked]


def _data(theme: Theme, texts: int) -> dict[str, str]:
    data = {"text": theme.text, "texts": str(texts)}
    if theme.why:
        return data | {"status": "not possible", "why": theme.why}
    return data | ({"status": "promised", "who": theme.who, "by": theme.by.isoformat()} if theme.by else {})
