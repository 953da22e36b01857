"""Makes the pictures of the documentation: `uv run python tests/browser/pictures.py --to docs/pictures`.

The real server with the demo plan, the simulated people of a rehearsal, and a browser that looks at it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import aiohttp
from conftest import ARGUMENTS, MISSING, NAMES
from PIL import Image
from playwright.async_api import Browser as Chromium
from playwright.async_api import Error, Page, Playwright, async_playwright

from facilitator.rehearsal.books import Books
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.lead import Lead
from facilitator.rehearsal.people import Person, cast
from facilitator.rehearsal.words import Writing

WALL, DESK, PHONE, SHORT = (1920, 1080), (1440, 900), (390, 844), (390, 700)
LARGEST = 118_000
"""Bytes of a picture."""
VOTES = [(1, 4), (1, 3), (1,), (3, 1), (0, 1), (3, 4), (5, 1), (3, 0), (4, 3), (1, 2)]
"""Options, from 0 in set-up order, on which each person puts their dots."""
PROPOSAL = "We begin with the quiet hour in the café, every Thursday from 2 to 4."
FINGERS = ["4", "5", "3", "4", "4", "5", "3", "5", "2", "4"]


@dataclass
class Shots:
    """Takes pictures into a folder."""

    folder: Path
    chromium: Chromium

    async def open(self, url: str, size: tuple[int, int], scale: float = 1, **more: Any) -> Page:
        """A page in a browser of its own."""
        context = await self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, **more
        )
        page = await context.new_page()
        await page.goto(url)
        return page

    async def take(self, page: Page, name: str, width: int = 0) -> None:
        """One picture, `width` pixels wide, in as few colours as its size asks for."""
        await page.wait_for_timeout(700)
        picture = Image.open(BytesIO(await page.screenshot(animations="disabled"))).convert("RGB")
        if width and picture.width > width:
            picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
        for colours in (256, 128, 64, 32):
            packed = BytesIO()
            picture.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
            if packed.tell() <= LARGEST:
                break
        (self.folder / f"{name}.png").write_bytes(packed.getvalue())
        print(f"{name}.png {picture.width}x{picture.height} {packed.tell() // 1024} KB")


class Room:
    """The demo session with simulated people, and everybody's browser."""

    def __init__(self, links: dict[str, str], shots: Shots, connector: aiohttp.BaseConnector) -> None:
        self.links, self.shots, self.connector = links, shots, connector
        self.home = links["console"].partition("/console")[0]
        self.code, self.host = links["code"], self.home.removeprefix("http://")
        self.books, self.writing = Books(saved="Saved"), Writing()
        self.people: list[Person] = []

    async def play(self) -> None:
        """The workshop, with a picture wherever one is wanted."""
        shots, join = self.shots, f"{self.home}/j/{self.code}"
        self.lead = Lead(self.browser("the facilitator"), self.code, 1, self.books, self.writing)
        await self.lead.open(self.links["stage"].partition("key=")[2])
        console = await shots.open(self.links["console"], DESK)
        await console.wait_for_timeout(2000)
        await shots.take(console, "console-home", 1200)
        phone = await shots.open(join, PHONE, 2)
        await shots.take(phone, "phone-join")
        await phone.get_by_label("What shall we call you?").fill("Sam")
        await phone.get_by_role("button", name="Join").click()
        await self.arrive()
        board = await shots.open(self.links["board"], WALL)
        await shots.take(board, "board-lobby", 1280)

        await self.go_on("begin", "go")
        await self.vote(VOTES[:6])
        for option in ("Quiet hour in the café", "One page with all phone numbers"):
            await phone.get_by_role("button", name=f"Place a dot: {option}").click()
            await phone.wait_for_timeout(400)
        await shots.take(phone, "phone-vote")
        await shots.take(board, "board-vote", 1280)
        stage = await shots.open(self.links["stage"], PHONE, 2)
        await shots.take(stage, "stage-on-a-phone")
        await console.goto(f"{self.home}/console/room/{self.code}")
        await console.wait_for_timeout(2500)
        await shots.take(console, "console-desk", 1200)
        await self.vote(VOTES[6:], after=6)
        await self.go_on("go")
        await shots.take(board, "board-dot-vote", 1280)

        await self.go_on("go", "go", "finish", "take_on")
        await self.propose()
        await self.go_on("go")
        await phone.locator("#c-finger-4").click()
        await shots.take(phone, "phone-fist")
        await phone.get_by_role("button", name="Send").click()
        await self.show()
        await self.go_on("go")
        await shots.take(board, "board-fist", 1280)
        await shots.take(phone, "phone-result")
        await self.act("dark?on=1")
        await board.wait_for_timeout(1500)
        await shots.take(board, "board-fist-dark", 1280)
        await self.act("dark?on=0")

        await self.go_on("go", "go", "go", "finish", "release")
        await phone.set_viewport_size({"width": 1000, "height": 1250})
        await phone.goto(f"{self.home}/j/{self.code}/record")
        await shots.take(phone, "record", 1000)

    def browser(self, who: str) -> Browser:
        """A device of a simulated person."""
        return Browser(self.host, who, self.connector)

    async def arrive(self) -> None:
        """Eleven simulated people join."""
        everyone, _paper = cast(13, 3)
        self.people = [person for person in everyone if not person.helper][:11]
        for person in self.people:
            person.device = "phone"
            person.browser = self.browser(person.name)
            await person.join(self.code)

    async def vote(self, votes: list[tuple[int, ...]], after: int = 0) -> None:
        """These people put their dots, from person number `after` on."""
        for person, options in zip(self.people[after:], votes, strict=False):
            for option in options:
                await person.settle()
                await self.use(person, f"place?option=o{option + 1}")

    async def show(self) -> None:
        """Everyone shows fingers."""
        for person, finger in zip(self.people, FINGERS, strict=False):
            await person.settle()
            control = next(control for control in person.controls if control.do == "show")
            fixed = [(name, text) for name, text in control.posts() if name != "finger"]
            await person.send(control, [*fixed, ("finger", finger)], self.books)

    async def use(self, person: Person, do: str) -> None:
        """One tap."""
        control = next(control for control in person.controls if control.do == do)
        await person.send(control, control.posts(), self.books)

    async def propose(self) -> None:
        """The proposal, where none stands yet."""
        await self.lead.line.settle()
        word = self.lead.find("word")
        if self.lead.next is None and word is not None:
            fixed = [(name, text) for name, text in word.posts() if name != "text"]
            await self.lead.press(word, [*fixed, ("text", PROPOSAL)])

    async def go_on(self, *actions: str) -> None:
        """Press the big button once for each of these actions, which it must be."""
        for action in actions:
            await self.lead.line.settle()
            control = self.lead.next
            if control is None or control.action != action:
                raise SystemExit(f"The stage does not offer “{action}” now, but {control and control.do}.")
            refused = await self.lead.press(control)
            if refused:
                raise SystemExit(refused)
        await self.lead.line.settle()

    async def act(self, do: str) -> None:
        """What the console would press."""
        await self.lead.line.act(os.urandom(16).hex(), do, [])


async def main(folder: Path) -> None:
    """Start everything, play, and end it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pictures-") as data:
        server = subprocess.Popen(
            [sys.executable, "-m", "facilitator", "run", "--json", "--no-open", "--plan", "demo", "--data", data,
             "--host", "127.0.0.1", "--port", "0", "--public-url", "https://workshop.example"],
            stdout=subprocess.PIPE, encoding="utf-8",
        )  # fmt: skip
        connector = None
        try:
            assert server.stdout is not None
            links = json.loads(server.stdout.readline())
            connector = aiohttp.TCPConnector(limit=0)
            async with async_playwright() as playwright:
                room = Room(links, Shots(folder, await _chromium(playwright)), connector)
                await room.play()
                await room.shots.chromium.close()
                for person in room.people:
                    await person.own.close()
                await room.lead.browser.close()
        finally:
            if connector is not None:
                await connector.close()
            server.kill()
            server.communicate()


async def _chromium(playwright: Playwright) -> Chromium:
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    for place in [*({"executable_path": path} for path in named if path), {}]:
        try:
            return await playwright.chromium.launch(args=ARGUMENTS, **place)
        except Error:
            continue
    raise SystemExit(MISSING)


if __name__ == "__main__":
    reader = argparse.ArgumentParser(description="Make the pictures of the documentation.")
    reader.add_argument("--to", type=Path, required=True, help="folder for the pictures")
    asyncio.run(main(reader.parse_args().to))
