"""How weighed needs are told in the record and in the ledger: every figure, how it is made, and what goes on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from activities.needs_and_strengths.scores import POINTS, Found, Need
from facilitator import counting
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import BY_PERSPECTIVE, Cell, Column, LedgerEntry, Paragraph, Passage, Spread, Table
from facilitator.report.rounds import compared

FORMULA = _("Score: how important, on average, times the average of important minus met. From −6.25 to 20.")
ONLY_PAIRS = _("Only people count who said both of a need. With fewer than 5 of them it has no score.")
START = _("This is a start for talking. It does not decide.")


SCORE = 2
"""The place of the score among the columns."""
IN_WORDS = range(2 * len(POINTS) + 1, 2 * len(POINTS) + 3)
"""The places of the columns that tell all answers in one line."""


def rounds(shown: Sequence[tuple[int, Found, int]], given: Any) -> list[Passage]:
    """The shown rounds (number, result, how many were here): the last one, with the figures of earlier ones beside it.

    Scores, every answer, and the same by perspective where that exposes nobody.
    """
    named: list[tuple[Words, int, Found]] = [(_("Round {n}", n=n), n, found) for n, found, _present in shown]
    scores = [(name, _scores(found, f"round-{n}-scores")) for name, n, found in named]
    answers = [(name, _answers(found, f"round-{n}-answers")) for name, n, found in named]
    told: list[Passage] = [_beside(scores, (1,), {SCORE}), _beside(answers, (0,), IN_WORDS)]
    told += [
        Paragraph(str(_("{round}: {words}", round=name, words=words)))
        for name, _n, found in named[:-1]
        if (words := _differently(found))
    ]
    if given.by_perspective:
        parts = [(name, _parts(found, f"round-{n}{BY_PERSPECTIVE}")) for name, n, found in named if found.parted]
        whole = Paragraph(str(taking_part.whole_room(shown[-1][1].answered)))
        told.append(_beside(parts, (0,), {len(parts[-1][1].columns) - 1}) if parts else whole)
    facts: list[tuple[Words, taking_part.Rows]] = []
    for name, (_n, found, present) in zip((name for name, *_rest in named), shown, strict=True):
        rows: list[tuple[Words, Words]] = [
            (_("Answered"), taking_part.answered(found.answered, present)),
            (_("Score"), FORMULA),
            (_("Who counts"), ONLY_PAIRS),
            *(_method(given) if given.by_perspective else ()),
            (_("What it is for"), START),
        ]
        facts.append((name, rows))
    return [*told, taking_part.of_rounds(facts)]


def _beside(named: Sequence[tuple[Words, Table]], by: Sequence[int], read: Collection[int]) -> Table:
    """One table of several; of earlier rounds, people read the columns `read`, and spreadsheets have the rest.

    In the last round only those are called as the round is.
    """
    *before, (name, last) = named
    quiet = [
        (words, replace(table, columns=tuple(
            replace(each, detail=each.detail or at not in read) for at, each in enumerate(table.columns)
        )))
        for words, table in before
    ]  # fmt: skip
    made = compared([*quiet, (name, last)], by, [at for at in range(len(last.columns)) if at not in by])
    own = {f"{name}: {column.title}": column.title for at, column in enumerate(last.columns) if at not in read}
    return replace(made, columns=tuple(
        replace(each, title=own.get(each.title, each.title)) for each in made.columns
    ))  # fmt: skip


def forward(result: Found, goes: Mapping[str, bool]) -> list[Passage]:
    """What was taken forward and what was not."""
    columns = (Column(str(_("Need"))), Column(str(_("Taken forward"))))
    rows = tuple((str(need.words), str(_("Yes") if goes[need.id] else _("Not now"))) for need in result.needs)
    return [Table("forward", str(_("What we take forward")), columns, rows)] if rows else []


def entry(id: str, words: str, before: str, rated: Need | None, goes: bool, strengths: Sequence[Words]) -> LedgerEntry:
    """A need in the ledger of the programme; one of earlier gets a new version."""
    status = "named" if rated is None else "taken forward" if goes else "rated"
    score = counting.decimals([rated.weighed.score])[0] if rated else ""
    helped = "\n".join(map(str, strengths))
    data = {"text": words, "status": status, "score": score, "strengths": helped}
    if before:
        return LedgerEntry("needs", "set", before, data | {"why": str(_("We looked at it again."))})
    return LedgerEntry("needs", "add", f"need-{id}", data)


def _scores(result: Found, id: str) -> Table:
    columns = (
        Column(str(_("Place")), "number"), Column(str(_("Need"))), Column(str(_("Score")), "number"),
        Column(str(_("How important")), "number"), Column(str(_("How well met")), "number"),
        Column(str(_("Gap")), "number"), Column(str(_("People")), "count"), Column(str(_("Can't say")), "count"),
    )  # fmt: skip
    figures = [each.weighed for each in result.needs]
    shown = [
        counting.decimals([getattr(each, name) for each in figures])
        for name in ("score", "importance", "meeting", "gap")
    ]
    rows: list[tuple[Cell, ...]] = [
        (need.rank, str(need.words), *(column[at] or None for column in shown), need.weighed.n, need.cant_say)
        for at, need in enumerate(result.needs)
    ]
    title = _("What matters most, and is not met yet")
    return Table(id, str(title), columns, tuple(rows), note=_differently(result))


def _differently(result: Found) -> str:
    if not result.differently:
        return ""
    names = "; ".join(str(need.words) for need in result.differently)
    return str(_("Seen differently: {needs}", needs=names))


def _answers(result: Found, id: str) -> Table:
    """How many gave each point, of those who gave both."""
    columns = [Column(str(_("Need")))]
    for words in (_("Important: {n} of {high}"), _("Met: {n} of {high}")):
        columns += [
            Column(str(words.with_params(n=n, high=len(POINTS))), "count", detail=True) for n in POINTS
        ]  # fmt: skip
    columns += [Column(str(_("Important, 1 to 5"))), Column(str(_("Met, 1 to 5")))]
    rows: list[tuple[Cell, ...]] = []
    for need in result.needs:
        counts = (need.weighed.important, need.weighed.met) if need.rank else ((), ())
        each = [n for several in counts for n in several]
        rows.append(
            (
                str(need.words),
                *(each or [None] * 2 * len(POINTS)),
                *(" · ".join(map(str, several)) for several in counts),
            )
        )
    ranked = [need.weighed if need.rank else None for need in result.needs]
    means = [counting.decimals([getattr(each, name) if each else None for each in ranked])
             for name in ("importance", "meeting")]  # fmt: skip
    points = len(POINTS)
    chart = Spread(
        0, tuple(range(1, points + 1)), way=True, below=tuple(range(points + 1, 2 * points + 1)),
        means=tuple(mean for pair in zip(*means, strict=True) for mean in pair),
        names=(str(_("Important")), str(_("Met"))), people=result.answered,
    )  # fmt: skip
    return Table(id, str(_("People for each answer")), tuple(columns), tuple(rows), chart)


def _method(given: Any) -> list[tuple[Words, Words]]:
    """From which difference on something is seen differently, and what a hidden priority is; fixed before."""
    apart = _("Seen differently from {n} on, in how important a need is.", n=counting.plain([given.flag])[0])
    hidden = _("Hidden priority: among the first {n} for a part of the room, and not in the room.", n=given.hidden_top)
    return [(_("Seen differently"), apart), (_("Hidden priority"), hidden)]


def _parts(result: Found, id: str) -> Table:
    """Scores by perspective, and for whom a need is a hidden priority."""
    first = next((need.parts for need in result.needs if need.parts), ())
    columns = [Column(str(_("Need")))]
    for part in first:
        columns += [
            Column(str(part.label)),
            Column(str(_("{label}: place", label=part.label)), "number", detail=True),
            Column(str(_("{label}: score", label=part.label)), "number", detail=True),
            Column(str(_("{label}: important", label=part.label)), "number", detail=True),
            Column(str(_("{label}: people", label=part.label)), "count", detail=True),
        ]
    columns.append(Column(str(_("Hidden priority for"))))
    scores, means = _decimals(result, len(first))
    rows: list[tuple[Cell, ...]] = []
    for at, need in enumerate(result.needs):
        cells: list[Cell] = []
        for bucket, part in enumerate(need.parts):
            score = scores[bucket][at]
            told = str(_("Place {n}, score {score}", n=part.rank, score=counting.signed(score))) if part.rank else ""
            cells += [told, part.rank, score or None, means[bucket][at] or None, part.weighed.n]
        found = ", ".join(str(each.part.label) for each in result.hidden if each.need is need)
        rows.append((str(need.words), *(cells or [None] * 5 * len(first)), found))
    note = str(_("Small groups are shown together."))
    if not all(need.parts for need in result.needs):
        note = f"{note} {_('Where fewer than 5 of a group rated both, only the whole room is shown.')}"
    return Table(id, str(_("By perspective")), tuple(columns), tuple(rows), note=note)


def _decimals(result: Found, buckets: int) -> tuple[list[list[str]], list[list[str]]]:
    """Scores and importance by bucket, in the order of the needs."""
    found: tuple[list[list[str]], list[list[str]]] = ([], [])
    for bucket in range(buckets):
        weighed = [need.parts[bucket].weighed if need.parts else None for need in result.needs]
        found[0].append(counting.decimals([each.score if each else None for each in weighed]))
        found[1].append(counting.decimals([each.importance if each else None for each in weighed]))
    return found
