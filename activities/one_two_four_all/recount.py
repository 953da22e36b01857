"""How many pairs and tables a record may tell of, counted again: never more than the people of a rehearsal make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Section


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Pairs and tables: two people at least are a pair, two pairs a table, and below four pairs there is none.

    Who was gone when the record was made is not in the books, so there may be fewer.
    """
    label = str(_("Small groups"))
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    numbers = [int(n) for n in re.findall(r"\d+", facts.get(label, ""))]
    pairs, tables = [*numbers, 0, 0][:2]
    everyone = books.people + books.helpers
    yield label, pairs, min(pairs, everyone // 2)
    mixed = books.settings[books.step].mix != "as seated"
    yield label, tables, min(tables, pairs, (everyone // 4 if everyone >= 8 else 0) if mixed else pairs)
    if books.people > 1 and not books.left[books.step]:
        yield label, pairs, max(pairs, 1)
