"""Whole pages around a view: phone, board, stage, and the few that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, direction, printed
from facilitator.kit.edge import table
from facilitator.kit.macros import macros
from facilitator.kit.styles import Sheet, style

_html = macros("shell")

PERSPECTIVES: tuple[tuple[str, Words], ...] = (
    ("lived-experience", _("Lived experience")),
    ("giving-care", _("Giving care and support")),
    ("family-friends", _("Family and friends")),
    ("professionals", _("Health and care professionals")),
    ("community", _("Others in the community")),
)
"""The views a person may bring, as (value, words); *Rather not say* stands before them with an empty value."""

NOTHING_TYPED: Mapping[str, str] = {}


@dataclass(frozen=True)
class Shell:
    """What stands around a view."""

    title: Words
    """What the workshop is called, or what the page says where there is none."""
    part: Words = ""
    """Which page of the workshop this is; stands first in the browser's list of pages."""
    lang: str = "en"
    dir: str = ""
    """"ltr" or "rtl"; empty follows the language."""
    code: str = ""
    """The room's code of 4 characters."""
    seat: str = ""
    """The seat's code of 6 characters; printed in two groups."""
    version: int = 0
    """The number of the state that the view was made from."""
    run: str = ""
    script_url: str = ""
    more_url: str = ""
    """The script that the stage has beside it."""
    faces: str = ""
    """The rules that load the fonts of board and stage."""
    now: float = 0.0
    """The server's clock in seconds, by which the page counts its timers."""
    links: Sequence[tuple[str, Words]] = ()
    """Addresses and words under the view."""
    theme: Literal["", "light", "dark"] = ""
    """Fixed, for a page inside another one; empty follows the device."""
    said: Words = ""
    """The answer to what was just posted, announced once."""
    data: Mapping[str, str] = field(default_factory=dict)
    """More `data-` attributes of the body, or other values for those that are there."""

    @property
    def spoken(self) -> str:
        """The language in which the sentences of the page are printed."""
        return printed(self.lang)

    @property
    def head(self) -> Words:
        """The title of the page in the browser."""
        return _("{page} – {workshop}", page=self.part, workshop=self.title) if self.part else self.title

    def marks(self, name: str) -> dict[str, str]:
        """The `data-` attributes that the script of the page reads."""
        known = {
            "page": name, "room": self.code, "seat": self.seat, "v": str(self.version), "run": self.run,
            "now": f"{self.now:.3f}",
        }  # fmt: skip
        return {**known, **self.data}


def phone_page(view: Html, *, page: Shell) -> str:
    """The page of one person."""
    return _page("phone", "phone", page, view=view, seat=in_groups(page.seat), words=_WORDS)


def board_page(view: Html, *, page: Shell, qr: Html, address: str, code: str, dark: bool = False) -> str:
    """The wall, or its picture on the stage (`page.data` says "mirror"), which stays a picture however small it is.

    `qr` is an inline SVG in black on white with its quiet zone; it stands outside the view.
    """
    sheet: Sheet = "mirror" if page.data.get("page") == "mirror" else "board"
    return _page(
        "board", sheet, page, view=view, qr=qr, address=_typed(address), code=code, dark=dark, table=table(),
        words=_WORDS,
    )  # fmt: skip


def stage_page(view: Html, *, page: Shell) -> str:
    """The facilitator's controls of the running activity: inside the console, and alone on a phone."""
    return _page("stage", "stage", page, view=view, words=_WORDS)


def join_page(
    *,
    page: Shell,
    perspectives: Sequence[tuple[str, Words]] = PERSPECTIVES,
    ask_perspective: bool = True,
    ask_access: bool = False,
    policy: Words = "",
    message: Words = "",
    rejoin_message: Words = "",
    given: Mapping[str, str] = NOTHING_TYPED,
    known: bool = False,
    paused: bool = False,
) -> str:
    """Taking a seat, or coming back to one.

    The first form posts `do=join`, `name`, `perspective` ("" for rather not say), `helper` ("on") and `note`; the
    second posts `do=rejoin` and `seat`, a code of six characters with or without a space. `policy` says
    who is responsible and when the data is deleted; the messages are the answers to what was posted, and `given` is
    what was typed. With `known` people are here already, so coming back is offered first. While `paused` nobody joins.
    """
    return _page(
        "join", "phone", page, words=_JOIN, perspectives=perspectives, ask_perspective=ask_perspective,
        ask_access=ask_access, policy=policy, message=message, rejoin_message=rejoin_message, given=given,
        known=known, paused=paused,
    )  # fmt: skip


def door_page(*, page: Shell, message: Words = "") -> str:
    """Asks for the room's code; posts `code`."""
    return _page("door", "phone", page, words=_DOOR, message=message)


def notice_page(title: Words, words: Words, *, page: Shell, link: tuple[str, Words] | None = None) -> str:
    """One thing to know, and where to go from there."""
    return _page("notice", "phone", page, heading=title, text=words, link=link)


def landing_page(url: str, *, page: Shell | None = None) -> str:
    """Sends the browser on to `url` of our own with a second request, so that it carries the new cookie."""
    return _page("landing", "phone", page or Shell(title=_("Facilitator")), url=url, words=_("Go on"))


def in_groups(seat: str) -> str:
    """A seat code as people read it: "K7M 2QX"."""
    return f"{seat[:3]} {seat[3:]}" if len(seat) == 6 else seat


def _typed(address: str) -> str:
    """An address as people type it: small letters, and no scheme where the browser adds the right one."""
    return address.lower().removeprefix("http://").rstrip("/")


def _page(macro: str, sheet: Sheet, page: Shell, **more: Any) -> str:
    dir = page.dir or direction(page.lang)
    css = Html(style(sheet, page.faces))
    return str(getattr(_html, macro)(page, dir, css, **more))


_WORDS = {
    "connected": _("Connected"),
    "sending": _("Sending"),
    "saved": _("Saved"),
    "offline": _("No connection. Kept on this phone."),
    "lost": _("No connection. This page shows the last that arrived."),
    "again": _("Load again to see what is new"),
    "unsent": _("No answer came. Look at what is open now, then press again."),
    "safe": _("Your answer is safe on this phone."),
    "wait": _("It will be sent when the connection is back. You do not need to do anything."),
    "seat": _("Seat"),
    "type": _("Or type the address"),
    "code": _("Code"),
    "join": _("Join here"),
    "back": _("Back to my page"),
}
_JOIN = {
    "room": _("Room"),
    "place": _("There is a place for you here"),
    "name": _("What shall we call you?"),
    "name_note": _("Any name you like, or none. Everyone may see it."),
    "view": _("Which of these fits you best?"),
    "view_note": _("We do not keep this with your name."),
    "rather_not": _("Rather not say"),
    "helper": _("I am here to support someone. I am not counted."),
    "access": _("Can we make today easier for you?"),
    "access_note": _("Only the facilitator sees this, without your name. It is deleted at the end."),
    "join": _("Join"),
    "paper": _("You can ask for paper instead, at any time."),
    "stays": _("Everything stays on the facilitator's laptop. Nothing is sent anywhere else."),
    "story": _("You do not have to talk about your life. You can skip any question."),
    "back": _("I was here before: I have a seat code"),
    "paused": _("Joining is paused just now. Please ask the facilitator, or ask for paper."),
    "seat": _("Your seat code"),
    "seat_note": _("Six characters, as your other phone showed them."),
    "take": _("Take my seat"),
}
_DOOR = {
    "title": _("Which room?"),
    "label": _("Room code"),
    "note": _("Four characters. They are on the board."),
    "go": _("Go in"),
    "paper": _("No phone? Ask for paper."),
}
