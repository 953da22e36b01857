"""Check-in: arriving together, and leaving together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from facilitator import kit
from facilitator.activity import (
    Activity,
    Ctx,
    Html,
    Key,
    Phase,
    Privacy,
    SaysWhatFor,
    Section,
    State,
    per_round,
)
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.turns import widgets
from facilitator.blocks.turns.rules import Order, TakesTurns
from facilitator.i18n import Words, _, mark
from facilitator.primitives import prompts, saying

BRIEF = _("About half a minute each.")
LARGE = 8
"""In a group of more people than this, talking in pairs comes first."""


class CheckInSettings(SaysWhatFor):
    """What is fixed before anyone answers."""

    mode: Literal["check-in", "check-out"] = Field("check-in", title=mark("Arriving, or leaving"))
    prompt: str = Field("", title=mark("Question. Empty: choose it when you start"), max_length=prompts.LONGEST)
    answer: saying.Form = Field("word", title=mark("How people answer"))
    names: bool = Field(False, title=mark("Show names with the answers"))
    round: bool = Field(False, title=mark("Then a spoken round, in random order"))
    pairs_first: bool = Field(True, title=mark("With more than 8 people, talk in pairs first"))
    access_question: bool = Field(True, title=mark("Ask on the joining page what would make today easier"))


@dataclass
class CheckInState(State):
    """The question, what people said, and who speaks."""

    prompt: str = ""
    cards: Cards = per_round(Cards)
    turns: Order = field(default_factory=Order)


class CheckIn(prompts.AsksPrompt, saying.SaysOnce, TakesTurns, Activity[CheckInSettings, CheckInState]):
    """Hear every voice once, early and at low risk.

    One question, one short answer from everyone, unseen until all are shown. Nobody has to be funny, brave or fit, and
    passing is as good as answering. The same closes a session as a check-out. Ask nothing about jobs, health, family or
    hard times: people arrive with more than they want to tell.
    """

    id, title, glyph = "check-in", _("Check-in"), "check-in"
    used_for, who_decides = _("Hearing every voice"), _("Nothing is decided here")
    asks_needs = "access_question"
    example = {"prompt": "In one word, how do you arrive today?", "round": True}
    phases = (
        Phase("ready", _("Question"), say=_("I will read it aloud. You can answer or pass. Both are fine.")),
        Phase("write", _("Answer"), go=_("Open for answers"), privacy="hidden", hidden=True, round=True,
              people_a_minute=6, note=_("Phones can answer. Nobody sees any answer before all are shown."),
              say=_("Answer on your phone or on paper, in a few words. You do not have to talk about your life.")),
        Phase("reveal", _("All answers"), go=_("Show the answers"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read them aloud. Thank you, everyone.")),
        Phase("round", _("Round"), go=_("Start to speak in turn"), spoken=True,
              note=_("The order is drawn at random. Everyone may pass."),
              say=_("Say more if you like, for about half a minute. Or pass.")),
        Phase("close", _("Close"), go=_("End the round"), note=_("The board shows the answers again."),
              say=_("Thank you. That was everyone.")),
    )  # fmt: skip

    def __init__(self, settings: CheckInSettings) -> None:
        super().__init__(settings)
        if settings.mode == "check-out":
            self.title = _("Check-out")

    def start(self, ctx: Ctx) -> CheckInState:
        return CheckInState(" ".join(self.settings.prompt.split()))

    def shown_phases(self) -> Sequence[Phase]:
        spoken = ("round", "close")
        return [phase for phase in self.phases if self.settings.round or phase.name not in spoken]

    def privacy(self, phase: Phase) -> Privacy | None:
        return "open" if self.settings.names and phase.name != "ready" else phase.privacy

    def ready(self, s: CheckInState, ctx: Ctx, phase: str) -> Words:
        if phase != "ready" and not s.prompt:
            return _("There is no question yet. Choose one or write it below.")
        return self.why_not_write(ctx, phase)

    def card_rules(self, s: CheckInState) -> saying.Short:
        return saying.Short.of(self.settings.answer)

    def results(self, s: CheckInState, ctx: Ctx) -> saying.Told:
        return saying.told(s.cards)

    def phone(self, s: CheckInState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase == "write":
            return kit.join(self._asked(s), kit.saying(s.cards, self.card_rules(s), me))
        if ctx.phase == "round":
            return kit.join(self._asked(s), widgets.my_turn(s.turns, me, ctx, str), kit.hint(BRIEF))
        return self._shown(s, ctx, me)

    def board(self, s: CheckInState, ctx: Ctx) -> Html:
        if ctx.phase == "round":
            return kit.join(self._asked(s), widgets.whose_turn(s.turns, ctx), kit.hint(BRIEF))
        return self._asked(s) if ctx.phase == "write" else self._shown(s, ctx)

    def stage(self, s: CheckInState, ctx: Ctx) -> Html:
        if ctx.phase == "ready":
            return kit.prompt_tools(s.prompt, prompts.deck(self.settings.mode), self.settings.answer)
        if ctx.phase == "round":
            return widgets.turn_tools(s.turns, ctx, str)
        return Html("")

    def paper(self, s: CheckInState, ctx: Ctx) -> tuple[str, Html]:
        return "write", kit.saying_sheet(self.card_rules(s))

    def section(self, s: CheckInState, ctx: Ctx) -> Section:
        return Section(str(self.title), str(_(s.prompt)), blocks=tuple(saying.blocks(s.cards, self.card_rules(s), ctx)))

    def _asked(self, s: CheckInState, words: Words = "") -> Html:
        return kit.join(kit.topline(words), kit.question(_(s.prompt) or _("The question comes next")))

    def _shown(self, s: CheckInState, ctx: Ctx, me: Key | None = None) -> Html:
        """The question before it is open, and the answers after they were shown."""
        if ctx.revealed:
            said = kit.said(s.cards, self.card_rules(s), ctx, me)
            return kit.join(self._asked(s, kit.how_many(s.cards)), said)
        if not s.prompt:
            return self._asked(s)
        pairs = self.settings.pairs_first and len(ctx.seats) > LARGE
        words = _("First talk about it in pairs, for two minutes.") if pairs else _("Think for a moment. You can pass.")
        return kit.join(self._asked(s), kit.lead(words))
