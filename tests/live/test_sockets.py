"""Limits of the socket: nobody can pile anything up, flood the room, or disturb others with strange messages."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress

import aiohttp
import pytest

from facilitator.live.limits import Bucket


async def test_a_page_that_acknowledges_nothing_is_let_go(hall, phone):
    async with phone(mute=True) as ann:
        await ann.sees("today")
        hall.do(lambda: hall.sockets.look(next(iter(hall.live.viewers.all.values())).away + 9.5))
        assert len(hall.live.viewers.all) == 1
        hall.do(lambda: hall.sockets.look(next(iter(hall.live.viewers.all.values())).away + 10.5))
        assert not hall.live.viewers.all
        await asyncio.wait_for(ann.gone.wait(), 3)


async def test_a_seat_may_ask_fifteen_times_at_once_and_then_five_a_second(hall, phone):
    _seat, headers = hall.seat()
    async with phone(headers) as ann, phone(headers) as same, phone() as bob:
        answers = [await (ann, same)[number % 2].act("add", text=f"note {number}") for number in range(20)]
        assert all("ok" in answer for answer in answers[:15])
        assert 0 < answers[-1]["slow"] <= 200
        assert (await bob.act("add", text="not slowed down"))["ok"]
        while "slow" in (answer := await ann.act("add", text="later")):
            await asyncio.sleep(answer["slow"] / 1000)
        assert answer["ok"]


def test_a_bucket_gains_five_a_second_up_to_fifteen():
    bucket = Bucket(0.0)
    assert [bucket.spend(0.0) for _act in range(16)] == [0] * 15 + [200]
    assert bucket.refused == 1
    assert bucket.spend(0.2) == 0 and bucket.refused == 0
    assert [bucket.spend(100.0) for _act in range(16)].count(0) == 15


@pytest.mark.parametrize(
    "data",
    [None, [], "x", {}, {"id": "12345678", "do": "add"}, {"id": 1, "do": "add", "pairs": []},
     {"id": "12345678", "do": "add", "pairs": [["text"]]}, {"id": "12345678", "do": "add", "pairs": [["text", 1]]},
     {"id": "12345678", "do": "add", "pairs": {"text": "x"}}, {"id": "short", "do": "add", "pairs": []},
     {"id": "12345678", "do": "", "pairs": []}, {"id": "x" * 99, "do": "add", "pairs": []},
     {"id": "12345678", "do": "add", "pairs": [["a", "b"]] * 301}, {"id": "12345678", "do": ["add"], "pairs": []}],
)  # fmt: skip
async def test_what_is_no_act_is_refused(hall, phone, data):
    async with phone() as ann:
        before = hall.room.n
        assert "could not be read" in (await ann.send(data))["refused"]
        assert hall.room.n == before


async def test_the_oldest_of_four_pages_of_a_seat_goes(hall, phone):
    _seat, headers = hall.seat()
    async with phone(headers) as first, phone(headers), phone(headers), phone(headers) as last, phone():
        await asyncio.wait_for(first.gone.wait(), 3)
        assert len(hall.live.viewers.all) == 4
        assert (await last.act("add", text="Tea"))["ok"]


@pytest.fixture
def raw(hall):
    """A bare connection: text in, text out."""

    @asynccontextmanager
    async def start(headers=None):
        async with aiohttp.ClientSession() as session:
            url = f"{hall.url}/live/socket.io/?EIO=4&transport=websocket"
            async with session.ws_connect(url, headers=headers or {"Origin": hall.url}) as socket:
                yield socket

    return start


@pytest.mark.parametrize(
    "frames",
    [["4"], ["40/live,"], ["x"], ["9"], ["40/other,{}"], ["42/live,[]"], ["42/live,[1]"], ["43/live,1[]"],
     ["451-/live,[\"act\",{\"_placeholder\":true,\"num\":0}]"], ["459999999999-/live,[\"act\"]"], ["4" + "[" * 9000],
     ["42" + "9" * 5000], ["46"], ["44/live,{}"], ["40/live," + "x" * 20_000]],
)  # fmt: skip
async def test_strange_frames_harm_nobody(hall, phone, raw, frames, capfd):
    _seat, headers = hall.seat()
    async with raw(headers) as socket:
        await socket.receive(5)
        await socket.send_str('40/live,{"room": "T2BL", "page": "phone"}')
        await socket.receive(5)
        for frame in frames:
            with suppress(ConnectionError, aiohttp.ClientError):  # it may be let go after the first of them
                await socket.send_str(frame)
    async with phone() as bob:
        assert (await bob.act("add", text="Tea"))["ok"]
    assert capfd.readouterr().err == ""


async def test_a_message_of_20_megabytes_is_refused(hall, phone, raw):
    _seat, headers = hall.seat()
    async with raw(headers) as socket:
        await socket.receive(5)
        with pytest.raises((aiohttp.ClientError, ConnectionError, TypeError)):
            await socket.send_str("42/live," + "x" * 20_000_000)
            while (await socket.receive(5)).type == aiohttp.WSMsgType.TEXT:
                pass
            raise ConnectionError
    async with phone() as bob:
        assert (await bob.act("add", text="Tea"))["ok"]


async def test_who_does_not_say_who_it_is_is_let_go(hall, raw):
    async with raw() as socket:
        await socket.receive(5)
        hall.do(lambda: hall.sockets.look(100.0))
        assert len(hall.sockets.io.eio.sockets) == 1
        hall.do(lambda: hall.sockets.look(105.5))
        while (await socket.receive(5)).type == aiohttp.WSMsgType.TEXT:
            pass
    assert not hall.sockets.io.eio.sockets


async def test_strangers_wait_when_there_are_too_many_and_those_with_a_seat_do_not(hall, phone, raw):
    async with asyncio.timeout(20):
        async with aiohttp.ClientSession() as session:
            url = f"{hall.url}/live/socket.io/?EIO=4&transport=polling"
            seen = []
            for _stranger in range(55):
                async with session.get(url, headers={"Origin": hall.url}) as answer:
                    seen.append(answer.status)
        assert seen == [200] * 50 + [503] * 5
        async with phone() as ann:
            assert (await ann.act("add", text="Tea"))["ok"]
