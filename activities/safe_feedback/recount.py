"""Counts every figure of a feedback again for a rehearsal: ratings, the texts of each theme, who misses their point."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from facilitator.counting import decimals
from facilitator.report.model import Cell, Paragraph, Section, Table

Figure = tuple[str, Cell, Cell]
K = 5
"""Without a setting: so many must answer before anything is shown."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted, `books` what the facilitator did."""
    k = getattr(books.settings.get(books.step), "k", K)
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    asked = [each for each in rounds.values() if each.phase == "answer"]
    checked = [each for each in rounds.values() if each.phase == "check"]
    for round_ in asked:
        people = [sheet for sheet in round_.sheets.values() if sheet.points or sheet.texts]
        shown = len(people) >= k and round_.revealed
        yield from _ratings(tables.get("answer-1"), round_, k if shown else len(people) + 1)
        texts = sum(len(sheet.texts) for sheet in people)
        yield from _themes(tables.get("themes"), section, texts if shown else 0, _acts(books))
    for round_ in checked:
        said = Counter(sheet.points["one"] for sheet in round_.sheets.values() if "one" in sheet.points)
        enough = said.total() >= k and round_.revealed
        table = tables.get("check-1")
        yield "heard", None if table is None else "shown", "shown" if enough else None
        for row, value in zip(table.rows if table else (), ("yes", "no"), strict=False):
            yield str(row[0]), row[-1], said[value]


def _acts(books: Any) -> Sequence[Any]:
    return [act for act in books.acts if not act.who and act.step == books.step]


def _ratings(table: Table | None, round_: Any, k: int) -> Iterator[Figure]:
    """Every statement with enough numbers: how many people, their mean, how many at each point, who can't say."""
    items = [item for item in round_.asked if _numbers(round_, item).total() >= k]
    if table and len(items) == 1:
        numbers, (item,) = _numbers(round_, items[0]), items
        for label, point, n in table.rows:
            yield str(label), n, int(_aside(round_, item) if point is None else numbers[int(str(point))])
        return
    yield "ratings", len(table.rows) if table else 0, len(items)
    means = decimals([_mean(_numbers(round_, item)) for item in items])
    for item, mean, row in zip(items, means, table.rows if table else (), strict=False):
        numbers = _numbers(round_, item)
        known: tuple[Cell, ...] = (
            numbers.total(), mean, *(numbers[point] for point in range(1, 6)), _aside(round_, item),
        )  # fmt: skip
        for column, said, count in zip(table.columns[1:] if table else (), row[1:], known, strict=False):
            yield f"{row[0]} {column.title}", said, count


def _numbers(round_: Any, item: str) -> Counter[int]:
    given = [sheet.points.get(item, "") for sheet in round_.sheets.values()]
    return Counter(int(point) for point in given if point.isdigit())


def _aside(round_: Any, item: str) -> int:
    return int(sum(sheet.points.get(item) == "aside" for sheet in round_.sheets.values()))


def _mean(numbers: Counter[int]) -> Fraction | None:
    return Fraction(sum(point * n for point, n in numbers.items()), numbers.total()) if numbers else None


def _themes(table: Table | None, section: Section, texts: int, acts: Sequence[Any]) -> Iterator[Figure]:
    """How many texts each theme has, and how many were hidden, from what the facilitator put where."""
    earlier = [block.words for block in section.blocks if isinstance(block, Paragraph)]
    texts += sum(int(found[0]) for words in earlier if "sealed from" in words and (found := re.findall(r"\d+", words)))
    where: dict[int, str] = {}
    made: list[str] = []
    for act in acts:
        ticked = [int(name[6:]) for name, on in act.given.items() if name.startswith("texts.") and on]
        if act.action == "put_into":
            theme = act.given.get("theme", "new")
            if theme == "new":
                theme = f"t{len(made) + 1}"
                made.append(theme)
            some = ticked or [number for number in range(1, texts + 1) if number not in where]
            where |= dict.fromkeys(some, theme)
            where = {number: each for number, each in where.items() if each != "none"}
        elif act.action == "hide_texts":
            where |= dict.fromkeys(ticked, "hidden")
        elif act.action == "drop_theme":
            where = {number: each for number, each in where.items() if each != act.given["theme"]}
            made = [each if each != act.given["theme"] else "" for each in made]
    counts = Counter(where.values())
    left = [theme for theme in made if theme]
    yield "themes", len(table.rows) if table else 0, len(left) if texts else 0
    for theme, row in zip(left, table.rows if table else (), strict=False):
        yield str(row[0]), row[1], counts[theme]
