"""A Word document that can be edited and read aloud: real headings, lists and tables, whatever people wrote."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.document import Document
from lxml import etree

from facilitator.i18n import speaking
from facilitator.report import charts, render
from facilitator.report.copies import plain
from facilitator.report.docx.words import paragraph
from facilitator.report.model import Column, Record, Section, Spread, Table
from facilitator.testing.opened import opened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color position sz szCs u rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "tcW tcBorders shd vAlign",
    "pBdr": "top left bottom right between",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg bidi",
}
"""In which order the standard wants the parts; Word does not open a document with another one."""
ARABIC, BENGALI = "غرفة هادئة كل يوم خميس", "আমরা প্রতি সপ্তাহে দেখা করব।"


def read(record: Record, copy: Any = "room") -> Document:
    return docx.Document(io.BytesIO(render(record, "docx", copy)))


def styled(document: Document, *names: str) -> list[str]:
    return [each.text for each in document.paragraphs if each.style is not None and each.style.name in names]


def test_headings_say_the_order_of_the_record(record: Record) -> None:
    assert styled(read(record), "Title") == ["Thursday drop-in"]
    assert styled(read(record), "Heading 1") == [
        "What we decided", "What we agreed on", "Who does what", "What stays open",
        "Which would help most in the next six months?",
        "We open a quiet room every Thursday from 2 to 4.", "We write all letters in plain words.",
        "What helps you speak and listen here?", "Action plan", "What brought you here?",
        "What should we look at first?", "Shall we try it?",
    ]  # fmt: skip
    assert styled(read(record), "Heading 2")[:3] == [
        "We open a quiet room every Thursday from 2 to 4.", "We write all letters in plain words.", "Round 1",
    ]  # fmt: skip
    assert "What the facilitator did" in styled(read(record, "facilitator"), "Heading 1")


def test_lists_are_lists_and_what_people_wrote_are_quotes(record: Record) -> None:
    document = read(record)
    assert styled(document, "List Number") == ["We let people finish.", "We keep to time."]
    assert {"five: 3", "left it to the group: 1", "We share phone numbers."} <= {*styled(document, "List Bullet")}
    assert styled(document, "Note")[0].startswith("How it was counted: Present: 12. Voted: 11.")
    assert styled(document, "Quote")[-2:] == ["It may go out with my name.\nHope, Dora", "I bring cake.\nEve"]
    assert styled(document, "Outcome agreed")[0].startswith("Agreed, with reservations (3).")
    assert styled(document, "Outcome too few") == ["Not finished. It was ended early, so there is no result."]


def test_tables_have_a_row_of_titles_that_comes_again_and_words_in_place_of_a_picture(record: Record) -> None:
    document = read(record)
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Task", "Who", "By when"]
    assert [cell.text.strip() for cell in document.tables[2].rows[1].cells] == ["1", "A quiet room", "6"]
    assert document.tables[2].rows[5].cells[1].text.startswith("The shortlist ends here.")
    for table in document.tables:
        heads = [row._tr.find(f"{W}trPr/{W}tblHeader") is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert table._tbl.tblPr.find(f"{W}tblCaption").get(f"{W}val")
        assert len({len(row._tr.findall(f"{W}tc")) for row in table.rows}) == 1


def test_drawings_are_those_of_the_page_and_passed_over_where_figures_stand_beside(record: Record) -> None:
    heads, rows = (Column("Thing"), Column("No", "count"), Column("Yes", "count")), (("Tea & cake", 5, 24),)
    apart = Table("t", "Tea", heads, rows, Spread(0, (1, 2)))
    parts = opened(
        render(replace(record, sections=(*record.sections, Section("Tea", blocks=(apart,)))), "docx", "room")
    )
    body = etree.fromstring(parts["word/document.xml"])
    placed = [*body.iter(f"{DRAWN}docPr")]
    told = [each.get("descr") for each in placed if each.get("descr")]
    days, *others = told
    assert days.startswith("1 December 2026: ") and others == [charts.alt(apart)]
    assert "Tea & cake: No: 5; Yes: 24." in others
    assert sum(b"decorative val" in etree.tostring(each) for each in placed) == len(placed) - 2 > 30
    assert len({each.get("id") for each in placed}) == len(placed)
    pictures = {name for name in parts if name.startswith("word/media/")}
    assert all(parts[name].startswith(b"\x89PNG") for name in pictures)
    for part in ("document", "header1"):
        wanted = {*re.findall(r'embed="(\w+)"', parts[f"word/{part}.xml"].decode())}
        given = dict(re.findall(r'Id="(\w+)".*?Target="([^"]+)"', parts[f"word/_rels/{part}.xml.rels"].decode()))
        assert wanted and {f"word/{given[id]}" for id in wanted} <= pictures
    assert "header1.xml" not in parts["word/_rels/header1.xml.rels"].decode()


def test_it_says_what_it_is_and_nothing_of_the_machine(record: Record) -> None:
    about = read(record).core_properties
    assert (about.title, about.author, about.language) == ("Thursday drop-in", "Facilitator", "en-GB")
    assert str(about.created) == "2026-11-24 00:00:00+00:00" and not about.last_modified_by
    parts = opened(render(record, "docx", "room"))
    assert b'<w:lang w:val="en-GB"/>' in parts["word/styles.xml"]
    assert {*re.findall(rb"<(?:dc|dcterms|cp):(\w+)", parts["docProps/core.xml"])} == {
        b"coreProperties", b"title", b"subject", b"creator", b"language", b"created"
    }  # fmt: skip
    assert b'lang w:val="cy-GB"' in opened(render(replace(record, language="cy"), "docx", "room"))["word/styles.xml"]
    assert read(replace(record, date="soon")).core_properties.created is None


def test_it_is_the_same_for_the_same_record(record: Record, empty: Record) -> None:
    content = render(record, "docx", "room")
    assert content == render(record, "docx", "room")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert styled(read(empty), "Title", "People", "Normal") == [
        "Workshop", "0 people took part. ", "Nothing was written down in this workshop."
    ]  # fmt: skip


def test_hostile_words_are_words(hostile: Any) -> None:
    document = read(hostile.record, "facilitator")
    assert styled(document, "Title") == [plain(hostile.words)]
    assert document.tables[1].rows[1].cells[0].text == plain(hostile.words)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_is_in_the_order_that_the_standard_wants(worst: Record, language: str) -> None:
    worst = replace(worst, language=language, title=ARABIC)
    for name, data in opened(render(worst, "docx", "facilitator")).items():
        if name.endswith(".png"):
            continue
        for element in etree.fromstring(data).iter(*(f"{W}{parent}" for parent in ORDER)):
            order = ORDER[etree.QName(element).localname].split()
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), f"{name}: {etree.tostring(element)[:300]!r}"


def test_every_piece_of_text_is_in_the_direction_of_its_letters() -> None:
    with speaking("en"):
        assert str(paragraph("Normal", f"{ARABIC}, at 2 (Room 4)")) == (
            '<w:p><w:pPr><w:pStyle w:val="Normal"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>'
            f'<w:t xml:space="preserve">{ARABIC}, </w:t></w:r><w:r><w:t xml:space="preserve">at 2 (Room</w:t></w:r>'
            '<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve"> 4)</w:t></w:r></w:p>'
        )
        assert '<w:bidi w:val="0"/>' in paragraph("Normal", f"We meet: {ARABIC}")
        assert '<w:bidi w:val="0"/><w:jc w:val="right"/>' in paragraph("Normal", "12", end=True)
    with speaking("ar"):
        assert '<w:bidi/><w:jc w:val="right"/>' in paragraph("Normal", "12", end=True)
        assert '<w:bidi w:val="0"/><w:jc w:val="left"/>' in paragraph("Normal", "Dots", end=True)


def test_a_record_in_arabic_is_laid_out_from_right_to_left(record: Record) -> None:
    body = opened(render(replace(record, language="ar", title=f"{ARABIC} {BENGALI}"), "docx", "room"))
    tables = body["word/document.xml"].count(b"<w:tbl>")
    assert body["word/document.xml"].count(b"<w:bidiVisual/>") == tables > 5
    assert b"<w:titlePg/><w:bidi/></w:sectPr>" in body["word/document.xml"]
    assert b'<w:lang w:val="ar-EG" w:bidi="ar-EG"/>' in body["word/styles.xml"]
    assert styled(read(replace(record, title=f"{ARABIC} {BENGALI} łódź ŵyth 👩‍👩‍👧")), "Title") == [
        f"{ARABIC} {BENGALI} łódź ŵyth 👩‍👩‍👧"
    ]
