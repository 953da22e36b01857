"""Where we stand: understanding co-production, and values in practice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Literal

from pydantic import Field, model_validator

from activities.where_we_stand.learning import Learning
from activities.where_we_stand.pledges import Pledges
from activities.where_we_stand.presets import (
    CARDS,
    FLAG,
    OFTEN,
    STATEMENTS,
    STEPS,
    Card,
    LearningCard,
    Preset,
)
from activities.where_we_stand.standing import Standing, scales
from facilitator.activity import Ctx, SaysWhatFor
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.ledger import LookBack
from facilitator.blocks.note import Note
from facilitator.blocks.options import OptionList
from facilitator.blocks.rate import ITEM, Rated, Scale
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class WhereWeStandSettings(SaysWhatFor):
    """What is fixed before the first card is shown."""

    preset: Preset = Field("ladder", title=mark("The ladder in 7 steps, or statements about values"))
    statements: OptionList = Field([], title=mark("Statements, 3 to 8, for values. Empty: six of ours"), max_length=8)
    cards: list[LearningCard] = Field([], title=mark("Learning cards, 6 at most. Empty: ours"), max_length=6)
    want: bool = Field(True, title=mark("Ask also where we want to be"))
    by_perspective: bool = Field(True, title=mark("Also show now by perspective"))
    difference_flag: Literal["as usual", "1/2", "1", "3/2", "2"] = Field(
        "as usual", title=mark("Apart by so much is seen differently. As usual: 1 point of 5, 3/2 steps of 7")
    )
    pledges: bool = Field(True, title=mark("Ask for pledges at the end"))
    leaders_first: bool = Field(True, title=mark("Who manages people or budgets pledges first"))

    @model_validator(mode="after")
    def _enough(self) -> WhereWeStandSettings:
        if 0 < len(self.statements) < 3:
            raise ValueError(str(_("Give at least 3 statements, or none.")))
        return self

    @property
    def flag(self) -> Fraction:
        """From which difference on two perspectives see something differently."""
        return FLAG[self.preset] if self.difference_flag == "as usual" else Fraction(self.difference_flag)

    def learning(self) -> Sequence[Card]:
        """The cards to learn from."""
        own = [Card(card.title, card.text, card.more, card.picture) for card in self.cards]
        return own or CARDS[self.preset]

    def on_scales(self) -> list[Scale]:
        """Now, and where we want to be."""
        return scales(STEPS if self.preset == "ladder" else OFTEN, self.want)


def rated(s: Any, ctx: Ctx) -> Mapping[str, Words]:
    """The one ladder, or every statement."""
    given: WhereWeStandSettings = ctx.settings
    if given.preset == "ladder":
        return {ITEM: ""}
    asked: Sequence[Words] = given.statements or STATEMENTS
    return {f"s{at}": words for at, words in enumerate(asked, 1)}


class WhereWeStand(Activity[WhereWeStandSettings]):
    """Learn together what co-production is, and see honestly how far we practise it.

    Learn first, then everyone says unseen where we are now and where we want to be, before anyone talks about it. There
    are no right answers, and no step is a bad one. At the end people pledge what others will see them do, those with
    formal power first. It is no exam and no audit: what counts is the talk about the distance.
    """

    id, title, glyph = "where-we-stand", _("Where we stand"), "where-we-stand"
    used_for, who_decides = _("What we change in how we work together"), _("Nobody yet, this shows where we are")
    example = {"preset": "ladder", "purpose": "How we work together in the next year"}

    shelf = Shelf(
        steps=(1,), point=1, purposes=("learn", "review"), minutes=(20, 45), people=(5, 100),
        when=_("People mean different things by doing it together."), leaves=_("Where we are now, and pledges"),
    )  # fmt: skip

    rating = Standing(on=rated, scales=WhereWeStandSettings.on_scales, split=lambda given: given.by_perspective)
    learning = Learning(WhereWeStandSettings.learning)
    back = LookBack()
    acts = Collect(label=_("People would …"), note=_("Something that can be seen, no slogan."),
                   title=_("What we would see people do"))  # fmt: skip
    pledges = Pledges()
    care = Care(acts)

    phases = (
        Phase("learn", _("Learn"), learning.show, ask=learning.title,
              say=_("I will read this card aloud. Nobody is tested.")),
        Phase("last", _("Last time"), back.became, go=_("Read back what we said we would do"), aside=True,
              say=_("This is what we said we would do. What became of it?")),
        Phase("reflect", _("Reflect"), Note(open=True), ask=_("What does this look like here?"), minutes=4,
              go=_("Think about it in pairs"), note=_("Phones offer a note that never leaves them."),
              say=_("Talk with one other person. What does this look like here?")),
        Phase("rate", _("Rate"), rating.ask, go=_("Ask where we stand"),
              note=_("Nobody sees an answer before all are shown."),
              say=_("Answer for yourself, before we talk about it. There are no right answers.")),
        Phase("reveal", _("Result"), rating.result, go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("What do you see? What explains it?")),
        Phase("act", _("Doing"), acts.write, Note(), ask=_("What would we see people do?"),
              go=_("Ask what it takes"), minutes=5, note=_("Nobody sees any card before all are shown."),
              say=_("Write what people would do, not what they would be.")),
        Phase("seen", _("Cards"), acts.wall, ask=_("What would we see people do?"), go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud.")),
        Phase("lead", _("Leaders first"), pledges.lead, Note(), go=_("Ask those with formal power first"),
              ask={"phone": _("What will you do?"), "board": _("What will those who lead do?")},
              when=lambda given: given.pledges and given.leaders_first,
              note=_("Everyone sees pledges with names. Move on when nobody else wants to."),
              say=_("If you manage people or budgets here, what will we see you do, and by when?")),
        Phase("pledge", _("Pledges"), pledges.everyone, Note(), go=_("Ask everyone for pledges"),
              ask={"phone": _("What will you do?"), "board": _("What will each of us do?")},
              when=lambda given: given.pledges, note=_("Everyone sees pledges with names."),
              say=_("What will others see you do, and by when? Only about yourself. You can pass.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        ladder = self.settings.preset == "ladder"
        return _("How far do we do things together?") if ladder else _("How often is this true here?")

    def results(self, s: Any, ctx: Ctx) -> Rated:
        return self.rating.results(s, ctx)
