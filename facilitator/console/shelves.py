"""The shelves of the library: every activity as a card, in the order of the guide or by what a group wants to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from facilitator.console import parts
from facilitator.i18n import Words, _
from facilitator.library.registry import Kind, Registry
from facilitator.library.shelves import FACTS, ORDERS, Order, Row, shelves, told
from facilitator.session.step import BREAK

Chosen = Callable[[str], None]


class Shelves:
    """The cards, with two buttons for their order. `chosen` is called with the id of an activity, or of a break."""

    def __init__(self, library: Registry, chosen: Chosen) -> None:
        self.library, self.chosen = library, chosen
        with parts.box("orders", role="group", aria_label=_("In which order")):
            self.ways = {order: parts.button(words, partial(self.show, order)) for order, words in ORDERS.items()}
        self.box = parts.box("shelves")
        self.show("step")

    def show(self, order: Order) -> None:
        """Draw the shelves in this order. What belongs on none stands last."""
        for name, way in self.ways.items():
            way.props["aria-pressed"] = str(name == order).lower()
        self.box.clear()
        with self.box:
            for row in shelves(self.library.activities.values(), order):
                self._row(row)
            parts.heading(3, _("In between"))
            with parts.box("cards", "ul"):
                _card("break", _("Break"), _("Rest, tea, and talking to each other."), partial(self.chosen, BREAK))

    def _row(self, row: Row) -> None:
        parts.heading(3, row.title)
        if row.kinds:
            with parts.box("cards", "ul"):
                for kind in row.kinds:
                    _card(kind.glyph, kind.title, _(kind.card()), partial(self.chosen, kind.id), kind)
        if row.also:
            names = ", ".join(str(kind.title) for kind in row.also)
            parts.words(_("Also good for this: {names}", names=names), "soft also")


def _card(glyph: str, title: Words, about: Words, add: parts.Do, kind: Kind | None = None) -> None:
    with parts.box("card", "li"):
        parts.tile(glyph)
        with parts.box("what"):
            parts.words(title, tag="b")
            parts.words(about)
            if kind is not None:
                facts(kind)
        parts.button(_("Choose"), add, icon="plus", label=_("Choose {title}", title=title))


def facts(kind: Kind) -> None:
    """When to use an activity, how long it takes, for how many, and what it leaves behind."""
    said = told(kind)
    if said:
        with parts.box("facts", "dl"):
            for name, words in said.items():
                with parts.box():
                    parts.words(FACTS[name], tag="dt")
                    parts.words(words, tag="dd")


def broken(library: Registry) -> None:
    """What could not be loaded, and why; nothing where all could."""
    if not library.broken:
        return
    parts.heading(3, _("These could not be loaded"))
    with parts.box("cards", "ul"):
        for each in library.broken:
            with parts.box("card broken", "li"):
                parts.sign("not-yet")
                with parts.box("what"):
                    parts.words(each.name, tag="b")
                    parts.words(each.why)
