"""What the facilitator sees and presses: every press is an act of the room, and shows when it is saved."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from nicegui import background_tasks, ui
from nicegui.elements.mixins.text_element import TextElement
from nicegui.elements.mixins.value_element import ValueElement
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction

from facilitator.console import checks, health, join, looks, people, pulse
from facilitator.console.page import FACILITATOR, Console
from facilitator.console.watch import Following
from facilitator.host import qr
from facilitator.library.registry import Broken
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session import contacts
from facilitator.session.command import Act
from tests.waiting import until


def act(room: Room, do: str, **given: object) -> None:
    answer = room.act(FACILITATOR, Act(f"test-{room.n}-{do}", do, tuple((name, str(v)) for name, v in given.items())))
    assert answer.ok, answer.words


async def press_twice(button: UserInteraction[Any]) -> None:
    """A double click, and all that comes of it."""
    before = {*background_tasks.running_tasks}
    button.click()
    button.click()
    begun = background_tasks.running_tasks - before
    assert begun, "nothing came of it"
    await asyncio.wait_for(asyncio.wait(begun), 10)


async def desk(user: User, room: Room) -> None:
    await user.open(f"/room/{room.code}")
    await user.should_see("Seats and codes")


def titles(room: Room) -> list[str]:
    return [str(room.title_of(step)) for step in room.agenda]


def described(user: User) -> str:
    """Everything on the page that says something, as the browser is sent it."""
    assert user.client is not None
    return "\n".join(str(element._to_dict()) for element in user.client.elements.values())


# Home


async def test_home_offers_plans_and_what_is_open(user: User, room: Room):
    await user.open("/")
    assert "Make room on this disk" not in described(user), "nothing is wrong before anybody has looked"
    for words in (
        "Start a workshop",
        "Where do we begin?",
        "Before people arrive",
        "192.168.1.20:8080",
        "Go on",
        "Step 5: Shared decision-making",
    ):
        await user.should_see(words)


async def test_a_plan_is_started_once_however_often_it_is_pressed(user: User, console: Console):
    await user.open("/")
    await press_twice(user.find(kind=ui.button, content="Start"))
    assert len(console.rooms.open) == 2


async def test_a_group_that_meets_again_finds_what_it_agreed(user: User, console: Console):
    await user.open("/")
    user.find(kind=ui.button, content="Start").click()
    await until(lambda: len(console.rooms.open) == 2)
    assert [past.programme for past in console.rooms.past()] == ["", ""], (
        "a workshop that is held once needs no name for its group"
    )
    for number in (3, 4):
        await user.open("/")
        group_name(user).value = " Neighbours\u202e "
        user.find(kind=ui.button, content="Start").click()
        await until(lambda number=number: len(console.rooms.open) == number)
    assert {past.programme for past in console.rooms.past()} == {"Neighbours", ""}
    console.rooms.open[-1].ledger.append({
        "id": "r1.1", "at": 1.0, "n": 1, "ledger": "actions", "op": "add", "entry": "old:r1:a1", "number": "A-1",
        "data": {"text": "Ask for a key", "status": "not started", "by": "2020-01-02"},
    })  # fmt: skip
    await user.open("/")
    await until(lambda: "Neighbours" in described(user))
    for name, words in (("Neighbours", "This group has met before. 1 task was to be done by now."), ("Others", "")):
        field = group_name(user)
        field.value = name
        fire([field], "blur")
        assert ("has met before" in described(user)) == bool(words) and words in described(user)


async def test_an_empty_plan_needs_a_name_only(user: User, console: Console):
    await user.open("/")
    user.find("Empty plan").click()
    await user.should_see("What do you call this meeting? Everyone sees it.")
    press(user, "Start")
    await user.should_see("Please give it a name.")
    field(user, "new-title").value = "Kitchen\u202e table"
    press(user, "Start")
    await until(lambda: len(console.rooms.open) == 2)
    made = console.rooms.open[-1]
    assert (made.title, made.agenda, made.status) == ("Kitchen table", [], "open")


async def test_a_closed_session_leads_to_its_record(user: User, console: Console, room: Room):
    act(room, "end")
    folder = room.store.folder
    console.rooms.leave(room)
    await user.open("/")
    await user.should_see("Record")
    user.find(kind=ui.button, content="Record").click()
    await until(lambda: console.rooms.open)
    assert console.rooms.open[0].store.folder == folder


async def test_a_session_that_cannot_be_opened_says_why(user: User, console: Console, tmp_path: Path):
    bad = tmp_path / "2026-01-01-bad-abcd"
    bad.mkdir()
    (bad / "session.json").write_text("{")
    await user.open("/")
    await user.should_see("2026-01-01-bad-abcd")
    past = next(each for each in console.rooms.past() if each.trouble)
    await user.should_see(str(past.trouble))


async def test_a_session_is_deleted_after_a_question(user: User, console: Console, room: Room):
    act(room, "end")
    folder = room.store.folder
    console.rooms.leave(room)
    await user.open("/")
    await user.should_see("Delete")
    user.find(kind=ui.button, content="Delete").click()
    await user.should_see(f"Delete “{room.title}” for good?")
    assert folder.is_dir(), "nothing goes before the answer"
    press(user, "Delete")
    await until(lambda: not folder.exists())
    await user.should_see("is deleted.")


async def test_a_session_from_elsewhere_waits_until_it_is_opened(
    user: User, console: Console, room: Room, tmp_path: Path
):
    room.store.wait(room.n)
    shutil.copytree(room.store.folder, tmp_path / "from-a-stick", ignore=shutil.ignore_patterns("lock"))
    act(room, "end")
    console.rooms.leave(room)
    await user.open("/")
    await user.should_see("This came from somewhere else. It opens only when you say so.")
    user.find(kind=ui.button, content="Open").click()
    await until(lambda: console.rooms.open)
    assert console.rooms.open[0].store.folder.name == "from-a-stick"


async def test_what_cannot_be_read_of_a_group_is_said_before_it_meets(user: User, console: Console, tmp_path: Path):
    (tmp_path / "2026-01-01-bad-abcd").mkdir()
    (tmp_path / "2026-01-01-bad-abcd" / "session.json").write_text("{")
    await user.open("/")
    group_name(user).value = "Neighbours"
    user.find(kind=ui.button, content="Start").click()
    await user.should_see("1 earlier session cannot be read: 2026-01-01-bad-abcd.")
    assert len(console.rooms.open) == 1
    press(user, "Start without it")
    await until(lambda: len(console.rooms.open) == 2)
    started = console.rooms.open[-1]
    assert started.unread == ["2026-01-01-bad-abcd"]
    await user.open(f"/room/{started.code}")
    await user.should_see("An earlier session could not be read")


async def test_the_disk_is_tried(tmp_path: Path):
    assert checks.space(tmp_path).writes
    assert checks.space(tmp_path / "nowhere") == checks.Space(0, False)


async def test_another_device_is_noticed(user: User, console: Console, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pulse, "BEAT", 0.05)
    await user.open("/")
    await user.should_see("Point your phone camera here.")
    console.was_reached()
    await user.should_see("It works. Another device has reached this laptop.")


# Desk


async def test_the_desk_shows_the_room(user: User, room: Room):
    room.join(digest("one"), name="Ann")
    await desk(user, room)
    by_hand = "1 phone loads page by page"
    for words in (room.title, room.code, "Which ideas first?", "1 person", "1 on a phone", by_hand):
        await user.should_see(words)


def test_only_a_phone_that_was_connected_is_away(console: Console, room: Room, monkeypatch: pytest.MonkeyPatch):
    seats = [room.join(digest(f"t{n}")).id for n in range(3)]
    told = []
    for connected in (set(), set(seats[:2]), {seats[0]}, set(seats)):
        monkeypatch.setattr(console.live, "phones", lambda room, connected=connected: connected)
        found = people.count(looks.desk(room), *console.connected(room))
        told.append((found.away, found.unlinked))
    assert told == [(0, 3), (0, 1), (1, 1), (0, 0)]


async def test_a_room_that_is_not_there_leads_back(user: User):
    await user.open("/room/ZZZZ")
    await user.should_see("There is no open room with this code.")


async def test_steps_move_are_left_out_and_come_back(user: User, room: Room):
    await desk(user, room)
    first, second = titles(room)
    open_step(user, second)
    await user.should_see("Leave out")
    user.find("Up").click()
    await until(lambda: titles(room) == [second, first])
    user.find("Leave out").click()
    await until(lambda: room.agenda[0].state == "skipped")
    await user.should_see("left out")
    user.find("Put back").click()
    await until(lambda: room.agenda[0].state == "planned")


async def test_a_double_click_is_one_act(user: User, room: Room):
    await desk(user, room)
    await press_twice(user.find(kind=ui.button, content="Break"))
    assert len(room.agenda) == 3


async def test_what_was_taken_off_can_be_brought_back(user: User, room: Room):
    await desk(user, room)
    before = [(step.activity, step.title, step.minutes, step.settings) for step in room.agenda]
    open_step(user, titles(room)[0])
    await user.should_see("Take off")
    user.find("Take off").click()
    await user.should_see("Bring it back")
    assert len(room.agenda) == 1
    user.find("Bring it back").click()
    await until(lambda: len(room.agenda) == 2)
    assert [(step.activity, step.title, step.minutes, step.settings) for step in room.agenda] == before


async def test_a_step_that_began_offers_nothing_any_more(user: User, room: Room):
    act(room, "begin", step=room.agenda[0].id)
    await desk(user, room)
    await user.should_see("on time")
    assert list(rows(user)) == [titles(room)[1]]


async def test_a_missing_break_is_named_in_its_place(user: User, room: Room):
    act(room, "set_step", step=room.agenda[0].id, minutes=50)
    act(room, "set_step", step=room.agenda[1].id, minutes=40)
    await desk(user, room)
    await user.should_see("90 minutes without a break.")
    user.find("Add a break here").click()
    await until(lambda: [step.activity for step in room.agenda][1:2] == ["break"])
    await user.should_not_see("90 minutes without a break.")


async def test_settings_are_changed_and_faults_stand_at_their_field(user: User, room: Room):
    await desk(user, room)
    await change(user, titles(room)[0])
    question = field(user, "setting-criterion")
    question.value = ""
    press(user, "Save")
    await user.should_see("Please fill this in.")
    question.value = "What first?"
    press(user, "Save")
    await until(lambda: room.agenda[0].settings["criterion"] == "What first?")
    assert room.agenda[0].settings["options"][0] == "A lift to every meeting"


async def test_long_settings_reach_the_room(user: User, room: Room):
    await desk(user, room)
    await change(user, titles(room)[0])
    field(user, "setting-options").value = "\n".join(f"{n} {'x' * 100}" for n in range(60))
    press(user, "Save")
    await until(lambda: len(room.agenda[0].settings["options"]) == 60)


async def test_the_library_says_what_is_broken(user: User, console: Console, room: Room):
    console.rooms.library.broken.append(Broken("odd.py", "It has no phases."))
    await desk(user, room)
    user.find(kind=ui.button, content="Add").click()
    for words in ("Dot vote", "Fist of five", "Break", "odd.py", "It has no phases."):
        await user.should_see(words)


async def test_the_library_stands_in_the_order_of_the_guide_or_of_what_a_group_wants(user: User, room: Room):
    await desk(user, room)
    user.find(kind=ui.button, content="Add").click()
    for words in ("Step 5: Shared decision-making", "There is a proposal in words that everyone knows.",
                  "5 to 20 minutes, 3 to 200 people", "Also good for this: Dot vote"):  # fmt: skip
        await user.should_see(words)
    user.find("What a group wants to do").click()
    await user.should_see("Choose from many")
    await user.should_not_see("Step 5: Shared decision-making")


async def test_seats_show_their_codes_only_on_request(user: User, room: Room):
    seat = room.join(digest("one"), name="Ann")
    await desk(user, room)
    user.find("Seats and codes").click()
    await user.should_see("Ann")
    shown = looks.desk(room).chairs[0].code
    assert shown not in described(user) and seat.code not in described(user)
    user.find(kind=ui.switch).click()
    await user.should_see(shown)


async def test_somebody_leaves_and_comes_back(user: User, room: Room):
    seat = room.join(digest("one"), name="Ann")
    await desk(user, room)
    user.find("Seats and codes").click()
    await user.should_see("Mark as left")
    user.find("Mark as left").click()
    await until(lambda: seat.left)
    await user.should_see("Is back")
    user.find("Is back").click()
    await until(lambda: not seat.left)


async def test_the_facilitators_own_phone_becomes_a_remote_on_request_only(user: User, console: Console, room: Room):
    await desk(user, room)
    user.find("Ways in").click()
    await user.should_see("My phone as a remote")
    user.find("My phone as a remote").click()
    await user.should_see("Whoever scans this can lead the workshop. First take this screen off the wall.")
    key = console.rooms.facilitator_key
    assert key not in described(user)
    user.find("Show the code").click()
    await user.should_see("Scan it with your own phone, or open this address there:")
    url = f"http://192.168.1.20:8080/stage/{room.code}?key={key}"
    shown = described(user)
    assert url in shown and qr.image(url).split('src="')[1][:200] in shown.replace("\\", "")


async def test_a_refusal_is_said(user: User, room: Room):
    await desk(user, room)
    open_step(user, titles(room)[0])
    await user.should_see("Leave out")
    room.act(FACILITATOR, Act("from-elsewhere", "begin", (("step", room.agenda[0].id),)))
    user.find("Leave out").click()
    await user.should_see("This step has begun. Finish it instead.")


async def test_nothing_hidden_is_sent_to_the_console(user: User, room: Room):
    """Whatever people answer in a hidden phase, the page is the same but for the count."""
    people = [room.join(digest(f"t{n}"), name=f"Person {n}") for n in range(3)]
    act(room, "begin", step=room.agenda[0].id)
    act(room, "go", phase="vote")
    await desk(user, room)
    run = room.running()
    options = list(run.course.state.options.texts)
    room.act(Who.of(people[0].id), Act("vote-one", f"place?option={options[0]}&dots=1", (("run", run.token),)))
    await user.should_see("0 of 3.")
    page = described(user)
    assert not [text for text in run.course.state.options.texts.values() if text in page]
    assert not [seat.id for seat in people if seat.id in page]


async def test_an_activity_that_fails_leaves_the_desk_standing(
    user: User, room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    act(room, "begin", step=room.agenda[0].id)
    act(room, "go", phase="vote")
    monkeypatch.setattr(room.running().activity, "done", lambda s, ctx: 1 / 0)
    await desk(user, room)
    await user.should_see("Which ideas first?")
    assert "could not say who is done" in caplog.text


# Health


def following(console: Console, room: Room) -> Following[looks.DeskLook]:
    return console.watch.of(room, looks.desk)


async def test_all_is_well_or_it_says_what_is_not(console: Console, room: Room):
    found = health.look(console, following(console, room))
    assert [line.id for line in found.lines if line.state == "look"] == ["board"]
    room.problem = "A view could not be drawn."
    found = health.look(console, following(console, room))
    assert {line.id for line in found.lines if line.state == "look"} == {"board", "mishap"}
    assert found.lines[-1].state == "fine"
    assert not [
        line for line in health.look(console, following(console, room), {room.problem}).lines if line.id == "mishap"
    ]


async def test_a_failed_disk_is_red_and_the_session_can_go_on_elsewhere(
    user: User, room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    await desk(user, room)
    await user.should_not_see("Nothing new is being saved.")
    folder = room.store._folder  # type: ignore[union-attr]
    monkeypatch.setattr(folder, "append", lambda bodies: (_ for _ in ()).throw(OSError(28, "No space left")))
    act(room, "add_step", activity="break")
    await user.should_see("Nothing new is being saved.")
    await user.should_see("The disk is full.")
    assert str(await health.moved(room, "not/whole")) == "Please give the whole path of a folder."
    assert not await health.moved(room, str(tmp_path / "stick"))
    assert room.store.folder == tmp_path / "stick" / room.session
    await user.should_not_see("Nothing new is being saved.")
    assert len(rows(user)) == 3


# Ways in


async def test_the_address_can_be_chosen(console: Console, user: User, room: Room):
    join.choose(console, "10.0.0.5")
    assert console.rooms.join_address == "http://10.0.0.5:8080"
    await desk(user, room)
    user.find("Ways in").click()
    await user.should_see("Address of this laptop")
    field(user, "address").value = ""
    await user.should_see("192.168.1.20:8080")


# Record


async def test_the_end_is_asked_about_and_waits_for_what_is_open(user: User, room: Room):
    act(room, "begin", step=room.agenda[0].id)
    await user.open(f"/room/{room.code}/record")
    await user.should_see("Something is still open. Finish it on the stage, then you can close the session here.")
    act(room, "finish")
    await user.should_see("Close the session")
    user.find("Close the session").click()
    await user.should_see("You cannot undo this.")
    assert room.status == "open"
    press(user, "Close it")
    await until(lambda: room.status == "closed")
    await user.should_see("This session is closed. This is still on this laptop:")


def left(room: Room) -> list[str]:
    """Two people left how to reach them."""
    for mark, reach in (("a", "ana@example.org"), ("b", "bo@example.org")):
        change = partial(contacts.with_one, mark=mark, contact=contacts.Contact(reach=reach, how="mail"))
        room.store.change_contacts(change).result(5)
    return ["ana@example.org", "bo@example.org"]


async def test_contacts_show_only_when_asked_for_and_go_one_by_one(user: User, room: Room):
    addresses = left(room)
    await user.open(f"/room/{room.code}/record")
    await user.should_see("2 people left how to reach them.")
    user.find("See the list").click()
    await user.should_see("Take it off first.")
    assert not any(each in described(user) for each in addresses)
    press(user, "Show them")
    await user.should_see("ana@example.org")
    (out, *_other) = user.find(kind=ui.button, content="Take out").elements
    fire([out], "click")
    await until(lambda: len(room.store.contacts) == 1)


async def test_contacts_are_deleted_only_when_sure(user: User, room: Room):
    left(room)
    await user.open(f"/room/{room.code}/record")
    user.find("Delete the list").click()
    await user.should_see("Delete the list for good?")
    assert len(room.store.contacts) == 2
    press(user, "Delete")
    await until(lambda: not room.store.contacts)


# Helpers


def dialog(user: User) -> ui.element:
    """The dialog that is open."""
    (found,) = user.find(kind=ui.dialog).elements
    return found


def field(user: User, name: str) -> Any:
    """The field of this name in the dialog."""
    fields = [each for each in dialog(user).descendants() if isinstance(each, ValueElement)]
    (found,) = [each for each in fields if each.props.get("for") == name]
    return found


def group_name(user: User) -> Any:
    """The field on the first page for the name of a group."""
    assert user.client is not None
    fields = [each for each in user.client.elements.values() if isinstance(each, ValueElement)]
    return next(each for each in fields if each.props.get("for") == "group")


def press(user: User, text: str) -> None:
    """Press the button with this text in the dialog; the last one sends its form."""
    buttons = [each for each in dialog(user).descendants() if isinstance(each, ui.button) and each.text == text]
    if buttons[0].props.get("type") == "submit":
        fire([each for each in dialog(user).descendants() if each.tag == "form"], "submit")
    else:
        click(buttons)


def rows(user: User) -> dict[str, ui.button]:
    """The steps of the agenda that open, by their titles."""
    assert user.client is not None
    buttons = [each for each in user.client.elements.values() if "step-row" in each.classes]
    return {_title(button): button for button in buttons if isinstance(button, ui.button)}


def open_step(user: User, title: str) -> None:
    click([rows(user)[title]])


async def change(user: User, title: str) -> None:
    """Open the form of a step."""
    open_step(user, title)
    await user.should_see("Change")
    user.find("Change").click()
    await user.should_see("On the agenda")


def click(found: list[ui.button]) -> None:
    fire(found, "click")


def fire(found: Sequence[ui.element], event: str) -> None:
    (element,) = found
    with element.client:
        for listener in list(element._event_listeners.values()):
            if listener.type == event and listener.handler:
                element._handle_event({"listener_id": listener.id, "args": {}})


def _title(button: ui.button) -> str:
    """The second of the words in a row: after the time, before the minutes."""
    return [str(each.text) for each in button.descendants() if isinstance(each, TextElement)][1]
