"""What the widgets know about the page they stand on, and how a control names its action."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlencode
from zlib import crc32

from markupsafe import Markup as Html
from markupsafe import escape

from facilitator.i18n import Words

Surface = Literal["phone", "board", "stage", "paper"]
Privacy = Literal["open", "hidden", "sensitive"]


@dataclass(frozen=True)
class Page:
    """The page that is being drawn."""

    run: str = ""
    """"<run>.<round>": posted with every form, so that a stale page is refused with a sentence."""
    surface: Surface = "phone"
    privacy: Privacy | None = None
    k: int = 5
    """How many answers a sensitive result needs; printed in its privacy sentence."""
    glyph: str = "table"
    activity: Words = ""
    """Title of the running activity."""
    prefix: str = ""
    """Stands in front of every field name."""
    acts_for: str = ""
    """The seat without a phone that a helper types for."""
    used_for: tuple[Words, Words] | None = None
    """What answers are used for, and who decides; None where that is not said."""
    ends: float | None = None
    """End of the soft timer, seconds since 1970; None for none, or hidden."""
    part: int = 1
    """Which page of a long list the board shows, from 1; after the last comes the first."""
    shares: int = 1
    """How many parts of this page can show much of what people wrote: its room is divided among them."""
    share: int = 1
    """Which of them is drawn."""


NOTHING = Html("")
_ANYWHERE = Page()

number: ContextVar[str] = ContextVar("number", default="")
"""What forms carry on a page without a script: another with every act, so that a form sent twice is one act."""

moved: ContextVar[str] = ContextVar("moved", default="")
"""What the forms of the stage carry: the number of the event that led to what the facilitator sees."""

_told: ContextVar[dict[str, str] | None] = ContextVar("told", default=None)

page: ContextVar[Page] = ContextVar("page", default=_ANYWHERE)


@contextmanager
def drawing(**fields: Any) -> Iterator[Page]:
    """Inside the block the widgets draw for a page with these fields, as in `Page`."""
    token = page.set(Page(**fields))
    try:
        yield page.get()
    finally:
        page.reset(token)


@contextmanager
def sharing(shares: int, share: int) -> Iterator[None]:
    """Inside the block one part of the page is drawn, which has its share of the room."""
    token = page.set(replace(page.get(), shares=shares, share=share))
    try:
        yield
    finally:
        page.reset(token)


def room(whole: float) -> float:
    """What a part of the page has of so many bytes, or of so much height, that are there for all of its kind."""
    return whole / page.get().shares


def once(id: str) -> str:
    """An id that stands on the page once, also where several parts of one kind do."""
    return id if page.get().share == 1 else f"{id}-{page.get().share}"


@contextmanager
def telling() -> Iterator[dict[str, str]]:
    """Collects what `tell` is given while a view is drawn in the block."""
    told: dict[str, str] = {}
    token = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(token)


def tell(name: str, words: Words) -> None:
    """Say these words to those who listen, once they differ from what was last said under this name."""
    told = _told.get()
    if told is not None and words:
        told[name] = str(words)


def act(do: str, **args: object) -> str:
    """The action `do` with fixed arguments, as a button carries it: `place?option=a&dots=1`."""
    return f"{do}?{urlencode({name: str(value) for name, value in args.items()})}" if args else do


def join(*parts: Html | str) -> Html:
    """Parts one after another. A plain string is escaped."""
    return Html("".join([part if type(part) is Html else escape(part) for part in parts]))


def mark(*parts: object) -> str:
    """An id that is the same for the same parts, different for different parts, and safe in HTML and CSS."""
    text = "-".join(str(part) for part in parts)
    safe = re.sub(r"[^A-Za-z0-9]+", "-", text)[:40].strip("-")
    return safe if safe == text else f"{safe}-{crc32(text.encode('utf-8', 'replace')):x}"


def field(name: str) -> str:
    """The name of a form field on this page."""
    return page.get().prefix + name


def weight(html: Html) -> int:
    """Bytes of HTML, the same whether or not its forms carry the number of a page without a script."""
    return len(html.replace(f'<input type="hidden" name="n" value="{number.get()}">', "").encode())
