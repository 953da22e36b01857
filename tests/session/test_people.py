"""Who sits where: joining, another device, leaving, helpers, paper, and two seats that are one person."""

from __future__ import annotations

import pytest

from activities.dot_vote import DotVote
from facilitator.activity import Refused
from facilitator.seats import digest
from facilitator.session import people, snapshot
from facilitator.testing import Table

OPTIONS = {"criterion": "Which first?", "options": ["Tea", "Coffee", "Water", "Juice"]}
BIDI, NUL = "\u202e\u2066", "\x00"


@pytest.fixture
def table() -> Table:
    """A dot vote of three people that is open."""
    table = Table(DotVote, 3, **OPTIONS)
    table.go("vote")
    return table


def dots(table: Table) -> dict[str, int]:
    ballots = table.run.course.state.ballots.dots.values()
    return {option: sum(ballot.get(option, 0) for ballot in ballots) for option in ("o1", "o2")}


def test_a_device_has_one_seat(table: Table):
    again = table.room.join(digest("token1"))
    assert again.id == table.people[0].who.seat and len(table.room.seats) == 3
    assert table.room.join(digest("other")).id not in [person.who.seat for person in table.people]
    codes = {seat.code for seat in table.room.seats.values()}
    assert len(codes) == 4 and all(len(code) == 6 for code in codes)


def test_a_name_is_cleaned_and_may_be_none(table: Table):
    assert table.join(name=f" An{NUL}n{BIDI} ").seat.name == "Ann"
    assert table.join(name=f"\u200b{NUL} \u00ad").seat.name == ""
    for wrong in ({"name": "x" * 41}, {"name": "x" * 10_000}, {"perspective": "A stranger"}):
        with pytest.raises(Refused):
            table.join(**wrong)
    assert table.join(perspective="Rather not say").seat.perspective == ""


def test_a_seat_on_paper_has_a_number_and_a_known_perspective(table: Table):
    assert [table.paper_seat().seat.paper for _place in range(3)] == [1, 2, 3]
    with table.refused("views in the list"):
        table.facilitator.do("add_seat", perspective="A stranger")


def test_somebody_on_paper_has_a_view_and_a_note_too(table: Table):
    seat = table.paper_seat()
    table.facilitator.do("tell_of_seat", seat=seat.who.seat, perspective="Lived experience", note="A chair with arms")
    assert table.ctx.perspectives == {seat.key: "Lived experience"}
    assert list(table.room.access.notes.values()) == ["A chair with arms"] and table.room.access.made == 1
    table.facilitator.do("tell_of_seat", seat=seat.who.seat, note="Tea")
    assert table.ctx.perspectives and table.room.access.made == 2, "a note alone leaves the view"
    table.facilitator.do("tell_of_seat", seat=seat.who.seat, perspective="Rather not say")
    assert not table.ctx.perspectives
    table.facilitator.do("add_seat", name="Bo", perspective="Family and friends", note="A lamp")
    assert table.room.access.made == 3 and [*table.ctx.perspectives.values()] == ["Family and friends"]
    assert table.reopened().access == table.room.access


def test_what_was_said_on_paper_stands_apart_from_names_and_on_no_screen(table: Table):
    table.facilitator.do("add_seat", name="Bo", perspective="Family and friends", note="A lamp")
    kept = snapshot.tables(table.room)
    assert "Family" not in str(kept["seats"]) and "A lamp" not in str(kept["seats"]) and "Bo" not in str(kept["meta"])
    assert not table.room.store.events, "no journal holds a note beside a name"
    for view in (table.stage, table.board, *(person.sees for person in table.people)):
        assert "A lamp" not in view and "Family and friends" not in view


def test_whoever_has_a_phone_says_their_view_on_it(table: Table):
    with table.refused("says this on it"):
        table.facilitator.do("tell_of_seat", seat=table.people[0].who.seat, perspective="Lived experience")


def test_views_stay_as_they_are_once_a_result_was_shown_by_them():
    table = Table(DotVote, 0, **OPTIONS, by_perspective=True)
    for view in ["Lived experience"] * 5 + ["Family and friends"] * 5:
        table.people.append(table.join(perspective=view))
    seat = table.paper_seat()
    table.go("vote")
    for person in table.people:
        person.do("ballot", dots={"o1": 1})
    table.facilitator.do("tell_of_seat", seat=seat.who.seat, perspective="Lived experience")
    table.go("reveal")
    with table.refused("views stay as they are"):
        table.facilitator.do("tell_of_seat", seat=seat.who.seat, perspective="Rather not say")
    table.facilitator.do("tell_of_seat", seat=seat.who.seat, note="Tea")
    table.facilitator.do("finish")
    with table.refused("views stay as they are"):
        table.facilitator.do("tell_of_seat", seat=seat.who.seat, perspective="Family and friends")


def test_a_full_room_says_so(table: Table, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people, "MOST_SEATS", 3)
    with pytest.raises(Refused, match="full"):
        table.join()
    assert table.room.join(digest("token1")).id == table.people[0].who.seat


def test_left_seats_do_not_fill_the_room(table: Table, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(people, "MOST_SEATS", 3)
    table.facilitator.do("all_left", seats=[person.who.seat for person in table.people])
    assert table.join().seat.left is False
    table.people[0].tap("I am back")


def test_empty_seats_are_removed_and_no_other(table: Table):
    ann, bob, cy = table.people
    ann.tap("Place a dot", near="Tea")
    paper = table.paper_seat()
    table.enter(table.paper_seat(), "ballot", dots={"o1": 1})
    assert people.empty(table.room, table.room.seats) == [bob.who.seat, cy.who.seat]
    table.facilitator.do("remove_empty", seats=[ann.who.seat, bob.who.seat, paper.who.seat, "gone"])
    assert bob.who.seat not in table.room.seats and len(table.room.seats) == 4
    assert table.reopened().seats.keys() == table.room.seats.keys()
    assert table.room.seat_for(digest("token2")) is None and table.room.join(digest("token2")).acts == 0
    with table.refused("no such seat"):
        table.facilitator.do("all_left", seats=[ann.who.seat, "gone"])


def test_a_seat_that_answered_before_is_never_taken_for_empty(table: Table):
    table.people[0].tap("Place a dot", near="Tea")
    table.facilitator.do("finish")
    assert people.empty(table.room, table.room.seats) == []


def test_the_seat_code_brings_the_seat_to_another_device(table: Table):
    ann = table.people[0]
    ann.tap("Place a dot", near="Tea")
    before, code = ann.html, ann.seat.code
    seat = table.room.rejoin(f" {code[:3]} - {code[3:].lower()} ", digest("new phone"))
    assert seat is ann.seat and ann.html == before
    assert table.room.seat_for(digest("new phone")) is ann.seat and table.room.seat_for(digest("token1")) is None
    with pytest.raises(Refused, match="No seat has this code"):
        table.room.rejoin("AAAAAA", digest("x"))
    with pytest.raises(Refused):
        table.room.rejoin("", digest("x"))


def test_leaving_and_coming_back_from_the_page_itself(table: Table):
    ann = table.people[0]
    ann.tap("Place a dot", near="Tea")
    before = ann.html
    ann.do("leave")
    assert "You have left" in ann.sees
    with table.refused("marked as left"):
        ann.do("place", option="o1")
    ann.tap("I am back")
    assert ann.html == before


def test_the_facilitator_marks_who_left(table: Table):
    seat = table.people[0].who.seat
    table.facilitator.do("left", seat=seat)
    assert len(table.ctx.seats) == 2
    table.facilitator.do("returned", seat=seat)
    assert len(table.ctx.seats) == 3
    with table.refused("no such seat"):
        table.facilitator.do("left", seat="nobody")


def test_what_is_posted_between_activities_works():
    table = Table(DotVote, 1, **OPTIONS)
    table.facilitator.do("finish")
    ann = table.people[0]
    ann.tap("I am leaving")
    ann.tap("I am back")
    table.facilitator.tap("Show code big")
    table.facilitator.tap("Give everyone the record")
    assert "Read what we said and decided" in ann.sees
    table.facilitator.tap("Close it")
    assert table.room.status == "closed" and "We have ended" in ann.sees and "closed" in table.stage


def test_helpers_are_in_the_room_and_never_counted(table: Table):
    helper = table.join(helper=True)
    assert len(table.ctx.seats) == 3 and "0 of 3 are done" in table.board
    for do, args in (("place", {"option": "o1"}), ("use_slip", {}), ("pass", {})):
        with pytest.raises(Refused):
            helper.do(do, **args)
    assert "You are here as a helper" in helper.sees


# Merging


def test_two_seats_of_one_person_become_one(table: Table):
    ann, bob, _cy = table.people
    ann.tap("Place a dot", near="Tea")
    kept, token = ann.who.seat, bob.seat.token
    table.facilitator.do("merge_seats", seat=bob.who.seat, into=kept)
    assert len(table.room.seats) == 2 and table.room.seat_for(token) is ann.seat and "1 dot left" in ann.sees
    assert table.reopened().seat_for(token).id == kept  # type: ignore[union-attr]


def test_who_looks_at_a_seat_that_is_gone_is_told_so(table: Table):
    ann, bob, _cy = table.people
    table.facilitator.do("merge_seats", seat=bob.who.seat, into=ann.who.seat)
    assert "Your two seats are one now" in bob.sees and table.room.problem == ""


def test_merging_keeps_the_seat_that_has_answered(table: Table):
    ann, bob, _cy = table.people
    bob.tap("Place a dot", near="Tea")
    table.facilitator.do("merge_seats", seat=bob.who.seat, into=ann.who.seat)
    assert set(table.room.seats) >= {bob.who.seat} and ann.who.seat not in table.room.seats
    assert table.room.seat_for(digest("token1")) is bob.seat and dots(table) == {"o1": 1, "o2": 0}


def test_seats_that_both_answered_stay_two(table: Table):
    ann, bob, _cy = table.people
    for person in (ann, bob):
        person.tap("Place a dot", near="Tea")
    with table.refused("Both seats have answered"):
        table.facilitator.do("merge_seats", seat=ann.who.seat, into=bob.who.seat)
    with table.refused("two different seats"):
        table.facilitator.do("merge_seats", seat=ann.who.seat, into=ann.who.seat)


def test_a_paper_seat_moves_to_a_phone(table: Table):
    paper = table.paper_seat()
    table.enter(paper, "ballot", dots={"o1": 1})
    table.facilitator.do("merge_seats", seat=table.people[0].who.seat, into=paper.who.seat)
    assert paper.seat.paper == 0 and "1 dot left" in paper.sees
