"""What is found in a measure: every wave, then the change from the first to the last, in words without a cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from activities.agreed_measures.change import Pairs, hidden, pairs, tells, unpaired
from activities.agreed_measures.measure import NOW, THEN, Measure, Wave
from facilitator.blocks.rate import Box, Distribution, Row, Scale
from facilitator.blocks.rate.rules import Figures, figures
from facilitator.counting import decimals, plain, signed
from facilitator.i18n import Words, _, ngettext
from facilitator.report.words import day

NO_CAUSE = _("Change is not proof of cause.")
ONE_GO = _("Then and now were asked in one go. That can flatter.")
STEPS = Scale({1: _("Worse"), 2: _("The same"), 3: _("Better")}, names=("worse", "same", "better"))
"""How it is for those who answered both times."""


ROWS = 3
"""Waves that stand together on a page of the wall."""


@dataclass(frozen=True)
class Side:
    """What people said at one time, with what is made from it."""

    label: Words
    wave: Wave
    count: Distribution
    made: Figures | None
    """None with too few people."""


@dataclass(frozen=True)
class Change:
    """From one side to another: of everyone, and of those who stand in both."""

    first: Side
    last: Side
    unpaired: Fraction | None
    pairs: Pairs | None


@dataclass(frozen=True)
class Finding:
    """A measure with all its waves."""

    id: str
    measure: Measure
    waves: tuple[Wave, ...]
    sides: tuple[Side, ...]
    """What may be shown, oldest first."""
    change: Change | None
    """None where there are not two times to compare."""

    @property
    def hidden(self) -> list[Wave]:
        """The waves of which nothing is shown, since too few people answered."""
        shown = {side.wave.id for side in self.sides}
        return [wave for wave in self.waves if wave.id not in shown]

    @property
    def paired(self) -> bool:
        """Whether answers were to be matched."""
        change = self.change
        return change is not None and (change.last.wave.way != "off" and change.first.wave.way != "off")


def find(id: str, measure: Measure, waves: Sequence[Wave], at_least: int) -> Finding:
    """All of one measure; nothing of a sensitive wave that fewer than `at_least` people answered."""
    sides = tuple(side for wave in waves for side in _sides(wave, measure.sensitive, at_least))
    return Finding(id, measure, tuple(waves), sides, _change(measure, sides, at_least))


def _sides(wave: Wave, sensitive: bool, at_least: int) -> Iterator[Side]:
    strict = sensitive or wave.sensitive
    if wave.count is None or hidden(wave.count, strict, at_least):
        return
    when = day(wave.day)
    if wave.then is not None and not hidden(wave.then, strict, at_least):
        yield Side(_("{when}: {time}", when=when, time=THEN), wave, wave.then, figures(wave.then, at_least))
    label = _("{when}: {time}", when=when, time=NOW) if wave.way == "then-now" else when
    yield Side(label, wave, wave.count, figures(wave.count, at_least))


def _change(measure: Measure, sides: Sequence[Side], at_least: int) -> Change | None:
    if len(sides) < 2:
        return None
    last = sides[-1]
    first = sides[-2] if last.wave is sides[-2].wave else sides[0]
    strict = measure.sensitive or first.wave.sensitive or last.wave.sensitive
    one_go = first.wave is last.wave
    found = last.wave.pairs if one_go else pairs(first.wave.points, last.wave.points, measure.better)
    if found and strict and tells(found, first.count, last.count):
        found = None
    return Change(first, last, unpaired(first.count, last.count, at_least), found)


# As it is drawn, and in words


def boxes(finding: Finding, mine: Mapping[str, int], rows_a_page: int = ROWS) -> list[Box]:
    """A measure as it is drawn: a row for every wave, then the change; nothing where nothing may be shown."""
    if not finding.sides:
        return []
    means = decimals([side.made.mean if side.made else None for side in finding.sides])
    (scale,), last = finding.measure.on("off"), len(finding.sides) - 1
    rows = [
        Row(f"{finding.id}-{at}", _label(finding, side), side.count, scale, mean, _detail(side),
            mine.get(finding.id) if at == last else None)
        for at, (side, mean) in enumerate(zip(finding.sides, means, strict=True))
    ]  # fmt: skip
    said = " ".join(str(words) for words in [*changes(finding), *few(finding), *_aside(finding)])
    found = [
        Box(rows[at].id, rows[at : at + rows_a_page], finding.id, finding.measure.text,
            said if at + rows_a_page > last else "")
        for at in range(0, len(rows), rows_a_page)
    ]  # fmt: skip
    return [*found, *_same_people(finding)]


def _same_people(finding: Finding) -> Iterator[Box]:
    """For how many of those who answered both times it is better, the same or worse."""
    made = finding.change.pairs if finding.change else None
    if made is not None:
        people = ngettext("{n} person both times", "{n} people both times", made.n)
        count = Distribution(1, (made.worse, made.same, made.better))
        row = Row(f"{finding.id}-pairs", _("The same people"), count, STEPS, sign(decimals([made.mean])[0]), people)
        yield Box(row.id, [row], finding.id, finding.measure.text, stays=True)


def _label(finding: Finding, side: Side) -> Words:
    """When people said it; the day is left out where there was only one."""
    if side.wave.way == "then-now" and len(finding.waves) == 1:
        return _("Before") if side.count is side.wave.then else NOW
    return side.label


def changes(finding: Finding) -> list[Words]:
    """The change of everyone in a sentence, with both n; whether there is none to tell of the same people."""
    change = finding.change
    if change is None:
        return []
    said: list[Words] = []
    if change.unpaired is not None:
        (figure,) = decimals([change.unpaired])
        said.append(_("Everyone: {change}, from {n} people to {m}.",
                      change=sign(figure), n=change.first.count.n, m=change.last.count.n))  # fmt: skip
    if change.pairs is None and finding.paired:
        said.append(_("Nothing is shown of the same people: too few answered both times, or too few only once."))
    return said


def few(finding: Finding) -> list[Words]:
    """The waves that nothing is shown of."""
    return [_("{when}: too few people answered, so nothing is shown.", when=day(wave.day)) for wave in finding.hidden]


def _aside(finding: Finding) -> list[Words]:
    aside = finding.sides[-1].count.aside
    return [ngettext("{n} person could not say.", "{n} people could not say.", aside)] if aside else []


def sign(figure: str) -> str:
    """A change with its sign: "+0.9", "−1.0", "0.0"."""
    return signed(figure) if figure.startswith("-") or not any(each in "123456789" for each in figure) else f"+{figure}"


def _detail(side: Side) -> Words:
    people = ngettext("{n} person", "{n} people", side.count.n)
    said = [people]
    if side.made:
        said.append(_("median {n}", n=plain([side.made.median])[0]))
    return " · ".join(map(str, said))
