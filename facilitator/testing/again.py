"""Replays rooms in a process of its own: each line of standard input is an activity with rooms, answered in a line."""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from facilitator.library.registry import LOOSE, module_of
from facilitator.room import Room
from facilitator.session import snapshot
from facilitator.testing.told import told


def main() -> None:
    """Answer every line with what the rooms tell, or with why they cannot be replayed; end when no more lines come."""
    answers, sys.stdout = sys.stdout, sys.stderr  # an activity that prints something says nothing to who asked
    for line in sys.stdin:
        try:
            answer: dict[str, Any] = {"told": _again(json.loads(line))}
        except Exception:  # whatever code of a stranger raises
            answer = {"error": traceback.format_exc()}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
        for name in [each for each in sys.modules if each.startswith(LOOSE)]:
            del sys.modules[name]  # the next loose file of that name may be another one


def _again(given: dict[str, Any]) -> list[dict[str, str]]:
    """What every room that is given tells."""
    kind, answers = _kind(given), []
    for kept in given["rooms"]:
        room = Room({kind.id: kind})
        snapshot.restore(room, kept["tables"], kept["events"])
        answers.append(told(room))
    return answers


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
