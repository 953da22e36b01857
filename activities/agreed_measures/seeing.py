"""What was found, wave by wave, then the change. Nobody writes here: seeing comes before saying what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from activities.agreed_measures import codes, record, widgets
from activities.agreed_measures.found import Finding, boxes, find
from activities.agreed_measures.measure import measures_of, read, waves_of
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.rate import aloud
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Paragraph, Passage


class Seeing:
    """What has findings to show."""

    def findings(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        """All that may be shown now."""
        raise NotImplementedError

    def answers_of(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, int]:
        """What somebody said today, by measure."""
        return {}

    def who(self, s: Any, ctx: Ctx) -> tuple[int, int] | None:
        """How many answered today, of how many; None where that is not said."""
        return None

    def seen_by(self) -> See:
        """The panel that shows it."""
        return See(self)


class See(Panel[Any]):
    """Findings on every page, read aloud and not explained."""

    roomy = True

    def __init__(self, block: Any) -> None:
        super().__init__(block)
        self.shows = (block,)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        people = self.block.who(s, ctx)
        return _("{n} of {total} answered.", n=people[0], total=people[1]) if people else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, {})

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, self.block.answers_of(s, me, ctx))

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        found = self.block.findings(s, ctx)
        said = [words for each in found for box in boxes(each, {}) for words in aloud(box)]
        return " ".join(str(words) for words in [*said, *widgets.notes(found)])

    def _drawn(self, s: Any, ctx: Ctx, mine: Mapping[str, int]) -> Html:
        return widgets.findings(self.block.findings(s, ctx), mine)


class Earlier(Block[dict[str, str], Sequence[Finding]], Seeing):
    """All measures of the programme that were asked at least once, also those that nobody asks any more."""

    def __init__(self) -> None:
        self.see = self.seen_by()

    def results(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        if ctx.settings.part != "sense":
            return ()
        points, found = codes.points(ctx), []
        for at, entry in enumerate(measures_of(ctx), 1):
            measure = read(entry)
            waves = waves_of(entry, measure, points)
            found += [find(f"m{at}", measure, waves, ctx.settings.min_wave)] if waves else []
        return found

    def findings(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        return self.now(ctx)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        found = self.results(s, ctx)
        here = [each for each in found if _asked_in(ctx.ledgers.session, ctx.ledgers.find(each.measure.entry))]
        others = [each for each in found if each not in here]
        told = [Paragraph(str(_("What was found stands above, where it was asked.")))] if here else []
        return [*told, *(record.told(others, None, ctx) if others else ())]


def _asked_in(session: str, entry: Any) -> bool:
    """Whether a measure was asked in a session: its record tells of all times already."""
    return any(change.session == session and change.data.get("wave") for change in entry.changes)
