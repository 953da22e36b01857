"""Agreed measures: choose what shows that it works, ask it in waves, and make sense of it together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from activities.agreed_measures import record
from activities.agreed_measures.asking import Asking
from activities.agreed_measures.choosing import Defined, Ideas, Kinds, goals
from activities.agreed_measures.ending import Ending
from activities.agreed_measures.found import Finding
from activities.agreed_measures.listed import Listed
from activities.agreed_measures.measure import Points, Way
from activities.agreed_measures.seeing import Earlier
from activities.agreed_measures.sensing import COLUMNS, Cared, Meaning
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Collect
from facilitator.blocks.fist import Asides, Fist, FistSettings
from facilitator.blocks.group import Group
from facilitator.blocks.options import OptionList
from facilitator.blocks.rank import Rank
from facilitator.composing import Activity, Phase, Shelf
from facilitator.counting import ENOUGH
from facilitator.i18n import Words, _, mark

SHORT = ["I feel safe here", "I have a say"]
MEANS, NOTICE = _("What does this mean to us?"), _("How would you know it is working?")
NO_UNDO = _("The board and all phones show them at once. You cannot undo this.")


class MeasuresSettings(SaysWhatFor):
    """What is fixed before the first answer."""

    part: Literal["choose", "wave", "sense"] = Field(
        "choose", title=mark("Which part: choose measures, ask a wave, or make sense of what was found")
    )
    measures: int = Field(3, title=mark("Choose: so many measures come first"), ge=3, le=5)
    questions: OptionList = Field([], title=mark("Wave: questions beside those you chose together"), max_length=5)
    scale: Points = Field("5", title=mark("Scale of a new measure"))
    better: Literal["higher", "lower"] = Field("higher", title=mark("What is better in a new measure"))
    privacy: Literal["sensitive", "hidden"] = Field(
        "sensitive", title=mark("Sensitive: of few people nothing is shown. Hidden: counts are")
    )
    pairing: Way = Field("off", title=mark("Match answers of one person: not, by a code, or then and now in one go"))
    min_wave: int = Field(ENOUGH, title=mark("So many must answer before figures are shown"), ge=ENOUGH, le=50)

    rules: ClassVar[Any] = FistSettings().rules
    bar: ClassVar[Any] = FistSettings().bar
    rounds_max: ClassVar[int] = FistSettings().rounds_max
    """How sentences are agreed: by the fist of five as it usually is."""


def _plays(part: str) -> Callable[[MeasuresSettings], bool]:
    return lambda given: given.part == part


_chooses, _asks, _senses = _plays("choose"), _plays("wave"), _plays("sense")


class AgreedMeasures(Activity[MeasuresSettings]):
    """Agree what success looks like, ask it again and again, and say together what it means.

    It has three parts, which can be in different meetings. Choose: people say how they would know that it works, and
    agree on a few measures. Wave: everyone answers them, now and later; a code that leads to nobody can match answers.
    Make sense: everyone sees what was found before anyone explains it. A change is no proof of what caused it.
    """

    takes_items = True
    id, title, glyph = "agreed-measures", _("Agreed measures"), "agreed-measures"
    used_for, who_decides = _("How we see whether it works"), _("Everyone here")
    example: ClassVar[dict[str, Any]] = {"part": "wave", "pairing": "code", "questions": SHORT}
    further: ClassVar[dict[str, dict[str, Any]]] = {
        "then-now": {"part": "wave", "pairing": "then-now", "privacy": "hidden", "questions": SHORT},
        "sense": {"part": "sense"},
    }
    shelf = Shelf(
        steps=(7,), point=2, purposes=("review", "choose"), minutes=(15, 60), people=(5, 200),
        when=_("A group wants to see whether what it does works, by its own measures."),
        leaves=_("Measures, what was found each time, and what it means to you"),
    )  # fmt: skip

    noticed = Collect(goals, title=_("How we would know"), note=_("2 or 3 are enough."))
    ideas = Ideas(noticed)
    first = Rank(on=ideas)
    defined = Defined(first)
    kinds = Kinds(defined)
    ending = Ending()
    listed = Listed(ending)
    waves = Asking(listed)
    earlier = Earlier()
    cards = Collect(COLUMNS, note=_("2 or 3 are enough."))
    groups = Group(cards, within="column")
    words = Meaning(groups)
    asides = Asides()
    care = Cared(noticed, groups, asides)
    fingers = Fist(words, asides, care, method=_("Fist of five"), decides=who_decides, heading=True)

    phases = (
        Phase("notice", _("Notice"), noticed.write, ask=NOTICE, when=_chooses, minutes=6,
              say=_("Imagine it works. What would you see, hear or feel?")),
        Phase("look", _("Cards"), noticed.wall, ask=NOTICE, go=_("Show the cards"), reveal=True, when=_chooses,
              note=NO_UNDO, say=_("I will read the cards aloud. What could we ask, again and again?")),
        Phase("draft", _("Draft"), ideas.write, ask=_("What could we ask?"), go=_("Make questions of them"),
              when=_chooses, note=_("Phones can suggest a wording."),
              say=_("Let us make questions of these cards, each with one idea. 12 at most.")),
        Phase("first", _("Order"), first.order, ask=_("Which measures matter most?"), go=_("Ask which come first"),
              when=_chooses, note=_("Nobody sees an order before the result."),
              say=_("Which three say most about whether it works?")),
        Phase("order", _("Result"), first.result, ask=_("Which measures matter most?"), go=_("Show the order"),
              reveal=True, when=_chooses, note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("define", _("Define"), defined.write, kinds.choose, ending.end, ask=_("What exactly do we measure?"),
              go=_("Define the first ones"), when=_chooses, note=_("Phones can suggest words for every field."),
              say=_("Who answers, how often, and who keeps it? Another question is another measure.")),
        Phase("ready", _("Ready"), listed.told, ending.end, ask=_("What we ask"), when=_asks,
              say=_("This is what we ask, and who proposed it. Is every question clear?")),
        Phase("answer", _("Answer"), waves.ask, ask=_("How is it, as you see it?"), go=_("Ask everyone"), when=_asks,
              minutes=4, note=_("Nobody sees an answer, not even you."),
              say=_("Answer for yourself. You can pass, on one question or on all.")),
        Phase("see", _("See"), waves.see, ask=_("What do we see?"), go=_("Show what was found"), reveal=True,
              when=_asks, note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("I read what is there. What it means, we say later.")),
        Phase("found", _("See"), earlier.see, ask=_("What do we see?"), when=_senses,
              say=_("I read what is there. First we look, then we say what it means.")),
        Phase("sense", _("Think"), cards.write, ask=_("What do you make of it?"), go=_("Ask what it means"),
              when=_senses, minutes=6, note=_("Phones can write cards in four columns, unseen."),
              say=_("What do you notice? What surprises you? Why might it be, and what should we do?")),
        Phase("group", _("Group"), groups.rest, groups.sort, ask=_("What do you make of it?"), go=_("Show the cards"),
              reveal=True, when=_senses, note=NO_UNDO, say=_("I will read the cards aloud. Which belong together?")),
        Phase("say", _("Sentences"), words.choose, groups.rest, ending.end, ask=MEANS, go=_("Write what it means"),
              when=_senses, note=_("You write two or three sentences with the room."),
              say=_("In two or three sentences: what does this mean to us?")),
        *fingers.phases(when=_senses),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return {"choose": NOTICE, "wave": _("How is it, as you see it?"), "sense": MEANS}[self.settings.part]

    def section(self, s: Any, ctx: Ctx) -> Section:
        return record.section(super().section(s, ctx), self, s, ctx)

    def early(self, s: Any, ctx: Ctx) -> tuple[Sequence[Any], Sequence[Any]]:
        return self.ending.record(s, ctx), self.ending.ledger(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        return self.waves.findings(s, ctx) if self.settings.part == "wave" else self.earlier.results(s, ctx)
