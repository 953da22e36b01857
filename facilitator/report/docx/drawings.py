"""The drawings of a Word document: those of every other document, as pictures that stand in a line of text."""

from __future__ import annotations

import re

from markupsafe import Markup as Html
from markupsafe import escape

from facilitator.report.breaks import Part
from facilitator.report.pages import drawn

PIXEL = 9525
"""Of a CSS pixel, in the measure of Word."""
WIDEST = 650
"""CSS pixels between the edges of the page."""
_SIZE = re.compile(r'width="(\d+)" (height="\d+") viewBox="0 0 \d+ ')
_SEEN = 'descr="{}">'
_PASSED = (
    'descr=""><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative val="1"/></a:ext>'
    "</a:extLst>{}"
)
_RUN = (
    '<w:r><w:rPr><w:position w:val="-{drop}"/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{nr}" name="Drawing {nr}" {told}</wp:docPr><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="{nr}" name="Drawing {nr}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{id}"/>'
    '<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm{turned}><a:off x="0" y="0"/>'
    '<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)


def _roomier(wide: int, high: str, left: int, right: int) -> str:
    """The size of a drawing with room beside it."""
    return f'width="{left + wide + right}" {high} viewBox="{-left} 0 {left + wide + right} '


class Drawings:
    """All drawings of one document; the same one is kept once."""

    def __init__(self, rtl: bool) -> None:
        self.rtl = rtl
        self._found: dict[str, Part] = {}
        self._placed = 0

    def __call__(
        self, drawing: str, alt: str = "", *, ground: str = "", scale: float = 1.0, turn: bool = False, drop: int = 4,
        before: int = 0, after: int = 0,
    ) -> Html:  # fmt: skip
        """A run with a drawing; nothing for none. Without `alt` it is passed over when the document is read aloud.

        With `turn` it is drawn from right to left where the document is written so. It stands `drop` half points below
        the line, with so much room `before` and `after` it, so that no spaces must stand in the words.
        """
        left, right = (after, before) if self.rtl and not turn else (before, after)
        part = drawn(_SIZE.sub(lambda found: _roomier(int(found[1]), found[2], left, right), str(drawing), 1), ground)
        if part is None:
            return Html("")
        self._placed += 1
        self._found.setdefault(part["svg"], part)
        scale = min(scale, WIDEST / part["width"])
        return Html(
            _RUN.format(
                drop=drop, id=f"drawing{[*self._found].index(part['svg']) + 1}", nr=self._placed,
                wide=round(part["width"] * scale * PIXEL), high=round(part["height"] * scale * PIXEL),
                told=(_SEEN if alt else _PASSED).format(escape(alt)),
                turned=' flipH="1"' if turn and self.rtl else "",
            )
        )  # fmt: skip

    def names(self) -> list[str]:
        """What the drawings so far are called."""
        return [f"drawing{nr}" for nr in range(1, len(self._found) + 1)]

    def files(self, about: Part) -> dict[str, bytes]:
        """The pictures, under their names in the package."""
        if not self._found:
            return {}
        from facilitator.report.typeset import drawings  # only who draws needs it

        made = drawings(about | {"drawings": [*self._found.values()]})
        return {f"word/media/{name}.png": image for name, image in zip(self.names(), made, strict=True)}
