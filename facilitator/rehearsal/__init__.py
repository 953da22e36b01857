"""Plays a whole workshop on the real server with simulated people, and says whether all of it worked."""

from __future__ import annotations

from pathlib import Path


def rehearse(
    plan: str, *, people: int, seed: int, to: Path, paper: int | None = None, faults: bool = False,
    activities: Path | None = None,
) -> None:  # fmt: skip
    """Play `plan` with so many people; the record in every format and the session's folder are left in `to`.

    `paper` of them have no phone; if nobody says, a sixth.

    The same seed gives the same record. With `faults` connections are cut, things are sent twice, and the server is
    killed and started again while people answer. Raises `Trouble` with a sentence when anything did not hold.
    """
    from facilitator.rehearsal.play import play  # the child process of a rehearsal has no use for it

    play(plan, people=people, seed=seed, to=to, paper=paper, faults=faults, activities=activities)
