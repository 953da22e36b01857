"""The market on a page: cards by skill, what is suggested to one person, and who agreed with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from activities.skills_exchange.forms import LIMIT, cut, short_of, told_of
from activities.skills_exchange.meeting_pages import COLUMNS, SOMEBODY, passing
from activities.skills_exchange.rules import Exchange, Offer, Pair, Request
from facilitator import counting, kit
from facilitator.activity import Html, Key
from facilitator.blocks.collect import Card
from facilitator.blocks.pairs import Says
from facilitator.blocks.pairs.widgets import lines
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.context import NOTHING, field
from facilitator.kit.written import SIGNS
from facilitator.text import alphabetical

_html = kit.macros("skills", beside=__file__)

Named = Callable[[str], str]
HEADS = (_("I could share …"), _("I would like to learn …"))
WIDTH, SKILL, SIZE, STEP, HIGH = 62.0, 27.0, 3.6, 4, 25.0
"""Of the board: how wide a card is and the name of a skill, its letters, and how many cards and how high a row is."""
ROOM, PART, LINES = 7_000, 4_600, 3_600
"""Bytes of all cards, of those that I can answer, and of lines between two lists, on a phone at once."""
Row = tuple[str, Words, Sequence[Sequence[tuple[str, str, str]]]]
"""A row of the board: its id, a skill, and the offers and requests with their ids, words and what stands beside."""
SAID, FULL = _("You said yes."), _("All places are taken.")
SAYS = Says(none=_("Nobody yet"), empty=_("Nobody has agreed yet."))


@dataclass(frozen=True)
class Skill:
    """A skill with its offers and requests, each with its id, its card and whose it is."""

    tag: str
    words: Words
    piles: tuple[Sequence[tuple[str, Card]], Sequence[tuple[str, Card]]]


Part = list[tuple[Skill, list[kit.Card]]]
"""Skills, each with some of its cards, that a phone is sent at once."""


def skills(found: Exchange, cards: Mapping[str, Card], called: Mapping[str, Words], me: Key | None) -> list[Skill]:
    """Every skill with its cards, alphabetically; without those of one person."""
    there: dict[str, tuple[list[tuple[str, Card]], list[tuple[str, Card]]]] = {}
    sides: tuple[Mapping[str, Offer | Request], ...] = (found.offers, found.requests)
    for side, some in enumerate(sides):
        for id, each in some.items():
            if each.who != me:
                there.setdefault(each.tag, ([], []))[side].append((id, cards[id]))
    return [
        Skill(tag, called[tag], there[tag]) for tag in sorted(there, key=lambda tag: alphabetical(str(called[tag])))
    ]


def counted(found: Exchange) -> Words:
    """How many offers and requests there are, and how many people have both."""
    offers = ngettext("{n} offer", "{n} offers", len(found.offers))
    requests = ngettext("{n} request", "{n} requests", len(found.requests))
    both = ngettext("{n} person does both.", "{n} people do both.", found.both)
    return _("{offers}, {requests}. {both}", offers=offers, requests=requests, both=both)


def covered(found: Exchange) -> Words:
    """How many requests have somebody, with the share: it is a share of things, not of people."""
    met, total = found.coverage
    if not total:
        return _("Nobody asked for anything.")
    return ngettext(
        "{met} of {n} request has somebody ({percent} %).",
        "{met} of {n} requests have somebody ({percent} %).",
        total,
        met=met,
        percent=counting.percent(met, total, None),
    )


def board(every: Sequence[Skill]) -> Html:
    """Two columns, a row for each skill; page by page."""
    if not every:
        return kit.empty(_("Nobody wrote a card."), _("Go back and ask again, or talk about it."))
    rows = [row for skill in every for row in _rows(skill)]

    def tall(row: Row) -> float:
        return max(*(sum(map(_tall, pile)) for pile in row[2]), fitting.lines(row[1], SKILL, 4.0) * 4.6 + 1.3) + 1

    here, high = kit.page.get(), fitting.HIGH - 5
    if here.surface in ("board", "stage"):
        shown, part = kit.paged(rows, 9, tall, high)
        return kit.join(_html.board(shown, HEADS, SIGNS, False), part)
    whole, pages = _html.board(rows, HEADS, SIGNS, True), fitting.packed(rows, 9, tall, high)
    if kit.weight(whole) <= kit.room(ROOM):
        return whole
    told = kit.hint(_("The facilitator turns the pages."))
    return kit.join(told, _html.board(pages[(here.part - 1) % len(pages)], HEADS, SIGNS, True))


def _rows(skill: Skill) -> Iterator[Row]:
    """A skill in rows that are not too high for a page; a card says who it is by, and how many hours and places."""
    piles = [
        fitting.packed([(id, card.text, short_of(card)) for id, card in pile], STEP, _tall, HIGH)
        for pile in skill.piles
    ]
    for at, row in enumerate(zip_longest(*piles, fillvalue=())):
        yield f"{skill.tag}-{at}", cut(skill.words), row


def _tall(card: tuple[str, str, str]) -> float:
    return fitting.lines(f"{card[1]} {card[2]}", WIDTH - 5, SIZE) * SIZE * 1.2 + 1.8


def browsing(
    every: Sequence[Skill], settled: Mapping[str, Words], name: str, at: int, passed: bool, named: Named
) -> Html:
    """On a phone: cards of others by skill, some at a time, each with what I can say to it; and a field for my name."""
    if not every:
        none = kit.empty(_("There is no card of anybody else yet."), "")
        return kit.join(kit.privacy(), none, passing(passed))
    parts = _parts(every, settled, named)
    now = at % len(parts)
    shown = kit.join(*(_pile(skill, rows, now + 1) for skill, rows in parts[now]))
    turn = NOTHING
    if len(parts) > 1:
        do, after = named("browse"), (now + 1) % len(parts)
        told = _("Part {n} of {total}", n=now + 1, total=len(parts))
        turn = kit.join(kit.hint(told), kit.secondary([kit.button(_("Next part"), kit.act(do, to=after))]))
    who = kit.text_area("who", _("Your name, for who meets you"), 40, name, rows=1)
    return kit.join(kit.privacy(), who, shown, turn, passing(passed))


def agreed(first: Mapping[str, Words], second: Mapping[str, Words], pairs: Sequence[Pair]) -> Html:
    """Who helps whom: a line for each pair that agreed."""
    if not first:
        return kit.empty(_("Nobody has agreed yet."), _("Your own phone says who would fit. You can also talk."))
    return fitted(first, second, pairs, SAYS)


def fitted(first: Mapping[str, Words], second: Mapping[str, Words], pairs: Sequence[Pair], says: Says) -> Html:
    """Lines between two lists; on a phone as many as there is room for, and the rest on the board."""
    if kit.page.get().surface in ("board", "stage"):
        return lines(*_low(first, second, pairs), says, "")
    some = [*first]
    for n in range(len(some), 0, -1):
        drawn = lines({id: first[id] for id in some[:n]}, second, pairs, says, "")
        if kit.weight(drawn) <= LINES:
            return drawn if n == len(some) else kit.join(drawn, kit.hint(_("More stands on the board.")))
    return NOTHING


def _low(
    first: Mapping[str, Words], second: Mapping[str, Words], pairs: Sequence[Pair]
) -> tuple[dict[str, Words], Mapping[str, Words], list[Pair]]:
    """The same, where what would be too high for a page stands there several times, each with a part of its lines."""
    rows: dict[str, Words] = {}
    made: list[Pair] = []
    for id, words in first.items():
        there = [other for one, other in pairs if one == id]
        chunks = fitting.packed(there, STEP, lambda each: fitting.lines(second[each], 66, SIZE) * 4.2 + 2.2, HIGH)
        for at, chunk in enumerate(chunks or [()]):
            row = f"{id}-{at}" if at else id
            rows[row] = words
            made += [(row, other) for other in chunk]
    return rows, second, made


def sheet(requests: Mapping[str, Card], offers: Mapping[str, Card], known: Mapping[str, Words]) -> Html:
    """The same on paper: one card of all."""
    fields = [
        _html.select(
            field(name),
            label,
            [("", _("None")), *((id, _line(card, known)) for id, card in cards.items())],
            "",
            kit.mark("meet", name, kit.page.get().prefix),
            "f",
        )
        for name, label, cards in (
            ("help", _("I can help with this"), requests),
            ("like", _("I would like this"), offers),
        )
    ]
    new = [
        kit.text_area(name, _("Or something new: {words}", words=words), LIMIT, rows=1)
        for name, words in zip(("share", "learn"), HEADS, strict=True)
    ]
    return kit.join(*fields, *new, kit.text_area("who", _("Your name, for who meets you"), 40, rows=1))


def adding(known: Mapping[str, Words], name: str, do: str) -> Html:
    """On a phone, folded: one more offer or request, such as of somebody who came late."""
    before = kit.column_picker("side", COLUMNS, "offer", _("Offer or request"))
    skill = _html.select(
        field("tag"), _("Which skill is it?"), [("", _("As I write it")), *known.items()], "", "add-tag", ""
    )
    after = kit.join(skill, _html.line(field("who"), _("Your name. Everyone sees it."), name, 40, "add-who", ""))
    form = kit.text_form(kit.TextField("text", _("What?"), LIMIT), do, _("Add card"), before=before, after=after)
    return kit.foldable(_("I have something to add"), form)


def by(card: Card, name: str) -> Words:
    """Whose card it is and what it says."""
    return _("{name}: {words}", name=name, words=card.text)


def _line(card: Card, known: Mapping[str, Words]) -> str:
    return " · ".join(filter(None, (card.text, told_of(card, known))))


def _parts(every: Sequence[Skill], settled: Mapping[str, Words], named: Named) -> list[Part]:
    """The skills in parts that a phone can be sent: as many cards at once as there is room for.

    Each card is weighed once, and none is drawn for it that does not stand on the page.
    """
    parts: list[Part] = [[]]
    room, used = kit.room(PART), 0
    for skill in every:
        alone = kit.weight(_pile(skill, ()))
        cards = [(id, card, side) for side, pile in enumerate(skill.piles) for id, card in pile]
        for id, card, side in cards:
            row = _card(id, card, side, settled.get(id, ""), named)
            heavy = kit.weight(_pile(skill, [row])) - alone
            begun = bool(parts[-1]) and parts[-1][-1][0] is skill
            if parts[-1] and used + heavy + (0 if begun else alone) > room:
                parts.append([])
                used, begun = 0, False
            if not begun:
                parts[-1].append((skill, []))
            parts[-1][-1][1].append(row)
            used += heavy + (0 if begun else alone)
    return parts


def _pile(skill: Skill, rows: Sequence[kit.Card], part: int = 1) -> Html:
    return kit.join(kit.heading(skill.words), kit.cards(rows, COLUMNS, kit.mark("skill", skill.tag, part)))


def _card(id: str, card: Card, side: int, said: Words, named: Named) -> kit.Card:
    note = told_of(card, {}, skill=False) or ("" if card.name else SOMEBODY)
    if said:
        return kit.Card(id, card.text, side, (), " · ".join([str(note), str(said)]))
    words, do = (
        (_("I would like this"), kit.act(named("would_like"), offer=id))
        if side == 0
        else (_("I can help with this"), kit.act(named("help_with"), request=id))
    )
    return kit.Card(
        id, card.text, side, [kit.button(words, do, label=_("{words}: {text}", words=words, text=card.text))], note
    )
