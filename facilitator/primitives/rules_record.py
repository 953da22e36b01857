"""How rules are told in the record: those that stand with the room behind them, every round, every wording, cards."""

from __future__ import annotations

from typing import Any

from facilitator.activity import Ctx, Round
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.collect.record import Columns
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.draft.rules import Rule
from facilitator.blocks.group import record as group_record
from facilitator.i18n import Words, _
from facilitator.primitives.proposal import NOT_ASKED
from facilitator.primitives.rules import HIGH, LOW, TURNOUT, RulesSettings, Story, Told
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Facts, LedgerEntry, Outcome, Paragraph, Passage, Section, Table


def section(
    title: Words, question: Words, s: Any, given: RulesSettings, ctx: Ctx, cards: Rules, columns: Columns
) -> Section:
    """Everything that was shown of a state with `draft`, `ratings`, cards, groups, changes and reminders."""
    story: Story = ctx.results
    blocks: list[Passage] = [_outcome(s, story)] if story.rounds else []
    blocks += [*_agreed(s, story), *_open(s, story)]
    for round, said in story.rounds:
        changes = s.mended.of(round.state.changes) if ctx.seen("listen", "mend", round) else Cards()
        blocks += _round(round, said, given.pass_level, changes, ctx)
    blocks += _wordings(s, story)
    if s.reminder:
        blocks.append(Paragraph(str(_("When a rule slips: {words}", words=s.reminder))))
    blocks += _quotes(_("Ways to remind each other"), s.reminders, ctx) if ctx.seen("remind", "choose") else []
    if s.cards.answered() or s.cards.hidden():
        blocks += group_record.blocks(s.groups, s.cards, cards, ctx, columns)
    return Section(str(title), str(question), blocks=(*blocks, _method(given)), ledger=_ledger(s, story))


def _outcome(s: Any, story: Story) -> Outcome:
    n, total = len(story.adopted), len(s.draft.rules)
    return Outcome("agreed" if n == total else "not-yet", str(_("Adopted: {n} of {total}", n=n, total=total)))


def _agreed(s: Any, story: Story) -> list[Passage]:
    """The adopted rules, numbered as the board shows them, each with the people behind it."""
    told = [story.last[rule] for rule in s.draft.rules if rule in story.adopted]
    if not told:
        return []
    columns = (Column(str(_("No.")), "number"), Column(str(_("Rule"))), Column(str(_("People behind it")), "count"))
    rows = tuple((number, each.text, each.turnout.answered) for number, each in enumerate(told, 1))
    people = max(each.turnout.answered for each in told)
    return [Table("agreed", str(_("We agreed these")), columns, rows, Dots(1, 2, people))]


def _open(s: Any, story: Story) -> list[Passage]:
    """The rules that nobody can lean on yet, each with what was said to exactly these words."""
    rules = {id: s.draft.rules[id] for id in story.open(s.draft.rules)}
    told = {id: story.about(id, rule.words) for id, rule in rules.items()}
    as_before = [id for id, rule in rules.items() if rule.entry and len(rule.wordings) == 1 and told[id] is None]
    rows = tuple((rule.words, _outcome_of(told[id])) for id, rule in rules.items() if id not in as_before)
    columns = (Column(str(_("Rule"))), Column(str(_("Result"))))
    return [Table("open", str(_("Not agreed. We will come back to it")), columns, rows)] if rows else []


def _round(round: Round, said: dict[str, Told], level: int, changes: Cards, ctx: Ctx) -> list[Passage]:
    points, n = range(HIGH, LOW - 1, -1), round.number
    results: list[tuple[Cell, ...]] = []
    counts: list[tuple[Cell, ...]] = []
    for told in said.values():
        results.append((told.text, _said(told), told.turnout.answered, told.count.passes, told.turnout.present))
        counts.append((told.text, *(told.count.at(point) for point in points), told.below))
    first, below = Column(str(_("Rule"))), _("Below {level}", level=level)
    heads = (
        first,
        Column(str(_("Result"))),
        *(Column(str(each), "count") for each in (_("Answered"), _("Passed"), _("Present"))),
    )
    scale = (first, *(Column(str(each), "count") for each in (*points, below)))
    found: list[Passage] = [
        Table(f"round-{n}", str(_("Round {n}", n=n)), heads, tuple(results)),
        Table(f"round-{n}-counts", str(_("Round {n}: people for each answer", n=n)), scale, tuple(counts)),
    ]
    for rule, told in said.items():
        found += _quotes(_("What would need to change: {rule}", rule=told.text), changes, ctx, rule)
    return found


def _quotes(title: Words, cards: Cards, ctx: Ctx, column: str | None = None) -> list[Passage]:
    if column is not None:
        cards = Cards({id: card for id, card in cards.cards.items() if card.column == column})
    return card_record.blocks(title, cards, Rules(), ctx) if cards.cards else []


def _wordings(s: Any, story: Story) -> list[Passage]:
    """Every wording of the rules that were said in more than one way, with the round it was asked in first."""
    changed = {id: rule for id, rule in s.draft.rules.items() if len(rule.wordings) > 1}
    rows = [
        (str(_since(each.since) if story.about(id, each.text) or not each.since else NOT_ASKED), each.text)
        for id, rule in changed.items()
        for each in rule.wordings
    ]
    return [Facts(tuple(rows))] if rows else []


def _since(round: int) -> Words:
    return _("Wording from round {n}", n=round) if round else _("Wording from earlier")


def _outcome_of(told: Told | None) -> str:
    return _said(told) if told else str(NOT_ASKED)


def _said(told: Told) -> str:
    return f"{told.words}; {told.detail}" if told.detail else str(told.words)


def _method(given: RulesSettings) -> Facts:
    rows = [
        (_("How it was asked"), _("Everyone answered unseen, about all open rules at once, from 0 to 5.")),
        (_("A rule is adopted"), _("A rule is agreed when everyone says {level} or more.", level=given.pass_level)),
        (_("Stops a rule"), _("One 0 stops a rule.")),
        (_("Part of the room that has to answer"), taking_part.had_to_answer(TURNOUT)),
        (_("Who came late"), _("People who came late count after they said that they have read or heard the rules.")),
    ]
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def _ledger(s: Any, story: Story) -> tuple[LedgerEntry, ...]:
    """New rules are added, adopted ones first; older agreements get a new version."""
    adopted = [rule for rule in s.draft.rules if rule in story.adopted]
    order = [*adopted, *story.open(s.draft.rules)]
    made = (_entry(rule, s.draft.rules[rule], story) for rule in order)
    return tuple(entry for entry in made if entry is not None)


def _entry(id: str, rule: Rule, story: Story) -> LedgerEntry | None:
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
