"""The guard: what is refused before anything else looks at a request."""

from __future__ import annotations

import asyncio
import re

import httpx
import pytest

from facilitator.seats import Who

KEY = {"Cookie": "facilitator=key-of-the-facilitator"}


@pytest.fixture
def hall(one_hall):
    return one_hall


@pytest.fixture
def ask(hall):
    with httpx.Client(base_url=hall.url) as client:
        yield client.request


@pytest.mark.parametrize(
    "path", ["/nothing", "/console/x", "/stage/T2BL", "/stage/T2BL/slips", "/stage/T2BL/for/x", "/board/T2BL", "/docs",
             "/record/T2BL.json", "/join/T2BL.png", "/j/T2BL/record", "/live/other", "/a", "/../etc/passwd",
             "/j/T2BL/x", "/_nicegui/x", "/openapi.json", "/static/x"]
)  # fmt: skip
def test_without_a_key_only_the_way_in_is_open(ask, path):
    answer = ask("GET", path)
    assert answer.status_code in (403, 404)
    assert "set-cookie" not in answer.headers
    assert "A table" not in answer.text


def test_the_way_in_is_open_in_any_case(ask):
    assert ask("GET", "/healthz").text == "ok"
    assert ask("GET", "/").status_code == 200
    for path in ("/j/T2BL", "/J/T2BL", "/j/t2bl", "/J/t2Bl/"):
        assert ask("GET", path).status_code == 200, path
    assert ask("GET", "/j/AAAA").status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "8.8.8.8", "", "a b", "x@127.0.0.1"]
)
def test_another_host_is_refused(ask, host):
    assert ask("GET", "/healthz", headers={"Host": host}).status_code in (400, 421)


def test_the_key_in_the_address_becomes_a_cookie_and_leaves_the_address(ask):
    answer = ask("GET", "/stage/T2BL?key=key-of-the-facilitator&x=1")
    assert answer.status_code == 200
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("facilitator=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))
    assert re.search(r'http-equiv="refresh" content="0;url=/stage/T2BL\?x=1"', answer.text)
    assert "key-of-the-facilitator" not in answer.text
    assert ask("GET", "/stage/T2BL", headers=KEY).status_code == 200


def test_a_wrong_key_opens_nothing(ask):
    for path in ("/stage/T2BL?key=", "/stage/T2BL?key=wrong", "/board/T2BL?key=wrong", "/stage/T2BL?key=board"):
        answer = ask("GET", path)
        assert answer.status_code == 403 and "set-cookie" not in answer.headers, path


def test_the_board_has_a_key_of_its_own_that_opens_only_the_board(ask, hall):
    answer = ask("GET", "/board/T2BL?key=board")
    assert answer.status_code == 200 and answer.headers["set-cookie"].startswith("board-T2BL=board")
    held = {"Cookie": "board-T2BL=board"}
    assert ask("GET", "/board/T2BL", headers=held).status_code == 200
    assert ask("GET", "/stage/T2BL", headers=held).status_code == 403
    assert ask("GET", "/board/T2BL", headers=KEY).status_code == 200
    _seat, person = hall.seat()
    assert ask("GET", "/board/T2BL", headers={"Cookie": person["Cookie"]}).status_code == 200
    assert ask("GET", "/stage/T2BL", headers={"Cookie": person["Cookie"]}).status_code == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://{host}.evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://{host}"}, 200),
        ({"Origin": "HTTP://{host}"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Referer": "http://{host}/j/T2BL"}, 200),
        ({"Referer": "http://evil.example/?http://{host}/"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 403),
    ],
)
def test_a_form_must_come_from_our_own_page(ask, hall, headers, status):
    sent = {name: text.replace("{host}", hall.host) for name, text in headers.items()}
    assert ask("POST", "/j/T2BL", headers=sent, data={"do": "join"}).status_code == status


@pytest.mark.parametrize("name", ["Origin", "Referer", "Sec-Fetch-Site"])
def test_of_two_headers_neither_is_believed(ask, hall, name):
    ours, theirs = hall.url, "http://evil.example"
    if name == "Sec-Fetch-Site":
        ours, theirs = "same-origin", "cross-site"
    for first, second in ((ours, theirs), (theirs, ours)):
        sent = [(name, first), (name, second)]
        assert ask("POST", "/j/T2BL", headers=sent, data={"do": "join"}).status_code == 403


def test_of_two_hosts_neither_is_believed(hall):
    async def asking(hosts: list[str]) -> str:
        reader, writer = await asyncio.open_connection(*hall.host.split(":"))
        lines = ["GET /healthz HTTP/1.1", *(f"Host: {host}" for host in hosts), "Connection: close", "", ""]
        writer.write("\r\n".join(lines).encode())
        first = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return first.decode()

    assert "200" in asyncio.run(asking([hall.host]))
    for hosts in ([hall.host, "evil.example"], ["evil.example", hall.host]):
        assert re.search(" 4(00|21) ", asyncio.run(asking(hosts)))


def test_no_answer_has_two_headers_of_one_name(ask, hall):
    _seat, person = hall.seat()
    hall.act(Who.facilitator(), "release", on=1)
    doors = {"/": {}, "/j/T2BL": person, "/stage/T2BL": KEY, "/j/T2BL/record": person, "/record/T2BL.html": KEY,
             "/healthz": {}, "/nothing": {}, "/join/T2BL.png": KEY, "/console/": KEY}  # fmt: skip
    for path, held in doors.items():
        names = [name for name, _text in ask("GET", path, headers=held).headers.multi_items() if name != "set-cookie"]
        assert len(names) == len(set(names)), path


def test_other_methods_are_refused(ask, hall):
    for method in ("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"):
        assert ask(method, "/j/T2BL", headers={"Origin": hall.url}).status_code == 405, method
    assert ask("POST", "/healthz", headers={"Origin": hall.url}).status_code == 405


def test_a_page_says_what_it_may_load_and_is_kept_nowhere(ask, hall):
    answer = ask("GET", "/j/T2BL")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy and "require-trusted-types-for 'script'" in policy
    assert f"connect-src 'self' ws://{hall.host} wss://{hall.host}" in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers
    assert not re.search(r"\sstyle=", answer.text)
    assert "frame-ancestors 'none'" in ask("GET", "/").headers["content-security-policy"]


def shake(hall, path: str, **headers: str) -> str:
    """The first line of the answer to a WebSocket handshake."""
    lines = {"Host": hall.host, "Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13",
             "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", **headers}  # fmt: skip

    async def asking() -> str:
        reader, writer = await asyncio.open_connection(*hall.host.split(":"))
        sent = [f"GET {path} HTTP/1.1", *(f"{name}: {text}" for name, text in lines.items()), "", ""]
        writer.write("\r\n".join(sent).encode())
        first = await reader.readline()
        writer.close()
        await writer.wait_closed()
        return first.decode().strip()

    return asyncio.run(asking())


def test_a_socket_needs_our_origin_and_a_door(hall):
    path = "/live/socket.io/?EIO=4&transport=websocket"
    assert "101" in shake(hall, path, Origin=hall.url)
    assert "403" in shake(hall, path)
    assert "403" in shake(hall, path, Origin="null")
    assert "403" in shake(hall, path, Origin="http://evil.example")
    assert "403" in shake(hall, path, Origin="http://evil.example", Host="evil.example")
    assert "403" in shake(hall, "/console/_nicegui_ws/socket.io/?EIO=4&transport=websocket", Origin=hall.url)
    assert "403" in shake(hall, "/j/T2BL", Origin=hall.url)
