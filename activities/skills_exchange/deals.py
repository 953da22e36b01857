"""Deals: who would meet whom about a skill. The tool suggests, and two people say yes; nobody else matches them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from activities.skills_exchange import meeting_pages as pages
from activities.skills_exchange import tags
from activities.skills_exchange.cards import Piles, kept, like, number, one
from activities.skills_exchange.rules import Exchange, Offer, Pair, Request
from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.collect import Card, Id
from facilitator.composing import Block
from facilitator.i18n import Words, _
from facilitator.text import is_blank

Side = Literal["offer", "request"]
SIDES: Mapping[Side, Side] = {"offer": "request", "request": "offer"}


@dataclass
class Meetings:
    """What both people of a pair say, the names that they show for it, and who has said something in which phase."""

    said: dict[str, dict[Side, bool]] = field(default_factory=dict)
    names: dict[str, dict[Side, str]] = field(default_factory=dict)
    heard: dict[str, dict[Key, bool]] = field(default_factory=dict)
    passes: dict[str, dict[Key, bool]] = field(default_factory=dict)
    turned: dict[Key, int] = field(default_factory=dict)


class Deals(Block[Meetings, Exchange]):
    """What both people of each pair say, and what follows from it."""

    def __init__(self, offers: Piles, requests: Piles) -> None:
        self.offers, self.requests = offers, requests

    @action(touches="everyone")
    def hand_back(self, s: Any, me: Key, offer: Id, request: Id) -> None:
        """Take my yes back, at any time and without a reason."""
        side = self.side(s, me, offer, request)
        said = self.of(s).said.get(_id(offer, request), {})
        if not said.pop(side, False):
            raise Refused(_("You have not said yes to this, so there is nothing to hand back."))
        self.of(s).names.get(_id(offer, request), {}).pop(side, None)

    def results(self, s: Any, ctx: Ctx) -> Exchange:
        whose = {**self.offers.owners(s), **self.requests.owners(s)}
        offers = {
            id: Offer(whose[id], self.offers.tag(card, ctx), number(card, "places") or 1, number(card, "hours"))
            for id, card in self.offers.of(s).shown().items()
        }
        requests = {
            id: Request(whose[id], self.requests.tag(card, ctx)) for id, card in self.requests.of(s).shown().items()
        }
        there = self.offers.of(s).cards.keys() | self.requests.of(s).cards.keys()
        agreed = [_pair(id) for id, said in self.of(s).said.items() if all(said.get(side) for side in SIDES)]
        return Exchange(offers, requests, frozenset(pair for pair in agreed if there.issuperset(pair)))

    def card(self, s: Any, id: str) -> Card:
        """An offer or a request that everyone can see."""
        return kept(self.offers.of(s) if id in self.offers.of(s).cards else self.requests.of(s), id)

    def side(self, s: Any, me: Key, offer: str, request: str) -> Side:
        """Which of the two cards is mine. Refused when none is, or both are."""
        mine = self.offers.owners(s).get(offer) == me, self.requests.owners(s).get(request) == me
        if all(mine):
            raise Refused(_("Both cards are yours. Choose a card of somebody else."))
        if not any(mine):
            raise Refused(_("None of these cards is yours. Please load the page again."))
        return "offer" if mine[0] else "request"

    def shown_as(self, s: Any, pair: Pair, side: Side) -> str:
        """The name that somebody shows in a pair: on their card, or for this; empty before they show one."""
        card = self.card(s, pair[0] if side == "offer" else pair[1])
        return card.name or self.of(s).names.get(_id(*pair), {}).get(side, "")

    def agree(self, s: Any, me: Key, ctx: Ctx, offer: str, request: str, who: str) -> None:
        """I say yes. Refused when no place is free, or when I have no name for the other."""
        kept(self.offers.of(s), offer), kept(self.requests.of(s), request)
        side, found, meetings = self.side(s, me, offer, request), self.results(s, ctx), self.of(s)
        if not found.fits(offer, request):
            raise Refused(_("These two are about different skills. Choose another."))
        if meetings.said.get(_id(offer, request), {}).get(side):
            raise Refused(_("You said yes to this already."))
        if not found.left(offer):
            raise Refused(_("All places for this are taken. Choose another."))
        if not self.shown_as(s, (offer, request), side):
            self.check_name(who)
            meetings.names.setdefault(_id(offer, request), {})[side] = who.strip()
        meetings.said.setdefault(_id(offer, request), {})[side] = True
        self.heard(s, me, ctx)

    def seen_by_all(self, ctx: Ctx) -> bool:
        """Whether the room has seen the cards."""
        return "market" in ctx.went

    def unseen(self, ctx: Ctx) -> Words:
        """That the cards have to be shown first; else empty."""
        return "" if self.seen_by_all(ctx) else _("Show the offers and requests first.")

    def called(self, s: Any, ctx: Ctx) -> dict[tags.Tag, Words]:
        """Every skill as people read it: as it is listed, or as most of them wrote it."""
        known, said = tags.listed(ctx.settings.tags), dict[str, list[str]]()
        for pile in (self.offers, self.requests):
            for card in pile.of(s).shown().values():
                said.setdefault(pile.tag(card, ctx), []).append(one(card, "tag"))
        return known | {tag: tags.spelled(kept) for tag, kept in said.items() if tag not in known}

    def check_name(self, who: str) -> None:
        """Refuse an empty name."""
        if is_blank(who):
            raise Refused(_("Write your name first. The other person needs it to find you."))

    def heard(self, s: Any, me: Key, ctx: Ctx) -> None:
        """Somebody said something in this phase, and so has not passed."""
        self.of(s).heard.setdefault(ctx.phase, {})[me] = True
        self.of(s).passes.get(ctx.phase, {}).pop(me, None)

    def passed(self, s: Any, me: Key, phase: str) -> None:
        """Somebody has nothing to say in this phase."""
        self.of(s).passes.setdefault(phase, {})[me] = True

    def help(self, s: Any, me: Key, ctx: Ctx, request: str, who: str) -> None:
        """I can help with a request: with an offer of mine that fits, or with a new one about the same."""
        card, found = kept(self.requests.of(s), request), self.results(s, ctx)
        if self.requests.owners(s).get(request) == me:
            raise Refused(_("This card is your own. Choose a card of somebody else."))
        mine = [id for id in self.offers.of(s).of(me) if found.fits(id, request)]
        if any(self.of(s).said.get(_id(id, request), {}).get("offer") for id in mine):
            raise Refused(_("You said yes to this already."))
        offer = next((id for id in mine if found.left(id)), "")
        if not offer:
            self.check_name(who)
            offer = self.offers.add(s, me, like(card, who.strip()), ctx)
        self.agree(s, me, ctx, offer, request, who)

    def want(self, s: Any, me: Key, ctx: Ctx, offer: str, who: str) -> None:
        """I would like what is offered: for a request of mine that fits, or for a new one about the same."""
        card, found = kept(self.offers.of(s), offer), self.results(s, ctx)
        if self.offers.owners(s).get(offer) == me:
            raise Refused(_("This card is your own. Choose a card of somebody else."))
        mine = [id for id in self.requests.of(s).of(me) if found.fits(offer, id)]
        if any(self.of(s).said.get(_id(offer, id), {}).get("request") for id in mine):
            raise Refused(_("You said yes to this already."))
        if not found.left(offer):
            raise Refused(_("All places for this are taken. Choose another."))
        request = next((id for id in mine if not found.met(id)), next(iter(mine), ""))
        if not request:
            self.check_name(who)
            request = self.requests.add(s, me, like(card, who.strip()), ctx)
        self.agree(s, me, ctx, offer, request, who)

    def mine(self, s: Any, me: Key, ctx: Ctx) -> list[pages.Meeting]:
        """The pairs that a person is in: what waits for their answer first, then what is suggested, then the rest."""
        found, known = self.now(ctx) if s is ctx.state else self.results(s, ctx), tags.listed(ctx.settings.tags)
        own = {**self.offers.of(s).of(me), **self.requests.of(s).of(me)}
        pairs = [_pair(id) for id, said in self.of(s).said.items() if said]
        told = [pair for pair in pairs if found.fits(*pair) and own.keys() & {*pair}]
        place = {id: ctx.random("market", id).random() for id in (*found.offers, *found.requests)}
        new = [
            (offer, id)
            for id in found.suggested(lambda id: place[id])
            for offer in found.offers
            if id not in own and offer in own and found.fits(offer, id) and found.left(offer)
        ]
        new += [
            (offer, id)
            for id in found.suggested(lambda id: place[id])
            if id in own
            for offer in sorted(found.offers, key=place.__getitem__)
            if found.fits(offer, id) and found.left(offer)
        ]
        every = [self._meeting(s, pair, own, known) for pair in dict.fromkeys([*told, *new])]
        return sorted(every, key=lambda each: pages.STANDS.index(each.stands))

    def _meeting(self, s: Any, pair: Pair, own: Collection[str], known: Mapping[str, Words]) -> pages.Meeting:
        side: Side = "offer" if pair[0] in own else "request"
        said, other = self.of(s).said.get(_id(*pair), {}), SIDES[side]
        stands: pages.Stands = "new"
        if not all(said.values()):
            stands = "my no" if said.get(side) is False else "their no"
        elif len(said) == 2:
            stands = "agreed"
        elif said:
            stands = "mine" if side in said else "theirs"
        theirs, ours = (self.card(s, id) for id in (pair if side == "request" else pair[::-1]))
        return pages.Meeting(
            pair, side, stands, theirs, ours, self.shown_as(s, pair, other), self.shown_as(s, pair, side), known
        )

    def refuse(self, s: Any, me: Key, ctx: Ctx, offer: str, request: str) -> None:
        """I say no. Only the two see it, and the place stays free."""
        kept(self.offers.of(s), offer), kept(self.requests.of(s), request)
        side = self.side(s, me, offer, request)
        if not self.results(s, ctx).fits(offer, request):
            raise Refused(_("These two are about different skills. Choose another."))
        self.of(s).said.setdefault(_id(offer, request), {})[side] = False
        self.of(s).names.get(_id(offer, request), {}).pop(side, None)
        self.heard(s, me, ctx)


def _id(offer: str, request: str) -> str:
    return f"{offer}-{request}"


def _pair(id: str) -> Pair:
    offer, _dash, request = id.partition("-")
    return offer, request
