"""The market: all offers and requests by skill, and where two people say yes to each other, or not this time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import deepcopy
from typing import Any

from activities.skills_exchange import meeting_pages, pages, tags
from activities.skills_exchange.cards import Name, Piles
from activities.skills_exchange.deals import Deals, Side
from activities.skills_exchange.rules import Pair
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Id, Text
from facilitator.composing import Panel, Paper
from facilitator.i18n import Words, _
from facilitator.text import is_blank


class Market(Deals):
    """`look` shows all cards, `match` is where two people agree, `own` keeps what is agreed at hand."""

    def __init__(self, offers: Piles, requests: Piles) -> None:
        super().__init__(offers, requests)
        self.look, self.match, self.own = Look(self), Match(self), Own(self)


class Meet(Panel[Deals]):
    """A panel where people say to whom they would say yes; on paper by choosing from lists."""

    privacy, personal = "open", True

    @action(touches="everyone")
    def meet(
        self,
        s: Any,
        me: Key,
        ctx: Ctx,
        help: Id = "",
        like: Id = "",
        share: Text = "",
        learn: Text = "",
        who: Name = "",
    ) -> None:
        """As on paper: I can help with a request, I would like an offer, or I have something new."""
        blocks = (self.block, self.block.offers, self.block.requests)
        before = {each.name: deepcopy(each.of(s)) for each in blocks}
        both: list[tuple[Side, str]] = [("offer", share), ("request", learn)]
        new = [each for each in both if not is_blank(each[1])]
        if not (help or like or new):
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        try:
            for take, card in ((self.block.help, help), (self.block.want, like)):
                if card:
                    take(s, me, ctx, card, who)
            for side, text in new:
                self.add_card(s, me, ctx, text, side, who=who)
        except Refused:  # all of the sheet, or nothing
            for name, kept in before.items():
                setattr(s, name, kept)
            raise

    @action(touches="everyone")
    def add_card(
        self, s: Any, me: Key, ctx: Ctx, text: Text, side: Side = "offer", tag: Id = "", who: Name = ""
    ) -> None:
        """One more offer or request, with a name, when all can be seen."""
        if is_blank(who):
            raise Refused(_("Write your name. Everyone will see it with your card."))
        pile = self.block.offers if side == "offer" else self.block.requests
        pile.add(s, me, pile.card(ctx, text, who, {"tag": tag}), ctx)
        self.block.heard(s, me, ctx)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        block = self.block
        known = tags.listed(ctx.settings.tags)
        return Paper(
            self.named("meet"), lambda: pages.sheet(block.requests.of(s).shown(), block.offers.of(s).shown(), known)
        )

    def more(self, me: Key, ctx: Ctx) -> Html:
        """A form for one more card."""
        return pages.adding(tags.listed(ctx.settings.tags), ctx.names.get(me, ""), self.named("add_card"))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if phase == "market" else self.block.unseen(ctx)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.block.of(s).heard.get(ctx.phase, {}), *self.block.of(s).passes.get(ctx.phase, {})}

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).passes.get(ctx.phase, {})


class Look(Meet):
    """All offers and requests by skill; on phones what I can help with, and what I would like."""

    roomy = True

    def __init__(self, block: Deals) -> None:
        super().__init__(block)
        self.shows = (block.offers, block.requests)

    @action(touches="everyone")
    def help_with(self, s: Any, me: Key, ctx: Ctx, request: Id, who: Name = "") -> None:
        """I can help with this."""
        self.block.help(s, me, ctx, request, who)

    @action(touches="everyone")
    def would_like(self, s: Any, me: Key, ctx: Ctx, offer: Id, who: Name = "") -> None:
        """I would like this."""
        self.block.want(s, me, ctx, offer, who)

    @action()
    def browse(self, s: Any, me: Key, to: int) -> None:
        """Look at another part of the market on my own phone."""
        self.block.of(s).turned[me] = max(0, min(to, 999))

    def forget(self, s: Any, me: Key) -> None:
        self.block.passed(s, me, "market")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.counted(self.block.now(ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.board(self._skills(s, ctx, None))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        found, mine = self.block.now(ctx), self.block.mine(s, me, ctx)
        settled = {id: pages.FULL for id in found.offers if not found.left(id)}
        settled |= {id: pages.SAID for each in mine if each.stands in ("mine", "agreed") for id in each.pair}
        skills, at = self._skills(s, ctx, me), self.block.of(s).turned.get(me, 0)
        passed = me in self.block.of(s).passes.get("market", {})
        return kit.join(
            pages.browsing(skills, settled, ctx.names.get(me, ""), at, passed, self.named), self.more(me, ctx)
        )

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return pages.counted(self.block.now(ctx))

    def _skills(self, s: Any, ctx: Ctx, me: Key | None) -> list[pages.Skill]:
        """Every skill with its cards, alphabetically; for one person without their own."""
        block = self.block
        cards = {**block.offers.of(s).shown(), **block.requests.of(s).shown()}
        return pages.skills(block.now(ctx), cards, block.called(s, ctx), me)


class Match(Meet):
    """What two people agreed to; on phones what is suggested, to say yes or no, in private."""

    @action(touches="everyone")
    def say_yes(self, s: Any, me: Key, ctx: Ctx, offer: Id, request: Id, who: Name = "") -> None:
        """Yes, I would."""
        self.block.agree(s, me, ctx, offer, request, who)

    @action(touches="everyone")
    def say_no(self, s: Any, me: Key, ctx: Ctx, offer: Id, request: Id) -> None:
        """Not this time. Only the two see it, and the place stays free."""
        self.block.refuse(s, me, ctx, offer, request)

    def forget(self, s: Any, me: Key) -> None:
        self.block.passed(s, me, "match")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.covered(self.block.now(ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.agreed(*self.lines(s, ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        passed = me in self.block.of(s).passes.get("match", {})
        mine = meeting_pages.choosing(self.block.mine(s, me, ctx), ctx.names.get(me, ""), passed, self.named)
        return kit.join(mine, self.more(me, ctx), self.board(s, ctx))

    def lines(self, s: Any, ctx: Ctx) -> tuple[dict[str, Words], dict[str, Words], Sequence[Pair]]:
        """Who offers, who asked, and the lines between them."""
        pairs, block = self.block.now(ctx).matches, self.block
        first: dict[str, Words] = {}
        second: dict[str, Words] = {}
        for pair in pairs:
            first[pair[0]] = pages.by(block.card(s, pair[0]), block.shown_as(s, pair, "offer"))
            second[pair[1]] = block.shown_as(s, pair, "request")
        return first, second, pairs


class Own(Panel[Deals]):
    """On phones: what I agreed to, with a way back, and in the last phase the codes of my cards."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine = [each for each in self.block.mine(s, me, ctx) if each.stands == "agreed"]
        last = ctx.phases[-1].name == ctx.phase
        codes = [*self.block.offers.codes(s, me, ctx), *self.block.requests.codes(s, me, ctx)] if last else []
        return meeting_pages.at_hand(mine, codes, self.named)
