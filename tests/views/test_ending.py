"""After the end: whoever was in the room keeps a last page and the record, tied to no seat; nobody else gets in."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import httpx
import pytest
from lxml import html

from activities.dot_vote import DotVote
from facilitator.report.model import LedgerEntry, Section
from facilitator.seats import Who, digest
from facilitator.session import snapshot
from facilitator.testing import Table
from facilitator.testing.taps import controls

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}
BOSS = Who.facilitator()


def close(hall, released=True):
    hall.act(BOSS, "finish")
    if released:
        hall.act(BOSS, "release", on=1)
    assert hall.act(BOSS, "end").ok


@pytest.fixture
def get(hall):
    with httpx.Client(base_url=hall.url) as client:
        yield client.get


# Phones


def test_who_was_in_the_room_keeps_a_last_page_and_the_record(hall, get):
    people = [hall.seat(name="Ann")[1], hall.seat(helper=True)[1], hall.seat()[1]]
    hall.act(Who.of(next(reversed(hall.room.seats))), "leave")
    codes = [seat.code for seat in hall.room.seats.values()]
    close(hall)
    for person in people:
        page = get("/j/T2BL", headers=person)
        assert page.status_code == 200 and "We have ended" in page.text and "<form" not in page.text
        assert "Ann" not in page.text and not any(code[:3] in page.text for code in codes)
        save = html.fromstring(page.text).xpath("//a[@download]")[0]
        saved = get(save.get("href"), headers=person)
        assert saved.status_code == 200 and "attachment" in saved.headers["content-disposition"]
        assert get("/j/T2BL/record", headers=person).status_code == 200
        assert "Stay in its Wi-Fi until it is connected, then save." in page.text, "for a phone that is out of reach"
        for other in ("/j/T2BL/agreed", "/board/T2BL"):
            assert get(other, headers=person).headers["location"] == "/j/T2BL"
        assert get("/stage/T2BL", headers=person).status_code == 403


def test_the_readers_are_tied_to_no_seat_and_stay_when_the_session_is_opened_again(hall):
    seats = [hall.seat(name=name) for name in ("Ann", "Bob")]
    tokens = {seat.token for seat, _headers in seats}
    close(hall)
    kept = snapshot.tables(hall.room)
    assert "".join(sorted(tokens)[0]) in json.dumps(kept["meta"]) and not any(
        t in json.dumps(kept["seats"]) for t in tokens
    )
    assert kept["meta"]["1"]["readers"] == sorted(tokens)
    assert hall.table.reopened().readers == tokens
    del kept["meta"]["1"]["readers"]
    assert hall.table._restored(kept, []).readers == frozenset()


def test_who_was_never_in_the_room_hears_that_it_has_ended(hall, get):
    hall.seat()
    close(hall)
    page = get("/j/T2BL")
    assert page.status_code == 410 and "This workshop has ended" in page.text and "<form" not in page.text
    assert get("/j/T2BL/record").status_code == 403
    posted = httpx.post(f"{hall.url}/j/T2BL", headers={"Origin": hall.url}, data={"do": "join"})
    assert posted.status_code == 409 and hall.room.readers == {seat for seat in hall.room.readers if len(seat) == 64}


def test_a_form_that_came_after_the_end_is_told_so(hall):
    _seat, person = hall.seat()
    close(hall)
    answer = httpx.post(f"{hall.url}/j/T2BL", headers=person, data={"do": "add", "text": "late"})
    assert answer.status_code == 409 and "came after the end" in answer.text and "/j/T2BL" in answer.text


def test_the_record_can_be_given_and_taken_back_after_the_end(hall, get):
    _seat, person = hall.seat()
    close(hall, released=False)
    assert "Ask the facilitator for it" in get("/j/T2BL", headers=person).text
    assert get("/j/T2BL/record", headers=person).status_code == 403
    assert "Give everyone the record" in hall.table.stage
    hall.act(BOSS, "release", on=1)
    assert get("/j/T2BL/record", headers=person).status_code == 200
    assert "Take the record back" in hall.table.stage
    for do in ("add_seat", "show_code", "begin"):
        assert not hall.act(BOSS, do, step="step").ok


async def test_an_open_page_goes_on_to_the_last_page(hall, phone):
    _seat, headers = hall.seat()
    async with phone(headers) as ann:
        await ann.sees("today")
        await asyncio.to_thread(close, hall)
        await asyncio.wait_for(ann.gone.wait(), 5)
    async with phone(headers) as ann, phone(headers, page="phone") as second:
        view = await ann.sees("We have ended")
        assert view["shell"] == "end", "the page is another one, so the script loads it again"
        assert "refused" in await ann.act("add", text="late")
        await second.sees("We have ended")
    async with phone(hall.facilitator, page="board") as wall:
        await wall.sees("Save it on your phone now")


# What is on it


def ended(*entries: LedgerEntry) -> Table:
    """A table whose only activity has left these entries."""
    table = Table(DotVote, 3, **OPTIONS)
    table.facilitator.do("finish")
    table.room.sections["step"] = replace(Section("Notes"), ledger=entries)
    return table


def entry(ledger, text, **data):
    return LedgerEntry(ledger, "add", f"{ledger}-{text}", {"text": text, **data})


TAKEN = (
    entry("decisions", "A quiet room every Thursday", status="agreed"),
    entry("agreements", "We let people finish", status="agreed"),
    entry("agreements", "Sharing phone numbers", status="not agreed"),
    entry("actions", "Ask the council for a key", who="Mo", by="2027-03-20", status="not started"),
    entry("actions", "Lifts", status="not started"),
)


def test_board_and_phones_say_what_is_taken_home():
    table = ended(*TAKEN)
    for surface in (table.board, table.people[0].sees):
        for words in (
            "We decided A quiet room every Thursday", "We agreed We let people finish", "Who does what",
            "Mo: Ask the council for a key", "20 March 2027", "looking for someone", "Sharing phone numbers",
        ):  # fmt: skip
            assert words in " ".join(surface.split()), surface
    assert "What we take home" in table.board and "3 people" in table.board
    assert "your phone" not in table.board, "nothing is on the phones yet"
    table.facilitator.tap("Give everyone the record")
    assert "Save it on your phone now" in table.board and "Save the record" in table.people[0].sees


def test_the_board_holds_some_of_each_and_the_phone_holds_all():
    many = [
        entry("decisions", f"Decision {n} that takes more than one line of the board", status="agreed")
        for n in range(9)
    ]
    table = ended(*many, *TAKEN[3:])
    board = table.board
    assert "Decision 0" in board and "Ask the council" in board and "more are in the record" in board
    assert board.count("Decision") < 6
    assert table.people[0].sees.count("Decision") == 9


def test_words_are_cut_only_where_the_board_is_full():
    long = "We ask before we help, we say when we need a break, and nobody has to explain why they need one " * 2
    assert 'home cut"' not in ended(entry("agreements", long, status="agreed")).room.view(Who.board())
    assert 'home cut"' in ended(*(entry("agreements", f"{n} {long}") for n in range(4))).room.view(Who.board())


def test_closing_does_not_stand_where_giving_stood():
    table = ended(*TAKEN)
    table.facilitator.tap("Give everyone the record")
    primary = html.fromstring(table.facilitator.html).xpath("//*[contains(@class, 'primary')]")
    assert [each.text_content() for each in primary] == [], "one more press on the same place does nothing"
    assert "Close the workshop" in table.stage
    assert controls(table.facilitator.html)[0].name == "Close it"
    table.facilitator.tap("Close it")
    assert table.room.status == "closed" and digest("token1") in table.room.readers
