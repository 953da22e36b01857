"""How a fist of five is told in the record: every wording with its counts and outcome, cards, rule, the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.activity import Ctx
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.decision.rules import Decision
from facilitator.blocks.draft.rules import NOT_ASKED
from facilitator.blocks.fist import rules
from facilitator.blocks.fist.replies import shuffled
from facilitator.blocks.fist.wordings import AFTER, Use, Wordings
from facilitator.blocks.rate.rules import Ratings
from facilitator.i18n import Text, Words, _
from facilitator.report import taking_part
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Quote, Quotes


@dataclass(frozen=True)
class Told:
    """A round that was shown: what was asked and shown, what became of it, and the cards as they are now."""

    number: int
    asked: Wordings
    ratings: Ratings
    outcome: rules.Outcome
    cards: Cards
    bar: rules.Bar
    """What it had to reach."""

    def said(self, ctx: Ctx) -> list[str]:
        """What stands on the cards, in no order of time."""
        return shuffled(self.cards, ctx.random("cards", self.number))


def stands_for(use: Use, bar: rules.Bar) -> Words:
    """What an answer is used for, as the board says before anyone answers."""
    if use == "temperature":
        return _("This is a check. It decides nothing.")
    if bar.rule == "everyone":
        return _("If everyone shows {level} or more, it is decided.", level=bar.pass_level)
    return _(
        "If {share} of the people show {level} or more, it is decided.", share=str(bar.share), level=bar.pass_level
    )


def outcome(told: rules.Outcome, use: Use) -> Text:
    """The outcome in words; a check says how the room is today."""
    return told.words if use == "decision" else _("The room today: {words}", words=told.words)


def blocks(rounds: Sequence[Told], now: Wordings, given: rules.FistSettings, ctx: Ctx) -> list[Passage]:
    """Every round that was shown, words that were not asked about, how the group goes on, and the rule."""
    asked = rounds[-1].asked if rounds else now
    found = [passage for each in rounds for passage in _round(each, each.bar, ctx)]
    if now.words != asked.words:
        found.append(Facts(((str(NOT_ASKED), now.words),)))
    if now.after and not (rounds and rounds[-1].outcome.agreed):
        found.append(Facts(((str(_("How we go on")), str(AFTER[now.after])),)))
    bar = rounds[-1].bar if rounds else given.bar
    rows = [*_threshold(asked.use, given, bar), *((_("Passed"), _passed(each, len(rounds))) for each in rounds)]
    return [*found, Facts(tuple((str(label), str(words)) for label, words in rows))]


def decision(
    rounds: Sequence[Told], now: Wordings, given: rules.FistSettings, ctx: Ctx, days: int, **told_of: Any
) -> Decision | None:
    """The decision as the log keeps it, agreed or not: what was asked, by which rule, and what was said to it.

    `told_of` is known beforehand: `method`, `why`, `decides`, `kind`. A check of the temperature decides nothing.
    """
    if not rounds or rounds[-1].asked.use == "temperature":
        return None
    last, told = rounds[-1], rounds[-1].outcome
    after = AFTER[now.after] if now.after else ""
    made = Decision(
        text=last.asked.words, agreed=told.agreed, review=now.look_again(ctx, days), outcome=told.words,
        detail=told.detail, table=f"round-{last.number}",
        threshold=" ".join(str(words) for _label, words in _threshold(last.asked.use, given, last.bar)),
        present=told.turnout.present, answered=told.turnout.answered, stances=[*_stances(told)],
        concerns=[card for each in rounds for card in each.said(ctx)], **{"next": after} | told_of,
    )  # fmt: skip
    return replace(made, next="") if told.agreed else made


def _threshold(use: Use, given: rules.FistSettings, bar: rules.Bar) -> Iterator[tuple[Words, Words]]:
    """What an answer was for, and what the proposal had to reach."""
    yield _("What it was for"), stands_for(use, bar)
    yield _("Part of the room that has to answer"), taking_part.had_to_answer(bar.turnout)
    if given.rules.low == 0:
        yield _("Stops it"), _("One fist stops it.")


def _stances(told: rules.Outcome) -> Iterator[str]:
    """How many showed what, most fingers first."""
    for point in sorted(told.count.points, reverse=True):
        yield str(_("{point}: {n}", point=point, n=told.count.at(point)))
    if told.count.aside:
        yield str(_("{label}: {n}", label=rules.ASIDE_SHORT, n=told.count.aside))


def _passed(each: Told, rounds: int) -> Words:
    told = taking_part.passed(len(each.ratings.passed(rules.PROPOSAL)))
    return _("Round {n}: {words}", n=each.number, words=told) if rounds > 1 else told


def _round(each: Told, bar: rules.Bar, ctx: Ctx) -> list[Passage]:
    told = each.outcome
    found: list[Passage] = [
        Paragraph(str(_("Round {n}: {words}", n=each.number, words=each.asked.words))),
        Outcome(told.sign, str(outcome(told, each.asked.use)), str(told.detail)),
        rules.table(f"round-{each.number}", _("Round {n}", n=each.number), told, bar, ctx.names, each.ratings),
    ]
    cards = tuple(Quote(text) for text in each.said(ctx))
    hidden = str(card_record.hidden(each.cards))
    if cards or hidden:
        found.append(Quotes(str(_("What it would take")), cards, hidden))
    return found
