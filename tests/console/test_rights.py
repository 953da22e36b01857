"""What the facilitator decides about people's data: what stays of a session, and who is erased from it."""

from __future__ import annotations

from nicegui import ui
from nicegui.testing import User

from facilitator.console.page import Console
from facilitator.report.model import Quote, Quotes, Section
from facilitator.room import Room
from facilitator.session import snapshot
from tests.console.test_pages import act, fire, press, until


async def test_a_session_is_closed_and_all_of_it_deleted(user: User, console: Console, room: Room):
    act(room, "begin", step=room.agenda[0].id)
    act(room, "finish")
    await user.open(f"/room/{room.code}/record")
    await user.should_see("What should stay on this laptop?")
    user.find("Nothing").click()
    await user.should_see("Save a copy first.")
    user.find("Close the session").click()
    await user.should_see("The session and its record are deleted for good")
    press(user, "Close and delete it")
    await until(lambda: not room.store.folder.exists())
    assert console.rooms.open == [] and console.rooms.past() == []


async def test_the_first_page_asks_about_cards_after_thirty_days(user: User, console: Console, room: Room):
    room.sections["s"] = Section("Cards", blocks=(Quotes("Cards", (Quote("It was kind"),)),))
    act(room, "end")
    room.remind = 1.0
    room.store.checkpoint(snapshot.tables(room), room.n).result(5)
    await user.open("/")
    await user.should_see("Cards that may be deleted now")
    user.find("Delete the cards").click()
    await user.should_see("Results, decisions and tasks stay.")
    press(user, "Delete the cards")
    await until(lambda: room.keeping == "summary")
    assert "It was kind" not in str(room.record())


async def test_a_person_is_erased_after_a_question(user: User, room: Room):
    room.join("ab" * 16, name="Annabel")
    await user.open(f"/room/{room.code}")
    await user.should_see("Seats and codes")
    user.find("Seats and codes").click()
    await user.should_see("Annabel")
    user.find("Erase").click()
    await user.should_see("Nobody can tell any more")
    last = max(user.find(kind=ui.dialog).elements, key=lambda each: each.id)
    fire([each for each in last.descendants() if each.tag == "form"], "submit")
    await until(lambda: not room.seats)
    assert room.removed == {"people": 1}
