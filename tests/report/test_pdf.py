"""The PDF passes for PDF/UA-1, has its words in every script, and is the same file for the same record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from io import BytesIO
from itertools import pairwise
from typing import Any

from pypdf import PdfReader

from facilitator.report import render
from facilitator.report.model import Outcome, Quote, Quotes, Record, Section
from facilitator.report.words import FOOT
from tests.report.conftest import HOSTILE, hostile_record

SCRIPTS = {
    "Arabic": "غرفة هادئة", "Polish": "żółć, źdźbło, Łódź", "Bengali": "শান্ত ঘর",
    "Welsh": "dŵr, tŷ, ẅ", "emoji": "🎉👍🏽", "Japanese": "漢字",
}  # fmt: skip


def read(record: Record, copy: Any = "room") -> PdfReader:
    return PdfReader(BytesIO(render(record, "pdf", copy)))


def text(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def tags(element: Any) -> Iterator[Any]:
    """Every element of the structure tree, in reading order."""
    element = element.get_object()
    if isinstance(element, list):
        for each in element:
            yield from tags(each)
    elif isinstance(element, dict):
        if "/S" in element:
            yield element
        yield from tags(element["/K"]) if "/K" in element else ()


def test_it_says_what_it_is_and_how_it_is_read(record: Record) -> None:
    """What the rules of PDF/UA-1 ask of the file, beyond what the typesetter refuses to leave out."""
    pdf = read(record, "facilitator")
    root: Any = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata and pdf.metadata.title == "Thursday drop-in · Record of the workshop, the facilitator’s own"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()
    found = [*tags(root["/StructTreeRoot"])]
    levels = [int(each["/S"][2:]) for each in found if each["/S"] in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels)) and levels.count(1) == 1
    assert all(each.get("/Alt") for each in found if each["/S"] == "/Figure")
    tables = [each for each in found if each["/S"] == "/Table"]
    assert len(tables) == 10
    for table in tables:
        heads = [each for each in tags(table) if each["/S"] == "/TH"]
        assert heads and all(attribute.get("/Scope", "/Column") == "/Column" for th in heads for attribute in th["/A"])
        rows = [
            [each for each in tags(row) if each["/S"] in ("/TH", "/TD")] for row in tags(table) if row["/S"] == "/TR"
        ]
        assert {len(row) for row in rows} <= {len(rows[0]), 1}, "one cell is the line below what was chosen"


def said(element: Any, page: int = 0) -> Iterator[tuple[int, int]]:
    """All that is read aloud, in its order: the page (its object), and the piece of what stands there."""
    element = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(element, list):
        for each in element:
            yield from said(each, page)
    elif isinstance(element, int):
        yield page, element
    elif "/K" in element or "/MCID" in element:
        page = element.raw_get("/Pg").idnum if "/Pg" in element else page
        yield from [(page, int(element["/MCID"]))] if "/MCID" in element else said(element["/K"], page)


def test_it_is_read_aloud_in_the_order_in_which_it_stands_and_that_is_the_order_of_the_plain_text(
    record: Record,
) -> None:
    pdf, plain = read(record), render(record, "md", "room").decode()
    places: dict[Any, int] = {page.indirect_reference.idnum: at for at, page in enumerate(pdf.pages)}  # type: ignore[union-attr]
    order = [(places[page], piece) for page, piece in said(pdf.trailer["/Root"]["/StructTreeRoot"]["/K"])]  # type: ignore[index]
    assert order == sorted(set(order)) and {page for page, _piece in order} == {*places.values()}
    words, shown = (re.findall(r"\w+", each) for each in (plain, text(pdf)))
    kept = sum(match.size for match in SequenceMatcher(None, words, shown, autojunk=False).get_matching_blocks())
    assert kept > 0.96 * len(words), "but for the titles that the page does not need, it is the same in the same order"
    foot = text(pdf).count(str(FOOT))
    assert foot == len(pdf.pages) and shown[-4:] == ["Page", str(foot), "of", str(foot)]


def test_the_bookmarks_are_the_headings(record: Record) -> None:
    pdf = read(record)
    assert [each.title for each in pdf.outline][:3] == [  # type: ignore[union-attr]
        "What we decided", "Who does what", "What stays open",
    ]  # fmt: skip
    assert f"Page {len(pdf.pages)} of {len(pdf.pages)}" in pdf.pages[-1].extract_text()


def test_the_same_record_is_the_same_file(record: Record, empty: Record) -> None:
    for each in (record, empty):
        assert render(each, "pdf", "room") == render(each, "pdf", "room")
    assert render(record, "pdf", "room") != render(record, "pdf", "public")
    pdf = read(record)
    assert pdf.metadata and str(pdf.metadata.creation_date)[:10] == "2026-11-24"


def test_every_script_comes_out_in_both_directions(record: Record) -> None:
    cards = Quotes("Cards", tuple(Quote(words, script) for script, words in SCRIPTS.items()))
    section = Section(
        "Check-in", "Which? أي واحد؟", blocks=(cards, Outcome("agreed", SCRIPTS["Arabic"], SCRIPTS["Polish"]))
    )
    for language, way in (("en", "/L2R"), ("ar", "/R2L"), ("cy", "/L2R")):
        pdf = read(replace(record, language=language, sections=(section,)))
        root: Any = pdf.trailer["/Root"]
        assert (root["/Lang"], root["/ViewerPreferences"]["/Direction"]) == (language, way)
        shown = text(pdf)
        for script, words in SCRIPTS.items():
            if script in ("Polish", "Welsh"):
                assert words in shown, script
            elif script != "Japanese":  # no letters of ours; in print they come from the computer, where it has them
                assert any(letter in shown for letter in words), script


def test_hostile_words_are_only_words(record: Record) -> None:
    for words in HOSTILE[:4]:
        pdf = read(hostile_record(words), "facilitator")
        shown = text(pdf).replace(" ", "").replace("\u200b", "")
        assert "onerror=alert(2)" in shown or "<script>" not in words
        assert "heading" not in words or "#heading" in shown
    typed = '#set page(width: 1pt)\n#read("/etc/passwd") \\ *bold* $x$ @ref <label> // no /* comment */ #panic()'
    pdf = read(hostile_record(typed), "facilitator")
    shown = text(pdf).replace(" ", "").replace("\u200b", "")
    assert '#read("/etc/passwd")' in shown and "*bold*$x$@ref<label>" in shown and "root:" not in shown
    assert pdf.pages[0].mediabox.width > 500


def test_a_letter_that_is_in_no_font_stops_nothing(record: Record) -> None:
    odd = "x\u0301 ọ\u0301 z\u0335 \ue000\U000e0041\U0010ffff ＂＼ℌ\u00ad end"
    shown = text(read(replace(record, title=odd, subtitle=odd * 9)))
    assert "x́" in shown and "ọ́" in shown and " z ?" in shown and "end" in shown


def test_nothing_at_all_is_said_so(empty: Record) -> None:
    assert "Nothing was written down in this workshop." in text(read(empty))
