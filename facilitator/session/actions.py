"""The table of all that can be done with a session, whatever activity runs."""

from __future__ import annotations

from facilitator.session import (
    access,
    agenda,
    erasure,
    handover,
    own_words,
    people,
    progress,
    retention,
    reviews,
    revisit,
    withdrawals,
)
from facilitator.session.action import actions_in

ACTIONS = actions_in(
    agenda, handover, people, progress, access, revisit, reviews, withdrawals, own_words, retention, erasure
)
"""By name."""
