"""Leaves words that a copy may not have out of everything else that stands in it: tables, sentences, ledgers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from facilitator.i18n import _
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Quotes, Table

INSIDE = 12
"""Signs of words that are left out where more is said around them, too."""
Hide = Callable[[str], str]
"""Puts a sentence in place of what is left out."""


def hiding(withheld: Collection[str]) -> Hide:
    """Puts a sentence in place of words that are left out. Short ones go only where nothing else is said."""
    words = str(_("A card that is not in this copy"))
    long = sorted((text for text in withheld if len(text) >= INSIDE), key=len, reverse=True)
    inside = re.compile("|".join(rf"(?<!\w){re.escape(text)}(?!\w)" for text in long)) if long else None

    def hide(text: str) -> str:
        if text in withheld:
            return words
        return inside.sub(lambda _found: words, text) if inside else text

    return hide


def nameless(hide: Hide, names: Collection[str]) -> Hide:
    """The same, and these names go, too: of who holds or carries out what the group decided."""
    if not names:
        return hide
    own = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(names, key=len, reverse=True)))
    somebody = str(_("somebody"))
    return lambda text: own.sub(lambda _found: somebody, hide(text))


def without(block: Passage, hide: Hide) -> Passage:
    """The block without words that are left out; of a card itself the copy has said so already."""
    match block:
        case Table():
            rows = tuple(tuple(hide(cell) if isinstance(cell, str) else cell for cell in row) for row in block.rows)
            return replace(block, rows=rows)
        case Facts():
            return replace(block, rows=tuple((label, hide(words)) for label, words in block.rows))
        case Outcome():
            return replace(block, words=hide(block.words), detail=hide(block.detail))
        case Paragraph():
            return replace(block, words=hide(block.words))
        case Quotes():
            return replace(block, title=hide(block.title))
