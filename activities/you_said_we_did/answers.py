"""Answers: all that is due, one at a time, with what came of it. Nothing that is due can be left out or reworded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.you_said_we_did import widgets
from activities.you_said_we_did.due import due, typed
from activities.you_said_we_did.rules import Answer, Rates, Status, Theme, rates
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Onward, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.text import is_blank, likeness

Id = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=140)]
Name = Annotated[str, Field(max_length=60)]
MOST = 20
"""Themes that can be typed in; what the ledgers hold is not limited."""
NOTHING = _("Nothing that people said is kept here yet. Type in what they said, or end this early.")
OVER = _("The room has checked this. Answer again by a new promise, at the end.")


@dataclass
class Given:
    """Themes by id, and which of them is looked at; one past the last is all of them together."""

    themes: dict[str, Theme] = field(default_factory=dict)
    made: int = 0
    at: int = 0
    told: bool = False
    """Whether the room has been told."""

    def add(self, theme: Theme) -> None:
        """One more, under an id that is never used twice."""
        self.made += 1
        self.themes[f"t{self.made}"] = theme

    @property
    def now(self) -> str:
        """The id of the one that is looked at; empty where it is all of them."""
        return list(self.themes)[self.at] if self.at < len(self.themes) else ""


class Answers(Block[Given, Rates]):
    """What is due when it begins, with its answers. `prepare` is where they are written, `one` where they are shown."""

    def __init__(self) -> None:
        self.prepare, self.one = Prepare(self), One(self)
        self.checked_by: Block[Any, Any] | None = None
        """The block in which the room says whether it is so; nothing changes once it has."""

    def begin(self, ctx: Ctx) -> Given:
        given = Given()
        for theme in [*due(ctx), *typed(ctx.settings.themes)]:
            given.add(theme)
        return given

    def results(self, s: Any, ctx: Ctx) -> Rates:
        return rates(self.of(s).themes.values())

    def asked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """What people can say whether it is so: every theme that has an answer, with the answer."""
        some = {id: theme for id, theme in self.of(s).themes.items() if theme.answer.stands}
        return {id: widgets.said_and_done(theme) for id, theme in some.items()}

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """The words of the theme that is shown, as people said them."""
        given = self.of(s)
        return given.themes[given.now].text if given.now else _("You said, we did")

    def theme(self, s: Any, id: str) -> Theme:
        """A theme. Refused when there is none of this id."""
        if id not in self.of(s).themes:
            raise Refused(_("This is not there any more. Please load the page again."))
        return self.of(s).themes[id]

    def settled(self, ctx: Ctx) -> bool:
        """Whether the room has said whether it is so."""
        return self.checked_by is not None and bool(self.checked_by.shown(ctx.state, ctx))


class Writes(Panel[Answers]):
    """Where the facilitator writes what came of the theme that is looked at, and turns to another."""

    @action(by="facilitator", voids=True)
    def say_what(
        self, s: Any, ctx: Ctx, theme: Id, status: Status | Literal["none"] = "none", words: Line = "", who: Name = "",
        by: Day | None = None, seen: Line = "",
    ) -> None:  # fmt: skip
        """What came of a theme. What is not known yet can be filled in later; until then it counts as no answer.

        In preparing it goes on to the next theme.
        """
        found = self.block.theme(s, theme)
        if self.block.settled(ctx):
            raise Refused(OVER)
        if by is not None and by < ctx.today and by != found.answer.by:
            raise Refused(_("Choose a day: today or a later one."))
        kept = None if status == "none" else status
        found.answer, given = Answer(kept, words.strip(), who.strip(), by, seen.strip()), self.block.of(s)
        if found.answer.stands and not given.told and theme == given.now and given.at + 1 < len(given.themes):
            given.at += 1

    @action(by="facilitator", moves=True)
    def next_theme(self, s: Any) -> None:
        """The next theme; after the last one all of them together."""
        self._turn(s, 1)

    @action(by="facilitator", moves=True)
    def theme_before(self, s: Any) -> None:
        """The theme before."""
        self._turn(s, -1)

    def _turn(self, s: Any, by: int) -> None:
        given = self.block.of(s)
        if not 0 <= given.at + by <= len(given.themes):
            raise Refused(_("There is no further theme."))
        given.at += by

    def tools(self, s: Any, ctx: Ctx) -> Html:
        """The form of the theme that is looked at; nothing once it cannot change any more."""
        given = self.block.of(s)
        if not given.now or self.block.settled(ctx):
            return Html("")
        return widgets.writing(given.now, given.themes[given.now], ctx.today, self.named)


class Prepare(Writes):
    """Before the meeting, or at its start: all that is due, and on the stage what came of each."""

    @action(by="facilitator")
    def look_at(self, s: Any, theme: Id) -> None:
        """Write about this theme."""
        self.block.theme(s, theme)
        self.block.of(s).at = list(self.block.of(s).themes).index(theme)

    @action(by="facilitator")
    def add_theme(self, s: Any, text: Line) -> None:
        """Something that people said and that is kept nowhere, in their words."""
        given = self.block.of(s)
        if is_blank(text):
            raise Refused(_("This is empty. Write a few words."))
        if likeness(text) in {likeness(theme.text) for theme in given.themes.values()}:
            raise Refused(_("This is on the list already."))
        if sum(not theme.ledger for theme in given.themes.values()) >= MOST:
            raise Refused(_("{n} are enough to type in.", n=MOST))
        given.add(Theme(text.strip()))
        given.at = len(given.themes) - 1

    @action(by="facilitator")
    def drop_theme(self, s: Any, theme: Id) -> None:
        """Take away what was typed in by mistake. What is kept of people's words always stays."""
        found, given = self.block.theme(s, theme), self.block.of(s)
        if found.ledger:
            raise Refused(_("People said this. It can be left unanswered, and not left out."))
        if given.told:
            raise Refused(_("The room has seen this, so it stays."))
        del given.themes[theme]
        given.at = min(given.at, max(0, len(given.themes) - 1))

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return widgets.so_many(len(self.block.of(s).themes))

    def board(self, s: Any, ctx: Ctx) -> Html:
        texts = [theme.text for theme in self.block.of(s).themes.values()]
        return kit.options(texts) if texts else kit.empty(_("Nothing that people said is kept here yet."), "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        given = self.block.of(s)
        return kit.join(self.tools(s, ctx), widgets.listed(given.themes, given.now, ctx.today, given.told),
                        widgets.adding(self.named("add_theme")))  # fmt: skip


class One(Writes):
    """One theme after the other: what people said, what came of it, and what is next; at the end how many have one."""

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.of(s).told, self.block.of(s).at = True, 0

    def headline(self, s: Any, ctx: Ctx) -> Words:
        given = self.block.of(s)
        if not given.now:
            return widgets.so_many(len(given.themes))
        return _("You said, {n} of {total}", n=given.at + 1, total=len(given.themes))

    def board(self, s: Any, ctx: Ctx) -> Html:
        given = self.block.of(s)
        if not given.now:
            return widgets.overview(self.block.now(ctx), given.themes.values(), ctx.today)
        return widgets.told(given.themes[given.now], ctx.today)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        before = kit.button(_("Theme before"), self.named("theme_before"), "quiet")
        back = kit.secondary([before]) if self.block.of(s).at else Html("")
        return kit.join(back, kit.foldable(_("Write what came of it"), tools) if (tools := self.tools(s, ctx)) else "")

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        given = self.block.of(s)
        if not given.now:
            return None
        last = given.at == len(given.themes) - 1
        words = _("Show how many have an answer") if last else _("Next theme")
        return Onward(self.named("next_theme"), words, _("The board and all phones show it."))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.of(s).themes else NOTHING
