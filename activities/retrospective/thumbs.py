"""Thumbs: when the time for a topic is over, does the group go on with it, or take the next one? It only informs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.rate import ITEM, AskOne, Rate, in_words
from facilitator.composing import Panel
from facilitator.composing.phase import here
from facilitator.i18n import Words, _

THUMBS = in_words(on=_("Go on with this one"), next=_("Take the next one"))


class GoOn(Rate):
    """What each person would like, until the facilitator has decided with the room. `stay` stands where people talk."""

    per_round = False

    def __init__(self) -> None:
        super().__init__(scales=THUMBS, do="thumb", field="thumb", legend=_("Go on, or next?"))
        self.ask, self.stay = Thumb(self, "thumb"), Stay(self)

    def asked_already(self, s: Any) -> bool:
        """Whether anybody said something, or passed."""
        return bool(self.of(s).points or self.of(s).passes)

    # What stands between two topics

    def anew(self, s: Any) -> None:
        """Another topic, or another few minutes."""
        setattr(s, self.name, self.fresh())

    def above(self, s: Any) -> Html:
        """How many would go on, and how many would take the next; nothing before anybody was asked."""
        given = [points.get(ITEM) for points in self.of(s).points.values()]
        rows = [
            kit.ChartRow(value, words, given.count(point))
            for value, (point, words) in zip(THUMBS.names, THUMBS.points.items(), strict=True)
        ]
        return kit.chart(rows, len(given), ranks=False, id="thumbs") if given else Html("")

    def tools(self, s: Any) -> Sequence[Html]:
        """To stay, once the group was asked."""
        return [kit.button(_("Stay with this one"), self.stay.named("stay"))] if self.asked_already(s) else []


class Thumb(AskOne):
    """Go on with this, or take the next."""

    block: GoOn
    round = False

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        panels = here(ctx).panels
        if not (self in panels or self.block.stay in panels) or self.block.asked_already(s):
            return _("Talk about a topic first: stay with it, or take the next.")
        return ""


class Stay(Panel[GoOn]):
    """A few more minutes for this topic; its button stands among those of the topic."""

    @action(by="facilitator", moves=True)
    def stay(self, s: Any) -> None:
        """A few more minutes for this one."""
        if not self.block.asked_already(s):
            raise Refused(_("You are with this one. Ask the group when the time is up."))
        self.block.anew(s)
