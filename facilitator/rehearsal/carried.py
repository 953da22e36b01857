"""What a programme carries from one meeting to the next, told from its records alone, and compared with what is there.

The records were counted again before. Here nothing comes from the ledgers of the program: entries are put together
from the changes that each record prints, and looked for in the next session's file and on the phones.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from facilitator.i18n import Words, _, ngettext
from facilitator.rehearsal.page import elements
from facilitator.report.model import Record

Line = dict[str, str]
"""What an entry says now, with the name of its ledger under "ledger"."""
SAID = ("ledger", "text", "status", "who", "by", "review")
"""What is compared of an entry."""
STANDS: Mapping[str, tuple[str, ...]] = {"agreements": ("agreed",), "decisions": ("agreed", "trial")}
"""The ledgers that every phone has open, each with what an entry is called that holds."""
AT_ONCE = 5
"""Decisions that are due stand on the stage at once, at most."""


def fold(lines: Mapping[str, Line], record: Record) -> dict[str, Line]:
    """All entries by key, after the changes that one more record tells."""
    found = {key: dict(line) for key, line in lines.items()}
    for section in record.sections:
        for each in section.ledger:
            found[each.entry] = {**found.get(each.entry, {}), **each.data, "ledger": each.ledger}
    return found


def kept(lines: Mapping[str, Line], tables: Mapping[str, Any]) -> Iterator[Words]:
    """Whether a session has found everything that earlier ones left, as its file says."""
    there: dict[str, Line] = {}
    for each in sorted(tables["meta"]["1"]["carried"], key=lambda each: (each["at"], each["session"], each["n"])):
        there[each["entry"]] = {**there.get(each["entry"], {}), **each["data"], "ledger": each["ledger"]}
    wrong = [key for key in {*lines, *there} if _said(lines.get(key, {})) != _said(there.get(key, {}))]
    if wrong:
        yield ngettext(
            "{n} entry of the ledgers was not carried over as the records tell it: {key}",
            "{n} entries of the ledgers were not carried over as the records tell them: {key}", len(wrong),
            key=min(wrong),
        )  # fmt: skip


def told(lines: Mapping[str, Line], page: str) -> Iterator[Words]:
    """Whether what holds stands on a phone: agreements, decisions, and who is here for what."""
    words = " ".join(elements(page, whole=True).text_content().split())
    for line in lines.values():
        holds = line.get("status") in STANDS.get(line["ledger"], ()) or (
            line["ledger"] == "roles" and line.get("status") != "ended" and line.get("text")
        )
        if holds and " ".join(line["text"].split()) not in words:
            yield _("What holds is not on the phones: {text}", text=line["text"])


def due(lines: Mapping[str, Line], day: str) -> set[str]:
    """The decisions that hold and whose day has come."""
    decisions = {key: line for key, line in lines.items() if line["ledger"] == "decisions"}
    return {
        key for key, line in decisions.items()
        if line.get("status") in STANDS["decisions"] and line.get("review", "") <= day
    }  # fmt: skip


def reviewed(
    lines: Mapping[str, Line], day: str, offered: Collection[str], looked: Collection[str], record: Record
) -> Iterator[Words]:
    """Whether the decisions that were due were offered, no others, and what became of those that were looked at."""
    known = due(lines, day)
    if not known.issuperset(offered) or len(offered) < min(len(known), AT_ONCE):
        yield _("Decisions that were due: {n}. Offered to be looked at again: {m}.", n=len(known), m=len(offered))
    changed = {each.entry for section in record.sections for each in section.ledger if each.op == "set"}
    for key in looked:
        if key not in changed:
            yield _("A decision was looked at again, but nothing came of it: {text}", text=lines[key]["text"])


def _said(line: Line) -> list[str]:
    return [line.get(name, "") for name in SAID]
