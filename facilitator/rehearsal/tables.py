"""Whether the tables of a record are those of the books: votes, points, words, orders, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from facilitator.i18n import Words, _
from facilitator.rehearsal.books import Round
from facilitator.report.model import Cell, Outcome, Paragraph, Passage, Table
from facilitator.report.tables import only


@dataclass(frozen=True)
class Claim:
    """What a record says in one place, and what the books know of it."""

    where: Words
    label: str
    said: Cell
    known: Cell

    @property
    def holds(self) -> bool:
        """Whether both are the same."""
        return self.said == self.known


def charted(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """People for each point of a scale, or dots for each option."""
    chart = table.dots
    assert chart is not None
    labels = [str(row[chart.label]) for row in table.rows]
    said = [row[chart.count] for row in table.rows]
    sheets = round_.sheets.values()
    if any(sheet.choice for sheet in sheets):
        values = [str(row[0]) for row in table.rows]
        chosen = [sheet.choice if sheet.choice in values else "–" for sheet in sheets if sheet.choice]
        for value, label, n in zip(values, labels, said, strict=True):
            yield Claim(where, label, n, chosen.count(value))
        return
    found = {option: _named(line, labels) for option, line in round_.labels.items()}
    dots = {option: sum(sheet.dots[option] for sheet in sheets) for option in found}
    for label, n in zip(labels, said, strict=True):
        if label in found.values():
            yield Claim(where, label, n, sum(dots[option] for option in found if found[option] == label))
    # what bore the words of a card that was reworded or taken back later has another label now
    others = sorted(int(str(n)) for label, n in zip(labels, said, strict=True)
                    if label not in found.values() and n is not None)  # fmt: skip
    unnamed = sorted(dots[option] for option in found if not found[option])
    for n, known in zip(others, [0] * (len(others) - len(unnamed)) + unnamed, strict=False):
        yield Claim(where, str(_("other words")), n, known)


def rated(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """People for each point, scale by scale, of one thing that was asked about: the number in the id says which."""
    scales = len(table.columns) - 2
    first = (int((re.findall(r"-\d+-(\d+)", table.id) or ["1"])[0]) - 1) * scales
    for label, point, *said in table.rows:
        for cell, n in zip(round_.asked[first : first + scales], said, strict=True):
            given = [sheet.points.get(cell) for sheet in round_.sheets.values()]
            yield Claim(where, str(label), n, given.count("aside" if point is None else str(point)))


def answered(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """How many answered and passed, rule by rule in the order in which they were asked."""
    for rule, (label, _result, answered, passed, _present) in zip(round_.asked, table.rows, strict=True):
        given = [sheet.points[rule] for sheet in round_.sheets.values() if rule in sheet.points]
        all_ = sum(round_.phase in sheet.passed for sheet in round_.sheets.values())
        yield Claim(where, str(label), answered, sum(point.isdigit() for point in given))
        yield Claim(where, str(label), passed, all_ + given.count("pass"))


def counts(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """People for each point, rule by rule, and how many are below the level."""
    points = [column.title for column in table.columns[1:-1]]
    level = int(re.findall(r"\d+", table.columns[-1].title)[0])
    for rule, (label, *said) in zip(round_.asked, table.rows, strict=True):
        given = [sheet.points.get(rule, "") for sheet in round_.sheets.values()]
        known = [given.count(point) for point in points]
        known.append(sum(n for point, n in zip(points, known, strict=True) if int(point) < level))
        for n, count in zip(said, known, strict=True):
            yield Claim(where, str(label), n, count)


def _named(line: str, labels: Iterable[str]) -> str:
    """The label with which the line of a page begins."""
    return max((label for label in labels if line.startswith(label)), key=len, default="")


def in_words(table: Table) -> bool:
    """Whether the answers are words: each has a column, after what was asked and before the four that sum up."""
    return [column.kind for column in table.columns[:3]] == ["text", "text", "count"] and len(table.columns) > 6


def answers_in_words(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """People for each word, for every question about everything that was asked about, then who answered and passed."""
    values = [*dict.fromkeys(point for sheet in round_.sheets.values() for point in sheet.points.values())]
    passed = sum(round_.phase in sheet.passed for sheet in round_.sheets.values())
    for cell, row in zip(round_.asked, table.rows, strict=True):
        given = [sheet.points[cell] for sheet in round_.sheets.values() if cell in sheet.points]
        for column, n in zip(table.columns[2:-4], row[2:-4], strict=True):
            value = next((each for each in values if _same(each, column.title)), "")
            yield Claim(where, f"{row[0]} {row[1]} {column.title}", n, given.count(value))
        yield Claim(where, f"{row[0]} {row[1]}", row[-4], len(given))
        yield Claim(where, f"{row[0]} {row[1]}", row[-3], passed)


def _same(value: str, title: str) -> bool:
    """Whether a word on the wire is that of a column."""
    return value.replace("-", " ") == title.casefold()


def ordered(where: Words, table: Table, round_: Round) -> Iterator[Claim]:
    """Points, first choices and places, counted from the orders: who gets what does not depend on what it is called."""
    orders = [sheet.order for sheet in round_.sheets.values() if sheet.order]
    top = len(table.columns) - 3
    counted = {option: [sum(each[at : at + 1] == [option] for each in orders) for at in range(top)]
               for option in {each for order in orders for each in order}}  # fmt: skip
    known = [[sum(n * (top - at) for at, n in enumerate(places)), *places] for places in counted.values()]
    said = [list(row[2:]) for row in table.rows]
    known += [[0] * (top + 1)] * (len(said) - len(known))
    for row, found in zip(sorted(said, key=str), sorted(known, key=str), strict=True):
        for n, count in zip(row, found, strict=True):
            yield Claim(where, str(table.title), n, count)


def alone(table: Table) -> Table:
    """The table of the last order without the figures of those before, which stand behind it."""
    return only(table, [at for at, column in enumerate(table.columns) if ", " not in column.title])


def orders_before(rounds: Mapping[int, Round]) -> list[int]:
    """The rounds in which something was put in order, but the last: the table of that one tells them, too."""
    there = [n for n, each in rounds.items() if each.revealed and any(sheet.order for sheet in each.sheets.values())]
    return there[:-1]


def ranking(table: Table, round_: Round) -> Iterator[tuple[str, Cell, Cell]]:
    """An order with its points, first choices and places, and the rank that follows from the points."""
    yield from ((each.label, each.said, each.known) for each in ordered("", table, round_))
    points = [int(str(row[2])) for row in table.rows]
    for rank, text, n, *_places in table.rows:
        yield str(text), rank, 1 + sum(each > int(str(n)) for each in points) if any(points) else None


def fist(
    table: Table, round_: Round, outcome: Outcome, blocks: Sequence[Passage] = ()
) -> Iterator[tuple[str, Cell, Cell]]:  # fmt: skip
    """People for each finger, how many answered, and how a fist of five that everyone must carry ended.

    Of several rounds each has a paragraph among the `blocks` that says it; `outcome` is that of the last one.
    """
    shown = [sheet.choice for sheet in round_.sheets.values() if sheet.choice]
    for finger, words, n, *_names in table.rows:
        yield str(words), n, shown.count("aside" if finger == "–" else str(finger))
    begins = str(_("Round {n}: {words}", n=table.id.rpartition("-")[2], words=""))
    said = [block.words for block in blocks if isinstance(block, Paragraph)]
    told = next((words for words in said if words.startswith(begins)), "")
    below = sum(each in ("0", "1", "2") for each in shown)
    answered, present = (int(n) for n in re.findall(r"\d+", told or outcome.detail)[-2:])
    sign = "agreed" if any(each != "aside" for each in shown) else "none"
    sign = "not-yet" if below else sign
    sign = "too-few" if 5 * len(shown) < 4 * present else sign
    sign = "stopped" if "0" in shown else sign
    yield told or outcome.detail, answered, len(shown)
    if table.dots is None or table.dots.people:  # the last round
        yield outcome.words, outcome.sign, sign
    if told:
        yield told, _says(told), str(_ENDED[sign])


def _says(told: str) -> str:
    """With which of the fixed words a round ended: those that stand last, behind words that somebody wrote."""
    return max(map(str, _ENDED.values()), key=lambda words: told.rfind(f" {words}"))


_ENDED = {
    "agreed": _("Agreed"), "not-yet": _("Not yet"), "stopped": _("Stopped"), "too-few": _("Not enough answers"),
    "none": _("No decision"),
}  # fmt: skip
