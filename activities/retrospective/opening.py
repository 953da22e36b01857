"""The opening: words that nobody has to agree with, and the format in which the group looks back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from activities.retrospective.formats import DIRECTIVE, OPENING, PLAIN, Format, formats
from activities.retrospective.safety import SafetyCheck
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import Facts


@dataclass
class Opened:
    """The format, and what became of the opening words."""

    format: str = PLAIN
    unfit: dict[Key, bool] = field(default_factory=dict)
    """Who said that the opening does not fit what happened."""
    left_out: bool = False
    """Whether the opening was left out."""


class Opening(Block[Opened, Format]):
    """The format of the settings, until the room goes more gently. It finds its columns and questions.

    The opening is an invitation and never there to stop somebody from naming harm: anyone can ask to leave it out.
    """

    def __init__(self, safety: SafetyCheck) -> None:
        self.safety = safety
        self.read, self.fits, self.asked, self.plainer = Read(self), Fits(self), Asked(self), Plainer(self)

    def begin(self, ctx: Ctx) -> Opened:
        return Opened(ctx.settings.format)

    def results(self, s: Any, ctx: Ctx) -> Format:
        return formats()[self.of(s).format]

    def columns(self, s: Any, ctx: Ctx) -> Sequence[kit.Column]:
        """The columns that cards are written in."""
        return [kit.Column(pile.id, pile.title) for pile in self.results(s, ctx).columns]

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """What it asks in one sentence."""
        return self.results(s, ctx).question

    def about(self, s: Any, ctx: Ctx) -> Words:
        """What the group looks back at, else what the format is called."""
        return ctx.settings.scope or self.results(s, ctx).title

    def told(self, s: Any, ctx: Ctx, passes: int) -> Facts:
        """What the record says of it, and how many passed when cards were written."""
        used, scope = self.results(s, ctx), ctx.settings.scope
        rows: list[tuple[Words, Words]] = [
            (_("Format"), _("We used the format “{title}”.", title=used.title)),
            *([(_("What it is about"), _("It was about this: {scope}.", scope=scope.rstrip(".")))] if scope else []),
            (_("Passed"), taking_part.no_card(passes)),
        ]
        return Facts(tuple((str(label), str(words)) for label, words in rows))


class Read(Panel[Opening]):
    """The opening words, if they are not left out; on phones with the whole sentence behind them."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        if self.block.of(s).left_out:
            return Html("")
        words = ctx.settings.opening or self.block.results(s, ctx).opening
        whole = words == OPENING and kit.page.get().surface == "phone"
        return kit.join(kit.lead(words), kit.more(_("The whole sentence"), DIRECTIVE) if whole else "")


class Fits(Panel[Opening]):
    """Anyone asks, unseen, to leave the opening out; the facilitator does."""

    @action()
    def does_not_fit(self, s: Any, me: Key) -> None:
        """The opening does not fit what happened; again takes it back. Nobody sees who."""
        unfit = self.block.of(s).unfit
        if unfit.pop(me, None) is None:
            unfit[me] = True

    @action(by="facilitator")
    def leave_out(self, s: Any, out: bool = True) -> None:
        """Leave the opening out, or bring it back."""
        self.block.of(s).left_out = out

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        opened, do = self.block.of(s), self.named("does_not_fit")
        if opened.left_out:
            return Html("")
        if me in opened.unfit:
            told = kit.hint(_("You asked to leave this out. Nobody sees who asked."))
            return kit.join(told, kit.button(_("These words are fine"), do, "quiet"))
        return kit.button(_("These words are wrong for us"), do)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        opened = self.block.of(s)
        asks = opened.unfit and not opened.left_out
        asked = kit.banner(_("Somebody asks to leave the opening out. Nobody sees who.")) if asks else ""
        words = _("Show the opening again") if opened.left_out else _("Leave the opening out")
        do = kit.act(self.named("leave_out"), out=0 if opened.left_out else 1)
        return kit.join(asked, kit.secondary([kit.button(words, do)]))


class Asked(Panel[Opening]):
    """The columns, each with its question."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        asked = [
            kit.Column(pile.id, _("{title}: {question}", title=pile.title, question=pile.question))
            for pile in self.block.results(s, ctx).columns
        ]
        return kit.column_key(asked)


class Plainer(Panel[Opening]):
    """On the stage: a plainer format in place of one about feelings, when the room goes gently or pauses."""

    @action(by="facilitator")
    def plain_format(self, s: Any, ctx: Ctx) -> None:
        """Ask what to start, stop and continue, in place of a format about feelings."""
        if not self.block.results(s, ctx).feelings:
            raise Refused(_("This format does not ask for feelings. It can stay."))
        self.block.of(s).format = PLAIN

    def stage(self, s: Any, ctx: Ctx) -> Html:
        used, state = self.block.results(s, ctx), self.block.safety.of(s).state
        if state not in ("gently", "pause") or not used.feelings:
            return Html("")
        words = _("“{format}” asks for feelings. Today a plainer format may be easier.", format=used.title)
        plain = kit.button(_("Ask what to start, stop and continue"), self.named("plain_format"))
        return kit.join(kit.banner(words), kit.secondary([plain]))
