"""Data that a block or an activity brings in its own folder: a deck of questions, the columns of a format."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def brought(name: str, beside: str) -> dict[str, Any]:
    """What `<name>.toml` in the folder of the module `beside` says: `brought("deck", beside=__file__)`."""
    return tomllib.loads(Path(beside).with_name(f"{name}.toml").read_text(encoding="utf-8"))
