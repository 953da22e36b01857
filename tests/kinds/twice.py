"""A small activity that asks two questions, each in rounds of its own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Section, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase, Shelf
from facilitator.report.model import Column, Table

Tune = Annotated[str, Field(min_length=1, max_length=80)]
Point = Literal["1", "2", "3"]


class TwiceSettings(Settings):
    """Nothing to set."""


class Said(Block[dict[Key, str], list[str]]):
    """One answer from everyone."""

    per_round = True

    def __init__(self, ask: type[Ask]) -> None:
        self.ask, self.heard, self.changed = ask(self), Heard(self), Changed(self)

    def results(self, s: Any, ctx: Ctx) -> list[str]:
        return sorted(self.of(s).values())

    def record(self, s: Any, ctx: Ctx) -> Sequence[Table]:
        return [
            Table(
                f"{each.phase}-{each.number}", each.phase, (Column("Said"),),
                tuple((text,) for text in self.results(each.state, ctx)),
            )
            for each in self.shown(s, ctx)
        ]  # fmt: skip


class Ask(Input[Said]):
    """A field, under what was answered so far; nobody can pass."""

    round = True

    def keep(self, s: Any, me: Key, text: str) -> Callable[[], None]:
        return lambda: self.block.of(s).__setitem__(me, text)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s)

    def passed(self, s: Any) -> Collection[Key]:
        return ()

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine = kit.hint(self.block.of(s).get(me, "Nothing yet"))
        return kit.join(mine, kit.privacy(), self.fields(s, me, ctx), kit.send(self.named(self.do), passes=""))


class Sing(Ask):
    """A tune."""

    do = "tune"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("tune", "Your tune", 80)

    def whole(self, s: Any, me: Key, ctx: Ctx, tune: Tune) -> Callable[[], None]:
        return self.keep(s, me, tune)


class Rate(Ask):
    """A point."""

    do = "point"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.choices("point", [kit.Choice(each, each) for each in "123"], None, "Your point")

    def whole(self, s: Any, me: Key, ctx: Ctx, point: Point) -> Callable[[], None]:
        return self.keep(s, me, point)


class Heard(Panel[Said]):
    """What was said."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(self.block.now(ctx))


class Changed(Panel[Said]):
    """Where the facilitator says that answers are about something else from now on."""

    @action(by="facilitator", voids=True)
    def other_scale(self, s: Any) -> None:
        """Points are about something else from now on."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.button("Another scale", self.named("other_scale"))


class Twice(Activity[TwiceSettings]):
    """Sing and look, then rate and look."""

    id, title = "twice", "Twice"

    tunes = Said(Sing)
    points = Said(Rate)

    phases = (
        Phase("sing", "Sing", tunes.ask),
        Phase("sung", "Sung", tunes.heard, reveal=True, say="I will sing them."),
        Phase("before", "Before", points.changed),
        Phase("rate", "Rate", points.ask),
        Phase("rated", "Rated", points.heard, reveal=True, say="I will read them aloud."),
    )

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "Twice"


class OnTheShelf(Twice):
    """Says in the library that it leaves something, and begins the record with a table."""

    shelf = Shelf(leaves="Tunes and points")


class Forgets(Twice):
    """Tells in the record only of the question that is asked now."""

    def section(self, s: Any, ctx: Ctx) -> Section:
        tables = super().section(s, ctx).blocks
        return Section("Twice", blocks=tuple(t for t in tables if isinstance(t, Table) and t.title == ctx.question))
