"""Needs and strengths: what matters and is not met, seen from all sides, and what is already there."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field

from activities.needs_and_strengths.naming import NEED, STRENGTH, Needs, Strengths
from activities.needs_and_strengths.ranking import Ranking, Weighing
from activities.needs_and_strengths.scores import Found
from activities.needs_and_strengths.telling import Goals, passages
from facilitator import kit
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Beside, Care, Collect, CollectSettings
from facilitator.blocks.group import Group, GroupSettings
from facilitator.blocks.pairs import Pairs, Says
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark

COLUMNS = (kit.Column(NEED, _("Not working")), kit.Column(STRENGTH, _("Already strong")))
KNOWN = Beside("known", _("If you like. Nobody sees this with the card."),
               {"lived": _("I have lived this"), "seen": _("I have seen this")}, many=True)  # fmt: skip
SAYS = Says(
    first=_("Need"), second=_("Strength"), title=_("What could help with what"), none=_("Nothing yet"),
    empty=_("There is no need to match."), pair=_("{first} ↔ {second}"),
    undone=_("Match a need with a strength first, or say why nothing matches."),
    why=_("No strength helps? Say why. It stands in the record."),
)  # fmt: skip


class NeedsSettings(CollectSettings, GroupSettings, SaysWhatFor):
    """What is fixed before the first card."""

    part: Literal["whole", "find", "weigh"] = Field(
        "whole", title=mark("All of it, or one half: find and name needs; weigh those that are named")
    )
    everyone_moves: bool = Field(True, title=mark("Everyone can move cards, on their phones"))
    max_needs: int = Field(12, title=mark("Most needs"), ge=2, le=12)
    by_perspective: bool = Field(True, title=mark("Also show it by perspective, with hidden priorities"))
    difference_flag: Literal["1/2", "1", "3/2", "2"] = Field(
        "1", title=mark("Apart by so many points of 5 is seen differently")
    )
    hidden_top: int = Field(2, title=mark("Hidden priority: among the first so many of one perspective"), ge=1, le=6)
    again: list[str] = Field([], title=mark("Needs of earlier to rate again, such as N-2"), max_length=12)

    @property
    def flag(self) -> Fraction:
        """From which difference on two perspectives see a need differently."""
        return Fraction(self.difference_flag)


def _finds(given: NeedsSettings) -> bool:
    return given.part != "weigh" and not given.again


def _weighs(given: NeedsSettings) -> bool:
    return given.part != "find"


class NeedsAndStrengths(Activity[NeedsSettings]):
    """See needs and strengths from all sides, and find what one side alone would miss.

    Everyone writes what is not working and what is already strong. The group names each need as “People need …”, and
    everyone says unseen how important it is and how well it is met. What only a part of the room puts first stands
    beside the ranking. Then you match needs with strengths. It is a start for talking: it decides nothing.
    """

    id, title, glyph = "needs-and-strengths", _("Needs and strengths"), "needs-and-strengths"
    used_for, who_decides = _("What we work on next"), _("Nobody yet, this is a start for talking")
    reopens = {"needs": "again"}
    example = {"max_needs": 5, "purpose": "What we work on in the next year"}
    shelf = Shelf(
        steps=(4,), point=1, purposes=("gather", "choose"), minutes=(45, 75), people=(5, 60),
        when=_("A group is to work on what people need, and sees it from different sides."),
        leaves=_("Needs in order, and strengths that could help"),
    )  # fmt: skip

    cards = Collect(COLUMNS, may=NeedsSettings.card_rules, note=_("2 or 3 of each are enough."), fields=[KNOWN])
    groups = Group(cards, within="column")
    needs = Needs(groups)
    strengths = Strengths(groups)
    rating = Weighing(needs)
    pairs = Pairs(needs, strengths, SAYS)
    ranking = Ranking(rating, pairs)
    goals = Goals()
    care = Care(groups)

    phases = (
        Phase("write", _("Think"), cards.write, goals.told, when=_finds, minutes=8,
              say=_("Think of what matters here. What is not working? And what is already strong? Both count.")),
        Phase("group", _("Group"), groups.rest, groups.sort, go=_("Show the cards"), reveal=True, when=_finds,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Which of these belong together? Give names to the strengths. Needs get theirs next.")),
        Phase("name", _("Name"), needs.rest, needs.write, go=_("Name the needs"), ask=_("What do people need?"),
              note=_("Phones can suggest a wording."),
              say=_("One sentence for each group, beginning with “People need”. Not a service: what for?")),
        Phase("rate", _("Rate"), rating.ask, go=_("Ask everyone to rate"), when=_weighs,
              ask=_("How important is each need, and how well is it met?"),
              note=_("Nobody sees an answer before all are shown."),
              say=_("I will read every need aloud. How important is it? How well is it met now?")),
        Phase("result", _("Result"), ranking.result, go=_("Show the result"), reveal=True, when=_weighs,
              ask=_("What matters most, and is not met yet?"),
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("What do you see? Who sees it differently, and why?")),
        Phase("match", _("Match"), pairs.make, strengths.aloud, go=_("Ask which strengths could help"), when=_weighs,
              ask=_("Which strengths could help?"), note=_("Phones can suggest what goes together."),
              say=_("We have strengths, too. Which of them could help with which need?")),
        Phase("next", _("Choose"), ranking.chosen, go=_("Choose what goes on"), ask=_("What do we take forward?"),
              when=_weighs, note=_("These can go on to a dot vote, or to goals."),
              say=_("These go on to the next step. Is one missing that matters a lot to someone?")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def __init__(self, settings: NeedsSettings) -> None:
        super().__init__(settings)
        self.takes_items = settings.part == "weigh"

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return _("What matters and is not working? What is already strong here?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        rated = self.ranking.last(s, ctx) is not None
        if phase in ("group", "name") and rated:
            return _("The needs have been rated, so their names stay.")
        if phase in ("match", "next") and not rated:
            return _("There is no result yet. Ask everyone first.")
        return self._sorted(s, ctx, phase) or super().ready(s, ctx, phase)

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        if self.settings.part == "find":
            return self._sorted(s, ctx, "name") or self.needs.unready(s, ctx)
        return self.pairs.undone(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> Found:
        return self.ranking.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made = super().section(s, ctx)
        blocks = passages(self.ranking, self.needs, self.strengths, KNOWN, s, ctx)
        return replace(made, blocks=tuple(blocks), items=tuple(self.ranking.items(s, ctx)))

    def _sorted(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """No card is left out in silence, and every strength has a name, before needs get theirs."""
        if phase != "name" or ctx.phase != "group":
            return ""
        return self.groups.left_alone(s) or self.strengths.unready(s, ctx)
