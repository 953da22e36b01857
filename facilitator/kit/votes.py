"""The result of a vote on a page: who voted, and the count with one's own dots."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup as Html

from facilitator.activity import Key, Round
from facilitator.blocks.vote.record import headline, present
from facilitator.blocks.vote.rules import Rules, Tally
from facilitator.blocks.vote.widgets import tally
from facilitator.i18n import Words
from facilitator.kit.context import join
from facilitator.kit.words import question, topline


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
    top = topline(headline(count(s), present(shown[-1], s.ballots), rules(s).most))
    return join(top, question(question_), tally(count(s), rules(s), s.options.texts, s.ballots.of(me) if me else {}))
