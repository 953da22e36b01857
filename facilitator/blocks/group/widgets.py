"""Grouping cards by tapping: choose a card, then where it goes. A script may let it be dragged; nothing needs that."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.collect.card import ROOM as STAYS
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.collect.shelves import FIRST_ZOOM, Shelf, by_column, drawn, in_view, wall, zoom_part
from facilitator.blocks.collect.widgets import care_for_chosen
from facilitator.blocks.group.rules import ALONE, NEW, Groups
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import NOTHING
from facilitator.kit.macros import macros
from facilitator.kit.written import SIGNS
from facilitator.static.bundle import bundle

Named = Callable[[str], str]
"""What an action is called on the wire."""

_html = macros("grouping", beside=__file__)

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
    cards: Sequence[kit.Card] = ()
    group: bool = False
    name: str = ""
    words: bool = False
    """Whether its one card can give it its name."""


def group_wall(
    written: Cards, groups: Groups, columns: Sequence[kit.Column] = (), letters: Mapping[str, tuple[str, Words]] = {}
) -> Html:  # fmt: skip
    """All shown cards: those of each group together, then those on their own, column by column; some with letters."""
    rows = group_shelves(written, groups, columns)
    if letters:
        rows = [replace(shelf, cards=[_lettered(card, *letters[card.id]) for card in shelf.cards]) for shelf in rows]
    return wall(rows, columns, signs=bool(groups.groups))


def group_shelves(written: Cards, groups: Groups, columns: Sequence[kit.Column] = ()) -> list[Shelf]:
    """Groups in the order they were made, then what is on its own, column by column."""
    cards = drawn(written, columns)
    found = [
        Shelf(
            group, groups.label(group, written) or _("No name yet"), [cards[id] for id in ids],
            groups.groups[group].named,
        )
        for group, ids in groups.members(written).items()
        if ids
    ]  # fmt: skip
    return by_column([cards[id] for id in groups.alone(written)], columns, found)


def group_tools(written: Cards, groups: Groups, columns: Sequence[kit.Column] = (), named: Named = str) -> Html:
    """On the stage while people group: move, name, merge, split, show larger, hide; posts what `Sort` does."""
    rows = group_shelves(written, groups, columns)
    acts = [(named("split"), _("Take its group apart"))] if groups.groups else []
    sorting = _sorting(rows, written, groups, columns, named, "move", acts)
    return kit.join(sorting, care_for_chosen("sort"), _larger(rows))


def group_controls(written: Cards, groups: Groups, columns: Sequence[kit.Column] = (), named: Named = str) -> Html:
    """On a phone where everyone groups: choose a card, then where it goes. Posts `shift`."""
    return _sorting(group_shelves(written, groups, columns), written, groups, columns, named, "shift", None)


def left_over(n: int, named: Named = str) -> Html:
    """On the stage: what to do with `n` cards that are on their own. Posts `stand_alone`."""
    if not n:
        return NOTHING
    alone = ngettext("Let {n} card stand alone", "Let {n} cards stand alone", n)
    rest = ngettext("Put {n} card into one group", "Put {n} cards into one group", n)
    do = named("stand_alone")
    return kit.secondary([kit.button(alone, do), kit.button(rest, kit.act(do, together=1))])


def _sorting(
    rows: Sequence[Shelf], written: Cards, groups: Groups, columns: Sequence[kit.Column], named: Named, do: str,
    acts: Sequence[tuple[str, Words]] | None,
) -> Html:  # fmt: skip
    """With `acts`, for the facilitator: names, and what else can be done with the chosen card."""
    new, script = Target(NEW, NEW, _("New group")), bundle().group.url
    targets = _targets(rows, written, groups, cut=acts is not None)

    def draw(some: Sequence[Target]) -> Html:
        names = acts is not None
        return _html.sorting(kit.page.get(), some, new, columns, SIGNS, named, do, script, _WORDS, names, acts or ())

    whole = draw(targets)
    if kit.weight(whole) <= kit.room(ROOM):
        return whole
    there = in_view(rows)
    fewer = [replace(target, cards=[card for card in target.cards if card.id in there]) for target in targets]
    return kit.join(kit.hint(_("These are the cards on the board now. Turn its page for others.")), draw(fewer))


def _lettered(card: kit.Card, letter: str, words: Words) -> kit.Card:
    return replace(card, letter=letter, note=words)


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


def _larger(rows: Sequence[Shelf]) -> Html:
    """Buttons that give one group the whole board, or bring all of them back."""
    parts = [(zoom_part(rows, shelf.id), shelf.title) for shelf in rows]
    found: list[tuple[str, Words]] = [(kit.act("turn", part=part), title) for part, title in parts if part]
    if kit.page.get().part >= FIRST_ZOOM:
        found.append((kit.act("turn", part=1), _("All groups")))
    return _html.larger(found, _("Show one group larger on the board")) if found else NOTHING


def _cut(card: kit.Card) -> kit.Card:
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
