"""Writing cards on a phone: the form with one's own cards, and the same on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup as Html

from facilitator.activity import Key
from facilitator.blocks.collect import card
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.i18n import Text, Words, _
from facilitator.kit.answers import button, send, text_form
from facilitator.kit.context import NOTHING, act, field, join, mark
from facilitator.kit.macros import macros
from facilitator.kit.words import foldable, heading, hint, privacy
from facilitator.kit.written import SIGNS, Card, Column, cards, column_picker

_html = macros("writing")

LEVELS: Mapping[int, Text] = {
    card.ROOM: _("Stays in this room"),
    card.NOTES: _("In our notes, without my name"),
    card.OUTSIDE: _("May be shared outside, without my name"),
    card.NAMED: _("May be shared outside, with the name I give"),
}
NO_NAMES = _("Please do not name other people.")
PLENTY = _("2 or 3 cards are enough.")
LINES = 8
"""Room for so many full cards in a field for paper."""


def card_writing(
    written: Cards, rules: Rules, me: Key, columns: Sequence[Column] = (), label: Words = "", note: Words = ""
) -> Html:
    """The form for one more card with its columns and the sentence about privacy; below it one's own cards.

    Posts `write`, `edit`, `delete`, `lower`, `finish_writing` and `pass`. `label` says what the field asks for; `note`
    is a hint under it. With one card a person, the field holds that card.
    """
    mine = written.of(me)
    full = rules.most is not None and len(mine) >= rules.most
    passed, saved = me in written.passes, me in written.finished
    if rules.most == 1 and mine:
        id, own = next(iter(mine.items()))
        return join(_edit(id, own, rules, columns, label, open=True), *stricter(id, own, rules))
    plenty = "" if rules.most else PLENTY
    form = text_form(
        "text", label or _("Your card"), "write", rules.limit, _("Add card") if rules.most != 1 else _("Send"),
        rows=rows_of(rules), note=f"{NO_NAMES} {note or plenty}".strip(), before=_before(written, rules, me, columns),
        passes="" if mine else "pass", saved=saved, passed=passed,
    )  # fmt: skip
    rows = [
        Card(id, own.text, place_of(own.column, columns), [_change(id, own, rules, columns)], level_of(own, rules))
        for id, own in mine.items()
    ]
    done = send("finish_writing", "", saved=saved, send_words=_("Done")) if mine and not saved else NOTHING
    listed = join(heading(_("Your cards")), cards(rows, columns, "mine"), done) if mine else NOTHING
    return join(NOTHING if full else form, listed)


def card_sheet(rules: Rules, columns: Sequence[Column] = (), label: Words = "") -> Html:
    """Empty fields for cards on paper, one card a line; for the action `sheet`."""
    piles = [(column.value, column.words, SIGNS[at % 4]) for at, column in enumerate(columns)]
    fields = [
        _html.sheet(field(f"cards.{value}"), words, rules.limit * LINES, sign)
        for value, words, sign in piles or [("", label or _("Cards"), "")]
    ]
    levels = [(level, LEVELS[level]) for level in (card.ROOM, card.NOTES)]
    where = _html.permissions(field("permission"), levels, card.ROOM, _("Where may they go?"), "f")
    one = _("One card.") if rules.most == 1 else _("One card a line.")
    return join(hint(one), *fields, where if rules.permissions else NOTHING)


def select(name: str, columns: Sequence[Column], chosen: str, label: Words, id: str) -> Html:
    """A list that opens, to choose one of in a form; `id` ties its label to it."""
    return _html.column_select(field(name), columns, chosen, label, id)


def _before(written: Cards, rules: Rules, me: Key, columns: Sequence[Column]) -> Html:
    mine = list(written.of(me).values())
    chosen = mine[-1].column if mine else columns[0].value if columns else ""
    parts = [column_picker("column", columns, chosen, _("Column"))] if columns else []
    if rules.permissions:
        parts += [
            _html.permissions(field("permission"), list(LEVELS.items()), card.ROOM, _("Where may this card go?"), ""),
            _html.line(field("purpose"), _("If outside: what may it be used for? It ends after a year."), 140),
            _html.line(field("who"), _("If with a name: which?"), 40),
        ]
    return join(*parts, privacy())


def _change(id: str, own: card.Card, rules: Rules, columns: Sequence[Column]) -> Html:
    return foldable(_("Change"), join(_edit(id, own, rules, columns), *stricter(id, own, rules)))


def _edit(
    id: str, own: card.Card, rules: Rules, columns: Sequence[Column], label: Words = "", open: bool = False
) -> Html:
    do, form = act("edit", card=id), mark("column", id)
    where = select("column", columns, own.column, _("Column"), form) if columns else NOTHING
    before = join(where, privacy()) if open else where
    delete = button(_("Delete"), act("delete", card=id), label=_("Delete: {text}", text=own.text))
    edit = text_form(
        "text", label or _("Your card"), do, rules.limit, _("Send change") if open else _("Save"), own.text,
        rows_of(rules), NO_NAMES, before=before, saved=open,
    )  # fmt: skip
    return join(edit, delete)


def stricter(id: str, own: card.Card, rules: Rules) -> list[Html]:
    if not rules.permissions:
        return []
    stricter = [level for level in LEVELS if level < own.permission]
    return [button(LEVELS[level], act("lower", card=id, permission=level)) for level in stricter]


def level_of(own: card.Card, rules: Rules) -> Words:
    return LEVELS[own.permission] if rules.permissions else ""


def rows_of(rules: Rules) -> int:
    return 1 if rules.limit <= 40 else 3


def place_of(column: str, columns: Sequence[Column]) -> int | None:
    return next((at for at, each in enumerate(columns) if each.value == column), None)
