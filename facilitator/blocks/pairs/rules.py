"""Lines between two lists of things: which belong together, who suggests that, and why nothing does.

Nobody is listed beside a line: it is what the room says. A line stays when what it leads to is called something else,
and shows no more once that is gone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator.activity import Key, Refused
from facilitator.i18n import Words, _
from facilitator.text import is_blank

Pair = tuple[str, str]
"""The ids of one thing of the first list, and of one of the second."""
Names = Mapping[str, Words]
MOST = 60
"""Lines at most, and what one person can suggest at most."""


@dataclass
class Lines:
    """What is drawn, and what people suggest. Every action refuses before it changes anything."""

    drawn: list[Pair] = field(default_factory=list)
    """In the order in which they were drawn."""
    suggested: dict[Key, list[Pair]] = field(default_factory=dict)
    away: list[Pair] = field(default_factory=list)
    """Suggestions that the facilitator put away; they come back when somebody else suggests the same."""
    why: str = ""
    """Why nothing is matched, in a sentence."""

    def draw(self, pair: Pair, first: Names, second: Names) -> None:
        """Draw a line."""
        _check(pair, first, second)
        if pair in self.drawn:
            raise Refused(_("This line is drawn already."))
        if len(self.drawn) >= MOST:
            raise Refused(_("There are too many lines to read. Take one away first."))
        self.drawn.append(pair)

    def take_away(self, pair: Pair) -> None:
        """Take a line away again."""
        if pair not in self.drawn:
            raise Refused(_("This line is not there any more. Please load the page again."))
        self.drawn.remove(pair)

    def suggest(self, me: Key, pair: Pair, first: Names, second: Names) -> None:
        """Somebody says that two things belong together."""
        _check(pair, first, second)
        mine = self.suggested.get(me, [])
        if pair in mine:
            raise Refused(_("You suggested this already."))
        if len(mine) >= MOST:
            raise Refused(_("You suggested a lot. Take one back first."))
        self.suggested[me] = [*mine, pair]
        self.away = [each for each in self.away if each != pair]

    def take_back(self, me: Key, pair: Pair) -> None:
        """Somebody takes back what they suggested."""
        if pair not in self.suggested.get(me, []):
            raise Refused(_("You have not suggested this, or you took it back."))
        self.suggested[me].remove(pair)
        if not self.suggested[me]:
            del self.suggested[me]

    def put_away(self, pair: Pair) -> None:
        """Leave a suggestion aside."""
        if pair in self.away or not any(pair in mine for mine in self.suggested.values()):
            raise Refused(_("This suggestion is not there any more. Choose another."))
        self.away.append(pair)

    def because(self, why: str) -> None:
        """Say why nothing is matched."""
        if is_blank(why):
            raise Refused(_("This is empty. Say in a few words why nothing is matched."))
        self.why = " ".join(why.split())

    def standing(self, first: Names, second: Names) -> list[Pair]:
        """The lines whose ends are both there, in the order of the two lists."""
        drawn = {*self.drawn}
        return [(one, other) for one in first for other in second if (one, other) in drawn]

    def wanted(self, first: Names, second: Names) -> list[tuple[Pair, int]]:
        """What people suggest and is not drawn, with how many do, in the order of the two lists."""
        count = Counter(pair for mine in self.suggested.values() for pair in mine)
        left = {*count}.difference(self.drawn, self.away)
        return [((one, other), count[one, other]) for one in first for other in second if (one, other) in left]


def _check(pair: Pair, first: Names, second: Names) -> None:
    if pair[0] not in first or pair[1] not in second:
        raise Refused(_("One of the two is not there any more. Please load the page again."))
