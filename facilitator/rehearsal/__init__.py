"""Plays a whole workshop on the real server with simulated people, and says whether all of it worked."""

from __future__ import annotations

from pathlib import Path


def rehearse(
    plan: str, *, people: int, seed: int, to: Path, faults: bool = False, activities: Path | None = None
) -> None:
    """Play `plan` with so many people; the record in every format and the session's folder are left in `to`.

    The same seed gives the same record. With `faults` connections are cut, things are sent twice, and the server is
    killed and started again while people answer. Raises `Trouble` with a sentence when anything did not hold.
    """
    from facilitator.rehearsal.play import play  # the child process of a rehearsal has no use for it

    play(plan, people=people, seed=seed, to=to, faults=faults, activities=activities)
