"""A small activity whose answers must not be traced."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, Refused, Section, Settings, State, action, per_round


class WhisperSettings(Settings):
    """Nothing to set."""


@dataclass
class WhisperState(State):
    """What people whisper, and what the facilitator notes."""

    said: dict[Key, str] = per_round(dict)
    passes: list[Key] = per_round(list)
    notes: list[float] = field(default_factory=list)
    kept: dict[Key, list[str]] = field(default_factory=dict)


class Whisper(Activity[WhisperSettings, WhisperState]):
    """Say something that must not be traced."""

    id, title = "whisper", "Whisper"
    phases = (
        Phase("before", "Before"),
        Phase("whisper", "Whisper", privacy="sensitive", hidden=True, round=True, minutes=2),
        Phase("locked", "Locked"),
        Phase("show", "Show", reveal=True),
    )

    @action("whisper")
    def say(self, s: WhisperState, me: Key, text: str) -> None:
        """Say it."""
        s.said[me] = text
        s.kept.setdefault(me, []).append(text)

    @action("whisper")
    def pass_(self, s: WhisperState, me: Key) -> None:
        """Say nothing."""
        s.passes.append(me)

    @action("before", "whisper", by="facilitator")
    def note(self, s: WhisperState, ctx: Ctx) -> None:
        """Note the time."""
        s.notes.append(ctx.now)

    @action("before", by="facilitator")
    def refuse(self, s: WhisperState) -> None:
        """Never."""
        raise Refused("Not now.")

    def done(self, s: WhisperState, ctx: Ctx) -> set[Key]:
        return {*s.said, *s.passes}

    def passed(self, s: WhisperState, ctx: Ctx) -> set[Key]:
        return {*s.passes}

    def phone(self, s: WhisperState, me: Key, ctx: Ctx) -> Html:
        return kit.join(kit.question("Whisper"), kit.privacy(), kit.text_form("text", "Say", "say", 80, "Send"))

    def board(self, s: WhisperState, ctx: Ctx) -> Html:
        return kit.join(kit.question("Whisper"), kit.facts([("Time", f"{ctx.now}")]))

    def paper(self, s: WhisperState, ctx: Ctx) -> tuple[str, Html]:
        return "say", kit.text_area("text", "Say", 80)

    def section(self, s: WhisperState, ctx: Ctx) -> Section:
        return Section("Whisper")
