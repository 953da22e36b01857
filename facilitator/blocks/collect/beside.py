"""What its writer says beside the words of a card: boxes to tick, or one of several answers; it shows with the card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facilitator.activity import Refused
from facilitator.i18n import Words, _

Said = dict[str, list[str]]
"""What was chosen, by field: the values of its options, in their order."""


@dataclass(frozen=True)
class Beside:
    """One field beside a card: `many` are boxes to tick, else one of the `options` is chosen."""

    id: str
    legend: Words
    options: Mapping[str, Words]
    many: bool = False
    needed: Words = ""
    """Why a card without it is refused; empty where it can be left out."""

    def names(self) -> Mapping[str, str]:
        """What is posted for each option: a name of its own where several can be ticked."""
        return {value: f"{self.id}.{value}" if self.many else self.id for value in self.options}

    def read(self, given: Mapping[str, str]) -> list[str]:
        """What was chosen. Refused when it is none of the options, or when something is needed and nothing there."""
        chosen = [value for value, name in self.names().items() if given.get(name) == ("1" if self.many else value)]
        if not self.many and given.get(self.id) and not chosen:
            raise Refused(_("This is not one of the answers. Please choose another."))
        if self.needed and not chosen:
            raise Refused(self.needed)
        return chosen


def read(fields: Sequence[Beside], given: Mapping[str, str]) -> Said:
    """What was chosen in all fields. Refused when something was posted that is none of them."""
    known = {name for each in fields for name in each.names().values()}
    if not known.issuperset(given):
        raise Refused(_("This cannot be chosen here. Please load the page again."))
    return {each.id: each.read(given) for each in fields}
