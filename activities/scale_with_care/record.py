"""What the record says: the plan, how it was agreed, the four lists, what stays without a vote, and the cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from activities.scale_with_care import values
from activities.scale_with_care.agreeing import Agreeing
from activities.scale_with_care.rules import KINDS, SORT, Sorted
from activities.scale_with_care.talking import Views
from facilitator.activity import Ctx
from facilitator.blocks.collect import Cards, Care
from facilitator.blocks.collect import Rules as May
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.draft.story import Asked
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, Outcome, Passage, Spread, Table
from facilitator.report.rounds import with_before


def outcome(agreeing: Agreeing, s: Any, ctx: Ctx) -> Outcome:
    """Whether the plan is agreed, in a sentence; before anybody was asked, how the parts were sorted."""
    sorting = agreeing.plan.sorting
    if not sorting.story(s, ctx).rounds:
        return Outcome("none", str(_("Nobody sorted the parts yet.")))
    lists = agreeing.plan.sorting.found(agreeing.asked_about(s, ctx), ctx)
    core, open_, talk = len(lists.of("core")), len(lists.open), len(lists.of("talk"))
    told = " ".join(str(words) for n, words in (
        (core, ngettext("{n} part is core.", "{n} parts are core.", core)),
        (open_, ngettext("{n} part is open.", "{n} parts are open.", open_)),
        (talk, ngettext("We have to talk about {n} part.", "We have to talk about {n} parts.", talk)),
    ) if n)  # fmt: skip
    asked = [each for each in agreeing.shown(s, ctx) if each.number]
    if not asked:
        return Outcome("none", told)
    if agreeing.agreed(s, ctx):
        return Outcome("agreed", str(_("The plan for the new place is agreed.")), told)
    return Outcome("not-yet", str(_("The plan for the new place is not agreed yet.")), told)


def plan(agreeing: Agreeing, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """The plan as everyone was asked about it, or as it stands; who from there is in it, and what they decide."""
    block = agreeing.plan
    if not ctx.after("look") or not block.sorting.story(s, ctx).rounds:
        return
    asked = agreeing.asked_about(s, ctx)
    titles: list[Words] = [_("Part"), _("What may become of it"), _("What it is for"), _("Form here"), _("Form there")]
    columns = [*(Column(str(title)) for title in titles), Column(str(_("Who decides")), names=True)]
    rows = tuple(
        (each.words, str(KINDS[each.kind]) if each.kind else "", each.purpose, each.here, each.there, each.decides)
        for each in block.lines(asked, ctx)
    )
    if rows:
        note = _("A core part may take another form in the new place. What it is for stays.")
        yield Table("plan", str(_("The plan")), tuple(columns), rows, note=str(note))
    if people := block.people(asked):
        column = Column(str(_("From the new place")), names=True)
        yield Table("people-there", str(_("Who from the new place is in it")), (column,),
                    tuple((each,) for each in people))  # fmt: skip
    yield Facts(((str(_("What the new place decides")), str(block.results(asked, ctx).words)),))


def lists(views: Views, care: Care, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """What everyone said to each part last, with what they said before, and the list that it is in."""
    story = views.sorting.story(s, ctx)
    if not story.rounds:
        return
    names = {id: said.wording.text for id, said in story.last.items()}
    before = [(_("Round {n}", n=n), _sorted(n, said, names)) for n, said in story.before]
    again = len({id for _n, said in story.before for id in said})
    note = ngettext("{n} part was changed and sorted again.", "{n} parts were changed and sorted again.", again)
    last = _sorted(story.rounds[-1][0].round.number, story.last, names)
    yield with_before(replace(last, note=str(note) if again else ""), before, by=(0,), shown=(5,))
    yield method(ctx)
    yield stays(ctx)


def cards(views: Views, care: Care, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """The cards about each part, round by round, once they were shown."""
    for asked, _told in views.sorting.story(s, ctx).rounds:
        if views.seen(ctx, asked.round):
            yield from _views(asked, care.of(s).of(views.of(asked.round.state)), ctx)


def method(ctx: Ctx) -> Facts:
    """When a part is in which list."""
    n, total = Fraction(ctx.settings.threshold).as_integer_ratio()
    rows: list[tuple[Words, Words]] = [
        (_("Core"), _("A part is core when {n} of every {total} who answer say that it must stay.", n=n, total=total)),
        (_("Open"), _("A part is open when {n} of every {total} who answer say that it may change or is not needed.",
                      n=n, total=total)),
        (_("Talk about it"), _("All others are talked about, and those that fewer than 5 people answered.")),
    ]  # fmt: skip
    return Facts(tuple((str(label), str(words)) for label, words in rows))


def stays(ctx: Ctx) -> Table:
    """The values that are core without a vote."""
    columns = (Column(str(_("Value"))), Column(str(_("Where it comes from"))))
    rows = tuple((str(each.text), str(each.told)) for each in values.locked(ctx))
    return Table("values", str(_("Core without a vote")), columns, rows)


def _sorted(number: int, told: Mapping[str, Sorted], names: Mapping[str, str]) -> Table:
    answers: Sequence[Words] = [*SORT.points.values(), SORT.aside]
    columns = (Column(str(_("Part"))), *(Column(str(words), "count") for words in answers),
               Column(str(_("What may become of it"))))  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (names[id], *each.three, each.count.aside, str(KINDS[each.kind])) for id, each in told.items()
    ]
    return Table(
        f"sort-{number}", str(_("What must stay, what may change")), columns, tuple(rows), Spread(0, (1, 2, 3))
    )


def _views(asked: Asked, cards: Cards, ctx: Ctx) -> Iterator[Passage]:
    """The cards of a talk, part by part."""
    for id, part in asked.texts.items():
        about = Cards({each: card for each, card in cards.cards.items() if card.column == id})
        if about.cards:
            title = _("About “{part}”", part=part.wording(asked.round.number).text)
            yield from card_record.blocks(title, about, May(), ctx)
