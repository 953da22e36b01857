"""A vote on a page: the ballot with dots in one's own hand, and the count as a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.vote.record import line, warnings
from facilitator.blocks.vote.rules import Ballots, Rules, Tally
from facilitator.i18n import _, ngettext


def ballot(
    ballots: Ballots, rules: Rules, me: Key, options: Sequence[tuple[str, str]], named: Callable[[str], str]
) -> Html:
    """Own dots and a stepper for each option, in the given order; `named` gives the wire names of its actions."""
    mine, left = ballots.of(me), ballots.left(me, rules)
    rows = [
        kit.StepRow(
            option,
            text,
            mine.get(option, 0),
            kit.act(named("take"), option=option) if mine.get(option) else None,
            kit.act(named("place"), option=option) if left and mine.get(option, 0) < rules.most else None,
        )
        for option, text in options
    ]
    done = me in ballots.finished
    return kit.join(
        kit.dots_left(left, rules.dots),
        kit.stepper(rows),
        kit.send(named("finish_ballot"), saved=done, passed=me in ballots.passes, send_words=_("Done")),
        kit.hint(_("You do not have to use all dots. You can vote for your own idea.")),
    )


def tally(count: Tally, rules: Rules, texts: Mapping[str, str], mine: Mapping[str, int]) -> Html:
    """The count, most dots first, with the line under the shortlist. `mine` marks one's own dots."""
    ranked = count.ranked
    rows = []
    for each in ranked:
        detail = ngettext("from {n} person", "from {n} people", each.people) if rules.most > 1 and each.dots else ""
        if rules.most == 1 and count.voters > kit.MOST_DOTS and each.percent is not None:
            detail = f"{each.percent} %"
        own = mine.get(each.option, 0)
        rows.append(kit.ChartRow(each.option, texts[each.option], each.dots, detail, each.rank, each.shortlisted, own))
    last = max((place for place, each in enumerate(ranked) if each.shortlisted), default=None)
    notes = warnings(count, texts) if kit.page.get().surface != "board" else warnings(count, texts)[:1]
    drawn = kit.chart(rows, count.voters, last, line(count), unit="dots" if rules.most > 1 else "people")
    return kit.join(drawn, *(kit.hint(note) for note in notes))
