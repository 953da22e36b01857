"""Who still comes in, on the desk: letting somebody in, pausing, empty seats, and nothing of it after the end."""

from __future__ import annotations

from nicegui import ui
from nicegui.testing import User

from facilitator.console.page import FACILITATOR, Console
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act
from tests.console.test_pages import field, press
from tests.waiting import until


def send(user: User, text: str) -> None:
    """Press the button with this text, which sends the form of its dialog."""
    (button,) = (each for each in user.find(text).elements if isinstance(each, ui.button) and each.text == text)
    form = next(each for each in button.ancestors() if each.tag == "form")
    with form.client:
        for listener in list(form._event_listeners.values()):
            if listener.type == "submit" and listener.handler:
                form._handle_event({"listener_id": listener.id, "args": {}})


async def desk(user: User, room: Room) -> None:
    await user.open(f"/room/{room.code}")
    await user.should_see("Agenda")
    await user.should_see("here" if room.status == "closed" else "Seats and codes")


async def test_a_right_code_among_many_wrong_ones_is_let_in_by_hand(user: User, console: Console, room: Room):
    ann, bob = (room.join(digest(name), name=name) for name in ("Ann", "Bob"))
    for seat in (ann, bob):
        console.live.ask_in(room, seat.code, digest(f"new phone of {seat.name}"))
    console.live.ask_in(room, "AAAAAA", digest("a guess"))
    await desk(user, room)
    await user.should_see("Somebody has the seat code of Ann. Ask them, then let them in.")
    user.find("Let in").click()
    await until(lambda: console.live.asking(room) == (bob.id,))
    assert room.seat_for(digest("new phone of Ann")) is ann and room.seat_for(digest("Ann")) is None
    assert console.live.was_moved(digest("Ann"))
    await user.should_not_see("Somebody has the seat code of Ann. Ask them, then let them in.")


async def test_joining_is_paused_and_goes_on(user: User, room: Room):
    await desk(user, room)
    user.find("Seats and codes").click()
    await user.should_see("Pause joining")
    user.find("Pause joining").click()
    await until(lambda: room.paused)
    await user.should_see("Joining is paused. Seat codes still work.")
    user.find("Let people join again").click()
    await until(lambda: not room.paused)


async def test_empty_seats_are_removed_after_a_question(user: User, console: Console, room: Room):
    there = room.join(digest("there"), name="Ann")
    for number in range(30):
        room.join(digest(f"ghost {number}"))
    console.live.looked(room, there.id)
    await desk(user, room)
    user.find("Seats and codes").click()
    await user.should_see("Remove 30 empty seats")
    user.find("Remove 30 empty seats").click()
    await user.should_see("Whoever sat there can join again.")
    assert len(room.seats) == 31
    send(user, "Take them away")
    await until(lambda: len(room.seats) == 1)
    assert list(room.seats) == [there.id]


async def test_those_who_are_away_are_marked_as_left_together(user: User, console: Console, room: Room):
    there, *away = [room.join(digest(str(number))) for number in range(4)]
    console.live.looked(room, there.id)
    for seat in away:
        seat.acts = 1
    await desk(user, room)
    user.find("Seats and codes").click()
    await user.should_see("Mark 3 phones as left")
    user.find("Mark 3 phones as left").click()
    await user.should_see("Each can come back on their phone.")
    send(user, "They have left")
    await until(lambda: all(seat.left for seat in away))
    assert not there.left


async def test_after_the_end_the_desk_counts_who_was_there_and_offers_no_seat(user: User, room: Room):
    room.join(digest("one"), name="Ann")
    room.act(Who.of(next(iter(room.seats))), Act("left", "leave"))
    room.join(digest("two"), helper=True)
    for do in ("add_seat", "end"):
        assert room.act(FACILITATOR, Act(do, do)).ok
    await desk(user, room)
    await user.should_see("2 people were here")
    await user.should_see("1 on paper")
    for gone in ("Add a seat", "Seats and codes", "Ways in", "Show code big"):
        await user.should_not_see(gone)


async def test_somebody_on_paper_says_their_view_and_a_note_when_added_and_later(user: User, room: Room):
    await desk(user, room)
    user.find("Add a seat").click()
    await user.should_see("Which view do they speak from?")
    field(user, "seat-view").value = "Lived experience"
    note = field(user, "seat-note")
    assert note.props["type"] == "password", "others may see this screen"
    note.value = "A chair with arms"
    press(user, "Add the seat")
    await until(lambda: bool(room.seats))
    (seat,) = room.seats.values()
    assert (seat.perspective, [*room.access.notes.values()]) == ("Lived experience", ["A chair with arms"])
    user.find("Seats and codes").click()
    await user.should_see("View or note")
    user.find("View or note").click()
    await user.should_see("From Paper 1")
    fields = [each for each in user.find(kind=ui.select).elements if each.props.get("for") == "seat-view"]
    later = next(each for each in fields if each.value is None)  # what was said before is on no screen
    later.value = "Family and friends"
    send(user, "Keep it")
    await until(lambda: seat.perspective == "Family and friends")
    assert room.access.made == 1
