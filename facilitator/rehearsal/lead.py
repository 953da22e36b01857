"""The simulated facilitator: presses what the stage offers, and types in what came on paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from random import Random
from typing import Any

from facilitator.rehearsal.books import Books, Sent
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.line import act_id
from facilitator.rehearsal.mood import Mood
from facilitator.rehearsal.page import Page, elements
from facilitator.rehearsal.sense import Sense
from facilitator.rehearsal.words import Writing
from facilitator.testing.taps import WRITTEN, Control, Pairs

MOVES = frozenset(
    {
        "go",
        "stop",
        "finish",
        "begin",
        "take_on",
        "end",
        "undo",
        "release",
        "invite_slips",
        "show_code",
        "show_agreements",
    }
)
"""What is pressed when it is time, never by chance."""
LOTS = ("announce_draw", "draw_lots", "offer")
"""What settles who takes something, where talking does not."""
HANDY = 0.7
"""How likely the facilitator takes what is handy."""
PATIENCE = 60
"""How many things the facilitator tries before the next button must be there."""
MORE = 8
"""How many things are added while one comes after the other: each makes the list longer."""


class Lead:
    """Who leads the room, with the stage open."""

    def __init__(self, browser: Browser, code: str, seed: int | str, books: Books, writing: Writing) -> None:
        self.browser, self.code, self.books, self.writing = browser, code, books, writing
        self.random, self.mood, self.added = Random(f"{seed}:facilitator"), Mood(), Counter[str]()
        self.before: Callable[[], None] = lambda: None
        """Called before anything is pressed that moves the room on."""

    async def open(self, key: str) -> None:
        """Open the stage with the link that the program showed."""
        await self.browser.get(f"/stage/{self.code}?key={key}")
        await self.browser.get(f"/stage/{self.code}")
        await self.browser.live()

    @property
    def line(self) -> Any:
        """The stage."""
        return self.browser.line

    @property
    def next(self) -> Control | None:
        """What the one big button leads to, after any question that it asks; None while something is missing."""
        root = elements(self.line.view)
        big = root.find(".//*[@id='primary']")
        if big is None:
            return None
        do = big.get("value") if big.get("name") == "do" else self._behind(root, big.get("popovertarget"))
        return self.find(do or "")

    @property
    def missing(self) -> str:
        """What the stage says is missing, in the place of the one big button."""
        found = elements(self.line.view).xpath(".//*[@id='missing']//b")
        return " ".join(found[0].text_content().split()) if found else ""

    def find(self, do: str) -> Control | None:
        """The control with this action."""
        return next((control for control in self.line.controls if control.do == do), None)

    async def prepare(self) -> Control | None:
        """Do what is missing until the stage can go on; returns the next step, or None when nothing helps."""
        sense = Sense(self.random)
        for _attempt in range(PATIENCE):
            control = self.next
            if control is not None:
                return control
            if not (there := self._tools):
                return None
            before, inside = self.missing, self._doing("*[@id='tools']")
            supplies = [each for each in there if each.do in inside] or there
            tool = sense.choose(self._handy(supplies), self._doing("details"), before)
            await self._use(tool)
            sense.learn(tool, before, self.missing)
        return None

    def _handy(self, tools: Sequence[Control]) -> Sequence[Control]:
        """Mostly what is there to press rather than to write anew, and what is written in one go."""
        if self.random.random() > HANDY:
            return tools
        pressed = {each.action for each in tools if not each.writes}
        handy = [each for each in tools if not (each.writes and each.action in pressed)]
        return [each for each in handy if sum(field.kind in WRITTEN for field in each.fields) > 1] or handy

    async def settle_lots(self) -> None:
        """Draw lots where more people would take something than there are places."""
        await self.line.settle()
        for _time in range(PATIENCE):
            lots = next((each for each in self._tools if each.action in LOTS), None)
            if lots is None:
                return
            await self._use(lots)

    async def tinker(self) -> None:
        """Use a control of the stage that moves nothing on, if there is one."""
        if there := self._tools:
            inside, aside = self._doing("*[@id='tools']"), self._doing("details")
            liking = [0.1 if each.do in aside else 1 if each.do in inside else 0.3 for each in there]
            await self._use(self.random.choices(there, liking)[0])

    @property
    def _tools(self) -> list[Control]:
        """The controls of the stage that move nothing on."""
        return [control for control in self.line.controls if control.action not in MOVES]

    async def fill(self) -> bool:
        """Where one thing comes after the other, say what is asked about the one that is there, if anything is."""
        inside, aside = self._doing("*[@id='tools']"), self._doing("details")
        asks = [
            each for each in self._tools
            if each.do in inside - aside and any(field.kind in ("text", "textarea") for field in each.fields)
            and (each.action != "add" or self.added[self.books.phase] < MORE)
        ]  # fmt: skip
        if asks:
            chosen = self.random.choice(asks)
            self.added[self.books.phase] += chosen.action == "add"
            await self._use(chosen)
        return bool(asks)

    def _doing(self, where: str) -> set[str]:
        """What the controls do that stand in some part of the stage; `details` lie behind a press."""
        return {*elements(self.line.view).xpath(f".//{where}//button[@name='do']/@value")}

    async def _use(self, tool: Control) -> None:
        await self.press(tool)
        await self.line.settle()

    async def press(self, control: Control, pairs: Pairs | None = None) -> str:
        """Use a control; why it was refused, empty when it was accepted."""
        if pairs is None:
            there = " ".join(elements(self.line.view).text_content().split()) if control.writes else ""
            pairs = control.filled(self.random, self.writing.about(control, there))
        if control.action in MOVES:
            self.before()
        id, row = act_id(self.random), self._row(dict(pairs).get("card", ""))
        refused: str = await self.line.act(id, control.do, pairs)
        if refused:
            self.books.refused[refused] += 1
            return refused
        self.books.sent.append(Sent("facilitator", "", id=id))
        self.books.lead(control, pairs, row)
        return ""

    async def add_paper_seat(self) -> None:
        """As the console does it."""
        await self.press(Control("", "", "add_seat", ()), [])
        self.books.people += 1
        self.books.paper += 1

    def links(self, start: str) -> list[str]:
        """The addresses on the stage that begin so."""
        root = elements(self.line.view)
        return [link for link in root.xpath(".//a/@href") if link.startswith(start)]

    async def enter(self, link: str, who: str) -> str:
        """Type in somebody's answer from paper. `who` stands for them in the count."""
        page = await self.browser.get(link)
        there = [control for control in page.controls if control.action != "pass" or self.random.random() < 0.1]
        if not there:
            return ""
        control = there[0]

        def accepted(pairs: Pairs) -> None:
            self.books.accept(who, control, pairs)

        return await self._type(link, control, accepted)

    async def slips(self, count: int, answering: str) -> str:
        """Type in a batch of slips, each answered by the action `answering`."""
        link = f"/stage/{self.code}/slips?count={count}"
        page = await self.browser.get(link)
        control = next((control for control in page.controls if control.do == "slips"), None)
        if control is None:
            return "?"
        batch = control
        return await self._type(link, batch, lambda pairs: self.books.slips(answering, batch, pairs))

    async def answering(self, link: str) -> str:
        """The action by which an answer on paper is given now."""
        page = await self.browser.get(link)
        return next((control.action for control in page.controls if control.action != "pass"), "")

    async def _type(self, link: str, control: Control, accepted: Any) -> str:
        """Send a form of the stage; what is refused is corrected, with fewer boxes ticked each time."""
        said = ""
        for attempt in range(12):
            write, ticks = self.writing.about(control), 0.5 * 0.7**attempt
            pairs = self.mood.said(control.filled(self.random, write, ticks, pick=self.mood.pick))
            page: Page = await self.browser.post(link.partition("?")[0], control.do, pairs)
            said = page.said
            if said == self.books.saved:
                rest = tuple(pair for pair in pairs if pair[0] != "n")
                self.books.sent.append(Sent("facilitator", "", n=dict(pairs).get("n", ""), do=control.do, rest=rest))
                accepted(pairs)
                return ""
            fresh = await self.browser.get(link)
            control = next((each for each in fresh.controls if each.do == control.do), control)
        self.books.refused[said] += 1
        return said

    def _row(self, card: str) -> str:
        """What stands beside the button that chooses a card (id) on the stage."""
        rows = elements(self.line.view).xpath(
            ".//input[@name='card'][@value=$card]/ancestor::*[self::li][1]", card=card
        )
        return " ".join(rows[0].text_content().split()) if rows else ""

    @staticmethod
    def _behind(root: Any, box: str | None) -> str | None:
        buttons = root.xpath(".//*[@id=$box]//button[@name='do']", box=box or "")
        return buttons[0].get("value") if buttons else None
