"""Checks of what is shown and printed: hostile text, sizes, exports, and a session in which nobody did anything."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Collection, Mapping
from random import Random
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from facilitator.activity import Item, Refused
from facilitator.report import COPIES, FORMATS, Copy, render
from facilitator.report.model import Facts, Outcome, Record, Section, Table
from facilitator.testing import effort
from facilitator.testing.crowd import INCOMING, OWN_PAGE, Crowd, Kind
from facilitator.testing.opened import found, opened

Settings = Mapping[str, Any]

LARGEST_VIEW = 16 * 1024
"""Bytes of a view."""
ALONE = 4
"""So many times as much may stand on the facilitator's own page."""
MANY = 30
"""People around a table when sizes are looked at."""
LOOKED_AT = 8
"""On the phones of so many of them each time; on all where the suite is thorough."""
EVIL = (
    "<evil-tag evil-mark=1>&amp;", "\"' evil-mark=\"1\" '", "=1+1|evil", "</textarea><evil-tag>",
    "\u202e\u2066evil\x00", "'><evil-tag>{{ evil }}{n}%s", "evil " * 2000, "`*_[evil](x)", "\ud800evil",
    "evil\u0000\u0008\u200f",
)  # fmt: skip
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PLAIN = ("txt", "ics")
"""Formats in which nothing is taken for markup."""
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def evil(random: Random, limit: int) -> str:
    """Words that would do harm if they were taken for anything but words; one in three as long as possible."""
    text = random.choice(EVIL)
    return (text * (limit // max(1, len(text)) + 1))[:limit] if random.random() < 0.3 else text


def long(random: Random, limit: int) -> str:
    """As many characters as possible, no two texts alike."""
    return f"{random.randrange(10**9)} " + "w&" * (limit // 2 - 8)


def check_hostile_text(kind: Kind, settings: Settings) -> None:
    """Hostile text is shown as text or refused, in every view and in every export."""
    given = {name: _evil_twin(kind, settings, name) for name in settings}
    items = tuple(Item(f"i{place}", f"{text} {place}"[:60]) for place, text in enumerate(EVIL[:4]))
    crowd = Crowd(kind, given, seed="evil", people=10, write=evil, incoming=items)

    def act() -> None:
        for _time in range(30):
            crowd.mill()
        for _time in range(3):
            crowd.facilitate()
        for name, view in crowd.pages().items():
            _harmless(str(view), f"the view of {name} in {crowd.table.run.phase.name}")

    for _phase in crowd.phases(act):
        pass
    crowd.finish()
    _export(crowd.table.room.record(), heavy=COPIES[-1:])


def _evil_twin(kind: Kind, settings: Settings, name: str) -> Any:
    """The same setting with hostile words in its place, where that is valid."""
    value = settings[name]
    twin = EVIL[0] + EVIL[1] if isinstance(value, str) else value
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        twin = [f"{EVIL[place % 4]} {place}" for place, _part in enumerate(value)]
    try:
        kind.settings_type.model_validate({**settings, name: twin})
    except ValueError:
        return value
    return twin


def check_views_are_small(kind: Kind, settings: Settings) -> None:
    """No view is over 16 KB, with thirty people who write as much as they can, and no id stands twice in it.

    The facilitator's own page, which is opened once and holds every word that only they may read, may have four times
    as much.
    """
    crowd = Crowd(kind, settings, seed="sizes", people=MANY, write=long)

    def act() -> None:
        for person in crowd.people:
            crowd.tap(person)
            crowd.tap(person)
        _small(crowd)

    for _phase in crowd.phases(act):
        _small(crowd)


def _small(crowd: Crowd) -> None:
    for name, view in crowd.pages(effort.times(LOOKED_AT, MANY)).items():
        size = len(str(view).encode())
        most = ALONE * LARGEST_VIEW if name == OWN_PAGE else LARGEST_VIEW
        assert size <= most, f"in {crowd.table.run.phase.name} the view of {name} has {size:,} bytes"
        twice = [id for id, n in Counter(re.findall(r'<[^>]*\sid="([^"]+)"', str(view))).items() if n > 1]
        assert not twice, f"in {crowd.table.run.phase.name} the view of {name} has the id {twice[0]} twice"


def check_exports(kind: Kind, settings: Settings) -> None:
    """The section begins with its result, and goes into every format and copy. None has what leads to a seat."""
    crowd = Crowd(kind, settings, seed="exports")
    room, links = crowd.table.room, set[str]()
    for _phase in crowd.phases(crowd.answer):
        links |= {crowd.table.run.secret, *room.keys.values(), *room.marks}
        closed = crowd.table.copy()
        closed.facilitator.do("finish", early=True)
    doors = {text for seat in room.seats.values() for text in (seat.id, seat.token, seat.code) if text}
    _export(closed.room.record(), never=links | doors)
    if kind.shelf.leaves:
        _result_first(closed.room.sections["step"])


def _result_first(section: Section) -> None:
    """Where there are tables, a sentence says first what came of it, for who reads only what is bold."""
    told = [block for block in section.blocks if not isinstance(block, Facts)]
    if section.finished and any(isinstance(block, Table) for block in told):
        assert isinstance(told[0], Outcome), (
            f"the section has tables and begins with a {told[0].block}: say first in one sentence what came of it"
        )


def check_nobody_did_anything(kind: Kind, settings: Settings) -> None:
    """Where nobody does anything, or nobody is there, every phase is shown and every format is written."""
    for people, incoming in ((0, INCOMING), (2, ())):
        crowd = Crowd(kind, settings, people=people, incoming=incoming)
        for name in list(crowd.table.run.phases):
            try:
                crowd.table.go(name)
            except Refused:
                continue
            crowd.pages()
        crowd.table.facilitator.do("finish", early=True)
        _export(crowd.table.room.record())


def _export(record: Record, heavy: Collection[Copy] = (), never: Collection[str] = ()) -> None:
    """Every copy in every format, what takes long only of the copies `heavy`; and nothing of what is `never` there."""
    for format, kind in FORMATS.items():
        for copy in COPIES if not kind.heavy or effort.thorough else heavy:
            content, where = render(record, format, copy), f"the {copy} copy as {format}"
            assert content, f"{where} is empty"
            there = sorted(found(never, opened(content)))
            assert not there, f"{where} holds what leads to a seat: {there[0]}"
            if format == "json":
                json.loads(content)
            elif format in PLAIN:
                _no_control(content.decode().replace("\r\n", "\n"), where)
            elif content[:4] != b"%PDF":
                for name, data in opened(content).items():
                    _sound(name, data, where, markup=format == "html")


def _sound(name: str, data: bytes, where: str, markup: bool) -> None:
    """Documents are sound XML, no cell of a table is a formula, and words are only words."""
    if name.endswith(".csv"):
        _no_formula(data.decode("utf-8-sig"), f"{where}, {name}")
        return
    if name.endswith((".png", ".txt")):  # a picture, and words that nothing takes for markup
        return
    if name.endswith((".xml", ".rels")):
        tags = {etree.QName(element).localname for element in etree.fromstring(data).iter(etree.Element)}
        assert not tags & {"evil-tag", "f"}, f"{where} holds foreign markup or a formula in {name}"
    _harmless(data.decode(), where, markup)


def _no_formula(text: str, where: str) -> None:
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert NUMBER.fullmatch(cell) or not FORMULA.match(cell), f"{where}: a cell is a formula: {cell[:40]!r}"


def _no_control(text: str, where: str) -> None:
    unwanted = UNWANTED.search(text)
    assert not unwanted, f"{where} holds the control character {unwanted[0]!r}"


def _harmless(text: str, where: str, markup: bool = True) -> None:
    _no_control(text, where)
    assert "<evil-tag" not in text, f"{where} holds hostile text that was not escaped"
    if markup:
        page = lxml_html.fromstring(f"<div>{text}</div>" if "<html" not in text else text.encode())
        marked: Any = page.xpath("//evil-tag | //*[@evil-mark]")
        assert not marked, f"{where} holds hostile text that became markup: {etree.tostring(marked[0])[:80]!r}"
