"""What the two presets ask: a ladder of seven steps, or some statements; with learning cards in our own words.

The ladder is that of the National Co-production Advisory Group and Think Local Act Personal, after Sherry Arnstein.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from facilitator.i18n import Words, _

Preset = Literal["ladder", "values"]
Picture = Literal["", "story", "boat", "cloud", "mountain", "sprout", "sunrise", "waves"]

LADDER = _("Ladder: National Co-production Advisory Group and Think Local Act Personal, thinklocalactpersonal.org.uk")
"""Stands wherever the ladder is shown."""

STEPS: Mapping[int, Words] = {
    1: _("Coercion"),
    2: _("Educating"),
    3: _("Informing"),
    4: _("Consulting"),
    5: _("Engaging"),
    6: _("Co-design"),
    7: _("Co-production"),
}
MEANING: Mapping[int, Words] = {
    1: _("People come because they have to. Things are done to them."),
    2: _("People are taught how things work, so that they fit in."),
    3: _("People are told what is there. They have no say."),
    4: _("People are asked what they think. Others decide what to do with it."),
    5: _("People can say what they think, and it may change something."),
    6: _("People help to plan and shape things. Others carry them out."),
    7: _("People share power from start to end: they plan, decide, do and check together."),
}
OFTEN: Mapping[int, Words] = {
    1: _("Never"),
    2: _("Rarely"),
    3: _("Sometimes"),
    4: _("Often"),
    5: _("Always"),
}
STATEMENTS = (
    _("People listen to each other here."),
    _("Meetings are easy to follow."),
    _("My experience counts as knowledge."),
    _("I can say what I think."),
    _("We decide together what matters."),
    _("What we agree is done."),
)


class LearningCard(BaseModel):
    """A card to learn from: a title, a few words, more of them behind a button, and a picture, or "story"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1, max_length=80)
    text: str = Field("", max_length=200)
    more: str = Field("", max_length=500)
    picture: Picture = ""


@dataclass(frozen=True)
class Card:
    """The same as it is shown."""

    title: Words
    text: Words = ""
    more: Words = ""
    picture: Picture = ""


STORY = Card(
    _("A story"),
    _("Somebody who has been there tells what it was like. We listen."),
    _("Nobody has to tell a story. Questions come after it, and only if the person who tells it wants them."),
    "story",
)
CARDS: Mapping[Preset, tuple[Card, ...]] = {
    "ladder": (
        Card(_("Things can be done to people"), _("Others decide. People have to come, or are taught."),
             _("Steps 1 and 2 of the ladder: coercion and educating."), "cloud"),
        Card(_("Things can be done for people"), _("People are told, or asked. Others still decide."),
             _("Steps 3 to 5 of the ladder: informing, consulting and engaging. Each has its time."), "boat"),
        Card(_("Things can be done with people"), _("People share the planning, the deciding and the doing."),
             _("Steps 6 and 7 of the ladder: co-design and co-production."), "sunrise"),
        STORY,
    ),
    "values": (
        Card(_("Everyone knows something"), _("Living with something is knowledge, as much as having studied it."),
             _("In co-production everyone has something to give. Nobody only receives."), "sprout"),
        Card(_("Values show in what we do"), _("What counts is what people see each other do."),
             _("So the statements ask how often something is true here, not whether we agree with it."), "mountain"),
        STORY,
    ),
}  # fmt: skip

FLAG: Mapping[Preset, Fraction] = {"ladder": Fraction(3, 2), "values": Fraction(1)}
"""From which difference on two perspectives see something differently."""
