"""What pages load besides themselves: how much it is, how long it is kept, and for whom it is."""

from __future__ import annotations

import gzip
import re

import httpx
import pytest

from facilitator.static.bundle import bare, bundle


@pytest.fixture
def ask(one_hall):
    with httpx.Client(base_url=one_hall.url) as client:
        yield client.get


def test_a_page_is_small_and_packed(one_hall, ask):
    answer = ask("/j/T2BL", headers=one_hall.seat()[1])
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content, 6)) <= 10_000
    assert "content-encoding" not in ask("/j/T2BL", headers={"Accept-Encoding": "identity"}).headers


def test_the_script_is_small_packed_once_and_kept_for_ever(one_hall, ask):
    url = re.search(r'<script src="([^"]+)" defer>', ask("/j/T2BL", headers=one_hall.seat()[1]).text)[1]
    answer = ask(url)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(bundle().script.packed) <= 22_000 and gzip.decompress(bundle().script.packed) == answer.content
    assert ask(url, headers={"Accept-Encoding": "identity"}).content == answer.content
    assert ask(url.replace("live-", "live-0")).status_code == 404
    assert len(gzip.compress(bundle().script.body.split(b"\n;")[-1], 9)) <= 4_096
    assert b"sourceMappingURL" not in bundle().script.body


def test_comments_and_spaces_are_left_out_and_nothing_else():
    assert bare("// why\nvar a = 1;\n\n  var b = 'http://x'; // kept\n") == "var a=1;var b='http://x';// kept"
    assert bare("""say(" - it's, so", '"a, b"') || /x y/""") == """say(" - it's, so",'"a, b"')||/x y/"""


def test_the_fonts_are_for_the_board_and_not_for_phones(one_hall, ask):
    board = ask("/board/T2BL", headers=one_hall.facilitator).text
    phone = ask("/j/T2BL", headers=one_hall.seat()[1]).text
    assert all(font.url in board and font.url not in phone for font in bundle().fonts)
    assert {ask(font.url).headers["content-type"] for font in bundle().fonts[:3]} == {"font/woff2"}
