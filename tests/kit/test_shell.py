"""Whole pages: what stands around a view, its weight, and that it needs no script and no second request."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from lxml import html

from facilitator import kit
from facilitator.kit import shell
from facilitator.kit.styles import minify, style, style_hashes
from facilitator.static.assets import assets

PAGE = shell.Shell(
    title="Thursday drop-in", code="7KQ4", seat="K7M2QX", run="r.1", version=12, faces="@font-face{src:url(/f.woff2)}"
)
QR = kit.Html('<svg role="img" aria-label="Code"></svg>')
VIEW = kit.Html("<h1>Hello</h1>")
PAGES: dict[str, Callable[[], str]] = {
    "phone": lambda: shell.phone_page(VIEW, page=PAGE),
    "board": lambda: shell.board_page(VIEW, page=PAGE, qr=QR, address="HTTP://192.168.1.20:8080", code="7KQ4"),
    "stage": lambda: shell.stage_page(VIEW, page=PAGE),
    "join": lambda: shell.join_page(page=PAGE, ask_access=True),
    "door": lambda: shell.door_page(page=PAGE),
    "notice": lambda: shell.notice_page("Closed", "Thank you.", page=PAGE, link=("/", "Go on")),
    "landing": lambda: shell.landing_page("/console"),
}
EACH = pytest.mark.parametrize("name", PAGES)


@EACH
def test_pages_stand_the_strict_policy(name: str) -> None:
    text = PAGES[name]()
    root = html.fromstring(text)
    assert not root.xpath("//@style | //script[not(@src)] | //link[not(@href='data:,')] | //img | //*[@disabled]")
    assert not [key for each in root.iter() if isinstance(each.tag, str) for key in each.attrib if key.startswith("on")]
    inline = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline[0].encode()).digest()).decode()
    assert len(inline) == 1 and f"'sha256-{digest}'" in style_hashes(PAGE.faces)


@EACH
def test_pages_name_their_language_and_have_one_heading_and_unique_ids(name: str) -> None:
    root = html.fromstring(PAGES[name]())
    assert root.get("lang") == "en" and root.get("dir") == "ltr" and root.xpath("//title")
    assert len(root.xpath("//h1")) == (name != "landing")
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_a_language_from_right_to_left_turns_the_page() -> None:
    page = shell.Shell(title="x", lang="ar")
    door = html.fromstring(shell.door_page(page=page))
    assert door.get("dir") == "rtl" and door.get("lang") == "en", "the language that is really printed"


def test_the_phone_page_is_light() -> None:
    with kit.drawing(run="r.1", privacy="hidden", glyph="dot-vote", activity="Dot vote"):
        rows = [kit.StepRow(str(n), f"Option {n} of a dozen", 0, None, kit.act("place", option=n)) for n in range(12)]
        view = kit.join(
            kit.form_start(), kit.topline(), kit.question("Which would help most in the next six months?"),
            kit.privacy(), kit.dots_left(3, 3), kit.stepper(rows), kit.send("done"),
        )  # fmt: skip
    assert len(gzip.compress(style("phone").encode())) <= 4400
    assert len(gzip.compress(shell.phone_page(view, page=PAGE).encode())) <= 10_000
    assert "font-face" not in style("phone", PAGE.faces) and "font-face" in style("board", PAGE.faces)


def test_the_status_line_holds_all_its_words_and_claims_none_before_the_script_knows() -> None:
    status = html.fromstring(PAGES["phone"]()).get_element_by_id("status")
    (again,) = status.findall("a")
    assert status.get("role") == "status" and not (status.text or "").strip()
    assert again.text == "Load again to see what is new" and again.get("href") == ""
    assert {key: status.get(f"data-{key}") for key in ("connected", "sending", "saved", "offline")} == {
        "connected": "Connected",
        "sending": "Sending",
        "saved": "Saved",
        "offline": "No connection. Kept on this phone.",
    }


def test_the_phone_shows_the_seat_in_two_groups_and_what_was_said() -> None:
    root = html.fromstring(shell.phone_page(VIEW, page=shell.Shell(title="x", seat="K7M2QX", said="Saved.")))
    assert root.find_class("seat")[0].text_content() == "Seat K7M 2QX"
    assert root.get_element_by_id("said").text == "Saved."


def test_the_script_finds_what_it_needs_on_the_body() -> None:
    page = shell.Shell(title="x", code="7KQ4", version=12, now=5.25, data={"seat": "abc", "shell": "s1"})
    body = html.fromstring(shell.phone_page(VIEW, page=page)).find("body")
    wanted = {"data-page": "phone", "data-room": "7KQ4", "data-seat": "abc", "data-v": "12", "data-now": "5.250",
              "data-shell": "s1", "data-state": ""}  # fmt: skip
    assert wanted.items() <= dict(body.attrib).items()


def test_the_code_to_scan_stands_outside_the_view() -> None:
    root = html.fromstring(PAGES["board"]())
    assert not root.get_element_by_id("view").xpath(".//*[@role='img']")
    aside = " ".join(root.get_element_by_id("join").text_content().split())
    assert aside == "Or type the address 192.168.1.20:8080 Code 7KQ4"


@pytest.mark.parametrize(("dark", "theme"), [(True, "dark"), (False, "light")])
def test_the_board_has_its_own_switch(dark: bool, theme: str) -> None:
    page = shell.board_page(VIEW, page=PAGE, qr=QR, address="a", code="7KQ4", dark=dark)
    assert html.fromstring(page).get("data-theme") == theme


def test_joining_asks_only_what_may_be_left_empty() -> None:
    root = html.fromstring(shell.join_page(page=PAGE))
    form = root.get_element_by_id("join")
    assert [each.get("name") for each in form.xpath(".//*[@name]")] == ["name", "perspective", "helper", "do"]
    assert not form.xpath(".//*[@required]") and not root.xpath("//*[@name='note']")
    options = [each.text for each in form.iter("option")]
    assert options[0] == "Rather not say" and len(options) == 6
    assert "I am here to support someone. I am not counted." in form.text_content()
    seat = root.get_element_by_id("rejoin").xpath(".//input[@name='seat']")[0]
    assert seat.get("maxlength") == "20" and "autofocus" not in seat.attrib


def test_landing_sends_the_browser_on() -> None:
    refresh = html.fromstring(shell.landing_page("/console?a=1&b=2")).xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == ["0;url=/console?a=1&b=2"]


def test_minify_keeps_what_means_something() -> None:
    css = """/* why */ a > b , c::before { content: " " ; width: calc(1px + 2*var(--u)) ; }
        @media (x: y) { d :is(e) { f: g } }"""
    assert minify(css) == 'a>b,c::before{content:" ";width:calc(1px + 2*var(--u))}@media (x:y){d :is(e){f:g}}'


def test_every_sign_is_small_and_well_formed() -> None:
    icons = list((assets() / "icons").glob("*.svg"))
    assert {"mark", "table", "dot-vote", "fist-of-five", "check-in", "ground-rules", "retrospective", "break"} <= {
        each.stem for each in icons
    }
    for each in icons:
        assert each.stat().st_size < 300, each.name
        assert ElementTree.fromstring(each.read_text(encoding="utf-8")).get("viewBox") == "0 0 24 24"
        assert "xmlns" not in kit.icon(each.stem) and 'aria-hidden="true"' in kit.icon(each.stem)


@pytest.mark.parametrize("n", range(6))
def test_a_hand_raises_as_many_fingers_as_it_says(n: int) -> None:
    assert 5 - kit.fingers(n).count("V16") == n
