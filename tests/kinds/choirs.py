"""A small activity that is sound, and every way of breaking it."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import (
    Activity,
    Ctx,
    Html,
    Key,
    Phase,
    Refused,
    Section,
    Settings,
    State,
    action,
    per_round,
)
from facilitator.report.model import Quote, Quotes

Words = Annotated[str, Field(min_length=1, max_length=80)]


class ChoirSettings(Settings):
    """What everyone is asked."""

    question: str = Field("What shall we sing?", max_length=80)


@dataclass
class ChoirState(State):
    """One song each."""

    songs: dict[Key, str] = per_round(dict)
    passes: dict[Key, bool] = per_round(dict)


class Choir(Activity[ChoirSettings, ChoirState]):
    """Say one song each, unseen, and look at them together."""

    id, title = "choir", "Choir"
    example = {"question": "Which song?"}
    phases = (
        Phase("write", "Write", privacy="hidden", hidden=True, round=True),
        Phase("show", "Show", go="Show the songs", reveal=True),
        Phase("end", "End", go="Thank everyone"),
    )

    @action("write")
    def sing(self, s: ChoirState, me: Key, song: Words) -> None:
        """My song, in place of an earlier one."""
        s.passes.pop(me, None)
        s.songs[me] = song

    @action("write")
    def pass_(self, s: ChoirState, me: Key) -> None:
        """No song."""
        s.songs.pop(me, None)
        s.passes[me] = True

    @action("end", by="facilitator")
    def thank(self, s: ChoirState) -> None:
        """Say thank you."""

    def done(self, s: ChoirState, ctx: Ctx) -> set[Key]:
        return {*s.songs, *s.passes}

    def passed(self, s: ChoirState, ctx: Ctx) -> set[Key]:
        return {*s.passes}

    def phone(self, s: ChoirState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase != "write":
            return self.board(s, ctx)
        form = kit.text_form("song", "Your song", "sing", 80, "Send", s.songs.get(me, ""), passes="pass")
        return kit.join(kit.question(self.settings.question), kit.privacy(), form)

    def board(self, s: ChoirState, ctx: Ctx) -> Html:
        songs = kit.quotes(sorted(s.songs.values()), "No songs.") if ctx.phase != "write" else ""
        return kit.join(kit.question(self.settings.question), songs)

    def stage(self, s: ChoirState, ctx: Ctx) -> Html:
        return kit.join(self.board(s, ctx), kit.button("Thank you", "thank") if ctx.phase == "end" else "")

    def paper(self, s: ChoirState, ctx: Ctx) -> tuple[str, Html] | None:
        return "sing", kit.text_area("song", "Your song", 80)

    def section(self, s: ChoirState, ctx: Ctx) -> Section:
        rounds = ctx.shown(s)
        songs = sorted(rounds[-1].state.songs.values()) if rounds else []
        return Section("Choir", self.settings.question, blocks=(Quotes("Songs", tuple(map(Quote, songs))),))


# What leaks


class CountsOnTheWall(Choir):
    """Shows how many characters were written."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.hint(f"{sum(map(len, s.songs.values()))} characters"))


class TellsTheOrder(Choir):
    """Shows me how many wrote before me."""

    def phone(self, s, me, ctx):
        place = list(s.songs).index(me) if me in s.songs else -1
        return kit.join(super().phone(s, me, ctx), kit.hint(f"{place}"))


class ShowsOnTheStage(Choir):
    """Lets the facilitator look before the reveal."""

    def stage(self, s, ctx):
        return kit.join(super().stage(s, ctx), kit.quotes(sorted(s.songs.values()), "None"))


class PrintsUnseen(Choir):
    """Prints what is being written beside what was shown."""

    def section(self, s, ctx):
        return Section("Choir", blocks=(Quotes("Songs", tuple(map(Quote, sorted(s.songs.values())))),))


class PrintsKeys(Choir):
    """Says in the record who wrote what."""

    def section(self, s, ctx):
        return Section(
            "Choir", blocks=(Quotes("Songs", tuple(Quote(f"{key}: {s.songs[key]}") for key in sorted(s.songs))),)
        )


class ShowsKeys(Choir):
    """Uses the key of a person as an id."""

    def phone(self, s, me, ctx):
        return kit.join(super().phone(s, me, ctx), kit.heading(f"You are {me}"))


class TouchesOthers(Choir):
    """Only the last who wrote a song keeps it."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        for key in [*s.songs]:
            s.songs[key] = song
        s.songs[me] = song


# What cannot be kept


@dataclass
class SetState(State):
    """Holds a set."""

    songs: set[str] = field(default_factory=set)


class KeepsASet(Activity[ChoirSettings, SetState]):
    """Keeps a set."""

    id, title, phases = "choir", "Choir", (Phase("write", "Write"),)

    def phone(self, s, me, ctx): ...
    def board(self, s, ctx): ...
    def section(self, s, ctx): ...


@dataclass
class LooseState(ChoirState):
    """Holds anything."""

    loose: Any = None


class KeepsATuple(Choir):
    """Puts into its state what JSON does not keep."""

    state_type = LooseState

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        super().sing(s, me, song)
        s.loose = (song,)


class AsksTheClock(Choir):
    """Writes down when somebody sang."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        super().sing(s, me, f"{song[:40]} {time.monotonic()}")


class Gambles(Choir):
    """Draws what no replay can draw again."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        super().sing(s, me, f"{song[:40]} {random.random()}")


class OrdersASet(Choir):
    """Shows songs in the order of a set."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.quotes(list({*s.songs.values(), "la", "fa", "so"}), "None"))


class WrongExample(Choir):
    """Has settings that are not valid."""

    example = {"question": "x" * 81}


class ChangesARound(Choir):
    """Mends what was said in a closed round."""

    @action("write")
    def sing(self, s, me, song: Words, ctx: Ctx) -> None:
        super().sing(s, me, song)
        for closed in ctx.rounds:
            closed.state.songs.clear()


# What breaks


class ChangesThenRefuses(Choir):
    """Changes before it refuses."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        s.songs[me] = song
        if "bus" in song or "o" in song:
            raise Refused("No buses please.")


class RefusesInSilence(Choir):
    """Refuses without a word."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        raise Refused("")


class CrashesInAView(Choir):
    """Cannot draw a pass."""

    def phone(self, s, me, ctx):
        return kit.join(super().phone(s, me, ctx), kit.hint("1" if me not in s.passes else str(1 // 0)))


class CannotBePrinted(Choir):
    """Fails when the record is made."""

    def section(self, s, ctx):
        raise ZeroDivisionError("no songs")


class CrashesInAnAction(Choir):
    """Cannot take some songs."""

    @action("write")
    def sing(self, s, me, song: Words) -> None:
        s.songs[me] = song
        if len(song) > 20:
            raise KeyError(song)


class NeedsSomebody(Choir):
    """Divides by the number of songs."""

    def section(self, s, ctx):
        return Section("Choir", f"{100 // len(s.songs)} %")


class ShowsADeadControl(Choir):
    """Offers what it then refuses."""

    @action("end", by="facilitator")
    def thank(self, s) -> None:
        raise Refused("Not now.")


class ForgetsPaper(Choir):
    """Has no paper."""

    def paper(self, s, ctx):
        return None


class AsksNothing(Choir):
    """Opens with nothing but Pass."""

    def phone(self, s, me, ctx):
        asked = kit.join(kit.question("Which song?"), kit.privacy(), kit.button("Pass", "pass"))
        return asked if ctx.phase == "write" else super().phone(s, me, ctx)


class CountsWhoPassedAndLeft(Choir):
    """Does not say who passed."""

    def passed(self, s, ctx):
        return ()


class PaperDoesNotCount(Choir):
    """Does not notice who is done."""

    def done(self, s, ctx):
        return set()


class CannotGoOn(Choir):
    """Never lets anybody see."""

    def ready(self, s, ctx, phase):
        return "" if phase == "write" else "Not yet."


class CanNeverBeClosed(Choir):
    """Says why it cannot be closed, and offers nothing to do about it."""

    def why_not_finish(self, s, ctx):
        return "Sing something first."


class LoudSettings(ChoirSettings):
    """And how loud."""

    loud: bool = False


class ForgetsASetting(Choir, Activity[LoudSettings, ChoirState]):
    """Asks how loud, and sings the same."""


class GoesInCircles(Choir):
    """Leads back to where everyone was."""

    def suggest(self, s, ctx):
        return "write" if ctx.phase == "show" else None


class TrustsText(Choir):
    """Takes text for HTML."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), Html("".join(s.songs.values()) if ctx.phase != "write" else ""))


class TrustsSettings(Choir):
    """Takes its question for HTML."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), Html(f"<p title='{self.settings.question}'></p>"))


class ShowsTooMuch(Choir):
    """Repeats itself."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.options(["la " * 600] * 9))
