"""The phone in a real browser: what it weighs, that nothing is lost, and that it says what is going on."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from facilitator import kit
from facilitator.activity import Html
from facilitator.seats import Who, shown

NOTE = "Your note"
SMALL: dict[str, int] = {"width": 360, "height": 740}


@pytest.fixture
def sit(hall, open_page):
    """Open the page of somebody who has a seat, in a browser of their own: `seat, page = sit()`."""

    def start(**options):
        seat, headers = hall.seat()
        page = open_page(f"{hall.url}/healthz", **SMALL, **options)
        name, _, token = headers["Cookie"].partition("=")
        page.context.add_cookies([{"name": name, "value": token, "url": hall.url}])
        page.goto(f"{hall.url}/j/{hall.code}")
        return seat, page

    return start


def state(page):
    return expect(page.locator("body"))


def notes(hall):
    return [text for texts in hall.room.run.course.state.texts.values() for text in texts]


def test_a_phone_loads_two_small_files_from_this_laptop_only(hall, open_page):
    _seat, headers = hall.seat()
    page = open_page("about:blank", **SMALL)
    name, _, token = headers["Cookie"].partition("=")
    page.context.add_cookies([{"name": name, "value": token, "url": hall.url}])
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    urls, sizes, complaints = {}, {}, []
    wire.on("Network.requestWillBeSent", lambda event: urls.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{hall.url}/j/{hall.code}")
    hall.connected()
    page.wait_for_timeout(300)
    loaded = [(urls[id], size) for id, size in sizes.items() if "/live/" not in urls[id]]
    assert [url.startswith(hall.url) for url in urls.values() if not url.startswith("data:")].count(False) == 0
    assert len(loaded) == 2
    (_page, first), (_script, second) = loaded
    print(f"page {first} bytes, script {second} bytes")
    assert first <= 10_000 and second <= 22_200 and first + second <= 32_000
    assert complaints == []


def test_everything_works_without_a_script(hall, open_page):
    page = open_page(f"{hall.url}/J/{hall.code.lower()}", **SMALL, java_script_enabled=False)
    page.get_by_label("What shall we call you?").fill("Sam")
    page.get_by_role("button", name="Join").click()
    page.get_by_label(NOTE).fill("More light")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#said")).to_have_text("Saved")
    expect(page.get_by_role("listitem").filter(has_text="More light")).to_be_visible()
    page.get_by_label("Coffee").check()
    page.get_by_role("button", name="Pass").click()
    expect(page.locator("#said")).to_have_text("Saved")
    page.get_by_role("button", name="Place a dot: Biscuits").click()
    expect(page.get_by_text("1 dot from you")).to_be_attached()
    (seat,) = hall.room.seats.values()
    assert seat.name == "Sam" and notes(hall) == ["More light"]


def test_a_tap_is_sent_over_the_socket_and_the_phone_says_when_it_is_saved(hall, sit):
    _seat, page = sit()
    hall.connected()
    status = page.locator("#status")
    expect(status).to_have_text("Connected")
    hall.do(hall.store.hold)
    page.get_by_role("button", name="Place a dot: Biscuits").click()
    expect(status).to_have_text("Sending")
    state(page).to_have_attribute("data-state", "sending")
    hall.do(hall.store.let_go)
    expect(status).to_have_text("Saved")
    expect(page.get_by_text("1 dot from you")).to_be_attached()
    page.get_by_role("button", name="Place a dot: Biscuits").click()
    expect(page.get_by_text("2 dots from you")).to_be_attached()


def test_what_cannot_act_does_not(hall, sit):
    _seat, page = sit()
    hall.connected()
    before = hall.room.n
    button = page.get_by_role("button", name="Take back a dot: Biscuits")
    button.focus()
    page.keyboard.press("Enter")
    button.dispatch_event("click")
    page.wait_for_timeout(200)
    assert hall.room.n == before
    expect(button).to_be_focused()


def test_words_are_kept_while_views_come_and_go_and_cleared_when_they_are_saved(hall, sit):
    seat, page = sit()
    hall.connected()
    box = page.get_by_label(NOTE)
    box.press_sequentially("More light and")
    page.get_by_label("Coffee").check()
    box.focus()
    box.evaluate("box => box.setSelectionRange(4, 4)")
    hall.act(Who.of(seat.id), "add", text="from my other phone")
    expect(page.get_by_text("from my other phone")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_have_value("More light and")
    assert box.evaluate("box => box.selectionStart") == 4
    expect(page.get_by_label("Coffee")).to_be_checked()
    page.reload()
    hall.connected()
    expect(box).to_have_value("More light and")
    expect(page.get_by_label("Coffee")).to_be_checked()
    box.press_sequentially(" air")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem").filter(has_text="More light and air")).to_be_visible()
    expect(box).to_have_value("")
    page.reload()
    expect(box).to_have_value("")
    assert notes(hall) == ["from my other phone", "More light and air"]


def test_a_refusal_is_said_and_what_was_typed_stays(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.get_by_label(NOTE).fill("no")
    page.get_by_role("button", name="Add").click()
    expect(page.locator("#said")).to_have_text("Please write something else.")
    expect(page.get_by_label(NOTE)).to_have_value("no")
    state(page).to_have_attribute("data-state", "connected")


MOVED = """() => {
    const [add, leave] = ["Add", "I am leaving"].map(words =>
        [...document.querySelectorAll("button")].find(each => each.textContent.trim() === words));
    document.addEventListener("submit", () => {
        const at = add.getBoundingClientRect();
        leave.style.cssText = `position: fixed; left: ${at.left}px; top: ${at.top}px; width: ${at.width}px; z-index: 9`;
    }, {once: true});
}"""


def test_a_second_tap_presses_nothing_that_has_moved_under_the_finger(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.get_by_label(NOTE).fill("Tea")
    page.evaluate(MOVED)
    page.get_by_role("button", name="Add").dblclick()
    expect(page.get_by_label(NOTE)).to_have_value("")
    page.wait_for_timeout(400)
    expect(page.locator("body")).not_to_contain_text("You have left")
    page.get_by_role("button", name="I am leaving").click()
    state(page).to_contain_text("You have left")


def test_two_taps_on_add_are_one_note(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.get_by_label(NOTE).fill("Tea")
    page.get_by_role("button", name="Add").dblclick()
    expect(page.get_by_label(NOTE)).to_have_value("")
    page.wait_for_timeout(400)
    assert notes(hall) == ["Tea"]
    page.get_by_label(NOTE).fill("Tea")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem").filter(has_text="Tea")).to_have_count(2)


def test_a_second_tap_at_once_is_no_empty_note_that_is_refused(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.get_by_label(NOTE).fill("Tea")
    page.evaluate("Object.defineProperty(Event.prototype, 'timeStamp', {get: () => 1})")
    page.evaluate("window.sent = 0, document.addEventListener('submit', () => window.sent++)")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_label(NOTE)).to_have_value("")
    page.get_by_role("button", name="Add").click()
    assert page.evaluate("window.sent") == 1


def test_a_list_to_choose_from_still_has_its_first_thing_after_the_next_view(hall, sit, monkeypatch):
    which = "<select name='which' form='f'><option value='a'>A</option><option value='b'>B</option></select>"
    hold = type(hall.room.run.activity.dots.place)
    drawn = hold.phone
    monkeypatch.setattr(hold, "phone", lambda self, s, me, ctx: kit.join(drawn(self, s, me, ctx), Html(which)))
    _seat, page = sit()
    hall.connected()
    for dots in ("1 dot", "2 dots"):
        page.get_by_role("button", name="Place a dot: Biscuits").click()
        expect(page.get_by_text(f"{dots} from you")).to_be_attached()
        expect(page.locator("select")).to_have_value("a")


def test_focus_goes_to_the_heading_when_what_had_it_is_gone(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.get_by_label(NOTE).focus()
    hall.act(Who.facilitator(), "go", phase="show")
    heading = page.get_by_role("heading", name="What we wrote")
    expect(heading).to_be_focused()


def test_a_new_question_has_the_focus_unless_somebody_is_in_a_field(hall, sit):
    _seat, page = sit()
    hall.connected()
    hall.act(Who.facilitator(), "go", phase="show")
    expect(page.get_by_role("heading", name="What we wrote")).to_be_focused()


def test_hostile_words_stay_words(hall, sit):
    seat, page = sit()
    hall.connected()
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'&amp;"
    hall.act(Who.of(seat.id), "add", text=hostile)
    expect(page.get_by_text(hostile)).to_be_visible()
    assert page.locator("main img, main script").count() == 0


def test_taps_without_a_connection_are_kept_and_sent_once_by_any_tab(hall, sit):
    _seat, page = sit()
    other = page.context.new_page()
    other.goto(page.url)
    hall.connected(2)
    hall.vanish()
    expect(page.locator("#status")).to_have_text("No connection. Kept on this phone.")
    for tab, text in ((page, "one"), (other, "two"), (page, "three")):
        tab.get_by_label(NOTE).fill(text)
        tab.get_by_role("button", name="Add").click()
    state(page).to_have_attribute("data-state", "offline")
    other.close()
    hall.come_back()
    expect(page.get_by_role("listitem").filter(has_text="three")).to_be_visible(timeout=15_000)
    expect(page.locator("#status")).to_have_text("Saved")
    assert notes(hall) == ["one", "two", "three"]
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('out/'))") == []


def test_a_tap_survives_closing_the_page_and_another_seat_never_sends_it(hall, sit):
    _seat, page = sit()
    hall.connected()
    hall.vanish()
    state(page).to_have_attribute("data-state", "offline")
    page.get_by_label(NOTE).fill("kept")
    page.get_by_role("button", name="Add").click()
    page.goto("about:blank")
    hall.come_back()
    mine = page.context.cookies()
    _other, headers = hall.seat()
    page.context.add_cookies([{"name": "seat-T2BL", "value": headers["Cookie"].partition("=")[2], "url": hall.url}])
    page.goto(f"{hall.url}/j/{hall.code}")
    hall.connected()
    page.wait_for_timeout(300)
    assert notes(hall) == []
    page.context.add_cookies(mine)
    page.goto(f"{hall.url}/j/{hall.code}")
    expect(page.get_by_role("listitem").filter(has_text="kept")).to_be_visible()


def test_a_websocket_that_hangs_is_left_for_polling_and_that_is_remembered(hall, sit):
    _seat, page = sit()
    hall.connected()
    page.route_web_socket(re.compile("/live/"), lambda socket: None)
    page.reload()
    hall.connected()
    page.get_by_label(NOTE).fill("by polling")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("listitem").filter(has_text="by polling")).to_be_visible()
    assert page.evaluate("localStorage.way") == "polling"
    page.reload()
    hall.connected()


def test_the_old_device_hears_that_the_seat_has_moved(hall, sit, open_page):
    seat, old = sit()
    hall.connected()
    new = open_page(f"{hall.url}/j/{hall.code}", **SMALL)
    new.get_by_text("I have a seat code").click()
    new.get_by_label("Your seat code").fill(shown(seat.code))
    new.get_by_role("button", name="Take my seat").click()
    expect(new.locator("#said")).to_contain_text("You have your seat back.")
    expect(old.get_by_text("Your seat is on another device now.")).to_be_visible()
    expect(old.get_by_role("button", name="Join")).to_be_visible()
