"""How a fist of five is told in the record: every wording with its counts and outcome, cards, rule, the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from facilitator.activity import Ctx
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.decision.rules import Decision
from facilitator.blocks.fist import rules
from facilitator.blocks.fist.replies import shuffled
from facilitator.blocks.fist.wordings import AFTER, Use, Wordings
from facilitator.blocks.rate.rules import Ratings
from facilitator.i18n import Text, Words, _
from facilitator.report import taking_part
from facilitator.report.model import Facts, Outcome, Paragraph, Passage, Quote, Quotes, Table
from facilitator.report.rounds import compared
from facilitator.report.words import sentence


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


def blocks(
    rounds: Sequence[Told], now: Wordings, given: rules.FistSettings, ctx: Ctx, heading: bool = False
) -> list[Passage]:
    """How it ended, what each round was about, the counts of all rounds side by side, the cards, and the rule.

    `heading` says whether the words that were asked about last stand over the section already.
    """
    asked = rounds[-1].asked if rounds else now
    found: list[Passage] = []
    if rounds:
        last = rounds[-1]
        found.append(Outcome(last.outcome.sign, str(_ended(last)), str(_turnout(last))))
        found += _words_of(rounds, heading)
        found.append(_counts(rounds, ctx))
        found += _cards(rounds, ctx)
    if now.words != asked.words:
        later = _("There are newer words. Nobody was asked about them: “{text}”", text=now.words)
        found.append(Paragraph(str(later)))
    if now.after and not (rounds and rounds[-1].outcome.agreed):
        found.append(Paragraph(str(_("How we go on: {words}", words=AFTER[now.after]))))
    bar = rounds[-1].bar if rounds else given.bar
    passed = [
        (_("Round {n}", n=each.number),
         [(_("Passed"), taking_part.passed(len(each.ratings.passed(rules.PROPOSAL))))])
        for each in rounds
    ]  # fmt: skip
    rows = tuple((str(label), str(words)) for label, words in _threshold(asked.use, given, bar))
    return [*found, Facts((*rows, *(taking_part.of_rounds(passed).rows if passed else ())))]


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


def _ended(each: Told) -> Words:
    """The outcome as a sentence; a check says how the room is today."""
    words = rules.in_words(each.outcome, each.bar)
    return words if each.asked.use == "decision" else _("The room today: {words}", words=words)


def _turnout(each: Told) -> Words:
    return taking_part.answered(each.outcome.turnout.answered, each.outcome.turnout.present)


def _words_of(rounds: Sequence[Told], heading: bool) -> list[Passage]:
    """What was asked; of several rounds each with its words and how it ended."""
    if len(rounds) == 1:
        return [] if heading else [Paragraph(str(_("We asked: “{text}”", text=rounds[0].asked.words)))]
    told, before = list[Passage](), ""
    for each in rounds:
        text = each.asked.words
        about = sentence(str(_("“{text}”", text=text))) if text != before else _("The same words.")
        words = f"{about} {_ended(each)} {_turnout(each)}"
        told.append(Paragraph(str(_("Round {n}: {words}", n=each.number, words=words))))
        before = text
    return told


def _counts(rounds: Sequence[Told], ctx: Ctx) -> Table:
    """People for each answer in the last round, with those of the rounds before beside them."""
    tables = [
        (
            _("Round {n}", n=each.number),
            rules.table(f"round-{each.number}", _title(rounds), each.outcome, each.bar, ctx.names, each.ratings),
        )
        for each in rounds
    ]
    return compared(tables, by=(0, 1), without=0)


def _title(rounds: Sequence[Told]) -> Words:
    """What the counts of one round are called, or of several."""
    return _("How many showed what") if len(rounds) == 1 else _("How many showed what, round by round")


def _cards(rounds: Sequence[Told], ctx: Ctx) -> list[Passage]:
    """What it would take, in one list: each card with its round, where there were several."""
    several = len(rounds) > 1
    cards = [Quote(text, str(_("Round {n}", n=each.number)) if several else "")
             for each in rounds for text in each.said(ctx)]  # fmt: skip
    notes = [(each.number, words) for each in rounds if (words := card_record.hidden(each.cards))]
    hidden = " ".join(str(_("Round {n}: {words}", n=n, words=words) if several else words) for n, words in notes)
    return [Quotes(str(_("What it would take")), tuple(cards), hidden)] if cards or hidden else []
