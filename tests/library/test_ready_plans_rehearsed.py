"""Every ready plan rehearses clean: short ones with few people; all of them, with a whole room, by `REHEARSE=25`."""

from __future__ import annotations

import os

import pytest

from facilitator.library.plans import ready
from facilitator.library.registry import Registry
from facilitator.rehearsal import rehearse

PEOPLE = int(os.environ.get("REHEARSE", "0"))
LONGEST = 60
"""Minutes of a plan that is rehearsed each time; a longer one takes many seconds."""
PLANS = {plan.name: plan.minutes for plan in ready(Registry.load())[0]}


@pytest.mark.parametrize("plan", PLANS)
def test_all_that_people_do_is_kept_and_counted_right(plan: str, tmp_path, capsys):
    if not PEOPLE and PLANS[plan] > LONGEST:
        pytest.skip(f"longer than {LONGEST} minutes: REHEARSE=25 plays it")
    people = PEOPLE or 4
    rehearse(plan, people=people, paper=people // 3, seed=7, to=tmp_path)
    assert "took part, and everything held." in capsys.readouterr().out
