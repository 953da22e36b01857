"""The light pages without a script: joining, answering, coming back, and what a page may show."""

from __future__ import annotations

import re
import threading
from time import monotonic

import httpx
import pytest
from lxml import html

from facilitator.live.limits import Bucket
from facilitator.seats import Allowance, Who, shown


@pytest.fixture
def browse(hall):
    """A browser without a script: keeps cookies, sends an Origin, follows nothing by itself."""
    clients = []

    def start(**headers):
        client = httpx.Client(base_url=hall.url, headers={"Origin": hall.url, **headers})
        clients.append(client)
        return client

    yield start
    for client in clients:
        client.close()


def read(client, path="/j/T2BL"):
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def press(client, page, do, path="/j/T2BL", **typed):
    """Press the button that does `do` and send its form as a browser would."""
    button = next(button for button in page.iter("button") if button.get("value") == do)
    form = page.get_element_by_id(button.get("form")) if button.get("form") else next(button.iterancestors("form"))
    outside = page.xpath("//*[@form=$id and not(self::button)]", id=form.get("id"))
    fields = [*form.iter("input", "textarea", "select"), *outside]
    sent = {each.name: each.value or "" for each in fields if each.get("type") not in ("radio", "checkbox")}
    return client.post(path, data={**sent, **typed, "do": do})


def said(page):
    return " ".join(page.get_element_by_id("said").text_content().split())


def join(client, **typed):
    answer = press(client, read(client), "join", **typed)
    assert answer.status_code == 303 and answer.headers["location"] == "/j/T2BL"
    return answer


def test_looking_makes_no_seat_and_its_cookie_opens_nothing(hall, browse):
    client = browse()
    assert "set-cookie" in client.get("/j/T2BL").headers and "set-cookie" not in client.get("/j/T2BL").headers
    assert hall.room.seats == {} and hall.room.n == 1
    for path in ("/j/T2BL/record", "/j/T2BL/agreed", "/board/T2BL"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("kept", ["", "seat-T2BL=", "seat-T2BL=1", "seat-T2BL=" + "x" * 32])
def test_who_cannot_be_known_again_is_told_so_and_not_counted(hall, browse, kept):
    client = browse(**({"Cookie": kept} if kept else {}))
    for _press in range(3):
        page = read(client)
        client.cookies.clear()
        answer = press(client, page, "join", name="Sam <b>", helper="on")
        assert "did not keep our cookie" in answer.text and "ask for paper" in answer.text
        form = html.fromstring(answer.text).get_element_by_id("join")
        assert form.xpath("string(.//input[@name='name']/@value)") == "Sam <b>", "nothing has to be typed again"
        assert form.xpath(".//input[@name='helper']/@checked")
        client.cookies.clear()
    assert hall.room.seats == {} and hall.room.n == 1


def test_a_cookie_that_comes_back_with_the_second_press_makes_the_seat(hall, browse):
    client = browse()
    page = read(client)
    client.cookies.clear()
    again = html.fromstring(press(client, page, "join", name="Sam").text)
    assert press(client, again, "join").status_code == 303
    assert [seat.name for seat in hall.room.seats.values()] == ["Sam"]


def test_coming_back_is_offered_first_where_people_are_already(hall, browse):
    def order(page):
        return [form.get("id") for form in page.iter("form")]

    client = browse()
    assert order(read(client)) == ["join", "rejoin"]
    join(client)
    client.cookies.clear()
    assert order(read(client)) == ["rejoin", "join"]


def test_joining_makes_a_seat_and_a_cookie_that_no_script_reads(hall, browse):
    client = browse()
    cookie = client.get("/j/T2BL").headers["set-cookie"]
    join(client, name="Sam", perspective="Lived experience")
    name, _, rest = cookie.partition("=")
    assert name == "seat-T2BL" and re.match(r"[0-9a-f]{32};", rest)
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    (seat,) = hall.room.seats.values()
    assert (seat.name, seat.perspective, seat.helper) == ("Sam", "Lived experience", False)
    assert rest[:32] not in (seat.token, seat.code)
    assert shown(seat.code) in read(client).text_content()


def test_two_taps_on_join_make_one_seat(hall, browse):
    client = browse()
    page = read(client)
    answers = [press(client, page, "join", name="Sam") for _tap in range(2)]
    assert [answer.headers["location"] for answer in answers] == ["/j/T2BL"] * 2
    assert len(hall.room.seats) == 1


def test_two_people_make_two_seats(hall, browse):
    join(browse())
    join(browse())
    assert len(hall.room.seats) == 2


def test_a_script_that_joins_without_end_is_slowed_down(hall, browse):
    assert [Bucket.of_seats(0.0).spend(0.0), Bucket.of_seats(0.0).tokens] == [0, 200]
    hall.live.joining[hall.code] = Bucket(monotonic(), rate=0.001, tokens=0)
    client = browse()
    assert "Many people are joining" in press(client, read(client), "join").text
    assert hall.room.seats == {}


def test_an_answer_is_taken_and_the_next_page_says_so_once(hall, browse):
    client = browse()
    join(client)
    answer = press(client, read(client), "add", text="More light <b>please</b>")
    assert answer.status_code == 303
    page = read(client)
    assert said(page) == "Saved"
    assert "More light <b>please</b>" in page.text_content()
    assert said(read(client)) == ""


def test_a_refusal_is_shown_once_and_changes_nothing(hall, browse):
    client = browse()
    join(client)
    before = hall.room.n
    press(client, read(client), "add", text="no")
    assert said(read(client)) == "Please write something else."
    assert said(read(client)) == ""
    assert hall.room.n == before


def test_a_form_sent_twice_counts_once(hall, browse):
    client = browse()
    join(client)
    page = read(client)
    for _tap in range(2):
        press(client, page, "add", text="Tea")
    assert list(hall.room.run.course.state.texts.values()) == [["Tea"]]
    press(client, read(client), "add", text="Tea")
    assert list(hall.room.run.course.state.texts.values()) == [["Tea", "Tea"]]


def test_pass_works_after_something_was_chosen(hall, browse):
    client = browse()
    join(client)
    press(client, read(client), "pass", tea="coffee")
    assert said(read(client)) == "Saved"


def test_a_stale_page_is_refused_with_a_sentence(hall, browse):
    client = browse()
    join(client)
    page = read(client)
    hall.act(Who.facilitator(), "finish")
    press(client, page, "add", text="late")
    assert "out of date" in said(read(client))


def test_a_seat_code_brings_the_seat_to_another_device_and_both_are_told(hall, browse):
    old, new = browse(), browse()
    join(old, name="Sam")
    (seat,) = hall.room.seats.values()
    answer = press(new, read(new), "rejoin", seat=shown(seat.code).lower())
    assert answer.status_code == 303
    assert "You have your seat back" in said(read(new))
    for _load in range(2):
        page = read(old)
        assert "on another device" in page.text_content() and seat.code[:3] not in page.text_content()
    assert list(hall.room.seats) == [seat.id]
    press(new, read(new), "add", text="still me")
    assert list(hall.room.run.course.state.texts.values()) == [["still me"]]


def test_two_taps_on_take_my_seat_are_one(hall, browse):
    join(browse(), name="Sam")
    (seat,) = hall.room.seats.values()
    new, before = browse(), hall.room.n
    page = read(new)
    answers = [press(new, page, "rejoin", seat=seat.code) for _tap in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303] and hall.room.n == before + 1


def test_a_seat_code_without_a_cookie_takes_the_seat_from_nobody(hall, browse):
    join(browse(), name="Sam")
    (seat,) = hall.room.seats.values()
    new, token = browse(), seat.token
    page = read(new)
    new.cookies.clear()
    assert "did not keep our cookie" in press(new, page, "rejoin", seat=seat.code).text
    assert seat.token == token


def test_a_device_that_sat_elsewhere_leaves_that_seat_when_it_takes_its_own_back(hall, browse):
    old, new = browse(), browse()
    join(old, name="Sam")
    (seat,) = hall.room.seats.values()
    page = read(new)
    join(new)
    press(new, page, "rejoin", seat=seat.code)
    other = next(each for each in hall.room.seats.values() if each is not seat)
    assert other.token == "" and seat.code[:3] in read(new).text_content()


def test_an_answer_from_paper_sent_twice_is_one_act(hall):
    hall.act(Who.facilitator(), "add_seat")
    (seat,) = hall.room.seats
    path = f"/stage/T2BL/for/{seat}"
    with httpx.Client(base_url=hall.url, headers=hall.facilitator) as lead:
        page = read(lead, path)
        before = hall.room.n
        for _tap in range(2):
            assert press(lead, page, "choose", path, tea="tea").headers["location"] == "/stage/T2BL"
    assert hall.room.n == before + 1


def test_after_ten_wrong_seat_codes_a_minute_a_right_one_waits_for_the_facilitator(hall, browse):
    join(browse(), name="Sam")
    (seat,) = hall.room.seats.values()
    for attempt in range(10):
        client = browse()
        assert "No seat has this code" in press(client, read(client), "rejoin", seat=f"AAAAA{attempt}").text
    client = browse()
    page = read(client)
    answer = press(client, page, "rejoin", seat=seat.code)
    assert answer.status_code == 200 and "the facilitator can let you in" in answer.text
    other = browse()
    wrong = press(other, read(other), "rejoin", seat="AAAAAA")
    assert wrong.text.replace("AAAAAA", seat.code) == answer.text, "nobody can tell a right code from a wrong one"
    assert hall.live.asking(hall.room) == (seat.id,)
    hall.do(lambda: hall.live.let_in(hall.room, seat.id))
    assert hall.live.asking(hall.room) == ()
    assert press(client, page, "rejoin", seat=seat.code).headers["location"] == "/j/T2BL"
    assert "You have your seat back" in said(read(client))


def test_who_is_not_let_in_stays_outside(hall, browse):
    join(browse(), name="Sam")
    (seat,) = hall.room.seats.values()
    token = seat.token
    hall.live.wrong_codes[hall.code] = Allowance(0)
    client = browse()
    press(client, read(client), "rejoin", seat=seat.code)
    hall.do(lambda: hall.live.let_in(hall.room, seat.id, False))
    hall.do(lambda: hall.live.let_in(hall.room, seat.id))
    assert seat.token == token


def test_joining_can_be_paused_and_seat_codes_still_work(hall, browse):
    old = browse()
    join(old, name="Sam")
    (seat,) = hall.room.seats.values()
    early = browse()
    page = read(early)
    hall.act(Who.facilitator(), "pause", on=1)
    assert "Joining is paused" in press(early, page, "join").text and len(hall.room.seats) == 1
    new = browse()
    page = read(new)
    assert [form.get("id") for form in page.iter("form")] == ["rejoin"] and "Joining is paused" in page.text_content()
    assert press(new, page, "rejoin", seat=seat.code).status_code == 303
    hall.act(Who.facilitator(), "pause", on=0)
    assert press(early, read(early), "join").status_code == 303


def test_more_than_fifteen_at_once_have_to_wait(hall, browse):
    client = browse()
    join(client)
    page = read(client)
    for number in range(17):
        press(client, page, "add", text=f"note {number}")
    assert "wait a moment" in said(read(client))
    assert 15 <= len(next(iter(hall.room.run.course.state.texts.values()))) < 17


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("application/json", b"{}", 415),
        ("multipart/form-data; boundary=x", b"--x--", 415),
        ("text/plain", b"do=join", 415),
        ("", b"do=join", 415),
        ("application/x-www-form-urlencoded", b"do=join&name=" + b"x" * 70_000, 413),
        ("application/x-www-form-urlencoded", b"a=&" * 500, 400),
        ("application/x-www-form-urlencoded", b"do=join&name=%ff%00%e2%80%ae", 200),
    ],
)
def test_a_form_that_cannot_be_meant_is_not_read(hall, browse, kind, body, status):
    answer = browse().post("/j/T2BL", content=body, headers={"Content-Type": kind} if kind else {})
    assert answer.status_code == status


def test_a_body_of_20_megabytes_is_refused_at_once(hall, browse):
    def endless():
        for _part in range(320):
            yield b"x" * 65_536

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        status = browse().post("/j/T2BL", content=endless(), headers=kind).status_code
    except httpx.TransportError:
        status = 413
    assert status == 413
    assert browse().get("/healthz").text == "ok"


def test_the_facilitator_works_without_a_script_too(hall, browse):
    client = browse(Cookie=hall.facilitator["Cookie"])
    page = read(client, "/stage/T2BL")
    assert press(client, page, "go?phase=show", path="/stage/T2BL").status_code == 303
    assert said(read(client, "/stage/T2BL")) == "Saved"
    assert hall.room.run.phase.name == "show"


def test_a_page_waits_for_the_disk_and_shows_the_last_that_stood_when_it_fails(hall, browse):
    client = browse()
    join(client)
    press(client, read(client), "add", text="on disk")
    assert "on disk" in read(client).text_content()
    hall.store.hold()
    (seat,) = hall.room.seats.values()
    hall.act(Who.of(seat.id), "add", text="not yet on disk")
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(read(client).text_content()))
    waiting.start()
    waiting.join(0.3)
    assert answers == []
    hall.store.let_go()
    waiting.join(5)
    assert "not yet on disk" in answers[0]
    hall.act(Who.of(seat.id), "add", text="before it failed")
    hall.store.fail()
    hall.act(Who.of(seat.id), "add", text="lost with the laptop")
    text = read(client).text_content()
    assert "not yet on disk" in text and "lost with the laptop" not in text
    assert browse().get("/j/T2BL").status_code == 503


def test_a_seat_is_given_only_when_it_is_on_the_disk(hall, browse):
    client = browse()
    page = read(client)
    hall.store.fail()
    answer = press(client, page, "join", name="Sam")
    assert answer.status_code == 503
    hall.store.failed = ""
    hall.store.let_go()
    assert press(client, page, "join", name="Sam").status_code == 303
    assert len(hall.room.seats) == 1


def test_the_board_shows_the_way_in(hall, browse):
    page = read(browse(Cookie=hall.facilitator["Cookie"]), "/board/T2BL")
    text = page.text_content()
    assert hall.host in text and "T2BL" in text and page.xpath("//aside//img")


def test_the_entrance_asks_for_the_code(hall, browse):
    client = browse()
    assert client.get("/").status_code == 200
    assert client.get("/?code=t2bl").headers["location"] == "/j/T2BL"
    assert client.post("/", data={"code": " t2 bl"}).headers["location"] == "/j/T2BL"
    assert "No room has this code" in client.post("/", data={"code": "ZZZZ"}).text


@pytest.mark.parametrize("code", [" t2bl ", "T2 BL", "t2-bl.", "Ｔ２ＢＬ", "T٢BL", "t２bl\u3000", "T2BL\u200f"])
def test_a_code_is_understood_from_any_keyboard(hall, browse, code):
    client = browse()
    assert client.post("/", data={"code": code}).headers["location"] == "/j/T2BL"
    join(client)
    (seat,) = hall.room.seats.values()
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in seat.code)
    new = browse()
    assert press(new, read(new), "rejoin", seat=f" {wide[:3]}　{wide[3:]} ").status_code == 303


@pytest.mark.parametrize("path", ["/j/t2bl%20", "/J/%EF%BC%B4%EF%BC%92BL", "/j/T2BL/"])
def test_an_address_with_a_blank_or_wide_letters_is_understood(hall, browse, path):
    assert "There is a place for you here" in browse().get(path).text


@pytest.mark.parametrize(
    ("path", "way"),
    [("/nowhere", "/"), ("/stage/T2BL", "/j/T2BL"), ("/board/T2BL", "/j/T2BL"), ("/j/T2BL/record", "/j/T2BL"),
     ("/console", "/"), ("/stage/ZZZZ", "/"), ("/j/ZZZZ", "/")],
)  # fmt: skip
def test_who_is_refused_finds_the_way_to_the_door(hall, browse, path, way):
    answer = browse().get(path)
    assert answer.status_code in (403, 404)
    assert html.fromstring(answer.text).xpath("//main//a/@href") == [way]


def test_leaving_works_in_every_phase_and_without_a_script(hall, browse):
    client = browse()
    for person in (client, browse()):
        join(person, **({} if person is client else {"helper": "on"}))
        press(person, read(person), "leave")
        assert "You have left" in read(person).text_content()
        press(person, read(person), "come_back")
    hall.act(Who.facilitator(), "go", phase="show")
    press(client, read(client), "leave")
    assert next(iter(hall.room.seats.values())).left


def test_every_page_of_a_room_has_a_title_of_its_own(hall, browse):
    client, lead = browse(), browse(Cookie=hall.facilitator["Cookie"])
    pages = [read(client)]
    join(client)
    for name in ("Ann", "Bob"):
        assert hall.act(Who.facilitator(), "add_seat", name=name).ok
    paper = [seat for seat in hall.room.seats.values() if seat.paper]
    pages += [read(client, path) for path in ("/j/T2BL", "/j/T2BL/agreed")]
    pages += [read(lead, path) for path in ("/board/T2BL", "/stage/T2BL", "/stage/T2BL/access")]
    pages += [read(lead, f"/stage/T2BL/for/{seat.id}") for seat in paper]
    for do, given in (("finish", {}), ("release", {"on": 1}), ("end", {})):
        hall.act(Who.facilitator(), do, **given)
    pages += [read(client, path) for path in ("/j/T2BL", "/j/T2BL/record")]
    titles = [page.xpath("string(//title)") for page in pages]
    assert len(set(titles)) == len(titles) and all("A table" in title for title in titles), titles


def test_nothing_is_logged_about_visitors(hall, browse, capfd):
    client = browse()
    join(client, name="Samantha")
    press(client, read(client), "add", text="my own words")
    client.get("/nothing")
    client.get("/healthz")
    out, err = capfd.readouterr()
    assert out == "" and err == ""
