"""A writer takes a card out of the record with its code, before and after the session is closed."""

from __future__ import annotations

import pytest

from facilitator.report.model import Facts, Item, Quote, Quotes, Section
from facilitator.seats import withdrawal_mark
from facilitator.session import snapshot
from facilitator.testing import Table
from tests.kinds import choirs

CODE, STORY = "K7M2QX", "My story of the night ward"


@pytest.fixture
def table() -> Table:
    """A room whose record holds two cards, one of which named a group."""
    table = Table(choirs.Choir, 2)
    quotes = Quotes(
        "Stories",
        (Quote(STORY, permission=3, code=withdrawal_mark(CODE)), Quote("Tea", code=withdrawal_mark("AAAAAA"))),
    )
    section = Section("Stories", blocks=(quotes, Facts((("Group", STORY),))), items=(Item("g1", STORY),))
    table.facilitator.do("finish")
    table.room.sections["step"] = section
    return table


@pytest.mark.parametrize("typed", [CODE, "k7m 2qx", "K7M-2QX"])
@pytest.mark.parametrize("closed", [False, True])
def test_the_words_are_in_no_file_any_more(table: Table, typed: str, closed: bool):
    if closed:
        table.facilitator.do("end")
    table.facilitator.do("withdraw", code=typed)
    assert STORY not in str(snapshot.tables(table.room)) and STORY not in str(table.room.store.events)
    assert [quote.text for quote in table.room.sections["step"].blocks[0].quotes] == ["Tea"]
    assert table.room.sections["step"].items[0].text == "A card that was taken back"
    assert table.reopened().record() == table.room.record()


def test_what_a_ledger_says_of_a_card_goes_with_it_and_of_others_stays(table: Table):
    for mark, who, text in ((CODE, "Ana", STORY), ("AAAAAA", "Bo", "Tea")):
        entry = {"text": text, "who": who, "status": "offered", "code": withdrawal_mark(mark)}
        table.room.ledger.append({"id": who, "at": 1.0, "n": 1, "ledger": "skills", "op": "add", "entry": who,
                                  "data": entry})  # fmt: skip
    table.facilitator.do("withdraw", code=CODE)
    ana, bo = (entry["data"] for entry in table.room.ledger)
    assert ana == {"text": "A card that was taken back", "status": "taken back"}
    assert bo["who"] == "Bo" and bo["text"] == "Tea"


@pytest.mark.parametrize("word", ["quotes", "facts", "g1", "choir"])
def test_a_card_may_say_what_only_programs_read(table: Table, word: str):
    quotes = Quotes("Words", (Quote(word, permission=3, code=withdrawal_mark(CODE)),))
    section = Section("Words", blocks=(quotes, Facts((("Group", word),))), items=(Item("g1", word),), activity="choir")
    table.room.sections["step"] = section
    table.facilitator.do("withdraw", code=CODE)
    found = table.room.sections["step"]
    assert (found.items[0].id, found.activity, found.blocks[0].quotes) == ("g1", "choir", ())
    assert found.items[0].text == found.blocks[1].rows[0][1] == "A card that was taken back"


def test_a_wrong_code_changes_nothing(table: Table):
    before = table.room.sections["step"]
    with table.refused("No card has this code"):
        table.facilitator.do("withdraw", code="BBBBBB")
    assert table.room.sections["step"] is before


def test_nothing_else_is_done_after_the_end(table: Table):
    table.facilitator.do("end")
    with table.refused("closed"):
        table.facilitator.do("add_seat")
