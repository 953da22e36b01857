"""Gives tests the loose activity in which all building blocks for words on cards work together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from facilitator.library.registry import Registry


@pytest.fixture(scope="session")
def sorting() -> Any:
    """The activity."""
    library = Registry()
    library.take_file(Path(__file__).parent.parent / "loose" / "sorting.py")
    return library.activities["sorting"]
