"""Plays the programme of `docs/sample-programme/` again, and keeps the records of its meetings there.

    uv run python -m tests.docs.sample

It takes about ten minutes. The same seed makes the same records.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.rehearsal import rehearse

HERE = Path(__file__).resolve().parents[2] / "docs" / "sample-programme"
PLANS = ("first-meeting", "needs-assessment", "co-design", "decide-and-act.toml", "look-back.toml")
"""Ready plans, and two files that stand beside the records."""
SEED = 1
KEPT = ("record.html", "record.md")


def main() -> None:
    """Play all meetings, then put their records in place of those that are there."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    plans = [str(HERE / plan) if plan.endswith(".toml") else plan for plan in PLANS]
    with TemporaryDirectory(prefix="sample-") as folder:
        rehearse(*plans, people=25, paper=8, days=45, seed=SEED, to=Path(folder))
        for place in sorted(Path(folder).iterdir()):
            (HERE / place.name).mkdir(exist_ok=True)
            for name in KEPT:
                shutil.copyfile(place / name, HERE / place.name / name)


if __name__ == "__main__":
    main()
