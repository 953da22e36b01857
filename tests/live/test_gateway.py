"""The one door over the socket: the cookie decides, nothing counts twice, nothing leaves before it is on the disk."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import socketio

from facilitator.seats import Who, digest
from tests.waiting import until


def waiting(hall):
    """How many answers, and how many drawn views, wait for the disk."""
    views = [viewer for viewer in list(hall.live.viewers.all.values()) if viewer.waiting is not None]
    return len(hall.live.release._waits), len(views)


@pytest.mark.parametrize("transports", [("websocket",), ("polling",), ("polling", "websocket")])
async def test_an_act_is_acknowledged_and_shown(hall, phone, transports):
    async with phone(transports=transports) as ann:
        answer = await ann.act("add", text="More light")
        assert answer == {"ok": True, "v": hall.room.n}
        view = await ann.sees("More light")
        assert view["v"] == hall.room.n and view["now"] > 0 and view["shell"] == ""
        assert await ann.act("add", text="no") == {"refused": "Please write something else."}


async def test_an_act_sent_again_counts_once(hall, phone):
    seat, headers = hall.seat()
    async with phone(headers) as ann:
        first = await ann.act("add", id="the-same-id", text="Tea")
        again = await ann.act("add", id="the-same-id", text="Tea")
    assert first["ok"] and again["ok"]
    assert hall.room.run.course.state.texts[hall.room.keys[seat.id]] == ["Tea"]


async def test_the_cookie_decides_who_somebody_is(hall, phone):
    seat, headers = hall.seat()
    other, _their_headers = hall.seat()
    refused = socketio.exceptions.ConnectionError
    board, boss = {"Cookie": "board-T2BL=board", "Origin": hall.url}, hall.facilitator
    for wrong, page in [
        (headers, "stage"), (headers, "paper"), (board, "stage"), (board, "phone"), (boss, "phone"), (headers, "other"),
        ({"Origin": hall.url}, "board"), ({"Origin": hall.url, "Cookie": f"seat-T2BL={seat.token}"}, "phone"),
        ({"Origin": hall.url, "Cookie": f"seat-AAAA={headers['Cookie'][10:]}"}, "phone"),
    ]:  # fmt: skip
        with pytest.raises(refused):
            async with phone(wrong, page=page):
                pass
    with pytest.raises(refused):
        async with phone(headers, room="AAAA"):
            pass
    async with phone(headers) as ann, phone(boss, page="stage") as stage, phone(board, page="board") as wall:
        await ann.act("add", text="mine", **{"seat": other.id, "for": other.id, "role": "facilitator"})
        assert hall.room.run.course.state.texts == {hall.room.keys[seat.id]: ["mine"]}
        assert "refused" in await ann.act("go", phase="show")
        assert "refused" in await wall.act("add", text="from the wall")
        assert (await stage.act("go", phase="show"))["ok"]
        await wall.sees("What we wrote")


async def test_only_what_changed_is_sent(hall, phone):
    _seat, headers = hall.seat()
    async with phone(headers) as ann, phone() as bob:
        await asyncio.gather(ann.sees("today"), bob.sees("today"))
        await bob.act("add", text="Tea")
        await bob.sees("Tea")
        await ann.act("add", text="Honey")
        await ann.sees("Honey")
        assert len(ann.views) == 2  # nothing came between
    async with phone(headers, v=ann.views[-1]["v"]) as ann:
        await ann.act("add", text="Milk")
        await ann.sees("Milk")
        assert len(ann.views) == 1


async def test_one_view_is_on_its_way_at_a_time_and_the_next_is_the_newest(hall, phone):
    seat, headers = hall.seat()
    async with phone(headers, mute=True) as ann, phone(headers) as other:
        await asyncio.gather(ann.sees("today"), other.sees("today"))
        for number in range(10):
            hall.act(Who.of(seat.id), "add", text=f"note {number}")
        await other.sees("note 9")
        assert len(ann.views) == 1
        hall.do(lambda: [setattr(viewer, "away", 0.0) for viewer in hall.live.viewers.all.values()])
        hall.do(hall.live.viewers.wake)
        assert "note 9" in (await ann.sees("note 0"))["html"]


async def test_nothing_leaves_before_it_is_on_the_disk(hall, phone):
    seat, headers = hall.seat()
    async with phone(headers) as ann, phone(hall.facilitator, page="stage") as stage:
        await asyncio.gather(ann.sees("today"), stage.sees("today"))
        hall.store.hold()
        asked = asyncio.create_task(ann.act("add", text="held back"))
        await until(lambda: waiting(hall) == (1, 1))
        refusal = asyncio.create_task(stage.act("add", text="nothing"))
        await until(lambda: waiting(hall) == (2, 1))
        assert not asked.done() and not refusal.done()
        assert not any("held back" in view["html"] for view in ann.views)
        assert len(stage.views) == 1
        hall.do(hall.store.let_go)
        assert (await asked)["ok"] and "refused" in await refusal
        await ann.sees("held back")
    assert hall.room.run.course.state.texts[hall.room.keys[seat.id]] == ["held back"]


async def test_a_slow_disk_puts_the_phone_off_and_the_act_counts_once(hall, phone):
    seat, headers = hall.seat()
    async with phone(headers) as ann:
        hall.store.hold()
        assert (await ann.act("add", id="patience", text="Tea"))["slow"] > 0
        hall.do(hall.store.let_go)
        assert (await ann.act("add", id="patience", text="Tea"))["ok"]
    assert hall.room.run.course.state.texts[hall.room.keys[seat.id]] == ["Tea"]


async def test_a_failed_disk_acknowledges_nothing(hall, phone):
    async with phone() as ann:
        await ann.sees("today")
        hall.do(hall.store.fail)
        assert (await ann.act("add", text="Tea"))["slow"] > 0
        await until(lambda: waiting(hall) == (0, 1))
        assert len(ann.views) == 1


async def test_a_seat_that_moved_leaves_its_old_device(hall, phone):
    seat, headers = hall.seat()
    async with phone(headers) as old:
        await old.sees("today")
        hall.do(lambda: hall.room.rejoin(seat.code, digest("another device")))
        await asyncio.wait_for(old.gone.wait(), 3)
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with phone(headers):
            pass


async def test_two_seats_that_become_one_load_their_pages_again(hall, phone):
    one, headers = hall.seat()
    other, _headers = hall.seat()
    async with phone(headers) as ann:
        await ann.sees("today")
        hall.act(Who.facilitator(), "merge_seats", seat=one.id, into=other.id)
        await asyncio.wait_for(ann.gone.wait(), 3)
    async with phone(headers) as ann:
        assert (await ann.act("add", text="Tea"))["ok"]
    assert list(hall.room.run.course.state.texts) == [hall.room.keys[other.id]]


async def test_the_board_is_told_when_what_stands_around_its_view_changes(hall, phone):
    async with phone({"Cookie": "board-T2BL=board", "Origin": hall.url}, page="board") as wall:
        await wall.sees("today")
        hall.join_address = "http://192.168.7.7:8080"
        hall.do(lambda: hall.sockets.look(0.0))
        async with asyncio.timeout(3), wall.came:
            await wall.came.wait_for(lambda: len(wall.views) == 2)
        assert wall.views[0]["shell"] != wall.views[1]["shell"]


async def test_who_looks_without_a_script_is_here_and_who_had_one_is_here_while_connected(hall, phone):
    seat, headers = hall.seat()
    assert seat.id not in hall.live.phones(hall.room)
    async with httpx.AsyncClient(base_url=hall.url, headers=headers) as plain:
        await plain.get(f"/j/{hall.code}")
    assert seat.id in hall.live.phones(hall.room)
    async with phone(headers) as ann:
        await ann.sees("today")
        assert seat.id in hall.live.phones(hall.room)
    async with phone() as bob:  # a round trip later the other page is gone
        await bob.act("add", text="Tea")
    assert seat.id not in hall.live.phones(hall.room)
