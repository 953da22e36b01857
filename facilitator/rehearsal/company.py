"""Everyone in the room with their devices: they take seats, come late, change devices, leave and come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from facilitator.rehearsal.books import Books
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.lead import Lead
from facilitator.rehearsal.people import Person

AT_ONCE = 25
"""How many pages are looked at together."""


@dataclass
class Company:
    """People, the facilitator and the board; `browser` makes a device for somebody."""

    code: str
    browser: Callable[[str], Browser]
    books: Books
    people: list[Person]
    lead: Lead
    board: Browser

    async def arrive(self) -> None:
        """Everyone joins but the late, one after the other."""
        for person in self.people:
            person.mood = self.lead.mood
            if not person.late:
                await self._seat(person)

    async def settle(self) -> None:
        """Wait until every open page shows what there is."""
        lines = [browser.line for browser in self.browsers if browser.line is not None]
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(line: Any) -> None:
            async with gate:
                await line.settle()

        await asyncio.gather(*map(one, lines))
        for person in self.people:
            await person.look()

    async def come_and_go(self) -> None:
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

    async def between(self) -> None:
        """Somebody leaves after a step, and is back after the next."""
        for person in self.people:
            if person.leaves and person.here:
                await self.press(person, "leave")
                person.away, person.leaves = True, False
            elif person.away:
                await self.press(person, "come_back")
                person.away = False
        await self.settle()

    async def press(self, person: Person, do: str) -> None:
        """Use the control with this action, if it is there."""
        control = next((control for control in person.controls if control.do == do), None)
        if control is not None:
            await person.send(control, control.posts(), self.books)

    async def _seat(self, person: Person) -> None:
        person.browser = self.browser(person.name or f"person {person.place + 1}")
        await person.join(self.code)
        if person.kept:
            self.books.codes[person.code] = 0, person.kept
        self.books.views[person.code], self.books.view_order = person.perspective, person.perspectives
        if person.helper:
            self.books.helpers += 1
        else:
            self.books.people += 1

    async def leave(self) -> None:
        """Everybody puts their device away."""
        all_ = [self.lead.browser, self.board, *(person.own for person in self.people if person.browser)]
        await asyncio.gather(*(browser.close() for browser in all_), return_exceptions=True)

    def silent(self, chance: Random) -> list[Person]:
        """One phone that does nothing in this phase, so that it can be watched."""
        phones = [person for person in self.people if person.active and person.own.line is not None]
        return [chance.choice(phones)] if len(phones) > 1 else []

    @property
    def browsers(self) -> list[Browser]:
        """Every device at the table."""
        return [self.lead.browser, self.board, *(person.own for person in self.people if person.code)]
