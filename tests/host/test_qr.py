"""The code reads, on the wall and on the door, and stays small and plain."""

from __future__ import annotations

import base64
from io import BytesIO

import pytest
import zxingcpp
from lxml import html
from PIL import Image

from facilitator.host import qr

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
URL = "http://192.168.1.20:8080/J/7KQ4"


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"), try_invert=False)]


def shown(image: str) -> tuple[str, Image.Image]:
    """What an image of a page says to who cannot see it, and its picture."""
    tag = html.fromstring(image)
    kind, _comma, data = tag.get("src").partition(",")
    assert tag.tag == "img" and kind == "data:image/png;base64"
    return tag.get("alt"), Image.open(BytesIO(base64.b64decode(data))).convert("L")


def segments(rows) -> list[tuple[str, str]]:
    """The parts of a code as a camera reads them: the mode and the text of each. Small codes, which have one block."""
    side = len(rows)
    masks = (
        lambda y, x: (y + x) % 2, lambda y, x: y % 2, lambda y, x: x % 3, lambda y, x: (y + x) % 3,
        lambda y, x: (y // 2 + x // 3) % 2, lambda y, x: y * x % 2 + y * x % 3,
        lambda y, x: (y * x % 2 + y * x % 3) % 2, lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
    )  # fmt: skip
    mask = masks[sum(rows[8][2 + at] << (2 - at) for at in range(3)) ^ 0b101]

    def used(y: int, x: int) -> bool:
        corner = (y < 9 and (x < 9 or x > side - 9)) or (y > side - 9 and x < 9)
        return corner or 6 in (y, x) or (side > 21 and side - 9 <= y < side - 4 and side - 9 <= x < side - 4)

    bits, up = [], True
    for right in [*range(side - 1, 6, -2), *range(5, 0, -2)]:
        for y in range(side - 1, -1, -1) if up else range(side):
            bits += [rows[y][x] ^ (mask(y, x) == 0) for x in (right, right - 1) if not used(y, x)]
        up = not up

    def take(n: int) -> int:
        taken = int("".join(str(int(bit)) for bit in bits[:n]), 2)
        del bits[:n]
        return taken

    found = []
    while mode := take(4):
        if mode == 4:
            found.append(("bytes", bytes(take(8) for _byte in range(take(8))).decode()))
        else:
            assert mode == 2, mode
            n, text = take(9), ""
            for _pair in range(n // 2):
                pair = take(11)
                text += ALPHANUMERIC[pair // 45] + ALPHANUMERIC[pair % 45]
            found.append(("capitals", text + (ALPHANUMERIC[take(6)] if n % 2 else "")))
    return found


def darkest_on_the_edge(picture: Image.Image, depth: int) -> int:
    """0 for black, 255 when a frame of `depth` pixels is all white."""
    width, height = picture.size
    frame = [
        (0, 0, width, depth),
        (0, height - depth, width, height),
        (0, 0, depth, height),
        (width - depth, 0, width, height),
    ]
    return min(picture.crop(box).getextrema()[0] for box in frame)


def test_the_image_reads_and_is_named():
    said, picture = shown(qr.image(URL))
    assert read(picture) == [URL] and said == "Code to join at 192.168.1.20:8080"
    assert picture.size == (132, 132), "25 modules and the quiet zone, four pixels each"
    assert len(qr.image(URL)) < 1000
    assert shown(qr.image(URL, '"><b>'))[0] == '"><b>'


@pytest.mark.parametrize(
    ("url", "rest"),
    [
        (URL, "192.168.1.20:8080/J/7KQ4"),
        ("http://192.168.100.100:18080/J/7KQ4", "192.168.100.100:18080/J/7KQ4"),
        ("HTTP://LAPTOP-OF-SAM.LOCAL:8080/J/7KQ4", "LAPTOP-OF-SAM.LOCAL:8080/J/7KQ4"),
        ("https://WORKSHOP.EXAMPLE/J/7KQ4", "WORKSHOP.EXAMPLE/J/7KQ4"),
    ],
)
def test_cameras_see_a_link_because_its_beginning_is_in_small_letters(url, rest):
    rows = qr.modules(url)
    scheme = url.lower().partition("://")[0]
    assert segments(rows) == [("bytes", f"{scheme}://"), ("capitals", rest)]
    assert len(rows) == 25, "and it needs no more modules for that"
    assert read(shown(qr.image(url))[1]) == [f"{scheme}://{rest}"]


@pytest.mark.parametrize("url", ["http://[FD00::2]:8080/J/7KQ4", "http://192.168.1.20/stage/7kq4?key=aB-_9"])
def test_an_address_in_brackets_or_with_a_key_reads_as_it_is(url):
    assert read(shown(qr.image(url))[1]) == [url]


def test_the_quiet_zone_is_white():
    picture = shown(qr.image(URL))[1]
    assert darkest_on_the_edge(picture, 16) == 255
    assert darkest_on_the_edge(picture, 17) == 0


def test_the_picture_reads():
    picture = Image.open(BytesIO(qr.png(URL)))
    assert picture.size == (1024, 1024)
    assert read(picture) == [URL]
    assert read(picture.resize((72, 72), Image.Resampling.BILINEAR)) == [URL]


@pytest.mark.parametrize("title", ["Spring workshop", "Łódź: a very long name of a workshop " * 4, ""])
def test_the_sheet_reads_and_stays_on_the_page(title):
    sheet = Image.open(BytesIO(qr.sheet(URL, "7KQ4", title)))
    assert sheet.size == (2480, 3508)
    assert round(sheet.info["dpi"][0]) == 300
    assert read(sheet) == [URL]
    assert darkest_on_the_edge(sheet, 100) == 255


def test_an_address_is_typed_without_what_a_browser_adds():
    assert qr.typed(URL) == "192.168.1.20:8080"
