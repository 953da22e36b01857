"""Checks of what is kept: settings, state and section survive JSON, and replaying the events gives the same again."""

from __future__ import annotations

import atexit
import inspect as python
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import cache
from typing import Any

from facilitator.i18n import speaking
from facilitator.library import checks
from facilitator.report.model import SECTION
from facilitator.testing.crowd import Crowd, Kind
from facilitator.testing.told import same_text, text_of, told

Settings = Mapping[str, Any]

SEEDS = (0, 1, 2, 3)
"""Several: one of them may order a small set as this process does."""


def check_class_and_settings(kind: Kind, settings: Settings) -> None:
    """The class keeps to the rules of the library, and its settings are valid and survive JSON."""
    checks.inspect(kind)
    made = kind.settings_type.model_validate(dict(settings))
    kept = made.model_dump(mode="json", exclude_unset=True)
    again = kind.settings_type.model_validate(json.loads(json.dumps(kept)))
    assert again == made, f"the settings do not come back from JSON: {kept}"


def check_state_survives_json(kind: Kind, settings: Settings) -> None:
    """The state is plain data: it comes back from JSON as it was, in every phase."""
    crowd, adapter = Crowd(kind, settings), kind.state_adapter()

    def same() -> None:
        state = crowd.table.run.course.state
        data = adapter.dump_python(state, mode="json")
        again = adapter.validate_python(json.loads(json.dumps(data)))
        assert again == state, f"the state does not come back from JSON: {data}"
        back = adapter.dump_python(again, mode="json")
        assert text_of(back) == text_of(data), f"the order of the state does not come back: {data}"

    def act() -> None:
        crowd.answer()
        same()

    for _phase in crowd.phases(act):
        same()


def check_section_survives_json(kind: Kind, settings: Settings) -> None:
    """The section is plain data: closed at any moment, it comes back from JSON as it was."""
    crowd = Crowd(kind, settings)
    for phase in crowd.phases(crowd.answer):
        closed = crowd.table.copy()
        closed.facilitator.do("finish", early=True)
        section = closed.room.sections["step"]
        with speaking(closed.room.language):
            data = SECTION.dump_python(section, mode="json")
        assert SECTION.validate_python(json.loads(json.dumps(data))) == section, f"closed in {phase.name}: {data}"


def check_replay(kind: Kind, settings: Settings) -> None:
    """Replaying the events, from the start or from any checkpoint, gives the same state and the same views."""
    crowd = Crowd(kind, settings)

    def act() -> None:
        for _time in range(12):
            crowd.mill()
        now = told(crowd.table.room)
        for what, room in (("the journal", crowd.table.reopened()), ("a checkpoint", crowd.table.copy().room)):
            same_text(now, told(room), f"replayed from {what} in {crowd.table.run.phase.name}")

    for _phase in crowd.phases(act):
        pass


def check_replay_in_another_process(kind: Kind, settings: Settings) -> None:
    """Another process, which orders its sets differently, comes to the same state and the same views."""
    crowd = Crowd(kind, settings)
    kept: list[dict[str, Any]] = []

    def act() -> None:
        crowd.answer(3)
        store: Any = crowd.table.room.store
        now = {"tables": store.tables, "events": store.events, "told": told(crowd.table.room)}
        kept.append(json.loads(json.dumps(now)))

    for _phase in crowd.phases(act):
        pass
    given = {"module": kind.__module__, "file": python.getfile(kind), "name": kind.__qualname__, "rooms": kept}
    for seed in SEEDS:
        for number, answer in enumerate(_elsewhere(given, seed)):
            same_text(kept[number]["told"], answer, "in another process")


def _elsewhere(given: dict[str, Any], seed: int) -> list[dict[str, str]]:
    """What `again` says about the rooms in `given`, in a process that orders its sets by `seed`."""
    other = _process(seed, os.pathsep.join(filter(None, sys.path)))
    late = threading.Timer(120, other.kill)
    late.start()
    try:
        assert other.stdin is not None and other.stdout is not None
        other.stdin.write(json.dumps(given) + "\n")
        other.stdin.flush()
        answer = json.loads(other.stdout.readline() or '{"error": "it ended, or took too long"}')
    except OSError as error:
        answer = {"error": str(error)}
    finally:
        late.cancel()
    if "told" not in answer:
        _process.cache_clear()
    assert "told" in answer, f"the events could not be replayed in another process: {answer['error'][-2000:]}"
    told: list[dict[str, str]] = answer["told"]
    return told


@cache
def _process(seed: int, path: str) -> subprocess.Popen[str]:
    """A process that orders its sets by `seed`, kept for all activities: it starts much longer than it replays."""
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": path, "PYTHONUTF8": "1"}
    other = subprocess.Popen(
        [sys.executable, "-m", "facilitator.testing.again"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, encoding="utf-8", env=environment,
    )  # fmt: skip
    atexit.register(other.communicate)  # it ends with this one
    return other
