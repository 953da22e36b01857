"""A rehearsal from start to verdict: the server, the workshop on it, the checks, and what is left in the folder."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from facilitator.errors import Trouble
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.library.plans import Plan, load
from facilitator.library.registry import Registry
from facilitator.rehearsal import checks, recount
from facilitator.rehearsal.books import Books
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.page import Gone
from facilitator.rehearsal.server import AsProcess, InThread
from facilitator.rehearsal.wire import Wire
from facilitator.rehearsal.workshop import Mischief, Workshop
from facilitator.report import COPIES, FORMATS, documents, render
from facilitator.report.model import Record
from facilitator.room import Room
from facilitator.session.agenda import prepare
from facilitator.session.step import BREAK
from facilitator.store import Disk, read, sessions
from facilitator.store.disk import raise_file_limit

Told = Callable[[Words], None]


@dataclass
class Played:
    """What became of a rehearsal. `faults` are sentences about what did not hold."""

    books: Books
    workshop: Workshop
    faults: list[Words] = field(default_factory=list)
    looked_up: int = 0
    """How many of the acknowledged acts were looked up in the session file."""

    def look_up(self, room: Room) -> None:
        """Whether all that was acknowledged since the last time is in the file; what is over is not kept in it."""
        sent = self.books.sent[self.looked_up :]
        self.faults += checks.kept(room, sent)
        self.looked_up += len(sent)


def play(
    plan: str, *, people: int, seed: int, to: Path, paper: int | None, faults: bool, activities: Path | None
) -> None:  # fmt: skip
    """Play, judge, and leave record and session in `to`. Raises `Trouble` with the first thing that did not hold."""
    raise_file_limit()
    library = Registry.load(activities)
    agenda = load(plan, library)
    out = Console(soft_wrap=True, highlight=False, markup=False)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        data = Path(folder)
        words = (plan, str(activities or ""))
        server = AsProcess(data, words, seed) if faults else InThread(data, library, agenda, seed)
        try:
            with _progress(out, agenda, library) as told:
                played = asyncio.run(_play(server, data, agenda, library, people, paper, seed, told))
        except Gone as gone:
            raise Trouble(_("The rehearsal stopped. {why}. {log}", why=gone, log=" ".join(server.log[-1:]))) from None
        finally:
            server.stop()
        (session,) = sessions(data)
        record = checks.reread(session, library).record()
        shutil.copytree(session, to / session.name, dirs_exist_ok=True)
        Disk().write_together(to, documents(record, FORMATS, "room"))
    _judge(played, record, server)
    out.print(_summary(played, record, to))


async def _play(
    server: InThread | AsProcess,
    data: Path,
    plan: Plan,
    library: Registry,
    people: int,
    paper: int | None,
    seed: int,
    told: Told,
) -> Played:
    (session,) = sessions(data)
    with speaking(plan.language):
        books = Books(saved=str(_("Saved")), adds=str(_("Add card")))
    wire = Wire(server.port)
    await wire.open()
    host = f"127.0.0.1:{wire.here if isinstance(server, AsProcess) else server.port}"
    chance = Random(f"{seed}:mischief")
    connector = aiohttp.TCPConnector(limit=0, ttl_dns_cache=None)

    def browser(who: str) -> Browser:
        doubles = (lambda: chance.random() < 0.2) if isinstance(server, AsProcess) else (lambda: False)
        return Browser(host, who, connector, doubles)

    mischief = _mischief(server, wire, chance) if isinstance(server, AsProcess) else None
    workshop = Workshop(
        plan, library, server.code, browser, people, seed, books, paper=paper, mischief=mischief, told=told
    )
    played = Played(books, workshop)
    workshop.lead.before = lambda: played.look_up(checks.reread(session, library))
    try:
        await workshop.open(server.key, read(session)[0]["meta"]["1"]["board_key"])
        await workshop.arrive()
        await workshop.run()
        opened = await workshop.close()
        await _examine(played, session, library)
        for person, status in opened + await workshop.end():
            if status != 200:
                played.faults.append(_("{name} could not open the record.", name=person.name or "?"))
    finally:
        await workshop.company.leave()
        await connector.close()
        await wire.close()
    return played


def _mischief(server: AsProcess, wire: Wire, chance: Random) -> Mischief:
    async def burst(sends: list[Awaitable[Any]]) -> None:
        tasks = [asyncio.ensure_future(send) for send in sends]
        await asyncio.wait(tasks, timeout=chance.uniform(0.005, 0.05), return_when=asyncio.FIRST_COMPLETED)
        await asyncio.to_thread(server.kill)
        wire.port = server.port
        await asyncio.gather(*tasks)

    def meddle() -> None:
        if chance.random() < 0.1:
            wire.cut(chance, 0.4)

    return Mischief(meddle, burst)


async def _examine(played: Played, session: Path, library: Registry) -> None:
    """Compare what is on the disk and what can be downloaded, while the session still knows its seats."""
    room = checks.reread(session, library)
    played.look_up(room)
    record = room.record()
    lead = played.workshop.lead
    for format in FORMATS:
        for copy in COPIES:
            status, body = await lead.browser.fetch(f"/record/{lead.code}.{format}?copy={copy}")
            if status != 200 or not body:
                played.faults.append(_("The record cannot be had as {format} ({copy}).", format=format, copy=copy))
            elif format == "json" and body != render(record, "json", copy):
                played.faults.append(
                    _("The record from the file is not the one that was downloaded ({copy}).", copy=copy)
                )


def _judge(played: Played, record: Record, server: InThread | AsProcess) -> None:
    names = [person.name for person in played.workshop.people]
    codes = [person.code for person in played.workshop.people]
    found: list[Words] = [
        *played.faults,
        *played.workshop.watch.leaks,
        *played.workshop.unanswered,
        *recount.counted(record, played.books),
        *checks.silent(server.log, names, codes),
        *(_("The server had a problem: {words}", words=words) for words in server.troubles),
    ]
    if len(found) == 1:
        raise Trouble(found[0])
    if found:
        raise Trouble(_("{first} {n} more things did not hold.", first=found[0], n=len(found) - 1))


def _summary(played: Played, record: Record, to: Path) -> str:
    books, workshop = played.books, played.workshop
    sentences = [
        ngettext(
            "{n} person took part, and everything held.", "{n} people took part, and everything held.", record.people
        ),
        _("{n} acts were acknowledged, and all are in the session file.", n=len(books.sent)),
    ]
    numbers = len(recount.claims(record, books))
    if numbers:
        sentences.append(_("{n} numbers of the record were counted again, and agree.", n=numbers))
    if workshop.watch.looks:
        words = _("{n} views were watched while answers were hidden, and told nothing.", n=workshop.watch.looks)
        sentences.append(words)
    sentences += [_("“{title}” was ended early: it offered no way to go on.", title=each) for each in workshop.early]
    if workshop.kills:
        words = ngettext(
            "The server was killed {n} time meanwhile, and nothing was lost.",
            "The server was killed {n} times meanwhile, and nothing was lost.", workshop.kills,
        )  # fmt: skip
        sentences.append(words)
    sentences += [_("Refused, {n} times: {words}", n=n, words=words) for words, n in books.refused.most_common()]
    return "\n".join(str(words) for words in (*sentences, _("The record is in {folder}", folder=to)))


@contextmanager
def _progress(out: Console, plan: Plan, library: Registry) -> Iterator[Told]:
    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as progress:
        task = progress.add_task("", total=_length(plan, library))

        def told(words: Words) -> None:
            progress.update(task, advance=1, description=str(words))

        yield told


def _length(plan: Plan, library: Registry) -> int:
    """About how many sentences a rehearsal of this plan tells."""
    steps = [step for step in plan.steps if step.activity != BREAK]
    phases = [prepare(library.activities, step.activity, dict(step.settings)).shown_phases() for step in steps]
    return 2 + len(plan.steps) - len(steps) + sum(sum(not phase.aside for phase in each) for each in phases)
