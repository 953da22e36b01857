"""Seats of a team: who would like one, unseen; who is offered one, by the mix and a draw; and who takes it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from activities.team_and_roles import seat_pages as pages
from activities.team_and_roles import seat_record as record
from activities.team_and_roles.mix import Mix
from activities.team_and_roles.rules import RATHER_NOT
from activities.team_and_roles.seated import Seated, Want, Wish
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Block, Input, Panel, Paper
from facilitator.i18n import Words, _
from facilitator.report.model import Passage
from facilitator.text import is_blank

Name = Annotated[str, Field(max_length=40)]
View = Annotated[str, Field(max_length=60)]
Takes = Annotated[str, Field(max_length=140)]
MOST = 40


class Seats(Block[Seated, None]):
    """`change` is where the mix is set, `ask` asks who would like a seat, `offer` offers, `team` shows the team."""

    def __init__(self) -> None:
        self.change, self.ask, self.offer, self.team = Change(self), Ask(self), Offer(self), Team(self)

    def begin(self, ctx: Ctx) -> Seated:
        given = ctx.settings
        views = list(dict.fromkeys([*ctx.perspective_order, *(each.perspective for each in given.minimum)]))
        mix = Mix(given.team_seats, {each.perspective: each.seats for each in given.minimum if each.seats}, given.share)
        mix = mix if given.minimum else mix.usual(views)
        return Seated(mix, views, given.takes, f"{ctx.random('seats').randrange(10_000):04}")

    def checked(self, s: Any, sits: str) -> str:
        """As what somebody would sit, as it is kept. Refused where it is none of the views."""
        if sits not in (*self.of(s).views, RATHER_NOT):
            raise Refused(_("Choose as what you would sit. You can rather not say."))
        return "" if sits == RATHER_NOT else sits

    @action(touches="everyone")
    def leave_seat(self, s: Any, me: Key, ctx: Ctx) -> None:
        """I would rather not have it after all, at any time and without a reason."""
        team = self.of(s)
        if team.slot.standing(me) not in ("interested", "offered", "confirmed"):
            raise Refused(_("You have no seat, so there is nothing to hand back."))
        team.free(me, team.slot.hand_back)
        team.heard(ctx.phase, me)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.passages(self.of(s)) if ctx.settings.parts != "roles" else ()


class Change(Panel[Seats]):
    """The mix to read; on the stage, to set."""

    roomy = True

    @action(by="facilitator")
    def set_mix(
        self, s: Any, seats: Annotated[int, Field(ge=2, le=MOST)] | None = None,
        least: dict[str, Annotated[int, Field(ge=0, le=MOST)]] = {}, takes: Takes = "",  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Set with the room how many seats there are, the fewest of each perspective, and what a seat takes."""
        team = self.block.of(s)
        known = team.views
        if team.slot.claims:
            raise Refused(_("People have answered about these seats already. The mix stays as it is."))
        numbered = {known[int(at)]: n for at, n in least.items() if at.isdigit() and int(at) < len(known)}
        mix = Mix(seats or team.mix.seats, {name: n for name in known if (n := numbered.get(name, 0))}, team.mix.share)
        if why := mix.why_not():
            raise Refused(why)
        team.mix, team.takes = mix, takes

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.how_many(self.block.of(s))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.empty_table(self.block.of(s))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        team = self.block.of(s)
        return pages.set_mix(team, self.named) if not team.slot.claims else Html("")


class Ask(Input[Seats]):
    """Would you like a seat, and as what would you sit?"""

    do = "wish"

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.of(s).mix.why_not()

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.how_many(self.block.of(s))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        team = self.block.of(s)
        wish = asdict(team.wishes[me]) if me in team.wishes else {}
        return pages.wish(team, wish, me is None)

    def whole(
        self, s: Any, me: Key, ctx: Ctx, want: Want | None = None, sits: View = "", ahead: Name = "",
    ) -> Callable[[], None]:  # fmt: skip
        """I would like a seat, or not now; I would sit as this. On paper: I say yes to a seat, under this name."""
        team = self.block.of(s)
        if want is None:
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        if team.slot.standing(me) in ("offered", "confirmed"):
            raise Refused(_("A seat is offered to you, or is yours. Say no to it first."))
        if want == "no":
            return partial(team.wish, me, Wish("no"))
        return partial(team.wish, me, Wish(want, self.block.checked(s, sits), ahead.strip()))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).wishes

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).forget(me)


class Offer(Panel[Seats]):
    """Offered seats by perspective and held ones; people take what is offered to them. Not who was not drawn."""

    privacy = "open"
    personal = True

    @action(by="facilitator", moves=True)
    def offer_seats(self, s: Any) -> None:
        """Offer the seats by the mix; where more people would sit than can, in the order of a draw."""
        team = self.block.of(s)
        if not any(key not in team.slot.lots for key in team.standing("interested")):
            raise Refused(_("Nobody waits for a seat who was not in the draw yet."))
        team.draw()

    @action(by="facilitator", moves=True)
    def talk_it_through(self, s: Any) -> None:
        """No lots: the room talks about who sits. Each of those takes a seat, and the mix is kept."""
        team = self.block.of(s)
        if team.slot.closed:
            raise Refused(_("The seats are offered already."))
        if not team.standing("interested"):
            raise Refused(_("Nobody waits for a seat who was not in the draw yet."))
        team.talk()

    @action(by="facilitator", moves=True)
    def stop_waiting(self, s: Any) -> None:
        """Wait no longer for those who were offered a seat and say nothing: offer it to the next."""
        team = self.block.of(s)
        if not team.standing("offered"):
            raise Refused(_("Everyone who was offered a seat has answered."))
        for key in team.standing("offered"):
            team.slot.lots.remove(key)
            team.slot.claims[key] = "declined"
        team.settle()

    @action(touches="everyone")
    def take_seat(self, s: Any, me: Key, ctx: Ctx, who: Name = "", support: bool = False) -> None:
        """I take the seat; everyone sees the name I give, and as what I sit."""
        team = self.block.of(s)
        if not team.can_take(me):
            raise Refused(_("No seat is offered to you now."))
        if is_blank(who):
            raise Refused(_("Write your name for the team."))
        if team.slot.standing(me) == "interested":
            team.sit(me)
        team.slot.confirm(me, who)
        team.heard(ctx.phase, me)
        if support:
            team.support[me] = True

    @action(touches="everyone")
    def seat_sheet(self, s: Any, me: Key, ctx: Ctx, who: Name = "", sits: View = "", support: bool = False) -> None:
        """As on paper: I take the seat that was offered to me; or I would like one after all, as this."""
        team = self.block.of(s)
        if team.can_take(me) and (team.slot.standing(me) == "offered" or not sits):
            self.take_seat(s, me, ctx, who, support)
        elif team.slot.standing(me) == "confirmed":
            raise Refused(_("This seat is yours already."))
        else:
            wish = Wish("seat", self.block.checked(s, sits), who.strip())
            taken = team.talked and wish.ahead
            if taken:
                team.fits(me, wish.sits)
            team.wish(me, wish)
            team.heard(ctx.phase, me)
            if taken:
                self.take_seat(s, me, ctx, who, support)

    @action(touches="everyone")
    def decline_seat(self, s: Any, me: Key, ctx: Ctx) -> None:
        """No, after it was offered to me."""
        team = self.block.of(s)
        if team.slot.standing(me) != "offered":
            raise Refused(_("No seat is offered to you now."))
        team.free(me, team.slot.decline)
        team.heard(ctx.phase, me)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return pages.how_taken(self.block.of(s))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.offered(self.block.of(s))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return pages.answer(self.block.of(s), me, ctx.names.get(me, ""), self.named, self.board(s, ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return pages.offer_tools(self.block.of(s), self.named)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("seat_sheet"), lambda: pages.take_fields(self.block.of(s)))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        """Whoever answered, and once seats are offered everyone to whom none is."""
        team = self.block.of(s)
        nothing = set(ctx.seats).difference(team.standing("offered")) if team.slot.closed else ()
        return {*team.replied.get(ctx.phase, {}), *nothing}

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return pages.aloud(self.block.of(s))


class Team(Offer):
    """The team with its names, whether the mix is met, and what is held open."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return pages.team(self.block.of(s))
