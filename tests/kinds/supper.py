"""A small composed activity: a dish and a word under one button, then another question, and a list to add to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase, Together, told
from facilitator.report.model import Column, Section, Table

DISHES = {"soup": "Soup", "bread": "Bread", "fruit": "Fruit"}
COLUMNS = (Column("Said"), Column("People", "count"))
Word = Annotated[str, Field(max_length=40)]


class SupperSettings(Settings):
    """What is fixed before anyone answers."""

    purpose: str = "We cook what most people chose."
    sing: bool = True
    minutes: int = 4


@dataclass
class Answers:
    """What everyone chose or wrote in this round."""

    given: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class One(Block[Answers, Counter[str]]):
    """One answer from everyone."""

    per_round = True

    def __init__(self, of: dict[str, str] | None = None) -> None:
        self.choices = of
        self.ask = Choose(self) if of else Write(self)
        self.shown_to_all = Shown(self)

    def results(self, s: Any, ctx: Ctx) -> Counter[str]:
        return Counter(self.of(s).given.values())

    def record(self, s: Any, ctx: Ctx) -> Sequence[Table]:
        return [
            Table(
                f"{self.name}-{each.number}", self.name, COLUMNS, tuple(sorted(self.results(each.state, ctx).items()))
            )
            for each in self.shown(s, ctx)
        ]


class Asks(Input[One]):
    """Keeps who answered and who passed."""

    round = True

    def keep(self, s: Any, me: Key, text: str) -> Callable[[], None]:
        slice = self.block.of(s)

        def kept() -> None:
            slice.passes.pop(me, None)
            slice.given[me] = text

        return kept

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).given.pop(me, None)
        self.block.of(s).passes[me] = True

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).given

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes


class Choose(Asks):
    """One of several."""

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        rows = [kit.Choice(value, words) for value, words in (self.block.choices or {}).items()]
        return kit.choices("dish", rows, self.block.of(s).given.get(me) if me else None, "Your dish")

    def whole(self, s: Any, me: Key, ctx: Ctx, dish: str) -> Callable[[], None]:
        if dish not in (self.block.choices or {}):
            raise Refused("This is not on the table. Choose another.")
        return self.keep(s, me, dish)


class Write(Asks):
    """A word."""

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("word", "A word", 40)

    def whole(self, s: Any, me: Key, ctx: Ctx, word: Word) -> Callable[[], None]:
        if not word.isprintable():
            raise Refused("Write a word that can be read.")
        return self.keep(s, me, word)


class Shown(Panel[One]):
    """What was said, without who said it."""

    def headline(self, s: Any, ctx: Ctx) -> str:
        return f"{sum(self.block.now(ctx).values())} answered."

    def board(self, s: Any, ctx: Ctx) -> Html:
        rows = [f"{text}: {n}" for text, n in sorted(self.block.now(ctx).items())]
        return kit.quotes(rows, "Nobody said anything.", self.block.name)

    def private(self, s: Any, ctx: Ctx) -> Html:
        only = sorted(text for text, n in self.block.now(ctx).items() if n == 1)
        rows = [f"Only one person said {text}, ask nobody why" for text in only]
        return kit.quotes(rows, "", f"only-{self.block.name}") if only else Html("")


@dataclass
class Wishes:
    """What the facilitator wrote down, and what people pulled back."""

    texts: list[str] = field(default_factory=list)


class List(Block[Wishes, None]):
    """A list of wishes that the facilitator keeps, in the phases in which it stands open."""

    def __init__(self) -> None:
        self.open = Open(self)
        self.foot = Foot(self)

    @action(by="facilitator")
    def clear(self, s: Any) -> None:
        """Begin again; always possible."""
        self.of(s).texts.clear()


class Open(Panel[List]):
    """The list, to add to."""

    @action(by="facilitator")
    def add(self, s: Any, text: Word) -> None:
        """One more wish."""
        self.block.of(s).texts.append(text)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.text_form(kit.TextField("text", "A wish", 40), self.named("add"), "Add")


class Foot(Panel[List]):
    """At the foot of every phone page, once there is something."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        texts = self.block.of(s).texts
        return kit.options(texts) if texts and ctx.shown_since("eat") else Html("")


class Supper(Activity[SupperSettings]):
    """Eat together, and sing if you like."""

    id, title = "supper", "Supper"
    example = {"purpose": "We cook it on Friday.", "minutes": 2}

    dish = One(DISHES)
    word = One()
    song = One()
    wishes = List()

    phases = (
        Phase("ready", "Ready", told(lambda given: given.purpose), wishes.open),
        Phase("eat", "Eat", Together(dish.ask, word.ask), ask="What do we eat?", minutes=lambda given: given.minutes),
        Phase("look", "Look", dish.shown_to_all, word.shown_to_all, reveal=True, say="I will read it aloud."),
        Phase("sing", "Sing", song.ask, ask={"phone": "What do you sing?", "board": "What do we sing?"},
              when=lambda given: given.sing),
        Phase("listen", "Listen", song.shown_to_all, wishes.open, reveal=True, then="end", say="I will sing it.",
              when=lambda given: given.sing),
        Phase("beside", "Beside", aside=True),
        Phase("end", "End"),
    )  # fmt: skip
    below = (wishes.foot,)

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "Supper together"


class Smuggles(Supper):
    """Lets the wall tell what was chosen before it is shown."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(kit.question("Supper"), kit.options(sorted(self.dish.of(s).given.values())))


class Blurts(Supper):
    """Puts on the wall what is for the facilitator alone."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(super().board(s, ctx), self.private(s, ctx))


class Peeps(Supper):
    """Tells the facilitator before the result who is alone with what they said."""

    def private(self, s: Any, ctx: Ctx) -> Html:
        return self.dish.shown_to_all.private(s, ctx)


class TrustsItself(Supper):
    """Takes its purpose for HTML where only the facilitator sees it."""

    def private(self, s: Any, ctx: Ctx) -> Html:
        return Html(f"<p>{self.settings.purpose}</p>")


class Doubles(Supper):
    """Has two things of one id on the wall."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(super().board(s, ctx), kit.options(["A"]), kit.options(["B"]))


class SaysNothing(Supper):
    """Has no line to read aloud when it shows something."""

    phases = (Supper.phases[1], Phase("look", "Look", Supper.dish.shown_to_all, reveal=True))

    def section(self, s: Any, ctx: Ctx) -> Section:
        return Section("Supper")
