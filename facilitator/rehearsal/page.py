"""A page as simulated people get it: its view, its forms and what its frame says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from lxml import etree
from lxml import html as lxml_html

from facilitator.activity import Html
from facilitator.testing.taps import Control, controls


class Gone(Exception):
    """The server does not answer any more, or a page does not hold what it should."""


@dataclass
class Page:
    """A page as it came: its view, and what its frame says."""

    path: str
    status: int
    view: str = ""
    """The HTML inside the view, in one way of writing."""
    forms: str = ""
    """The same with what only a page without a script carries."""
    kind: str = ""
    """"phone", "board", "stage" or "paper"; empty for one that is not live."""
    version: int = 0
    shell: str = ""
    code: str = ""
    """The seat code that the page shows."""
    said: str = ""
    sent: str = ""
    """The whole page."""

    @classmethod
    def read(cls, path: str, status: int, text: str) -> Page:
        """Take a page apart."""
        root = elements(text, whole=True)
        view, said = (root.find(f".//*[@id='{name}']") for name in ("view", "said"))
        body, seat = root.find("body"), root.find(".//header//p[@class='seat']")
        data = body.attrib if body is not None else {}
        page = cls(path, status, kind=data.get("data-page", ""), shell=data.get("data-shell", ""), sent=text)
        page.version = int(data.get("data-v") or 0)
        if view is not None:
            page.forms, page.view = _inside(view), canonical(view)
        if said is not None:
            page.said = " ".join(said.text_content().split())
        if seat is not None:
            page.code = "".join(seat.text_content().split()[-2:])
        return page

    @property
    def controls(self) -> list[Control]:
        """Everything on it that does something."""
        return controls(cast(Html, self.forms))

    def control(self, do: str) -> Control:
        """The control with this action. Raises `Gone` when it is not there."""
        found = next((control for control in self.controls if control.do == do), None)
        if found is None:
            raise Gone(f"{self.path} ({self.status}) does not offer “{do}”")
        return found


def elements(html: str, whole: bool = False) -> Any:
    """The elements of a view in one of their own, or of a whole page."""
    return lxml_html.document_fromstring(html) if whole else lxml_html.fromstring(f"<main>{html}</main>")


def canonical(view: Any) -> str:
    """The inside of a view in one way of writing, without the number that only a page without a script carries."""
    for number in view.xpath(".//input[@type='hidden'][@name='n']"):
        number.drop_tree()
    return _inside(view)


def without_counts(view: str) -> str:
    """A view without what may change in a hidden phase: the counter, and what asks on the stage if all are done."""
    root = elements(view)
    for part in root.xpath(".//*[@data-count or @popover or @id='primary' or @id='paper']"):
        part.drop_tree()
    return canonical(root)


def small_group(view: str) -> str:
    """The small group whose words a page shows, as the page names it; empty where it shows nobody else's."""
    found = elements(view).xpath(".//@data-company")
    return str(found[0]) if found else ""


def _inside(view: Any) -> str:
    inside = (view.text or "") + "".join(etree.tostring(part, encoding="unicode", method="html") for part in view)
    return " ".join(inside.split())
