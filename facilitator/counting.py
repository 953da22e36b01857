"""How people are counted: exact fractions inside, one way to show a number, and who is too few to be shown.

Everything compares and ranks on exact values; only the text that somebody reads is rounded. So numbers here are `int`
or `Fraction`, and anything else, a float above all, is a TypeError.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from facilitator.i18n import Words, _

Number = int | Fraction
KEY = TypeVar("KEY", bound=str)

ENOUGH = 5
"""With fewer people than this only counts are shown, and no group of people is shown by itself. Never lowered."""
SLIP = "slip-"
"""How the key of a slip from the ballot box begins."""
UNSAID = ""
"""The perspective of everyone who would rather not say, and of every slip. A group like any other."""


def mean(values: Iterable[Number]) -> Fraction:
    """The exact mean. No values at all is a ValueError."""
    exact = [_exact(value) for value in values]
    if not exact:
        raise ValueError("no values, no mean")
    return Fraction(sum(exact)) / len(exact)


def median(values: Iterable[Number]) -> Fraction:
    """The exact middle value, or the mean of the two middle ones. No values at all is a ValueError."""
    exact = sorted(_exact(value) for value in values)
    if not exact:
        raise ValueError("no values, no median")
    return Fraction(exact[(len(exact) - 1) // 2] + exact[len(exact) // 2]) / 2


def reaches(part: Number, whole: Number, threshold: Number) -> bool:
    """Whether part / whole is at least the threshold, exactly: 6 of 9 is two thirds. Nothing of nothing is not."""
    wanted = _exact(threshold)
    return whole > 0 and Fraction(_exact(part), _exact(whole)) >= wanted


def enough(n: int) -> bool:
    """Whether `n` people who answered are enough for percentages, means, medians and what is made from them."""
    return n >= ENOUGH


def ranks(values: Sequence[Number | None]) -> list[int | None]:
    """Places, highest value first: 1, 2, 3, 3, 5. Equal values share a place; `None` has none."""
    place: dict[Number, int] = {}
    for number, value in enumerate(sorted((_exact(v) for v in values if v is not None), reverse=True), 1):
        place.setdefault(value, number)
    return [None if value is None else place[value] for value in values]


def decimals(values: Iterable[Number | None]) -> list[str]:
    """Show one list of means, gaps or need scores: one decimal always (4.0), halves away from zero, never -0.0.

    Where different values would look the same, those values and only those get the fewest further decimals that part
    them: 4.21 and 4.19, but 3.0. `None`, a number that too few people gave, is shown as "".
    """
    listed = [None if value is None else _exact(value) for value in values]
    texts = _parted([value for value in dict.fromkeys(listed) if value is not None], 1)
    return ["" if value is None else texts[value] for value in listed]


def plain(values: Iterable[Number | None]) -> list[str]:
    """Show one list of medians, or of sums made from means: like `decimals`, but without a final .0 (4, 2.5, 23)."""
    return [text.removesuffix(".0") for text in decimals(values)]


def signed(figure: str) -> str:
    """A figure with the sign that people read before it, in place of a hyphen: "−1.8"."""
    return figure.replace("-", "−")


def percent(part: Number, whole: Number, n: int | None) -> int | None:
    """A whole number of percent, halves away from zero: 5 of 8 is 63. Show the count beside it.

    `n` is how many people answered; fewer than five give no percentage (`None`), and so does a whole of 0.
    For a share of things, such as actions that are done, `n` is `None`.
    """
    if whole == 0 or (n is not None and not enough(n)):
        return None
    return _half_away(100 * Fraction(_exact(part), _exact(whole)))


@dataclass(frozen=True)
class Turnout:
    """How many people were there, gave an answer, and are done (gave an answer or passed). No answer is not a yes."""

    present: int
    answered: int
    done: int

    @property
    def share(self) -> Fraction | None:
        """Answered / present, exactly; `None` with no one present."""
        return Fraction(self.answered, self.present) if self.present else None

    def reaches(self, threshold: Number) -> bool:
        """Whether enough of those present answered. With no one present there are never enough."""
        return reaches(self.answered, self.present, threshold)


def turnout(seats: Iterable[str], answered: Iterable[str], passed: Iterable[str]) -> Turnout:
    """Count a round. `seats` are those that joined and have not left; who answered and left was present as well.

    A slip from the ballot box is an answer, or a pass, of somebody whose seat is counted already: it adds to answered
    and done, not to present. Who passed and left is neither present nor done.
    """
    here, gave = set(seats), set(answered)
    present = here | {key for key in gave if not key.startswith(SLIP)}
    done = gave | {key for key in passed if key in here or key.startswith(SLIP)}
    # The seat behind a slip may have left: its slip still stands for a person who was there.
    return Turnout(present=max(len(present), len(done)), answered=len(gave), done=len(done))


@dataclass(frozen=True)
class Bucket:
    """People who are shown together: one perspective, or everyone else."""

    perspectives: tuple[str, ...]
    """In set-up order; more than one only for everyone else."""
    n: int
    """How many of them answered anything."""

    @property
    def label(self) -> Words:
        """What the bucket is called."""
        if len(self.perspectives) > 1:
            return _("Everyone else")
        return self.perspectives[0] if self.perspectives[0] != UNSAID else _("Rather not say")


@dataclass(frozen=True)
class Breakdown:
    """Who is shown together in every result of one activity. No buckets: the whole room only."""

    buckets: tuple[Bucket, ...]
    k: int = ENOUGH

    def split(self, answered: Iterable[KEY], perspectives: Mapping[KEY, str]) -> list[tuple[Bucket, list[KEY]]]:
        """Part the people whose answers count for one item. Empty: this item shows the whole room only.

        That is so when fewer than k in any shown bucket answered it: the buckets are never made anew for an item.
        """
        where = {name: number for number, bucket in enumerate(self.buckets) for name in bucket.perspectives}
        parts: list[list[KEY]] = [[] for _bucket in self.buckets]
        for key in answered:
            number = where.get(perspectives.get(key, UNSAID))
            if number is None:
                return []
            parts[number].append(key)
        if any(len(part) < self.k for part in parts):
            return []
        return list(zip(self.buckets, parts, strict=True))


def breakdown(
    answered: Iterable[KEY], perspectives: Mapping[KEY, str], order: Iterable[str], k: int = ENOUGH
) -> Breakdown:
    """Find the buckets of an activity from everyone who answered anything in it; see `small_groups`.

    `order` is the set-up order. Who has no perspective, slips among them, belongs to those who would rather not say.
    """
    sizes = dict.fromkeys([*order, *sorted(set(perspectives.values())), UNSAID], 0)
    for key in answered:
        sizes[perspectives.get(key, UNSAID)] += 1
    return small_groups(sizes, k)


def small_groups(sizes: Mapping[str, int], k: int = ENOUGH) -> Breakdown:
    """Hide every group of fewer than `k`, so that it cannot be found by subtraction either.

    `sizes` says how many of each perspective answered, in set-up order. Small groups are pooled; while the pool is
    smaller than k, the smallest group that is left joins it (of equal ones, the last in set-up order). The pool is
    shown as everyone else. Fewer than two buckets are no breakdown. `k` below five is a ValueError.
    """
    if k < ENOUGH:
        raise ValueError(f"k can be raised, never lowered below {ENOUGH}")
    listed = [name for name, size in sizes.items() if size > 0]
    visible = [name for name in listed if sizes[name] >= k]
    pooled = sum(sizes[name] for name in listed if sizes[name] < k)
    while 0 < pooled < k and visible:
        joining = min(reversed(visible), key=sizes.__getitem__)
        visible.remove(joining)
        pooled += sizes[joining]
    buckets = [Bucket((name,), sizes[name]) for name in visible]
    if pooled:
        buckets.append(Bucket(tuple(name for name in listed if name not in visible), pooled))
    return Breakdown(tuple(buckets) if len(buckets) > 1 else (), k)


def _exact(value: Number) -> Number:
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise TypeError(f"exact numbers are int or Fraction, not {type(value).__name__}")
    return value


def _half_away(value: Number) -> int:
    size = int(abs(Fraction(value)) + Fraction(1, 2))
    return size if value >= 0 else -size


def _parted(values: Collection[Number], digits: int) -> dict[Number, str]:
    alike: dict[str, list[Number]] = {}
    for value in values:
        alike.setdefault(_text(value, digits), []).append(value)
    texts: dict[Number, str] = {}
    for text, same in alike.items():
        texts |= {same[0]: text} if len(same) == 1 else _parted(same, digits + 1)
    return texts


def _text(value: Number, digits: int) -> str:
    rounded = _half_away(value * 10**digits)
    whole, rest = divmod(abs(rounded), 10**digits)
    return f"{'-' if rounded < 0 else ''}{whole}.{rest:0{digits}d}"
