"""How goals are told in the record: their frames, every check, every wording, the order, how each was adopted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from activities.shared_goals.adopting import Adopting, Standing
from activities.shared_goals.checking import Checks
from activities.shared_goals.goals import BROUGHT
from activities.shared_goals.mending import Yeses
from activities.shared_goals.rules import FRAME, TURNOUT, Told
from facilitator.activity import Ctx
from facilitator.blocks.collect import Cards, Care
from facilitator.blocks.collect import Rules as May
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.draft.story import Asked
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Outcome, Paragraph, Passage, Spread, Table
from facilitator.report.rounds import with_before


def goals(adopting: Adopting, s: Any, ctx: Ctx) -> list[Passage]:
    """How many are adopted, and every goal with its frame, the need it is for, and how it stands."""
    found, draft = adopting.standings(s, ctx), adopting.turn.checks.goals
    if not found:
        return [Outcome("none", str(_("We drafted no goal.")))]
    needs, texts = any(draft.need(s, each.goal.id) for each in found), draft.of(s).texts
    columns = [Column(str(field.words)) for field in FRAME] + [Column(str(_("Result")))]
    columns += [Column(str(_("For the need")))] if needs else []
    rows: list[tuple[Cell, ...]] = []
    for each in found:
        more = [texts[each.goal.id].more.get(field.name, "") for field in FRAME[1:]]
        need = [draft.need(s, each.goal.id)] if needs else []
        rows.append((each.words, *more, str(each.told), *need))
    brought = [each.words for each in found if texts[each.goal.id].outside]
    note = str(_("{words}: {goals}", words=BROUGHT, goals="; ".join(brought))) if brought else ""
    people = [one.turnout for told in adopting.turn.checks.story(s, ctx).last.values() for one in told.said]
    most = max(people, key=lambda each: each.answered, default=None)
    answered = str(taking_part.answered(most.answered, most.present)) if most else ""
    return [
        replace(outcome(found), detail=answered),
        Table("goals", str(_("Our goals")), tuple(columns), tuple(rows), note=note),
    ]


def outcome(found: Sequence[Standing]) -> Outcome:
    """How many goals are adopted, in a sentence; where none was asked about, how many the room finds ready."""
    status, total = [each.status for each in found], len(found)
    adopted, ready = status.count("adopted"), status.count("ready")
    if adopted == total:
        words: Words = ngettext("We adopted {n} goal.", "We adopted all {n} goals.", total)
        return Outcome("agreed", str(words))
    if adopted:
        words = ngettext("We adopted {n} of {total} goals.", "We adopted {n} of {total} goals.", adopted, total=total)
        return Outcome("not-yet", str(words))
    if "not adopted" in status:
        words = ngettext("We did not adopt the goal yet.", "We adopted none of {n} goals yet.", total)
        return Outcome("not-yet", str(words))
    if status.count("draft") == total:
        words = ngettext("We drafted {n} goal. Nobody was asked about it yet.",
                         "We drafted {n} goals. Nobody was asked about them yet.", total)  # fmt: skip
    elif ready == total:
        words = ngettext("We drafted {n} goal, and it is ready to be adopted.",
                         "We drafted {n} goals, and all are ready to be adopted.", total)  # fmt: skip
    elif ready:
        words = ngettext("We drafted {total} goals. {n} of them is ready to be adopted.",
                         "We drafted {total} goals. {n} of them are ready to be adopted.",
                         ready, total=total)  # fmt: skip
    else:
        words = ngettext("We drafted {n} goal. It is not ready yet.", "We drafted {n} goals. None is ready yet.", total)
    return Outcome("none", str(words))


def checks(checks: Checks, s: Any, ctx: Ctx) -> list[Passage]:
    """What everyone said to each goal last, with what they said before; and in which words they were asked about it."""
    story = checks.story(s, ctx)
    if not story.rounds:
        return []
    names = {id: told.wording.text for id, told in story.last.items()}
    before = [(_("Check {n}", n=n), _check(n, said, names)) for n, said in story.before]
    again = len({id for _n, said in story.before for id in said})
    note = ngettext(
        "{n} goal was changed and asked about again.", "{n} goals were changed and asked about again.", again
    )
    last = _check(story.rounds[-1][0].round.number, story.last, names)
    table = with_before(replace(last, note=str(note) if again else ""), before, by=(0, 1), shown=(8,))
    return [table, *checks.goals.wordings(s, ctx)]


def cards(yeses: Yeses, care: Care, s: Any, ctx: Ctx) -> list[Passage]:
    """The cards about each goal, check by check, once they were shown."""
    found: list[Passage] = []
    for asked, _said in yeses.checks.story(s, ctx).rounds:
        if yeses.seen(ctx, asked.round):
            found += _yeses(asked, care.of(s).of(yeses.of(asked.round.state)), ctx)
    return found


def adopted(adopting: Adopting, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """How each goal was adopted, or not."""
    for each in adopting.standings(s, ctx):
        told = adopting.record_of(s, each.goal.id, ctx)
        if told:
            yield Paragraph(str(_("Do we adopt it? {goal}", goal=each.words)))
            if each.goal.id in adopting.turn.taken(s).unready:
                yield Paragraph(str(_("It was asked although it was not ready in the check.")))
            yield from told


def method(bar: str) -> Facts:
    """When a goal is ready."""
    n, total = Fraction(bar).as_integer_ratio()
    rows = [
        (_("A goal is ready"), _("A goal is ready when {n} of every {total} who answer say yes to each question.",
                                 n=n, total=total)),
        (_("Not sure"), _("“Not sure” is no yes: a goal that people do not understand is not clear.")),
        (_("Part of the room that has to answer"), taking_part.had_to_answer(TURNOUT)),
    ]  # fmt: skip
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def ledger(adopting: Adopting, s: Any, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """New goals are added, in the order of the room; those of earlier sessions get a new version."""
    draft = adopting.turn.checks.goals
    found = []
    for each in adopting.standings(s, ctx):
        goal = draft.of(s).texts[each.goal.id]
        data = _entry(each, goal.more, draft.need(s, each.goal.id), goal.outside)
        data |= _said(adopting, s, each.goal.id, ctx)
        if goal.entry:
            data = dict.fromkeys(("rank", "note", "checked", "detail"), "") | data  # what was said before is over
            found.append(LedgerEntry("goals", "set", goal.entry, data | {"why": str(_("We talked about it again."))}))
        else:
            found.append(LedgerEntry("goals", "add", each.goal.id, data))
    return tuple(found)


def _entry(each: Standing, more: Any, need: str, outside: bool) -> dict[str, str]:
    data = {"text": each.words, "status": each.status, "outcome": str(each.told)}
    data |= {field.name: more[field.name] for field in FRAME[1:] if more.get(field.name)}
    data |= {"for_need": need} if need else {}
    data |= {"rank": str(each.rank)} if each.rank is not None else {}
    return data | ({"note": str(BROUGHT)} if outside else {})


def _said(adopting: Adopting, s: Any, goal: str, ctx: Ctx) -> dict[str, str]:
    """What was said to it last: to the three questions, and in the fist of five."""
    told = adopting.turn.checks.told(s, ctx).get(goal)
    rounds = adopting.about(s, goal, ctx)
    data = {}
    if told:
        data["checked"] = "; ".join(
            str(_("{question} {n} of {total} say yes.", question=one.scale.told, n=one.yes, total=one.count.n))
            for one in told.said
        )
    if rounds:
        outcome = adopting.told(rounds[-1], ctx)
        data |= {"outcome": str(outcome.words), "detail": str(outcome.detail)}
    return data


def _check(n: int, said: Mapping[str, Told], names: Mapping[str, str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for id, told in said.items():
        for one in told.said:
            counts = [one.count.at(point) for point in one.scale.points]
            rows.append(
                (names[id], str(one.scale.told), *counts, one.turnout.answered, one.count.passes,
                 one.turnout.present, str(one.words),
                 str(_("{question} {goal}", question=one.scale.told, goal=names[id])))
            )  # fmt: skip
    kinds: list[Words] = [_("Yes"), _("Not sure"), _("No"), _("Answered"), _("Passed"), _("Present")]
    columns = (
        Column(str(_("Goal"))), Column(str(_("Question"))),
        *(Column(str(words), "count", detail=words in kinds[4:]) for words in kinds),
        Column(str(_("Result"))), Column(str(_("Question and goal")), detail=True),
    )  # fmt: skip
    title = _("How ready the room finds our goals")
    people = max((one.turnout.answered for told in said.values() for one in told.said), default=0)
    return Table(f"check-{n}", str(title), columns, tuple(rows), Spread(9, (2, 3, 4), people=people))


def _yeses(asked: Asked, cards: Cards, ctx: Ctx) -> Sequence[Passage]:
    """The cards of a check, goal by goal: also about one that only an earlier check asked about."""
    found: list[Passage] = []
    for id, goal in asked.texts.items():
        about = Cards({each: card for each, card in cards.cards.items() if card.column == id})
        title = _("What would make it a yes: {goal}", goal=goal.wording(asked.round.number).text)
        found += card_record.blocks(title, about, May(), ctx) if about.cards else []
    return found
