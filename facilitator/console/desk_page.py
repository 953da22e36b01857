"""The desk: agenda, stage, people and health side by side, each drawn anew by itself when it has changed."""

from __future__ import annotations

import time
from functools import partial

from nicegui import ui

from facilitator.console import agenda, health, helping, join, parts, people, stage, theme
from facilitator.console.desk import Desk
from facilitator.console.looks import DeskLook
from facilitator.console.page import Console
from facilitator.console.pulse import Pulse
from facilitator.i18n import Words, _
from facilitator.room import Room
from facilitator.run.attendance import Counter

TABS = ("stage", "agenda", "people")


class DeskPage(Desk):
    """The panels of a desk: the header, three columns that become tabs in a narrow window, the line below."""

    def __init__(self, console: Console, room: Room) -> None:
        super().__init__(console, room)
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
        health.draw(shown, self.put_away)
