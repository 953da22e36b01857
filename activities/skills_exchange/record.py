"""What the record says: offers and requests, who agreed, what is missing and what is done about it; and the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from activities.skills_exchange import pages, tags
from activities.skills_exchange.cards import Piles, one
from activities.skills_exchange.forms import told_of
from activities.skills_exchange.gap_pages import KINDS
from activities.skills_exchange.gaps import Gaps
from activities.skills_exchange.market import Market
from activities.skills_exchange.rules import Exchange
from facilitator.activity import Ctx, Day
from facilitator.blocks.collect import Card, record
from facilitator.blocks.skills import OFFERED, WANTED
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Outcome, Paragraph, Passage, Quote, Quotes, Table
from facilitator.text import alphabetical


def passages(market: Market, gaps: Gaps, s: Any, ctx: Ctx) -> Iterator[Passage]:
    """All of it, once the room has seen the cards."""
    if not market.seen_by_all(ctx):
        return
    found = market.results(s, ctx)
    yield outcome(found)
    both, alone = found.both, len(found.not_asked)
    facts: list[tuple[Words, Words]] = [(_("Requests"), pages.covered(found))]
    facts.append((_("Both"), ngettext("{n} person offers something and asks for something.",
                                      "{n} people offer something and ask for something.", both)
                  if both else _("Nobody offers something and asks for something.")))  # fmt: skip
    silent = ngettext("{n} offer was not asked for.", "{n} offers were not asked for.", alone)
    facts.append((_("Offers not asked for"), silent if alone else _("Every offer was asked for.")))
    if ctx.settings.credit == "hours":
        facts.append((_("Hours"), _("{n} hours are agreed. An hour is an hour, whoever gives it.", n=found.hours)))
    yield Facts(tuple((str(label), str(words)) for label, words in facts))
    yield from _matches(market, s, ctx)
    yield from _gaps(gaps, s, ctx)
    for pile, title in ((market.offers, _("Offers")), (market.requests, _("Requests"))):
        yield _cards(pile, title, s, ctx)
        if hidden := record.hidden(pile.of(s)):
            yield Paragraph(str(hidden))


def outcome(found: Exchange) -> Outcome:
    """For how many requests somebody helps, in a sentence; and how many offers there are."""
    met, total = found.coverage
    if not total:
        words: Words = _("Nobody asked for anything.")
    elif met == total:
        words = ngettext("There is {n} request, and somebody helps.", "There are {n} requests, and somebody helps with "
                         "each.", total)  # fmt: skip
    elif not met:
        words = ngettext("There is {n} request. Nobody helps with it yet.",
                         "There are {n} requests. Nobody helps with any of them yet.", total)  # fmt: skip
    else:
        words = ngettext("There are {total} requests. Somebody helps with {n} of them.",
                         "There are {total} requests. Somebody helps with {n} of them.", met, total=total)  # fmt: skip
    offers = ngettext("There is {n} offer.", "There are {n} offers.", len(found.offers))
    return Outcome("none", str(words), str(offers if found.offers else _("Nobody offered anything.")))


def skills(market: Market, s: Any, ctx: Ctx) -> Iterator[LedgerEntry]:
    """Offers and signed requests, each until its end date, with the hash of the code that takes it back."""
    if not market.seen_by_all(ctx):
        return
    known, until = tags.listed(ctx.settings.tags), in_months(ctx.today, ctx.settings.months).isoformat()
    for pile, status in ((market.offers, OFFERED), (market.requests, WANTED)):
        for id, card in pile.of(s).shown().items():
            if not pile.offering and not card.name:
                continue
            skill, note = one(card, "tag"), told_of(replace(card, name=""), known)
            data = {"text": card.text, "status": status, "until": until, "skill": str(known.get(skill, skill)),
                    "who": card.name, "note": note, "code": _quote(id, card, pile, s, ctx).code}  # fmt: skip
            yield LedgerEntry("skills", "add", f"{status}-{id}", {name: words for name, words in data.items() if words})


def in_months(today: Day, months: int) -> Day:
    """The same day so many months later; the last one of a month that is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    following = Day(year + (month == 11), (month + 1) % 12 + 1, 1)
    return Day(year, month + 1, min(today.day, Day.fromordinal(following.toordinal() - 1).day))


def _matches(market: Market, s: Any, ctx: Ctx) -> Iterator[Table]:
    found, known = market.results(s, ctx), market.called(s, ctx)
    hours = ctx.settings.credit == "hours"
    titles = [Column(str(_("Skill"))), Column(str(_("Who helps")), names=True), Column(str(_("Who asked")), names=True)]
    rows: list[tuple[Cell, ...]] = []
    for pair in found.matches:
        row: tuple[Cell, ...] = (
            str(known[found.offers[pair[0]].tag]),
            market.shown_as(s, pair, "offer"),
            market.shown_as(s, pair, "request"),
        )
        rows.append((*row, found.offers[pair[0]].hours) if hours else row)
    if rows:
        columns = (*titles, *([Column(str(_("Hours")), "count")] if hours else []))
        yield Table("matches", str(_("Who agreed")), columns, tuple(sorted(rows, key=str)))


def _gaps(gaps: Gaps, s: Any, ctx: Ctx) -> Iterator[Table]:
    found = gaps.results(s, ctx)
    made: Mapping[str, Any] = gaps.of(s).made
    if open_ := [gap for gap in found if gap.n]:
        columns = (Column(str(_("Gap"))), Column(str(_("Requests")), "count"), Column(str(_("Ideas")), "count"))
        yield Table(
            "gaps",
            str(_("What nobody here can take now")),
            columns,
            tuple((str(gap.words), gap.n, sum(each.gap == gap.tag for each in made.values())) for gap in open_),
        )
    if made:
        words = {gap.tag: str(gap.words) for gap in found}
        heads = (
            Column(str(_("Gap"))),
            Column(str(_("What could help"))),
            Column(str(_("Kind"))),
            Column(str(_("Who")), names=True, detail=True),
            Column(str(_("By")), "date", detail=True),
        )
        rows: Sequence[tuple[Cell, ...]] = [
            (
                words[each.gap],
                each.words,
                str(KINDS[each.kind]),
                each.who or None,
                each.by.isoformat() if each.by else None,
            )
            for each in made.values()
        ]
        yield Table("ideas", str(_("What could help")), heads, tuple(rows))


def _cards(pile: Piles, title: Words, s: Any, ctx: Ctx) -> Quotes:
    """Every card with its name where it has one, by skill, and the hash of the code that removes it later."""
    quotes = [_quote(id, card, pile, s, ctx) for id, card in pile.of(s).shown().items()]
    return Quotes(str(title), tuple(sorted(quotes, key=lambda quote: alphabetical(quote.label))))


def _quote(id: str, card: Card, pile: Piles, s: Any, ctx: Ctx) -> Quote:
    known, rules = tags.listed(ctx.settings.tags), replace(pile.rules(s, ctx), permissions=True)
    return record.quote(id, card, rules, ctx, told_of(replace(card, name=""), known), card.name)
