"""The facilitator's own page: on their phone or a sheet, never on this laptop's screen or anybody else's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html

from activities.dot_vote import DotVote
from facilitator.library.registry import module_of
from facilitator.testing import Table
from facilitator.views import private

supper: Any = module_of(Path(__file__).parents[1] / "kinds" / "supper.py")
PHONE = {"X-Forwarded-For": "192.168.1.50"}
ALONE = "Only one person said stone soup"


@pytest.fixture
def table() -> Table:
    table = Table(supper.Supper, 2)
    table.go("eat")
    table.people[0].do("answer", word="stone soup")
    return table


def test_the_stage_leads_to_it_and_shows_nothing_of_it(table: Table):
    assert "For you alone" not in table.stage
    table.go("look")
    assert "For you alone" in table.stage
    for seen in (table.stage, table.board, *(person.sees for person in table.people)):
        assert ALONE not in seen
    assert ALONE in private.page(table.room, here=False, sheet=False)


def test_this_laptop_does_not_show_it(table: Table):
    table.go("look")
    told = private.page(table.room, here=True, sheet=False)
    assert ALONE not in told and "on your own phone" in told and "/stage/T2BL/private?sheet=1" in told


def test_a_sheet_has_it_for_paper_alone(table: Table):
    table.go("look")
    page = html.fromstring(str(private.page(table.room, here=True, sheet=True)))
    (sheet,) = page.xpath("//*[@class='unseen']")
    assert ALONE in sheet.text_content()
    sheet.drop_tree()
    assert ALONE not in page.text_content()


@pytest.mark.parametrize("here", [True, False])
def test_a_step_without_anything_says_so(table: Table, here: bool):
    nothing = "There is nothing for you alone in this step."
    assert nothing in private.page(table.room, here, sheet=False)
    table.facilitator.do("finish", early=True)
    assert nothing in private.page(table.room, here, sheet=False)
    assert nothing in private.page(Table(DotVote, 1).room, here, sheet=False)


def test_where_there_may_be_something_but_is_not_it_says_so(table: Table):
    table.people[0].do("pass")
    table.go("look")
    assert "There is nothing for you alone" in private.page(table.room, here=False, sheet=False)


@pytest.mark.parametrize("path", ["/stage/T2BL/private", "/stage/T2BL/private?sheet=1"])
def test_only_the_facilitator_gets_in(hall, path: str):
    def ask(key: str) -> httpx.Response:
        return httpx.get(hall.url + path, cookies={"facilitator": key} if key else {}, headers={"Origin": hall.url})

    answer = ask(hall.facilitator_key)
    assert answer.status_code == 200 and answer.headers["cache-control"] == "no-store"
    assert "For you alone – " in answer.text
    _seat, headers = hall.seat()
    for asked in (ask(""), ask("wrong"), httpx.get(hall.url + path, headers=headers)):
        assert asked.status_code == 403
