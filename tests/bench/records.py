"""The record of a large meeting in every format, from a server that goes on: 500 people, 12 activities, 3,000 cards."""

from __future__ import annotations

import asyncio
import io
import tempfile
import zipfile
from pathlib import Path
from random import Random
from time import monotonic

from facilitator.report.model import Column, Dots, Facts, LedgerEntry, Outcome, Quote, Quotes, Section, Table
from facilitator.room import Room
from tests.bench.phones import Phone, Server, lead, seated, session

PEOPLE, ACTIVITIES, CARDS, PHONES = 500, 12, 3_000, 60
WORDS = ("room", "people", "meeting", "quiet", "a", "we", "need", "lifts", "letters", "plain", "words", "more", "time")
OPTIONS, GROUPS = 30, 10
Row = tuple[str, str]


def plan() -> str:
    """A plan with so many steps."""
    step = '[[steps]]\nactivity = "dot-vote"\nsettings = {criterion = "Which?", options = ["This", "That"]}\n'
    return 'title = "Large meeting"\n' + ACTIVITIES * step


def fill(room: Room) -> None:
    """Let a room be at its end: everyone was there, and every step left a section."""
    chance = Random(1)
    for nr in range(PEOPLE - PHONES):
        room.join(f"{nr:064x}")
    for step in room.agenda:
        room.runs.append(f"r{len(room.runs) + 1}")
        room.sections[step.id] = section(chance, len(room.runs))


def section(chance: Random, nr: int) -> Section:
    """What one activity may leave: a decision, tasks, a table that is drawn, groups of cards."""

    def text(words: int) -> str:
        return " ".join(chance.choice(WORDS) for _word in range(words)).capitalize() + "."

    heads = (Column("Rank", "number"), Column("Option"), Column("Dots", "count"), Column("Mean", "number"))
    rows = tuple((at, text(6), 9 * (OPTIONS - at), f"{chance.random() * 5:.1f}") for at in range(1, OPTIONS + 1))
    drawn = Dots(1, 2, PEOPLE, marked=(0, 1, 2), line_after=2, line="The shortlist ends here.")
    each = CARDS // ACTIVITIES // GROUPS
    groups = tuple(
        Quotes(text(3), tuple(Quote(text(chance.randint(4, 30)), column=group % 3) for _card in range(each)))
        for group in range(GROUPS)
    )
    decided = {"text": text(8), "status": "agreed", "review": "2027-02-24", "table": "totals"}
    tasks = tuple(
        LedgerEntry("actions", "add", f"a{nr}.{at}", {"text": text(8), "who": "Sam", "by": "2026-12-01"})
        for at in range(5)
    )
    return Section(
        title="Dot vote", question=text(9), purpose=text(6), activity="dot-vote",
        blocks=(Outcome("agreed", "Agreed", "480 of 500 answered."), Table("totals", "Dots", heads, rows, drawn),
                *groups, Facts((("Present", str(PEOPLE)), ("Voted", "480")))),
        ledger=(LedgerEntry("decisions", "add", f"d{nr}", decided), *tasks),
    )  # fmt: skip


async def exports() -> list[Row]:
    """All documents of the room's copy at once for the facilitator; then the room takes it home, all at once."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        file = Path(folder) / "bench.toml"
        file.write_text(plan(), encoding="utf-8")
        with Server("record", str(Path(folder) / "data"), str(file)) as server:
            async with session() as http:
                phones, stage = await seated(http, server, PHONES), await lead(http, server)
                await asyncio.sleep(3)
                server.stall()
                await asyncio.sleep(5)
                idle = server.stall()
                began = monotonic()
                whole = await download(stage, f"/record/{server.code}.zip?copy=room")
                took, stall, own, busy = monotonic() - began, server.stall(), server.busy, server.printing
                began = monotonic()
                await download(stage, f"/record/{server.code}.zip?copy=room")
                again = monotonic() - began
                _seconds, answer = await stage.act("release", on="1")
                assert answer.get("ok"), answer
                await asyncio.sleep(2)
                server.stall()
                began = monotonic()
                pages = await asyncio.gather(*(download(phone, f"/j/{server.code}/record?save=1") for phone in phones))
                taken, standstill, ours = monotonic() - began, server.stall(), server.busy
                assert len({*pages}) == 1
                await asyncio.gather(*(phone.close() for phone in (stage, *phones)))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = [name for name in archive.namelist() if name.startswith("record.")]
    what = f"record of {PEOPLE} people, {ACTIVITIES} activities, {CARDS:,} cards"
    return [
        (
            f"{what}, all {len(names)} documents and the tables",
            f"{took:.1f} s, of the processor {busy:.1f} s; again {again:.1f} s",
        ),
        (
            f"{what}, longest standstill of the loop meanwhile",
            f"{stall:.0f} ms, {own:.0f} ms by the server itself; with nothing to do {idle:.0f} ms",
        ),
        (
            f"{what}, {PHONES} phones save it at once",
            f"{taken:.1f} s; longest standstill {standstill:.0f} ms, {ours:.0f} ms by the server itself",
        ),
    ]


async def download(phone: Phone, path: str) -> bytes:
    """A file that must be there."""
    url = f"http://{phone.server.host}{path}"
    async with phone.http.get(url, headers=phone.headers) as answer:
        assert answer.status == 200, await answer.text()
        return await answer.read()
