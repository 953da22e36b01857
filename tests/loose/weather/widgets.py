"""What the sky looks like, from the template beside it."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator import kit
from facilitator.activity import Html

SKIES = {"sun": "Sun", "cloud": "Clouds", "rain": "Rain"}

_html = kit.macros("sky", beside=__file__)


def choose(chosen: str | None) -> Html:
    """One field for each weather. Posts `sky`."""
    return _html.choose(SKIES, chosen)


def skies(found: Mapping[str, int]) -> Html:
    """How many people have which weather."""
    return _html.skies(SKIES, found)
