"""Who took part, as sentences of the record: how many answered and passed, and how many had to answer."""

from __future__ import annotations

from fractions import Fraction

from facilitator.i18n import Words, _, ngettext


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
