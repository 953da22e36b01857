"""Plays the programme of `docs/sample-programme/` again, and keeps the records of its meetings there.

    uv run python -m tests.docs.sample

It takes about ten minutes. The same seed makes the same records.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from facilitator.rehearsal import rehearse

HERE = Path(__file__).resolve().parents[2] / "docs" / "sample-programme"
PLANS = ("first-meeting", "needs-assessment", "co-design", "decide-and-act.toml", "look-back.toml")
"""Ready plans, and two files that stand beside the records."""
SEED = 17
KEPT = ("record.html", "record.md")
MACHINE = re.compile(rb"(?<![<\w])/(?:tmp|home|root|Users|var)/|localhost|127\.0\.0\.1")
"""What would name the computer on which a sample was made."""


@contextmanager
def played(*plans: str, **how: Any) -> Iterator[Path]:
    """A folder with what simulated people left when they played these plans, the same on every computer."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    with TemporaryDirectory(prefix="sample-") as folder:
        rehearse(*plans, **how, to=Path(folder))
        yield Path(folder)


def main() -> None:
    """Play all meetings, then put their records in place of those that are there."""
    plans = [str(HERE / plan) if plan.endswith(".toml") else plan for plan in PLANS]
    with played(*plans, people=25, paper=8, days=45, seed=SEED) as folder:
        for place in sorted(folder.iterdir()):
            (HERE / place.name).mkdir(exist_ok=True)
            for name in KEPT:
                shutil.copyfile(place / name, HERE / place.name / name)


if __name__ == "__main__":
    main()
