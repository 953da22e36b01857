"""Renewal: what the room disputes gets a new promise or goes back to the group, and people say where they can help."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.you_said_we_did import widgets
from activities.you_said_we_did.answers import Answers, Id, Line, Name
from activities.you_said_we_did.check import TOLD, Check
from activities.you_said_we_did.rules import SILENT
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.composing import Block, Input
from facilitator.i18n import Words, _, ngettext
from facilitator.report.words import day, sentence
from facilitator.text import alphabetical, is_blank

DAYS = 14
Mine = Annotated[str, Field(max_length=40)]


@dataclass
class Promise:
    """What is promised anew, by whom and by when."""

    words: str
    who: str
    by: Day


@dataclass
class Help:
    """Where somebody can help, under the name they give."""

    who: str
    themes: list[str]


@dataclass
class Renewed:
    """New promises by theme, what goes back to the group, and who helps."""

    promises: dict[str, Promise] = field(default_factory=dict)
    back: dict[str, bool] = field(default_factory=dict)
    help: dict[Key, Help] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Renewal(Block[Renewed, None]):
    """Themes that are disputed, or have no answer yet. `promise` is where they are taken up again."""

    def __init__(self, answers: Answers, check: Check) -> None:
        self.answers, self.check = answers, check
        self.promise = Renew(self)

    @action(touches="everyone")
    def take_help_back(self, s: Any, me: Key) -> None:
        """I do not help after all, at any time and without a reason."""
        if me not in self.of(s).help:
            raise Refused(_("You have not said that you help."))
        del self.of(s).help[me]

    def open(self, s: Any, ctx: Ctx) -> list[str]:
        """Ids: what is disputed first, then what has no answer."""
        disputed = self.check.disputed(s, ctx)
        themes = self.answers.of(s).themes
        return [*disputed, *(id for id, theme in themes.items() if not theme.answer.stands and id not in disputed)]

    def unsettled(self, s: Any, ctx: Ctx) -> list[str]:
        """What is disputed and has neither a new promise nor goes back to the group."""
        given = self.of(s)
        return [id for id in self.check.disputed(s, ctx) if id not in given.promises and id not in given.back]

    def helpers(self, s: Any, theme: str) -> list[str]:
        """Who helps with a theme, alphabetically."""
        return sorted((each.who for each in self.of(s).help.values() if theme in each.themes), key=alphabetical)

    def told(self, s: Any, theme: str) -> Words:
        """What comes of a theme now; empty as long as nobody said."""
        given = self.of(s)
        if theme in given.back:
            return _("Back to the group: we talk about it again.")
        if theme not in given.promises:
            return ""
        new = given.promises[theme]
        return _("New promise by {who}, by {date}: {words}", who=new.who, date=day(new.by.isoformat()),
                 words=sentence(new.words))  # fmt: skip

    def first(self, s: Any, ctx: Ctx) -> str | None:
        """Where it goes on once all is shown: to the check, or to promises where nothing has an answer."""
        over = not self.answers.of(s).now and not self.answers.asked(s, ctx)
        return "renew" if over else "check"

    def next(self, s: Any, ctx: Ctx) -> str | None:
        """Where it goes on after the result: to new promises, where there is something to promise."""
        return "renew" if self.open(s, ctx) else None

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        left = len(self.unsettled(s, ctx))
        if not left:
            return ""
        return ngettext("{n} theme is disputed: make a new promise, or give it back to the group.",
                        "{n} themes are disputed: make new promises, or give them back.", left)  # fmt: skip


class Renew(Input[Renewal]):
    """What is open, with what is promised anew. People say where they can help, with their names."""

    privacy, hidden, touches, do = "open", False, "everyone", "offer_help"

    @action(by="facilitator")
    def renew(
        self, s: Any, ctx: Ctx, theme: Id = "", words: Line = "", who: Name = "", by: Day | None = None
    ) -> None:  # fmt: skip
        """A new promise for a theme that is open."""
        self._open(s, ctx, theme)
        if is_blank(words):
            raise Refused(_("Write what you will do."))
        if is_blank(who):
            raise Refused(_("Write who promises it."))
        if by is None or by < ctx.today:
            raise Refused(_("Choose a day: today or a later one."))
        given = self.block.of(s)
        given.back.pop(theme, None)
        given.promises[theme] = Promise(words.strip(), who.strip(), by)

    @action(by="facilitator")
    def back_to_group(self, s: Any, ctx: Ctx, theme: Id) -> None:
        """The group talks about a theme again."""
        self._open(s, ctx, theme)
        self.block.of(s).promises.pop(theme, None)
        self.block.of(s).back[theme] = True

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = self.block.of(s).help.get(me) if me else None
        name = mine.who if mine else ctx.names.get(me, "") if me else ""
        return widgets.helping(self._named(s, ctx), mine.themes if mine else (), name)

    def whole(
        self, s: Any, me: Key, ctx: Ctx, themes: dict[str, bool] = {}, who: Mine = "",  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """I can help with these; everyone sees the name I give."""
        chosen = [id for id, on in themes.items() if on]
        if any(id not in self.block.open(s, ctx) for id in chosen):
            raise Refused(_("This is not there any more. Please load the page again."))
        if not chosen:
            raise Refused(_("Choose where you can help, or pass."))
        if is_blank(who):
            raise Refused(_("Write your name for the list."))
        given = self.block.of(s)

        def keep() -> None:
            given.passes.pop(me, None)
            given.help[me] = Help(who.strip(), chosen)

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).help

    def passed(self, s: Any) -> Collection[Key]:
        return [key for key in self.block.of(s).passes if key not in self.block.of(s).help]

    def forget(self, s: Any, me: Key) -> None:
        """Nothing for me now; what somebody offered before stays until they take it back."""
        self.block.of(s).passes[me] = True

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        words = _("I do not help after all")
        back = kit.button(words, "take_help_back", "quiet") if me in self.block.of(s).help else ""
        return kit.join(super().phone(s, me, ctx), back, self.board(s, ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.renewed([(id, text, self._lines(s, ctx, id)) for id, text in self._named(s, ctx)])

    def stage(self, s: Any, ctx: Ctx) -> Html:
        given, rows = self.block.of(s), []
        for id, text in self._named(s, ctx):
            label = _("Back to the group: {text}", text=text)
            back = kit.button(_("Back to the group"), kit.act(self.named("back_to_group"), theme=id), label=label)
            rows.append(kit.Row(id, text, self._lines(s, ctx, id)[0], [] if id in given.back else [back]))
        soon = Day.fromordinal(ctx.today.toordinal() + DAYS)
        form = widgets.renewing(self._named(s, ctx), soon, ctx.today, self.named("renew"))
        return kit.join(kit.listing(rows, "", "open"), form) if rows else Html("")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if self.block.answers.asked(s, ctx) and not self.block.check.shown(s, ctx):
            return _("There is no result yet. Ask everyone first.")
        return "" if self.block.open(s, ctx) else _("Nothing is disputed, and everything has an answer.")

    def _named(self, s: Any, ctx: Ctx) -> list[tuple[str, str]]:
        return [(id, self.block.answers.of(s).themes[id].text) for id in self.block.open(s, ctx)]

    def _lines(self, s: Any, ctx: Ctx, theme: str) -> Sequence[Words]:
        helpers = self.block.helpers(s, theme)
        why: Words = TOLD["disputed"] if theme in self.block.check.disputed(s, ctx) else f"{SILENT}."
        some = [self.block.told(s, theme) or why, _("Can help: {names}", names=", ".join(helpers)) if helpers else ""]
        return [words for words in some if words]

    def _open(self, s: Any, ctx: Ctx, theme: str) -> None:
        if not theme:
            raise Refused(_("Choose one of the list first."))
        if theme not in self.block.open(s, ctx):
            raise Refused(_("This is not open. Please load the page again."))
