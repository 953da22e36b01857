"""A small activity whose answers must not be traced."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Privacy, Refused, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase


class WhisperSettings(Settings):
    """Nothing to set."""


class Kept(Block[dict[Key, list[str]], None]):
    """Everything that somebody ever whispered."""


class Passes(Block[dict[Key, bool], None]):
    """Who said nothing."""

    per_round = True


class Said(Block[dict[Key, str], None]):
    """What people whisper."""

    per_round = True

    def __init__(self, kept: Kept, passes: Passes) -> None:
        self.kept, self.passes = kept, passes
        passes.shares = self
        self.ask = Say(self)


class Say(Input[Said]):
    """A field for it."""

    do, round = "say", True
    privacy: Privacy | None = "sensitive"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("text", "Say", 80)

    def whole(self, s: Any, me: Key, ctx: Ctx, text: str) -> Callable[[], None]:
        def keep() -> None:
            self.block.of(s)[me] = text
            self.block.kept.of(s).setdefault(me, []).append(text)

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s)

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.passes.of(s)

    def forget(self, s: Any, me: Key) -> None:
        self.block.passes.of(s)[me] = True


class Noted(Block[list[float], None]):
    """When the facilitator noted something."""

    def __init__(self) -> None:
        self.note, self.refused = Note(self), Never(self)


class Note(Panel[Noted]):
    """Notes the time."""

    @action(by="facilitator")
    def note(self, s: Any, ctx: Ctx) -> None:
        """Note the time."""
        self.block.of(s).append(ctx.now)


class Never(Panel[Noted]):
    """Refuses everything."""

    @action(by="facilitator")
    def refuse(self, s: Any) -> None:
        """Never."""
        raise Refused("Not now.")


class Whisper(Activity[WhisperSettings]):
    """Say something that must not be traced."""

    id, title = "whisper", "Whisper"

    kept = Kept()
    passes = Passes()
    said = Said(kept, passes)
    notes = Noted()

    phases = (
        Phase("before", "Before", notes.note, notes.refused),
        Phase("whisper", "Whisper", said.ask, notes.note, minutes=2),
        Phase("locked", "Locked"),
        Phase("show", "Show", reveal=True),
    )

    def ask(self, s: Any, ctx: Ctx) -> str:
        return "Whisper"

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(super().board(s, ctx), kit.facts([("Time", f"{ctx.now}")]))


class Straight(Whisper):
    """Asks at once."""

    phases = (Phase("whisper", "Whisper", Whisper.said.ask, privacy="hidden"), Phase("show", "Show", reveal=True))
