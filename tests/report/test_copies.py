"""Who gets to read what: permissions, names, the log; and disturbing characters are gone."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from facilitator.report import COPIES, FORMATS, Copy, copy_of, render
from facilitator.report.copies import plain
from facilitator.report.json import load
from facilitator.report.model import Column, LedgerEntry, Paragraph, Quote, Quotes, Record, Section, Table
from facilitator.testing.opened import opened


def said(record: Record) -> list[tuple[str, str]]:
    blocks = [block for section in record.sections for block in section.blocks if isinstance(block, Quotes)]
    return [(quote.text, quote.name) for block in blocks for quote in block.quotes if block.title == "Stories"]


def everything(record: Record, copy: Copy) -> str:
    texts = [data for format in FORMATS for data in opened(render(record, format, copy)).values()]
    printed = [page.extract_text() for page in PdfReader(BytesIO(render(record, "pdf", copy))).pages]
    return "\n".join([*(data.decode(errors="replace") for data in texts), *printed])


def test_the_room_reads_what_permissions_allow_and_names_where_people_knew(record: Record) -> None:
    assert said(copy_of(record, "room")) == [
        ("It is for our notes.", ""),
        ("It may go out.", ""),
        ("It may go out with my name.", "Dora"),
        ("I bring cake.", "Eve"),
    ]


def test_the_public_reads_what_may_be_shared_and_no_name_but_at_level_four(record: Record) -> None:
    public = copy_of(record, "public")
    assert said(public) == [("It may go out.", ""), ("It may go out with my name.", "Dora")]
    words = everything(record, "public")
    assert not re.search(r"\b(Sam|Asha|Tom|Eve|Ada|Ben|Cleo|7KQ4)\b", words)


def test_what_stays_in_the_room_is_in_no_copy(record: Record) -> None:
    for copy in COPIES:
        assert "stays in this room" not in everything(record, copy)
    assert "Sam" in everything(record, "room")


def test_a_copy_says_how_many_cards_it_leaves_out(record: Record) -> None:
    notes = [b.note for s in copy_of(record, "public").sections for b in s.blocks if isinstance(b, Quotes)]
    assert any(note.startswith("3 cards are not in this copy.") for note in notes)
    assert "1 card is not in this copy." in render(record, "md", "room").decode()


def test_only_the_facilitator_has_the_log_and_what_the_next_activity_needs(record: Record) -> None:
    assert copy_of(record, "facilitator").log == record.log
    assert [item.id for item in copy_of(record, "facilitator").sections[5].items] == ["y"]
    for copy in (copy_of(record, "room"), copy_of(record, "public")):
        assert copy.log == ()
        assert not any(section.items for section in copy.sections)


def test_a_chart_survives_the_loss_of_a_column_of_names(record: Record) -> None:
    plan = copy_of(record, "public").sections[4].blocks[0]
    assert isinstance(plan, Table)
    assert [column.title for column in plan.columns] == ["Task", "By when"]
    assert plan.rows == (("Ask for a key to room 3", "1 December 2026"),)


def test_a_table_that_only_says_who_is_not_in_the_public_copy_which_says_so_once(record: Record) -> None:
    ideas = Table("ideas", "Ideas", (Column("Idea"), Column("Score")), (("A quiet room", "4"), ("Tea", "3")))
    who = Table("who", "Who", (Column("Idea"), Column("I would join", names=True)), (("Tea", "Sam"),))
    roles = Table("roles", "Roles", (Column("Role"), Column("Who", names=True)), (("Greeter", "Sam"),))
    told = replace(record, sections=(Section("Ideas", blocks=(ideas, who, replace(who, id="again"), roles)),))
    first, last, note = copy_of(told, "public").sections[0].blocks
    assert first == ideas and isinstance(last, Table) and last.rows == (("Greeter",),), "what roles there are stays"
    assert note == Paragraph("2 tables are not in this copy: they only said who.")
    assert copy_of(told, "room").sections[0].blocks == told.sections[0].blocks


def test_unknown_keys_of_a_ledger_are_not_published(record: Record) -> None:
    entry = LedgerEntry("roles", "add", "r", {"text": "Greeter", "who": "Sam", "phone": "123", "by": "May"})
    public = copy_of(replace(record, sections=(Section("Roles", ledger=(entry,)),)), "public")
    assert public.sections[0].ledger[0].data == {"text": "Greeter", "by": "May"}


def test_a_copy_of_a_copy_is_the_same(record: Record) -> None:
    for copy in COPIES:
        once = copy_of(record, copy)
        assert copy_of(once, copy) == once


def test_an_unknown_copy_is_refused(record: Record) -> None:
    with pytest.raises(ValueError, match="no copy 'all'"):
        copy_of(record, "all")  # type: ignore[arg-type]


def test_disturbing_characters_go_and_the_rest_stays() -> None:
    assert plain("a\u202eb\u2066c\x00d\x9be\ud800f\uffff") == "abcdef"
    assert plain("one\r\ntwo\rthree\u2028four\tfive") == "one\ntwo\nthree\nfour\tfive"
    assert plain("مرحبا \u200f👩‍👩‍👧 Łódź") == "مرحبا \u200f👩‍👩‍👧 Łódź"


def test_what_people_said_and_what_came_of_it_stands_first_for_everyone_outside(record: Record) -> None:
    loop = Section("You said, we did", blocks=(Paragraph("Letters we can read: done."),), first=True)
    whole = replace(record, sections=(*record.sections, loop))

    def places(copy: Copy) -> set[bool]:
        """Whether it comes before what was decided, in every format that people read."""
        texts = [render(whole, kind, copy).decode() for kind in ("md", "html")]
        texts += [opened(render(whole, "docx", copy))["word/document.xml"].decode()]
        texts += ["\n".join(page.extract_text() for page in PdfReader(BytesIO(render(whole, "pdf", copy))).pages)]
        return {text.rindex("Letters we can read") < text.index("What we decided") for text in texts}

    assert places("public") == {True} and places("room") == {False}
    assert [copy_of(whole, copy).sections[-1].first for copy in COPIES] == [False, True, False]


CHOSEN = Quote(
    "My night on the ward was long", permission=2, purpose="For the board", until="2027-01-01", code="ab" * 16
)


def told(record: Record, copy: Copy) -> str:
    return "".join(
        repr(data) for format in ("json", "md", "csv") for data in opened(render(record, format, copy)).values()
    )


def test_what_a_writer_chose_for_a_card_changes_nothing_in_copies_that_have_it(record: Record) -> None:
    def with_card(quote: Quote) -> Record:
        return replace(record, sections=(Section("Stories", blocks=(Quotes("Stories", (quote,)),)),))

    other = replace(CHOSEN, permission=3, purpose="", until="2031-01-01", code="cd" * 16)
    assert told(with_card(CHOSEN), "room") == told(with_card(other), "room")
    assert told(with_card(other), "public") == told(
        with_card(replace(other, purpose="For the press", code="")), "public"
    )
    for copy in ("room", "public"):
        for word in ("permission", "until", 'purpose": "For', CHOSEN.code, "For the board"):
            assert word not in told(with_card(CHOSEN), copy)  # type: ignore[arg-type]
    assert CHOSEN.code in told(with_card(CHOSEN), "facilitator")


def test_words_that_may_not_leave_leave_in_no_table_either(record: Record) -> None:
    table = Table("needs", "", (Column("Need"),), ((CHOSEN.text,), ("Tea",)))
    entry = LedgerEntry("needs", "add", "n", {"text": CHOSEN.text})
    said = Paragraph(f"We begin with: {CHOSEN.text}.")
    agreed = LedgerEntry("agreements", "add", "a", {"text": "We let people finish.", "status": "agreed"})
    cards = Quotes("Cards", (CHOSEN, replace(CHOSEN, text="We let people finish."), Quote("Tea")))
    whole = replace(record, sections=(Section("Needs", blocks=(cards, table, said), ledger=(entry, agreed)),))
    assert CHOSEN.text in told(whole, "room")
    public = told(whole, "public")
    assert CHOSEN.text not in public and public.count("A card that is not in this copy") >= 4
    assert "Tea" in public, "a card whose writer was asked nothing may be a result"
    assert "We let people finish." in public, "what the group agreed on is its own"


def test_no_code_and_no_folder_of_any_session_is_in_what_others_get(record: Record) -> None:
    where = "2026-11-24-thursday-7kq4:r1:a1"
    add = LedgerEntry("skills", "add", where, {"text": "Baking", "code": "ab" * 16, "until": "2027-01-01"})
    change = LedgerEntry("skills", "set", where, {"text": "Bread", "number": "S-1"})
    whole = replace(record, sections=(Section("Skills", ledger=(add, change, replace(add, entry="other-k7mq:r1:a1"))),))
    assert [entry.entry for entry in copy_of(whole, "room").sections[0].ledger] == ["e1", "e1", "e2"]
    for copy in ("room", "public"):
        assert not re.search("7kq4:|k7mq|abab", told(whole, copy))  # type: ignore[arg-type]
    assert where in told(whole, "facilitator")


def test_what_a_copy_left_out_does_not_come_back_from_it(record: Record) -> None:
    room, public = (load(render(record, "json", copy)) for copy in ("room", "public"))
    for copy in COPIES:
        assert render(public, "md", copy) and said(copy_of(public, copy)) == said(public)
        assert copy_of(public, copy).copy == "public"
    assert said(copy_of(room, "public")) == [], "nobody can tell any more what may be shared"
    assert copy_of(room, "facilitator").copy == "room"


def test_who_holds_or_carries_out_a_decision_is_not_named_outside(record: Record) -> None:
    for ledger, name in (("agreements", "holder"), ("decisions", "who")):
        data = {"text": "We open it, Mo Sen, in May", "status": "agreed", "number": "D-1", name: "Mo Sen"}
        versions = Table("v", "", (Column("Version"), Column("Words")), (("1", "We open it, Mo Sen, Tuesdays"),))
        entry = LedgerEntry(ledger, "add", "w", data)  # type: ignore[arg-type]
        whole = replace(record, sections=(Section("Charter", blocks=(versions,), ledger=(entry,)),))
        assert told(whole, "room").count("Mo Sen") > 2
        public = told(whole, "public")
        assert "Mo Sen" not in public and "We open it, somebody, in May" in public
