"""How the count of a vote is told: the line under the shortlist, warnings, the table of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from facilitator import counting
from facilitator.activity import Key, Round
from facilitator.blocks.vote.rules import Ballots, Rules, Tally, tally
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Outcome, Paragraph, Passage, Table

LONGEST = 200
"""Letters of a shortlist that can be said in one line."""


def present(round: Round, ballots: Ballots) -> int:
    """How many people a round was for: those who were here, and those who answered before they left."""
    return counting.turnout(round.seats, ballots.answered(), ballots.passed()).present


def headline(count: Tally, present: int, most: int) -> Words:
    """Who voted, and what a dot stands for."""
    if most == 1:
        return _("{n} of {total} voted. Every dot is one person.", n=count.voters, total=present)
    return _("{n} of {total} voted. One person may give several dots.", n=count.voters, total=present)


def line(count: Tally) -> Words:
    """What the broken line under the shortlist says; empty without a shortlist."""
    if not count.shortlist:
        return ""
    level = len(count.tied_at_cut)
    if not level:
        return _("The shortlist ends here.")
    if level == 2:
        return _("The shortlist ends here. Two had the same number of dots, so both stay.")
    return _("The shortlist ends here. {n} had the same number of dots, so all stay.", n=level)


def warnings(count: Tally, texts: Mapping[str, str]) -> list[Words]:
    """Where strength hides how many people there are."""
    return [
        _("“{a}” has more dots than “{b}”, but from fewer people.", a=texts[more], b=texts[fewer])
        for more, fewer in count.stronger
    ]


def facts(count: Tally, rules: Rules, present: int) -> taking_part.Rows:
    """How it was counted."""
    rows: list[tuple[Words, Words]] = [
        (_("Dots for each person"), ngettext("Each person had {n} dot.", "Each person had {n} dots.", rules.dots)),
        (_("Voted"), voted(count, present)),
        (_("Passed"), taking_part.passed(count.passes)),
        (_("Dots placed"), _("{n} of {total} dots were placed.", n=count.used, total=count.available)),
    ]  # fmt: skip
    if rules.dots > 1:
        most = ngettext("One option could get {n} dot from a person, at most.",
                        "One option could get {n} dots from a person, at most.", rules.most)  # fmt: skip
        rows.insert(1, (_("Most dots on one option"), most))
    return rows


def table(
    id: str, title: Words, count: Tally, rules: Rules, texts: Mapping[str, str], settled: Sequence[str] = ()
) -> Table:  # fmt: skip
    """Options with rank, dots, people, share and their place on the list as it was set up; most dots first.

    Where a dot is a person, dots say it all. Shares and the first order are for those who count again. On top stands
    what was `settled` before: it is chosen, and nobody was asked about it again.
    """
    ranked = count.ranked
    place = {option: number for number, option in enumerate(rules.options, 1)}
    rows: list[tuple[Cell, ...]] = [(None, texts[option], None, None, None, None) for option in settled]
    chosen = [*range(len(rows)), *(len(rows) + at for at, each in enumerate(ranked) if each.shortlisted)]
    rows += [(each.rank, texts[each.option], each.dots, each.people, each.percent, place[each.option])
             for each in ranked]  # fmt: skip
    columns = (
        Column(str(_("Rank")), "number"), Column(str(_("Option"))), Column(str(_("Dots")), "count"),
        Column(str(_("People")), "count", detail=rules.most == 1),
        Column(str(_("Share of voters")), "percent", detail=True),
        Column(str(_("Place on the list")), "number", detail=True),
    )  # fmt: skip
    last = chosen[-1] if chosen else None
    chart = Dots(1, 2, count.voters, tuple(chosen), last, str(line(count)), rules.most == 1)
    notes = " ".join(map(str, warnings(count, texts)))
    return Table(id, str(title), columns, tuple(rows), chart, notes)


def narrowed(counts: Sequence[tuple[int, Tally]]) -> list[Passage]:
    """Which rounds (by number) were held among those that were level."""
    again = [
        _("Round {n} was only about the options with the same number of dots.", n=number)
        for (_before, before), (number, now) in pairwise(counts)
        if before.tied_at_cut and {*before.tied_at_cut} == {each.option for each in now.options}
    ]
    return [Paragraph(str(words)) for words in again]


def voted(count: Tally, present: int) -> Words:
    """How many voted, of those who were here."""
    return ngettext("{n} of {total} people voted.", "{n} of {total} people voted.", count.voters, total=present)


def ended(chosen: Sequence[str], named: bool, voted: Words) -> Outcome:
    """What is chosen after all rounds; `named` says whether that may repeat what the options are called."""
    if not chosen:
        return Outcome("none", str(_("Nobody voted, so the list is as long as before.")))
    listed = "; ".join(chosen)
    if not named or len(listed) > LONGEST:
        words = ngettext("{n} option is on the shortlist.", "{n} options are on the shortlist.", len(chosen))
    else:
        words = _("The shortlist: {options}", options=listed)
    return Outcome("none", str(words), str(voted))


def by_perspective(
    id: str,
    ballots: Ballots,
    rules: Rules,
    texts: Mapping[str, str],
    groups: counting.Breakdown,
    perspectives: Mapping[Key, str],
) -> Table | None:
    """People for each option by perspective, where the groups are large enough; None: the whole room only.

    The groups are those of all rounds; at the head of each stands how many of it voted in this one.
    """
    parts = groups.split(ballots.answered(), perspectives)
    if not parts:
        return None
    note = _("People who chose each option. Small groups are shown together.")
    counts = [tally(ballots, rules, only=keys) for _bucket, keys in parts]
    columns = [Column(str(_("Option")))] + [Column(f"{bucket.label} ({len(keys)})", "count") for bucket, keys in parts]
    rows: list[tuple[Cell, ...]] = [
        (texts[option], *(count[option].people for count in counts)) for option in rules.options
    ]
    return Table(id, str(_("By perspective")), tuple(columns), tuple(rows), note=str(note))
