"""A read-back on a page: the list of today, the words that are read, what becomes of them, and how they are mended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import Field

from activities.read_back.reading import NOTHING, SAYS, Decisions, Entry
from activities.read_back.rules import Asked, Checked, Ended
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.blocks.rate import ITEM, Point
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Sign
from facilitator.report.words import day, sentence, status
from facilitator.text import is_blank

ENDED: dict[Ended, Words] = {
    "confirmed": _("Confirmed"), "corrected": _("Confirmed in new words"), "disputed": _("Wording disputed"),
    "not checked": _("Not checked"), "not read": _("Not read yet"),
}  # fmt: skip
SIGNS: dict[Ended, Sign] = {"confirmed": "agreed", "corrected": "agreed", "disputed": "not-yet"}


def said(asked: Asked) -> Words:
    """How many remember it so, of how many."""
    return ngettext(
        "{n} of {total} said: that is what we decided.", "{n} of {total} said: that is what we decided.", asked.yes,
        total=asked.present,
    )  # fmt: skip


def remembers(asked: Asked) -> Words:
    """How many remember it in another way; empty where nobody does."""
    if not asked.no:
        return ""
    return ngettext("{n} person remembers it in another way.", "{n} people remember it in another way.", asked.no)


class OfToday(Panel[Decisions]):
    """The decisions of today in one list, each with what became of its words."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        block = self.block
        found, some = block.results(s, ctx), block.today(ctx)
        if not some:
            return kit.empty(NOTHING, _("What was decided before stands on every phone."))
        rows = [self._row(s, ctx, place, each, found[each.key]) for place, each in enumerate(some, 1)]
        return kit.rule_list(rows, 5, id="today")

    def _row(self, s: Any, ctx: Ctx, place: int, entry: Entry, now: Checked) -> kit.RuleRow:
        note: list[Words] = [f"{entry.number}.", sentence(status(entry.status))]
        note += [_("Also remembered: “{text}”", text=now.other)] if now.other else []
        told: Words = ENDED[now.ended] if ctx.asked else ""
        return kit.RuleRow(entry.key, now.text, place, " ".join(map(str, note)), SIGNS.get(now.ended, "none"), told)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(*(_day_form(self.named, each, ctx.today) for each in self.block.without_day(s, ctx)[:1]))

    @action(by="facilitator")
    def set_day(self, s: Any, ctx: Ctx, entry: Annotated[str, Field(max_length=200)], on: Day) -> None:
        """Say when a decision is looked at again."""
        if entry not in [each.key for each in self.block.today(ctx)]:
            raise Refused(_("This decision is not of today. Please load the page again."))
        self.block.of(s).days[entry] = on


class Here(Panel[Decisions]):
    """Above and below the words that are read: which decision it is, and when it is looked at again."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.place(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        entry = self.block.entry(s, ctx)
        if entry is None:
            return kit.empty(NOTHING, "")
        on = self.block.day(s, entry)
        rows = [_("Who: {words}.", words=entry.data["who"])] if entry.data.get("who") else []
        rows += [_("We look again on {date}.", date=day(on.isoformat()))] if on and entry.status != "ended" else []
        return kit.join(*(kit.lead(words) for words in rows))

    def entering(self, s: Any, ctx: Ctx) -> None:
        """Turn to the next decision."""
        following, state = self.block.next(s, ctx), self.block.of(s)
        if following is not None:
            state.at, state.again = following.key, False
            state.asked = self.block.text(s, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if not self.block.today(ctx):
            return NOTHING
        waiting = ctx.phase == phase or (not ctx.revealed and ctx.asked)
        return "" if waiting or self.block.next(s, ctx) else _("All decisions of today are read. Go on to the end.")


class Found(Here):
    """What became of the words: confirmed, or remembered in another way; with the counts, or in a line."""

    chart = True

    def __init__(self, block: Decisions) -> None:
        super().__init__(block)
        self.shows = (block.answers,)

    def entering(self, s: Any, ctx: Ctx) -> None:
        """It stays with the decision that was read."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        entry = self.block.entry(s, ctx)
        readings = self.block.readings(s, ctx).get(entry.key, []) if entry else []
        if entry is None or not readings:
            return Html("")
        return self._drawn(s, ctx, entry, readings[-1])

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        entry = self.block.entry(s, ctx)
        readings = self.block.readings(s, ctx).get(entry.key, []) if entry else []
        mine = self.block.answers.of(s).of(me).get(ITEM)
        return self._drawn(s, ctx, entry, readings[-1], mine) if entry and readings else Html("")

    def _drawn(self, s: Any, ctx: Ctx, entry: Entry, last: Asked, mine: Point | None = None) -> Html:
        ended = self.block.results(s, ctx)[entry.key].ended
        answered = _("{n} of {total} answered.", n=last.yes + last.no, total=last.present)
        words = " ".join(str(each) for each in (answered, remembers(last)) if each)
        outcome = kit.outcome(SIGNS.get(ended, "none"), ENDED[ended], words)
        if not self.chart:
            return outcome
        counts = ((2, last.yes), (1, last.no))
        rows = [kit.ChartRow(SAYS.value(point), SAYS.points[point], n, mine=int(mine == point)) for point, n in counts]
        return kit.join(outcome, kit.chart(rows, last.yes + last.no))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if self.block.of(s).again:
            return kit.hint(_("It is read once more in the same words."))
        return kit.secondary([kit.button(_("Read the same words again"), kit.act(self.named("read_again")))])

    @action(by="facilitator")
    def read_again(self, s: Any) -> None:
        """Read the same decision once more, because people talked about it."""
        self.block.of(s).again = True


class InALine(Found):
    """The same while people write how they remember it."""

    chart = False


class Mend(Here):
    """The words, to be mended; on the stage the form. New words are read aloud before they count."""

    def entering(self, s: Any, ctx: Ctx) -> None:
        """It stays with the decision that was read."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.readings(s, ctx) else _("There is no answer yet. Read the decision aloud first.")

    def board(self, s: Any, ctx: Ctx) -> Html:
        entry, now = self.block.entry(s, ctx), self.block.text(s, ctx)
        if entry is None or now == entry.text or kit.page.get().surface == "phone":
            return Html("")
        return kit.versions(entry.text, now)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        field = kit.TextField("text", _("The words that we decided"), 280, self.block.text(s, ctx), 3)
        return kit.text_form(field, self.named("mend"), _("Use these words"))

    @action(by="facilitator")
    def mend(self, s: Any, ctx: Ctx, text: Annotated[str, Field(min_length=3, max_length=280)]) -> None:
        """Put the words right. They count only when they were read aloud, and nobody disagrees."""
        entry, state = self.block.entry(s, ctx), self.block.of(s)
        if entry is None:
            raise Refused(NOTHING)
        if is_blank(text):
            raise Refused(_("The decision is empty. Write a sentence."))
        if text.strip() == self.block.text(s, ctx):
            raise Refused(_("These are the same words. Change them, or go on."))
        state.words[entry.key], state.again = text.strip(), True


def _day_form(named: Callable[[str], str], entry: Entry, today: Day) -> Html:
    words = _("{number} has no day. We look at it again on", number=entry.number)
    act = kit.act(named("set_day"), entry=entry.key)
    return kit.date_form("on", words, act, _("Set the date"), today)
