"""The loop: stances without a pass, objections that belong to who made them, work on one, and around again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from activities.consent.reasons import Reasons
from activities.consent.rules import Answer, Ballot, Found, Objection, Stance, found, objections
from activities.consent.text import Text
from facilitator.activity import Ctx, Day, Key, Round
from facilitator.blocks.decision import in_days
from facilitator.composing import Block, Panel
from facilitator.composing.phase import here as at_hand
from facilitator.i18n import Text as Sentence
from facilitator.i18n import Words, _, ngettext

Out = Literal["smaller", "trial", "measure", "small-group", "wait"]
OUTS: dict[Out, Sentence] = {
    "smaller": _("We take a smaller step."),
    "trial": _("We try it for a shorter time."),
    "measure": _("We keep it, and measure what is feared."),
    "small-group": _("A small group reworks it."),
    "wait": _("We wait, with a day and somebody who sees to it."),
}


@dataclass
class Said:
    """A round of stances: on which version, whom it asked, what they say, and who came late and knows the proposal."""

    version: int = 0
    asked: list[Key] = field(default_factory=list)
    outside: list[Key] = field(default_factory=list)
    """Who had said that they are not part of the decision."""
    given: dict[Key, Stance] = field(default_factory=dict)
    known: dict[Key, bool] = field(default_factory=dict)


@dataclass
class Outside:
    """Who said of themselves that they are not part of this decision."""

    out: dict[Key, bool] = field(default_factory=dict)


@dataclass
class Voice:
    """What an objector said to their objection, after which round, and which version the text had."""

    key: Key
    round: int
    version: int
    answer: Answer


@dataclass
class Place:
    """What lasts from round to round: what objectors said, which objection the room works on, and how it goes on."""

    voices: list[Voice] = field(default_factory=list)
    at: int = 0
    """Which objection the room works on: 1 is the first there ever was, 0 none."""
    asks: str = ""
    """What people say now whether they understand it: the objection and the round."""
    understood: dict[str, dict[Key, bool]] = field(default_factory=dict)
    """Who says of one of these that they understand it, or not yet."""
    out: Out | None = None
    reworked: int = 0
    """How many rounds there had been when a small group was to rework it; 0 for never."""
    review: Day | None = None
    here: list[Key] = field(default_factory=list)
    """Who was here when a phase began in which people answer unseen after a result: nothing changes meanwhile."""

    def say(self, voice: Voice) -> None:
        """An objector says something, in place of what they said since the last result."""
        self.voices = [each for each in self.voices if (each.key, each.round) != (voice.key, voice.round)] + [voice]


@dataclass(frozen=True)
class Told:
    """A round that was shown."""

    number: int
    ballot: Ballot
    found: Found


@dataclass(frozen=True)
class Story:
    """All rounds that were shown, every objection, and whether the last round is about the words of now."""

    rounds: tuple[Told, ...] = ()
    objections: tuple[Objection, ...] = ()
    current: bool = False
    said: Mapping[Key, Answer] = field(default_factory=dict)
    """What objectors said since the last result."""

    @property
    def open(self) -> list[Objection]:
        """The objections that nobody but their owners can end."""
        return [each for each in self.objections if each.open]

    @property
    def agreed(self) -> bool:
        """Whether it is decided by consent: everyone required, on the words of now, and no objection is open."""
        return self.current and bool(self.rounds) and self.rounds[-1].found.agreed

    def stance(self, me: Key) -> Stance | None:
        """The stance of somebody in the last round, with what they said since."""
        return self.rounds[-1].ballot.now.get(me) if self.rounds else None

    def of(self, owner: Key) -> Objection | None:
        """The objection that somebody can speak of now: it is open, or they ended it since the last result."""
        last = next((each for each in reversed(self.objections) if each.owner == owner), None)
        return last if last and (last.open or owner in self.said) else None


class Deciding(Block[Outside, None]):
    """Who decides: everyone who is here, but those who say before the stances that they are not part of it."""

    @staticmethod
    def told(n: int) -> Words:
        """How many are not part of it; nothing where all are."""
        if not n:
            return ""
        return ngettext("{n} person is not part of this decision.", "{n} people are not part of this decision.", n)


class Focus(Block[Place, None]):
    """What lasts while rounds come and go."""


class Still(Panel[Any]):
    """Beside what people answer unseen after a result: who comes or leaves meanwhile changes it when that is over."""

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.focus.of(s).here = [*ctx.seats]


class Loop(Block[Said, Story]):
    """Stances to the proposal, and what becomes of objections. What can be seen and done of it, others make."""

    per_round = True

    def __init__(self, text: Text, focus: Focus, reasons: Reasons, deciding: Deciding) -> None:
        self.text, self.focus, self.reasons, self.deciding = text, focus, reasons, deciding
        reasons.unseen = self.unseen

    def results(self, s: Any, ctx: Ctx) -> Story:
        rounds, now = self.shown(s, ctx), self.text.at(s)
        voices = self.focus.of(s).voices
        ballots, number = [self._ballot(each, voices) for each in rounds], rounds[-1].number if rounds else 0
        made = [replace(each, reason=self.reasons.latest(s, each.owner, each.round, each.until or number))
                for each in objections(ballots)]  # fmt: skip
        present = self.focus.of(s).here if at_hand(ctx).hidden else ctx.seats
        told = []
        for at, (each, ballot) in enumerate(zip(rounds, ballots, strict=True), 1):
            here = present if each.state is s else each.seats
            open_ = sum(one.open for one in objections(ballots[:at]))
            told.append(Told(each.number, ballot, found(ballot, here, open_)))
        last = rounds[-1] if rounds else None
        current = last is not None and last.state is s and ballots[-1].version == now
        said = {each.key: each.answer for each in voices if each.round == number}
        return Story(tuple(told), tuple(made), current, said)

    def lates(self, s: Any, me: Key) -> bool:
        """Whether somebody came after people were asked, and has not said that they know what is proposed."""
        return me not in self.of(s).asked and me not in self.of(s).known

    def unseen(self, ctx: Ctx) -> bool:
        """Whether people take stances now, or did, and nobody has seen them."""
        now = ctx.current.get(self.question)
        closed = [each.number for each in ctx.rounds if each.phase == self.question]
        return now is not None and now.number > 0 and not now.revealed and now.number not in closed

    def number(self, ctx: Ctx) -> int:
        """The number of the last round that was opened."""
        now = ctx.current.get(self.question)
        return now.number if now else 0

    def after_result(self, s: Any, ctx: Ctx) -> str:
        """On with what is agreed, to questions where somebody needs to know more, to objections, else to the close."""
        story = self.now(ctx)
        if story.agreed:
            return "concerns"
        if story.open:
            return "work"
        asks = story.rounds and story.rounds[-1].found.status == "questions"
        if not asks or len(story.rounds) >= ctx.settings.rounds_hint:
            return "close"
        return "questions" if any(phase.name == "questions" for phase in ctx.phases) else "work"

    def after_work(self, s: Any, ctx: Ctx) -> str:
        """Everyone is asked again; what is settled goes on, and after many rounds with the same words it ends."""
        story = self.now(ctx)
        if story.agreed:
            return "concerns"
        return "close" if story.current and len(story.rounds) >= ctx.settings.rounds_hint else "stance"

    def after_answers(self, s: Any, ctx: Ctx) -> str | None:
        """Back to the stances where people asked because they needed to know more."""
        return "stance" if self.now(ctx).rounds else None

    def review(self, s: Any, ctx: Ctx) -> Day:
        """The day on which the decision is looked at again."""
        return self.focus.of(s).review or in_days(ctx, ctx.settings.review_days)

    def outside(self, s: Any, ctx: Ctx) -> int:
        """How many were not part of the decision in the last round that was shown."""
        said = self.of(self.shown(s, ctx)[-1].state) if self.now(ctx).rounds else Said()
        return sum(key not in said.given for key in said.outside)

    def concerns(self, s: Any, ctx: Ctx) -> list[str]:
        """The reasons of those who have a concern about the words of the last round, in an order that says nothing."""
        story = self.now(ctx)
        if not story.rounds:
            return []
        now, last = story.rounds[-1].ballot.now, story.rounds[-1].number
        softened = {each.owner: each.round for each in story.objections if each.path == "softened"}
        told = (self.reasons.latest(s, key, softened.get(key, last), last)
                for key, stance in now.items() if stance == "concern")  # fmt: skip
        return sorted(filter(None, told))

    def _ballot(self, each: Round, voices: Sequence[Voice]) -> Ballot:
        given = self.of(each.state)
        said = {voice.key: (voice.answer, voice.version) for voice in voices if voice.round == each.number}
        asked = [*given.asked, *(key for key in given.known if key not in given.asked)]
        return Ballot(each.number, given.version, given.given, asked, said)
