"""A room: what counts once, what is refused, what an error leaves alone, and how a session goes forward."""

from __future__ import annotations

import json
from typing import Any

import pytest

from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from facilitator.activity import Refused, action
from facilitator.seats import Who
from facilitator.session.command import Act, Undrawn
from facilitator.testing import Person, Table, controls

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}
BIDI, NUL = "\u202e\u2066", "\x00"


class Cracked(DotVote):
    """Breaks in an action and in a view."""

    id = "cracked"

    @action("vote")
    def crack(self, s: Any, me: Any) -> None:
        """Change something, then break."""
        s.ballots.passes[me] = True
        raise KeyError("cracked")

    def phone(self, s: Any, me: Any, ctx: Any) -> Any:
        if me in s.ballots.passes:
            raise KeyError("undrawn")
        return super().phone(s, me, ctx)


@pytest.fixture
def table() -> Table:
    """A dot vote of three people that is open."""
    table = Table(DotVote, 3, **OPTIONS)
    table.go("vote")
    return table


def dots(table: Table) -> dict[str, int]:
    ballots = table.run.course.state.ballots.dots.values()
    return {option: sum(ballot.get(option, 0) for ballot in ballots) for option in ("o1", "o2")}


# Once, and only from here


def test_an_act_counts_once_also_after_a_restart(table: Table):
    ann = table.people[0]
    act = Act("once", "place?option=o1", (("run", table.run.token),))
    first, second = table.room.act(ann.who, act), table.room.act(ann.who, act)
    assert first.ok and second.ok and first.n == second.n == table.room.n and dots(table)["o1"] == 1
    for room in (table.reopened(), table.copy().room):
        n = room.n
        assert room.act(ann.who, act).ok and room.n == n
    assert table.room.act(table.people[1].who, act).ok and dots(table)["o1"] == 2, "another person's id is another id"


def test_a_refused_act_may_be_sent_again(table: Table):
    ann = table.people[0]
    table.stop()
    act = Act("again", "place?option=o1")
    assert not table.room.act(ann.who, act).ok
    table.go("vote")
    assert table.room.act(ann.who, act).ok


def test_a_stale_page_is_told_so(table: Table):
    ann = table.people[0]
    for run in ("r1.0", "r1.2", "r0.1", "", "r1"):
        answer = table.act(ann.who, "place?option=o1", [("run", run)])
        assert not answer.ok and answer.words == "This page was out of date. Here is what is open now."
    table.facilitator.do("finish")
    assert not table.act(ann.who, "place?option=o1", [("run", "r1.1")]).ok


def test_nobody_acts_for_somebody_else(table: Table):
    ann, bob, _cy = table.people
    ann.do("place", **{"option": "o1", "for": bob.who.seat})
    assert list(table.run.course.state.ballots.dots) == [ann.key], "a forged seat is not looked at"
    for seat in (bob.who.seat, "nobody", ""):
        with pytest.raises(Refused):
            table.facilitator.do("place", **{"option": "o1", "for": seat})
    for who in (Who.of("nobody"), Who.of(""), Who.board()):
        assert not table.act(who, "place?option=o1", []).ok
    assert not table.room.problem


def test_people_do_not_lead_and_the_board_does_nothing(table: Table):
    for do in (
        "go?phase=reveal",
        "finish",
        "end",
        "undo",
        "add_seat",
        "join?token=x",
        "rejoin?seat=x&token=y",
        "slips",
        "add",
    ):
        for who in (table.people[0].who, Who.board()):
            answer = table.act(who, do, [])
            assert not answer.ok and answer.words.endswith(".")
    for do in ("leave", "rename?name=x", "come_back", "join?token=x", "place?option=o1"):
        assert not table.act(Who.facilitator(), do, []).ok
    assert not table.act(Who.facilitator(), "nothing", []).ok and not table.room.problem


@pytest.mark.parametrize("text", [NUL, BIDI, "\u200b", "x" * 10_000, "x" * 281, "", " \n ", "\ud800"])
def test_text_that_cannot_be(text: str):
    table = Table(FistOfFive, 1, proposal="We open on Thursdays.")
    for phase in ("show", "reveal", "listen"):
        table.go(phase)
    answer = table.act(table.people[0].who, "card", [("text", text)])
    assert not answer.ok and answer.words.endswith(".") and table.run.course.state.asides.cards.cards == {}


def test_text_is_cleaned_at_the_door():
    table = Table(FistOfFive, 1, proposal="We open on Thursdays.")
    for phase in ("show", "reveal", "listen"):
        table.go(phase)
    table.people[0].do("card", text=f"  La{NUL}ter{BIDI} <b>&\r\nCafe\u0301 ")
    assert [card.text for card in table.run.course.state.asides.cards.shown().values()] == ["Later <b>&\nCafé"]
    assert "&lt;b&gt;" in table.people[0].html


# Errors


def test_an_error_in_an_action_changes_nothing():
    table = Table(Cracked, 2, **OPTIONS)
    table.go("vote")
    ann, bob = table.people
    ann.tap("Place a dot", near="Tea")
    n, before = table.room.n, ann.html
    with pytest.raises(Refused, match="The facilitator was told"):
        bob.do("crack")
    assert table.room.n == n and ann.html == before and table.run.course.state.ballots.passes == {}
    assert table.room.problem == "“crack” did not work. Nothing was lost."
    bob.tap("Place a dot", near="Tea")


def test_an_error_in_a_view_is_told_and_reaches_nobody_else():
    table = Table(Cracked, 2, **OPTIONS)
    table.go("vote")
    ann, bob = table.people
    ann.do("pass")
    with pytest.raises(Undrawn, match="Your answers are safe"):
        table.room.view(ann.who)
    assert "could not be drawn" in table.room.problem
    assert bob.sees and table.board and table.stage


# What others look at


def test_a_revision_changes_with_the_view(table: Table):
    ann, bob, _cy = table.people
    whos = [ann.who, bob.who, Who.board(), Who.facilitator()]

    def changed(do: Any) -> list[bool]:
        before = [table.room.revision(who) for who in whos]
        do()
        return [table.room.revision(who) > old for who, old in zip(whos, before, strict=True)]

    assert changed(lambda: ann.do("place", option="o1")) == [True, False, True, True]
    assert changed(lambda: table.stop()) == [True] * 4
    assert changed(lambda: bob.do("leave")) == [True] * 4
    assert changed(lambda: table.act(bob.who, "place?option=o1", [])) == [False] * 4


def test_every_event_is_heard_and_numbered_without_gaps(table: Table):
    heard: list[int] = []
    table.room.listen(lambda: heard.append(table.room.n))
    table.people[0].do("place", option="o1")
    table.go("reveal")
    table.join()
    assert heard == list(range(heard[0], heard[0] + 3))


def test_what_people_did_carries_no_time(table: Table):
    table.people[0].do("place", option="o1")
    table.people[1].do("leave")
    table.join()
    done: list[dict[str, Any]] = table.room.store.events[-3:]  # type: ignore[union-attr]
    assert [event.get("at", 0.0) for event in done] == [0.0, 0.0, 0.0]


def test_a_closed_session_takes_nothing_more(table: Table):
    with table.refused("still open"):
        table.facilitator.do("end")
    table.facilitator.do("finish")
    table.facilitator.do("end")
    for who, do in ((Who.facilitator(), "show_code"), (table.people[0].who, "come_back")):
        assert table.act(who, do, []).words == "This session is closed. Nothing more can be added."
    with pytest.raises(Refused, match="closed"):
        table.join()
    assert {(seat.token, seat.code) for seat in table.room.seats.values()} == {("", "")}
    for person in table.people:
        assert "We have ended" in person.sees


# The agenda


def steps(table: Table) -> list[str]:
    return [step.title or step.activity for step in table.room.agenda[2:]]


def test_the_agenda_can_be_changed_until_a_step_begins():
    table = Table(DotVote, 1, **OPTIONS)
    lead = table.facilitator
    lead.do("add_step", activity="dot-vote", title="First", settings=json.dumps(OPTIONS))
    lead.do("add_step", activity="break", title="Tea", minutes=5)
    first, tea = (step.id for step in table.room.agenda[2:])
    lead.do("move_step", step=tea, to=0)
    assert steps(table) == ["Tea", "First"], "a step never moves before one that has begun"
    lead.do("set_step", step=tea, title="Coffee", minutes=15)
    lead.do("skip_step", step=first)
    lead.do("finish")
    assert table.room.next is table.room.step(tea)
    lead.do("begin", step=tea)
    with table.refused("has begun"):
        lead.do("drop_step", step=tea)
    with table.refused("Finish it first"):
        lead.do("begin", step=first)
    lead.do("finish")
    lead.do("skip_step", step=first)
    lead.do("drop_step", step=first)
    assert steps(table) == ["Coffee"]
    with table.refused("no longer on the agenda"):
        lead.do("begin", step=first)
    with table.refused("This step is over"):
        lead.do("begin", step=tea)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"activity": "juggling"}, "not installed"),
        ({"activity": "dot-vote", "settings": "{}"}, "another look"),
        ({"activity": "dot-vote", "settings": '{"criterion": "Which?", "dots": 1, "max_per_option": 2}'}, "more dots"),
        ({"activity": "dot-vote", "settings": "[1]"}, "could not be read"),
        ({"activity": "break", "minutes": 1000}, "outside what is possible"),
    ],
)
def test_a_step_that_cannot_be(given: dict[str, str], words: str):
    table = Table(DotVote, 1, **OPTIONS)
    with table.refused(words):
        table.facilitator.do("add_step", **given)


def test_the_timer_is_soft_and_the_board_obeys(table: Table):
    lead, phone = table.facilitator, table.people[0]
    assert "1 more minute" not in table.stage and "data-ends" not in phone.html, "no minute more of nothing"
    table.go("vote")
    lead.tap("Start a timer: 10 minutes")
    assert table.run.ends is not None and 600 <= table.run.ends - table.run.now < 610
    assert "data-ends" in table.room.view(Who.board()) and "data-ends" in phone.html
    ends = table.run.ends
    lead.tap("1 more minute")
    assert table.run.ends == ends + 60
    lead.tap("Hide")
    assert "data-ends" not in table.room.view(Who.board()) and "data-ends" not in phone.html
    lead.do("show_code", on=True)
    assert "are here" in table.board or "is here" in table.board
    lead.do("dark", on=True)
    assert table.room.dark and table.room.wall == "code"
    assert {control.name for control in controls(Person(table, Who.board()).html)} == set()
