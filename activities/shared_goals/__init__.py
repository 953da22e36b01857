"""Shared goals: goals everyone had a hand in."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from activities.shared_goals import record
from activities.shared_goals.adopting import Adopting, Turn
from activities.shared_goals.checking import Checks
from activities.shared_goals.goals import Goals, Needs
from activities.shared_goals.mending import Yeses
from activities.shared_goals.rules import Told
from activities.shared_goals.widgets import WEAK
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.draft.story import Story
from facilitator.blocks.fist import Asides, FistSettings
from facilitator.blocks.fist.rules import Part
from facilitator.blocks.rank import Rank
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark

PICTURE = _("In a year this has gone well. What is different, for whom?")
ORDER = _("This is about the order. No goal is dropped by it.")


class SharedGoalsSettings(SaysWhatFor):
    """What is fixed before the first card."""

    question: str = Field("", title=mark("Question. Empty: what is different in a year, for whom"), max_length=140)
    max_goals: int = Field(5, title=mark("Most goals"), ge=1, le=7)
    check_threshold: Part = Field("4/5", title=mark("Part of those who answer that has to say yes"))
    rank_top: int = Field(3, title=mark("Goals that each person puts in order"), ge=1, le=5)
    adopt_with: Literal["fist-of-five", "consent", "next-time"] = Field(
        "fist-of-five", title=mark("How goals are adopted: here with a fist of five, by consent, or next time")
    )
    reopen: list[str] = Field([], title=mark("Goals to work on again, such as G-2"), max_length=7)

    rules: ClassVar[Any] = FistSettings().rules
    bar: ClassVar[Any] = FistSettings().bar
    rounds_max: ClassVar[int] = FistSettings().rounds_max
    """How a goal is adopted: by the fist of five as it usually is."""


def _orders(given: SharedGoalsSettings) -> bool:
    return given.adopt_with != "next-time"


def _adopts(given: SharedGoalsSettings) -> bool:
    return given.adopt_with == "fist-of-five"


class SharedGoals(Activity[SharedGoalsSettings]):
    """Turn needs into a few clear goals that everyone had a hand in, and agree what comes first.

    People picture a good year, and the room drafts three to five goals of it, each with five fields. Then everyone says
    unseen of each goal whether it is clear, achievable, and matters to them. What is weak is mended and checked again.
    At the end goals are put in order and adopted one by one. Do not bring finished goals: they say who proposed them.
    """

    takes_items = True
    id, title, glyph = "shared-goals", _("Shared goals"), "shared-goals"
    used_for, who_decides = _("What we work towards together"), _("Everyone here")
    reopens = {"goals": "reopen"}
    shelf = Shelf(
        steps=(4,), point=2, purposes=("choose", "decide"), minutes=(40, 90), people=(5, 60),
        when=_("A group knows what people need, and wants goals that everyone had a hand in."),
        leaves=_("Goals with five fields, checked, in order, and adopted"),
    )  # fmt: skip
    example = {"max_goals": 3}

    cards = Collect(note=_("2 or 3 are enough."), title=_("In a year this has gone well"))
    needs = Needs()
    goals = Goals(needs)
    checks = Checks(goals)
    yeses = Yeses(checks)
    first = Rank(goals, top=lambda given: given.rank_top, note=ORDER)
    turn = Turn(checks, first)
    asides = Asides()
    care = Care(cards, yeses, asides)
    adopting = Adopting(turn, asides, care, method=_("Fist of five"), decides=who_decides)

    phases = (
        Phase("picture", _("Picture"), cards.write, when=lambda given: not given.reopen,
              say=_("Imagine this has gone well, in a year. What is different, and for whom?")),
        Phase("look", _("Cards"), cards.wall, go=_("Show the cards"), reveal=True, when=lambda given: not given.reopen,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. What do they have in common?")),
        Phase("draft", _("Draft"), goals.write, goals.older, ask=goals.write.question, go=_("Make goals of them"),
              note=_("Phones can suggest words for every field."),
              say=_("What will be different, for whom? How will we know? By when? What do we need?")),
        Phase("check", _("Check"), checks.ask, ask=checks.ask.question, go=_("Ask everyone"),
              note=_("Nobody sees an answer before the result."),
              say=_("I will read every goal aloud. Is it clear? Achievable? Does it matter to you?")),
        Phase("checked", _("Result"), checks.result, ask=checks.result.question, go=_("Show the result"), reveal=True,
              then=checks.then("yes", over="first"),
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("yes", _("A yes"), yeses.ask, ask=WEAK, go=_("Ask what would make it a yes"), aside=True,
              note=_("Phones can send cards without a name."),
              say=_("What would make it a yes? Thank you for being honest.")),
        Phase("mend", _("Mend"), yeses.mend, ask=yeses.mend.question, go=_("Show the cards"),
              then=checks.then("check", over="first", again=True),
              note=_("The board shows them goal by goal, in no order."),
              say=_("Which words would make it a yes? Only changed goals are asked again.")),
        Phase("first", _("First"), first.order, ask=_("Which goal comes first?"), when=_orders,
              go=_("Ask which comes first"), note=_("Nobody sees an order before the result."),
              say=_("Which do we begin with? This is about the order. No goal is dropped by it.")),
        Phase("order", _("Order"), first.result, ask=_("Which goal comes first?"), when=_orders, reveal=True,
              go=_("Show the order"), note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("adopt", _("Adopt"), turn.first, adopting.standing, ask=_("Which goals do we adopt?"), when=_adopts,
              go=_("Adopt the goals"), note=_("One goal after the other goes through a fist of five."),
              say=_("A goal is ours only when we adopt it.")),
        *adopting.phases(turn.frame, when=_adopts, then=adopting.next_goal, ending=(turn.next,)),
        Phase("goals", _("Our goals"), adopting.standing, ask=_("Our goals"), go=_("Show our goals"),
              say=_("These are our goals, and this is how each of them stands.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question or PICTURE

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase in ("first", "adopt") and not self.checks.shown(s, ctx):
            return _("There is no result yet. Ask everyone first.")
        if phase == "show" and not self.turn.goal_of(s):
            return _("Choose a goal below. Then everyone is asked about it.")
        return super().ready(s, ctx, phase)

    def suggest(self, s: Any, ctx: Ctx) -> str | None:
        led = super().suggest(s, ctx)
        return "goals" if led == "first" and not _orders(self.settings) else led

    def results(self, s: Any, ctx: Ctx) -> Story[Told]:
        return self.checks.story(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        blocks = [*record.goals(self.adopting, s, ctx), *record.checks(self.checks, s, ctx)]
        blocks += [record.method(self.settings.check_threshold), *self.first.record(s, ctx)]
        blocks += [*record.adopted(self.adopting, s, ctx), *record.cards(self.yeses, self.care, s, ctx)]
        blocks += self.cards.record(s, ctx)
        ledger, items = record.ledger(self.adopting, s, ctx), self.adopting.items(s, ctx)
        return Section(str(self.title), str(self.ask(s, ctx)), "", tuple(blocks), tuple(items), ledger)
