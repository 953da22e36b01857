"""What the record says of measures: the card of each, every wave with its answers, and the change; all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from activities.agreed_measures.found import NO_CAUSE, Finding, Side, few, sign
from activities.agreed_measures.measure import BETTER, PROPOSED, SCALES, USES, Measure
from activities.agreed_measures.widgets import notes
from facilitator.activity import Ctx
from facilitator.counting import decimals, plain
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Facts, Paragraph, Passage, Spread, Table

METHODS: dict[str, Words] = {
    "off": _("Asked of everyone each time. Answers of one person are not matched."),
    "code": _("Asked of everyone each time. Codes match answers without names."),
    "then-now": _("Then and now were asked in one go."),
}


def cards(measures: Iterable[Measure], title: Words) -> list[Passage]:
    """The card of each measure: all that was agreed about it."""
    columns = [_("Measure"), _("Scale"), _("Better"), _("What for"), _("Proposed"), _("Who answers"), _("How often"),
               _("Who keeps it"), _("Shown")]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.text, str(SCALES[each.scale]), str(BETTER[each.better]), str(USES[each.use]), str(PROPOSED[each.by]),
         each.answers, str(_("No longer asked")) if each.ended else each.often, each.keeper,
         str(_("Never of few people") if each.sensitive else _("Always")))
        for each in measures
    ]  # fmt: skip
    return [Table("measures", str(title), tuple(Column(str(words)) for words in columns), tuple(rows))] if rows else []


def told(found: Sequence[Finding], people: tuple[int, int] | None, ctx: Ctx) -> list[Passage]:
    """All measures, better or worse, with every wave and the change."""
    passages, at = list[Passage](), 0
    for each in found:
        at += bool(each.sides)  # tables are numbered from 1, so that the first is that of the round
        passages += _waves(each, at)
    passages += [*_changes(found), *cards([each.measure for each in found], _("What we measure"))]
    facts: list[tuple[Words, Words]] = []
    if people:
        facts.append((_("Answered"), taking_part.answered(*people)))
    ways = dict.fromkeys(wave.way for each in found for wave in each.waves)
    facts += [(_("How it was asked"), METHODS[way]) for way in ways]
    facts.append((_("From how many on"), _("Figures are shown from {n} people on.", n=ctx.settings.min_wave)))
    facts += [(_("Mind"), words) for words in notes(found)]
    return [*passages, Facts(tuple((str(label), str(words)) for label, words in facts))]


def _waves(found: Finding, at: int) -> list[Passage]:
    """A row for each time: people, mean, median, and how many gave each point."""
    said: list[Passage] = [Paragraph(f"{found.measure.text}: {words}") for words in few(found)]
    if not found.sides:
        return said
    points = found.measure.on("off")[0].points
    columns = [Column(str(_("When"))), Column(str(_("People")), "count"), Column(str(_("Mean")), "number"),
               Column(str(_("Median")), "number")]  # fmt: skip
    columns += [Column(f"{point} {words}".strip(), "count") for point, words in points.items()]
    columns.append(Column(str(_("Can't say")), "count"))
    means = decimals([side.made.mean if side.made else None for side in found.sides])
    rows = [_row(side, mean) for side, mean in zip(found.sides, means, strict=True)]
    chart = Spread(0, tuple(range(4, 4 + len(points))), means=tuple(means), low=min(points), way=True)
    return [Table(f"answer-{at}", found.measure.text, tuple(columns), tuple(rows), chart), *said]


def _row(side: Side, mean: str) -> tuple[Cell, ...]:
    median = plain([side.made.median])[0] if side.made else None
    return (str(side.label), side.count.n, mean or None, median, *side.count.counts, side.count.aside)


def _changes(found: Sequence[Finding]) -> list[Passage]:
    """The change of every measure, first time to last: of everyone, then of those who answered both times."""
    made = [(each.measure.text, each.change) for each in found if each.change]
    columns = (
        Column(str(_("Measure"))), Column(str(_("From"))), Column(str(_("To"))),
        Column(str(_("People first")), "count"), Column(str(_("People last")), "count"),
        Column(str(_("Change")), "number"),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (text, str(change.first.label), str(change.last.label), change.first.count.n, change.last.count.n,
         None if change.unpaired is None else sign(decimals([change.unpaired])[0]))
        for text, change in made
    ]  # fmt: skip
    told: list[Passage] = [Table("change", str(_("Change")), columns, tuple(rows), note=str(NO_CAUSE))] if rows else []
    columns = (
        Column(str(_("Measure"))), Column(str(_("Answered both times")), "count"), Column(str(_("Better")), "count"),
        Column(str(_("The same")), "count"), Column(str(_("Worse")), "count"), Column(str(_("Change")), "number"),
    )  # fmt: skip
    rows = [
        (text, pairs.n, pairs.better, pairs.same, pairs.worse, sign(decimals([pairs.mean])[0]))
        for text, change in made if (pairs := change.pairs)
    ]  # fmt: skip
    chart = Spread(0, (2, 3, 4))
    return [*told, *([Table("same-people", str(_("The same people")), columns, tuple(rows), chart)] if rows else [])]
