"""How objections and their results are drawn: the outcome over four counts, and cards in the words of who objects."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from activities.consent.loop import Story
from activities.consent.rules import STANCES, Objection
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting

_html = kit.macros("consent", beside=__file__)

WORDLESS: Words = _("An objection without words yet. Who made it can say it.")
CHART = 34.0
"""How high on the board the outcome and the four counts are together."""
ROOM = 6_000
"""Bytes of words that a phone is sent at once."""
LONG = 180
"""Letters of a question that needs more lines than the head of the board has."""
Row = tuple[int, Words, Words]
"""An objection on a card: its number, its words, and what became of it."""


def told(story: Story, me: Key | None) -> Html:
    """The last round that was shown, with the stance of `me` marked."""
    last = story.rounds[-1]
    stance = last.ballot.now.get(me) if me else None
    rows = [kit.ChartRow(each, words, last.found.counts[each], mine=int(each == stance))
            for each, words in STANCES.items()]  # fmt: skip
    newer = "" if story.current else kit.lead(_("Everyone is asked again about the words of now."))
    chart = kit.chart(rows, sum(last.found.counts.values()))
    return kit.join(kit.outcome(last.found.sign, last.found.words, last.found.detail), newer, chart)


def drawn(some: Sequence[Objection]) -> list[Row]:
    """Objections as cards: a number, their words, and nothing more."""
    return [(number, each.reason or WORDLESS, "") for number, each in enumerate(some, 1)]


def high(question: Words) -> float:
    """How much of the board is left under a question: a long one takes some of it."""
    return fitting.HIGH - (5 if len(str(question)) > LONG else 0)


def heading(n: int) -> Html:
    """What stands over the cards."""
    return kit.heading(ngettext("The objection, in the words of who made it", "{n} objections, in the words of who made"
                                " them", n))  # fmt: skip


def wall(rows: Sequence[Row], high: float) -> Html:
    """Objections as cards on a wall of which so much is left."""
    look = fitting.wall([words for _number, words, _told in rows], True, high).look
    return _html.objections(rows, look) if rows else Html("")


def as_many(draw: Callable[[int], Html], n: int, room: int = ROOM) -> Html:
    """On a phone: as many of `n` things as there is room for (bytes), and where the rest can be read."""
    whole = draw(n)
    if kit.weight(whole) <= room:
        return whole
    most = next((each for each in range(n - 1, 0, -1) if kit.weight(draw(each)) <= room), 1)
    return kit.join(draw(most), kit.hint(_("There are {n} more, on the board and in the record.", n=n - most)))


def fits(rows: Sequence[Row], high: float) -> bool:
    """Whether they stand there whole."""
    return not fitting.wall([words for _number, words, _told in rows], True, high).lines


def marked(words: Words) -> Html:
    """A heading under the marker: what comes next."""
    return _html.marked(words)
