"""Caring for cards that were shown: what their writer can do on the phone, and the facilitator on the stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect import card, record
from facilitator.i18n import Text, Words, _
from facilitator.kit.answers import button, text_form
from facilitator.kit.card_writing import NO_NAMES, level_of, place_of, rows_of, stricter
from facilitator.kit.context import NOTHING, act, join, page, weight
from facilitator.kit.macros import macros
from facilitator.kit.words import foldable, heading, hint
from facilitator.kit.written import SIGNS, Card, Column, cards
from facilitator.primitives.caring import Pile

_html = macros("grouping")

HIDDEN: Mapping[card.Reason, Text] = {
    "person": _("The facilitator hid this: it names or identifies someone. Only you see this."),
    "harm": _("The facilitator hid this: its words can harm. Only you see this."),
    "test": _("The facilitator hid this: it looked like a test. Only you see this."),
}
CODES = (
    _("Write these codes down. With a code we can remove your card later."),
    _("Copies that were handed out by then cannot be called back."),
)
CHOOSE = {
    "title": _("Hide a card, or suggest other words"),
    "chosen": _("Hide the chosen card, or suggest other words"),
    "how": _("Choose a card first. Only its writer will see what you do with it."),
    "words": _("Other words for it"),
    "suggest": _("Suggest these to its writer"),
    "begins": _("How does the card begin?"),
}
REASONS = (
    ("person", _("It names someone")),
    ("harm", _("Its words harm")),
    ("test", _("It is a test")),
)
ROOM = 5_000
"""Bytes of cards that stand on the stage to choose from; with more of them one is named by how it begins."""


def own_words(piles: Sequence[Pile], me: Key, ctx: Ctx, codes: bool = False) -> Html:
    """On a phone: one's own cards that were shown: take back, make stricter, rewrite what was hidden, other words.

    While people group, "That is not what I meant" pulls a card out of its group. With `codes`, in the last phase, each
    card that carries a permission has the code that removes it later. Folded while people answer something else.
    """
    found = [_own(pile, me, ctx, codes, f"mine-{at}") for at, pile in enumerate(piles) if pile.cards.of(me)]
    if not found:
        return NOTHING
    if page.get().privacy is not None:
        return join(*(foldable(title, inside) for title, inside in found))
    return join(*(join(heading(title), inside) for title, inside in found))


def care_tools(piles: Sequence[Pile]) -> Html:
    """On the stage: choose a card, say why it is hidden, or suggest other words. Posts `hide` and `suggest_words`.

    With many cards, it is named by its first words.
    """
    drawn = [each for pile in piles for each in _drawn(pile)]
    if not drawn:
        return NOTHING
    columns = [column for pile in piles for column in _columns(pile)]
    whole = _html.caring(page.get(), drawn, False, columns, SIGNS, REASONS, CHOOSE, "care")
    if weight(whole) <= ROOM:
        return whole
    return _html.caring(page.get(), (), True, columns, SIGNS, REASONS, CHOOSE, "care")


def care_for_chosen(form: str) -> Html:
    """The same for the card that is chosen in `form`."""
    return _html.caring(page.get(), (), False, (), SIGNS, REASONS, {**CHOOSE, "title": CHOOSE["chosen"]}, form)


def _own(pile: Pile, me: Key, ctx: Ctx, codes: bool, id: str) -> tuple[Words, Html]:
    mine, columns = pile.cards.of(me), _columns(pile)
    given = record.codes(pile.cards, me, ctx) if codes and pile.rules.permissions else {}
    rows = []
    for each, own in mine.items():
        note = HIDDEN[own.hidden] if own.hidden else _code(given[each]) if each in given else level_of(own, pile.rules)
        buttons = [*_pull(pile, each), *_suggested(each, own), _care(each, own, pile)]
        rows.append(Card(each, own.text, place_of(own.column, columns), buttons, note))
    told = join(*map(hint, CODES)) if given else NOTHING
    return pile.title, join(told, cards(rows, columns, id))


def _pull(pile: Pile, id: str) -> list[Html]:
    return [button(_("That is not what I meant"), act(pile.out[id], card=id))] if id in pile.out else []


def _suggested(id: str, own: card.Card) -> Iterator[Html]:
    if own.suggested:
        yield hint(_("The facilitator suggests: “{text}”. Only you see this.", text=own.suggested))
        yield button(_("Take these words"), act("take_words_for_it", card=id))
        yield button(_("Keep mine"), act("keep_my_words", card=id))


def _care(id: str, own: card.Card, pile: Pile) -> Html:
    """What its writer can still do with a card that was shown."""
    back = button(_("Take it back"), act("take_back", card=id), label=_("Take it back: {text}", text=own.text))
    again = NOTHING
    if own.hidden:
        label, do = _("In other words"), act("rewrite", card=id)
        again = text_form("text", label, do, pile.rules.limit, _("Show this"), own.text, rows_of(pile.rules), NO_NAMES)
    return foldable(_("Change"), join(again, *stricter(id, own, pile.rules), back))


def _columns(pile: Pile) -> list[Column]:
    return [Column(value, words) for value, words in pile.columns.items()]


def _drawn(pile: Pile) -> list[Card]:
    columns = _columns(pile)
    return [Card(id, each.text, place_of(each.column, columns)) for id, each in pile.cards.shown().items()]


def _code(code: str) -> Words:
    return _("Code to have it removed: {code}", code=code)
