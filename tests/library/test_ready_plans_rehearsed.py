"""Every ready plan rehearses clean: short ones with few people; with `--thorough` all of them, with a whole room."""

from __future__ import annotations

import pytest

from facilitator.library.plans import ready
from facilitator.library.registry import Registry
from facilitator.rehearsal import rehearse
from facilitator.testing import effort

LONGEST = 60
"""Minutes of a plan that is rehearsed each time; a longer one takes many seconds."""
PLANS = [plan.name for plan in ready(Registry.load())[0] if effort.thorough or plan.minutes <= LONGEST]


@pytest.mark.parametrize("plan", PLANS)
def test_all_that_people_do_is_kept_and_counted_right(plan: str, tmp_path, capsys):
    people = effort.times(4, 25)
    rehearse(plan, people=people, paper=people // 3, seed=7, to=tmp_path)
    assert "took part, and everything held." in capsys.readouterr().out
