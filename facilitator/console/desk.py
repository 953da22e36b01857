"""What one open desk knows by itself, and does: which step is open, what was dropped, which dialogs follow the room."""

from __future__ import annotations

import json
from collections.abc import Callable

from nicegui import ui

from facilitator.console.looks import DeskLook, Line
from facilitator.console.looks import desk as look_at
from facilitator.console.page import Console, RoomPage
from facilitator.i18n import Words
from facilitator.room import Room


class Desk(RoomPage[DeskLook]):
    """One open desk. What is kept here is only what the page itself has; how it is laid out, `DeskPage` says."""

    def __init__(self, console: Console, room: Room) -> None:
        super().__init__(console, room, look_at)
        self.opened = ""
        self.dropped: tuple[Line, str] | None = None
        self.read: set[str] = set()
        self.dialogs: list[Callable[[DeskLook, bool], None]] = []

    @property
    def look(self) -> DeskLook:
        """The look that is shown: whatever asks for it was drawn from one."""
        assert self.following.seen is not None
        return self.following.seen

    def watch_dialog(self, dialog: ui.dialog, call: Callable[[DeskLook, bool], None]) -> None:
        """Show new looks in a dialog as well, until it is closed."""
        self.dialogs.append(call)
        dialog.on("hide", lambda: self.dialogs.remove(call))

    def open_step(self, step: str) -> None:
        """Open the buttons of a step; an empty id closes them."""
        self.opened = step
        self._show()

    def put_away(self, sentence: Words) -> None:
        """The facilitator has read this about the health of the session."""
        self.read.add(str(sentence))
        self._show()

    async def drop(self, line: Line) -> None:
        """Take a step off the agenda, and remember it so that it can come back."""
        order = [other.id for other in self.look.agenda]
        after = order[order.index(line.id) + 1 :] if line.id in order else []
        self.dropped = (line, after[0] if after else "")
        if not await self.act("drop_step", {"step": line.id}):
            self.dropped = None

    async def bring_back(self) -> None:
        """Undo the last `drop`."""
        if self.dropped is not None:
            (line, before), self.dropped = self.dropped, None
            there = {other.id for other in self.look.agenda}
            await self.act("add_step", _facts(line, before if before in there else ""))


def _facts(line: Line, before: str) -> dict[str, object]:
    """What puts a step on the agenda as it was."""
    return {
        "activity": line.activity, "title": line.own_title, "minutes": line.minutes, "before": before,
        "note": line.note, "settings": json.dumps(dict(line.settings), ensure_ascii=False),
    }  # fmt: skip
