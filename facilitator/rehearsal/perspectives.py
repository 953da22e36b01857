"""Who is shown together by perspective, found again in a rehearsal, one step of the rule after the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

K = 5
"""People at least of whom anything is shown."""


def buckets(everyone: Iterable[str], books: Any) -> list[list[str]]:
    """The perspectives that are shown together, of everyone who answered anything; none where that is one group."""
    who = [*everyone]
    order = [*books.view_order, ""]
    size = {name: sum(books.views.get(each, "") == name for each in who) for name in order}
    small = [name for name in order if 0 < size[name] < K]
    large = [name for name in order if size[name] >= K]
    while small and sum(size[name] for name in small) < K and large:
        least = min(size[name] for name in large)
        moved = [name for name in large if size[name] == least][-1]
        large.remove(moved)
        small.append(moved)
    found = [[name] for name in large] + ([small] if small else [])
    return found if len(found) > 1 else []


def parted(some: Iterable[str], together: list[list[str]], books: Any) -> list[list[str]]:
    """Some people by bucket; none where one of them has too few."""
    who = [*some]
    found = [[each for each in who if books.views.get(each, "") in bucket] for bucket in together]
    return [] if any(len(part) < K for part in found) else found
