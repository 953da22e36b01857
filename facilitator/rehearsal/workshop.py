"""The course of a rehearsal: people arrive, answer what they are asked, come and go, and take the record home.

Everybody acts one after the other in an order that the seed gives, so that the same seed makes the same record. Before
anybody chooses what to do, their page shows what there is.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from facilitator.activity import Activity, Phase
from facilitator.i18n import Words, _
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.rehearsal import checks
from facilitator.rehearsal.books import Books
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.company import Company
from facilitator.rehearsal.lead import Lead
from facilitator.rehearsal.page import Gone, small_group
from facilitator.rehearsal.people import OPENLY, Person
from facilitator.rehearsal.place import place_of
from facilitator.rehearsal.secrecy import Watch
from facilitator.rehearsal.words import Writing
from facilitator.session.agenda import prepare
from facilitator.session.reviews import way_of
from facilitator.session.step import BREAK
from facilitator.testing.taps import Control

WAVES = 3
"""How often everyone may do something in each phase."""
WORK = 5
"""How many things the facilitator may do in a phase where nobody is asked."""
LONGEST = 40
"""Phases of one activity; after so many it is ended early."""
PRESSES = 3 * LONGEST
"""The same of presses of the big button: it may lead through many things in a phase."""


@dataclass
class Mischief:
    """What goes wrong meanwhile, by a chance of its own, so that people do the same as without it.

    `meddle` may cut connections; `burst` does some sends at once and ends the server in the middle of them.
    """

    meddle: Callable[[], None]
    burst: Callable[[list[Awaitable[Any]]], Awaitable[None]]


class Workshop:
    """One session from the lobby to the end. `told` is called with a sentence whenever it goes on."""

    def __init__(
        self,
        plan: Plan,
        library: Registry,
        code: str,
        browser: Callable[[str], Browser],
        come: tuple[list[Person], int],
        seed: int | str,
        books: Books,
        *,
        writing: Writing,
        mischief: Mischief | None = None,
        told: Callable[[Words], None] = lambda _words: None,
    ) -> None:
        self.plan, self.library, self.code = plan, library, code
        self.books, self.writing, self.watch = books, writing, Watch()
        self.seed, self.chance, self.mischief, self.told = seed, Random(f"{seed}:workshop"), mischief, told
        self.people, self.paper = come
        self.books.modules = {id: kind.__module__ for id, kind in library.activities.items()}
        self.lead, self.board = Lead(browser("the facilitator"), code, seed, books, writing), browser("the board")
        self.company = Company(code, browser, books, self.people, self.lead, self.board)
        self.step = 0
        self.coming = deque(plan.steps)
        """The steps that are still to come."""
        self.offered: set[str] = set()
        """Decisions that were offered to be looked at again."""
        self.looked: list[str] = []
        """Those that were put on the agenda."""
        self.kills = 0
        self.early: list[Words] = []
        """Activities that were ended because they offered no way to go on."""
        self.unanswered: list[Words] = []
        """Where people were asked and could not answer."""

    async def open(self, key: str, board_key: str) -> None:
        """The facilitator and the wall are there before anybody else."""
        await self.lead.open(key)
        await self.board.get(f"/board/{self.code}?key={board_key}")
        await self.board.get(f"/board/{self.code}")
        await self.board.live()

    async def arrive(self) -> None:
        """Everyone joins but the late, one after the other; seats for those who came without a phone are added."""
        self.told(_("People arrive"))
        await self.company.arrive()
        for _seat in range(self.paper):
            await self.lead.add_paper_seat()
        await self.company.settle()

    async def run(self) -> None:
        """Every step of the plan."""
        while self.coming:
            if len(self.coming) == 1:
                await self._look_again()
            step = self.coming.popleft()
            await self._go_on("begin", "take_on")
            await self.company.settle()
            if step.activity == BREAK:
                self.told(_("A break"))
                await self._look_again()
                await self._go_on("finish")
            else:
                self.step += 1
                activity = prepare(self.library.activities, step.activity, dict(step.settings))
                self.books.settings[self.step] = activity.settings
                self.lead.mood.begin(self._taste)
                await self._activity(activity)
            await self.company.settle()
            await self.company.between()

    async def _look_again(self) -> None:
        """Put the decisions that are due on the agenda as the next steps."""
        way = way_of(self.library.activities)
        for control in [each for each in self.lead.line.controls if each.action == "review_next"]:
            key = dict(parse_qsl(control.do.partition("?")[2]))["entry"]
            self.offered.add(key)
            if way is not None and not await self.lead.press(control):
                self.looked.append(key)
                self.coming.appendleft(PlanStep(activity=way[0], settings={way[1]: key}))
                await self.lead.line.settle()

    async def close(self) -> list[tuple[Person, int]]:
        """The record is given, and everyone opens it. Who got it, with the status of the page."""
        self.told(_("Everyone takes the record home"))
        await self._go_on("release")
        await self.company.settle()
        return await self._taken_home()

    async def end(self) -> list[tuple[Person, int]]:
        """Close the session for good; everyone opens the record once more."""
        control = self.lead.find("end")
        if control is None or await self.lead.press(control):
            raise Gone("the stage offers no way to close the workshop")
        return await self._taken_home()

    async def _taken_home(self) -> list[tuple[Person, int]]:
        path = f"/j/{self.code}/record"
        return [(person, (await person.own.fetch(path))[0]) for person in self.people if person.here]

    # One activity

    async def _activity(self, activity: Activity[Any, Any]) -> None:
        phases = {phase.name: phase for phase in activity.shown_phases()}
        phase = next(iter(phases.values()))
        been: Counter[str] = Counter()
        pressed: Counter[str] = Counter()
        for press in range(PRESSES + 1):
            self.told(_("{title}: {phase}", title=activity.title, phase=phase.title))
            self.books.phase = phase.name
            if pages := [person.controls for person in self.people if person.active]:
                self.unanswered += checks.answerable(activity, phase, pages)
            asked = await self._phase(phase)
            for _time in range(1 if asked else WORK):
                if self.chance.random() < 0.4 / (1 + pressed[phase.name]):  # who has gone on here wants to get through
                    await self.lead.tinker()
            late = press >= PRESSES or been.total() >= LONGEST
            going = None if late else await self.lead.prepare()
            if going is not None and going.action not in ("go", "finish") and await self.lead.fill():
                going = await self.lead.prepare()
            if going is None:
                self.early.append(activity.title)
                going = self.lead.find("finish") or self.lead.find("finish?early=1")
            if going is None or await self.lead.press(going):
                await self.company.settle()
                continue
            if going.action == "finish":
                self.books.left[self.step] = sum(person.away for person in self.people)
                return
            been[phase.name] += going.action == "go"
            pressed[phase.name] += 1
            self.books.cards.show(self.step, phase.name)
            name = going.do.partition("phase=")[2]
            phase = phases.get(name, phase)
            await self.lead.settle_lots()
            await self.company.settle()
            if phase.reveal:
                self._round().revealed = True

    async def _phase(self, phase: Phase) -> bool:
        """People answer, where they are asked. Whether they were."""
        if phase.round:
            self._round().phase = phase.name  # also where nobody can say anything: the record counts such a round, too
        if not any(person.active and person.choose(self._taste) for person in self.people):
            return False
        if self.step % 2 == 0 and phase.round:
            await self._offer_slips()
        silent = self.company.silent(self.chance)
        for wave in range(WAVES):
            if phase.hidden:
                busy = {small_group(one.view) for one in self.people if one.active and one not in silent} - {""}
                outside = [one for one in silent if small_group(one.view) not in busy]
                still = [one.own for one in self.people if one.helper or one in outside]
                unseen = [self.board, self.lead.browser, *still]
                self.watch.begin([browser for browser in unseen if browser.line])
            before = set(self.books.texts)
            choosing = [person for person in self.people if person.active and person not in silent]
            openly = await self._wave(choosing, wave, phase.hidden)
            await self.company.settle()
            if phase.hidden:
                wrote = {text: who for text, who in self.books.texts.items() if text not in before}
                self.watch.end(str(phase.title), list(wrote))
                pages = {person.code: person.view for person in self.people if person.active}
                self.watch.compare(str(phase.title), pages, wrote)
            for person, control in openly:
                await person.use(control, self.books, self.writing)
            if openly:
                await self.company.settle()
            if wave == 0:
                await self.company.come_and_go()
        await self._paper()
        return True

    async def _wave(self, people: list[Person], wave: int, hidden: bool) -> list[tuple[Person, Control]]:
        """Most of these people do one thing each. Returns what they would do openly in the midst of what is hidden."""
        chosen: list[tuple[Person, Control]] = []
        for person in people:
            control = person.choose(self._taste)
            if control is not None and self.chance.random() < 0.85:
                self.books.learn(person.controls)
                chosen.append((person, control))
        self.chance.shuffle(chosen)
        openly = [each for each in chosen if hidden and each[1].action in OPENLY]
        chosen = [each for each in chosen if each not in openly]
        if self.mischief is not None and wave == 1 and chosen:
            self.kills += 1
            await self.mischief.burst([person.use(control, self.books, self.writing) for person, control in chosen])
            return openly
        for person, control in chosen:
            if self.mischief is not None:
                self.mischief.meddle()
            await person.use(control, self.books, self.writing)
        return openly

    async def _offer_slips(self) -> None:
        """Two phones choose a slip, where there are enough with those on paper."""
        offer = self.lead.find("invite_slips?on=1")
        if offer is None or self.paper < 1 or await self.lead.press(offer):
            return
        await self.company.settle()
        for person in [one for one in self.people if one.active and one.device == "phone"][-2:]:
            slip = next((control for control in person.controls if control.do == "use_slip?wanted=1"), None)
            if slip is not None and not await person.send(slip, slip.posts(), self.books):
                person.on_paper = True
        await self.company.settle()

    async def _paper(self) -> None:
        """Answers from paper are typed in: from the ballot box where slips were offered, else seat by seat."""
        chose = [person for person in self.people if person.on_paper]
        seats = self.lead.links(f"/stage/{self.code}/for/")
        if chose and seats and self.lead.links(f"/stage/{self.code}/slips"):
            answering = await self.lead.answering(seats[0])
            await self.lead.slips(len(seats) + len(chose), answering)
        else:
            for link in seats:
                if self.chance.random() < 0.9:
                    await self.lead.enter(link, link)
        for person in chose:
            person.on_paper = False
        await self.company.settle()

    async def _go_on(self, *actions: str) -> None:
        """Press what leads on between activities, until it was one of these actions."""
        for _press in range(LONGEST):
            control = await self.lead.prepare()
            if control is None or await self.lead.press(control):
                break
            if control.action in actions:
                return
            await self.company.settle()
        raise Gone("the stage offers no way to go on")

    # Helpers

    def _round(self) -> Any:
        """The round that is open on the stage now."""
        there = [place_of(dict(control.posts())) for control in self.lead.line.controls]
        return self.books.round(max(there, default=(0, 0)))

    @property
    def _taste(self) -> str:
        """What is liked in this activity: some options more than others, so that results look like results."""
        return f"{self.seed}:{self.step}"
