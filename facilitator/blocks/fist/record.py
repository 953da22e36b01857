"""How a fist of five is told in the record: every wording with its counts and outcome, cards, rule, the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from facilitator.activity import Ctx, Round
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.fist.asides import Asides
from facilitator.i18n import Text, Words, _
from facilitator.primitives.proposal import AFTER, NOT_ASKED, Proposal, Use
from facilitator.report import taking_part
from facilitator.report.model import Facts, LedgerEntry, Outcome, Paragraph, Passage, Quote, Quotes, Section


def stands_for(use: Use, bar: fist.Bar) -> Words:
    """What an answer is used for, as the board says before anyone answers."""
    if use == "temperature":
        return _("This is a check. It decides nothing.")
    if bar.rule == "everyone":
        return _("If everyone shows {level} or more, it is decided.", level=bar.pass_level)
    return _(
        "If {share} of the people show {level} or more, it is decided.", share=str(bar.share), level=bar.pass_level
    )


def said(told: fist.Outcome, use: Use) -> Text:
    """The outcome in words; a check says how the room is today."""
    return told.words if use == "decision" else _("The room today: {words}", words=told.words)


def section(
    title: Words, s: Any, given: fist.FistSettings, ctx: Ctx, purpose: str, decides: Words, days: int
) -> Section:
    """Everything that was shown of a state with `proposal`, `ratings` and `asides`, and the decision if it is one.

    `purpose` and who `decides` are as the room was told.
    """
    rounds = ctx.shown(s)
    asked: Proposal = rounds[-1].state.proposal if rounds else s.proposal
    blocks = [block for each in rounds for block in _round(each, given, _cards(each, s, ctx), ctx)]
    if s.proposal.words != asked.words:
        blocks.append(Facts(((str(NOT_ASKED), s.proposal.words),)))
    if s.proposal.after and not (rounds and fist.of_round(rounds[-1], given).agreed):
        blocks.append(Facts(((str(_("How we go on")), str(AFTER[s.proposal.after])),)))
    rows = [
        *_threshold(asked.use, given),
        *((_("Passed"), _passed(each, len(rounds))) for each in rounds),
    ]
    blocks.append(Facts(tuple((str(label), str(words)) for label, words in rows)))
    ledger = (
        ()
        if asked.use == "temperature"
        else _decision(rounds, s, given, ctx, days, method=title, why=purpose, decides=decides)
    )
    return Section(str(title), asked.words, purpose, tuple(blocks), ledger=ledger)


def _decision(
    rounds: Sequence[Round], s: Any, given: fist.FistSettings, ctx: Ctx, days: int, **told_of: Words
) -> tuple[LedgerEntry, ...]:
    """The decision as the ledger keeps it, agreed or not: what was asked, by which rule, and what was said to it.

    `told_of` is known beforehand: `method`, `why`, `decides`.
    """
    if not rounds:
        return ()
    last, told = rounds[-1], fist.of_round(rounds[-1], given)
    asked: Proposal = last.state.proposal
    concerns = [card for each in rounds for card in _cards(each, s, ctx).shuffled(ctx.random("cards", each.number))]
    data: dict[str, Words | int] = {
        "text": asked.words, "status": "agreed" if told.agreed else "not agreed", **told_of,
        "outcome": told.words, "detail": told.detail, "table": f"round-{last.number}",
        "threshold": " ".join(str(words) for _label, words in _threshold(asked.use, given)),
        "present": told.turnout.present, "answered": told.turnout.answered,
        "stances": ", ".join(_stances(told)), "concerns": "\n".join(" ".join(card.split()) for card in concerns),
        "review": s.proposal.look_again(ctx, days).isoformat() if told.agreed else "",
        "next": AFTER[s.proposal.after] if s.proposal.after and not told.agreed else "",
    }  # fmt: skip
    kept = {name: str(words) for name, words in data.items()}
    return (LedgerEntry("decisions", "add", "decision", {name: words for name, words in kept.items() if words}),)


def _threshold(use: Use, given: fist.FistSettings) -> Iterator[tuple[Words, Words]]:
    """What an answer was for, and what the proposal had to reach."""
    yield _("What it was for"), stands_for(use, given.bar)
    yield _("Part of the room that has to answer"), taking_part.had_to_answer(given.bar.turnout)
    if given.rules.low == 0:
        yield _("Stops it"), _("One fist stops it.")


def _stances(told: fist.Outcome) -> Iterator[str]:
    """How many showed what, most fingers first."""
    for point in sorted(told.count.points, reverse=True):
        yield str(_("{point}: {n}", point=point, n=told.count.at(point)))
    if told.count.aside:
        yield str(_("{label}: {n}", label=fist.ASIDE_SHORT, n=told.count.aside))


def _passed(each: Round, rounds: int) -> Words:
    told = taking_part.passed(len(each.state.ratings.passed(fist.PROPOSAL)))
    return _("Round {n}: {words}", n=each.number, words=told) if rounds > 1 else told


def _cards(each: Round, s: Any, ctx: Ctx) -> Asides:
    """What was said in a round, as it is now; nothing that nobody showed."""
    return Asides(s.mended.of(each.state.asides.cards)) if ctx.seen("listen", "change", each) else Asides()


def _round(each: Round, given: fist.FistSettings, asides: Asides, ctx: Ctx) -> list[Passage]:
    s = each.state
    told = fist.of_round(each, given)
    title = _("Round {n}: {words}", n=each.number, words=s.proposal.words)
    found: list[Passage] = [
        Paragraph(str(title)),
        Outcome(told.sign, str(said(told, s.proposal.use)), str(told.detail)),
        fist.table(f"round-{each.number}", _("Round {n}", n=each.number), told, given.bar, ctx.names, s.ratings),
    ]
    cards = tuple(Quote(text) for text in asides.shuffled(ctx.random("cards", each.number)))
    hidden = str(card_record.hidden(asides.cards))
    if cards or hidden:
        found.append(Quotes(str(_("What it would take")), cards, hidden))
    return found
