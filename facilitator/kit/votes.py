"""A vote on a page: the ballot with dots in one's own hand, and the count as a chart."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup as Html

from facilitator.activity import Key, Round
from facilitator.blocks.vote.record import headline, line, present, warnings
from facilitator.blocks.vote.rules import Ballots, Rules, Tally
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.answers import StepRow, dots_left, send, stepper
from facilitator.kit.context import act, join, page
from facilitator.kit.results import MOST_DOTS, ChartRow, chart
from facilitator.kit.words import hint, question, topline


def ballot(ballots: Ballots, rules: Rules, me: Key, options: Sequence[tuple[str, str]]) -> Html:
    """Own dots and a stepper for each option, in the given order; posts `place`, `take`, `finish_ballot`, `pass`."""
    mine, left = ballots.of(me), ballots.left(me, rules)
    rows = [
        StepRow(
            option,
            text,
            mine.get(option, 0),
            act("take", option=option) if mine.get(option) else None,
            act("place", option=option) if left and mine.get(option, 0) < rules.most else None,
        )
        for option, text in options
    ]
    done = me in ballots.finished
    return join(
        dots_left(left, rules.dots),
        stepper(rows),
        send("finish_ballot", saved=done, passed=me in ballots.passes, send_words=_("Done")),
        hint(_("You do not have to use all dots. You can vote for your own idea.")),
    )


def vote_result(
    question_: Words,
    shown: Sequence[Round],
    count: Callable[[Any], Tally],
    rules: Callable[[Any], Rules],
    me: Key | None,
) -> Html:
    """The last of the shown rounds: who voted, and the count with one's own dots."""
    if not shown:
        return join(topline(), question(question_))
    s = shown[-1].state
    top = topline(headline(count(s), present(shown[-1]), rules(s).most))
    return join(top, question(question_), tally(count(s), rules(s), s.options.texts, s.ballots.of(me) if me else {}))


def tally(count: Tally, rules: Rules, texts: Mapping[str, str], mine: Mapping[str, int] | None = None) -> Html:
    """The count, most dots first, with the line under the shortlist. `mine` marks one's own dots."""
    ranked = count.ranked
    rows = []
    for each in ranked:
        detail = ngettext("from {n} person", "from {n} people", each.people) if rules.most > 1 and each.dots else ""
        if rules.most == 1 and count.voters > MOST_DOTS and each.percent is not None:
            detail = f"{each.percent} %"
        rows.append(
            ChartRow(each.option, texts[each.option], each.dots, detail, each.rank, each.shortlisted,
                     (mine or {}).get(each.option, 0))
        )  # fmt: skip
    last = max((place for place, each in enumerate(ranked) if each.shortlisted), default=None)
    notes = warnings(count, texts) if page.get().surface != "board" else warnings(count, texts)[:1]
    drawn = chart(rows, count.voters, last, line(count), unit="dots" if rules.most > 1 else "people")
    return join(drawn, *(hint(note) for note in notes))
