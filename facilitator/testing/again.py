"""Replays rooms in a process of its own: reads them as JSON on standard input, tells them on standard output."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from facilitator.library.registry import module_of
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.testing.told import told


def main() -> None:
    """Answer for every room that is given."""
    given = json.load(sys.stdin)
    kind = _kind(given)
    answers = []
    for kept in given["rooms"]:
        room = Room({kind.id: kind})
        snapshot.restore(room, kept["tables"], kept["events"])
        answers.append(told(room))
    json.dump(answers, sys.stdout)


def _kind(given: dict[str, Any]) -> Any:
    """The activity: from its module, or where that cannot be found by its name, from its file."""
    try:
        found: Any = importlib.import_module(given["module"])
    except ImportError:
        found = module_of(Path(given["file"]))
    for name in given["name"].split("."):
        found = getattr(found, name)
    return found


if __name__ == "__main__":
    main()
