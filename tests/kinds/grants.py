"""A small activity that says what every option costs, and votes on them twice in different ways."""

from __future__ import annotations

from typing import Any

from facilitator.activity import Ctx, Settings
from facilitator.blocks.options import Detail, Listing, OptionList
from facilitator.blocks.vote import Tally, Vote, a_few, as_many_as_you_like
from facilitator.composing import Activity, Phase

COST = Detail("cost", "Cost", number=True)
WHO = Detail("who", "Who would do it", limit=40)


class GrantsSettings(Settings):
    """What there is to choose from."""

    options: OptionList = []
    dots: int = 2


class Approvals(Vote):
    """As many as one likes."""

    called, numbered, prefix = "Approved", "Approved in round {n}", "approved"

    def __init__(self, on: Listing) -> None:
        super().__init__(on, as_many_as_you_like)


class Grants(Activity[GrantsSettings]):
    """Say what each costs, approve of some, and then put dots on what comes first."""

    id, title = "grants", "Grants"
    example = {"options": ["Garden", "Minibus", "Choir"]}

    options = Listing(lambda given: given.options, details=(COST, WHO))
    approvals = Approvals(options)
    dots = Vote(options, lambda given, options: a_few(options, given.dots))

    phases = (
        Phase("ready", "Ready", options.read),
        Phase("approve", "Approve", approvals.cast),
        Phase("approved", "Approved", approvals.result, reveal=True, say="I read what was approved."),
        Phase("first", "First", dots.cast),
        Phase("order", "Order", dots.result, reveal=True, say="I read what comes first."),
    )

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "What do we pay for?"

    def results(self, s: Any, ctx: Ctx) -> tuple[Tally, Tally]:
        return self.approvals.results(s, ctx), self.dots.results(s, ctx)
