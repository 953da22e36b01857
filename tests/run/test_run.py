"""A running activity: rounds that are kept, steps back, and undo."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from activities.check_in import CheckIn
from activities.dot_vote import DotVote
from facilitator.activity import Refused
from facilitator.library.registry import module_of
from facilitator.run.run import Run
from facilitator.session import snapshot
from facilitator.testing import START, Table, controls
from facilitator.testing.told import state_of

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}

whisper: Any = module_of(Path(__file__).parents[1] / "kinds" / "whisper.py")
twice: Any = module_of(Path(__file__).parents[1] / "kinds" / "twice.py")


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


# Rounds


def test_leaving_an_answer_phase_without_a_result_keeps_the_round(table: Table):
    table.people[0].tap("Place a dot", near="Tea")
    for phase in ("", "vote", "ready", "vote"):
        table.go(phase) if phase else table.stop()
        assert (table.ctx.round, table.ctx.rounds) == (1, ())
    assert "1 dot left" in table.people[0].sees


def test_after_the_result_a_new_round_begins_and_the_old_is_kept(table: Table):
    table.people[0].tap("Place a dot", near="Tea")
    table.go("reveal")
    token = table.run.token
    table.go("vote")
    (closed,) = table.ctx.rounds
    assert (closed.number, closed.revealed, len(closed.seats)) == (1, True, 4)
    assert closed.state.ballots.dots == {table.people[0].key: {"o1": 1}} and table.run.token != token
    table.people[0].tap("Place a dot", near="Coffee")
    table.go("reveal")
    assert [len(each.state.ballots.dots) for each in table.ctx.shown(table.run.course.state)] == [1, 1]


def test_a_first_phase_that_asks_is_the_first_round():
    table = Table(whisper.Straight, 2)
    assert table.ctx.round == 1
    table.people[0].tap("Send", text="One")
    table.go("show")
    table.go("whisper")
    assert [closed.number for closed in table.ctx.rounds] == [1] and table.ctx.round == 2


def test_who_counts_is_fixed_when_a_round_is_locked(table: Table):
    before = table.ctx.seats
    table.stop()
    table.join()
    table.people[0].do("leave")
    assert table.ctx.round_seats == before and len(table.ctx.seats) == 4
    table.go("vote")
    assert table.ctx.round_seats == table.ctx.seats


def test_seats_are_in_an_order_that_says_nothing(table: Table):
    assert list(table.ctx.seats) == sorted(table.ctx.seats)


def test_a_round_of_one_question_keeps_the_answers_to_another():
    table = Table(twice.Twice, 2)
    ann, bob = table.people
    ann.tap("Send", tune="La")
    bob.tap("Send", tune="Fa")
    table.go("sung")
    table.go("rate")
    assert (table.ctx.question, table.ctx.round, table.ctx.rounds) == ("rate", 1, ())
    assert sorted(table.run.course.state.tunes.values()) == ["Fa", "La"], "the first result has not turned to nought"
    ann.tap("Send", point="3")
    table.go("rated")
    assert [block.rows for block in table.section.blocks] == [(("Fa",), ("La",)), (("3",),)]
    table.go("sing")
    assert table.run.course.state.tunes == {} and table.run.course.state.points == {ann.key: "3"}
    assert [(each.phase, each.number, each.revealed) for each in table.ctx.rounds] == [("sing", 1, True)]
    ann.tap("Send", tune="So")
    table.go("sung")
    table.go("rate")
    assert [(each.phase, each.number) for each in table.ctx.rounds] == [("sing", 1), ("rate", 1)]
    assert [block.id for block in table.section.blocks] == ["sing-1", "sing-2", "rate-1"]
    assert table.reopened().running().section() == table.section


def test_what_voids_answers_voids_those_to_its_own_question():
    table = Table(twice.Twice, 1)
    table.people[0].tap("Send", tune="La")
    for phase in ("sung", "rate"):
        table.go(phase)
    table.people[0].tap("Send", point="1")
    table.go("before")
    table.facilitator.tap("Another scale")
    assert table.run.course.state.points == {} and list(table.run.course.state.tunes.values()) == ["La"]
    assert [(each.phase, each.revealed) for each in table.ctx.rounds] == [("rate", False)]


def test_a_result_that_was_shown_stays_a_result_while_another_question_is_open():
    table = Table(twice.Twice, 1)
    table.people[0].tap("Send", tune="La")
    table.go("sung")
    table.go("rate")
    assert table.run.finished
    again = Table(DotVote, 1, **OPTIONS)
    for phase in ("vote", "reveal", "vote"):
        again.go(phase)
    assert again.run.finished and not again.ctx.revealed, "an earlier round of the same question, too"


# Phases


def test_a_sealed_question_is_sealed_when_it_is_stopped(secret: Table):
    for person in secret.people:
        person.tap("Send", text="Words")
    keys = set(secret.room.keys.values())
    secret.stop()
    assert not keys & {*secret.run.course.state.said} and len(secret.ctx.round_seats) == 5
    with secret.refused("sealed to protect people"):
        secret.go("whisper")
    with secret.refused("has stopped"):
        secret.people[0].do("say", text="More")
    secret.go("show")
    assert len(secret.run.course.state.said) == 5


def test_a_phase_that_does_not_exist_or_is_not_ready(table: Table):
    for phase in ("nothing", "", "Vote"):
        with table.refused("no such step"):
            table.go(phase)
    n = table.room.n
    table.go("vote")
    assert table.room.n == n + 1 and table.ctx.round == 1


def test_the_soft_timer_of_a_phase_locks_nothing(secret: Table):
    assert secret.run.ends is not None
    secret.count += 10_000
    secret.people[0].tap("Send", text="Late, and that is fine")
    secret.go("locked")
    assert secret.run.ends is None


def test_the_time_an_activity_knows_is_that_of_the_facilitator():
    table = Table(whisper.Whisper, 1)
    assert table.ctx.now > START
    table.facilitator.do("note")
    noted = table.run.course.state.notes[-1]
    assert noted == table.ctx.now
    with table.refused("Not now"):
        table.facilitator.do("refuse")
    assert table.ctx.now == noted
    assert table.reopened().running().course.state.notes == [noted]
    table.facilitator.do("undo")
    assert table.run.course.state.notes == [] and table.ctx.now < noted


# Undo


def test_undo_takes_back_the_latest_act_of_the_facilitator():
    table = Table(DotVote, 1, **OPTIONS)
    lead = table.facilitator
    assert "Undo" not in {control.name for control in controls(lead.html)}
    with table.refused("nothing to undo"):
        lead.do("undo")
    lead.tap("Drop Water")
    lead.tap("Add", text="Milk")
    lead.tap("Undo")
    assert "Milk" not in table.board and "Water" not in table.board
    lead.tap("Undo")
    assert "Water" in table.board
    assert list(table.reopened().running().course.state.options.texts.values()) == list(OPTIONS["options"])


def test_undo_stops_where_somebody_has_answered_since():
    table = Table(DotVote, 1, **OPTIONS)
    table.facilitator.tap("Drop Water")
    table.people[0].tap("Explain?", near="Tea")
    assert "Undo" not in {control.name for control in controls(table.facilitator.html)}
    with table.refused("People have answered since"):
        table.facilitator.do("undo")


def test_undo_brings_back_the_answers_that_new_words_voided(table: Table):
    table.people[0].tap("Place a dot", near="Tea")
    table.go("ready")
    before = deepcopy(table.run.course.state)
    table.facilitator.tap("Drop Water")
    assert [closed.number for closed in table.ctx.rounds] == [1] and table.run.course.state.ballots.dots == {}
    table.facilitator.tap("Undo")
    assert table.ctx.rounds == () and table.run.course.state == before
    table.go("vote")
    assert "1 dot left" in table.people[0].sees


def test_undo_ends_with_the_phase(table: Table):
    table.go("ready")
    table.facilitator.tap("Drop Water")
    table.go("vote")
    with table.refused("nothing to undo"):
        table.facilitator.do("undo")


def test_who_left_or_took_another_name_since_changes_nothing_of_what_was_done_before():
    sorting = module_of(Path(__file__).parents[1] / "loose" / "sorting.py").Sorting
    table = Table(sorting, 2)
    ann, bob = table.people
    ann.do("rename", name="Ann")
    bob.do("rename", name="Bob")
    table.go("group")
    table.go("list")
    table.facilitator.do("add_slot", title="Bring tea")
    slot = next(iter(table.run.course.state.claims.slots))
    table.go("claim")
    table.facilitator.do("invite", slot=slot, person="Bob")
    bob.do("rename", name="Rob")
    bob.do("leave")
    before = table.run.course.state
    again = table.copy()
    assert again.run.course.state == before == table.reopened().running().course.state
    assert again.run.people == table.run.people
    bob.do("come_back")
    table.facilitator.do("undo")
    assert table.run.course.state.claims.slots[slot].standing(bob.key) is None


def test_a_turn_that_was_taken_stays_taken_when_its_speaker_leaves():
    table = Table(CheckIn, 3, prompt="How are you?", round=True)
    table.go("write")
    table.go("reveal")
    table.go("round")
    table.facilitator.do("begin_round")
    turns = table.run.course.state.turns
    speaker = next(person for person in table.people if person.key == turns.now(table.ctx.seats))
    speaker.do("my_turn")
    speaker.do("leave")
    assert table.copy().run.course.state == table.run.course.state


def test_the_views_of_a_programme_are_known_from_the_first_moment_and_while_acts_are_played_again(
    table: Table, monkeypatch: pytest.MonkeyPatch
):
    views = ("Tenants", "Neighbours")
    new = Run("r9", "step", table.run.activity, seed="a", secret="b", perspectives=views)
    assert new.ctx.perspective_order == views
    table.people[0].tap("Place a dot", near="Tea")
    loaded = Run.load(table.run.dump(), table.run.activity)
    loaded.seat_people(replace(table.run.people, perspective_order=views))
    seen, replay = [], Run.replay
    monkeypatch.setattr(Run, "replay", lambda run, event: (seen.append(run.ctx.perspective_order), replay(run, event)))
    loaded.rebuild(list(loaded.events))
    assert {*seen} == {views}


def test_a_step_that_is_refused_in_the_middle_changes_nothing_in_memory_or_in_the_file(table: Table, monkeypatch: Any):
    table.people[0].tap("Place a dot", near="Tea")

    def entering(self: Any, s: Any, ctx: Any) -> None:
        s.ballots.dots.clear()
        raise Refused("Something is missing. Add it first.")

    with monkeypatch.context() as patched:
        patched.setattr(DotVote, "entering", entering)
        before = table.run.dump(), table.run.ends
        with table.refused("Something is missing"):
            table.go("reveal")
        assert (table.run.dump(), table.run.ends, table.run.phase.name) == (*before, "vote") and not table.ctx.revealed
    assert "1 dot left" in table.people[0].sees
    assert snapshot.tables(table.reopened()) == snapshot.tables(table.room)
    table.go("reveal")
    assert table.results["o1"].dots == 1
    assert state_of(table.reopened()) == state_of(table.room)


def test_a_sealed_step_that_is_refused_keeps_its_links(secret: Table, monkeypatch: Any):
    def entering(self: Any, s: Any, ctx: Any) -> None:
        raise Refused("Not yet.")

    ann = secret.people[0]
    ann.tap("Send", text="Quietly")
    with monkeypatch.context() as patched:
        patched.setattr(whisper.Whisper, "entering", entering)
        with secret.refused("Not yet"):
            secret.go("show")
    assert secret.run.course.state.said[ann.key] == "Quietly" and secret.run.asks
    assert snapshot.tables(secret.reopened()) == snapshot.tables(secret.room)
