"""Who took part, as sentences of the record: how many answered and passed, and how many had to answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts

Rows = Sequence[tuple[Words, Words]]
"""Labels, and sentences."""


def of_rounds(rounds: Sequence[tuple[Words, Rows]]) -> Facts:
    """How several rounds were counted: once what is true of all, the rest with the name of its round."""
    said = [{str(label): str(words) for label, words in rows} for _name, rows in rounds]
    same = {label for label in said[-1] if len({rows.get(label) for rows in said}) == 1}
    told = [(label, words) for label, words in said[-1].items() if label in same]
    told += [(label, str(_("{round}: {words}", round=name, words=words)))
             for (name, _rows), rows in zip(rounds, said, strict=True)
             for label, words in rows.items() if label not in same]  # fmt: skip
    return Facts(tuple(told))


def once(sentences: Iterable[str]) -> Iterator[str]:
    """Sentences about one round after the other, each round named once: "Round 1: ... Round 2: ..."."""
    before = ""
    for words in sentences:
        found = re.match(r"[^\d:.]{1,30}\d+: ", words)
        named = found[0] if found else ""
        yield words.removeprefix(named) if named == before else words
        before = named


def answered(n: int, total: int) -> Words:
    """How many gave an answer, of those who were here."""
    return ngettext("{n} of {total} people answered.", "{n} of {total} people answered.", n, total=total)


def passed(n: int) -> Words:
    """How many said that they give none."""
    return ngettext("{n} person passed.", "{n} people passed.", n) if n else _("Nobody passed.")


def no_card(n: int) -> Words:
    """How many said that they write no card."""
    words = ngettext("{n} person passed when we wrote cards.", "{n} people passed when we wrote cards.", n)
    return words if n else _("Nobody passed when we wrote cards.")


def had_to_answer(part: Fraction) -> Words:
    """Which part of the room had to answer, for the answers to count."""
    n, total = part.numerator, part.denominator
    if part >= 1:
        return _("Everyone here had to answer.")
    return _("At least {n} of every {total} people here had to answer.", n=n, total=total)


def whole_room(n: int) -> Words:
    """What is said in place of a result by perspective, where one would show a small group."""
    return ngettext("Whole room only: {n} person answered.", "Whole room only: {n} people answered.", n)
