"""Decision: how an activity leaves one in the log, how it asks the charter before, and how one is looked at again.

An activity that decides says so in one place, in the `ledger` of a block: `return [Decision(text=..., ...).entry()]`.
With `ByCharter` it looks up how the group decides such things, and with `Again` it can take up a decision that is due.
"""

from __future__ import annotations

from facilitator.blocks.decision.again import Again
from facilitator.blocks.decision.by_charter import Asked, ByCharter
from facilitator.blocks.decision.rules import CONCERNS_IN, REVIEW_DAYS, Decision, due, in_days, review_of

__all__ = [
    "CONCERNS_IN", "REVIEW_DAYS", "Again", "Asked", "ByCharter", "Decision", "due", "in_days", "review_of",
]  # fmt: skip
