"""One workbook with a sheet for every table of results, to sort and to sum: numbers are numbers, text is only text.

The first sheet says what the others are. After it come decisions, tasks, what people wrote, and the tables. Titles
stand in the first row of a sheet and stay in sight; nothing else is on it but its rows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from facilitator.i18n import Words, _, direction, speaking
from facilitator.report import words as say
from facilitator.report.cells import as_text
from facilitator.report.copies import Copy, copy_of
from facilitator.report.digest import decisions, ended, tasks
from facilitator.report.model import Cell, Column, Quotes, Record, Section, Table

STRICT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST = 32_000
"""Signs of a cell: a spreadsheet takes some more."""
NAME = 31
"""Signs of a sheet's name, at most."""
PRECISE = 15
"""Figures of a number that a spreadsheet keeps."""
WIDEST, WIDE, LONG = 60, 110, 400
"""Signs that stand side by side in a column at most; more where a cell has very many."""
LINE, HEAD, HIGHEST = 15, 22, 405
"""Points of a line, of the titles, and of the highest row."""


@dataclass(frozen=True)
class Sheet:
    """What one sheet holds."""

    name: str
    about: tuple[str, ...]
    """The question, what the table is, what is said below it in the other documents, and how the question ended."""
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


List = tuple[Words, tuple[Column, ...], list[tuple[Cell, ...]]]
"""Title, columns and rows of what is no table in the other documents."""


def render(record: Record, copy: Copy) -> bytes:
    """The copy as a workbook, the same bytes for the same record."""
    from xlsxwriter import Workbook  # only who prints needs it

    safe = copy_of(record, copy)
    out = io.BytesIO()
    with speaking(safe.language), Workbook(out, STRICT) as book:
        day = _date(safe.date) or date(2000, 1, 1)
        book.set_properties(
            {"title": say.title(safe)[:255], "author": "Facilitator", "created": datetime(day.year, day.month, day.day)}
        )
        found = [*_sheets(safe, copy)]
        _Pen(book, direction(safe.language) == "rtl").write(_about(safe, copy, found), found)
    return out.getvalue()


def _sheets(record: Record, copy: Copy) -> Iterator[Sheet]:
    """What was decided, the tasks, the cards and all tables, each under a name of its own."""
    taken = {str(_ABOUT).casefold(), "history"}
    for title, columns, rows in (_decisions(record), _tasks(record, copy), _cards(record)):
        kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
        if kept:
            some = tuple(tuple(row[at] for at in kept) for row in rows)
            yield Sheet(_free(title, taken), ("", str(title), ""), tuple(columns[at] for at in kept), some)
    for nr, section in enumerate(record.sections, 1):
        for block in section.blocks:
            if isinstance(block, Table):
                yield _table(nr, section, block, taken)


def _decisions(record: Record) -> List:
    heads = (Column(str(_("Number"))), Column(str(_("Decision"))), Column(str(_("How it ended"))),
             Column(str(_("How it was counted"))), Column(str(_("We look again")), "date"))  # fmt: skip
    return say.DECIDED, heads, [
        (each.entry["number"], each.entry.words, *say.result(each), each.entry["review"]) for each in decisions(record)
    ]  # fmt: skip


def _tasks(record: Record, copy: Copy) -> List:
    """The same as in the other documents, with days as days."""
    found, by = tasks(record), str(_("By when"))
    titles, rows = say.task_table(found, copy)
    heads = tuple(Column(title, "date" if title == by else "text") for title in titles)
    return say.TASKS, heads, [
        tuple(entry["by"] if title == by and entry["by"] else cell for title, cell in zip(titles, row, strict=True))
        for entry, row in zip(found, rows, strict=True)
    ]  # fmt: skip


def _cards(record: Record) -> List:
    heads = tuple(Column(str(each)) for each in (_("Question"), _("List"), _("Column"), _("Words"), _("Name")))
    return _CARDS, heads, [
        (say.heading(section), block.title, quote.label, quote.text, quote.name)
        for section in record.sections
        for block in section.blocks if isinstance(block, Quotes)
        for quote in block.quotes
    ]  # fmt: skip


def _table(nr: int, section: Section, block: Table, taken: set[str]) -> Sheet:
    title = block.title or section.title or section.activity
    notes = " ".join(part for part in (say.basis(block), block.note) if part)
    outcome = ended(section)
    about = (say.heading(section), title, notes, say.sentence(outcome.words) if outcome else "")
    return Sheet(_free(f"{nr} {title}", taken), about, block.columns, block.rows)


def _about(record: Record, copy: Copy, found: Sequence[Sheet]) -> list[tuple[str, ...]]:
    """The rows of the first sheet: what the workshop was, then what stands on each of the others."""
    who = " ".join(part for part in say.people(record) if part)
    top = [(say.title(record),), (str(say.TITLES[copy]),), (say.when(record),), (who,), ()]
    heads = tuple(str(each) for each in (_("Sheet"), _("Question"), _("What it is"), _("Good to know"),
                                     _("How it ended")))  # fmt: skip
    return [*top, heads, *((each.name, *each.about) for each in found), (), (str(say.FOOT),)]


class _Pen:
    """Writes sheets into a workbook."""

    def __init__(self, book: Any, rtl: bool) -> None:
        self.book, self.rtl = book, rtl
        self.looks: dict[tuple[tuple[str, Any], ...], Any] = {}

    def write(self, about: Sequence[tuple[str, ...]], sheets: Sequence[Sheet]) -> None:
        """All sheets, the first one first."""
        self._about(self._sheet(str(_ABOUT)), about)
        for place, each in enumerate(sheets, 1):
            self._rows(self._sheet(each.name), each, f"Table{place}")

    def _sheet(self, name: str) -> Any:
        page = self.book.add_worksheet(name)
        page.set_paper(9)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        if self.rtl:
            page.right_to_left()
        return page

    def _about(self, page: Any, rows: Sequence[tuple[str, ...]]) -> None:
        page.hide_gridlines(2)
        for at, width in enumerate(_COLUMNS):
            page.set_column(at, at, width)
        for down, row in enumerate(rows):
            _tall(page, down, row if len(row) > 1 else (), _COLUMNS)
            large = {"bold": True, "font_size": 16} if down == 0 else {"bold": True} if down == _HEADS else {}
            for across, words in enumerate(row):
                wraps = {"text_wrap": True, "valign": "top"} if down >= _HEADS and len(row) > 1 else {}
                page.write_string(down, across, _fits(words), self._look(**large, **wraps))

    def _rows(self, page: Any, sheet: Sheet, name: str) -> None:
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        titles = _apart([_title(column) for column in sheet.columns])
        heads = [self._look(bold=True, valign="vcenter", bg_color="#FFE7A8", bottom=1, **_placed(sheet.columns, at, 2))
                 for at in range(len(titles))]  # fmt: skip
        if sheet.rows:
            columns = [{"header": title, "header_format": head} for title, head in zip(titles, heads, strict=True)]
            page.add_table(
                0, 0, len(sheet.rows), len(titles) - 1,
                {"name": name, "columns": columns, "style": None, "autofilter": True},
            )  # fmt: skip
        wide = [_width(title, [row[at] for row in sheet.rows]) for at, title in enumerate(titles)]
        page.set_row(0, HEAD)
        for down, row in enumerate(sheet.rows, 1):
            _tall(page, down, row, wide)
        for across, (title, column) in enumerate(zip(titles, sheet.columns, strict=True)):
            page.write_string(0, across, title, heads[across])
            placed = _placed(sheet.columns, across)
            cells = [row[across] for row in sheet.rows]
            page.set_column(across, across, wide[across])
            for down, cell in enumerate(cells, 1):
                self._cell(page, down, across, cell, column, placed)

    def _cell(self, page: Any, down: int, across: int, cell: Cell, column: Column, placed: dict[str, Any]) -> None:
        if cell is None or cell == "":
            return
        number, day = _number(cell, column), _date(str(cell)) if column.kind == "date" else None
        if number is not None:
            value, shape = number
            page.write_number(down, across, value, self._look(num_format=shape, valign="top", **placed))
        elif day is not None:
            page.write_datetime(
                down, across, day, self._look(num_format="yyyy-mm-dd", valign="top", **{"align": "left", **placed})
            )
        else:
            words = _fits(str(cell))
            guard = {"quote_prefix": True} if as_text(words) != words else {}
            page.write_string(down, across, words, self._look(text_wrap=True, valign="top", **guard, **placed))

    def _look(self, **wanted: Any) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self.looks:
            self.looks[key] = self.book.add_format({"font_name": "Arial", "font_size": 11, **wanted})
        return self.looks[key]


def _placed(columns: Sequence[Column], at: int, away: int = 0) -> dict[str, Any]:
    """Where a column stands in its cells: figures at the end, `away` from it, but the first; words not hard by them."""
    if columns[at].figures:
        return {"align": "right", "indent": away} if at else {"align": "left"}
    return {"align": "left", "indent": 1} if at and columns[at - 1].figures else {}


def _number(cell: Cell, column: Column) -> tuple[float, str] | None:
    """A number, and how it is shown; None for what is none, or has more figures than a spreadsheet keeps."""
    text = str(cell).replace("−", "-")
    found = _NUMBER.fullmatch(text) if isinstance(cell, int) or column.figures else None
    if found is None or len(re.sub(r"\D", "", text)) > PRECISE:
        return None
    decimals = f".{'0' * len(found[1])}" if found[1] else ""
    if column.kind == "percent":
        return float(text) / 100, f"0{decimals}%"
    return float(text), f"#,##0{decimals}" if column.kind == "count" else f"0{decimals}"


def _date(text: str) -> date | None:
    """A day that a spreadsheet knows."""
    try:
        found = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
    return found if found and found.year > 1900 else None


def _title(column: Column) -> str:
    return _fits(re.sub(r"\s+", " ", column.title).strip(), 250) or "–"


def _apart(titles: Sequence[str]) -> list[str]:
    """Titles of one table, no two alike."""
    taken: set[str] = set()
    return [_free(title, taken, 255) for title in titles]


def _free(words: Words, taken: set[str], most: int = NAME) -> str:
    """`words` as a name that is not taken: what no sheet may be called goes, and a number makes it different."""
    plain = _NOT_IN_NAMES.sub(" ", str(words)) if most == NAME else str(words)
    plain = re.sub(r"\s+", " ", plain).strip(" '")
    for nr in range(1, len(taken) + 2):
        ending = f" ({nr})" if nr > 1 else ""
        name = _fits(plain, most - len(ending)).strip(" '") + ending
        if name.strip() and name.casefold() not in taken:
            break
    taken.add(name.casefold())
    return name


def _fits(words: str, most: int = LONGEST) -> str:
    """`words`, cut where a spreadsheet would refuse it, which counts some letters twice."""
    if len(words) + sum(letter > "\uffff" for letter in words) <= most:
        return words
    return words.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"


def _width(title: str, cells: Sequence[Cell]) -> int:
    lines = [line for cell in (title, *cells[:1000]) for line in str(cell if cell is not None else "").split("\n")]
    longest = max(map(len, lines))
    return max(8, min(WIDE if longest > LONG else WIDEST, longest + 4))


def _tall(page: Any, down: int, row: Sequence[Cell], wide: Sequence[int]) -> None:
    """Make a row as high as its longest cell, which not every program does by itself."""
    lines = [
        sum(1 + 9 * len(line) // (10 * width) for line in str(cell).split("\n"))
        for cell, width in zip(row, wide, strict=False)
        if cell is not None
    ]
    if max(lines, default=1) > 1:
        page.set_row(down, min(HIGHEST, LINE * max(lines)))


_COLUMNS = (30, 48, 30, 60, 60)
"""How wide those of the first sheet are."""
_ABOUT = _("About")
_CARDS = _("What people wrote")
_HEADS = 5
"""The row of the first sheet with the titles of the list."""
_NUMBER = re.compile(r"-?\d+(?:\.(\d+))?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
