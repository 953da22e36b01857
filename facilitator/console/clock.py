"""Where the agenda stands against its plan: how far ahead or behind, when it will end, where a break is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest
from typing import Protocol

from facilitator.i18n import Words, _, ngettext
from facilitator.session.agenda import LONGEST_WITHOUT_BREAK
from facilitator.session.step import BREAK


class Timed(Protocol):
    """A step of an agenda, as far as the clock is concerned. Times are seconds since 1970."""

    @property
    def id(self) -> str:
        """Names it on the agenda."""

    @property
    def activity(self) -> str:
        """What is done, by id; or `BREAK`."""

    @property
    def minutes(self) -> int:
        """How long it is planned for."""

    @property
    def state(self) -> str:
        """As in `Step`."""

    @property
    def started(self) -> float | None:
        """When it was begun."""

    @property
    def ended(self) -> float | None:
        """When it was closed."""


@dataclass(frozen=True)
class Standing:
    """How the session does. Times are seconds since 1970."""

    planned: tuple[float, ...]
    """When each step should begin; it counts from the first beginning, or from now."""
    ends: float
    """When it will end at this pace, or when it ended."""
    behind: int | None
    """Minutes behind the plan, negative when ahead; None before the start and after the end."""
    over: bool = False
    """Everything is done."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of `minutes` without a break; the next one should stand before the step `before`."""

    minutes: int
    before: str


Part = tuple[float, float]
"""From where to where in the time of a step its open phase should run, as shares of one."""


def standing(steps: Sequence[Timed], now: float, part: Part = (0.0, 1.0)) -> Standing:
    """Compare an agenda with the time `now`. Skipped steps stay in the plan: their minutes are won.

    `part` is that of the phase in which the running step is: early in its time it is ahead, late behind.
    """
    begun = [step.started for step in steps if step.started is not None]
    start = min(begun, default=now)
    offsets = list(accumulate((60.0 * step.minutes for step in steps), initial=0.0))
    planned = tuple(start + offset for offset in offsets[:-1])
    left = [60.0 * step.minutes for step in steps if step.state == "planned"]
    running = next((step for step in steps if step.state == "now"), None)
    if begun and running is None and not left:
        return Standing(planned, max(step.ended or start for step in steps), None, over=True)
    free = now
    if running is not None:
        free = max(now, (running.started or now) + 60.0 * running.minutes + _pace(running, now, part))
    ends = free + sum(left)
    behind = round((ends - start - offsets[-1]) / 60) if begun else None
    return Standing(planned, ends, behind)


def _pace(step: Timed, now: float, part: Part) -> float:
    """Seconds that a running step is behind its own course, negative when ahead."""
    begin, end = (60.0 * step.minutes * share for share in part)
    spent = now - (step.started or now)
    return spent - end if spent > end else min(0.0, spent - begin)


def tag(behind: int) -> Words:
    """The one tag beside the clock."""
    if behind > 0:
        return _("{n} min behind", n=behind)
    return _("{n} min ahead", n=-behind) if behind < 0 else _("on time")


def missing_breaks(steps: Sequence[Timed]) -> tuple[Stretch, ...]:
    """Every stretch that is too long and can still be broken up."""
    found: list[Stretch] = []
    stretch, before = 0, ""
    counted = [step for step in steps if step.state != "skipped"]
    for step, after in zip_longest(counted, counted[1:]):
        if step.activity == BREAK:
            stretch, before = 0, ""
            continue
        stretch += step.minutes
        if stretch > LONGEST_WITHOUT_BREAK and not before and step.state == "planned":
            before = step.id
        if before and (after is None or after.activity == BREAK):
            found.append(Stretch(stretch, before))
    return tuple(found)


def minutes(n: int) -> Words:
    """A length in words."""
    return ngettext("{n} minute", "{n} minutes", n)
