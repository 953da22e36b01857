"""Withdrawal codes: six signs with which the writer of a card can have it removed after the activity has closed.

A code is made again whenever it is shown and never kept. What is kept with the card is its hash, which leads to no
seat.
"""

from __future__ import annotations

from facilitator import seats
from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.rules import Cards


def code(ctx: Ctx, card: str) -> str:
    """The code of a card (id), the same as long as the activity is open."""
    return seats.code(ctx.seed, seats.SEAT_CODE, f"withdraw:{card}")


def codes(cards: Cards, me: Key, ctx: Ctx) -> dict[str, str]:
    """The codes of one person's own cards, by id, as people read them: "K7M 2QX"."""
    return {id: seats.shown(code(ctx, id)) for id in cards.of(me)}


def hashed(typed: str) -> str:
    """What is kept of a code, as somebody typed it; compare it with `Quote.code`."""
    return seats.digest(f"withdraw:{seats.typed(typed)}", 32)
