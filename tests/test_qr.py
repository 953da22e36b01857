"""The code reads, on the wall and on the door, and stays small and plain."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
import zxingcpp
from lxml import etree
from PIL import Image

from facilitator import qr

URL = "HTTP://192.168.1.20:8080/J/7KQ4"


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"), try_invert=False)]


def drawn(svg: str, scale: int) -> Image.Image:
    """The SVG painted at `scale` pixels a module, from nothing but its viewBox and the rectangles of its path."""
    root = etree.fromstring(svg.encode())
    side = int(root.get("viewBox").split()[2])
    picture = Image.new("L", (side, side), 255)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", root[1].get("d")):
        picture.paste(0, (int(x), int(y), int(x) + int(length), int(y) + 1))
    return picture.resize((side * scale, side * scale), Image.Resampling.NEAREST)


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


def test_the_drawing_reads():
    assert read(drawn(qr.svg(URL), 3)) == [URL]


def test_the_drawing_is_small_plain_and_named():
    svg = qr.svg(URL)
    root = etree.fromstring(svg.encode())
    assert root.get("viewBox") == "0 0 33 33"  # 25 modules and the quiet zone
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Code to join at 192.168.1.20:8080"
    assert [path.get("fill") for path in root] == ["#fff", "#000"]
    assert "style" not in svg
    assert len(svg) < 6000


def test_a_hostile_label_is_text():
    assert etree.fromstring(qr.svg(URL, '"><b>').encode()).get("aria-label") == '"><b>'


def test_the_quiet_zone_is_white():
    picture = drawn(qr.svg(URL), 1)
    assert darkest_on_the_edge(picture, 4) == 255
    assert darkest_on_the_edge(picture, 5) == 0


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
