"""Counts every figure again for a rehearsal: what has an answer, who sees it like that, and what is disputed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from activities.you_said_we_did.check import TOLD
from activities.you_said_we_did.rules import SILENT, STATUSES
from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Quotes, Section, Table

Figure = tuple[str, Cell, Cell]
WANTED = {"done": "words who", "under way": "words who by", "not possible": "words who", "not yet decided": "who by"}
"""What each status requires, written down once more."""


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of a section. `rounds` hold what people posted, `books` what the facilitator did."""
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    loop = tables.get("loop")
    if loop is None:
        return
    acts = [act for act in books.acts if not act.who and act.step == books.step]
    yield from _returned(loop, books)
    ids = _ids(len(loop.rows), acts)
    stands = dict(zip(ids, (str(row[1]).partition(".")[0] for row in loop.rows), strict=True))
    for id, known in _written(acts).items():
        if id in stands:
            yield id, stands[id], known
    silent = sum(said == str(SILENT) for said in stands.values())
    done = sum(said == str(STATUSES["done"]) for said in stands.values())
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    yield "rates", str(_("Are done")) in facts, len(ids) > 1
    for label, n in ((_("Have an answer"), len(ids) - silent), (_("Are done"), done)) if len(ids) > 1 else ():
        numbers = [int(each) for each in re.findall(r"\d+", facts[str(label)])]
        percent = int(Fraction(100 * n, len(ids)) + Fraction(1, 2))
        yield from ((str(label), said, known) for said, known in zip(numbers, (n, len(ids), percent), strict=True))
    shown = [each for each in rounds.values() if each.phase == "check" and each.revealed]
    checks = [each for id, each in tables.items() if id.startswith("check-")]
    yield "checks", len(checks), min(1, len(shown))
    for number, round_ in enumerate(shown, 1):
        at = 1 if number == len(shown) else 1 + 5 * number  # those before stand behind the last
        there = [(row[0], *row[at : at + 5]) for each in checks for row in each.rows]
        yield from _check(there, round_, books.settings.get(books.step))
    cards = [quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes]
    if any(act.phase == "missing" for act in books.acts if act.step == books.step):
        written = sum(bool(sheet.texts) for each in shown[-1:] for sheet in each.sheets.values())
        last = f".{max((n for n, each in rounds.items() if each in shown), default=0)}"
        gone = len({act.given.get("card", act.who) for act in books.acts
                    if act.step == books.step and act.action in ("hide", "take_back")
                    and act.given.get("run", "").endswith(last)})  # fmt: skip
        yield str(_("What is missing?")), len(cards), written - gone
    settled = {act.given["theme"] for act in acts if act.action in ("renew", "back_to_group")}
    new = tables.get("promises")
    yield str(_("New promises")), sum(bool(row[1]) for row in new.rows) if new else 0, len(settled)


def _returned(loop: Table, books: Any) -> Iterator[Figure]:
    """Whatever was promised at earlier meetings, and is not closed, is here again."""
    if getattr(books.settings.get(books.step), "sources", "all") != "all":
        return
    here = [str(row[0]) for row in loop.rows]
    for line in books.carried.values():
        promised = line["ledger"] == "feedback" and line.get("answer") not in ("done", "not possible")
        if promised and line.get("text"):
            yield line["text"], line["text"] if line["text"] in here else None, line["text"]


def _ids(rows: int, acts: Sequence[Any]) -> list[str]:
    """The ids of what is listed, in its order: what was due comes first, then what was typed in and stayed."""
    added = sum(act.action == "add_theme" for act in acts)
    dropped = {act.given["theme"] for act in acts if act.action == "drop_theme"}
    every = [f"t{at}" for at in range(1, rows + len(dropped) + 1)]
    assert added <= len(every), "more was typed in than there is"
    return [id for id in every if id not in dropped]


def _written(acts: Sequence[Any]) -> dict[str, str]:
    """What the facilitator wrote last of each theme: its status, or that it counts as no answer."""
    found = {}
    for act in acts:
        if act.action == "say_what":
            status = act.given.get("status", "none")
            whole = status in WANTED and all(act.given.get(name, "").strip() for name in WANTED[status].split())
            found[act.given["theme"]] = str(STATUSES[status] if whole else SILENT)
    return found


def untold(rounds: Mapping[int, Any], books: Any) -> Iterator[int]:
    """Earlier checks: the table of the last one tells them, too."""
    shown = [number for number, each in rounds.items() if each.phase == "check" and each.revealed]
    yield from shown[:-1]


def _check(rows: Sequence[Sequence[Cell]], round_: Any, given: Any) -> Iterator[Figure]:
    """How many say what of each theme, and what the room says of it."""
    share = Fraction(getattr(given, "dispute_share", "1/3"))
    least = getattr(given, "min_answers", 5)
    for id, row in zip(round_.asked, rows, strict=True):
        said = Counter(sheet.points.get(id, "") for sheet in round_.sheets.values())
        known = [said[word] for word in ("yes", "partly", "no", "aside")]
        yield from ((str(row[0]), figure, n) for figure, n in zip(row[1:5], known, strict=True))
        n, against = sum(known[:3]), known[1] + known[2]
        told = "too few" if n < least else "disputed" if against >= share * n else "fine"
        yield str(row[0]), row[5], str(TOLD[told])  # type: ignore[index]
