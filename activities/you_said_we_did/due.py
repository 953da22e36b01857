"""What is due: what the ledgers of the programme hold that people said or were promised, and that is not closed yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from activities.you_said_we_did.rules import STATUSES, Answer, Status, Theme
from facilitator.activity import Ctx, Day

STANDING: Mapping[str, tuple[str, ...]] = {
    "feedback": (), "needs": ("taken forward",), "actions": (), "decisions": ("agreed", "trial"),
}  # fmt: skip
"""The ledgers that it looks into, each with the states in which an entry is due; none for any."""
KNOWN: Mapping[str, Status] = {"not possible": "not possible", "done": "done", "dropped": "not possible"}
"""What an entry says already of itself. It still needs who, and what was done or why."""


def due(ctx: Ctx) -> list[Theme]:
    """What is due, in the order of the ledgers, the oldest first."""
    sources = ctx.settings.sources
    ledgers = [ledger for ledger in STANDING if sources == "all" or ledger in sources]
    entries = [each for ledger in ledgers for each in ctx.ledgers.of(ledger, *STANDING[ledger])]
    return [_theme(entry) for entry in entries if entry.text and not closed(entry.data)]


def closed(data: Mapping[str, str]) -> bool:
    """Whether people heard what came of it, and did not dispute it."""
    return data.get("answer") in ("done", "not possible") and data.get("check") != "disputed"


def _theme(entry: Any) -> Theme:
    data = entry.data
    before = data.get("answer", "")
    answer = Answer(who=data.get("who", "") if entry.ledger in ("feedback", "actions") else "")
    if not before and data.get("status") in KNOWN:
        answer = Answer(KNOWN[data["status"]], data.get("why", ""), answer.who)
    return Theme(
        entry.text, entry.ledger, entry.key, day_of(data.get("by", "")), answer.who,
        before if before in STATUSES else "", answer,
    )  # fmt: skip


def day_of(text: str) -> Day | None:
    """A day of a ledger; None where there is none, or what stands there is no day."""
    try:
        return Day.fromisoformat(text)
    except ValueError:
        return None


def typed(texts: Sequence[str]) -> list[Theme]:
    """What was typed in, because no ledger holds it."""
    return [Theme(text) for text in texts]
