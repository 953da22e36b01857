"""The supper a year later: the dish is gone, and what everyone says is a song with how loud it is."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Settings
from facilitator.composing import Activity, Block, Input, Panel, Phase
from facilitator.report.model import Quote, Quotes

Song = Annotated[str, Field(max_length=40)]


class SingingSettings(Settings):
    """What is fixed before anyone answers."""

    purpose: str = ""


@dataclass
class Songs:
    """What everyone sings, and how loud."""

    sung: dict[Key, tuple[str, int]] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Singing(Block[Songs, list[str]]):
    """A song from everyone. Until version 2 it was a word without how loud."""

    version = 2
    per_round = True

    def __init__(self) -> None:
        self.ask, self.heard = Sing(self), Heard(self)

    def results(self, s: Any, ctx: Ctx) -> list[str]:
        return sorted(f"{song} ({loud})" for song, loud in self.of(s).sung.values())

    def record(self, s: Any, ctx: Ctx) -> list[Quotes]:
        return [
            Quotes(f"Round {each.number}", tuple(map(Quote, self.results(each.state, ctx))))
            for each in self.shown(s, ctx)
        ]

    @classmethod
    def upgrade(cls, data: Any, version: int) -> Any:
        if version > 1:
            return data
        return {"sung": {key: [word, 1] for key, word in data["given"].items()}, "passes": data["passes"]}


class Sing(Input[Singing]):
    """A song."""

    do, round = "sing", True

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        loud = [kit.Choice(each, each) for each in "123"]
        return kit.join(kit.text_area("song", "Your song", 40), kit.choices("loud", loud, None, "How loud"))

    def whole(self, s: Any, me: Key, ctx: Ctx, song: Song, loud: int) -> Callable[[], None]:
        slice = self.block.of(s)

        def kept() -> None:
            slice.passes.pop(me, None)
            slice.sung[me] = song, loud

        return kept

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).sung.pop(me, None)
        self.block.of(s).passes[me] = True

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).sung

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes


class Heard(Panel[Singing]):
    """What was sung."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(self.block.now(ctx))


class Later(Activity[SingingSettings]):
    """Sing together."""

    id, title, version = "supper", "Supper", 2
    song = Singing()
    phases = (
        Phase("ready", "Ready"),
        Phase("eat", "Sing", song.ask, ask="What do we sing?"),
        Phase("look", "Listen", song.heard, reveal=True, say="I will sing it."),
    )

    @classmethod
    def upgrade(cls, kind: Any, data: dict[str, Any], version: int) -> dict[str, Any]:
        if kind == "settings":
            return {"purpose": data["purpose"]}
        if kind == "state":
            return {"song": data["word"]}
        song = data["args"].get("word", "")
        return {**data, "do": "sing", "args": {"song": song, "loud": 1}} if data["do"] == "answer" else data
