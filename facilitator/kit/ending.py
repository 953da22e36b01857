"""The last page of a workshop: what is taken home, and the way to take it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.kit.macros import macros

_html = macros("ending")


@dataclass(frozen=True)
class Taken:
    """One line: something that was agreed, or a task with `who` does it; an "open" one looks for someone."""

    words: Words
    sign: Literal["agreed", "person", "open"]
    who: Words = ""
    note: Words = ""


def taken_home(
    groups: Sequence[tuple[Words, Sequence[Taken]]], later: Sequence[Words], more: Words = "", cut: bool = False
) -> Html:
    """Titled lists; below the broken line what was not agreed; `more` says what has no place here.

    With `cut` the board is full, and long words are cut after their second line.
    """
    return _html.taken_home(groups, later, _("We did not agree yet:"), more, cut)


def way_home(title: Words, words: Words) -> Html:
    """On the board, under the code: what to do with one's phone now."""
    return _html.way_home(title, words)


def to_save(
    address: str, save: Words, read: Words, notes: Sequence[Words], others: Sequence[tuple[str, Words]] = (),
    away: Words = "",
) -> Html:  # fmt: skip
    """The way to keep the record at `address` on this phone, and to read it there. It needs no script.

    `others` are further files to save, each with the ending of its address. `away` shows only while there is no
    connection, and says what to do then.
    """
    return _html.to_save(address, save, read, notes, others, away)


def promise(words: Words) -> Html:
    """A sentence about who can see what, where nobody answers any more."""
    return _html.promise(words)
