"""Whether the numbers of a record, and the cards in it, are those of the books."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from facilitator.counting import decimals
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.rehearsal import tables
from facilitator.rehearsal.books import Books, Sheet
from facilitator.rehearsal.rounds import apart
from facilitator.rehearsal.tables import Claim
from facilitator.report.model import BY_PERSPECTIVE, Cell, Facts, Paragraph, Quote, Quotes, Record, Section, Table

Own = Callable[..., Iterable[Any]]
"""`figures(section, rounds, books)`: what each figure is called, what the record says, and what the books know.

`untold(rounds, books)`: the rounds that the record may not tell of, since too few people answered.

`stands(section, cards, books)`: the words and the column of every card that the record must have, where not all do.
"""

FEW = 5
"""Below so many people an activity may show nothing, and say so, if it counts its own figures again."""


def claims(record: Record, books: Books) -> list[Claim]:
    """Every number of a record that can be counted again."""
    with speaking(record.language):
        found = [
            Claim(_("The record"), str(_("people")), record.people, books.people),
            Claim(_("The record"), str(_("helpers")), record.helpers, books.helpers),
            Claim(_("The record"), str(_("people on paper")), record.paper, books.paper),
        ]
        for step, section in enumerate(record.sections, 1):
            if step in books.left:
                found += _Step(section, step, books).claims()
        return found


def counted(record: Record, books: Books) -> Iterator[Words]:
    """A sentence for everything that differs."""
    for each in claims(record, books):
        if not each.holds:
            yield _(
                "{where}: the record says {said} for “{label}”, but it was {known}.",
                where=each.where, said=each.said, label=each.label, known=each.known,
            )  # fmt: skip
    for step, section in enumerate(record.sections, 1):
        yield from _quotes(section, step, books)
        books.step, untold = step, _own(section, books, "untold")
        here = _Step(section, step, books)
        told = {here.round_of(block.id) for block in here.section.blocks if isinstance(block, Table)}
        told |= {*untold(here.rounds, books)} if untold else set()
        for (place, number), round_ in sorted(books.rounds.items()):
            if place == step and number and section.finished and round_.revealed and not round_.strange:
                given = sum(sheet != Sheet() for sheet in round_.sheets.values())
                few = given < FEW and _own(section, books, "figures")  # it may say no more than that they were few
                if given and number not in told and not few:
                    yield _("Round {n} of “{title}” is not in the record.", n=number, title=section.title)


class _Step:
    """One section, with what people did there."""

    def __init__(self, section: Section, step: int, books: Books) -> None:
        self.section, self.step, self.books = apart(section), step, books
        self.where = _("“{title}”", title=section.title)
        found = {n: each for (place, n), each in sorted(books.rounds.items()) if place == step}
        self.rounds = {n: each for n, each in found.items() if n}
        self.worth = [int(sheet.worth) for each in found.values() for sheet in each.sheets.values() if sheet.worth]

    def claims(self) -> Iterator[Claim]:
        """All of them, in the order of the record."""
        yield Claim(self.where, str(_("left")), self.section.left, self.books.left[self.step])
        if not self.section.finished or any(each.strange for each in self.rounds.values()):
            return
        number, own = 0, _own(self.section, self.books, "figures")
        if own is not None:
            self.books.step = self.step
            yield from (Claim(self.where, *each) for each in own(self.section, self.rounds, self.books))
        for block in self.section.blocks:
            if isinstance(block, Table):
                number = self.round_of(block.id) or number
                yield from self._table(block, number) if own is None else ()
            elif isinstance(block, Facts):
                told = list(self._facts(block.rows, number))
                yield from told
                number = 0 if told else number  # what tells no figure may stand between a round and its own
        yield from self._hidden()

    def _table(self, table: Table, number: int) -> Iterator[Claim]:
        if table.id == "worth":
            yield from self._worth(table)
        elif table.id == "answers" and table.dots is not None:
            said = sorted(row[table.dots.count] for row in table.rows)  # type: ignore[type-var]
            texts = [card.text for card in self.books.cards.of(self.step) if card.stands]
            yield from self._same(str(table.title), said, sorted(texts.count(text) for text in {*texts}))
        elif number in self.rounds and not table.id.endswith(BY_PERSPECTIVE):
            where = _("“{title}”, round {n}", title=self.section.title, n=number)
            round_ = self.rounds[number]
            if self.round_of(table.id) and any(sheet.order for sheet in round_.sheets.values()):
                yield from tables.ordered(where, table, round_)
            elif self.round_of(table.id) and len(table.rows) == len(round_.asked) and tables.in_words(table):
                yield from tables.answers_in_words(where, table, round_)
            elif table.id.endswith("-counts"):
                yield from tables.counts(where, table, round_)
            elif _number(table.id) and round_.asked and len(table.columns) > 2 and table.columns[1].kind == "number":
                yield from tables.rated(where, table, round_)
            elif table.dots is not None and _number(table.id):
                yield from tables.charted(where, table, round_)
            elif _number(table.id) and round_.asked:
                yield from tables.answered(where, table, round_)

    def round_of(self, id: str) -> int:
        """The round that a table is about; 0 for any other table.

        Rounds of an activity are numbered through, and each question counts its own: where the word before the number
        is the name of a phase, it is the round of that phase; else one of a phase that no table is named by.
        """
        word, number = _word(id), _number(id)
        phases = {each.phase for each in self.rounds.values()}
        named = {_word(block.id) for block in self.section.blocks if isinstance(block, Table)} & phases
        if word in phases:
            number = _number(id, word)
        elif not named or not number:
            return number
        there = [
            n for n, each in self.rounds.items() if (each.phase == word if word in phases else each.phase not in named)
        ]
        return there[number - 1] if 0 < number <= len(there) else 0

    def _worth(self, table: Table) -> Iterator[Claim]:
        given = self.worth
        for label, point, n in table.rows:
            yield Claim(self.where, str(label), n, given.count(int(str(point))))
        mean = decimals([Fraction(sum(given), len(given))])[0] if given else ""
        yield Claim(self.where, str(table.title), (re.findall(r"\d+\.\d+", table.note) or [""])[0], mean)

    def _facts(self, rows: Sequence[tuple[str, str]], number: int) -> Iterator[Claim]:
        """How many answered and passed, as sentences: of the round before them, of all rounds, or of the cards."""
        shown = [n for n in ([number] if number in self.rounds else self.rounds) if self.rounds[n].revealed]
        passes = iter(shown)
        cards, said = self.books.cards, {label for label, _words in rows}
        for label, words in rows:
            figure = int((re.findall(r"\d+", re.sub(r"^[^:]*: ", "", words)) or ["0"])[0])
            shown = [self._told_round(words)] if self._told_round(words) in self.rounds else shown
            sheets = self.rounds[number].sheets.values() if number in self.rounds else ()
            ordered = number in self.rounds and str(_("How it was counted")) in said
            if ordered and label in (str(_("Answered")), str(_("Passed"))):
                none = [self.rounds[number].phase in sheet.passed for sheet in sheets]
                gave = [bool(sheet.order) for sheet in sheets]
                yield Claim(self.where, label, figure, sum(gave if label == str(_("Answered")) else none))
                continue
            if label == str(_("Answered")) and number in self.rounds:
                forms = [sheet.points.values() for sheet in self._sheets(shown)]
                yield Claim(self.where, label, figure, sum(any(point != "pass" for point in form) for form in forms))
            elif label == str(_("Answered")) and shown:
                yield Claim(self.where, label, figure, cards.answered((self.step, shown[0]), "write"))
            elif label == str(_("Passed")) and str(_("Answered")) in said and number not in self.rounds:
                yield Claim(self.where, label, figure, cards.passed((self.step, shown[0]), "write"))
            elif label == str(_("Passed")) and str(_("Format")) in said:
                yield Claim(self.where, label, figure, cards.passed((self.step, 0), "write"))
            elif label == str(_("Passed")) and (n := self._told_round(words) or next(passes, 0)):
                sheets = self.rounds[n].sheets.values()
                passed = sum(self.rounds[n].phase in sheet.passed for sheet in sheets)
                yield Claim(self.where, label, figure, passed)
            elif label == str(_("Voted")) and shown:
                yield Claim(self.where, label, figure, sum(sheet.dots.total() > 0 for sheet in self._sheets(shown)))
            elif label == str(_("Dots placed")) and shown:
                yield Claim(self.where, label, figure, sum(sheet.dots.total() for sheet in self._sheets(shown)))

    def _told_round(self, words: str) -> int:
        """The round that a sentence begins with, as in "Round 2: Nobody passed."; 0 for none."""
        found = re.match(r"\D*(\d+): ", words)
        if not found:
            return 0
        named = {_word(block.id) for block in self.section.blocks if isinstance(block, Table)}
        return next((n for word in ("round", *sorted(named)) if (n := self.round_of(f"{word}-{found[1]}"))), 0)

    def _sheets(self, shown: Sequence[int]) -> Iterable[Sheet]:
        return self.rounds[shown[0]].sheets.values()

    def _hidden(self) -> Iterator[Claim]:
        """How many cards the facilitator hid, all together: one record tells it for a pile, another for each goal.

        It tells all cards that were shown before; it may tell any others that the facilitator pressed it for.
        """
        notes = [block.words for block in self.section.blocks if isinstance(block, Paragraph)]
        notes += [block.note for block in self.section.blocks if isinstance(block, Quotes)]
        cards, said = self.books.cards.of(self.step), 0
        for n in range(1, len(cards) + 1):
            told = str(ngettext("{n} card was hidden by the facilitator ({why}).",
                                "{n} cards were hidden by the facilitator ({why}).", n, why=""))  # fmt: skip
            words = rf"(?<!\d){re.escape(told.partition(' (')[0])}"
            said += n * sum(len(re.findall(words, note)) for note in notes)
        least = sum(card.shown and card.hidden and not card.gone for card in cards)
        pressed = {act.given["card"] for act in self.books.acts if (act.step, act.action) == (self.step, "hide")}
        known = min(max(said, least), max(least, len(pressed)))
        if said or known:
            yield Claim(self.where, str(_("Hidden")), said, known)

    def _same(self, label: str, said: Sequence[Cell], known: Sequence[Cell]) -> Iterator[Claim]:
        for at in range(max(len(said), len(known))):
            yield Claim(self.where, label, *(each[at] if at < len(each) else None for each in (said, known)))


def _quotes(section: Section, step: int, books: Books) -> Iterator[Words]:
    """Nobody is quoted with words that nobody wrote; every card that was shown is there once, in its column."""
    written = {" ".join(text.split()) for text in books.texts}
    quotes = [quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes]
    for quote in quotes:
        if " ".join(quote.text.split()) not in written:
            yield _("“{title}” quotes words that nobody wrote: {text}", title=section.title, text=quote.text)
    if not section.finished:
        return
    pictures = any(isinstance(block, Table) and block.id == "answers" for block in section.blocks)
    cards = [card for card in books.cards.of(step) if not card.head] if not pictures else []
    mine = {card.text for card in cards}
    there = sorted((quote.text, _column(quote)) for quote in quotes if quote.text in mine)
    told = _own(section, books, "stands")
    standing = told(section, cards, books) if told else [(card.text, card.column) for card in cards if card.stands]
    known = sorted((text, -1 if column is None else column) for text, column in standing)
    if len(there) != len(known):
        yield _("“{title}” has {n} cards, but {m} were shown.", title=section.title, n=len(there), m=len(known))
    elif there != known:
        wrong = next(text for (text, at), other in zip(there, known, strict=True) if (text, at) != other)
        yield _("“{title}” has a card that stood elsewhere: {text}", title=section.title, text=wrong)


def _column(quote: Quote) -> int:
    return -1 if quote.column is None else quote.column


def _number(id: str, word: str = "(?:round|vote)") -> int:
    """The round that a table is about; 0 for any other table."""
    found = re.match(rf"{word}-(\d+)", id)
    return int(found[1]) if found else 0


def _word(id: str) -> str:
    """What stands before the number of a round."""
    return id.partition("-")[0]


def _own(section: Section, books: Books, name: str) -> Own | None:
    """How an activity counts its own again: `figures` or `stands` in a module `recount` of its folder, if any."""
    module = books.modules.get(section.activity, "")
    if not hasattr(sys.modules.get(module), "__path__") or not find_spec(f"{module}.recount"):
        return None
    return getattr(import_module(f"{module}.recount"), name, None)
