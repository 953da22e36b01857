"""How much each group is affected, against how much say it has: the ratings, the list by gap, and a classic chart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities.whos_missing import widgets
from activities.whos_missing.gaps import Gap, Known, gap_of, ordered
from activities.whos_missing.mapped import Mapped
from activities.whos_missing.presets import AFFECTED, SAY
from facilitator.activity import Ctx, Html, Key, Round
from facilitator.blocks.rate import Point, Rate, Scale
from facilitator.blocks.rate.in_parts import AskInParts
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Passage


class Gapped(Rate):
    """Two numbers for each group that is rated. Its panels: `ask`, `result` by gap, and `classic`, an extra."""

    def __init__(self, mapped: Mapped) -> None:
        super().__init__(mapped, scales=(AFFECTED, SAY), do="rate")
        self.mapped = mapped
        self.ask = AskInParts(self, "points")
        self.result, self.classic = Seen(self), Classic(self)

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        """Its rounds that were shown; none where nobody was asked."""
        return [each for each in super().shown(s, ctx) if each.number]

    def listed(self, each: Round | None, s: Any, ctx: Ctx) -> list[Gap]:
        """Everyone on the map, by gap, as a round saw them; without a round, and for who is new since, no numbers.

        Who was not rated and whose cards were all taken back since is not on it: nothing is left to say of them.
        """
        asked = self.asked(each.state, ctx) if each else {}

        def numbers(known: Known, scale: Scale) -> Mapping[Key, int]:
            return self.of(each.state).numbers(scale.cell(known.id)) if each and known.id in asked else {}

        return ordered(
            gap_of(known, numbers(known, AFFECTED), numbers(known, SAY), AFFECTED.high)
            for known in self.mapped.known(s, ctx).values()
            if not known.gone or known.id in asked
        )

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        """The whole map tells of it."""
        return []


class Seen(Panel[Gapped]):
    """The list by gap, as those here see it, with one's own dots marked on the phone."""

    def __init__(self, block: Gapped) -> None:
        super().__init__(block)
        self.shows = (block, block.mapped.groups.cards)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        each = self.block.last(s, ctx)
        if each is None:
            return ""
        n = len(self.block.of(each.state).answered())
        return ngettext(
            "As seen by {n} person here. 5 is very much.", "As seen by {n} people here. 5 is very much.", n
        )  # fmt: skip

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, {})

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        each = self.block.last(s, ctx)
        return self._drawn(s, ctx, self.block.of(each.state).of(me) if each else {})

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        gaps = self.block.listed(self.block.last(s, ctx), s, ctx)
        more = [gap.known.text for gap in gaps if gap.needs_more(ctx.settings.flag)]
        missing, away = self.block.mapped.lacking(s, ctx)
        counted: Words = _("No gap is wide enough to mark.") if any(gap.means for gap in gaps) else ""
        told: list[Words] = [
            _("These need more say: {names}.", names="; ".join(more)) if more else counted,
            *([_("No one yet from: {names}.", names="; ".join(map(str, missing)))] if missing else []),
            *([_("Not here today: {names}.", names="; ".join(map(str, away)))] if away else []),
        ]
        return " ".join(filter(None, map(str, told)))

    def _drawn(self, s: Any, ctx: Ctx, mine: Mapping[str, Point]) -> Html:
        each = self.block.last(s, ctx)
        gaps = self.block.listed(each, s, ctx)
        answered = len(self.block.of(each.state).answered()) if each else 0
        return widgets.gaps(gaps, ctx.settings.flag, answered, mine, self.block.mapped.lacking(s, ctx))


class Classic(Panel[Gapped]):
    """The usual chart of power and interest, for who asks for it: names in four corners, no order and no numbers."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.corners(corners(self.block.listed(self.block.last(s, ctx), s, ctx)))


def corners(gaps: list[Gap]) -> list[tuple[Words, list[str]]]:
    """Who is much affected or little, with much say or little; from 3 on is much. Only who has numbers."""
    names: dict[tuple[bool, bool], list[str]] = {}
    for gap in gaps:
        if gap.means:
            names.setdefault((gap.means[0] >= 3, gap.means[1] >= 3), []).append(gap.known.text)
    called: list[tuple[tuple[bool, bool], Words]] = [
        ((False, True), _("Little affected, much say")), ((True, True), _("Much affected, much say")),
        ((False, False), _("Little affected, little say")), ((True, False), _("Much affected, little say")),
    ]  # fmt: skip
    return [(words, sorted(names.get(corner, []), key=str.casefold)) for corner, words in called]
