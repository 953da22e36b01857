"""What a retrospective came to, in a sentence: what most people want to talk about, else how many cards there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from activities.retrospective.opening import Opening
from activities.retrospective.voting import TopicVote
from facilitator.activity import Ctx
from facilitator.blocks.claim import Deeds
from facilitator.blocks.claim.deeds import firm
from facilitator.blocks.group import Group
from facilitator.blocks.vote import Tally
from facilitator.blocks.vote.record import present, voted
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Outcome, Passage

NO_CARD = _("There is no card.")
NAMED = 3
"""So many topics with the same number of dots are named; of more it is only said how many they are."""


class Looks(Protocol):
    """What the result is made from: the blocks of a retrospective."""

    opening: Opening
    groups: Group
    ballots: TopicVote
    claims: Deeds


def told(of: Looks, s: Any, ctx: Ctx) -> Sequence[Passage]:
    """What it came to, once the cards were shown, and how it was asked."""
    cards = of.groups.cards
    asked = of.opening.told(s, ctx, len(cards.of(s).passes))
    return [came_to(of.groups, of.ballots, of.claims, s, ctx), asked] if cards.seen(ctx) else [asked]


def came_to(groups: Group, ballots: TopicVote, deeds: Deeds, s: Any, ctx: Ctx) -> Outcome:
    """The first topic of the last vote; where nobody voted, how many cards there are, column by column."""
    rounds, taken = ballots.shown(s, ctx), len(firm(deeds.of(s), ctx))
    more: list[Words] = []
    if rounds:
        last = rounds[-1]
        count = ballots.results(last.state, ctx)
        words = first(count, groups.texts(s, ctx))
        more.append(voted(count, present(last, ballots.of(last.state))))
    else:
        cards = groups.cards.of(s).shown()
        words = ngettext("{n} card was written.", "{n} cards were written.", len(cards)) if cards else NO_CARD
        counts = [
            str(_("{column}: {n}", column=column.words, n=n))
            for column in groups.cards.columns(s, ctx)
            if (n := sum(card.column == column.value for card in cards.values()))
        ]
        more += [_("{counts}.", counts="; ".join(counts))] if counts else []
    if taken:
        more.append(ngettext("{n} action has an owner and a day.", "{n} actions have an owner and a day.", taken))
    return Outcome("none", str(words), " ".join(map(str, more)))


def first(count: Tally, texts: Mapping[str, str]) -> Words:
    """Which topics have the most dots."""
    top = [each for each in count.ranked if each.dots and each.rank == 1]
    if not top:
        return _("Nobody put a dot on anything.")
    names, dots = [*dict.fromkeys(texts[each.option] for each in top)], top[0].dots
    if len(top) == 1:
        return ngettext("“{topic}” has the most dots: {n}.", "“{topic}” has the most dots: {n}.", dots, topic=names[0])
    if len(top) > NAMED:
        return ngettext("{n} topics share the most dots.", "{n} topics share the most dots.", len(top))
    return _("These have the most dots: {topics}.", topics="; ".join(names))
