"""Plays a whole workshop on the real server with simulated people, and says whether all of it worked."""

from __future__ import annotations

from pathlib import Path


def rehearse(
    *plans: str, people: int, seed: int, to: Path, paper: int | None = None, faults: bool = False,
    activities: Path | None = None, days: int | None = None,
) -> None:  # fmt: skip
    """Play a plan with so many people; the record in every format and the session's folder are left in `to`.

    Several plans make one programme, whose people come and go from meeting to meeting, so many `days` apart: what one
    leaves is looked for in the next. Each has a folder of its own in `to`.

    `paper` of them have no phone; if nobody says, a sixth.

    The same seed gives the same record. With `faults` connections are cut, things are sent twice, and the server is
    killed and started again while people answer. Raises `Trouble` with a sentence when anything did not hold.
    """
    from facilitator.rehearsal.play import DAYS, play  # the child process of a rehearsal has no use for it

    apart = DAYS if days is None else days
    play(plans, people=people, seed=seed, to=to, paper=paper, faults=faults, activities=activities, days=apart)
