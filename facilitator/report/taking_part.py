"""Who took part, as sentences of the record: how many answered and passed, and how many had to answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts

Rows = Sequence[tuple[Words, Words]]
"""Labels, and sentences."""


def of_rounds(rounds: Sequence[tuple[Words, Rows]]) -> Facts:
    """How several rounds were counted: once what is true of all, the rest with the name of its round."""
    said = [{str(label): str(words) for label, words in rows} for _name, rows in rounds]
    told = list[tuple[str, str]]()
    for label in dict.fromkeys(label for rows in said for label in rows):
        if len(rounds) == 1 or (all(label in rows for rows in said) and not _counts(label, said)):
            told.append((label, said[-1][label]))
            continue
        told += [(label, str(_("{round}: {words}", round=name, words=rows[label])))
                 for (name, _rows), rows in zip(rounds, said, strict=True) if label in rows]  # fmt: skip
    return Facts(tuple(told))


def _counts(label: str, said: Sequence[Mapping[str, str]]) -> bool:
    return len({rows[label] for rows in said}) > 1


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
