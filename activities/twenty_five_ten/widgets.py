"""25/10 on a page: two fields, a card with five points, places that are counted up, and who works on what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from activities.twenty_five_ten import record
from activities.twenty_five_ten.bold import Bold
from activities.twenty_five_ten.rules import HIGH, LOW, Counted
from facilitator import counting, kit
from facilitator.activity import Html
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.macros import macros

Names = Mapping[str, tuple[list[str], list[str]]]
"""For each card, the name of whose it was, and of those who would join."""

FIVE, FOUR, THREE, TWO, ONE = (
    _("Let us do it"), _("I like it"), _("Perhaps"), _("Not much in it"), _("Not for me"),
)  # fmt: skip
LABEL, SMALL = 4.5, 3.4
"""Sizes of letters on the board."""
WORDS = 108.0
"""How wide the words of an idea stand there."""
UNDER = 4.0
"""Height that the sentence below them takes of the board: part of it stands beside the table."""
ROOM = 8_000
"""Bytes of ideas that a phone is sent at once."""
ROW = TypeVar("ROW")

_html = macros("sifting", beside=__file__)


def how_many(n: int) -> Words:
    """How many ideas there are."""
    return ngettext("{n} idea", "{n} ideas", n)


def first_step(first: str) -> Words:
    """The first step of an idea, in a line of its own."""
    return _("First step: {first}", first=first) if first else ""


def two_fields(idea: str, first: str, most_idea: int, most_first: int) -> Html:
    """A field for the idea, and one for its first step."""
    return kit.join(
        kit.text_area("idea", _("Your bold idea"), most_idea, idea, rows=3),
        kit.text_area("first", _("Its first step"), most_first, first, rows=2),
        kit.hint(_("Please do not name other people.")),
    )


def wall(bold: Mapping[str, Bold]) -> Html:
    """All ideas, as cards, each with its first step below it."""
    if not bold:
        return kit.empty(_("No idea was written."), "")

    def drawn(shown: Sequence[tuple[str, Bold]]) -> Html:
        rows = [(id, each.idea, first_step(each.first)) for id, each in shown]
        look = fitting.wall(["\n".join(str(line) for line in row[1:] if line) for row in rows], False).look
        return _html.all_dealt(rows, look)

    return _in_pages([*bold.items()], None, fitting.HIGH, drawn, most=6)


def sent(passed: bool) -> Html:
    """Under the buttons, once somebody gave a score or passed."""
    if passed:
        return kit.hint(_("You passed. You can still give a score until the next round begins."))
    return kit.hint(_("Your score is in. You can change it until the next round begins."))


def before(rounds: int) -> Html:
    """What happens with the ideas that are in."""
    if not rounds:
        return kit.empty(_("There are not two ideas, so there is nothing to score."), _("Go back to write more."))
    each = ngettext(
        "There is {n} round. You get one card in it, never your own.",
        "There are {n} rounds. You get one card in each, never your own, and none twice.", rounds,
    )  # fmt: skip
    return kit.join(kit.lead(each), kit.hint(_("You give each card 1 to 5 points. Nobody sees who gave what.")))


def while_scoring() -> Html:
    """On the wall, while everyone gives a score."""
    return kit.join(
        kit.lead(_("Read the card on your phone, and give it a score.")),
        kit.hint(_("Then stand up and talk to someone new, if you like.")),
    )


def dealt(id: str, idea: str, first: str) -> Html:
    """The card that somebody has in this round; its id is posted with the score."""
    return kit.join(kit.hidden_field("card", id), _html.dealt(idea, first_step(first)))


def points(given: int | None, five: Words, one: Words) -> Html:
    """Five points, the best on top."""
    words = {5: five, 4: FOUR, 3: THREE, 2: TWO, 1: one}
    rows = [kit.Choice(str(point), words[point], str(point)) for point in range(HIGH, LOW - 1, -1)]
    return kit.choices("point", rows, str(given) if given else None, _("Your score"))


def no_card(last: bool) -> Html:
    """For somebody without a card in this round."""
    later = _("This is the last round.") if last else _("In the next round there may be one.")
    return kit.join(kit.lead(_("There is no card for you in this round.")), kit.hint(later))


@dataclass(frozen=True)
class Row:
    """A line of the count: a place that is still to come, or an idea with its place."""

    id: str
    rank: Words = ""
    idea: Words = ""
    first: Words = ""
    score: Words = ""
    n: int = 0
    scores: Words = ""
    """How many scores it has, in words."""
    few: Words = ""
    """The part of these words that eyes see, where scores are missing."""
    mine: Words = ""
    now: bool = False
    coming: bool = False
    line: bool = False
    """A line that parts those without a place."""

    @property
    def high(self) -> float:
        """How much of the height of the board it takes."""
        if self.coming or self.line:
            return 7.2
        small = fitting.lines(self.first, WORDS, SMALL) * SMALL * 1.2 if self.first and self.now else 0.0
        size = LABEL * 1.1 if self.now else LABEL
        lines = fitting.lines(self.idea, WORDS, size)
        return max(5.9, (lines if self.now else min(lines, 2)) * size * 1.12 + small + 1.2)


def counted_up(counted: Counted, bold: Mapping[str, Bold], least: int, mine: str | None = None) -> Html:
    """Places still to come, then the one that is told now, then those that were told; at the end all ideas."""
    coming, rows = [*_coming(counted.coming)], [*_rows(counted, bold, least, mine)]
    units = [[*coming, *rows[:1]], *([row] for row in rows[1:])]
    whole = kit.page.get().surface == "phone"

    def drawn(shown: Sequence[Sequence[Row]]) -> Html:
        flat = [row for unit in shown for row in unit]
        return kit.join(_html.places(flat, _("Place {n}:"), whole), kit.lead(record.SIFT))

    return _in_pages(units, lambda unit: sum(row.high for row in unit), fitting.room() - UNDER, drawn)


def _in_pages(
    rows: Sequence[ROW], tall: Callable[[ROW], float] | None, high: float, draw: Callable[[Sequence[ROW]], Html],
    most: int = 9,
) -> Html:  # fmt: skip
    """Page by page on the board; everything on a phone, which follows the pages of the board where it is too much."""
    here = kit.page.get()
    shown, part = kit.paged(rows, most, tall, high)
    whole = draw(shown)
    if here.surface in ("board", "stage") or kit.weight(whole) <= ROOM:
        return kit.join(whole, part)
    pages = fitting.packed(rows, most, tall, high)
    return kit.join(kit.hint(_("The facilitator turns the pages.")), draw(pages[(here.part - 1) % len(pages)]))


def _coming(places: Sequence[int]) -> Iterator[Row]:
    """The next two places each in a line of its own, those after them in one."""
    ahead = [*reversed(places)]
    first = ahead[: len(ahead) - 2] if len(ahead) > 3 else []
    if first:
        both = _("Places {first} to {last}: still to come", first=first[0], last=first[-1])
        yield Row("coming", idea=both, coming=True)
    for number in ahead[len(first) :]:
        yield Row(f"coming-{number}", str(number), _("Still to come"), coming=True)


def _rows(counted: Counted, bold: Mapping[str, Bold], least: int, mine: str | None) -> Iterator[Row]:
    now = {place.card for place in counted.now[1]} if counted.now else set()
    texts = counting.plain([place.score for place in counted.found.places])
    scores = {place.card: text for place, text in zip(counted.found.places, texts, strict=True)}
    parted = False
    for place in (*(place for _number, places in reversed(counted.told) for place in places), *counted.rest):
        if place.rank is None and not parted and counted.found.rounds:
            parted = True
            yield Row(
                "few",
                idea=ngettext("No place: fewer than {n} score", "No place: fewer than {n} scores", least),
                line=True,
            )
        idea, here = bold[place.card], place.card in now
        first = first_step(idea.first)
        own = _("your idea") if place.card == mine else ""
        said, few = record.scored(place.n, counted.found.rounds), _few(place.n, counted.found.rounds)
        yield Row(
            place.card, str(place.rank or ""), idea.idea, first, scores[place.card], place.n, said, few, own, here
        )


def _few(n: int, rounds: int) -> Words:
    """What is seen of the scores of an idea, where some are missing."""
    said, whole = str(_("{n} of {total}", n=n, total=rounds)), str(record.scored(n, rounds))
    return (said if said in whole else whole) if n < rounds else ""


def hands(mine: tuple[str, str] | None, offered: Mapping[str, str], who: str, own: str, joins: Collection[str]) -> Html:
    """A box for one's own idea, one for each other, and a name."""
    return _html.hands(
        mine, list(offered.items()), who, own, joins,
        _("This was mine, and I would work on it:"), _("I would join:"), _("Your name, as all will see it"),
    )  # fmt: skip


def owned(counted: Counted, bold: Mapping[str, Bold], names: Names, last: bool = False) -> Html:
    """The ideas that somebody works on, in the order of their places, with names."""
    some = [place for place in counted.found.places if any(names[place.card])]
    rows = [(place.card, bold[place.card].idea, _lines(*names[place.card])) for place in some]
    if not rows:
        if last:
            return kit.join(kit.lead(_("Nobody put their name to an idea.")), kit.lead(record.SIFT))
        quiet = kit.page.get().surface == "phone"
        return Html("") if quiet else kit.hint(_("Nobody has put their name to an idea yet. That is fine."))

    def tall(row: tuple[str, str, Sequence[Words]]) -> float:
        below = " ".join(map(str, row[2]))
        return fitting.lines(row[1], fitting.WIDE, 4.5) * 5.4 + fitting.lines(below, fitting.WIDE, 3.4) * 4 + 2

    def drawn(shown: Sequence[tuple[str, str, Sequence[Words]]]) -> Html:
        return kit.join(_html.owned(shown), kit.lead(record.SIFT) if last else "")

    return _in_pages(rows, tall, fitting.room() - UNDER, drawn)


def _lines(own: Sequence[str], joins: Sequence[str]) -> list[Words]:
    lines: list[Words] = [_("{names} works on it: it was their idea.", names=", ".join(own))] if own else []
    return [*lines, _("Would join: {names}", names=", ".join(joins))] if joins else lines
