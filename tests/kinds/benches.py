"""A small activity in small groups: what is written on one of two benches, only those who sit on it read."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Settings, action
from facilitator.composing import Activity, Block, Panel, Phase


class BenchSettings(Settings):
    """Nothing to set."""


class Benches(Block[dict[str, str], None]):
    """The words on each bench."""

    def __init__(self) -> None:
        self.sit = Sit(self)


def bench(key: Key) -> str:
    """On which of two somebody sits."""
    return str(int(key, 16) % 2)


class Sit(Panel[Benches]):
    """Write on one's own bench, and read what stands there."""

    hidden = True

    @action(touches="everyone")
    def scratch(self, s: Any, me: Key, text: str = "") -> None:
        """Write on it."""
        self.block.of(s)[bench(me)] = text

    def company(self, s: Any, me: Key, ctx: Ctx) -> Collection[Key]:
        return [key for key in ctx.seats if bench(key) == bench(me)]

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        form = kit.text_form(kit.TextField("text", "Words", 40), self.named("scratch"), "Write")
        return kit.join(form, kit.lead(self.block.of(s).get(bench(me), "")))


class TwoBenches(Activity[BenchSettings]):
    """Write on your bench."""

    id, title = "two-benches", "Two benches"
    benches = Benches()
    phases = (Phase("sit", "Sit", benches.sit),)

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "What would you scratch?"


class Shouts(Sit):
    """Shows the board what stands on a bench."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(self.block.of(s).get("0", ""))


class Overhears(Sit):
    """Shows everyone what stands on both."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(super().phone(s, me, ctx), *(kit.lead(text) for text in self.block.of(s).values()))


class LoudBenches(Benches):
    """Its panel shouts."""

    def __init__(self) -> None:
        self.sit = Shouts(self)


class OpenBenches(Benches):
    """Its panel overhears."""

    def __init__(self) -> None:
        self.sit = Overhears(self)


class Shouting(TwoBenches):
    """Write on a bench that the board shows."""

    benches = LoudBenches()
    phases = (Phase("sit", "Sit", benches.sit),)


class Overhearing(TwoBenches):
    """Write on a bench that all can read."""

    benches = OpenBenches()
    phases = (Phase("sit", "Sit", benches.sit),)
