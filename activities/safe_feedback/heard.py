"""Whether everybody finds their point in the themes; from a quarter of no on, they are looked at again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from activities.safe_feedback.themes import Themes
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Round
from facilitator.blocks.rate import Rate, Rated, in_words
from facilitator.blocks.rate import Result as Shown
from facilitator.composing.panel import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts, Passage

QUARTER = Fraction(1, 4)
IN_HERE = in_words(yes=_("Yes, it is in here"), no=_("No, it is missing"))


class Heard(Rate):
    """One answer from everyone who wants to give one."""

    prefix, called = "check", _("Is your point in here?")

    def __init__(self, themes: Themes) -> None:
        super().__init__(scales=IN_HERE, privacy="sensitive", legend=_("Is your point in here?"))
        self.themes = themes
        self.result: Panel[Any] = Told(self)

    def too_few(self, ctx: Ctx) -> Words:
        return _("Fewer than {k} people said if their point is in here, so nothing is shown.", k=ctx.settings.k)

    def round_record(self, each: Round, title: Words, ctx: Ctx) -> list[Passage]:
        found = self.results(each.state, ctx)
        if not self.themes.said.enough(each.state, ctx):
            return []  # nothing was shown that a point could be in
        told: list[Passage] = [
            block for block in super().round_record(each, title, ctx) if not isinstance(block, Facts)
        ]
        if not self.may_show(found, ctx):
            return told
        said = ngettext("{n} of {total} people said if their point is in here.",
                        "{n} of {total} people said if their point is in here.", found.answered,
                        total=self.present(each))  # fmt: skip
        return [*told, Facts(((str(_("Is your point in here?")), str(said)),))]

    def may_show(self, found: Rated, ctx: Ctx) -> bool:
        return bool(found.answered >= ctx.settings.k)


class Told(Shown):
    """How many miss their point, and on the stage to look again where many do."""

    def under(self, found: Rated, ctx: Ctx) -> list[Words]:
        (count,) = found.counts.values()
        percent = counting.percent(count.at(IN_HERE.low), count.n, count.n)
        return [*super().under(found, ctx), _("{percent} % say that their point is missing.", percent=percent)]

    def stage(self, s: Any, ctx: Ctx) -> Html:
        for _each, found in self.last(s, ctx):
            if self.block.may_show(found, ctx) and missing(found) >= QUARTER:
                return kit.banner(_("A quarter or more miss their point. Look at the themes again, and ask the room."))
        return Html("")


def missing(found: Rated) -> Fraction:
    """The share of those who miss their point."""
    (count,) = found.counts.values()
    return Fraction(count.at(IN_HERE.low), count.n) if count.n else Fraction(0)
