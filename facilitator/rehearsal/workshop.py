"""The course of a rehearsal: people arrive, answer what they are asked, come and go, and take the record home.

Everybody acts one after the other in an order that the seed gives, so that the same seed makes the same record. Before
anybody chooses what to do, their page shows what there is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from facilitator.activity import Activity, Phase
from facilitator.agenda import BREAK, prepare
from facilitator.i18n import Words, _
from facilitator.plans import Plan
from facilitator.registry import Registry
from facilitator.rehearsal.books import Books, place_of
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.lead import Lead
from facilitator.rehearsal.people import Person, cast
from facilitator.rehearsal.secrecy import Watch
from facilitator.rehearsal.words import Writing
from facilitator.testing.taps import Control

WAVES = 3
"""How often everyone may do something in each phase."""
AT_ONCE = 25
"""How many pages are looked at together."""
LONGEST = 40
"""Phases of one activity; after so many it is ended early."""


@dataclass
class Mischief:
    """What goes wrong meanwhile. `burst` does some sends at once and ends the server in the middle of them."""

    cut: Callable[[], None]
    burst: Callable[[list[Awaitable[Any]]], Awaitable[None]]


class Workshop:
    """One session from the lobby to the end. `told` is called with a sentence whenever it goes on."""

    def __init__(
        self,
        plan: Plan,
        library: Registry,
        code: str,
        browser: Callable[[str], Browser],
        people: int,
        seed: int,
        books: Books,
        *,
        mischief: Mischief | None = None,
        told: Callable[[Words], None] = lambda _words: None,
    ) -> None:
        self.plan, self.library, self.code, self.browser = plan, library, code, browser
        self.books, self.writing, self.watch = books, Writing(), Watch()
        self.seed, self.chance, self.mischief, self.told = seed, Random(f"{seed}:workshop"), mischief, told
        self.people, self.paper = cast(people, seed)
        self.lead = Lead(browser("the facilitator"), code, seed, books, self.writing)
        self.board = browser("the board")
        self.step = 0
        self.kills = 0

    async def open(self, key: str, board_key: str) -> None:
        """The facilitator and the wall are there before anybody else."""
        await self.lead.open(key)
        await self.board.get(f"/board/{self.code}?key={board_key}")
        await self.board.get(f"/board/{self.code}")
        await self.board.live()

    async def arrive(self) -> None:
        """Everyone joins but the late, one after the other; seats for those who came without a phone are added."""
        self.told(_("People arrive"))
        for person in self.people:
            if not person.late:
                await self._seat(person)
        for _seat in range(self.paper):
            await self.lead.add_paper_seat()
        await self.settle()

    async def run(self) -> None:
        """Every step of the plan."""
        for number, step in enumerate(self.plan.steps, 1):
            begin = await self.lead.prepare()
            await self.lead.press(begin)
            await self.settle()
            if step.activity == BREAK:
                self.told(_("A break"))
                await self.lead.press(await self.lead.prepare())
            else:
                self.step += 1
                activity = prepare(self.library.activities, step.activity, dict(step.settings))
                await self._activity(activity, last=number == len(self.plan.steps))
            await self.settle()
            await self._between(number)

    async def close(self) -> list[tuple[Person, int]]:
        """The record is given, everyone opens it, the workshop is closed. Who got it, with the status of the page."""
        self.told(_("Everyone takes the record home"))
        await self.lead.press(await self.lead.prepare())
        await self.settle()
        return [
            (person, (await person.own.fetch(f"/j/{self.code}/record"))[0]) for person in self.people if person.here
        ]

    async def end(self) -> None:
        """Close the session for good."""
        await self.lead.press(await self.lead.prepare())

    async def leave(self) -> None:
        """Everybody puts their device away."""
        browsers = [self.lead.browser, self.board, *(person.own for person in self.people if person.browser)]
        await asyncio.gather(*(browser.close() for browser in browsers), return_exceptions=True)

    async def settle(self) -> None:
        """Wait until every open page shows what there is."""
        lines = [browser.line for browser in self._browsers() if browser.line is not None]
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(line: Any) -> None:
            async with gate:
                await line.settle()

        await asyncio.gather(*map(one, lines))
        for person in self.people:
            await person.look()

    # One activity

    async def _activity(self, activity: Activity[Any, Any], last: bool) -> None:
        phases = {phase.name: phase for phase in activity.shown_phases()}
        phase = next(iter(phases.values()))
        for count in range(LONGEST + 1):
            self.told(_("{title}: {phase}", title=activity.title, phase=phase.title))
            await self._phase(phase)
            if self.chance.random() < 0.3:
                await self.lead.tinker()
            going = await self.lead.prepare() if count < LONGEST else self.lead.find("finish")
            if going is None or await self.lead.press(going):
                await self.lead.tinker()
                await self.settle()
                continue
            if going.action == "finish":
                return
            name = going.do.partition("phase=")[2]
            phase = phases.get(name, phase)
            await self.settle()
            if phase.reveal:
                self._round().revealed = True

    async def _phase(self, phase: Phase) -> None:
        """People answer, where they are asked."""
        if not any(person.active and person.choose(self._taste) for person in self.people):
            return
        if self.step % 2 == 0 and phase.round:
            await self._offer_slips()
        silent = self._silent()
        for wave in range(WAVES):
            if phase.hidden:
                unseen = [
                    self.board,
                    self.lead.browser,
                    *(one.own for one in self.people if one in silent or one.helper),
                ]
                self.watch.begin([browser for browser in unseen if browser.line])
            before = self._written()
            await self._wave([person for person in self.people if person.active and person not in silent], wave)
            await self.settle()
            if phase.hidden:
                self.watch.end(str(phase.title), sorted(self._written() - before))
            if wave == 0:
                await self._come_and_go()
        await self._paper()

    async def _wave(self, people: list[Person], wave: int) -> None:
        """Most of these people do one thing each."""
        chosen: list[tuple[Person, Control]] = []
        for person in people:
            control = person.choose(self._taste)
            if control is not None and self.chance.random() < 0.85:
                self.books.learn(person.controls)
                chosen.append((person, control))
        self.chance.shuffle(chosen)
        if self.mischief is not None and wave == 1 and chosen:
            self.kills += 1
            await self.mischief.burst([person.use(control, self.books, self.writing) for person, control in chosen])
            return
        for person, control in chosen:
            if self.mischief is not None and self.chance.random() < 0.1:
                self.mischief.cut()
            await person.use(control, self.books, self.writing)

    async def _come_and_go(self) -> None:
        """In the middle of answering: somebody comes late, somebody comes back on another device."""
        for person in self.people:
            if person.late and not person.code:
                await self._seat(person)
            elif person.moves and person.here:
                person.moves = False
                old = person.own
                await person.come_back(self.code, self.browser(f"{person.name or 'somebody'}, on another device"))
                await old.close()
        await self.settle()

    async def _offer_slips(self) -> None:
        """Two phones choose a slip, where there are enough with those on paper."""
        offer = self.lead.find("invite_slips?on=1")
        if offer is None or self.paper < 1 or await self.lead.press(offer):
            return
        await self.settle()
        for person in [one for one in self.people if one.active and one.device == "phone"][-2:]:
            slip = next((control for control in person.controls if control.do == "use_slip?wanted=1"), None)
            if slip is not None and not await person.send(slip, slip.posts(), self.books):
                person.on_paper = True
        await self.settle()

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
        await self.settle()

    # Between activities

    async def _between(self, number: int) -> None:
        """Somebody leaves after the first step and is back after the next; somebody changes their name."""
        for person in self.people:
            if person.leaves and person.here:
                await self._press(person, "leave")
                person.away, person.leaves = True, False
                self._left = person
            elif person.away:
                await self._press(person, "come_back")
                person.away = False
        await self.settle()

    async def _press(self, person: Person, do: str) -> None:
        control = next((control for control in person.controls if control.do == do), None)
        if control is not None:
            await person.send(control, control.posts(), self.books)

    async def _seat(self, person: Person) -> None:
        person.browser = self.browser(person.name or f"person {person.place + 1}")
        await person.join(self.code)
        if person.helper:
            self.books.helpers += 1
        else:
            self.books.people += 1

    # Helpers

    def _silent(self) -> list[Person]:
        """One phone that does nothing in this phase, so that it can be watched."""
        phones = [person for person in self.people if person.active and person.own.line is not None]
        return [self.chance.choice(phones)] if len(phones) > 1 else []

    def _browsers(self) -> Iterable[Browser]:
        return [self.lead.browser, self.board, *(person.own for person in self.people if person.code)]

    def _written(self) -> set[str]:
        return {text for texts in self.books.texts.values() for text in texts}

    def _round(self) -> Any:
        """The round that is open on the stage now."""
        there = [place_of(dict(control.posts())) for control in self.lead.line.controls]
        return self.books.round(max(there, default=(0, 0)))

    @property
    def _taste(self) -> str:
        """What is liked in this activity: some options more than others, so that results look like results."""
        return f"{self.seed}:{self.step}"
