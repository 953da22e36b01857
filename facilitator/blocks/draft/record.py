"""How texts are told in the record: what they say, and in which words people were asked about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.blocks.draft.rules import NOT_ASKED, Drafted, Field, Texts
from facilitator.i18n import Words, _
from facilitator.report.model import Column, Passage, Table


def texts(id: str, drafted: Texts, fields: Sequence[Field]) -> list[Passage]:
    """Every text with all of its fields."""
    columns = tuple(Column(str(field.words)) for field in fields)
    rows = tuple(
        (text.words, *(text.more.get(field.name, "") for field in fields[1:])) for text in drafted.texts.values()
    )
    return [Table(id, str(_("What was written")), columns, rows)] if rows else []


def wordings(id: str, drafted: Texts, asked: Sequence[int]) -> list[Passage]:
    """How words changed: every earlier wording, when people were asked about it, and what it became.

    `asked` are the numbers of the rounds whose result was shown.
    """
    columns = (Column(str(_("First it said"))), Column(str(_("When"))), Column(str(_("Then it said"))))
    rows = [
        (_whole(text, at), str(since(text, at, asked)), _whole(text, at + 1))
        for text in drafted.texts.values()
        for at in range(len(text.wordings) - 1)
    ]
    return [Table(id, str(_("How the words changed")), columns, tuple(rows))] if rows else []


def since(text: Drafted, at: int, asked: Sequence[int]) -> Words:
    """Since when a wording stands: the round in which it was asked first, unless nobody was asked about it."""
    first = text.wordings[at].since
    if not first:
        return _("From earlier")
    later = [each.since for each in text.wordings[at + 1 :]]
    if not any(first <= round and all(round < other for other in later) for round in asked):
        return _("Not asked about") if later else NOT_ASKED
    return _("Asked in round {n}", n=first)


def _whole(text: Drafted, at: int) -> str:
    """A wording in one line: its first field, then the others."""
    wording: Mapping[str, str] = text.wordings[at].more
    return " · ".join(filter(None, (text.wordings[at].text, *wording.values())))
