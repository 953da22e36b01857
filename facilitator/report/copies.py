"""Makes the three copies of a record: what the room takes home, what may be published, what the facilitator keeps.

| copy | has |
| --- | --- |
| room | words of permission 2 to 4; names only where everybody was told so, or the writer gave one to be shared |
| public | words of permission 3 and 4; no name but at level 4; no column or table of names; not the join code |
| facilitator | the room's copy, what the next activity needs, the log, and what each writer chose for their card |

Words of permission 1 stay in the room: they are in no copy at all. Where some are left out the copy says how many, and
where their writers chose that, they are left out of its results, too. Nobody but the facilitator can tell which
permission a card has, what for and for how long, or which session of the programme an entry of a ledger is from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast, get_args

from facilitator.i18n import _, ngettext, speaking
from facilitator.report.model import Copy as Copy
from facilitator.report.model import LedgerEntry, Paragraph, Passage, Quote, Quotes, Record, Section, Table
from facilitator.report.tables import only
from facilitator.report.withheld import Hide, hiding, nameless, without

COPIES: tuple[Copy, ...] = get_args(Copy)

NAMELESS = frozenset(
    {"text", "number", "status", "outcome", "detail", "table", "why", "review", "by", "how", "note", "method",
     "threshold", "present", "answered", "stances", "next", "first", "kind", "signs", "reason", "read", "disputed",
     "skill", "until"}
)  # fmt: skip
"""What a ledger entry may say in public."""

PLAIN = TypeVar("PLAIN")


def copy_of(record: Record, copy: Copy) -> Record:
    """The record as `copy` may have it, with characters that disturb a document removed. Raises `ValueError`.

    Of what is a copy for more people already, it is that copy.
    """
    if copy not in COPIES:
        raise ValueError(f"There is no copy {copy!r}. There are: {', '.join(COPIES)}.")
    clean = plain(record)
    if record.copy in ("public", copy) and copy != "facilitator":
        return clean
    with speaking(clean.language):
        return replace(
            clean,
            code="" if copy == "public" else clean.code,
            log=clean.log if copy == "facilitator" else (),
            sections=_sections(clean, copy),
            copy=copy if record.copy == "facilitator" or copy == "public" else record.copy,
        )


def kept_back(record: Record, copy: Copy) -> int:
    """How many cards the copy leaves out."""
    return sum(not _allowed(quote, copy) for section in record.sections for quote in _quotes(section))


def plain(value: PLAIN) -> PLAIN:
    """The same data without control characters, direction overrides and half characters in any text."""
    out: Any = value
    if isinstance(value, str):
        out = value if value.isprintable() else _DISTURBING.sub("", _LINE_ENDS.sub("\n", value))
    elif isinstance(value, tuple):
        out = tuple(plain(part) for part in value)
    elif isinstance(value, dict):
        out = {plain(key): plain(part) for key, part in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        out = replace(value, **{field.name: plain(getattr(value, field.name)) for field in fields(value)})
    return cast(PLAIN, out)


def _sections(record: Record, copy: Copy) -> tuple[Section, ...]:
    """All sections without what the copy leaves out. Where a writer chose that, it is left out of results, too.

    What the group agreed on in these words is the group's.
    """
    quotes = [quote for section in record.sections for quote in _quotes(section)]
    out = {quote.text for quote in quotes if not _allowed(quote, copy)}
    chosen = {quote.text for quote in quotes if record.copy == "room" or quote.code or quote.permission == 1}
    kept = {quote.text for quote in quotes if _allowed(quote, copy)}
    agreed = {
        entry.data.get("text", "")
        for section in record.sections
        for entry in section.ledger
        if entry.ledger in ("agreements", "decisions")
    }
    withheld, names = (out & chosen) - kept - agreed, dict[str, str]()
    return tuple(_section(section, copy, out, hiding(withheld), names) for section in record.sections)


def _section(section: Section, copy: Copy, out: Collection[str], hide: Hide, names: dict[str, str]) -> Section:
    if copy == "public":
        hide = nameless(hide, {entry.data.get(name, "") for entry in section.ledger for name in ("holder", "who")
                               if entry.ledger in ("agreements", "decisions")} - {""})  # fmt: skip
    return replace(
        section,
        first=section.first and copy == "public",
        blocks=tuple(without(block, hide) for block in _blocks(section, copy)),
        items=tuple(item for item in section.items if item.text not in out) if copy == "facilitator" else (),
        ledger=tuple(_entry(entry, copy, hide, names) for entry in section.ledger),
        files=section.files if copy == "facilitator" else (),
    )


def _quotes(section: Section) -> list[Quote]:
    return [quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes]


def _allowed(quote: Quote, copy: Copy) -> bool:
    return quote.permission >= (3 if copy == "public" else 2)


def _blocks(section: Section, copy: Copy) -> tuple[Passage, ...]:
    """What stands in the section; for everyone outside without tables that only said who."""
    out = {id(block) for block in section.blocks if copy == "public" and _only_who(block, section)}
    kept = tuple(_block(block, copy) for block in section.blocks if id(block) not in out)
    if not out:
        return kept
    words = ngettext(
        "{n} table is not in this copy: it only said who.", "{n} tables are not in this copy: they only said who.",
        len(out),
    )  # fmt: skip
    return (*kept, Paragraph(str(words)))


def _only_who(block: Passage, section: Section) -> bool:
    """Whether nothing is left without names but what the rows are called, which stands elsewhere in the section."""
    if not isinstance(block, Table):
        return False
    kept = [at for at, column in enumerate(block.columns) if not column.names]
    if len(kept) != 1 or len(block.columns) == 1:
        return False
    others = {str(cell) for other in section.blocks if isinstance(other, Table) and other is not block
              for row in other.rows for cell in row}  # fmt: skip
    others |= {quote.text for quote in _quotes(section)} | {entry.data.get("text", "") for entry in section.ledger}
    return {str(row[kept[0]]) for row in block.rows} <= others


def _block(block: Passage, copy: Copy) -> Passage:
    if isinstance(block, Quotes):
        return _cards(block, copy)
    if isinstance(block, Table) and copy == "public":
        return _without_names(block)
    return block


def _cards(block: Quotes, copy: Copy) -> Quotes:
    kept = tuple(_card(quote, copy) for quote in block.quotes if _allowed(quote, copy))
    out = len(block.quotes) - len(kept)
    if out == 0:
        return replace(block, quotes=kept)
    words = ngettext(
        "{n} card is not in this copy. Its writer did not say that it may be.",
        "{n} cards are not in this copy. Their writers did not say that they may be.",
        out,
    )
    return replace(block, quotes=kept, note=f"{block.note} {words}".strip())


def _card(quote: Quote, copy: Copy) -> Quote:
    """A card that stands in the copy; only the facilitator can tell what its writer chose for it."""
    named = replace(quote, name=quote.name if quote.permission == 4 or (quote.open and copy != "public") else "")
    if copy == "facilitator":
        return named
    return Quote(named.text, named.label, name=named.name, open=bool(named.name), column=named.column)


def _without_names(table: Table) -> Table:
    kept = [at for at, column in enumerate(table.columns) if not column.names]
    if len(kept) == len(table.columns):
        return table
    note = f"{table.note} {_('Names are not in this copy.')}".strip()
    return replace(only(table, kept), note=note)


def _entry(entry: LedgerEntry, copy: Copy, hide: Hide, names: dict[str, str]) -> LedgerEntry:
    """An entry as the copy may have it; `names` are what the entries of the programme are called in it."""
    if copy == "facilitator":
        return entry
    public = copy == "public"
    said = {key: words for key, words in entry.data.items() if key != "code" and (key in NAMELESS or not public)}
    said = {key: words if key in _NO_WORDS else hide(words) for key, words in said.items()}
    return replace(entry, entry=names.setdefault(entry.entry, f"e{len(names) + 1}"), data=said)


_NO_WORDS = frozenset({"number", "status", "review", "by", "present", "answered", "table"})
_LINE_ENDS = re.compile("\r\n?|[\u2028\u2029]")
_DISTURBING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
