"""Check-in: arriving together, and leaving together."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from activities.check_in.asking import Prompt
from activities.check_in.prompts import LONGEST
from activities.check_in.saying import Answers
from facilitator.activity import Ctx, SaysWhatFor
from facilitator.blocks.collect import Care, short
from facilitator.blocks.turns import Turns
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class CheckInSettings(SaysWhatFor):
    """What is fixed before anyone answers."""

    mode: Literal["check-in", "check-out"] = Field("check-in", title=mark("Arriving, or leaving"))
    prompt: str = Field("", title=mark("Question. Empty: choose it when you start"), max_length=LONGEST)
    answer: Literal["word", "line", "picture"] = Field("word", title=mark("How people answer"))
    names: bool = Field(False, title=mark("Show names with the answers"))
    round: bool = Field(False, title=mark("Then a spoken round, in random order"))
    pairs_first: bool = Field(True, title=mark("With more than 8 people, talk in pairs first"))
    access_question: bool = Field(True, title=mark("Ask on the joining page what would make today easier"))


class CheckIn(Activity[CheckInSettings]):
    """Hear every voice once, early and at low risk.

    One question, one short answer from everyone, unseen until all are shown. Nobody has to be funny, brave or fit, and
    passing is as good as answering. The same closes a session as a check-out. Ask nothing about jobs, health, family or
    hard times: people arrive with more than they want to tell.
    """

    id, title, glyph = "check-in", _("Check-in"), "check-in"
    used_for, who_decides = _("Hearing every voice"), _("Nothing is decided here")
    example = {"prompt": "In one word, how do you arrive today?", "round": True}
    version, asks_needs = 2, "access_question"

    shelf = Shelf(
        steps=(2, 1), point=2, purposes=("meet",), minutes=(5, 15), people=(2, 200),
        when=_("People arrive, or are about to leave."), leaves=_("Words of welcome, or of goodbye"),
    )  # fmt: skip

    prompt = Prompt()
    cards = Answers()
    turns = Turns(brief=_("About half a minute each."))
    care = Care(cards)

    phases = (
        Phase("ready", _("Question"), prompt.think, prompt.choose, ask=prompt.coming,
              say=_("I will read it aloud. You can answer or pass. Both are fine.")),
        Phase("write", _("Answer"), cards.say, go=_("Open for answers"), people_a_minute=6,
              note=_("Phones can answer. Nobody sees any answer before all are shown."),
              say=_("Answer on your phone or on paper, in a few words. You do not have to talk about your life.")),
        Phase("reveal", _("All answers"), cards.said, go=_("Show the answers"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read them aloud. Thank you, everyone.")),
        Phase("round", _("Round"), turns.speak, go=_("Start to speak in turn"),
              note=_("The order is drawn at random. Everyone may pass."), when=lambda given: given.round,
              say=_("Say more if you like, for about half a minute. Or pass.")),
        Phase("close", _("Close"), cards.said, go=_("End the round"),
              note=_("The board shows the answers again."), when=lambda given: given.round,
              say=_("Thank you. That was everyone.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def __init__(self, settings: CheckInSettings) -> None:
        super().__init__(settings)
        if settings.mode == "check-out":
            self.title = _("Check-out")

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.prompt.words(s)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase != "ready" and not self.prompt.of(s).text:
            return _("There is no question yet. Choose one or write it below.")
        return super().ready(s, ctx, phase) or self.cards.say.ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> short.Told:
        return self.cards.told(s)

    @classmethod
    def upgrade(cls, kind: str, data: dict[str, Any], version: int) -> dict[str, Any]:
        """Until version 2 the question was only its words."""
        return data | {"prompt": {"text": data["prompt"]}} if kind == "state" and version < 2 else data
