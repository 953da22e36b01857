"""Cards on a page: written on a phone or on paper, cared for by their writers, and hidden on the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import card, record
from facilitator.blocks.collect.beside import Beside, Said
from facilitator.blocks.collect.pile import Pile
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.i18n import Text, Words, _
from facilitator.kit.context import NOTHING, field
from facilitator.kit.macros import macros
from facilitator.kit.written import SIGNS

Named = Callable[[str], str]
"""What an action is called on the wire."""

_writing, _caring = macros("writing", beside=__file__), macros("caring", beside=__file__)

LEVELS: Mapping[int, Text] = {
    card.ROOM: _("Stays in this room"),
    card.NOTES: _("In our notes, without my name"),
    card.OUTSIDE: _("May be shared outside, without my name"),
    card.NAMED: _("May be shared outside, with the name I give"),
}
NO_NAMES = _("Please do not name other people.")
PLENTY = _("2 or 3 cards are enough.")
LINES, SHEET = 8, 3
"""Room for so many full cards in a field for paper; and fields, where something is said beside each card."""

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
STAGE = 5_000
"""Bytes of cards that stand on the stage to choose from; with more of them one is named by how it begins."""


def card_writing(
    written: Cards, rules: Rules, me: Key, columns: Sequence[kit.Column] = (), label: Words = "", note: Words = "",
    named: Named = str, remark: Callable[[str], Words] = lambda _text: "",
) -> Html:  # fmt: skip
    """The form for one more card with its columns and the sentence about privacy; below it one's own cards.

    Posts `write`, `edit`, `delete`, `finish_writing`, as they are `named`, and `lower` and `pass`. `label` says what
    the field asks for; `note` is a hint under it; `remark` makes one of a card. With one card a person, the field holds
    that card.
    """
    mine = written.of(me)
    full = rules.most is not None and len(mine) >= rules.most
    passed, saved = me in written.passes, me in written.finished
    if rules.most == 1 and mine:
        id, own = next(iter(mine.items()))
        seen = kit.hint(words) if (words := remark(own.text)) else NOTHING
        return kit.join(seen, _edit(id, own, rules, columns, named, label, open=True), *_stricter(id, own, rules))
    plenty = "" if rules.most else PLENTY
    told = f"{NO_NAMES} {note or plenty}".strip()
    form = kit.text_form(
        kit.TextField("text", label or _("Your card"), rules.limit, rows=_rows_of(rules), note=told),
        named("write"), _("Add card") if rules.most != 1 else _("Send"), before=_before(written, rules, me, columns),
        passes="" if mine else "pass", saved=saved, passed=passed, after=fields_beside(rules.beside, {}),
    )  # fmt: skip
    rows = [
        kit.Card(
            id,
            own.text,
            _place_of(own.column, columns),
            [_change(id, own, rules, columns, named)],
            remark(own.text) or _level_of(own, rules) or chosen(own, rules),
        )
        for id, own in mine.items()
    ]
    done = kit.send(named("finish_writing"), "", saved=saved, send_words=_("Done")) if mine and not saved else NOTHING
    listed = kit.join(kit.heading(_("Your cards")), kit.cards(rows, columns, "mine"), done) if mine else NOTHING
    return kit.join(NOTHING if full else form, listed)


def card_sheet(rules: Rules, columns: Sequence[kit.Column] = (), label: Words = "") -> Html:
    """Empty fields for cards on paper, one card a line; for the action `sheet`."""
    piles = [(column.value, column.words, SIGNS[at % 4]) for at, column in enumerate(columns)]
    fields = [
        _writing.sheet(field(f"cards.{value}"), words, rules.limit * LINES, sign)
        for value, words, sign in piles or [("", label or _("Cards"), "")]
    ]
    levels = [(level, LEVELS[level]) for level in (card.ROOM, card.NOTES)]
    where = _writing.permissions(field("permission"), levels, card.ROOM, _("Where may they go?"), "f")
    one = _("One card.") if rules.most == 1 else _("One card a line.")
    told = kit.hint(one)
    if rules.beside:
        told, fields = NOTHING, [_line(value, words, sign, at, rules)
                                 for value, words, sign in piles or [("", label or _("Card"), "")]
                                 for at in range(1, min(rules.most or SHEET, SHEET) + 1)]  # fmt: skip
    return kit.join(told, *fields, where if rules.permissions else NOTHING)


def chosen(own: card.Card, rules: Rules) -> Words:
    """What was chosen beside a card, in a line."""
    return " · ".join(str(each.options[value]) for each in rules.beside for value in own.beside.get(each.id, ()))


def _line(column: str, label: Words, sign: str, number: int, rules: Rules) -> Html:
    """One card on paper, with what is said beside it."""
    at = f"{column}.{number}" if column else str(number)
    words = _("{label} {n}", label=label, n=number)
    beside = fields_beside(rules.beside, {}, f"{at}.", "f")
    return kit.join(_writing.sheet(field(f"cards.{at}"), words, rules.limit, sign, 2), beside)


def fields_beside(fields: Sequence[Beside], said: Said, at: str = "", form: str = "", id: str = "") -> Html:
    """The fields beside a card, with what is chosen; in the `form` they stand in, or another one."""
    return kit.join(*(_writing.beside(field("fields"), at, each, said.get(each.id, ()), form, id) for each in fields))


def _before(written: Cards, rules: Rules, me: Key, columns: Sequence[kit.Column]) -> Html:
    mine = list(written.of(me).values())
    chosen = mine[-1].column if mine else columns[0].value if columns else ""
    parts = [kit.column_picker("column", columns, chosen, _("Column"))] if columns else []
    if rules.permissions:
        parts += [
            _writing.permissions(
                field("permission"), list(LEVELS.items()), card.ROOM, _("Where may this card go?"), ""
            ),
            _writing.line(field("purpose"), _("If outside: what may it be used for? It ends after a year."), 140),
            _writing.line(field("who"), _("If with a name: which?"), 40),
        ]
    return kit.join(*parts, kit.privacy())


def _change(id: str, own: card.Card, rules: Rules, columns: Sequence[kit.Column], named: Named) -> Html:
    return kit.foldable(_("Change"), kit.join(_edit(id, own, rules, columns, named), *_stricter(id, own, rules)))


def _edit(
    id: str,
    own: card.Card,
    rules: Rules,
    columns: Sequence[kit.Column],
    named: Named,
    label: Words = "",
    open: bool = False,
) -> Html:
    do, form = kit.act(named("edit"), card=id), kit.mark("column", id)
    where = kit.column_select("column", columns, own.column, _("Column"), form) if columns else NOTHING
    before = kit.join(where, kit.privacy()) if open else where
    delete = kit.button(_("Delete"), kit.act(named("delete"), card=id), label=_("Delete: {text}", text=own.text))
    edit = kit.text_form(
        kit.TextField("text", label or _("Your card"), rules.limit, own.text, _rows_of(rules), NO_NAMES),
        do, _("Send change") if open else _("Save"), before=before, saved=open,
        after=fields_beside(rules.beside, own.beside, id=id),
    )  # fmt: skip
    return kit.join(edit, delete)


def _stricter(id: str, own: card.Card, rules: Rules) -> list[Html]:
    if not rules.permissions:
        return []
    levels = [level for level in LEVELS if level < own.permission]
    return [kit.button(LEVELS[level], kit.act("lower", card=id, permission=level)) for level in levels]


def _level_of(own: card.Card, rules: Rules) -> Words:
    return LEVELS[own.permission] if rules.permissions else ""


def _rows_of(rules: Rules) -> int:
    return 1 if rules.limit <= 40 else 3


def _place_of(column: str, columns: Sequence[kit.Column]) -> int | None:
    return next((at for at, each in enumerate(columns) if each.value == column), None)


def own_words(piles: Sequence[Pile], me: Key, ctx: Ctx, codes: bool = False) -> Html:
    """On a phone: one's own cards that were shown: take back, make stricter, rewrite what was hidden, other words.

    While people group, "That is not what I meant" pulls a card out of its group. With `codes`, in the last phase, each
    card that carries a permission has the code that removes it later. Folded while people answer something else.
    """
    found = [_own(pile, me, ctx, codes, f"mine-{at}") for at, pile in enumerate(piles) if pile.cards.of(me)]
    if not found:
        return NOTHING
    if kit.page.get().privacy is not None:
        return kit.join(*(kit.foldable(title, inside) for title, inside in found))
    return kit.join(*(kit.join(kit.heading(title), inside) for title, inside in found))


def care_tools(piles: Sequence[Pile]) -> Html:
    """On the stage: choose a card, say why it is hidden, or suggest other words. Posts `hide` and `suggest_words`.

    With many cards, it is named by its first words.
    """
    drawn: list[kit.Card] = []
    columns: list[kit.Column] = []
    for pile in piles:
        columns += _columns(pile)
        drawn += [kit.Card(id, each.text, _place_of(each.column, columns)) for id, each in pile.cards.shown().items()]
    if not drawn:
        return NOTHING
    whole = _caring.caring(kit.page.get(), drawn, False, columns, SIGNS, REASONS, CHOOSE, "care")
    if kit.weight(whole) <= STAGE:
        return whole
    return _caring.caring(kit.page.get(), (), True, columns, SIGNS, REASONS, CHOOSE, "care")


def care_for_chosen(form: str) -> Html:
    """The same for the card that is chosen in `form`."""
    return _caring.caring(kit.page.get(), (), False, (), SIGNS, REASONS, {**CHOOSE, "title": CHOOSE["chosen"]}, form)


def _own(pile: Pile, me: Key, ctx: Ctx, codes: bool, id: str) -> tuple[Words, Html]:
    mine, columns = pile.cards.of(me), _columns(pile)
    given = record.codes(pile.cards, me, ctx) if codes and pile.rules.permissions else {}
    rows = []
    for each, own in mine.items():
        note = HIDDEN[own.hidden] if own.hidden else _code(given[each]) if each in given else _level_of(own, pile.rules)
        buttons = [*_pull(pile, each), *_suggested(each, own), _care(each, own, pile)]
        rows.append(kit.Card(each, own.text, _place_of(own.column, columns), buttons, note))
    told = kit.join(*map(kit.hint, CODES)) if given else NOTHING
    return pile.title, kit.join(told, kit.cards(rows, columns, id))


def _pull(pile: Pile, id: str) -> list[Html]:
    return [kit.button(_("That is not what I meant"), kit.act(pile.out[id], card=id))] if id in pile.out else []


def _suggested(id: str, own: card.Card) -> Iterator[Html]:
    if own.suggested:
        yield kit.hint(_("The facilitator suggests: “{text}”. Only you see this.", text=own.suggested))
        yield kit.button(_("Take these words"), kit.act("take_words_for_it", card=id))
        yield kit.button(_("Keep mine"), kit.act("keep_my_words", card=id))


def _care(id: str, own: card.Card, pile: Pile) -> Html:
    """What its writer can still do with a card that was shown."""
    back = kit.button(_("Take it back"), kit.act("take_back", card=id), label=_("Take it back: {text}", text=own.text))
    again = NOTHING
    if own.hidden:
        label, do = _("In other words"), kit.act("rewrite", card=id)
        again = kit.text_form(
            kit.TextField("text", label, pile.rules.limit, own.text, _rows_of(pile.rules), NO_NAMES), do, _("Show this")
        )
    return kit.foldable(_("Change"), kit.join(again, *_stricter(id, own, pile.rules), back))


def _columns(pile: Pile) -> list[kit.Column]:
    return [kit.Column(value, words) for value, words in pile.columns.items()]


def _code(code: str) -> Words:
    return _("Code to have it removed: {code}", code=code)
