"""The end of a session on the page of its record: what stays of it, and closing it; later, keeping less."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from nicegui import ui

from facilitator.console import parts
from facilitator.console.looks import RecordLook
from facilitator.console.page import RoomPage
from facilitator.i18n import Words, _
from facilitator.session.retention import KEEPINGS, WHAT
from facilitator.session.session import Keeping
from facilitator.store import StoreError

Facts = tuple[bool, bool, Keeping, Keeping]
"""Whether it is closed, whether something is open, what stays of it, and what is chosen."""
LOST: dict[Keeping, Words] = {
    "cards": _("Seat codes, names and links to people go for good."),
    "summary": _("What people wrote on cards is deleted for good."),
    "nothing": _("The session and its record are deleted for good, on phones, too. Files that you saved stay."),
}


class Closing:
    """The panel. What is chosen is kept in the page."""

    def __init__(self, page: RoomPage[RecordLook], again: Callable[[], None]) -> None:
        self.page, self.again = page, again
        self.chosen: Keeping = "cards"

    def facts(self, look: RecordLook) -> Facts:
        """What it is drawn from."""
        return look.closed, look.busy, look.keeping, self.chosen

    def draw(self, facts: Facts) -> None:
        """The end."""
        closed, busy, keeping, _chosen = facts
        parts.heading(2, _("The end"))
        if closed:
            self._draw_closed(keeping)
        elif busy:
            parts.words(_("Something is still open. Finish it on the stage, then you can close the session here."))
        else:
            self._draw_open()

    def _draw_open(self) -> None:
        parts.words(_("When everyone has the record, close the session. What should stay on this laptop?"))
        with parts.box("beside", role="group", aria_label=str(_("What should stay on this laptop?"))):
            for keep in KEEPINGS:
                pressed = str(keep == self.chosen).lower()
                choose = partial(self._choose, keep)
                parts.button(WHAT[keep][0], choose, "choice", keep=f"keep-{keep}", aria_pressed=pressed)
        parts.words(WHAT[self.chosen][1], "soft")
        parts.button(_("Close the session"), self._ask, keep="end")

    def _draw_closed(self, keeping: Keeping) -> None:
        parts.words(_("This session is closed. This is still on this laptop:"))
        parts.words(f"{WHAT[keeping][0]}. {WHAT[keeping][1]}", "soft")
        with parts.box("beside"):
            for less in KEEPINGS[KEEPINGS.index(keeping) + 1 :]:
                words = _("Delete the cards") if less == "summary" else _("Delete all of it")
                parts.button(words, partial(self._ask_less, less), keep=f"less-{less}")

    def _choose(self, keep: Keeping) -> None:
        self.chosen = keep
        self.again()

    def _ask(self) -> None:
        lines: list[Words] = [_("Nobody can add anything any more."), LOST[self.chosen]]
        if self.chosen != "nothing":
            lines.append(_("The phones that were here can still read the record that you gave them."))
        lines.append(_("You cannot undo this."))
        words = _("Close and delete it") if self.chosen == "nothing" else _("Close it")
        close = partial(self._do, "end", self.chosen)
        parts.ask(_("Close this session for good?"), lines, _("Wait"), words, close)

    def _ask_less(self, less: Keeping) -> None:
        lines = [LOST[less], _("Copies that were saved or handed out stay. You cannot undo this.")]
        title, words = (
            (_("Delete the cards for good?"), _("Delete the cards"))
            if less == "summary"
            else (_("Delete this session for good?"), _("Delete all of it"))
        )
        parts.ask(title, lines, _("Wait"), words, partial(self._do, "keep_less", less))

    async def _do(self, do: str, keep: Keeping) -> None:
        if not await self.page.act(do, {"keep": keep}) or keep != "nothing":
            return
        try:
            self.page.console.rooms.delete(self.page.room.store.folder)
        except StoreError as error:
            self.page.say(str(error))
            return
        ui.navigate.to("/")
