"""A read-back in the record, and what the log learns: a new version of words, or that they are disputed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from activities.read_back.panels import ENDED, remembers, said
from activities.read_back.reading import SAYS, Decisions
from activities.read_back.rules import Asked, Checked, Ended
from facilitator.activity import Ctx
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, LedgerEntry, Outcome, Paragraph, Passage, Sign, Spread, Table


def passages(read: Decisions, s: Any, ctx: Ctx) -> Sequence[Passage]:
    """What became of the words of all decisions, in one sentence; then every reading with its counts, one a row."""
    found, readings = read.results(s, ctx), read.readings(s, ctx)
    notes: list[Passage] = [Paragraph(str(_("A read-back checks the words. It changes no outcome.")))]
    if not readings:
        return notes
    ends = [found[key].ended for key in readings]
    rows: list[tuple[Cell, ...]] = []
    for each in read.today(ctx):
        for at, asked in enumerate(some := readings.get(each.key, []), 1):
            last = at == len(some)
            became = str(ENDED[found[each.key].ended]) if last else str(_("Read again"))
            other = found[each.key].other if last else ""
            rows.append((each.number, asked.words, asked.yes, asked.no, asked.passed, became, other))
    heads = (
        Column(str(_("Number"))), Column(str(_("Words that were read"))), *(Column(str(words), "count")
        for words in (*SAYS.points.values(), _("Passed"))), Column(str(_("What became of its words"))),
        Column(str(_("Other words that somebody remembers"))),
    )  # fmt: skip
    told = [words for _end, words in _ended(Counter(ends))]
    sign: Sign = "not-yet" if "disputed" in ends else "none" if "not checked" in ends else "agreed"
    chart = Spread(0, (2, 3))
    wording = Table("wording", str(_("What people said to each decision")), heads, tuple(rows), chart)
    return [Outcome(sign, " ".join(map(str, told))), *notes, wording]


def _ended(n: Counter[Ended]) -> Iterator[tuple[Ended, Words]]:
    """How many decisions ended in each way, a sentence each."""
    confirmed = n["confirmed"] + n["corrected"]
    said: dict[Ended, Words] = {
        "confirmed": ngettext("The words of {n} decision are confirmed.", "The words of {n} decisions are confirmed.",
                              confirmed),
        "disputed": ngettext("The words of {n} decision are disputed.", "The words of {n} decisions are disputed.",
                             n["disputed"]),
        "not checked": ngettext("{n} decision was read, and nobody answered.",
                                "{n} decisions were read, and nobody answered.", n["not checked"]),
    }  # fmt: skip
    counts: dict[Ended, int] = {**n, "confirmed": confirmed}
    yield from ((ended, words) for ended, words in said.items() if counts.get(ended))


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
