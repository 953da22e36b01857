"""Pictures: six signs to choose one from, for who does not like to write, and how many chose each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.activity import Refused
from facilitator.blocks.collect.short import Short
from facilitator.i18n import Text, _

PICTURES: Mapping[str, Text] = {
    "sunrise": _("Sunrise"),
    "cloud": _("Cloud"),
    "waves": _("Waves"),
    "mountain": _("Mountain"),
    "sprout": _("Sprout"),
    "boat": _("Boat"),
}
"""What a picture (id) is called. Each has the sign `picture-<id>`. None of them is better than another."""


@dataclass(frozen=True)
class OnePicture(Short):
    """One picture a person, kept as its id."""

    def words(self, text: str) -> str:
        """The id. Refused when it is none of the pictures."""
        if text not in PICTURES:
            raise Refused(_("Choose one of the pictures, or pass."))
        return text
