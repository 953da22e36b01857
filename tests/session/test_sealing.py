"""What is forgotten to protect people: after the lock of a sensitive question, and after every close."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from activities.dot_vote import DotVote
from facilitator.library.registry import module_of
from facilitator.seats import Who
from facilitator.testing import Table

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}

whisper: Any = module_of(Path(__file__).parents[1] / "kinds" / "whisper.py")


@pytest.fixture
def table() -> Table:
    """A dot vote of four people, open."""
    table = Table(DotVote, 4, **OPTIONS)
    table.go("vote")
    return table


@pytest.fixture
def secret() -> Table:
    """A sensitive question to five people, open."""
    table = Table(whisper.Whisper, 5)
    table.go("whisper")
    return table


def files(table: Table) -> str:
    store: Any = table.room.store
    return str(store.tables) + str(store.events)


def test_locking_a_sensitive_question_drops_every_link(secret: Table):
    for place, person in enumerate(secret.people):
        person.tap("Send", text=f"Words {place}")
    before, old = dict(secret.room.keys), secret.run.secret
    assert old in files(secret) and before[secret.people[0].who.seat] in files(secret)
    secret.go("locked")
    state = secret.run.course.state
    assert sorted(state.said.values()) == [f"Words {place}" for place in range(5)]
    for link in (old, *before.values()):
        assert link not in files(secret)
    assert not set(before.values()) & {*state.said, *state.kept, *secret.ctx.round_seats}
    assert not set(secret.room.keys.values()) & {*state.said, *state.kept}, "no new key leads to an old answer either"
    assert len(secret.ctx.round_seats) == 5 and set(state.said) == set(state.kept) == set(secret.ctx.round_seats)
    assert list(state.said) == sorted(state.said), "nothing stands in the order in which it came"


def test_a_sealed_question_is_not_opened_again(secret: Table):
    secret.people[0].tap("Send", text="Words")
    secret.go("locked")
    for phase in ("whisper", "before"):
        with secret.refused("sealed to protect people"):
            secret.go(phase)
    secret.go("show")
    with secret.refused("nothing to undo"):
        secret.facilitator.do("undo")
    reopened = secret.reopened()
    assert reopened.running().course.state == secret.run.course.state


def test_stepping_back_from_a_sensitive_question_seals_nothing(secret: Table):
    secret.people[0].tap("Send", text="Words")
    key = secret.people[0].key
    secret.go("before")
    secret.go("whisper")
    assert secret.people[0].key == key and list(secret.run.course.state.said) == [key]


def test_passing_over_a_sensitive_question_seals_what_was_answered(secret: Table):
    secret.people[0].tap("Send", text="Words")
    key = secret.people[0].key
    secret.go("before")
    secret.go("show")
    assert key not in files(secret) and list(secret.run.course.state.said.values()) == ["Words"]


def test_sensitive_answers_on_paper_go_through_the_ballot_box_only(secret: Table):
    paper = [secret.paper_seat() for _place in range(3)]
    with secret.refused("ballot box"):
        secret.enter(paper[0], "say", text="Words")
    assert "Enter ballot" not in secret.stage and "Enter a batch of slips" in secret.stage
    secret.facilitator.do("slips", **{f"{n}.text": f"Slip {n}" for n in (1, 2, 3)})
    assert not set(secret.room.keys.values()) & set(secret.run.course.state.said)
    secret.go("locked")
    assert sorted(secret.run.course.state.said.values()) == ["Slip 1", "Slip 2", "Slip 3"]


def test_counts_of_acts_tell_nobody_apart_after_a_lock_or_a_close(secret: Table):
    for _time in range(3):
        secret.people[0].tap("Send", text="Words")
    assert secret.people[0].seat.acts == 3
    secret.go("locked")
    assert {person.seat.acts for person in secret.people} == {3}


def test_closing_drops_the_state_and_every_link(table: Table):
    table.people[0].tap("Place a dot", near="Tea")
    table.go("reveal")
    links = [table.run.secret, *table.room.keys.values()]
    table.facilitator.do("finish")
    assert not [link for link in links if link in files(table)]
    assert table.room.store.tables["runs"] == {} and table.room.run is None and table.room.keys == {}  # type: ignore[union-attr]


def test_a_key_leads_nowhere_and_differs_from_run_to_run(table: Table):
    first = dict(table.room.keys)
    table.facilitator.do("finish")
    table.facilitator.do("add_step", activity="dot-vote", settings='{"criterion": "Which?", "options": ["a", "b"]}')
    table.facilitator.do("begin", step=table.room.agenda[-1].id)
    assert not set(first.values()) & set(table.room.keys.values())
    assert table.room.view(Who.board())
