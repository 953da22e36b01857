"""Waiting in tests for what comes, never for time to pass."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest


async def until(holds: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait for something, and fail if it does not come."""
    for _turn in range(int(seconds * 50)):
        if holds():
            return
        await asyncio.sleep(0.02)
    pytest.fail("it did not come")
