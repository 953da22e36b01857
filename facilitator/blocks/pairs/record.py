"""The lines in the record: each thing of the first list with what belongs to it, or why there is none."""

from __future__ import annotations

from facilitator.blocks.pairs.rules import Lines, Names
from facilitator.blocks.pairs.widgets import Says
from facilitator.i18n import _
from facilitator.report.model import Column, Facts, Passage, Table
from facilitator.report.words import sentence


def passages(id: str, lines: Lines, first: Names, second: Names, says: Says) -> list[Passage]:
    """A row for each line; without any, why."""
    pairs = lines.standing(first, second)
    rows = tuple((str(first[one]), str(second[other])) for one, other in pairs)
    columns = (Column(str(says.first)), Column(str(says.second)))
    found: list[Passage] = [Table(id, str(says.title), columns, rows)] if rows else []
    if lines.why and not rows:
        why = _("Nothing was matched, because: {why}", why=lines.why)
        found.append(Facts(((str(_("Why nothing is matched")), sentence(str(why))),)))
    return found
