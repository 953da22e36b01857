"""A read-back in the record, and what the log learns: a new version of words, or that they are disputed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.read_back.panels import ENDED, remembers, said
from activities.read_back.reading import Decisions
from activities.read_back.rules import Asked, Checked
from facilitator.activity import Ctx
from facilitator.i18n import Words, _
from facilitator.report.model import Column, LedgerEntry, Paragraph, Passage, Table


def passages(read: Decisions, s: Any, ctx: Ctx) -> Sequence[Passage]:
    """What became of every decision that was read."""
    found, readings = read.results(s, ctx), read.readings(s, ctx)
    rows = [
        (each.number, found[each.key].text, str(ENDED[found[each.key].ended]), found[each.key].other)
        for each in read.today(ctx)
        if each.key in readings
    ]
    told: list[Passage] = [Paragraph(str(_("A read-back checks the words. It changes no outcome.")))]
    heads = (Column(str(_("Number"))), Column(str(_("Decision"))), Column(str(_("What became of its words"))),
             Column(str(_("Other words that somebody remembers"))))  # fmt: skip
    return [*told, Table("wording", str(_("What we decided today")), heads, tuple(rows))] if rows else told


def entries(read: Decisions, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
    """The log learns what was read, and which day was set."""
    found, readings = read.results(s, ctx), read.readings(s, ctx)
    told = []
    for each in read.today(ctx):
        data, on = {"text": found[each.key].text}, read.of(s).days.get(each.key)
        if each.key in readings:
            data |= {"read": _read(found[each.key]), "reason": _reason(found[each.key], readings[each.key])}
            data |= {"disputed": found[each.key].other} if found[each.key].other else {}
        if on is not None:
            data |= {"review": on.isoformat()}
            data.setdefault("reason", str(_("We set the day on which we look at it again.")))
        if len(data) > 1:
            told.append(LedgerEntry("decisions", "set", each.key, data))
    return told


def _read(now: Checked) -> str:
    return "confirmed" if now.ended == "corrected" else now.ended


def _reason(now: Checked, readings: Sequence[Asked]) -> str:
    """Why there is a new version, with the counts of the last reading."""
    how: Words = _("We read it back.")
    if now.ended == "corrected":
        how = _("We read it back, and put the words right.")
    elif now.ended == "disputed":
        how = _("We read it back. Its wording is disputed.")
    elif now.ended == "not checked":
        how = _("We read it back. Nobody answered, so it is not checked.")
    parts = (how, said(readings[-1]), remembers(readings[-1])) if now.ended != "not checked" else (how,)
    return " ".join(str(each) for each in parts if each)
