"""What only this activity draws: a card of thanks, the form for one, the facilitator's page, and the thanks to me."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.collect import Card, Cards
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.context import field

_html = kit.macros("thanks", beside=__file__)

NOTHING = Html("")
PAGES = (6, 4, 2)
"""Cards of thanks on a page of the board: as many as stand there whole, with the name below them."""
ROOM = 7_000
"""Bytes of cards that a phone is sent at once; with more it follows the pages of the board."""
LINES = 4
Named = Callable[[str], str]
Row = tuple[str, Words, Card]
"""A card with its id, and whom it is for."""

REASONS: Mapping[str, Text] = {
    "harm": _("Its words do harm"), "person": _("It names somebody else"), "test": _("It was a test"),
}  # fmt: skip
HIDDEN: Mapping[str, Text] = {
    "harm": _("Hidden, because its words do harm."),
    "person": _("Hidden, because it names somebody else."),
    "test": _("Hidden, because it was a test."),
}
SIGNED = _("Your name under it, if you like. Everyone sees that.")


def milestones(rows: Sequence[tuple[Words, Words]], counts: str) -> Html:
    """What was reached, each with its kind, and above it how many there are of each; page by page on the board."""
    high = fitting.HIGH - (14 if counts else 6)
    return kit.join(kit.lead(counts) if counts else NOTHING, kit.facts(rows, high))


def writing(written: Cards, me: Key, whom: Sequence[kit.Column], limit: int, named: Named) -> Html:
    """The form for one more card, and below it one's own."""
    mine = written.of(me)
    form = _form(named("write"), _("Send"), whom, whom[0].value, "", "", limit, mine=bool(mine),
                 passed=me in written.passes)  # fmt: skip
    called = {column.value: column.words for column in whom}
    rows = [
        kit.Card(id, card.text, None, [_change(id, card, whom, limit, named)], _told(called.get(card.column, ""), card))
        for id, card in mine.items()
    ]
    saved = me in written.finished
    done = kit.send(named("finish_writing"), "", saved=saved, send_words=_("Done")) if mine and not saved else NOTHING
    listed = kit.join(kit.heading(_("Your thanks")), kit.cards(rows, (), "mine"), done) if mine else NOTHING
    return kit.join(form, listed)


def sheet(kinds: Mapping[str, Words], names: Mapping[str, str], limit: int) -> Html:
    """The same on paper: a field for each, one card a line."""
    fields = [kit.text_area(f"cards.{kind}", words, limit * LINES, rows=2) for kind, words in kinds.items()]
    person = NOTHING
    if names:
        person = kit.join(
            _html.whom(field("whom"), names, _("To a person who said yes"), _("Choose a name")),
            kit.text_area("cards.person", _("What do you thank this person for?"), limit * LINES, rows=2),
        )
    return kit.join(*fields, person, kit.hint(_("One card a line.")), kit.text_area("who", SIGNED, 40, rows=1))


def wall(rows: Sequence[Row]) -> Html:
    """All thanks, page after page on the board; whom it is for above the words, and a name below where there is one."""
    if not rows:
        return kit.empty(_("No thanks are on the wall."), _("We can say them aloud."))
    pages = _pages(rows)
    here = kit.page.get()
    whole = _wall(rows)
    if here.surface not in ("board", "stage"):
        if len(whole.encode()) <= kit.room(ROOM):
            return whole
        told = kit.hint(_("The facilitator turns the pages."))
        return kit.join(told, _wall(pages[(here.part - 1) % len(pages)]))
    if len(pages) < 2:
        return whole
    now = (here.part - 1) % len(pages)
    return kit.join(_wall(pages[now]), _html.part(_("Page {n} of {total}", n=now + 1, total=len(pages))))


def choosing(rows: Sequence[tuple[str, Card, str | None]]) -> Html:
    """The thanks to me, each with what becomes of it; where there are none, what comes next."""
    if not rows:
        told = kit.lead(_("Thanks by name go to that person first. All others come next, and are for you, too."))
        return kit.join(told, kit.hidden_field("every", "private"))
    options = [kit.Choice("show", _("Show it to all")), kit.Choice("private", _("Keep it private"))]
    parts = [
        kit.join(_html.words(card.text, card.name), kit.choices(f"mine.{id}", options, chosen, card.text))
        for id, card, chosen in rows
    ]
    told = kit.hint(_("Only you see this now. What you show, everyone sees with your name."))
    return kit.join(told, *parts, kit.hint(_("Without an answer, it stays private.")))


def all_of_mine() -> Html:
    """The same on paper, without any words of the cards."""
    options = [kit.Choice("show", _("Show them to all")), kit.Choice("private", _("Keep them private"))]
    return kit.join(
        kit.hint(_("Is there thanks for this person? The facilitator can show it to them.")),
        kit.choices("every", options, None, _("The thanks to me")),
    )


def to_me(rows: Sequence[tuple[str, Card, bool]], do: str) -> Html:
    """At the foot of my phone: thanks to me, and whether the room sees it."""
    if not rows:
        return NOTHING
    cards = [
        kit.Card(id, card.text, None, [_switch(id, card, shown, do)],
                 "" if shown else _("Only you see it."))
        for id, card, shown in rows
    ]  # fmt: skip
    return kit.join(kit.heading(_("Thanks to you")), kit.cards(cards, (), "to-me"))


def reading(rows: Sequence[tuple[Words, Card]], without: int, do: str) -> Html:
    """For the facilitator alone: every card with its number, and how many who said yes have none."""
    if not rows:
        return kit.empty(_("Nobody wrote a card."), _("Go back and ask again, or go on."))
    cards = [
        (number, to, card, HIDDEN[card.hidden] if card.hidden else "", NOTHING if card.hidden else _hide(number, do))
        for number, (to, card) in enumerate(rows, 1)
    ]
    told = NOTHING
    if without:
        words = ngettext("{n} person said yes to being named and has no card.",
                         "{n} people said yes to being named and have no card.", without)  # fmt: skip
        told = kit.join(kit.lead(words), kit.hint(_("You can go back and say: thank everyone at your table.")))
    return kit.join(told, _html.reading(cards))


def hiding(do: str, there: int) -> Html:
    """On the stage, without a word that people wrote: hide a card by its number on the sheet.

    The field goes up to the next ten: how many cards there are, and how many stay private then, it does not say.
    """
    told = kit.hint(_("Open “For you alone” on your own phone. There you read the cards, and hide what hurts."))
    if not there:
        return told
    reasons = [kit.Column(reason, words) for reason, words in REASONS.items()]
    which = kit.column_select("reason", reasons, reasons[0].value, _("Why is it hidden?"), "why-hidden")
    words = {"number": _("Number of the card on your own page"), "hide": _("Hide this card")}
    form = _html.hiding(kit.page.get(), do, which, -(-there // 10) * 10, words)
    return kit.join(told, kit.foldable(_("Did you print it? Hide a card by its number"), form))


def _form(
    do: str, button: Words, whom: Sequence[kit.Column], chosen: str, text: str, who: str, limit: int, *,
    mine: bool = True, passed: bool = False, id: str = "",
) -> Html:  # fmt: skip
    """Whom it is for, the words, and a name under it."""
    before = kit.column_select("column", whom, chosen, _("Whom or what?"), kit.mark("to", id))
    signed = _html.line(field("who"), SIGNED, who, kit.mark("who", id))
    words = kit.TextField("text", _("Your thanks"), limit, text, 3)
    return kit.text_form(words, do, button, before=before if id else kit.join(kit.privacy(), before),
                         after=signed, passes="" if mine else "pass", passed=passed)  # fmt: skip


def _hide(number: int, do: str) -> Html:
    buttons = [
        kit.button(words, kit.act(do, reason=reason, card=number),
                   label=_("Hide card {n}: {reason}", n=number, reason=str(words)))
        for reason, words in REASONS.items()
    ]  # fmt: skip
    return kit.foldable(_("Hide card {n}", n=number), kit.secondary(buttons))


def _change(id: str, card: Card, whom: Sequence[kit.Column], limit: int, named: Named) -> Html:
    edit = _form(kit.act(named("edit"), card=id), _("Save"), whom, card.column, card.text, card.name, limit, id=id)
    label = _("Delete: {text}", text=card.text)
    return kit.foldable(
        _("Change"), kit.join(edit, kit.button(_("Delete"), kit.act(named("delete"), card=id), label=label))
    )


def _told(to: Words, card: Card) -> Words:
    return _("{to}, from {name}", to=to, name=card.name) if card.name else to


def _switch(id: str, card: Card, shown: bool, do: str) -> Html:
    words = _("Keep it private") if shown else _("Show it to all")
    label = _("{words}: {text}", words=words, text=card.text)
    return kit.button(words, kit.act(do, card=id, on=int(not shown)), label=label)


def _pages(rows: Sequence[Row]) -> list[Sequence[Row]]:
    """The cards page by page: fewer on each where a card would be cut."""
    for most in PAGES:
        pages = fitting.packed(rows, most, None, fitting.HIGH)
        if not any(_fits(page).lines for page in pages):
            break
    return pages


def _fits(rows: Sequence[Row]) -> fitting.Wall:
    return fitting.wall(["\n".join(filter(None, (str(to), card.text, card.name))) for _id, to, card in rows], False)


def _wall(rows: Sequence[Row]) -> Html:
    return _html.wall(rows, _fits(rows).look, kit.once("thanks"))
