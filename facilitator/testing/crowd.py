"""A crowd that taps whatever it sees: people with phones and on paper, a helper, and who leads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from random import Random
from typing import Any

from facilitator.activity import Activity, Html, Item, Phase, Refused
from facilitator.i18n import speaking
from facilitator.ledger import Operation
from facilitator.run import view
from facilitator.seats import PERSPECTIVES, Who
from facilitator.session.command import Answer
from facilitator.testing.table import Person, Table
from facilitator.testing.taps import Control, Pairs, Write, controls
from facilitator.testing.told import state_of
from facilitator.views import paper
from facilitator.views.stage import next_phase

Kind = type[Activity[Any, Any]]

INCOMING = tuple(Item(f"i{n}", text) for n, text in enumerate(("A bench", "A bus", "More time", "One list"), 1))
"""What an earlier step handed on."""


def _carried(n: int, ledger: str, session: str, **data: str) -> Operation:
    return {"id": f"x{n}", "at": 5.0, "n": n, "ledger": ledger, "op": "add", "entry": f"{session}:r1:a{n}",
            "session": session, "data": data}  # fmt: skip


CARRIED = (
    _carried(1, "actions", "old", text="Mend the bench", status="not started"),
    _carried(2, "actions", "old", text="Ask about the bus", status="not started"),
    _carried(3, "decisions", "table", text="We meet on Thursdays at 6.", status="agreed", outcome="Agreed",
             review="2099-03-01"),
    _carried(4, "decisions", "table", text="We open the garden to everyone.", status="not agreed", outcome="Stopped"),
)  # fmt: skip
"""What an earlier session left to do, and what this one decided before."""
MOVES = frozenset({"go", "stop", "finish", "begin", "end", "undo", "leave"})
"""What moves the session; a crowd that answers leaves it alone."""
HARMS = frozenset({"hide", "take_back", "rewrite", "take_words_for_it"})
"""What is rarely done with a card that everyone has seen: a room without cards has nothing left to go on with."""
OWN_PAGE = "the facilitator's own page"
PATIENCE = 120
"""How many things a facilitator tries before they give up."""

_WORDS = (
    "tea",
    "bench",
    "bus",
    "quiet",
    "garden",
    "more",
    "less",
    "time",
    "open",
    "late",
    "early",
    "help",
    "walk",
    "sing",
)


def plain(random: Random, limit: int) -> str:
    """A few words."""
    return " ".join(random.choice(_WORDS) for _word in range(random.randint(2, 5)))[:limit].strip()


class Crowd:
    """People around one activity that has begun. `random` decides what they do, `write` what they type."""

    def __init__(
        self, kind: Kind, settings: Mapping[str, Any], *, people: int = 6, seed: object = 1, write: Write = plain,
        incoming: tuple[Item, ...] = INCOMING,
    ) -> None:  # fmt: skip
        self.random, self.write = Random(str(seed)), write
        self.used: Counter[str] = Counter()
        """How often the facilitator did what."""
        self._held: dict[Who, tuple[int, list[Control]]] = {}
        self.rarely = 0.1
        """How likely somebody who taps takes something away."""
        self.table = Table(kind, 0, incoming=incoming, carried=CARRIED, **settings)
        for place in range(people):
            name, view = self.write(self.random, 40)[:40], PERSPECTIVES[place % 3]
            self.table.people.append(self.table.join(name=name, perspective=view))
        self.helper = self.table.join(helper=True)
        self.paper = [self.table.paper_seat() for _place in range(3)]

    def copy(self, seed: object) -> Crowd:
        """The same people once more, who go on by another `seed`: what they do changes nothing here."""
        other = object.__new__(Crowd)
        other.random, other.write, other.table = Random(str(seed)), self.write, self.table.copy()
        other.used, other.rarely, other._held = Counter(), self.rarely, {}
        other.helper = Person(other.table, self.helper.who)
        other.paper = [Person(other.table, person.who) for person in self.paper]
        return other

    @property
    def people(self) -> list[Person]:
        """Everyone with a phone who is counted."""
        return self.table.people

    @property
    def viewers(self) -> dict[str, Who]:
        """Everybody who looks at something, by what to call them."""
        phones = {f"phone {place}": person.who for place, person in enumerate(self.people, 1)}
        return phones | {"board": Who.board(), "stage": Who.facilitator(), "helper's phone": self.helper.who}

    def views(self, phones: int | None = None) -> dict[str, Html]:
        """What everybody sees; of the phones only so many, another few each time."""
        count = len(self.people)
        others = count - min(count, phones or count)
        unseen = {person.who for person in Random(self.table.room.n).sample(self.people, others)}
        return {name: self.table.room.view(who) for name, who in self.viewers.items() if who not in unseen}

    def private(self) -> Html:
        """What the facilitator's own page shows of the activity."""
        with speaking(self.table.room.language):
            return view.private(self.table.run)

    def pages(self, phones: int | None = None) -> dict[str, Html]:
        """What everybody sees, and the facilitator's own page."""
        return self.views(phones) | {OWN_PAGE: self.private()}

    def phases(self, act: Callable[[], None] = lambda: None) -> Iterator[Phase]:
        """Lead through the phases in order; `act` in each after it was looked at. Raises AssertionError if stuck.

        Wherever people answer, slips are offered, too.
        """
        for name in list(self.table.run.phases):
            if self.passed_over(name):
                continue
            if name != self.table.run.phase.name:
                self.reach(name)
            if self.table.run.asks:
                self.say(Who.facilitator(), "invite_slips?on=1", [])
            yield self.table.run.phase
            act()

    def passed_over(self, phase: str) -> bool:
        """Whether the usual way leads past a phase that cannot be entered: where there is nothing to do in it."""
        if self.table.run.phases[phase].aside and self.table.run.why_not(phase):
            return True
        names, then = list(self.table.run.phases), next_phase(self.table.run)
        past = then is None or names.index(then.name) > names.index(phase)
        return past and bool(self.table.run.why_not(phase))

    def reach(self, phase: str) -> None:
        """Go to a phase, doing what the stage offers until that is possible."""
        why = ""
        for _attempt in range(PATIENCE):
            try:
                return self.table.go(phase)
            except Refused as refused:
                why = str(refused.words)
                self.facilitate()
        raise AssertionError(f"the phase {phase} cannot be reached with what the stage offers: {why}")

    def finish(self) -> None:
        """Close the activity, doing what the stage offers until that is possible."""
        for _attempt in range(PATIENCE):
            if not self.table.run.why_not_finish:
                return self.table.facilitator.do("finish")
            self.facilitate()
        raise AssertionError(f"it cannot be closed with what the stage offers: {self.table.run.why_not_finish}")

    # What they do

    def answer(self, times: int = 2) -> None:
        """Everyone does something `times` times, in any order; some do nothing."""
        for _time in range(times * len(self.people)):
            self.tap(self.random.choice(self.people))
        self.enter(self.random.choice(self.paper))

    def mill(self, but: Collection[Person] = ()) -> None:
        """One of many things happens: somebody taps, answers on paper, takes a slip, leaves or comes back."""
        out = {person.who for person in but}
        some = [person for person in self.people if person.who not in out]
        paper = [person for person in self.paper if person.who not in out]
        what = self.random.random()
        if what < 0.75:
            self.tap(self.random.choice(some))
        elif what < 0.85:
            if paper:
                self.enter(self.random.choice(paper))
        elif what < 0.9:
            self.slips()
        else:
            person = self.random.choice(some)
            self.say(person.who, "come_back" if person.seat.left else "leave", [])

    def tap(self, person: Person) -> Answer | None:
        """Somebody uses one of the controls they see; None when there is none."""
        there, rare = self._held_by(person), self.random.random() < self.rarely
        left_out = MOVES if rare else MOVES | HARMS
        return self._use(person.who, [each for each in there if each.action not in left_out])

    def _held_by(self, person: Person) -> list[Control]:
        """The controls on the phone of a person: like a phone, it draws nothing anew before its revision changes."""
        revision = self.table.room.revision(person.who)
        if self._held.get(person.who, (-1, []))[0] != revision:
            self._held[person.who] = revision, controls(person.html)
        return self._held[person.who][1]

    def facilitate(self) -> Answer | None:
        """The facilitator uses a control of the stage that moves nothing on, one that they used least so far."""
        there = [each for each in controls(self.table.facilitator.html) if each.action not in (*MOVES, *HARMS)]
        if not there:
            return None
        chosen = min(self.random.sample(there, len(there)), key=lambda each: self.used[each.action])
        self.used[chosen.action] += 1
        return self.use(Who.facilitator(), chosen)

    def enter(self, person: Person) -> Answer | None:
        """Somebody's answer on paper is typed in."""
        return self._use(Who.facilitator(), controls(self.answer_form(person)))

    def slips(self, count: int = 3) -> Answer | None:
        """A batch of slips from the ballot box is typed in."""
        return self._use(Who.facilitator(), controls(self.batch_form(count)))

    def use(self, who: Who, control: Control, ticks: float = 0.5) -> Answer:
        """Somebody uses one control, with everything filled in."""
        return self.say(who, control.do, control.filled(self.random, self.write, ticks))

    def say(self, who: Who, do: str, pairs: Pairs) -> Answer:
        """Anybody sends anything. Raises AssertionError when it is refused without a sentence, or after a change."""
        before = self._kept()
        answer = self.table.act(who, do, pairs)
        if not answer.ok:
            assert answer.words.endswith((".", "?")), f"{do} was refused without a sentence: {answer.words!r}"
            assert self._kept() == before, f"{do} was refused, but changed something: {answer.words}"
        return answer

    def answer_form(self, person: Person) -> Html:
        """The page for an answer on paper."""
        with speaking(self.table.room.language):
            return paper.answer_form(self.table.room, person.who.seat)

    def batch_form(self, count: int = 3) -> Html:
        """The page for a batch of slips."""
        with speaking(self.table.room.language):
            return paper.batch_form(self.table.room, count)

    def _kept(self) -> tuple[int, str]:
        room = self.table.room
        return room.n, state_of(room) if room.run else ""

    def _use(self, who: Who, there: list[Control]) -> Answer | None:
        return self.use(who, self.random.choice(there)) if there else None
