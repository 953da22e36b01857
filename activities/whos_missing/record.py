"""What the record says: who is missing first, then the map as a table, ways to reach people, and the cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from facilitator.report.model import Cell, Column, Facts, Outcome, Paragraph, Passage, Spread, Table

FORMULA = _("Gap: how much it affects them, less how much say they have, on average over those who gave both numbers.")
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
    rounds = rating.shown(s, ctx)
    if not rounds:
        yield _map(rating.listed(None, s, ctx), None, 0, ctx, "")
    for each in rounds:
        title = _("Round {n}", n=each.number) if len(rounds) > 1 else ""
        answered = len(rating.of(each.state).answered())
        yield _map(rating.listed(each, s, ctx), each, answered, ctx, title)
        passed = len(rating.of(each.state).passed())
        flag = counting.plain([ctx.settings.flag])[0]
        yield Facts((
            (str(_("Answered")), str(taking_part.answered(answered, rating.present(each)))),
            (str(_("Passed")), str(taking_part.passed(passed))),
            (str(_("Needs more say")), str(_("A group needs more say from a gap of {flag} on.", flag=flag))),
        ))  # fmt: skip


def _map(gaps: Sequence[Gap], each: Round | None, answered: int, ctx: Ctx, title: Words) -> Passage:
    called, numbers = ctx.settings.called, [gap for gap in gaps if gap.means]
    figures = {
        gap.known.id: texts
        for gap, *texts in zip(
            numbers,
            *(counting.decimals([gap.means[at] for gap in numbers if gap.means]) for at in range(3)),
            strict=True,
        )
    }
    columns = [
        Column(str(_("Who"))), Column(str(_("Categories"))), Column(str(_("Circle"))), Column(str(_("In the room"))),
        *([Column(str(_("Affected")), "number"), Column(str(_("Say now")), "number"), Column(str(_("Gap")), "number"),
           Column(str(_("People")), "count"), Column(str(_("Needs more say")), detail=True),
           *_points()] if each else []),
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for gap in gaps:
        known, people = gap.known, [*gap.affected.counts, *gap.say.counts]
        said: list[Cell] = [*(figures.get(known.id, [None, None, None])), gap.n if known.rated else None,
                            str(_("Yes")) if gap.needs_more(ctx.settings.flag) else "",
                            *(people if gap.means else [None] * len(people))]  # fmt: skip
        rows.append((
            known.text, ", ".join(str(called[id]) for id in known.categories), str(circle_of(known)),
            str(PRESENCE.get(known.here, "")), *(said if each else []),
        ))  # fmt: skip
    about = _("As seen by those here.") if each else ""
    note = " ".join(str(words) for words in (about, FORMULA if each else "") if words)
    id = f"round-{each.number}-map" if each else "map"
    means = [mean for gap in gaps for mean in figures.get(gap.known.id, ["", ""])[:2]]
    chart = _drawn(len(columns), means, answered) if each else None
    return Table(id, str(title or _("Who is on the map")), tuple(columns), tuple(rows), chart, note)


def _points() -> list[Column]:
    """How many gave each point, which is drawn."""
    both = (_("Affected: {n}"), _("Say now: {n}"))
    return [Column(str(words.with_params(n=n)), "count", detail=True) for words in both for n in AFFECTED.points]


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
