"""Simulated people: who they are, which of them do something out of the ordinary, and how they use a page.

They see what anybody sees, and use only what stands on their page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random
from typing import Literal

from facilitator.activity import Refused
from facilitator.i18n import _
from facilitator.rehearsal.books import Books, Sent
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.line import act_id
from facilitator.rehearsal.mood import Mood
from facilitator.rehearsal.page import elements
from facilitator.rehearsal.place import place_of
from facilitator.rehearsal.words import Writing, name
from facilitator.testing.taps import Control, Pairs

Device = Literal["phone", "plain"]
"""A phone with the script of the page, or one whose browser runs none."""

BY_PLAN = frozenset({"leave", "come_back", "use_slip", "rename", "join", "rejoin"})
"""Done when the workshop wants it, not by chance."""
OPENLY = frozenset({"take_back", "rewrite", "take_words_for_it"})
"""About cards that everybody has seen: done between the looks at what must stay hidden."""
SHY = frozenset({"pass", "ask_me", "pass_pen", "interest", "ask_person", "hand_back"})
"""Done by few."""
STOPS = frozenset({"pass", "hand_back"})
"""Hardly done in an activity in which the room is willing."""
KEEN = frozenset({"confirm", "keep"})
"""Done by most, where it can be done."""
CODE = "code"
"""The field for a code that somebody wrote down another time."""
UNDOES = frozenset({"take_back", "pass_pen", "hand_back"})
"""Seldom done by somebody who has nothing else to do: a room that takes all of it back has nothing left."""


@dataclass
class Person:
    """Somebody with a device."""

    place: int
    name: str
    device: Device
    random: Random
    helper: bool = False
    late: bool = False
    moves: bool = False
    """Comes back on another device in the middle of answering."""
    leaves: bool = False
    """Leaves after the first activity, and comes back later."""
    browser: Browser | None = None
    code: str = ""
    """The code of their seat."""
    perspective: str = ""
    """What they chose when they joined; empty for rather not."""
    perspectives: tuple[str, ...] = ()
    """What they could choose from, in its order."""
    away: bool = False
    on_paper: bool = False
    """Chose a slip instead of the phone in this round."""
    kept: str = ""
    """The first code that a page told them to write down."""
    mood: Mood = field(default_factory=Mood)
    """How they answer where one may say yes or no: as the room does."""

    @property
    def here(self) -> bool:
        """Whether they sit at the table with a device."""
        return bool(self.code) and not self.away

    @property
    def active(self) -> bool:
        """Whether they answer on their device now."""
        return self.here and not self.helper and not self.on_paper

    @property
    def own(self) -> Browser:
        """Their device."""
        if self.browser is None:
            raise Refused(_("{name} has no device yet.", name=self.name or "?"))
        return self.browser

    @property
    def view(self) -> str:
        """What stands on their page."""
        return self.own.line.view if self.own.line is not None else self.own.page.view

    @property
    def controls(self) -> list[Control]:
        """What they could use."""
        return self.own.line.controls if self.own.line is not None else self.own.page.controls

    async def join(self, room: str) -> None:
        """Take a seat: read the page, fill in the form, and stay on the page that comes."""
        page = await self.own.get(f"/j/{room}")
        control = page.control("join")
        pairs = control.filled(self.random, lambda _random, _limit: self.name, ticks=0)
        self.perspective = dict(pairs).get("perspective", "")
        self.perspectives = tuple(
            option for each in control.fields if each.name == "perspective" for option in each.options if option
        )
        if self.helper:
            pairs.append(("helper", "on"))
        await self._sit(room, "join", pairs)

    async def come_back(self, room: str, browser: Browser) -> None:
        """Take the seat again on another device, with its code."""
        self.browser = browser
        page = await browser.get(f"/j/{room}")
        control = page.control("rejoin")
        code = f"{self.code[:3]} {self.code[3:]}".lower()
        await self._sit(room, "rejoin", [(n, code if n == "seat" else text) for n, text in control.posts()])

    async def settle(self) -> None:
        """Wait until the page shows what there is."""
        if self.own.line is not None:
            await self.own.line.settle()

    async def look(self) -> None:
        """Load the page again, where nothing comes by itself."""
        if self.device == "plain" and self.here:
            await self.own.get(self.own.page.path)

    async def use(self, control: Control, books: Books, writing: Writing) -> str:
        """Use a control with everything filled in; why it was refused, empty when it was accepted."""
        page = " ".join(elements(self.view).text_content().split()) if control.writes else ""
        write = writing.about(control, page)
        pairs = self._with_code(control.filled(self.random, write, pick=self.mood.pick), control, books)
        refused = await self.send(control, pairs, books)
        if refused:
            books.refused[refused] += 1
        else:
            books.accept(self.code, control, pairs)
        return refused

    async def send(self, control: Control, pairs: Pairs, books: Books) -> str:
        """Send what a control posts. What is acknowledged is written down at once."""
        if self.own.line is not None:
            id = act_id(self.random)
            refused = await self.own.line.act(id, control.do, pairs)
            sent = Sent("seat", self.code, id=id)
        else:
            page = await self.own.post(self.own.page.path, control.do, pairs)
            refused = "" if page.said == books.saved else page.said or "?"
            rest = tuple(pair for pair in pairs if pair[0] != "n")
            sent = Sent("seat", self.code, n=dict(pairs).get("n", ""), do=control.do, rest=rest)
        if not refused:
            books.sent.append(sent)
        return refused

    def choose(self, taste: str) -> Control | None:
        """What they feel like doing; None when there is nothing to do."""
        there = [control for control in self.controls if control.action not in BY_PLAN]
        if not there or ({each.action for each in there} <= UNDOES and self.random.random() < 0.95):
            return None
        return self.random.choices(there, [self._liking(each, taste) for each in there])[0]

    def _liking(self, control: Control, taste: str) -> float:
        if control.action in KEEN:
            return 3
        if control.action in SHY:
            return 0.02 if self.mood.willing and control.action in STOPS else 0.1
        return 0.1 + Random(f"{taste}:{control.do}").random() ** 2

    def _with_code(self, pairs: Pairs, control: Control, books: Books) -> Pairs:
        """Where a code is asked for: the one that they wrote down, and now and then a slip of the pen."""
        if CODE not in dict(pairs):
            return pairs
        known = self.kept[::-1] if self.random.random() < 0.1 else self.kept
        seen = re.search(r"data-code[^>]*>([^<]+)<", self.view)
        if seen and not self.kept:
            self.kept = seen[1]
            books.codes[self.code] = place_of(dict(control.posts()))[0], seen[1]
        return [(name, known if name == CODE else text) for name, text in pairs]

    async def _sit(self, room: str, do: str, pairs: Pairs) -> None:
        page = await self.own.post(f"/j/{room}", do, pairs)
        self.code, self.away = page.code, False
        if self.device == "phone":
            await self.own.live()


def cast(people: int, seed: int | str, paper: int | None = None) -> tuple[list[Person], int]:
    """The people of a rehearsal, helpers beside them, and how many of them take part on paper only: else a sixth."""
    chance = Random(f"{seed}:cast")
    paper = people // 6 if paper is None else min(paper, people)
    phones = people - paper
    helpers = 1 + people // 40 if people >= 4 else 0
    everyone = [
        Person(place, name(place), "phone", Random(f"{seed}:person {place}"), helper=place >= phones)
        for place in range(phones + helpers)
    ]
    some = chance.sample(everyone[:phones], phones)
    for person in some[: phones // 4]:
        person.device = "plain"
    for person in some[1 : 1 + phones // 4]:
        person.name = ""
    rest = some[phones // 4 :]
    if len(rest) >= 4:
        rest[0].moves = rest[1].late = rest[2].leaves = True
    return everyone, paper
