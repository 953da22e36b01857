"""Energy check: where people would put their energy now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pydantic import Field

from facilitator import kit
from facilitator.activity import (
    Activity,
    Ctx,
    Html,
    Item,
    Key,
    Phase,
    Round,
    Section,
    Settings,
    State,
    action,
    per_round,
)
from facilitator.blocks.options.rules import ClearsOptions, Option, Options
from facilitator.counting import turnout
from facilitator.i18n import Words, _, mark
from facilitator.report.model import Column, Dots, Table


class EnergyCheckSettings(Settings):
    """What is fixed before anyone answers."""

    question: str = Field(
        "Where would you put your energy now?", title=mark("Question, in one sentence"), min_length=3, max_length=140
    )
    options: list[Option] = Field([], title=mark("Options. Empty: what an earlier step hands on"), max_length=9)


@dataclass
class EnergyCheckState(State):
    """The options, and what everyone says in this round."""

    options: Options
    choices: dict[Key, str] = per_round(dict)
    passes: dict[Key, bool] = per_round(dict)


class EnergyCheck(ClearsOptions, Activity[EnergyCheckSettings, EnergyCheckState]):
    """See where people would put their energy now.

    Everyone chooses one thing, unseen, and then all see the choices at once. It shows where a start is easy, not what
    matters most. Ask afterwards what would make the other things easier.
    """

    id, title = "energy-check", _("Energy check")
    example = {"options": ["A walk along the river", "A meal for everyone", "A map of quiet places"]}
    phases = (
        Phase("ready", _("Ready"), say=_("Is anything missing? Does everyone understand each of them?")),
        Phase("choose", _("Choose"), go=_("Ask everyone"), privacy="hidden", hidden=True, round=True,
              note=_("Phones can choose. Nobody sees any choice before the result."),
              say=_("Choose the one where you would start tomorrow. Passing is fine.")),
        Phase("result", _("Result"), go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("What do you see? What would make the others easier?")),
    )  # fmt: skip

    def start(self, ctx: Ctx) -> EnergyCheckState:
        return EnergyCheckState(Options.of(self.settings.options or [item.text for item in ctx.incoming]))

    def ready(self, s: EnergyCheckState, ctx: Ctx, phase: str) -> Words:
        return "" if phase == "ready" else s.options.unready(2, 9)

    @action("choose")
    def choose(self, s: EnergyCheckState, me: Key, option: str) -> None:
        """Choose one option, in place of an earlier choice."""
        s.options.check(option)
        s.passes.pop(me, None)
        s.choices[me] = option

    @action("choose")
    def pass_(self, s: EnergyCheckState, me: Key) -> None:
        """Pass: it counts as done, and in no result."""
        s.choices.pop(me, None)
        s.passes[me] = True

    def done(self, s: EnergyCheckState, ctx: Ctx) -> set[Key]:
        return {*s.choices, *s.passes}

    def passed(self, s: EnergyCheckState, ctx: Ctx) -> set[Key]:
        return {*s.passes}

    def results(self, s: EnergyCheckState, ctx: Ctx) -> dict[str, int]:
        """How many people chose each option, most first."""
        count = Counter(s.choices.values())
        return {option: count[option] for option in sorted(s.options.texts, key=lambda option: -count[option])}

    def phone(self, s: EnergyCheckState, me: Key, ctx: Ctx) -> Html:
        mine = s.choices.get(me)
        if ctx.phase == "ready":
            return kit.join(self._top(), kit.options_to_read(s.options, me))
        if ctx.phase == "choose":
            send = kit.send("choose", saved=mine is not None, passed=me in s.passes)
            return kit.join(self._top(), kit.privacy(), self._choices(s, mine), send)
        return self._result(s, ctx, mine)

    def board(self, s: EnergyCheckState, ctx: Ctx) -> Html:
        if ctx.phase == "result":
            return self._result(s, ctx)
        return kit.join(self._top(), kit.options(list(s.options.texts.values())))

    def stage(self, s: EnergyCheckState, ctx: Ctx) -> Html:
        return kit.options_to_mend(s.options) if ctx.phase == "ready" else Html("")

    def paper(self, s: EnergyCheckState, ctx: Ctx) -> tuple[str, Html]:
        return "choose", self._choices(s, None)

    def section(self, s: EnergyCheckState, ctx: Ctx) -> Section:
        rounds = ctx.shown(s)
        blocks = tuple(self._table(each, ctx) for each in rounds)
        last = rounds[-1].state if rounds else s
        chosen = [option for option, n in self.results(last, ctx).items() if n] if rounds else []
        items = tuple(Item(option, last.options.texts[option]) for option in chosen)
        return Section(str(self.title), self.settings.question, blocks=blocks, items=items)

    def _top(self, words: Words = "") -> Html:
        return kit.join(kit.topline(words), kit.question(self.settings.question))

    def _choices(self, s: EnergyCheckState, chosen: str | None) -> Html:
        options = [kit.Choice(option, text) for option, text in s.options.texts.items()]
        return kit.choices("option", options, chosen, self.settings.question)

    def _result(self, s: EnergyCheckState, ctx: Ctx, mine: str | None = None) -> Html:
        rows = [
            kit.ChartRow(option, s.options.texts[option], n, mine=int(option == mine))
            for option, n in ctx.results.items()
        ]
        return kit.join(self._top(self._who(ctx.shown(s)[-1])), kit.chart(rows, len(s.choices)))

    def _who(self, each: Round) -> Words:
        people = turnout(each.seats, each.state.choices, each.state.passes)
        return _("{n} of {total} chose.", n=people.answered, total=people.present)

    def _table(self, each: Round, ctx: Ctx) -> Table:
        texts = each.state.options.texts
        rows = tuple((texts[option], n) for option, n in self.results(each.state, ctx).items())
        columns = (Column(str(_("Option"))), Column(str(_("People")), "count"))
        title, chart = _("Round {n}", n=each.number), Dots(0, 1, len(each.state.choices))
        return Table(f"round-{each.number}", str(title), columns, rows, chart, str(self._who(each)))
