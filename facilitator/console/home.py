"""The first page: start a workshop, go on with one, and what to check before people arrive."""

from __future__ import annotations

import asyncio
import time
from datetime import date
from functools import partial

from nicegui import ui

from facilitator.console import checks, helping, importing, parts, starting, theme
from facilitator.console.page import Console
from facilitator.console.pulse import Pulse
from facilitator.host.past import Past
from facilitator.i18n import Words, _, ngettext
from facilitator.library.plans import Plan
from facilitator.store import StoreError
from facilitator.text import clean


class Home:
    """One open first page."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.begun = False
        self.disk: checks.Space | None = None
        theme.dress(_("Facilitator"))
        with theme.header():
            parts.button(_("Help"), helping.dialog, "on-sun", keep="help", shortcut="?")
        with parts.box("page home", lang="en"):
            Pulse(self._beat)
            parts.heading(1, _("Workshops"), "vh")
            with parts.box("columns"):
                with parts.box():
                    self.due = parts.Panel[tuple[Past, ...]]("due", self._draw_due, classes="card-panel first")
                    self.open = parts.Panel[tuple[Past, ...]]("open", self._draw_open, classes="card-panel first")
                    self.group = starting.draw(console, self._begin)
                    self.past = parts.Panel[tuple[Past, ...]]("past", self._draw_past, classes="card-panel")
                with parts.box():
                    self.checks = parts.Panel[checks.Checks]("checks", checks.draw, classes="card-panel inside")
                    parts.words(_("Everything stays on this laptop. Nothing is sent anywhere."), "soft small inset")
            with parts.box("said", role="status"):
                self.words = parts.words("")
        self._beat()
        ui.timer(0, self._look, once=True)

    async def _look(self) -> None:
        """Look through the disk, beside the loop: there may be many sessions."""
        self.disk = await asyncio.to_thread(checks.space, self.console.rooms.data)
        found = await asyncio.to_thread(self.console.rooms.past)
        now = self.console.rooms.clock()
        self.due.show(lambda: tuple(past for past in found if 0 < past.remind <= now and not past.trouble))
        self.open.show(lambda: tuple(past for past in found if _is_open(past)))
        self.past.show(lambda: tuple(past for past in found if not _is_open(past)))
        self.group.set_autocomplete(sorted({past.programme for past in found if past.programme}, key=str.casefold))
        self._beat()

    def _beat(self) -> None:
        self.checks.show(lambda: checks.look(self.console, self.disk))

    def _begin(self, plan: Plan) -> None:
        """Begin a session, after saying what cannot be read of the group's earlier ones."""
        group = clean(self.group.value or "").strip()
        unread = self.console.rooms.left_in(group).unread if group else []
        if not unread:
            return self._start(plan, group)
        names = ngettext(
            "{n} earlier session cannot be read: {names}.", "{n} earlier sessions cannot be read: {names}.",
            len(unread), names=", ".join(unread),
        )  # fmt: skip
        missing = _("What was agreed or decided there will be missing today. Put the folder back from a copy first.")
        title, go_on = _("An earlier session cannot be read"), partial(self._start, plan, group)
        parts.ask(title, [names, missing], _("Wait"), _("Start without it"), go_on)

    def _start(self, plan: Plan, group: str) -> None:
        """Go to the desk of a new session, once, or say why there is none."""
        if self.begun:
            return
        try:
            room = self.console.rooms.begin(plan, group)
        except StoreError as error:
            self.words.set_text(str(error))
            return
        self.begun = True
        ui.navigate.to(f"/room/{room.code}")

    def _draw_due(self, past: tuple[Past, ...]) -> None:
        """Cards that may go: they were kept for so long as was said."""
        if past:
            with parts.box("head"):
                parts.heading(2, _("Cards that may be deleted now"))
            with parts.box("lines", "ul"):
                for each in past:
                    with parts.box("line", "li"), parts.box("what"):
                        parts.words(each.title, tag="b")
                        words = _("Is what people wrote on cards still needed? The summary can stay without it.")
                        parts.words(words, "soft", "span")
                        with parts.box("beside"):
                            label = _("Delete the cards: {title}", title=each.title)
                            parts.button(_("Delete the cards"), partial(self._ask_cards, each), label=label)
                            later, label = (
                                _("Keep them for 30 more days"),
                                _("Keep them for 30 more days: {title}", title=each.title),
                            )
                            parts.button(later, partial(self._do, each, "keep_longer"), label=label)

    def _ask_cards(self, past: Past) -> None:
        lines = [
            _("Results, decisions and tasks stay. What people wrote on cards goes."),
            _("Files that you saved elsewhere stay. This cannot be undone."),
        ]
        title = _("Delete the cards of “{title}”?", title=past.title)
        parts.ask(title, lines, _("Wait"), _("Delete the cards"), partial(self._do, past, "keep_less", keep="summary"))

    async def _do(self, past: Past, do: str, **args: str) -> None:
        try:
            self.console.rooms.do(past.folder, do, **args)
        except StoreError as error:
            self.words.set_text(str(error))
        await self._look()

    def _draw_open(self, past: tuple[Past, ...]) -> None:
        if past:
            self._sessions(_("Open now"), past)

    def _draw_past(self, past: tuple[Past, ...]) -> None:
        bring = importing.Importing(self.console.rooms.data, self._brought)
        self._sessions(_("Your workshops"), past, bring)
        if not past:
            parts.empty(_("None is over yet."), _("Start one above. It stays here, with its record."))

    async def _brought(self, words: Words) -> None:
        self.words.set_text(str(words))
        await self._look()

    def _sessions(self, title: Words, past: tuple[Past, ...], bring: importing.Importing | None = None) -> None:
        with parts.box("head"):
            parts.heading(2, title)
            if bring is not None:
                parts.button(_("Read a saved record in"), bring.open, keep="bring")
        with parts.box("lines", "ul"):
            for each in past:
                self._session(each)

    def _session(self, past: Past) -> None:
        with parts.box("line", "li"):
            parts.box(f"table {'now' if _is_open(past) else 'done'}", "span", aria_hidden="true")
            with parts.box("what"):
                parts.words(past.title, tag="b")
                more = (past.subtitle, ngettext("{n} person", "{n} people", past.people) if past.people else "")
                parts.words(past.trouble or ", ".join(str(each) for each in more if each), "soft", "span")
                if past.imported:
                    words = _("Read in from a saved record on {day}.", day=parts.day(date.fromtimestamp(past.imported)))
                    parts.words(words, "soft", "span")
                if past.elsewhere:
                    parts.words(_("This came from somewhere else. It opens only when you say so."), "soft", "span")
            parts.words(_made(past.created), "value", "span")
            if _is_open(past):
                go_on = _("Go on with {title}", title=past.title)
                parts.button(_("Go on"), partial(self._go_on, past, ""), label=go_on)
                return
            if past.elsewhere and not past.trouble:
                parts.button(_("Open"), partial(self._go_on, past, ""), label=_("Open {title}", title=past.title))
            elif not past.trouble:
                record = _("Record of {title}", title=past.title)
                parts.button(_("Record"), partial(self._go_on, past, "/record"), label=record)
            parts.button(_("Delete"), partial(self._ask, past), label=_("Delete {title}", title=past.title))

    def _ask(self, past: Past) -> None:
        title = _("Delete “{title}” for good?", title=past.title)
        lines = [_("Its record goes, too. Files that you saved elsewhere stay."), _("This cannot be undone.")]
        if past.programme:
            words = _(
                "What was decided there stays where “{group}” met again since. Else it goes, too.", group=past.programme
            )
            lines.append(words)
        parts.ask(title, lines, _("Keep it"), _("Delete"), partial(self._delete, past))

    async def _delete(self, past: Past) -> None:
        try:
            self.console.rooms.delete(past.folder)
        except StoreError as error:
            self.words.set_text(str(error))
        else:
            self.words.set_text(str(_("“{title}” is deleted.", title=past.title)))
        await self._look()

    def _go_on(self, past: Past, page: str) -> None:
        try:
            room = self.console.rooms.resume(past.folder)
        except StoreError as error:
            self.words.set_text(str(error))
            return
        ui.navigate.to(f"/room/{room.code}{page}")


def _is_open(past: Past) -> bool:
    return past.status == "open" and not past.trouble and not past.elsewhere


def _made(created: float) -> str:
    if not created:
        return ""
    day = date.fromtimestamp(created)
    if day == date.today():
        return str(_("Today, {time}", time=time.strftime("%H:%M", time.localtime(created))))
    return parts.day(day)
