"""How the count of a vote is told: the line under the shortlist, warnings, the table of the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from facilitator import counting
from facilitator.activity import Key, Round
from facilitator.blocks.vote.rules import Ballots, Rules, Tally, tally
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Facts, Paragraph, Passage, Table


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


def facts(count: Tally, rules: Rules, present: int) -> Facts:
    """How it was counted."""
    rows: list[tuple[Words, Words]] = [
        (_("Dots for each person"), ngettext("Each person had {n} dot.", "Each person had {n} dots.", rules.dots)),
        (_("Voted"), ngettext("{n} of {total} people voted.", "{n} of {total} people voted.",
                              count.voters, total=present)),
        (_("Passed"), taking_part.passed(count.passes)),
        (_("Dots placed"), _("{n} of {total} dots were placed.", n=count.used, total=count.available)),
    ]  # fmt: skip
    if rules.dots > 1:
        most = ngettext("One option could get {n} dot from a person, at most.",
                        "One option could get {n} dots from a person, at most.", rules.most)  # fmt: skip
        rows.insert(1, (_("Most dots on one option"), most))
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def table(id: str, title: Words, count: Tally, rules: Rules, texts: Mapping[str, str]) -> Table:
    """Options with rank, dots, people, share and their place on the list as it was set up; most dots first.

    Where a dot is a person, dots say it all. Shares and the first order are for those who count again.
    """
    ranked = count.ranked
    place = {option: number for number, option in enumerate(rules.options, 1)}
    rows = tuple(
        (each.rank, texts[each.option], each.dots, each.people, each.percent, place[each.option]) for each in ranked
    )
    chosen = tuple(place for place, each in enumerate(ranked) if each.shortlisted)
    columns = (
        Column(str(_("Rank")), "number"), Column(str(_("Option"))), Column(str(_("Dots")), "count"),
        Column(str(_("People")), "count", detail=rules.most == 1),
        Column(str(_("Share of voters")), "percent", detail=True),
        Column(str(_("Place on the list")), "number", detail=True),
    )  # fmt: skip
    chart = Dots(1, 2, count.voters, chosen, chosen[-1] if chosen else None, str(line(count)), rules.most == 1)
    notes = " ".join(map(str, warnings(count, texts)))
    return Table(id, str(title), columns, rows, chart, notes)


def narrowed(counts: Sequence[tuple[int, Tally]], chosen: Sequence[str]) -> list[Passage]:
    """Which rounds (by number) were held among those that were level, and what is chosen after all of them."""
    again = [
        _("Round {n} was only about the options with the same number of dots.", n=number)
        for (_before, before), (number, now) in pairwise(counts)
        if before.tied_at_cut and {*before.tied_at_cut} == {each.option for each in now.options}
    ]
    final = [_("The shortlist after all rounds: {options}", options="; ".join(chosen))] if again and chosen else []
    return [Paragraph(str(words)) for words in (*again, *final)]


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
