"""What people are promised before they answer: who reads their words, when they hear back, and where harm is told."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Day, Html
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.words import day


class Promise(Block[dict[str, str], None]):
    """Nothing is kept of it: it follows from the settings and the day."""

    def __init__(self) -> None:
        self.told = Told(self)


class Told(Panel[Promise]):
    """Who sees this, when people will hear back, and that this is no way to report harm."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        rows = [
            (_("Who reads the words"), ctx.settings.who_reads or _("The facilitator, alone")),
            (_("What the room sees"), shown(ctx)),
            (_("When you hear back"), _("By {date}", date=day(back_by(ctx)))),
        ]
        return kit.join(kit.facts(rows), kit.lead(harm(ctx)))


def shown(ctx: Ctx) -> Words:
    """What everybody sees in the end."""
    if ctx.settings.comments_shown:
        return _("Ratings and themes, and comments whose writers allow it")
    return _("Ratings and themes, no single comment")


def back_by(ctx: Ctx) -> str:
    """The day until which everybody hears back, ISO 8601."""
    return Day.fromordinal(ctx.today.toordinal() + ctx.settings.reply_days).isoformat()


def harm(ctx: Ctx) -> Words:
    """That this is not the way to tell that somebody may get hurt, and who to tell."""
    to = ctx.settings.speak_to.rstrip(".")
    if to:
        return _("If someone may get hurt, this is not the way to tell us. Speak to {who}.", who=to)
    return _("If someone may get hurt, this is not the way to tell us. Speak to somebody here now.")


def too_few(ctx: Ctx) -> Words:
    """That nothing may be shown."""
    return _("Fewer than {k} people answered. Nothing is shown.", k=ctx.settings.k)
