"""What is measured, one function each; every one starts its own server and stops it again."""

from __future__ import annotations

import asyncio
import gzip
import re
import statistics
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from time import monotonic, perf_counter

from activities.share_resources import equal_shares
from facilitator.library.registry import Registry
from facilitator.seats import Who
from facilitator.testing import Table
from tests.bench.phones import Phone, Server, lead, seated, session, wall

PLAN = """
title = "Bench"
[[steps]]
activity = "dot-vote"
settings = {criterion = "Which would help most?", dots = 3, options = [
  "A lift to every meeting", "Quiet hour in the café", "Weekly walk along the river",
  "One page with all phone numbers", "Evening visits for carers", "A place to borrow tools"]}
"""
Row = tuple[str, str]


@asynccontextmanager
async def workshop(phones: int) -> AsyncIterator[tuple[Server, Phone, list[Phone]]]:
    """A workshop with so many phones, before its first step; and who leads it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        plan = Path(folder) / "bench.toml"
        plan.write_text(PLAN, encoding="utf-8")
        with Server("workshop", str(Path(folder) / "data"), str(plan)) as server:
            async with session() as http:
                people = await seated(http, server, phones)
                stage = await lead(http, server)
                yield server, stage, people
                await asyncio.gather(*(phone.close() for phone in (stage, *people)))


async def vote_to_board(phones: int, a_second: float) -> list[Row]:
    """From the tap of a phone to the board on the wall, with votes coming in at random moments, beside a relay."""
    async with workshop(phones) as (server, stage, people):
        board = await wall(stage.http, server)
        await open_vote(stage)
        ours = await spread(people, board, a_second)
        await board.close()
    with Server("relay") as server:
        async with session() as http:
            people, board = await seated(http, server, phones), Phone(http, server, "board")
            await board.connect()
            bare = await spread(people, board, a_second)
            await asyncio.gather(*(phone.close() for phone in (board, *people)))
    what = f"vote to board, {phones} phones, {a_second:g} votes a second"
    return [
        (f"{what}, p50", f"{ours[0]:.1f} ms; relay {bare[0]:.1f} ms; ratio {ours[0] / bare[0]:.1f}"),
        (f"{what}, p95", f"{ours[1]:.1f} ms; relay {bare[1]:.1f} ms; ratio {ours[1] / bare[1]:.1f}"),
    ]


async def spread(people: list[Phone], board: Phone, a_second: float) -> tuple[float, float]:
    """Everyone votes once at a random moment; p50 and p95 of the milliseconds until the board shows it."""
    chance, starts, numbers = Random(1), [], []
    await asyncio.sleep(0.5)

    async def vote(phone: Phone, at: float) -> None:
        await asyncio.sleep(at)
        starts.append(monotonic())
        place = len(starts) - 1
        _took, answer = await phone.act("place?option=o1", run="r1.1")
        assert answer.get("ok"), answer
        numbers.append((place, answer["v"]))

    at = 0.0
    tasks = []
    for phone in people:
        at += chance.expovariate(a_second)
        tasks.append(asyncio.create_task(vote(phone, at)))
    await asyncio.gather(*tasks)
    highest, until = max(number for _place, number in numbers), monotonic() + 10
    while board.views[-1][1] < highest and monotonic() < until:
        await asyncio.sleep(0.01)
    took = []
    for place, number in numbers:
        seen = next(when for when, v, _size in board.views if v >= number)
        took.append(1000 * max(0.0, seen - starts[place]))
    return quantiles(took)


async def all_at_once(phones: int = 200, rounds: int = 5) -> list[Row]:
    """Everyone votes at the same moment; the acknowledgement comes when the vote is on the disk."""
    took: list[float] = []
    async with workshop(phones) as (_server, stage, people):
        await open_vote(stage)
        for place in range(rounds):
            do = f"{'place' if place % 2 == 0 else 'take'}?option=o1"
            answers = await asyncio.gather(*(phone.act(do, run="r1.1") for phone in people))
            assert all(answer.get("ok") for _seconds, answer in answers)
            took += [1000 * seconds for seconds, _answer in answers]
            await asyncio.sleep(1)
    p50, p95 = quantiles(took)
    what = f"acknowledged after fsync, {phones} votes at once"
    return [(what, f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {max(took):.0f} ms")]


async def join_burst(phones: int = 500) -> list[Row]:
    """Everyone scans the code at the same moment: page, seat, page, socket."""
    async with workshop(0) as (server, stage, _people):
        server.stall()

        async def one(phone: Phone) -> float:
            began = monotonic()
            await phone.join(looks=True)
            await phone.connect()
            return monotonic() - began

        people = [Phone(stage.http, server) for _phone in range(phones)]
        began = monotonic()
        took = await asyncio.gather(*map(one, people))
        whole, stall = monotonic() - began, server.stall()
        await asyncio.gather(*(phone.close() for phone in people))
    p50, p95 = quantiles([1000 * seconds for seconds in took])
    again = sum(phone.taps > 1 for phone in people)
    return [
        (f"{phones} phones join at once, the last is in after", f"{whole:.1f} s"),
        (f"{phones} phones join at once, one phone", f"p50 {p50:.0f} ms, p95 {p95:.0f} ms; {again} had to tap again"),
        (f"{phones} phones join at once, longest standstill of the loop", f"{stall:.0f} ms"),
    ]


async def phase_change(phones: int = 1000) -> list[Row]:
    """The facilitator opens the vote: every phone gets its own new view."""
    async with workshop(phones) as (server, stage, people):
        reached = await begin(stage)
        await everyone(people, reached)
        await asyncio.sleep(1)
        server.stall()
        began = monotonic()
        took, answer = await stage.act("go?phase=vote", run="r1.0")
        assert answer.get("ok"), answer
        last = await everyone(people, answer["v"]) - began
        stall = server.stall()
    return [
        (f"phase change, {phones} phones, the last one has it after", f"{1000 * last:.0f} ms"),
        (f"phase change, {phones} phones, acknowledged after", f"{1000 * took:.0f} ms"),
        (f"phase change, {phones} phones, longest standstill of the loop", f"{stall:.0f} ms"),
    ]


async def memory(phones: int = 500) -> list[Row]:
    """Memory of the server for each connected phone, beside a relay."""
    async with workshop(20) as (server, stage, _people):
        before = server.memory
        more = await seated(stage.http, server, phones)
        await asyncio.sleep(1)
        ours = (server.memory - before) / phones / 1024
        await asyncio.gather(*(phone.close() for phone in more))
    with Server("relay") as server:
        async with session() as http:
            few = await seated(http, server, 20)
            before = server.memory
            more = await seated(http, server, phones)
            await asyncio.sleep(1)
            bare = (server.memory - before) / phones / 1024
            await asyncio.gather(*(phone.close() for phone in (*few, *more)))
    return [
        (f"server memory a phone, {phones} phones", f"{ours:.0f} KiB; relay {bare:.0f} KiB; more {ours - bare:.0f} KiB")
    ]


async def weights() -> list[Row]:
    """What a phone loads, as gzip, and what a new view weighs."""
    async with workshop(1) as (server, stage, (phone,)):
        await open_vote(stage)
        await asyncio.sleep(0.5)
        page = await phone.get(f"/j/{server.code}")
        script = re.search(r'src="(/a/[^"]+)"', page)
        url, packed = f"http://{server.host}{script[1] if script else ''}", {"Accept-Encoding": "gzip"}
        async with stage.http.get(url, headers=packed, auto_decompress=False) as answer:
            code = len(await answer.read())
        first, view = len(gzip.compress(page.encode(), 6)), len(gzip.compress(phone.html.encode(), 6))
    return [
        ("phone page, first response", f"{first / 1024:.1f} KB"),
        ("phone page, the one script", f"{code / 1024:.1f} KB"),
        ("phone page, all of it", f"{(first + code) / 1024:.1f} KB in 2 requests"),
        ("a new view of a phone", f"{view / 1024:.1f} KB"),
    ]


def one_act(sizes: tuple[int, ...] = (10, 100, 1000)) -> list[Row]:
    """One act of one person in rooms of several sizes, and drawing their view: without a server and without a disk."""
    kind = Registry.load(None).activities["dot-vote"]
    acts, views = [], []
    for seats in sizes:
        table = Table(kind, seats=seats)
        table.go("vote")
        person = table.people[0]
        pairs = [("run", table.run.token)]
        for other in table.people[1:]:
            table.act(other.who, "place?option=o1", pairs)
        took, drawn = [], []
        for turn in range(400):
            do = f"{'take' if turn % 2 else 'place'}?option=o2"
            began = perf_counter()
            answer = table.act(person.who, do, pairs)
            took.append(perf_counter() - began)
            assert answer.ok, answer.words
            began = perf_counter()
            table.room.view(Who.of(person.who.seat))
            drawn.append(perf_counter() - began)
        acts.append(statistics.median(took) * 1e6)
        views.append(statistics.median(drawn) * 1e6)
    names = ", ".join(f"{size:,}" for size in sizes)
    return [
        (f"one act with {names} seats", f"{per(acts)} µs; ratio {acts[-1] / acts[0]:.1f}"),
        (f"one view of a phone with {names} seats", f"{per(views)} µs; ratio {views[-1] / views[0]:.1f}"),
    ]


async def everyone(people: list[Phone], number: int) -> float:
    """Wait until all of these phones show state `number`; when the last of them did."""
    until = monotonic() + 30
    while any(not phone.views or phone.views[-1][1] < number for phone in people):
        assert monotonic() < until, "a phone never got the new view"
        await asyncio.sleep(0.01)
    return max(next(when for when, v, _size in phone.views if v >= number) for phone in people)


async def begin(stage: Phone) -> int:
    """Begin the first step of the plan; the number of the state after it."""
    while not stage.html:
        await asyncio.sleep(0.01)
    step = re.search(r'value="(begin\?step=\w+)"', stage.html)
    assert step is not None, "the stage offers no first step"
    _took, answer = await stage.act(step[1])
    assert answer.get("ok"), answer
    return int(answer["v"])


async def open_vote(stage: Phone) -> None:
    """Let people vote."""
    await begin(stage)
    _took, answer = await stage.act("go?phase=vote", run="r1.0")
    assert answer.get("ok"), answer
    await asyncio.sleep(1)


def quantiles(took: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(took)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]


def per(values: list[float]) -> str:
    return ", ".join(f"{value:.0f}" for value in values)


def equal_shares_count() -> list[Row]:
    """The whole count of a budget vote with completion: 500 people, 60 projects, a unit of a ten-thousandth."""
    seconds, counts = list[float](), list[int]()
    for seed in range(10):
        chance, pot = Random(seed), (5_000, 100_000, 1_000_000)[seed % 3]
        costs = {f"p{n}": chance.randint(pot // 200, pot // 5) for n in range(60)}
        liked = {project: chance.random() ** 2 / 4 + 0.02 for project in costs}
        ballots = {str(n): [each for each in costs if chance.random() < liked[each]] for n in range(500)}
        for n in range(5 * (seed % 2)):  # a cheap project that one person chose drives the share far up
            costs[f"alone{n}"] = pot // 50
            ballots[str(n)].append(f"alone{n}")
        given = equal_shares.Election(costs, ballots, pot, [*costs], equal_shares.unit_for(pot))
        began = perf_counter()
        counts.append(equal_shares.equal_shares(given).runs)
        seconds.append(perf_counter() - began)
    what = "equal shares with completion, 500 people, 60 projects"
    return [(what, f"{max(seconds) * 1000:.0f} ms at most, {max(counts)} counts at most")]
