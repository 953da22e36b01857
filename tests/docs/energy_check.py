"""Energy check: where people would put their energy now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key, Refused, Round, Settings
from facilitator.blocks.options import Listed, Listing, OptionList
from facilitator.composing import Activity, Block, Input, Panel, Phase
from facilitator.counting import turnout
from facilitator.i18n import Words, _, mark
from facilitator.report.model import Column, Dots, Table


class EnergyCheckSettings(Settings):
    """What is fixed before anyone answers."""

    question: str = Field(
        "Where would you put your energy now?", title=mark("Question, in one sentence"), min_length=3, max_length=140
    )
    options: OptionList = Field([], title=mark("Options. Empty: what an earlier step hands on"), max_length=9)


@dataclass
class Choices:
    """What everyone says in this round."""

    chosen: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class ChooseOne(Block[Choices, dict[str, int]]):
    """Everyone chooses one thing of what another block lists."""

    per_round = True

    def __init__(self, on: Listed) -> None:
        self.on = on
        self.ask, self.result = Ask(self), Result(self)

    def results(self, s: Any, ctx: Ctx) -> dict[str, int]:
        """How many people chose each thing, most first."""
        count = Counter(self.of(s).chosen.values())
        return {id: count[id] for id in sorted(self.on.texts(s, ctx), key=lambda id: -count[id])}

    def who(self, each: Round) -> Words:
        """How many chose in a round, of how many."""
        given = self.of(each.state)
        people = turnout(each.seats, given.chosen, given.passes)
        return _("{n} of {total} chose.", n=people.answered, total=people.present)

    def record(self, s: Any, ctx: Ctx) -> list[Table]:
        return [self._table(each, ctx) for each in self.shown(s, ctx)]

    def _table(self, each: Round, ctx: Ctx) -> Table:
        texts, count = self.on.texts(each.state, ctx), self.results(each.state, ctx)
        columns = (Column(str(_("Option"))), Column(str(_("People")), "count"))
        rows = tuple((texts[id], n) for id, n in count.items())
        title, chart = _("Round {n}", n=each.number), Dots(0, 1, sum(count.values()))
        return Table(f"round-{each.number}", str(title), columns, rows, chart, str(self.who(each)))

    def items(self, s: Any, ctx: Ctx) -> list[Item]:
        shown = self.shown(s, ctx)
        last = shown[-1].state if shown else None
        return (
            [Item(id, self.on.texts(last, ctx)[id]) for id, n in self.results(last, ctx).items() if n] if last else []
        )


class Ask(Input[ChooseOne]):
    """One of them, on a phone or on paper."""

    round, do = True, "choose"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        rows = [kit.Choice(id, text) for id, text in self.block.on.texts(s, ctx).items()]
        return kit.choices("option", rows, self.block.of(s).chosen.get(me) if me else None, _("Your choice"))

    def whole(self, s: Any, me: Key, ctx: Ctx, option: str) -> Callable[[], None]:
        if option not in self.block.on.texts(s, ctx):
            raise Refused(_("This is not one of the options. Please load the page again."))
        given = self.block.of(s)

        def keep() -> None:
            given.passes.pop(me, None)
            given.chosen[me] = option

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).chosen

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        given = self.block.of(s)
        given.chosen.pop(me, None)
        given.passes[me] = True

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(list(self.block.on.texts(s, ctx).values()))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.on.unready(s, ctx)


class Result(Panel[ChooseOne]):
    """How many chose each, without who; one's own dot on one's own phone."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.who(self.block.shown(s, ctx)[-1])

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._chart(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._chart(s, ctx, self.block.of(s).chosen.get(me))

    def _chart(self, s: Any, ctx: Ctx, mine: str | None = None) -> Html:
        texts, count = self.block.on.texts(s, ctx), self.block.now(ctx)
        rows = [kit.ChartRow(id, texts[id], n, mine=int(id == mine)) for id, n in count.items()]
        return kit.chart(rows, sum(count.values()))


class EnergyCheck(Activity[EnergyCheckSettings]):
    """See where people would put their energy now.

    Everyone chooses one thing, unseen, and then all see the choices at once. It shows where a start is easy, not what
    matters most. Ask afterwards what would make the other things easier.
    """

    id, title = "energy-check", _("Energy check")
    example = {"options": ["A walk along the river", "A meal for everyone", "A map of quiet places"]}

    options = Listing(lambda given: given.options, least=2, most=9)
    choice = ChooseOne(on=options)

    phases = (
        Phase("ready", _("Ready"), options.read, say=_("Is anything missing? Does everyone understand each of them?")),
        Phase("choose", _("Choose"), choice.ask, go=_("Ask everyone"),
              note=_("Phones can choose. Nobody sees any choice before the result."),
              say=_("Choose the one where you would start tomorrow. Passing is fine.")),
        Phase("result", _("Result"), choice.result, go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("What do you see? What would make the others easier?")),
    )  # fmt: skip

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question

    def results(self, s: Any, ctx: Ctx) -> dict[str, int]:
        return self.choice.results(s, ctx)
