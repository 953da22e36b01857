"""You said, we did: what happened with what people said, and whether the room sees it like that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field

from activities.you_said_we_did import record
from activities.you_said_we_did.answers import Answers
from activities.you_said_we_did.asking import AskSo
from activities.you_said_we_did.check import Check, Missing
from activities.you_said_we_did.renewal import Renewal
from activities.you_said_we_did.rules import Rates, Verdict
from facilitator.activity import Ctx, SaysWhatFor
from facilitator.blocks.collect import Care
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.counting import ENOUGH
from facilitator.i18n import Words, _, mark
from facilitator.report.model import LedgerEntry, Passage, Section


class YouSaidSettings(SaysWhatFor):
    """What is fixed before anybody hears anything."""

    sources: Literal[
        "all", "feedback", "feedback and needs", "feedback and actions", "feedback, needs and actions", "typed in"
    ] = Field("all", title=mark("What it begins with: feedback, needs, actions, decisions, or only what you type in"))
    themes: OptionList = Field([], title=mark("Other things that people said, in their words"), max_length=20)
    dispute_share: Literal["1/4", "1/3", "1/2"] = Field(
        "1/3", title=mark("Disputed from so many on, of those who can tell, who say partly or no")
    )
    min_answers: int = Field(ENOUGH, title=mark("So many must be able to tell"), ge=ENOUGH, le=50)

    @property
    def share(self) -> Fraction:
        """From which share on something is disputed."""
        return Fraction(self.dispute_share)


@dataclass(frozen=True)
class Found:
    """How many themes have an answer, and what the room says of each."""

    rates: Rates
    verdicts: dict[str, Verdict]


class YouSaidWeDid(Activity[YouSaidSettings]):
    """Show what happened with what people said, also where nothing could be done, and let the room check it.

    What people said before, and what they were promised, is there already, in their own words. You write what came of
    each; what has no answer is shown as that, and nothing can be left out. Everyone says unseen whether it is so. What
    the room disputes gets a new promise, or goes back to the group. It is no place to explain why people are wrong.
    """

    id, title, glyph = "you-said-we-did", _("You said, we did"), "you-said-we-did"
    used_for, who_decides = _("What needs a new promise"), _("Whoever promises it")
    example = {"themes": ["Letters we can read", "A quiet room", "Longer opening hours", "Somebody to call at night"]}
    shelf = Shelf(
        steps=(7, 8), point=1, purposes=("review",), minutes=(10, 20), people=(5, 200),
        when=_("People said something before, and want to know what came of it."),
        leaves=_("An answer to each, whether the room sees it like that, and new promises"),
    )  # fmt: skip

    answers = Answers()
    check = Check(answers)
    missing = Missing(check)
    renewal = Renewal(answers, check)
    care = Care(missing)

    phases = (
        Phase("prepare", _("Prepare"), answers.prepare, ask=_("What you said"),
              say=_("This is what you said. We say now what came of each of them, also where nothing did.")),
        Phase("show", _("We did"), answers.one, ask=answers.asks, go=_("Show the first one"), then=renewal.first,
              note=_("The board shows one after the other, also those without an answer."),
              say=_("I ask the person who answers for this to speak.")),
        Phase("check", _("Check"), AskSo(check.ask, missing.say), ask=_("Is that your experience?"),
              go=_("Ask everyone"), minutes=4, note=_("Nobody sees an answer before the result."),
              say=_("Is that your experience, too? Say so unseen. You can always say that you cannot tell.")),
        Phase("reveal", _("Result"), check.result, go=_("Show the result"), reveal=True, ask=_("Is it so?"),
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("missing", _("Missing"), missing.wall, ask=_("What is missing?"), go=_("Show the cards"), aside=True,
              note=_("The board and all phones show them, without names."), then=renewal.next,
              say=_("I will read the cards aloud.")),
        Phase("renew", _("Promise"), renewal.promise, ask=_("What do we promise now?"), go=_("Make new promises"),
              aside=True, note=_("Phones can say where they help. Everyone sees the names."),
              say=_("What is disputed gets a new promise, or we talk about it again. Who can help?")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return _("What came of what you said?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase == "check" and not self.answers.asked(s, ctx):
            return _("Nothing has an answer yet, so there is nothing to check. Write what came of one of them.")
        return super().ready(s, ctx, phase)

    def suggest(self, s: Any, ctx: Ctx) -> str | None:
        if ctx.phase == "reveal":
            return "missing" if self.missing.next(s, ctx) else self.renewal.next(s, ctx)
        return super().suggest(s, ctx)

    def settled(self, s: Any, ctx: Ctx) -> bool:
        return "renew" in ctx.went and not self.answers.asked(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> Found:
        return Found(self.answers.results(s, ctx), dict(self.check.last_said(s, ctx)))

    def section(self, s: Any, ctx: Ctx) -> Section:
        return record.told(super().section(s, ctx), self.answers, self.check, self.renewal, s, ctx)

    def early(self, s: Any, ctx: Ctx) -> tuple[Sequence[Passage], Sequence[LedgerEntry]]:
        return record.shown(self.answers, self.check, self.renewal, s, ctx)
