"""What can be taken home: the record for the facilitator and for the room, and the sign for the door."""

from __future__ import annotations

import secrets

import httpx
import pytest

from facilitator.report.model import Quote, Quotes, Section
from facilitator.seats import Who
from facilitator.session.command import Act
from facilitator.testing.opened import found, opened


@pytest.fixture
def ask(hall):
    with httpx.Client(base_url=hall.url) as client:
        yield client.get


def test_the_facilitator_downloads_every_format(hall, ask):
    hall.act(Who.facilitator(), "finish")
    for ending in ("json", "html", "md"):
        answer = ask(f"/record/T2BL.{ending}?copy=facilitator", headers=hall.facilitator)
        assert answer.status_code == 200
        assert f"table-record-facilitator.{ending}" in answer.headers["content-disposition"]
    hall.room.session = "2026-11-24-thursday-t2bl"
    for copy, begins in (("public", "2026-11-24-thursday-record-"), ("room", "2026-11-24-thursday-t2bl-record.")):
        answer = ask(f"/record/T2BL.md?copy={copy}", headers=hall.facilitator)
        assert f'filename="{begins}' in answer.headers["content-disposition"], "the code of the room is not for outside"
    assert ask("/record/T2BL.exe", headers=hall.facilitator).status_code == 404
    assert ask("/record/T2BL.json?copy=everything", headers=hall.facilitator).status_code == 404
    assert ask("/record/T2BL.json", headers=hall.seat()[1]).status_code == 403


def test_the_room_reads_the_record_once_it_is_given(hall, ask):
    _seat, person = hall.seat()
    hall.act(Who.facilitator(), "finish")
    assert ask("/j/T2BL/record", headers=person).status_code == 403
    hall.act(Who.facilitator(), "release", on=1)
    answer = ask("/j/T2BL/record", headers=person)
    assert answer.status_code == 200 and "A table" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ask("/j/T2BL/record").status_code == 403


def test_phones_take_home_what_they_are_offered_and_nothing_else(hall, ask):
    _seat, person = hall.seat()
    hall.act(Who.facilitator(), "finish")
    assert ask("/j/T2BL/record.ics", headers=person).status_code == 403
    hall.act(Who.facilitator(), "release", on=1)
    page, dates = (ask(f"/j/T2BL/record.{ending}", headers=person) for ending in ("html", "ics"))
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert 'filename="table-record.html"' in page.headers["content-disposition"]
    assert dates.headers["content-type"].startswith("text/calendar") and dates.text.startswith("BEGIN:VCALENDAR")
    assert ask("/j/T2BL/record.pdf", headers=person).content.startswith(b"%PDF")
    shown = ask("/record/T2BL.pdf?copy=room&open=1", headers=hall.facilitator)
    assert shown.content.startswith(b"%PDF") and "content-disposition" not in shown.headers, "shown, to be printed"
    assert "frame-ancestors 'none'" in shown.headers["content-security-policy"]
    for other in ("json", "csv", "exe"):
        assert ask(f"/j/T2BL/record.{other}", headers=person).status_code == 404
    assert ask("/j/T2BL/record.html").status_code == 403


def test_what_is_removed_while_a_document_is_made_is_not_in_it(hall, ask, monkeypatch):
    _seat, person = hall.seat()
    hall.act(Who.facilitator(), "finish")
    hall.act(Who.facilitator(), "release", on=1)
    quotes, make = Quotes("Stories", (Quote("I waited", permission=4, name="Annabel"),)), hall.press.document
    for url, headers in (("/record/T2BL.md", hall.facilitator), ("/record/T2BL.zip", hall.facilitator),
                         ("/j/T2BL/record.html", person)):  # fmt: skip
        hall.room.sections["step"] = Section("Stories", blocks=(quotes,))
        erase = iter([Act("", "", ())])

        async def meanwhile(*given, erase=erase):
            made = await make(*given)
            if next(erase, None):
                hall.room.act(Who.facilitator(), Act(secrets.token_hex(8), "erase_name", (("name", "Annabel"),)))
            return made

        monkeypatch.setattr(hall.press, "document", meanwhile)
        answer = ask(url, headers=headers)
        parts = opened(answer.content)
        assert answer.status_code == 200 and not found(["Annabel"], parts) and found(["were removed"], parts), url


def test_no_record_leaves_before_it_is_on_the_disk(hall, ask):
    hall.store.fail()
    hall.act(Who.facilitator(), "finish")
    assert ask("/record/T2BL.json", headers=hall.facilitator).status_code == 503


def test_programs_find_the_shape_of_the_record(ask):
    answer = ask("/record.schema.json")
    assert answer.headers["content-type"] == "application/schema+json" and answer.json()["title"] == "Record"


def test_the_sign_for_the_door_is_a_picture(hall, ask):
    for path in ("/join/T2BL.png", "/JOIN/t2bl.png", "/join/T2BL-a4.png"):
        assert ask(path, headers=hall.facilitator).content.startswith(b"\x89PNG")
