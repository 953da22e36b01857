"""A clock that never goes back, so that what happens later is never dated before what happened earlier."""

from __future__ import annotations

from collections.abc import Callable


class Onward:
    """Seconds since 1970 of a laptop's clock. What a clock that was set back has lost is added until it caught up."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._last = self._lost = 0.0

    def __call__(self) -> float:
        now = self._clock()
        if now >= self._last:
            self._lost = 0.0
        else:
            self._lost = max(self._lost, self._last - now)
        self._last = now + self._lost
        return self._last

    def not_before(self, at: float) -> None:
        """Never say an earlier time than `at` from now on."""
        self._last = max(self._last, at)
