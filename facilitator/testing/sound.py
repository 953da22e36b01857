"""Checks of what is kept: settings, state and section survive JSON, and replaying the events gives the same again."""

from __future__ import annotations

import inspect as python
import json
import os
import subprocess
import sys
from collections.abc import Mapping
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
    environment = {**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        [sys.executable, "-m", "facilitator.testing.again"], input=json.dumps(given), capture_output=True,
        encoding="utf-8", env={**environment, "PYTHONUTF8": "1"}, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"the events could not be replayed in another process: {done.stderr[-2000:]}"
    answers: list[dict[str, str]] = json.loads(done.stdout)
    return answers
