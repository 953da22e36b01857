"""A small activity that asks two questions, each in rounds of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, Round, Section, Settings, State, action, per_round
from facilitator.report.model import Column, Table

Tune = Annotated[str, Field(min_length=1, max_length=80)]
Point = Literal["1", "2", "3"]


class TwiceSettings(Settings):
    """Nothing to set."""


@dataclass
class TwiceState(State):
    """A tune each, and a point each for the evening."""

    tunes: dict[Key, str] = per_round(dict, of="sing")
    points: dict[Key, str] = per_round(dict, of="rate")


class Twice(Activity[TwiceSettings, TwiceState]):
    """Sing and look, then rate and look."""

    id, title = "twice", "Twice"
    phases = (
        Phase("sing", "Sing", privacy="hidden", hidden=True, round=True),
        Phase("sung", "Sung", reveal=True, say="I will sing them."),
        Phase("before", "Before", question="rate"),
        Phase("rate", "Rate", privacy="hidden", hidden=True, round=True),
        Phase("rated", "Rated", reveal=True, say="I will read them aloud."),
    )

    @action("sing")
    def tune(self, s: TwiceState, me: Key, tune: Tune) -> None:
        """My tune."""
        s.tunes[me] = tune

    @action("rate")
    def point(self, s: TwiceState, me: Key, point: Point) -> None:
        """My point."""
        s.points[me] = point

    @action("before", by="facilitator", voids=True)
    def other_scale(self, s: TwiceState) -> None:
        """Points are about something else from now on."""

    def done(self, s: TwiceState, ctx: Ctx) -> set[Key]:
        return {*self.answers(s, ctx.question)}

    def answers(self, s: TwiceState, question: str) -> dict[Key, str]:
        return s.tunes if question == "sing" else s.points

    def phone(self, s: TwiceState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase not in ("sing", "rate"):
            return self.board(s, ctx)
        do, fields = self.paper(s, ctx)
        mine = self.answers(s, ctx.phase).get(me, "Nothing yet")
        return kit.join(kit.question(mine), kit.privacy(), fields, kit.send(do, passes=""))

    def board(self, s: TwiceState, ctx: Ctx) -> Html:
        shown = ctx.shown(s)
        return kit.join(kit.question("Twice"), kit.options(self.told(shown[-1]) if shown and ctx.revealed else []))

    def stage(self, s: TwiceState, ctx: Ctx) -> Html:
        return kit.button("Another scale", "other_scale") if ctx.phase == "before" else Html("")

    def paper(self, s: TwiceState, ctx: Ctx) -> tuple[str, Html]:
        if ctx.question == "sing":
            return "tune", kit.text_area("tune", "Your tune", 80)
        return "point", kit.choices("point", [kit.Choice(each, each) for each in "123"], None, "Your point")

    def told(self, round: Round) -> list[str]:
        return sorted(self.answers(round.state, round.phase).values())

    def section(self, s: TwiceState, ctx: Ctx) -> Section:
        shown = [*ctx.shown(s, "sing"), *ctx.shown(s, "rate")]
        tables = (
            Table(f"{r.phase}-{r.number}", r.phase, (Column("Said"),), tuple((t,) for t in self.told(r))) for r in shown
        )
        return Section("Twice", blocks=tuple(tables))


class Forgets(Twice):
    """Tells in the record only of the question that is asked now."""

    def section(self, s: TwiceState, ctx: Ctx) -> Section:
        tables = super().section(s, ctx).blocks
        return Section("Twice", blocks=tuple(t for t in tables if isinstance(t, Table) and t.title == ctx.question))


@dataclass
class MixedState(TwiceState):
    """Does not say what is answered in which phase."""

    tunes: dict[Key, str] = per_round(dict)


class Mixes(Twice):
    """Empties everything with every round."""

    state_type = MixedState
