"""Where no page may end: what says what comes next stays with it, and a note with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.report.model import Outcome, Paragraph, Passage

Part = dict[str, Any]
"""One thing on the page; `kind` says how it is laid out."""

LEAD = 320
"""Letters of what says what comes next; more may stand alone at the foot of a page."""
HEADS = ("h2", "h3")
RESULTS = ("table", "figure", "cards", "points", "outcome", "decision")


def leads(blocks: Sequence[Passage], at: int) -> bool:
    """Whether a block of a section says what comes after it, so that no page may end between them."""
    if at + 1 >= len(blocks) or not isinstance(block := blocks[at], Paragraph | Outcome):
        return False
    short = len(block.words) + len(getattr(block, "detail", "")) <= LEAD
    after = blocks[at + 1]
    return short and (not isinstance(after, Paragraph) or isinstance(block, Outcome) or leads(blocks, at + 1))


def held(parts: Sequence[Part]) -> list[Part]:
    """The parts, each with `leads`: whether the page may not end after it."""
    found: list[Part] = []
    after: Part | None = None
    for part in reversed(parts):
        after = part | {"leads": after is not None and _leads(part, after)}
        found.append(after)
    return found[::-1]


def _leads(part: Part, after: Part) -> bool:
    if part["kind"] in HEADS:
        return True
    if after.get("note"):
        return part["kind"] in RESULTS and not part.get("long") and len(after["words"]) <= LEAD
    if part.get("note") or after["kind"] == "h2" or part["kind"] not in ("p", "soft", "outcome"):
        return False
    short = len(part["words"]) + len(part.get("detail", "")) <= LEAD
    return short and (after["kind"] in RESULTS or after["leads"] or part["kind"] == "outcome")
