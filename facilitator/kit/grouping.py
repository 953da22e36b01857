"""Grouping cards by tapping: choose a card, then where it goes. A script may let it be dragged; nothing needs that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup as Html

from facilitator.blocks.collect.card import ROOM as STAYS
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.group.rules import ALONE, NEW, Groups
from facilitator.i18n import Words, _
from facilitator.kit.caring import care_for_chosen
from facilitator.kit.context import NOTHING, act, join, page, weight
from facilitator.kit.macros import macros
from facilitator.kit.shelves import FIRST_ZOOM, Shelf, in_view, shelves, zoom_part
from facilitator.kit.words import hint
from facilitator.kit.written import SIGNS, Card, Column
from facilitator.static.bundle import bundle

_html = macros("grouping")

ROOM = 7_000
"""Bytes of cards with their controls that are sent at once; with more, only the cards on the board's page."""
CUT = 100
"""Characters of a card on the stage: its whole text stands on the board."""


@dataclass(frozen=True)
class Target:
    """A shelf to which cards can be moved."""

    id: str
    to: str
    title: Words
    cards: Sequence[Card] = ()
    group: bool = False
    name: str = ""
    words: bool = False
    """Whether its one card can give it its name."""


def group_tools(written: Cards, groups: Groups, columns: Sequence[Column] = ()) -> Html:
    """On the stage in the phase "group": move, name, merge, split, show larger, hide; posts what `Grouping` does."""
    rows = shelves(written, columns, groups)
    acts = [("split", _("Take its group apart"))] if groups.groups else []
    sorting = _sorting(rows, written, groups, columns, "move", acts)
    return join(sorting, care_for_chosen("sort"), _larger(rows, groups))


def group_controls(written: Cards, groups: Groups, columns: Sequence[Column] = ()) -> Html:
    """On a phone in the phase "group" where everyone groups: choose a card, then where it goes. Posts `shift`."""
    return _sorting(shelves(written, columns, groups), written, groups, columns, "shift", None)


def _sorting(
    rows: Sequence[Shelf], written: Cards, groups: Groups, columns: Sequence[Column], do: str,
    acts: Sequence[tuple[str, Words]] | None,
) -> Html:  # fmt: skip
    """With `acts`, for the facilitator: names, and what else can be done with the chosen card."""
    new, script = Target(NEW, NEW, _("New group")), bundle().group.url
    targets = _targets(rows, written, groups, cut=acts is not None)

    def draw(some: Sequence[Target]) -> Html:
        names = acts is not None
        return _html.sorting(page.get(), some, new, columns, SIGNS, do, script, _WORDS, names, acts or ())

    whole = draw(targets)
    if weight(whole) <= ROOM:
        return whole
    there = in_view(rows)
    fewer = [replace(target, cards=[card for card in target.cards if card.id in there]) for target in targets]
    return join(hint(_("These are the cards on the board now. Turn its page for others.")), draw(fewer))


def _targets(rows: Sequence[Shelf], written: Cards, groups: Groups, cut: bool) -> list[Target]:
    found, alone = [], []
    for shelf in rows:
        cards = [_cut(card) for card in shelf.cards] if cut else list(shelf.cards)
        if shelf.id in groups.groups:
            name, words = groups.groups[shelf.id].name, cut and _speaks(shelf, written)
            found.append(Target(shelf.id, shelf.id, shelf.title, cards, True, name, words))
        else:
            alone += cards
    return [*found, Target(ALONE, ALONE, _("On their own"), alone)]


def _speaks(shelf: Shelf, written: Cards) -> bool:
    """Whether a group has no name, and one card whose words can be it."""
    return len(shelf.cards) == 1 and not shelf.named and written.cards[shelf.cards[0].id].permission > STAYS


def _larger(rows: Sequence[Shelf], groups: Groups) -> Html:
    """Buttons that give one group the whole board, or bring all of them back."""
    parts = [(zoom_part(rows, shelf.id), shelf.title) for shelf in rows]
    found: list[tuple[str, Words]] = [(act("turn", part=part), title) for part, title in parts if part]
    if page.get().part >= FIRST_ZOOM:
        found.append((act("turn", part=1), _("All groups")))
    return _html.larger(found, _("Show one group larger on the board")) if found else NOTHING


def _cut(card: Card) -> Card:
    return card if len(card.text) <= CUT else replace(card, text=f"{card.text[: CUT - 1].rstrip()}…")


_WORDS = {
    "how": _("Choose a card, then tap where it goes. Names come last."),
    "here": _("Move here"),
    "alone": _("Put on its own"),
    "make": _("Start a group with it"),
    "name": _("Name of this group"),
    "words": _("Use its words as the name"),
    "save": _("Save names"),
    "whole": _("With its whole group"),
}
