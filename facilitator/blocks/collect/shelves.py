"""Cards on the wall: three shelves at a time with three cards each, page after page, or one shelf larger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.context import NOTHING
from facilitator.kit.macros import macros
from facilitator.kit.written import SIGNS, look

_html, _cards, _results = macros("shelves", beside=__file__), macros("written"), macros("results")

PILE = "alone"
"""The shelf of cards that stand with no others."""
ACROSS, DOWN, LARGER = 3, 3, 9
"""Shelves a page, cards of a shelf a page, and cards where one shelf has the page for itself."""
FIRST_ZOOM = 50
"""The part of the board where shelves begin that have the wall for themselves; the pages come before."""
ROOM = 9_000
"""Bytes of cards that a phone is sent at once; with more it follows the pages of the board."""


@dataclass(frozen=True)
class Shelf:
    """Cards that stand together: a group, a column, or all that is on its own."""

    id: str
    title: Words
    cards: Sequence[kit.Card]
    named: bool = False
    column: int | None = None


def card_wall(written: Cards, columns: Sequence[kit.Column] = ()) -> Html:
    """All shown cards, column by column, or in one pile."""
    return wall(shelves(written, columns), columns)


def wall(rows: Sequence[Shelf], columns: Sequence[kit.Column], signs: bool = False) -> Html:
    """Shelves of cards: on the board and the stage one page at a time, on a phone everything as long as it fits.

    With `signs` it says which sign means which column, for shelves that hold cards of several.
    """
    if not any(shelf.cards for shelf in rows):
        return kit.empty(_("No card was written."), "")
    key = kit.column_key(columns) if columns and signs else NOTHING
    if kit.page.get().surface in ("phone", "paper"):
        whole = _draw(rows, columns)
        if len(whole.encode()) <= kit.room(ROOM):
            return kit.join(key, whole)
        key = kit.join(kit.hint(_("The facilitator turns the pages.")), key)
    return kit.join(key, _page(rows, columns))


def shelves(written: Cards, columns: Sequence[kit.Column] = ()) -> list[Shelf]:
    """One for each column that has a card, or one for all."""
    return by_column(list(drawn(written, columns).values()), columns)


def drawn(written: Cards, columns: Sequence[kit.Column]) -> dict[str, kit.Card]:
    """Every shown card by its id, as it stands on a page."""
    places = {column.value: at for at, column in enumerate(columns)}
    return {id: kit.Card(id, card.text, places.get(card.column)) for id, card in written.shown().items()}


def by_column(cards: Sequence[kit.Card], columns: Sequence[kit.Column], before: Sequence[Shelf] = ()) -> list[Shelf]:
    """The shelves `before`, then one for each column of these cards, or one for all; the first is never left out."""
    found = [*before]
    if not columns:
        return [*found, Shelf(PILE, _("On their own"), cards)] if cards else found
    for at, column in enumerate(columns):
        pile = [card for card in cards if card.column == at]
        if pile or not found:
            found.append(Shelf(f"{PILE}-{at}", column.words, pile, column=at))
    return found


def in_view(rows: Sequence[Shelf]) -> set[str]:
    """The cards (ids) that stand on the board now."""
    number, overview, zoom = _present(rows)
    chosen = zoom[number - FIRST_ZOOM : number - FIRST_ZOOM + 1] if number >= FIRST_ZOOM else overview[number]
    return {card.id for shelf in chosen for card in shelf.cards}


def zoom_part(rows: Sequence[Shelf], id: str) -> int:
    """The part of the board where a shelf has the wall for itself; 0 where that shows no more."""
    at = next((at for at, shelf in enumerate(_zooms(rows)) if shelf.id == id), None)
    return FIRST_ZOOM + at if at is not None and at < FIRST_ZOOM else 0


def _page(rows: Sequence[Shelf], columns: Sequence[kit.Column]) -> Html:
    number, overview, zoom = _present(rows)
    if number >= FIRST_ZOOM:
        shelf = zoom[number - FIRST_ZOOM]
        line = _("One group at a time: {n} of {total}", n=number - FIRST_ZOOM + 1, total=len(zoom))
        return kit.join(
            kit.heading(shelf.title), _pile(shelf, columns, kit.room(fitting.HIGH) - 7), _results.part(line)
        )
    drawn = _draw(overview[number], columns)
    if len(overview) == 1:
        return drawn
    return kit.join(drawn, _results.part(_("Page {n} of {total}", n=number + 1, total=len(overview))))


def _present(rows: Sequence[Shelf]) -> tuple[int, list[list[Shelf]], list[Shelf]]:
    """Which page it is (from 0, or from `FIRST_ZOOM`), all pages, and all shelves that can be shown larger."""
    overview, zoom, part = list(_pages(rows)), list(_zooms(rows)), kit.page.get().part
    if part >= FIRST_ZOOM:
        return (part if part - FIRST_ZOOM < len(zoom) else 0), overview, zoom
    return (part - 1) % len(overview), overview, zoom


def _pages(rows: Sequence[Shelf]) -> Iterator[list[Shelf]]:
    if _flat(rows):
        pile = rows[0]
        for first in range(0, max(1, len(pile.cards)), LARGER):
            yield [replace(pile, cards=pile.cards[first : first + LARGER])]
        return
    for first in range(0, len(rows), ACROSS):
        block = rows[first : first + ACROSS]
        deepest = max(len(shelf.cards) for shelf in block)
        for top in range(0, max(1, deepest), DOWN):
            yield [
                replace(shelf, cards=shelf.cards[top : top + DOWN]) for shelf in block if top == 0 or shelf.cards[top:]
            ]


def _zooms(rows: Sequence[Shelf]) -> Iterator[Shelf]:
    for shelf in [] if _flat(rows) else rows:
        for first in range(0, len(shelf.cards) if len(shelf.cards) > DOWN else 0, LARGER):
            yield replace(shelf, cards=shelf.cards[first : first + LARGER])


def _draw(rows: Sequence[Shelf], columns: Sequence[kit.Column]) -> Html:
    if _flat(rows):
        return _pile(rows[0], columns, kit.room(fitting.HIGH))
    piles = [(shelf.title, [card.text for card in shelf.cards]) for shelf in rows]
    block = bool(columns) or any(card.letter for shelf in rows for card in shelf.cards)
    wall, cuts = fitting.shelved(piles, block, kit.room(fitting.HIGH))
    return _html.shelves(rows, columns, SIGNS, kit.once("wall"), wall.look, cuts)


def _pile(shelf: Shelf, columns: Sequence[kit.Column], high: float) -> Html:
    return _cards.cards(shelf.cards, columns, SIGNS, kit.once("wall"), look(shelf.cards, high))


def _flat(rows: Sequence[Shelf]) -> bool:
    """Whether there is nothing but one pile of cards, which needs no heading."""
    return len(rows) == 1 and rows[0].id == PILE
