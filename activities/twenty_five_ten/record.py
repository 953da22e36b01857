"""What the record says: every idea with its first step, its score and its place; names from the last step alone."""

from __future__ import annotations

from collections.abc import Mapping

from activities.twenty_five_ten.bold import Bold
from activities.twenty_five_ten.rules import Sifted
from facilitator import counting
from facilitator.activity import Ctx
from facilitator.blocks.collect import Cards
from facilitator.blocks.collect import record as card_record
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, Outcome, Paragraph, Passage, Table

SIFT = _("This is a sift, not a decision.")
BEST = 5
"""The highest score that one person can give."""


def passages(found: Sifted, planned: int, bold: Mapping[str, Bold], cards: Cards, ctx: Ctx) -> list[Passage]:
    """The whole of it, once the cards were shown; so many rounds were `planned`."""
    hidden = card_record.hidden(cards)
    notes: list[Passage] = [Paragraph(str(hidden))] if hidden else []
    wrote, passed = len(cards.answered()), len(cards.passes)
    facts = Facts((
        (str(_("Ideas")), str(ngettext("{n} person wrote an idea.", "{n} people wrote an idea.", wrote))),
        (str(_("Passed")), str(ngettext("{n} person passed.", "{n} people passed.", passed))),
        *_method(found, planned, ctx),
    ))  # fmt: skip
    if not ctx.went or "count" not in ctx.went:
        rows = tuple((each.idea, each.first) for each in bold.values())
        columns = (Column(str(_("Idea"))), Column(str(_("First step"))))
        ideas = [Table("ideas", str(_("All ideas")), columns, rows)] if rows else []
        return [written(len(bold)), facts, *ideas, *notes]
    return [first(found, bold), facts, *([_table(found, bold)] if bold else []), *notes]


def written(n: int) -> Outcome:
    """How many ideas there are, where nobody scored them."""
    if not n:
        return Outcome("none", str(_("There is no idea.")))
    ideas = ngettext("{n} idea was written.", "{n} ideas were written.", n)
    return Outcome("none", str(ideas), str(_("They were not scored.")))


def first(found: Sifted, bold: Mapping[str, Bold]) -> Outcome:
    """Which idea came out first, or which several, and with which score."""
    if not bold:
        return written(0)
    ranked = [*found.ranked()]
    ahead = [bold[place.card].idea for place in ranked if place.rank == 1]
    if not ahead:
        return Outcome("none", str(_("No idea has enough scores for a place.")), str(SIFT))
    score, most = counting.plain([place.score for place in ranked])[0], BEST * found.rounds
    if len(ahead) == 1:
        words = _("“{idea}” comes first, with a score of {score} of {most}.", idea=ahead[0], score=score, most=most)
    else:
        words = _("These come first, with a score of {score} of {most}: {ideas}.",
                  ideas="; ".join(ahead), score=score, most=most)  # fmt: skip
    return Outcome("none", str(words), str(SIFT))


def scored(n: int, rounds: int) -> Words:
    """How many scores an idea has, of how many there could be where some are missing."""
    return _("{n} of {total} scores", n=n, total=rounds) if n < rounds else ngettext("{n} score", "{n} scores", n)


def owners(named: Mapping[str, tuple[list[str], list[str]]], bold: Mapping[str, Bold]) -> list[Passage]:
    """Who works on what; nothing where nobody said so."""
    rows: list[tuple[Cell, ...]] = [
        (bold[card].idea, ", ".join(own), ", ".join(joins)) for card, (own, joins) in named.items() if own or joins
    ]
    columns = (
        Column(str(_("Idea"))),
        Column(str(_("It was mine, and I work on it")), names=True),
        Column(str(_("I would join")), names=True),
    )
    return [Table("owners", str(_("Who works on what")), columns, tuple(rows))] if rows else []


def _method(found: Sifted, planned: int, ctx: Ctx) -> list[tuple[str, str]]:
    if not found.rounds:
        return []
    held = ngettext("{n} round of scores was held.", "{n} rounds of scores were held.", found.rounds)
    if found.rounds < planned:
        held = _("{n} of {total} rounds of scores were held.", n=found.rounds, total=planned)
    least = ctx.settings.least(found.rounds)
    means = _("An idea’s score is the mean of its scores from 1 to 5, times {rounds} rounds.", rounds=found.rounds)
    few = ngettext("It needs {n} score for a place.", "It needs {n} scores for a place.", least)
    return [(str(_("Rounds")), str(held)), (str(_("Score")), f"{means} {few}")]


def _table(found: Sifted, bold: Mapping[str, Bold]) -> Table:
    scores = counting.plain([place.score for place in found.places])
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (place.rank, bold[place.card].idea, bold[place.card].first, score or str(_("not ranked")), place.n)
        for place, score in zip(found.places, scores, strict=True)
    )
    columns = (
        Column(str(_("Place")), "number"), Column(str(_("Idea"))), Column(str(_("First step"))),
        Column(str(_("Score")), "number"), Column(str(_("Scored by")), "count"),
    )  # fmt: skip
    return Table("ideas", str(_("All ideas")), columns, rows)
