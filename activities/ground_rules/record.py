"""How rules are told in the record: those that stand with the room behind them, every round, every wording, cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.ground_rules.agreement import Agreement
from activities.ground_rules.mending import Changes
from activities.ground_rules.rules import SCALE, TURNOUT, Asked, Story, Told
from facilitator.activity import Ctx
from facilitator.blocks.collect import Cards, Care
from facilitator.blocks.collect import Rules as May
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.draft import Drafted, Texts
from facilitator.blocks.draft.rules import NOT_ASKED
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Facts, LedgerEntry, Outcome, Passage, Table
from facilitator.report.words import sentence


def agreed(agreement: Agreement, s: Any, ctx: Ctx) -> list[Passage]:
    """How many were adopted, which, and which are open."""
    story, draft = agreement.now(ctx), agreement.draft.of(s)
    return [_came_to(draft, story), *_standing(draft, story), *_open(draft, story)]


def rounds(changes: Changes, care: Care, s: Any, ctx: Ctx) -> list[Passage]:
    """Every round with its counts, and the cards about each rule once they were shown."""
    found: list[Passage] = []
    story = changes.agreement.now(ctx).rounds
    for asked, said in story:
        seen = changes.seen(ctx, asked.round)
        cards = care.of(s).of(changes.of(asked.round.state)) if seen else Cards()
        found += _round(asked, said, ctx.settings.pass_level, cards, ctx, len(story))
    return found


def method(level: int) -> Facts:
    """How it was asked, and when a rule is adopted."""
    rows = [
        (_("How it was asked"), _("Everyone answered unseen, about all open rules at once, from 0 to 5.")),
        (_("A rule is adopted"), _("A rule is agreed when everyone says {level} or more.", level=level)),
        (_("Stops a rule"), _("One 0 stops a rule.")),
        (_("Part of the room that has to answer"), taking_part.had_to_answer(TURNOUT)),
        (_("Who came late"), _("People who came late count after they said that they have read or heard the rules.")),
    ]
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def ledger(agreement: Agreement, s: Any, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """New rules are added, adopted ones first; older agreements get a new version."""
    draft, story = agreement.draft.of(s), agreement.now(ctx)
    adopted = [rule for rule in draft.texts if rule in story.adopted]
    order = [*adopted, *story.open(draft.texts)]
    made = (_entry(rule, draft.texts[rule], story) for rule in order)
    return tuple(entry for entry in made if entry is not None)


def _came_to(draft: Texts, story: Story) -> Outcome:
    """How many rules everyone agreed to."""
    n, total = len(story.adopted), len(draft.texts)
    if not total:
        return Outcome("none", str(_("No rule was written.")))
    if not story.rounds:
        words = ngettext("{n} rule was drafted.", "{n} rules were drafted.", total)
        return Outcome("none", str(words), str(_("Nobody was asked yet.")))
    if n == total:
        return Outcome("agreed", str(ngettext("The rule is agreed.", "All {n} rules are agreed.", n)))
    if not n:
        return Outcome("not-yet", str(ngettext("The rule is not agreed.", "None of {n} rules is agreed.", total)))
    words = ngettext("{n} of {total} rules is agreed.", "{n} of {total} rules are agreed.", n, total=total)
    return Outcome("not-yet", str(words))


def _standing(draft: Texts, story: Story) -> list[Passage]:
    """The adopted rules, numbered as the board shows them, each with the people behind it."""
    told = [story.last[rule] for rule in draft.texts if rule in story.adopted]
    if not told:
        return []
    columns = (Column(str(_("No.")), "number"), Column(str(_("Rule"))), Column(str(_("People behind it")), "count"))
    rows = tuple((number, each.text, each.turnout.answered) for number, each in enumerate(told, 1))
    people = max(each.turnout.answered for each in told)
    return [Table("agreed", str(_("We agreed these")), columns, rows, Dots(1, 2, people))]


def _open(draft: Texts, story: Story) -> list[Passage]:
    """The rules that nobody can lean on yet, each with what was said to exactly these words."""
    rules = {id: draft.texts[id] for id in story.open(draft.texts)}
    told = {id: story.about(id, rule.words) for id, rule in rules.items()}
    as_before = [id for id, rule in rules.items() if rule.entry and len(rule.wordings) == 1 and told[id] is None]
    rows = tuple((rule.words, _result(told[id])) for id, rule in rules.items() if id not in as_before)
    columns = (Column(str(_("Rule"))), Column(str(_("Result"))))
    return [Table("open", str(_("Not agreed. We will come back to it")), columns, rows)] if rows else []


def _round(asked: Asked, said: dict[str, Told], level: int, changes: Cards, ctx: Ctx, rounds: int) -> Sequence[Passage]:
    points, n = [*SCALE.points], asked.round.number
    rows: list[tuple[Cell, ...]] = [
        (told.text, _result(told), *map(told.count.at, points), told.below, told.turnout.answered, told.count.passes,
         told.turnout.present)
        for told in said.values()
    ]  # fmt: skip
    sums = _("Below {level}", level=level), _("Answered"), _("Passed"), _("Present")
    columns = (
        Column(str(_("Rule"))), Column(str(_("Result")), detail=n == rounds),
        *(Column(str(point), "count") for point in points),
        *(Column(str(words), "count", detail=True) for words in sums),
    )  # fmt: skip
    title = _("How many people gave each answer, from 5 to 0")
    if rounds > 1:
        title = _("Round {n}: how many people gave each answer, from 5 to 0", n=n)
    found: list[Passage] = [Table(f"round-{n}", str(title), columns, tuple(rows))]
    for rule, told in said.items():
        about = Cards({id: card for id, card in changes.cards.items() if card.column == rule})
        change: Words = _("What would need to change: {rule}", rule=told.text)
        found += card_record.blocks(change, about, May(), ctx) if about.cards else []
    return found


def _result(told: Told | None) -> str:
    """What became of a rule, in a sentence."""
    if told is None:
        return str(NOT_ASKED)
    if told.status == "stopped":
        words = ngettext("Stopped by {n} person.", "Stopped by {n} people.", told.count.at(0))
        return " ".join(str(each) for each in (words, sentence(str(told.detail))) if each)
    if told.status == "not enough answers":
        return str(_("Not enough answers: {n} of {total}.", n=told.turnout.answered, total=told.turnout.present))
    if told.status == "needs work":
        return str(ngettext("Needs work: {n} person is below {level}.", "Needs work: {n} people are below {level}.",
                            told.below, level=told.level))  # fmt: skip
    return str(_("Agreed."))


def _outcome_of(told: Told | None) -> str:
    return _said(told) if told else str(NOT_ASKED)


def _said(told: Told) -> str:
    return f"{told.words}; {told.detail}" if told.detail else str(told.words)


def _entry(id: str, rule: Drafted, story: Story) -> LedgerEntry | None:
    """None where an older agreement stays as it was: nobody was asked about its words again."""
    last = story.last.get(id)
    agreed = last is not None and last.adopted
    words = last.text if last and agreed else rule.words
    told = story.about(id, words)
    data = {"text": words, "status": "agreed" if agreed else "not agreed", "outcome": _outcome_of(told), "detail": ""}
    if told is not None:
        data["detail"] = str(_("{n} of {total} answered", n=told.turnout.answered, total=told.turnout.present))
    if not rule.entry:
        return LedgerEntry("agreements", "add", id, data)
    if agreed or story.about(id, rule.wordings[0].text):
        return LedgerEntry("agreements", "set", rule.entry, data | {"why": str(_("We talked about it again."))})
    return None
