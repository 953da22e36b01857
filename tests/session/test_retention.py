"""What stays of a closed session: results and cards, the summary only, or nothing; the rest is in no table of it."""

from __future__ import annotations

import pytest

from facilitator.report.model import Item, LedgerEntry, Paragraph, Quote, Quotes, Section
from facilitator.session import snapshot
from facilitator.session.retention import LATER
from facilitator.testing import Table
from tests.kinds import choirs

CARD, RESULT = "They let me wait for two hours", "A quiet room"


@pytest.fixture
def table() -> Table:
    """A room whose record holds a card and a result; Ann was there."""
    table = Table(choirs.Choir, 2)
    table.join(name="Ann", perspective="Family and friends")
    table.facilitator.do("finish")
    blocks = (Quotes("Stories", (Quote(CARD, permission=3),)), Paragraph(RESULT))
    entry = LedgerEntry("needs", "add", "n1", {"text": RESULT})
    table.room.sections["step"] = Section("Stories", blocks=blocks, items=(Item("c", CARD),), ledger=(entry,))
    return table


def kept(table: Table) -> str:
    return str(snapshot.tables(table.room)) + str(table.room.store.events)


def test_by_default_results_and_cards_stay_without_who_was_there(table):
    assert "Ann" in kept(table)
    table.facilitator.do("end")
    assert CARD in kept(table) and RESULT in kept(table)
    assert "Ann" not in kept(table) and "'perspective': 'F" not in kept(table)
    assert table.room.record().people == 3
    assert snapshot.facts(table.room.store.tables)["remind"] == table.room.remind > LATER


def test_the_summary_alone_has_no_card_and_says_how_many_there_were(table):
    table.facilitator.do("end", keep="summary")
    assert CARD not in kept(table) and RESULT in kept(table)
    assert "1 card was not kept. The facilitator keeps the summary only." in str(table.room.record())
    assert snapshot.facts(table.room.store.tables)["remind"] == 0
    assert table.reopened().record() == table.room.record()


def test_less_can_be_kept_later_and_never_more(table):
    with table.refused("open"):
        table.facilitator.do("keep_less", keep="summary")
    table.facilitator.do("end")
    before = table.room.remind
    table.facilitator.do("keep_longer")
    assert table.room.remind > before
    table.facilitator.do("keep_less", keep="summary")
    assert CARD not in kept(table) and RESULT in kept(table)
    with table.refused("deleted already"):
        table.facilitator.do("keep_less", keep="summary")
    table.facilitator.do("keep_less", keep="nothing")
    assert RESULT not in kept(table)


def test_nothing_is_nothing(table):
    table.facilitator.do("end", keep="nothing")
    assert CARD not in kept(table) and RESULT not in kept(table) and "Ann" not in kept(table)
    assert table.room.record().sections == ()
