"""Safe feedback: how this is going, honestly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field, model_validator

from activities.safe_feedback import record
from activities.safe_feedback.heard import Heard
from activities.safe_feedback.promise import Promise
from activities.safe_feedback.ratings import Ratings
from activities.safe_feedback.texts import Texts
from activities.safe_feedback.themes import Themes
from facilitator.activity import Ctx, SaysWhatFor
from facilitator.blocks.options import OptionList
from facilitator.blocks.rate import Rated
from facilitator.composing import Activity, Phase, Shelf, Together
from facilitator.counting import ENOUGH
from facilitator.i18n import Words, _, mark
from facilitator.report.model import Section

ITEMS: tuple[Words, ...] = (
    _("I could say what I wanted"),
    _("I understood what was going on"),
    _("My time was well used"),
    _("I think something will change because of today"),
)


class SafeFeedbackSettings(SaysWhatFor):
    """What is fixed before anyone answers."""

    items: OptionList = Field([], title=mark("Statements to rate, 3 to 5. Empty: four of ours"), max_length=5)
    k: int = Field(ENOUGH, title=mark("So many must answer before anything is shown"), ge=ENOUGH, le=50)
    who_reads: str = Field("", title=mark("Who reads the words. Empty: the facilitator"), max_length=80)
    reply_days: int = Field(14, title=mark("Days until people hear back"), ge=1, le=180)
    speak_to: str = Field(
        "", title=mark("Whom to speak to if somebody may get hurt. Empty: somebody here"), max_length=80
    )
    comments_shown: bool = Field(False, title=mark("Also show single comments, where their writers allow it"))
    by_perspective: bool = Field(False, title=mark("Also show the ratings by perspective"))

    @model_validator(mode="after")
    def _enough(self) -> SafeFeedbackSettings:
        if 0 < len(self.items) < 3:
            raise ValueError(str(_("Give at least 3 statements, or none.")))
        return self


def rated(s: Any, ctx: Ctx) -> Mapping[str, Words]:
    """The statements, by id."""
    asked: tuple[Words, ...] = tuple(ctx.settings.items) or ITEMS
    return {f"s{at}": words for at, words in enumerate(asked, 1)}


class SafeFeedback(Activity[SafeFeedbackSettings]):
    """Let people say how it is going, safely, and promise what comes of it.

    Everyone rates a few statements and writes what helped and what should change; nobody, not even you, can see who.
    With fewer than five answers nothing is shown, and the words wait sealed. You read them alone, on your own phone or
    on paper, and find themes; each gets a promise, or an honest no. It is no way to report harm: say whom to speak to.
    """

    id, title, glyph = "safe-feedback", _("Safe feedback"), "safe-feedback"
    used_for, who_decides = _("What we change, and what you hear back"), _("Whoever promises the answer")
    example = {"speak_to": "Sam, at the door", "comments_shown": True}
    shelf = Shelf(
        steps=(7,), purposes=("review",), minutes=(5, 20), people=(5, 200),
        when=_("At the end of a meeting, or whenever people may hold something back."),
        leaves=_("Ratings, and themes with a promise each"),
    )  # fmt: skip

    promise = Promise()
    rating = Ratings(on=rated)
    texts = Texts(rating)
    themes = Themes(texts)
    heard = Heard(themes)

    phases = (
        Phase("promise", _("Promise"), promise.told, ask=_("Who sees what we say?"),
              say=_("I read this alone. Nobody can see who said what, not even me.")),
        Phase("answer", _("Answer"), Together(rating.ask, texts.ask, do="rate"),
              go=_("Ask everyone"), minutes=4, note=_("Nobody sees an answer, not even you."),
              say=_("Rate the statements, and write what you like. You can pass on all of it.")),
        Phase("hold", _("Read"), texts.hold, themes.make, ask=_("Your answers are sealed"), go=_("Seal the answers"),
              note=_("Nobody can answer after this. You cannot undo this."),
              say=_("Thank you. I will read this alone and look for themes.")),
        Phase("result", _("Result"), rating.result, texts.few, themes.make, go=_("Show the ratings"), reveal=True,
              then=themes.next, note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("This is how we see it. I read it as it is.")),
        Phase("themes", _("Themes"), themes.listed, texts.comments, texts.few, themes.make, ask=_("What we heard"),
              aside=True, then="check",
              go=_("Show the themes"), note=_("Everyone sees the themes with what is promised."),
              say=_("This is what I heard, and what comes of it.")),
        Phase("check", _("Heard?"), heard.ask, themes.listed, ask=_("Is your point in here?"), aside=True,
              go=_("Ask if everyone is heard"), note=_("Nobody sees an answer, not even you."),
              say=_("Is what you said in here? Say so, unseen.")),
        Phase("close", _("Close"), heard.result, themes.listed, texts.few, themes.make, ask=_("What we heard"),
              go=_("Go to the end"), reveal=True, note=_("The board and all phones show what comes of it.")),
    )  # fmt: skip

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return _("How is this going, honestly?")

    def results(self, s: Any, ctx: Ctx) -> Rated:
        return self.rating.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        return record.told(super().section(s, ctx), self.texts.of(s), self.themes, s, ctx)
