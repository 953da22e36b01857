"""Counting up: from the last place that is shown to the first, one after the other, then all ideas."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from activities.twenty_five_ten import widgets
from activities.twenty_five_ten.rules import Counted
from activities.twenty_five_ten.scoring import Scoring
from facilitator import counting
from facilitator.activity import Ctx, Html, Key, Onward, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext


@dataclass
class Told:
    """What was counted up so far: the cards (ids) of each place, the last place first."""

    places: list[list[str]] = field(default_factory=list)


class CountUp(Block[Told, Counted]):
    """How far the room has counted up. A card that is hidden meanwhile is gone, and no place is told too early."""

    def __init__(self, scoring: Scoring) -> None:
        self.scoring = scoring
        self.places = Places(self)

    def results(self, s: Any, ctx: Ctx) -> Counted:
        found = self.scoring.results(s, ctx)
        told = {card for cards in self.of(s).places for card in cards}
        top = found.top(ctx.settings.show_top)
        before = [(number, places) for number, places in top if any(place.card in told for place in places)]
        after = [number for number, places in top if not any(place.card in told for place in places)]
        return Counted(found, before, after)

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """Which place is told now."""
        now = self.now(ctx).now
        if now is None:
            return _("No idea has a place")
        number, places = now
        if len(places) == 1:
            return _("Place {n}", n=number)
        return ngettext("{n} shares place {place}", "{n} ideas share place {place}", len(places), place=number)

    def next_place(self, s: Any, ctx: Ctx) -> None:
        """Tell the next place, where one is left."""
        counted = self.results(s, ctx)
        for number, places in counted.found.top(ctx.settings.show_top):
            if number in counted.coming:
                self.of(s).places.append([place.card for place in places])
                return


class Places(Panel[CountUp]):
    """Places on the wall: those still to come, the one that is read now, those that were."""

    roomy = True

    def __init__(self, block: CountUp) -> None:
        super().__init__(block)
        self.shows = (block.scoring, block.scoring.ideas)

    def entering(self, s: Any, ctx: Ctx) -> None:
        if not self.block.of(s).places:
            self.block.next_place(s, ctx)

    @action(by="facilitator", moves=True)
    def next_place(self, s: Any, ctx: Ctx) -> None:
        """Tell the next place."""
        if not self.block.results(s, ctx).coming:
            raise Refused(_("This was the first place. All ideas are shown now."))
        self.block.next_place(s, ctx)

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        coming = self.block.now(ctx).coming
        if not coming:
            return None
        return Onward(
            self.named("next_place"), _("Show place {n}", n=coming[0]), _("Read it aloud with its first step.")
        )

    def headline(self, s: Any, ctx: Ctx) -> Words:
        rounds = self.block.now(ctx).found.rounds
        n = len(self.block.now(ctx).found.places)
        if not rounds:
            return widgets.how_many(n)
        return ngettext(
            "{n} idea. Every dot is one score. {most} points are the most.",
            "{n} ideas. Every dot is one score. {most} points are the most.", n, most=5 * rounds,
        )  # fmt: skip

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, self.block.scoring.ideas.card_of(s, me))

    def _drawn(self, s: Any, ctx: Ctx, mine: str | None = None) -> Html:
        counted, least = self.block.now(ctx), ctx.settings.least(self.block.now(ctx).found.rounds)
        return widgets.counted_up(counted, self.block.scoring.ideas.bold(s), least, mine)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        counted, bold = self.block.now(ctx), self.block.scoring.ideas.bold(s)
        if counted.now is None:
            return _("No idea has a place. All ideas are on the board.")
        number, places = counted.now
        told = [_("Place {n}.", n=number)]
        for place in places:
            idea = bold[place.card]
            told.append(_("{idea} First step: {first}", idea=ended(idea.idea), first=ended(idea.first)))
        score = counting.plain([places[0].score])[0]
        most = counted.found.rounds * 5
        return " ".join(str(words) for words in (*told, _("{score} of {most} points.", score=score, most=most)))


def ended(words: str) -> str:
    """The same as a sentence that ends, for reading aloud."""
    return words if words.endswith((".", "!", "?", "…", "؟", "。")) else f"{words}."
