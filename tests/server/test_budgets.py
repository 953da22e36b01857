"""What a phone is sent stays small in every phase of every activity, counted in bytes as gzip sends them."""

from __future__ import annotations

import gzip
from typing import Any

import pytest

from facilitator.kit.shell import Shell, phone_page
from facilitator.library.registry import Registry
from facilitator.static.bundle import bundle
from facilitator.testing.crowd import Crowd
from facilitator.testing.suite import ways

WAYS = ways(Registry.load().activities.values())
FIRST, WHOLE, PUSH = 10_000, 32_000, 2_000


@pytest.mark.parametrize(("kind", "given"), WAYS.values(), ids=WAYS.keys())
def test_the_phone_page_in_every_phase(kind: Any, given: dict[str, Any]):
    crowd = Crowd(kind, given, people=12)
    script = bundle().script
    shell = Shell("A table", code="T2BL", seat="K7M2QX", now=1.0, script_url=script.url)
    too_large = {}
    for phase in crowd.phases(crowd.answer):
        crowd.answer(1)
        view = crowd.table.room.view(crowd.people[0].who)
        first, push = (len(gzip.compress(text.encode(), 6)) for text in (phone_page(view, page=shell), view))
        if first > FIRST or first + len(script.packed) > WHOLE or push > PUSH:
            too_large[phase.name] = (first, push)
    assert too_large == {}
