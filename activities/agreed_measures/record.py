"""What the record says of measures: the card of each, every wave with its answers, and the change; all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from activities.agreed_measures.found import NO_CAUSE, Finding, Side, few, sign
from activities.agreed_measures.measure import BETTER, PROPOSED, SCALES, USES, Measure
from activities.agreed_measures.widgets import most, notes
from facilitator.activity import Ctx
from facilitator.counting import decimals, plain
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Facts, Outcome, Paragraph, Passage, Section, Spread, Table

METHODS: dict[str, Words] = {
    "off": _("Asked of everyone each time. Answers of one person are not matched."),
    "code": _("Asked of everyone each time. Codes match answers without names."),
    "then-now": _("Then and now were asked in one go."),
}


def cards(measures: Iterable[Measure], title: Words) -> list[Passage]:
    """The card of each measure: all that was agreed about it."""
    columns = [_("Measure"), _("Scale"), _("Better"), _("What for"), _("Proposed"), _("Who answers"), _("How often"),
               _("Who keeps it"), _("Answers of few people")]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (each.text, str(SCALES[each.scale]), str(BETTER[each.better]), str(USES[each.use]), str(PROPOSED[each.by]),
         each.answers, str(_("No longer asked")) if each.ended else each.often, each.keeper,
         str(_("Never shown") if each.sensitive else _("Shown")))
        for each in measures
    ]  # fmt: skip
    return [Table("measures", str(title), tuple(Column(str(words)) for words in columns), tuple(rows))] if rows else []


def section(made: Section, of: Any, s: Any, ctx: Ctx) -> Section:
    """The section of one part of the activity `of`: the result in a sentence, what it follows from, then the cards."""
    part, first = ctx.settings.part, list[Passage]()
    if part == "choose":
        told = chosen(of.kinds.results(s, ctx).values())
        first = [*of.kinds.record(s, ctx), *of.first.record(s, ctx)]
    elif part == "wave":
        told = moved(of.waves.findings(s, ctx), of.waves.who(s, ctx))
    else:
        asked = [each for each in of.fingers.shown(s, ctx) if each.number]
        said = of.words.of(asked[-1].state).words if asked else ""
        told = meaning(of.fingers.agreed(s, ctx) if asked else None, said)
        first = [*of.fingers.record(s, ctx), *of.earlier.record(s, ctx)]
    return replace(made, blocks=(told, *first, *(each for each in made.blocks if each not in first)))


def chosen(measures: Collection[Measure]) -> Outcome:
    """How many measures the group chose, in a sentence."""
    n = len(measures)
    words = ngettext("We chose {n} measure, to ask it again and again.",
                     "We chose {n} measures, to ask them again and again.", n)  # fmt: skip
    return Outcome("none", str(words if n else _("We chose no measure.")))


def moved(found: Sequence[Finding], people: tuple[int, int] | None) -> Outcome:
    """Which measure moved most from the first time to the last, in a sentence; how many answered today.

    How far is a part of its scale, so that scales of different length can be compared.
    """
    answered = str(taking_part.answered(*people)) if people else ""
    shown = [each for each in found if each.sides]
    steps = [(abs(each.change.unpaired) / _width(each.measure), each) for each in shown
             if each.change and each.change.unpaired is not None]  # fmt: skip
    most = max((step for step, _each in steps), default=Fraction(0))
    first = [each for step, each in steps if step == most]
    if not shown:
        words: Words = _("Too few people answered, so nothing is shown.")
    elif not steps:
        words = ngettext("There are answers to {n} measure, and nothing to compare them with yet.",
                         "There are answers to {n} measures, and nothing to compare them with yet.",
                         len(shown))  # fmt: skip
    elif not most:
        words = ngettext("It did not move: the mean is the same.", "None moved: each mean is the same.", len(steps))
    elif len(first) > 1:
        words = ngettext("{n} measure moved most.", "{n} measures moved most, and as far as each other.", len(first))
    else:
        words = _way(first[0], len(steps) > 1)
    return Outcome("none", str(words), answered)


def _width(measure: Measure) -> int:
    points = measure.on("off")[0].points
    return max(points) - min(points)


def _way(found: Finding, several: bool) -> Words:
    """From where to where one measure moved, and whether that is better."""
    change = found.change
    assert change is not None and change.unpaired is not None and change.first.made and change.last.made
    before, after = decimals([change.first.made.mean, change.last.made.mean])
    better = (change.unpaired > 0) == (found.measure.better == "higher")
    words = {
        (True, True): _("“{measure}” moved most, from {before} to {after}: that is better."),
        (True, False): _("“{measure}” moved most, from {before} to {after}: that is worse."),
        (False, True): _("“{measure}” moved from {before} to {after}: that is better."),
        (False, False): _("“{measure}” moved from {before} to {after}: that is worse."),
    }[several, better]
    return words.with_params(measure=found.measure.text.rstrip("."), before=before, after=after)


def meaning(agreed: bool | None, words: str) -> Outcome:
    """Whether the group agrees on what it means to them, and on which sentences; None where nobody was asked."""
    if agreed:
        return Outcome("agreed", str(_("We agree on this: {words}", words=words)))
    said = _("We do not agree yet on this: {words}", words=words)
    return Outcome("none", str(_("No sentences were agreed.") if agreed is None else said))


def told(found: Sequence[Finding], people: tuple[int, int] | None, ctx: Ctx) -> list[Passage]:
    """All measures, better or worse, with every wave and the change."""
    passages, at = list[Passage](), 0
    once = _asked_once(found)
    for some in [*once, *([each] for each in found if not any(each in group for group in once))]:
        at += bool(some[0].sides)  # tables are numbered from 1, so that the first is that of the round
        passages += [_together(some, at, most(found))] if len(some) > 1 else _waves(some[0], at, most(found))
    passages += [*_changes(found), *cards([each.measure for each in found], _("What we measure"))]
    facts: list[tuple[Words, Words]] = []
    if people:
        facts.append((_("Answered"), taking_part.answered(*people)))
    ways = dict.fromkeys(wave.way for each in found for wave in each.waves)
    facts += [(_("How it was asked"), METHODS[way]) for way in ways]
    facts.append((_("From how many on"), _("Figures are shown from {n} people on.", n=ctx.settings.min_wave)))
    facts += [(_("Mind"), words) for words in notes(found)]
    return [*passages, Facts(tuple((str(label), str(words)) for label, words in facts))]


def _asked_once(found: Sequence[Finding]) -> list[list[Finding]]:
    """Measures that have one time only, those with the same scale together."""
    some = [each for each in found if len(each.sides) == 1 and not few(each)]
    groups = [[each for each in some if each.measure.scale == scale] for scale in SCALES]
    return [group for group in groups if len(group) > 1]


def _together(found: Sequence[Finding], at: int, answered: int) -> Table:
    """A row for each measure, where there is nothing to compare it with."""
    means = [_mean(each.sides[0]) for each in found]
    rows = [_row(each.measure.text, each.sides[0], mean) for each, mean in zip(found, means, strict=True)]
    title = _("Asked for the first time, {when}", when=found[0].sides[0].label)
    return _table(at, title, _("Measure"), found[0].measure, rows, means, answered)


def _mean(side: Side) -> str:
    return decimals([side.made.mean if side.made else None])[0]


def _waves(found: Finding, at: int, answered: int) -> list[Passage]:
    """A row for each time: people, mean, median, and how many gave each point."""
    if not found.sides:
        return []  # it is named among those that nothing is shown of
    said = [Paragraph(f"{found.measure.text}: {words}") for words in few(found)]
    means = decimals([side.made.mean if side.made else None for side in found.sides])
    rows = [_row(str(side.label), side, mean) for side, mean in zip(found.sides, means, strict=True)]
    return [_table(at, found.measure.text, _("When"), found.measure, rows, means, answered), *said]


def _table(
    at: int, title: Words, first: Words, measure: Measure, rows: Sequence[tuple[Cell, ...]], means: Sequence[str],
    answered: int,
) -> Table:  # fmt: skip
    points = measure.on("off")[0].points
    columns = [Column(str(first)), Column(str(_("People")), "count"), Column(str(_("Mean")), "number"),
               Column(str(_("Median")), "number")]  # fmt: skip
    columns += [Column(f"{point} {words}".strip(), "count") for point, words in points.items()]
    columns.append(Column(str(_("Can't say")), "count"))
    chart = Spread(0, tuple(range(4, 4 + len(points))), means=tuple(means), low=min(points), people=answered)
    return Table(f"answer-{at}", str(title), tuple(columns), tuple(rows), chart)


def _row(label: str, side: Side, mean: str) -> tuple[Cell, ...]:
    median = plain([side.made.median])[0] if side.made else None
    return (label, side.count.n, mean or None, median, *side.count.counts, side.count.aside)


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
    chart = Spread(0, (2, 3, 4), people=most(found))
    return [*told, *([Table("same-people", str(_("The same people")), columns, tuple(rows), chart)] if rows else [])]
