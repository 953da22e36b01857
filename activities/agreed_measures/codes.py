"""Codes that match two answers without a name: made by the tool, kept only as hashes, tied to no seat.

People never choose one: a word that can be guessed protects nobody. The hash of a code is another one for each measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facilitator.activity import Ctx, Key, SealedEntry
from facilitator.blocks.codes import make, mark, same

TOPIC = "measures"
CARDS = 30
"""Codes that can be printed and cut out."""


def own(ctx: Ctx, me: Key) -> str:
    """The code that somebody without one gets in this wave."""
    return make(ctx.seed, f"wave:{me}")


def cards(ctx: Ctx) -> list[str]:
    """Codes to print, for people without a phone."""
    return [make(ctx.seed, f"wave card:{n}") for n in range(CARDS)]


def known(ctx: Ctx, code: str, measures: Iterable[str]) -> bool:
    """Whether the tool made this code: it stands on a card of today, or answered in an earlier wave."""
    if any(same(code, card) for card in cards(ctx)):
        return True
    marks = {entry.data.get("code") for entry in ctx.sealed.of(TOPIC)}
    return any(mark(code, measure) in marks for measure in measures)


def points(ctx: Ctx) -> Mapping[tuple[str, str], Mapping[str, int]]:
    """What is sealed of earlier waves: by measure and wave, the point under each hash."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for entry in ctx.sealed.of(TOPIC):
        if point := entry.data.get("point"):
            found.setdefault((entry.data["measure"], entry.data["wave"]), {})[entry.data["code"]] = int(point)
    return found


def sealed(measure: str, wave: str, code: str, point: int | None) -> SealedEntry:
    """What is kept of one answer; without a point only that the tool made this code."""
    data = {"measure": measure, "wave": wave, "code": code}
    return SealedEntry(TOPIC, data if point is None else data | {"point": str(point)})
