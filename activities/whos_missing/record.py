"""What the record says: who is missing first, then the map as a table, ways to reach people, and the cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from activities.whos_missing.gaps import Gap
from activities.whos_missing.inviting import Invitations
from activities.whos_missing.mapped import circle_of
from activities.whos_missing.presets import AFFECTED, PRESENCE
from activities.whos_missing.result import Gapped
from facilitator import counting
from facilitator.activity import Ctx, Round
from facilitator.blocks.collect import record as card_record
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Outcome, Paragraph, Passage, Spread, Table

FORMULA = _("Gap: how much it affects them, less how much say they have, on average over those who gave both numbers.")
GAP = 2
"""The place of the gap among the figures."""
NAMED = 3
"""So many groups that need more say are named; of more it is only said how many they are."""


def passages(rating: Gapped, invitations: Invitations, s: Any, ctx: Ctx) -> list[Passage]:
    """Nothing of cards that were never shown."""
    if not rating.mapped.groups.cards.seen(ctx):
        return []
    return [
        _came_to(rating, invitations, s, ctx),
        *_lacking(rating, s, ctx),
        *_maps(rating, s, ctx),
        *_ways(invitations, s, ctx),
        *_cards(rating, s, ctx),
    ]


def _came_to(rating: Gapped, invitations: Invitations, s: Any, ctx: Ctx) -> Outcome:
    """Who needs more say, how many are on the map, and how many of them somebody invites."""
    last = rating.last(s, ctx) if rating.shown(s, ctx) else None
    gaps = rating.listed(last, s, ctx)
    more = [gap.known.text for gap in gaps if gap.needs_more(ctx.settings.flag)]
    if not gaps:
        return Outcome("none", str(_("Nobody is on the map.")))
    mapped: Words = ngettext("{n} group is on the map.", "{n} groups are on the map.", len(gaps))
    asked = sum(bool(invitations.by_whom(s, item)) for item in invitations.targets(s, ctx))
    invites = ngettext("Somebody invites {n} of them.", "Somebody invites {n} of them.", asked) if asked else ""
    if last is None:
        return Outcome("none", str(mapped), str(invites))
    if not any(gap.means for gap in gaps):
        few = _("Too few people gave numbers, so it is not said who needs more say.")
        return Outcome("none", str(mapped), " ".join(str(each) for each in (few, invites) if each))
    if not more and not all(gap.means for gap in gaps):
        words: Words = _("Nobody needs much more say, of those whom enough people rated.")
    elif not more:
        words = _("Nobody needs much more say than they have.")
    elif len(more) > NAMED:
        words = ngettext("{n} group needs more say.", "{n} groups need more say.", len(more))
    else:
        words = _("These need more say: {names}.", names="; ".join(more))
    return Outcome("none", str(words), " ".join(str(each) for each in (mapped, invites) if each))


def _lacking(rating: Gapped, s: Any, ctx: Ctx) -> Iterator[Passage]:
    missing, away = rating.mapped.lacking(s, ctx)
    why = rating.mapped.of(s).why
    if missing:
        yield Paragraph(str(_("No one yet from: {names}.", names="; ".join(map(str, missing)))))
    if missing and why:
        yield Paragraph(str(_("Why we closed without them: {why}", why=why)))
    if away:
        yield Paragraph(str(_("Not here today: {names}.", names="; ".join(map(str, away)))))


def _maps(rating: Gapped, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """The map, with what each round said of it, and how that was counted."""
    rounds = rating.shown(s, ctx)
    if not rounds:
        yield _map([("", rating.listed(None, s, ctx))], None, ctx)
        return
    named: list[tuple[Words, Round]] = [(_("Round {n}", n=each.number), each) for each in rounds]
    yield _map(
        [(name, rating.listed(each, s, ctx)) for name, each in named],
        rounds[-1],
        ctx,
        len(rating.of(rounds[-1].state).answered()),
    )
    flag = counting.plain([ctx.settings.flag])[0]
    told: list[tuple[Words, taking_part.Rows]] = []
    for name, each in named:
        answers = rating.of(each.state)
        rows = [
            (_("Answered"), taking_part.answered(len(answers.answered()), rating.present(each))),
            (_("Passed"), taking_part.passed(len(answers.passed()))),
            (_("Needs more say"), _("A group needs more say from a gap of {flag} on.", flag=flag)),
        ]
        told.append((name, rows))
    yield taking_part.of_rounds(told)


def _map(
    rounds: Sequence[tuple[Words, Sequence[Gap]]], last: Round | None, ctx: Ctx, answered: int = 0
) -> Table:  # fmt: skip
    """Everyone on the map in the order of the last round, with its figures; before them the gaps of earlier rounds."""
    called, number, (*before, (name, gaps)) = ctx.settings.called, last.number if last else 0, rounds
    columns = [
        Column(str(_("Who"))), Column(str(_("Categories"))), Column(str(_("Circle"))), Column(str(_("In the room"))),
        *(_of(round, column, detail=column.detail or at != GAP)
          for round, _gaps in before for at, column in enumerate(_figures())),
        *(_of(name, column, column.detail) if before and at == GAP else column
          for at, column in enumerate(_figures() if number else [])),
    ]  # fmt: skip
    said = [_said(some, ctx) for _name, some in rounds] if number else []
    rows = tuple(
        (
            gap.known.text, ", ".join(str(called[id]) for id in gap.known.categories), str(circle_of(gap.known)),
            str(PRESENCE.get(gap.known.here, "")),
            *(cell for each in said for cell in each.get(gap.known.id, [None] * len(_figures()))),
        )
        for gap in gaps
    )  # fmt: skip
    id, note = (f"round-{number}-map", f"{_('As seen by those here.')} {FORMULA}") if number else ("map", "")
    means = [str(cell or "") for gap in gaps for cell in said[-1][gap.known.id][:2]] if number else []
    chart = _drawn(len(columns), means, answered) if number else None
    return Table(id, str(_("Who is on the map")), tuple(columns), rows, chart, note)


def _of(round: Words, column: Column, detail: bool) -> Column:
    return replace(column, title=f"{round}: {column.title}", detail=detail)


def _said(gaps: Sequence[Gap], ctx: Ctx) -> Mapping[str, list[Cell]]:
    """The cells of everyone (by id), as a round saw them."""
    numbers = [gap for gap in gaps if gap.means]
    means = zip(*(counting.decimals([gap.means[at] for gap in numbers if gap.means]) for at in range(3)), strict=True)
    figures = dict(zip((gap.known.id for gap in numbers), means, strict=True))
    none = [None] * 2 * len(AFFECTED.points)
    return {
        gap.known.id: [
            *figures.get(gap.known.id, [None] * 3), gap.n if gap.known.rated else None,
            str(_("Yes")) if gap.needs_more(ctx.settings.flag) else "",
            *([*gap.affected.counts, *gap.say.counts] if gap.means else none),
        ]
        for gap in gaps
    }  # fmt: skip


def _figures() -> list[Column]:
    """What a round says of everyone; how many gave each point is drawn."""
    both = (_("Affected: {n} of {high}"), _("Say now: {n} of {high}"))
    return [
        Column(str(_("Affected")), "number"), Column(str(_("Say now")), "number"), Column(str(_("Gap")), "number"),
        Column(str(_("Rated by")), "count"), Column(str(_("Needs more say")), detail=True),
        *(Column(str(words.with_params(n=n, high=AFFECTED.high)), "count", detail=True)
          for words in both for n in AFFECTED.points),
    ]  # fmt: skip


def _drawn(width: int, means: Sequence[str], answered: int) -> Spread:
    """Each group in two lines, with a broken line from how much it is affected to how much say it has."""
    n = len(AFFECTED.points)
    affected, say = range(width - 2 * n, width - n), range(width - n, width)
    names = (str(_("Affected")), str(_("Say now")))
    return Spread(
        0, (*affected,), means=(*means,), low=AFFECTED.low, way=True, below=(*say,), names=names, people=answered
    )


def _ways(invitations: Invitations, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """Who invites whom by when, and how people can be reached."""
    targets = invitations.targets(s, ctx)
    columns = (
        Column(str(_("Whom"))),
        Column(str(_("Who invites them")), names=True),
        Column(str(_("By when")), "date"),
    )
    rows: list[tuple[Cell, ...]] = [
        (str(words), each.who, each.by.isoformat())
        for item, words in targets.items()
        for each in invitations.by_whom(s, item)
    ]
    if rows:
        yield Table("invitations", str(_("Who invites whom")), columns, tuple(rows))
    ways = tuple((str(words), "; ".join(how)) for item, words in targets.items() if (how := invitations.how(s, item)))
    if ways:
        heads = Column(str(_("Whom"))), Column(str(_("How to reach them")))
        yield Table("ways", str(_("How to reach them")), heads, ways)


def _cards(rating: Gapped, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """The cards that were put together under their names, then all others."""
    groups = rating.mapped.groups
    cards, rules = groups.cards.of(s), groups.cards.rules(s, ctx)
    shown, merged = cards.shown(), {group: ids for group, ids in groups.members(s).items() if len(ids) > 1}
    together = {id for ids in merged.values() for id in ids}
    piles: list[tuple[Words, Sequence[str]]] = [
        (_("Put together: {name}", name=groups.of(s).label(group, cards, record=True)), ids)
        for group, ids in merged.items()
    ]
    piles.append((_("The cards as they were written"), [id for id in shown if id not in together]))
    found = (card_record.quotes(words, {id: shown[id] for id in ids}, rules, ctx) for words, ids in piles if ids)
    yield from filter(None, found)
    yield from card_record.notes(cards, rules)
