"""A rehearsal from start to verdict: the server, the workshop on it, the checks, and what is left in the folder."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from facilitator.errors import Trouble
from facilitator.i18n import Words, _, speaking
from facilitator.library.plans import Plan, load
from facilitator.library.registry import Registry
from facilitator.rehearsal import checks
from facilitator.rehearsal.books import Books
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.group import Group
from facilitator.rehearsal.page import Gone
from facilitator.rehearsal.people import Person
from facilitator.rehearsal.programme import Programme
from facilitator.rehearsal.server import AsProcess, InThread, Meeting
from facilitator.rehearsal.verdict import Played, judge, summary
from facilitator.rehearsal.wire import Wire
from facilitator.rehearsal.workshop import Mischief, Workshop
from facilitator.report import COPIES, FORMATS, documents, render
from facilitator.session.agenda import prepare
from facilitator.session.step import BREAK
from facilitator.store import Disk, read, sessions
from facilitator.store.disk import raise_file_limit

Told = Callable[[Words], None]
DAYS = 28
"""Days from one meeting of a programme to the next."""


def play(
    plans: Sequence[str], *, people: int, seed: int, to: Path, paper: int | None, faults: bool, activities: Path | None,
    days: int = DAYS,
) -> None:  # fmt: skip
    """Play, judge, and leave record and session in `to`. Raises `Trouble` with the first thing that did not hold.

    Several plans are the meetings of one programme, so many days apart; each has a folder of its own in `to`.
    """
    raise_file_limit()
    library = Registry.load(activities)
    agendas = [load(plan, library) for plan in plans]
    out = Console(soft_wrap=True, highlight=False, markup=False)
    group, programme = Group(people, seed, paper), Programme(seed)
    with tempfile.TemporaryDirectory(prefix="rehearsal-") as folder:
        data = Path(folder)
        for number, (plan, agenda) in enumerate(zip(plans, agendas, strict=True)):
            meeting = Meeting(number, number * days, str(_("A group that meets again")) if plans[1:] else "")
            place = to / f"{number + 1}-{agenda.name}" if plans[1:] else to
            words = (plan, str(activities or ""))
            server = AsProcess(data, words, seed, meeting) if faults else InThread(data, library, agenda, seed, meeting)
            try:
                with _progress(out, agenda, library) as told:
                    played = asyncio.run(_play(server, data, agenda, library, group.come(), programme, told))
            except Gone as gone:
                raise Trouble(
                    _("The rehearsal stopped. {why}. {log}", why=gone, log=" ".join(server.log[-1:]))
                ) from None
            finally:
                server.stop()
            session = _session(data, server.code)
            record = checks.reread(session, library).record()
            shutil.copytree(session, place / session.name, dirs_exist_ok=True)
            Disk().write_together(place, documents(record, FORMATS, "room"))
            judge(played, record, [*programme.faults(played, record, session.name[:10])], server)
            out.print(
                f"{agenda.title}: {summary(played, record, place)}" if plans[1:] else summary(played, record, place)
            )
            programme.end(played, record)
            group.go()
    if plans[1:]:
        out.print(programme.summary(group))


def _session(data: Path, code: str) -> Path:
    """The folder of the session that is played."""
    return next(folder for folder in sessions(data) if folder.name.endswith(f"-{code.lower()}"))


async def _play(
    server: InThread | AsProcess, data: Path, plan: Plan, library: Registry, come: tuple[list[Person], int],
    programme: Programme, told: Told,
) -> Played:  # fmt: skip
    session, seed = _session(data, server.code), programme.drawn
    with speaking(plan.language):
        books = Books(saved=str(_("Saved")), adds=str(_("Add card")))
    programme.begin(books)
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
        plan, library, server.code, browser, come, seed, books,
        writing=programme.writing, mischief=mischief, told=told,
    )  # fmt: skip
    played = Played(books, workshop)
    workshop.lead.before = lambda: played.look_up(checks.reread(session, library))
    try:
        await workshop.open(server.key, read(session)[0]["meta"]["1"]["board_key"])
        await workshop.arrive()
        played.faults += await programme.look(workshop, read(session)[0])
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
