"""What is asked of each group: its categories, whether it is here today, how it is affected, what say it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from facilitator.blocks.collect import Beside
from facilitator.blocks.rate import Scale
from facilitator.i18n import Text, Words, _

GROUPS, HERE = "groups", "here"
"""The fields beside a card."""
CATEGORIES: Sequence[Text] = (
    _("Lived experience"), _("Giving care and support"), _("Family and friends"), _("Health and care professionals"),
    _("Others in the community"),
)  # fmt: skip
PRESENCE: Mapping[str, Text] = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
"""Whether they are in the room today; where cards are merged, the first of these beats the next."""

ASK = _("Who is affected by this, or can help?")
"""What everyone is asked first."""
Circle = Literal["core", "close", "wider", "around"]
CIRCLES: Mapping[str, Text] = {
    "core": _("Core team"),
    "close": _("Close by"),
    "wider": _("Wider community"),
    "around": _("Surroundings"),
}
NO_CIRCLE = _("No circle yet")

POINTS: Mapping[int, Text] = {
    1: _("Not at all"), 2: _("A little"), 3: _("Some"), 4: _("Much"), 5: _("Very much"),
}  # fmt: skip
AFFECTED = Scale(POINTS, "affected", _("How much does this affect them?"), _("Affected"))
SAY = Scale(POINTS, "say", _("How much say do they have now?"), _("Say now"))

Flag = Literal["1", "3/2", "2", "5/2"]
"""From which gap on a group needs more say, as an exact number."""


def categories(own: Sequence[str]) -> Mapping[str, Words]:
    """What the categories are called, by id: those of the settings, or ours."""
    return dict(_numbered(own or CATEGORIES))


def _numbered(words: Sequence[Words]) -> Iterator[tuple[str, Words]]:
    for at, each in enumerate(words, 1):
        yield f"c{at}", each


def fields(called: Mapping[str, Words]) -> tuple[Beside, ...]:
    """What is said beside the name of a group."""
    return (
        Beside(GROUPS, _("Which of these fit? One or more."), called, True, _("Tick at least one that fits them.")),
        Beside(HERE, _("In the room today?"), PRESENCE, needed=_("Say if they are in the room today.")),
    )
