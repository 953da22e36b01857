"""A small activity that is sound, and every way of breaking it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Section, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase
from facilitator.report.model import Quote, Quotes

Words = Annotated[str, Field(min_length=1, max_length=80)]


class ChoirSettings(Settings):
    """What everyone is asked."""

    question: str = Field("What shall we sing?", max_length=80)


@dataclass
class Sung:
    """One song each."""

    given: dict[Key, str] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Songs(Block[Sung, list[str]]):
    """One song from everyone, taken by a panel of the kind `takes`, and thanks at the end."""

    per_round = True

    def __init__(self, takes: type[Sing] | None = None, thanks: type[Thanks] | None = None) -> None:
        self.sing, self.heard, self.thanks = (takes or Sing)(self), Heard(self), (thanks or Thanks)(self)

    def results(self, s: Any, ctx: Ctx) -> list[str]:
        return sorted(self.of(s).given.values())

    def record(self, s: Any, ctx: Ctx) -> Sequence[Quotes]:
        rounds = self.shown(s, ctx)
        songs = self.results(rounds[-1].state, ctx) if rounds else []
        return [Quotes("Songs", tuple(map(Quote, songs)))]


class Sing(Input[Songs]):
    """A field for a song."""

    do, round = "sing", True

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.text_area("song", "Your song", 80, self.block.of(s).given.get(me, "") if me else "")

    def whole(self, s: Any, me: Key, ctx: Ctx, song: Words) -> Callable[[], None]:
        return lambda: self.keep(s, me, song)

    def keep(self, s: Any, me: Key, song: str) -> None:
        """In place of an earlier one."""
        self.block.of(s).passes.pop(me, None)
        self.block.of(s).given[me] = song

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).given

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).given.pop(me, None)
        self.block.of(s).passes[me] = True


class Heard(Panel[Songs]):
    """All songs."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.quotes(self.block.results(s, ctx), "No songs.")


class Thanks(Panel[Songs]):
    """Where the facilitator says thank you."""

    @action(by="facilitator")
    def thank(self, s: Any) -> None:
        """Say thank you."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.button("Thank you", self.named("thank"))


def of(songs: Songs) -> tuple[Phase, ...]:
    """The phases of a choir."""
    return (
        Phase("write", "Write", songs.sing),
        Phase("show", "Show", songs.heard, go="Show the songs", reveal=True),
        Phase("end", "End", songs.heard, songs.thanks, go="Thank everyone"),
    )


class Choir(Activity[ChoirSettings]):
    """Say one song each, unseen, and look at them together."""

    id, title = "choir", "Choir"
    example = {"question": "Which song?"}

    songs = Songs()
    phases = of(songs)

    def ask(self, s: Any, ctx: Ctx) -> str:
        return self.settings.question


# What leaks


class CountsOnTheWall(Choir):
    """Shows how many characters were written."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.hint(f"{sum(map(len, s.songs.given.values()))} characters"))


class TellsTheOrder(Choir):
    """Shows me how many wrote before me."""

    def phone(self, s, me, ctx):
        place = list(s.songs.given).index(me) if me in s.songs.given else -1
        return kit.join(super().phone(s, me, ctx), kit.hint(f"{place}"))


class ShowsOnTheStage(Choir):
    """Lets the facilitator look before the reveal."""

    def stage(self, s, ctx):
        return kit.join(super().stage(s, ctx), kit.quotes(sorted(s.songs.given.values()), "None"))


class PrintsUnseen(Choir):
    """Prints what is being written beside what was shown."""

    def section(self, s, ctx):
        return Section("Choir", blocks=(Quotes("Songs", tuple(map(Quote, sorted(s.songs.given.values())))),))


class PrintsKeys(Choir):
    """Says in the record who wrote what."""

    def section(self, s, ctx):
        return Section(
            "Choir",
            blocks=(Quotes("Songs", tuple(Quote(f"{key}: {s.songs.given[key]}") for key in sorted(s.songs.given))),),
        )


class ShowsKeys(Choir):
    """Uses the key of a person as an id."""

    def phone(self, s, me, ctx):
        return kit.join(super().phone(s, me, ctx), kit.heading(f"You are {me}"))


class SingsForAll(Sing):
    """Takes a song otherwise."""

    def keep(self, s, me, song):
        given = self.block.of(s).given
        for key in [*given]:
            given[key] = song
        given[me] = song


class TouchesOthers(Choir):
    """Only the last who wrote a song keeps it."""

    songs = Songs(SingsForAll)
    phases = of(songs)


# What cannot be kept


@dataclass
class SetSung(Sung):
    """Holds a set."""

    titles: set[str] = field(default_factory=set)


class SetSongs(Songs):
    """Holds a set."""

    slice = SetSung


class KeepsASet(Choir):
    """Keeps a set."""

    songs = SetSongs()
    phases = of(songs)


@dataclass
class LooseSung(Sung):
    """Holds anything."""

    loose: Any = None


class LooseSongs(Songs):
    """Holds anything."""

    slice = LooseSung


class SingsATuple(Sing):
    """Puts into its slice what JSON does not keep."""

    def keep(self, s, me, song):
        super().keep(s, me, song)
        self.block.of(s).loose = (song,)


class KeepsATuple(Choir):
    """Puts into its state what JSON does not keep."""

    songs = LooseSongs(SingsATuple)
    phases = of(songs)


class SingsOnTime(Sing):
    """Takes a song otherwise."""

    def keep(self, s, me, song):
        super().keep(s, me, f"{song[:40]} {time.monotonic()}")


class AsksTheClock(Choir):
    """Writes down when somebody sang."""

    songs = Songs(SingsOnTime)
    phases = of(songs)


class SingsByChance(Sing):
    """Takes a song otherwise."""

    def keep(self, s, me, song):
        super().keep(s, me, f"{song[:40]} {random.random()}")


class Gambles(Choir):
    """Draws what no replay can draw again."""

    songs = Songs(SingsByChance)
    phases = of(songs)


class OrdersASet(Choir):
    """Shows songs in the order of a set."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.quotes(list({*s.songs.given.values(), "la", "fa", "so"}), "None"))


class WrongExample(Choir):
    """Has settings that are not valid."""

    example = {"question": "x" * 81}


class SingsOverOthers(Sing):
    """Takes a song otherwise."""

    def whole(self, s, me, ctx, song: Words):
        def keep():
            self.keep(s, me, song)
            for closed in ctx.rounds:
                self.block.of(closed.state).given.clear()

        return keep


class ChangesARound(Choir):
    """Mends what was said in a closed round."""

    songs = Songs(SingsOverOthers)
    phases = of(songs)


# What breaks


class SingsThenStops(Sing):
    """Takes a song otherwise."""

    def whole(self, s, me, ctx, song: Words):
        self.block.of(s).given[me] = song
        if "bus" in song or "o" in song:
            raise Refused("No buses please.")
        return lambda: None


class ChangesThenRefuses(Choir):
    """Changes before it refuses."""

    songs = Songs(SingsThenStops)
    phases = of(songs)


class SaysNothing(Sing):
    """Takes a song otherwise."""

    def whole(self, s, me, ctx, song: Words):
        raise Refused("")


class RefusesInSilence(Choir):
    """Refuses without a word."""

    songs = Songs(SaysNothing)
    phases = of(songs)


class CrashesInAView(Choir):
    """Cannot draw a pass."""

    def phone(self, s, me, ctx):
        return kit.join(super().phone(s, me, ctx), kit.hint("1" if me not in s.songs.passes else str(1 // 0)))


class CannotBePrinted(Choir):
    """Fails when the record is made."""

    def section(self, s, ctx):
        raise ZeroDivisionError("no songs")


class Stumbles(Sing):
    """Takes a song otherwise."""

    def keep(self, s, me, song):
        self.block.of(s).given[me] = song
        if len(song) > 20:
            raise KeyError(song)


class CrashesInAnAction(Choir):
    """Cannot take some songs."""

    songs = Songs(Stumbles)
    phases = of(songs)


class NeedsSomebody(Choir):
    """Divides by the number of songs."""

    def section(self, s, ctx):
        return Section("Choir", f"{100 // len(s.songs.given)} %")


class NoThanks(Thanks):
    """Does not thank anyone."""

    @action(by="facilitator")
    def thank(self, s: Any) -> None:
        """Say thank you."""
        raise Refused("Not now.")


class ShowsADeadControl(Choir):
    """Offers what it then refuses."""

    songs = Songs(thanks=NoThanks)
    phases = of(songs)


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


class ForgetsASetting(Choir, Activity[LoudSettings]):
    """Asks how loud, and sings the same."""


class GoesInCircles(Choir):
    """Leads back to where everyone was."""

    def suggest(self, s, ctx):
        return "write" if ctx.phase == "show" else None


class TrustsText(Choir):
    """Takes text for HTML."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), Html("".join(s.songs.given.values()) if ctx.phase != "write" else ""))


class TrustsSettings(Choir):
    """Takes its question for HTML."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), Html(f"<p title='{self.settings.question}'></p>"))


class ShowsTooMuch(Choir):
    """Repeats itself."""

    def board(self, s, ctx):
        return kit.join(super().board(s, ctx), kit.options(["la " * 600] * 9))
