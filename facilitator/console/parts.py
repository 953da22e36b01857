"""The console's few building blocks: headings, words, signs, buttons, links, fields, dialogs, panels.

Whatever a button starts is done in the language in which it was drawn. A button with a `keep` name gets the keyboard
back when its panel is drawn anew.
"""

from __future__ import annotations

import datetime
import inspect
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Generic, Literal, TypeVar

from babel.dates import format_date
from babel.numbers import format_decimal
from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from facilitator import kit
from facilitator.i18n import Words, _, language, printed, speaking

log = logging.getLogger("facilitator")
FACTS = TypeVar("FACTS")
Do = Callable[[], Any]
Look = Literal["plain", "act", "choice", "on-sun", "step-row"]


class Wording(TextElement):
    """Words in any tag. What somebody wrote runs in its own direction."""

    def __init__(self, tag: str, text: Words) -> None:
        super().__init__(tag=tag, text=str(text))
        if isinstance(text, str) and text:
            self.props["dir"] = "auto"


def box(classes: str = "", tag: str = "div", **attributes: object) -> ui.element:
    """A box for other things. Attributes are written with an underscore for every dash."""
    made = ui.element(tag).classes(classes)
    for name, value in attributes.items():
        made.props[name.strip("_").replace("_", "-")] = value
    return made


def words(text: Words, classes: str = "", tag: str = "p") -> Wording:
    """Words; nothing in them is read as HTML."""
    return Wording(tag, text).classes(classes)


def heading(level: int, text: Words, classes: str = "") -> Wording:
    """A heading of this level. It can be given the keyboard, so that focus has somewhere to go."""
    made = words(text, classes, f"h{level}")
    made.props["tabindex"] = "-1"
    return made


def sign(name: str, classes: str = "") -> ui.html:
    """A drawing from the kit; the words beside it say the same."""
    return ui.html(str(kit.icon(name)), tag="span").classes(f"sign {classes}")


def tile(name: str) -> ui.element:
    """The sign of an activity on its tile."""
    with box("tile", "span") as made:
        sign(name)
    return made


def button(
    text: Words,
    do: Do,
    look: Look = "plain",
    **dress: Any,
) -> ui.button:
    """A button. What else it can have, `_dress` says."""
    made = ui.button(str(text), color=None, on_click=_spoken(do))
    made.props("flat no-caps :ripple=false").classes(f"b {look}")
    _dress(made, **dress)
    return made


def link(
    text: Words,
    url: str,
    look: Look = "plain",
    **dress: Any,
) -> ui.element:
    """A link that looks like a button, and can have the same."""
    made = box(f"b {look}", "a", href=url)
    with made:
        words(text, tag="span")
    _dress(made, **dress)
    return made


def switch(text: Words, on: bool, do: Callable[[bool], Any], keep: str = "") -> ui.switch:
    """A switch with its words at the end side."""
    spoken = _spoken(do)
    made = ui.switch(str(text), value=on, on_change=lambda event: spoken(bool(event.value)))
    if keep:
        made.props["data-keep"] = keep
    return made


class Dialog(ui.dialog):
    """A dialog that is a form: Enter does what its last button says, Escape is the careful way."""

    form: ui.element

    def ends(self, careful: Words, go: Words = "", do: Do | None = None, also: Sequence[tuple[Words, Do]] = ()) -> None:
        """Its row of buttons: the careful one, which closes it, others, and the one that does it."""
        with box("two"):
            first = button(careful, self.close)
            for text, other in also:
                button(text, other)
            if do is None:
                return
            button(go, _nothing, "act").props("type=submit")
        self.careful = first
        once, busy = _spoken(do), False

        async def submitted() -> None:
            nonlocal busy
            if not busy:
                busy = True
                try:
                    await once()
                finally:
                    busy = False

        self.form.on("submit", submitted, args=[])


@contextmanager
def dialog(title: Words, classes: str = "") -> Iterator[Dialog]:
    """A dialog that is open at once and gone when it is closed."""
    with ui.context.client, Dialog() as made:  # not tied to the dialog it was opened from
        made.props["aria-label"] = str(title)
        made.props("transition-show=none transition-hide=none transition-duration=0")
        made.form = box(f"dialog {classes}", "form", novalidate=True)
        made.form.on("submit", js_handler="event => event.preventDefault()")
        with made.form:
            heading(2, title)
            yield made
    made.on("hide", made.delete)
    made.open()


def ask(title: Words, lines: Sequence[Words], careful: Words, go: Words, do: Do) -> None:
    """Ask before what cannot be undone. The keyboard is on the careful button, so that Enter is careful too."""
    with dialog(title) as made:
        for line in lines:
            words(line)

        async def go_on() -> None:
            made.close()
            await _done(do())

        made.ends(careful, go, go_on)
        made.careful.props("autofocus")


def empty(missing: Words, next: Words) -> None:
    """Nothing here yet: what is missing, and what to do."""
    with box("empty"):
        dots(0, 3)
        with box():
            words(missing, tag="b")
            words(next)


def field(title: Words, name: str) -> Wording:
    """The title of a field, tied to it by name."""
    made = words(title, "title", "label")
    made.props["for"] = name
    return made


def fault() -> Wording:
    """A place for a sentence about what is wrong."""
    made = words("", "fault")
    made.props["role"] = "alert"
    return made


def day(date: datetime.date) -> str:
    """A date as people read it: "24 February 2027"."""
    return format_date(date, "d MMMM yyyy", locale=printed(language.get()).replace("-", "_"))


def size(bytes: int) -> Words:
    """How large a file is, as people read it: "0.3 MB"."""
    if bytes < 100_000:
        return _("{n} kB", n=max(1, round(bytes / 1000)))
    return _("{n} MB", n=format_decimal(round(bytes / 10**6, 1), locale=printed(language.get()).replace("-", "_")))


def dots(done: int, total: int, begun: int = 0) -> None:
    """People as dots, full for those who are in, then half for who has begun; words beside it say the same."""
    with box("dots", "span", aria_hidden="true"):
        for place in range(total):
            box("" if place < done else "half" if place < done + begun else "o", "i")


class Panel(Generic[FACTS]):
    """A part of a page that is drawn anew when what it shows has changed.

    One that fails takes no other part with it: it says so in its place, and is tried again whenever it is shown.
    """

    def __init__(self, name: str, draw: Callable[[FACTS], None], tag: str = "section", classes: str = "") -> None:
        self.name, self.broken = name, False
        self.box = box(f"panel {classes}", tag, data_panel=name)
        self._draw = draw
        self._shown: tuple[FACTS] | None = None

    def show(self, facts: Callable[[], FACTS], again: bool = False) -> None:
        """Show what `facts` gives; `again` draws it even if it is shown already."""
        try:
            found = facts()
            if again or self._shown != (found,):
                self._shown = None
                self.box.clear()
                with self.box:
                    self._draw(found)
                self._shown, self.broken = (found,), False
        except Exception:  # whatever it was, the rest of the page goes on
            self._fail()

    def _fail(self) -> None:
        if not self.broken:
            log.exception("a part of the console could not be drawn: %s", self.name)
        self.broken, self._shown = True, None
        self.box.clear()
        with self.box:
            words(_("This part cannot be shown just now. It comes back by itself."), "soft inset")


def _dress(
    made: ui.element, *, icon: str = "", keep: str = "", label: Words = "", shortcut: str = "", **attributes: object
) -> None:
    """What a button can have. `label` is what screen readers say where the text alone is not enough; it begins with the
    text. `keep` names it, so that it keeps the focus when it is drawn anew; `shortcut` is a key that presses it.
    """
    if icon:
        with made:
            sign(icon)
    named = {"data-keep": keep, "aria-label": str(label), "data-shortcut": shortcut}
    named.update({name.replace("_", "-"): str(value) for name, value in attributes.items()})
    made.props.update({name: value for name, value in named.items() if value})


def _spoken(do: Callable[..., Any]) -> Callable[..., Awaitable[None]]:
    """The same, done later in the language of now."""
    code = language.get()

    async def spoken(*given: Any) -> None:
        with speaking(code):
            await _done(do(*given))

    return spoken


def _nothing() -> None:
    """What a button does whose form does it."""


async def _done(result: Any) -> None:
    """Wait for work only: a dialog can be awaited too, and that would open it again."""
    if inspect.iscoroutine(result):
        await result
