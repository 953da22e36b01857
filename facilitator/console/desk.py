"""The desk: agenda, stage, people and health side by side, each drawn anew by itself when it has changed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from nicegui import ui

from facilitator.console import agenda, health, helping, join, parts, people, stage, theme
from facilitator.console.looks import DeskLook, Line
from facilitator.console.looks import desk as look_at
from facilitator.console.page import Console, RoomPage
from facilitator.console.pulse import Pulse
from facilitator.i18n import Words, _
from facilitator.room import Room
from facilitator.run.attendance import Counter

TABS = ("stage", "agenda", "people")


class Desk(RoomPage[DeskLook]):
    """One open desk. What is kept here is only what the page itself has: which step is open, what was read."""

    def __init__(self, console: Console, room: Room) -> None:
        super().__init__(console, room, look_at)
        self.opened = ""
        self.dropped: tuple[Line, str] | None = None
        self.read: set[str] = set()
        self.dialogs: list[Callable[[DeskLook, bool], None]] = []
        theme.dress(room.title)
        self.bar: parts.Panel[tuple[bool, bool]] = self._header()
        with self.root.classes("desk").props("data-tab=stage"):
            self.red = parts.Panel[Words]("banner", self._banner, "div")
            Pulse(self.beat)
            self._tabs()
            with parts.box("side start", "section", id="agenda", aria_label=str(_("Agenda"))):
                self.times = parts.Panel[agenda.Times]("times", agenda.draw_times, "div")
                self.list = parts.Panel[agenda.Agenda]("agenda", partial(agenda.draw, self), "div")
            with parts.box("side middle", "section", id="stage", aria_label=str(_("Stage"))):
                stage.frame(room.code)
            with parts.box("side end", "section", id="people", aria_label=str(_("People and health"))):
                self.people = parts.Panel[people.People]("people", partial(people.draw, self), "div")
                self.done = parts.Panel[Counter | None]("done", people.draw_done, "div")
                self.health = parts.Panel[health.Health]("health", self._health, "div")
            self.saying()
        self.begin()

    @property
    def look(self) -> DeskLook:
        """The look that is shown: whatever asks for it was drawn from one."""
        assert self.following.seen is not None
        return self.following.seen

    def draw(self, look: DeskLook, again: bool) -> None:
        """Show a look."""
        dropped, live = self.dropped[0] if self.dropped else None, self.console.live
        self.bar.show(lambda: (look.show_code, look.closed), again)
        self.list.show(lambda: agenda.agenda(look, time.time(), self.opened, dropped), again)
        self.done.show(lambda: look.done, again)
        self.times.show(lambda: agenda.times(look, time.time()), again)
        self.people.show(lambda: people.count(look, *self.console.connected(self.room), live.asking(self.room)), again)
        for dialog in list(self.dialogs):
            dialog(look, again)

    def draw_always(self, again: bool) -> None:
        """Show how things are, also while nothing new may be shown."""
        self.health.show(lambda: health.look(self.console, self.following, self.read, self.broken), again)
        self.red.show(lambda: self.room.store.failed, again)

    def watch_dialog(self, dialog: ui.dialog, call: Callable[[DeskLook, bool], None]) -> None:
        """Show new looks in a dialog as well, until it is closed."""
        self.dialogs.append(call)
        dialog.on("hide", lambda: self.dialogs.remove(call))

    def open_step(self, step: str) -> None:
        """Open the buttons of a step; an empty id closes them."""
        self.opened = step
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
            await self.act("add_step", agenda.step_facts(line, before if before in there else ""))

    def _header(self) -> parts.Panel[tuple[bool, bool]]:
        with theme.header(self.room.title, self.room.subtitle):
            with parts.box("room-code"):
                parts.words(_("Room code"), tag="span")
                parts.words(self.room.code, "code", "b")
            bar: parts.Panel[tuple[bool, bool]] = parts.Panel("bar", self._bar, "div", "ends")
        return bar

    def _bar(self, facts: tuple[bool, bool]) -> None:
        (show_code, closed), code = facts, self.room.code
        if not closed:
            parts.button(_("Ways in"), partial(join.dialog, self), "on-sun", keep="ways")
            words = _("Put the code away") if show_code else _("Show code big")
            parts.button(words, self.press("show_code", on=0 if show_code else 1), "on-sun", keep="code", shortcut="c")
        board = f"board-{code}"
        parts.link(_("Board"), f"/board/{code}", "on-sun", icon="board", keep="board", shortcut="b", target=board)
        parts.link(_("Record"), f"{theme.PREFIX}/room/{code}/record", "on-sun", keep="record")
        parts.button(_("Help"), helping.dialog, "on-sun", keep="help", shortcut="?")

    def _tabs(self) -> None:
        names: dict[str, Words] = {"stage": _("Stage"), "agenda": _("Agenda"), "people": _("People and health")}
        self.tabs: dict[str, ui.button] = {}
        with parts.box("tabs", role="group", aria_label=str(_("What is shown"))):
            for tab in TABS:
                pressed = str(tab == "stage").lower()
                made = parts.button(names[tab], partial(self._tab, tab), keep=f"tab-{tab}", aria_pressed=pressed)
                self.tabs[tab] = made.classes(f"tab tab-{tab}")

    def _tab(self, chosen: str) -> None:
        self.root.props["data-tab"] = chosen
        for tab, made in self.tabs.items():
            made.props["aria-pressed"] = str(tab == chosen).lower()

    def _banner(self, failed: Words) -> None:
        if failed:
            health.banner(failed, partial(health.move_dialog, self.room))

    def _health(self, shown: health.Health) -> None:
        health.draw(shown, self._put_away)

    def _put_away(self, sentence: Words) -> None:
        self.read.add(str(sentence))
        self._show()
