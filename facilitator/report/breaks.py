"""Where no page may end: what says what comes next stays with it, and a note with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from facilitator.report.model import Outcome, Paragraph, Passage

Part = dict[str, Any]
"""One thing on the page; `kind` says how it is laid out."""

LEAD = 320
"""Letters of what says what comes next; more may stand alone at the foot of a page."""
HEADS = ("h2", "h3")
SHOWN = ("table", "figure", "cards", "points")
RESULTS = (*SHOWN, "outcome", "decision")
SAYS = ("p", "soft", "outcome")


def leads(blocks: Sequence[Passage], at: int) -> bool:
    """Whether a block of a section says what comes after it, so that no page may end between them."""
    if at + 1 >= len(blocks) or not isinstance(block := blocks[at], Paragraph | Outcome):
        return False
    after, first = blocks[at + 1], all(isinstance(each, Paragraph | Outcome) for each in blocks[:at])
    if len(block.words) + len(getattr(block, "detail", "")) > LEAD:
        return False
    if isinstance(block, Outcome) or isinstance(after, Outcome):
        return True
    return leads(blocks, at + 1) if isinstance(after, Paragraph) else first or not getattr(after, "title", "")


def held(parts: Sequence[Part]) -> list[Part]:
    """The parts, each with `leads`: whether the page may not end after it; a heading by its own.

    A long list of cards is torn apart, so the notes `below` it are a part of it.
    """
    found: list[Part] = []
    for part in parts:
        last = found[-1] if found else {}
        if part.get("note") and last.get("kind") == "cards" and last["long"]:
            last["below"].append(part["words"])
        else:
            shown = bool(found) and part["kind"] != "h2" and (last["shown"] or last["kind"] in SHOWN)
            found.append(part | {"below": [], "shown": shown, "leads": part["kind"] in HEADS})
    for part, after in reversed([*pairwise(found)]):
        part["leads"] = part["leads"] or _leads(part, after)
    return found


def _leads(part: Part, after: Part) -> bool:
    """Whether a part that is no heading may not be parted from the one after it."""
    if after.get("note"):
        return part["kind"] in (*RESULTS, *SAYS) and not part.get("long") and len(after["words"]) <= LEAD
    short = len(part.get("words", "")) + len(part.get("detail", "")) <= LEAD
    if part.get("note") or after["kind"] == "h2" or part["kind"] not in SAYS or not short:
        return False
    goes_on = after["leads"] and (after["kind"] in SAYS or not part["shown"])
    return after["kind"] in RESULTS or part["kind"] == "outcome" or goes_on
