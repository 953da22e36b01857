"""Somebody takes out their own words on their phone, in a browser without a script."""

from __future__ import annotations

import httpx
import pytest
from lxml import html

from tests.conftest import Hall
from tests.server.test_app import join, press, read, said

STORY, OTHER = "They let me wait for two hours", "A nurse who listened"
MINE = "/j/T2BL/mine"


@pytest.fixture
def ann():
    with Hall("sorting") as hall, httpx.Client(base_url=hall.url, headers={"Origin": hall.url}) as client:
        client.hall = hall
        join(client, name="Ann")
        for text in (STORY, OTHER):
            press(client, read(client), "write", text=text, column="start", permission="1")
        yield client


def listed(page):
    return [label.removeprefix("Yes, remove it: ") for label in page.xpath("//*[@id='mine']//button/@aria-label")]


def removing(page, text):
    return page.xpath("//button[contains(@aria-label, $text)]/@value", text=text)[0]


def test_one_and_all_are_removed_after_a_question(ann):
    assert html.fromstring(ann.get("/j/T2BL").text).xpath("//a[@href=$to]", to=MINE)
    page = read(ann, MINE)
    words = page.text_content()
    assert sorted(listed(page)) == sorted([STORY, OTHER]) and "we cannot call back" in words
    assert page.xpath("//details//button[starts-with(@value, 'remove_words')]"), "it asks first, without a script"
    answer = press(ann, page, removing(page, STORY), MINE)
    assert answer.status_code == 303 and answer.headers["location"] == MINE
    page = read(ann, MINE)
    assert listed(page) == [OTHER] and said(page) == "Saved" and STORY not in str(ann.hall.store.tables)
    press(ann, page, "remove_answer", MINE)
    page = read(ann, MINE)
    assert listed(page) == [] and OTHER not in str(ann.hall.store.tables)
    press(ann, page, "rename?name=", MINE)
    assert "Ann" not in read(ann, MINE).text_content()


def test_what_may_leave_the_room_has_a_code_to_write_down(ann):
    press(ann, read(ann), "write", text="For our notes", column="start", permission="2")
    words = read(ann, MINE).text_content()
    assert words.count("Code to have it removed later: ") == 1
    (seat,) = ann.hall.room.seats
    run = ann.hall.room.run
    assert run.activity.codes(run.course.state, ann.hall.room.keys[seat], run.ctx)[0] in words


def test_nobody_removes_what_somebody_else_wrote(ann):
    page = read(ann, MINE)
    with httpx.Client(base_url=ann.hall.url, headers={"Origin": ann.hall.url}) as bob:
        join(bob)
        own = read(bob, MINE)
        assert listed(own) == [] and STORY not in own.text_content()
        form = own.get_element_by_id("f")
        sent = {each.name: each.value or "" for each in form.iter("input")}
        bob.post(MINE, data={**sent, "do": removing(page, STORY)})
        assert said(read(bob, MINE)) == "This is not there any more. Please load the page again."
    assert sorted(listed(read(ann, MINE))) == sorted([STORY, OTHER])
