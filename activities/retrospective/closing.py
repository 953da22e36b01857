"""The close: a number from 1 to 5 for the time it took, told from five people on; and, for who likes, one word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import Collect, Writes
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.short import Said, Short, equal_words
from facilitator.blocks.collect.short import told as counted
from facilitator.blocks.rate import ITEM, AskOne, Distribution, Rate, Ratings, Scale
from facilitator.blocks.rate.rules import distributions, figures
from facilitator.composing import Panel
from facilitator.composing.phase import here
from facilitator.i18n import _, ngettext
from facilitator.kit import fitting
from facilitator.kit.word_cloud import times, word_cloud
from facilitator.report.model import Column, Dots, Paragraph, Passage, Table

POINTS = {
    5: _("Very much worth it"),
    4: _("Worth it"),
    3: _("Some of it"),
    2: _("Hardly"),
    1: _("Not worth it"),
}
SCALE = Scale(POINTS, aside="")
WORD = Short.of("word")
CLOSING, WORDED = 34.0, 24.0
"""How much of the height of the board is left above what stands at the close, without words and with them."""


class WorthIt(Rate):
    """Was it worth the time? One answer from everyone, not in rounds; `result` shows what they say."""

    per_round = False

    def __init__(self) -> None:
        super().__init__(scales=SCALE, field="worth", legend=_("Was this worth your time?"))
        self.ask, self.result = Worth(self, "worth"), Result(self)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """The distribution with its mean, or that too few people answered for it; nothing before it is shown."""
        if not here(ctx).shows(self):
            return ()
        found = told(self.of(s))
        if found is None:
            return [Paragraph(str(_("Fewer than 5 people said whether it was worth their time, so nothing is shown.")))]
        rows = tuple((str(POINTS[point]), point, found.at(point)) for point in reversed(found.points))
        columns = (Column(str(_("Answer"))), Column(str(_("Points")), "number"), Column(str(_("People")), "count"))
        note = _("On average {mean} of 5, from {n} people.", mean=mean(found), n=found.n)
        return [Table("worth", str(_("Was it worth your time?")), columns, rows, Dots(0, 2, found.n), str(note))]


class Worth(AskOne):
    """Five points in words."""

    round = False


class Result(Panel[WorthIt]):
    """The distribution with its mean, on the wall in one line; or that too few answered."""

    def __init__(self, block: WorthIt) -> None:
        super().__init__(block)
        self.shows = (block,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(kit.heading(_("Worth your time")), self._drawn(told(self.block.of(s))))

    def _drawn(self, found: Distribution | None) -> Html:
        if found is None:
            return kit.lead(_("Fewer than 5 people answered, so nothing is shown."))
        average = kit.lead(_("On average {mean} of 5, from {n} people.", mean=mean(found), n=found.n))
        if kit.page.get().surface in ("board", "stage"):
            counts = [f"{POINTS[point]}: {found.at(point)}" for point in reversed(found.points)]
            return kit.join(average, kit.hint(" · ".join(counts)))
        rows = [kit.ChartRow(str(point), POINTS[point], found.at(point)) for point in reversed(found.points)]
        return kit.join(average, kit.chart(rows, found.n, ranks=False, id="worth"))


class LastWord(Collect):
    """One word at the end, from who likes: `say` asks for it, `told` shows each with how many wrote it."""

    def __init__(self) -> None:
        super().__init__(may=WORD, mine=_("Your word"))
        self.say, self.told = Say(self), Told(self)

    def room_above(self, s: Any) -> float:
        """How much of the height of the board the close leaves for what stands above it."""
        return WORDED if self.of(s).shown() else CLOSING

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if not here(ctx).shows(self):
            return ()
        said = [equal_words(str(_("One word at the end")), self.of(s))] if self.of(s).shown() else []
        return [*said, *card_record.notes(self.of(s), WORD)]


class Say(Writes):
    """One word of my own, in place of an earlier one."""

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = self.block.of(s).text_of(me)
        label = _("One word at the end, if you like. Everyone sees it without a name.")
        return kit.text_area("word", label, WORD.limit, mine, rows=1)

    def whole(self, s: Any, me: Key, ctx: Ctx, word: Said) -> Callable[[], None]:
        return self.keeps(s, me, ctx, WORD.card(word))


class Told(Panel[LastWord]):
    """The words at the end, each with how many wrote it; on the wall as many as stand in two lines."""

    def __init__(self, block: LastWord) -> None:
        super().__init__(block)
        self.shows = (block,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        found = counted(self.block.of(s)).texts
        if not found:
            return Html("")
        if kit.page.get().surface not in ("board", "stage"):
            return kit.join(kit.heading(_("One word at the end")), word_cloud(found, "words"))
        line, said = "", [str(_("{text} {times}", text=each.text, times=times(each.n))) for each in found]
        for at, each in enumerate(said):
            left, longer = len(said) - at, f"{line} · {each}" if line else each
            if fitting.lines(longer, fitting.WIDE, 4) > 2:
                more = ngettext("{line} · {n} more on the phones", "{line} · {n} more on the phones", left, line=line)
                return kit.hint(more)
            line = longer
        return kit.hint(line)


def told(ratings: Ratings) -> Distribution | None:
    """What may be shown: the distribution; None with fewer than five answers."""
    found = distributions(ratings, SCALE.rules((ITEM,)))[ITEM]
    return found if counting.enough(found.n) else None


def mean(found: Distribution) -> str:
    """The mean of a distribution that may be shown, such as "3.8"."""
    made = figures(found)
    return counting.decimals([made.mean])[0] if made else ""
