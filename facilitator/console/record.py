"""The record: saving it in every format, giving it to the room, what was decided, and the end of the session."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from nicegui import ui

from facilitator.console import closing, contacts, health, join, message, parts, people, theme
from facilitator.console.looks import RecordLook
from facilitator.console.looks import record as look_at
from facilitator.console.page import Console, RoomPage
from facilitator.console.pulse import Pulse
from facilitator.console.saving import Facts, Saving
from facilitator.host.bringing import which
from facilitator.host.press import Making
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.report import Copy, dates, digest
from facilitator.report import words as say
from facilitator.room import Room

LOOK = 0.5
"""Seconds between two looks at what is being made."""


class RecordPage(RoomPage[RecordLook]):
    """The record of one room. Which copy is saved is kept in the page."""

    def __init__(self, console: Console, room: Room) -> None:
        super().__init__(console, room, look_at)
        self.saving = Saving(self, self._show)
        self.closing = closing.Closing(self, self._show)
        theme.dress(_("Record: {title}", title=room.title))
        with theme.header(room.title, room.subtitle):
            parts.link(_("Back to the desk"), f"{theme.PREFIX}/room/{room.code}", "on-sun", icon="back")
            parts.link(_("All workshops"), f"{theme.PREFIX}/", "on-sun")
        with self.root.classes("record"):
            self.red = parts.Panel[Words]("banner", self._banner, "div")
            Pulse(self.beat)
            with parts.box("columns"):
                with parts.box():
                    self.top = parts.Panel[RecordLook]("top", _top, "div")
                    with parts.box("panel soft", role="status"):
                        self.making = parts.Panel[Making | None]("making", _making, "div")
                        ui.timer(LOOK, self._look)
                        ui.timer(LOOK, self.saving.make_ahead)  # apart: it waits until they are made
                    self.save = parts.Panel[Facts]("save", self.saving.draw, classes="card-panel")
                    self.give = parts.Panel[tuple[bool, bool, int, bool]]("give", self._give, classes="card-panel give")
                    self.after = parts.Panel[tuple[RecordLook, Copy]](
                        "after", self._afterwards, classes="card-panel inside"
                    )
                    self.touch = parts.Panel[contacts.Look](
                        "touch", partial(contacts.draw, room), classes="card-panel inside"
                    )
                with parts.box():
                    self.said = parts.Panel[RecordLook]("said", _said, classes="card-panel")
                    self.end = parts.Panel[closing.Facts]("end", self.closing.draw, classes="card-panel inside")
                    self.care = parts.Panel[bool]("care", self._care, classes="card-panel inside")
            self.saying()
        self.begin()

    def draw(self, look: RecordLook, again: bool) -> None:
        """Show a look."""
        self.top.show(lambda: look, again)
        if look.keeping == "nothing":  # by another page: there is nothing left to do here
            for part in (self.save, self.give, self.after, self.said, self.end, self.care):
                part.box.clear()
            return
        self.save.show(lambda: self.saving.facts(look), again)
        there = bool(look.record.sections) and not look.imported
        self.give.show(lambda: (look.released, look.closed, look.record.paper, there), again)
        self.after.show(lambda: (look, self.saving.copy), again)
        self.care.show(lambda: look.closed, again)
        self.end.show(lambda: self.closing.facts(look), again)
        self.said.show(lambda: look, again)

    def draw_always(self, again: bool) -> None:
        """Show whether it is being saved."""
        self.red.show(lambda: self.room.store.failed, again)
        self.touch.show(lambda: contacts.Look.of(self.room), again)

    def _look(self) -> None:
        """Say what is being made, and how large what is made is."""
        look = self.following.seen
        with speaking(self.room.language):
            self.making.show(lambda: self.console.rooms.press.making(self.room.session))
            if look is not None and look.keeping != "nothing":
                self.save.show(lambda: self.saving.facts(look))

    def _banner(self, failed: Words) -> None:
        if failed:
            health.banner(failed, partial(health.move_dialog, self.room))

    def _afterwards(self, facts: tuple[RecordLook, Copy]) -> None:
        """What is sent or kept after the meeting."""
        look, chosen = facts
        if not look.record.sections:
            return
        days = sum(1 for _day in dates.days(look.record, chosen))
        parts.heading(2, _("After the meeting"))
        parts.words(_("Send it to those who could not come, too."))
        with parts.box("beside"):
            write = partial(message.dialog, self.console.rooms, self.room, chosen)
            parts.button(_("Write a message"), write, keep="message")
            if days:
                label = ngettext("Save {n} day for a calendar", "Save {n} days for a calendar", days)
                parts.link(label, f"/record/{self.room.code}.ics?copy={chosen}", icon="save", keep="save-ics")

    def _care(self, closed: bool) -> None:
        """What may have to go out of the record, or to another disk."""
        parts.heading(2, _("Look after the record"))
        parts.words(_("Whoever wrote a card can take it back with its code. You can do it here for them."))
        with parts.box("beside"):
            parts.button(_("Take a card out"), self._ask_code, keep="withdraw")
            if closed:
                parts.button(_("Erase a person"), partial(people.erase_name_dialog, self), keep="erase-name")
            move = partial(health.move_dialog, self.room)
            parts.button(_("Keep the session on another disk"), move, keep="move-session")

    def _ask_code(self) -> None:
        with parts.dialog(_("Take a card out of the record")) as made:
            parts.words(_("Its writer has a code for it. Copies that were handed out before cannot be called back."))
            parts.field(_("Code of the card"), "card-code")
            code = ui.input().props('outlined for="card-code" maxlength=20 autofocus autocomplete=off')
            trouble = parts.fault()

            async def go() -> None:
                trouble.set_text(str(await self.tried("withdraw", {"code": code.value or ""})))
                if not trouble.text:
                    made.close()

            made.ends(_("Wait"), _("Take it out"), go)

    def _give(self, facts: tuple[bool, bool, int, bool]) -> None:
        released, closed, paper, there = facts
        if not there:
            return
        join.code(f"{self.console.rooms.join_address}/J/{self.room.code}")
        with parts.box("inside"):
            parts.heading(2, _("Give it to the room"))
            if released:
                everyone = _("Every phone in this room can read and save it now.")
                parts.words(_("The phones that were here can still read and save it.") if closed else everyone)
            else:
                parts.words(_("Every phone that joined can then read and save it. You can take it back."))
            if paper:
                sheets = ngettext("{n} person has no phone here. Print it for them.",
                                  "{n} people have no phone here. Print it for them.", paper)  # fmt: skip
                parts.words(sheets)
            with parts.box("beside"):
                if released:
                    parts.button(_("Take it back"), self.press("release", on=0), keep="release")
                else:
                    give = self.press("release", on=1)
                    parts.button(_("Give everyone the record"), give, "act", icon="phone", keep="release")
                url = f"/record/{self.room.code}.pdf?copy=room&open=1"
                parts.link(_("Print it"), url, icon="paper", keep="print", target="_blank")


def _making(making: Making | None) -> None:
    if making is None:
        return
    words = _("Making {format}, {n} of {total}.", format=making.title, n=making.nr, total=making.total)
    parts.words(words if making.total > 1 else _("Making {format}.", format=making.title))


def _top(look: RecordLook) -> None:
    record = look.record
    ready = not look.busy and bool(record.sections)
    if look.keeping == "nothing":
        parts.heading(2, _("This session was deleted"), "big-title")
        parts.words(_("Its record went, too. Files that were saved elsewhere stay."), "lead")
        return
    parts.heading(2, _("The record is ready") if ready else _("The record so far"), "big-title")
    done = sum(bool(section.activity) for section in record.sections)
    counts = (
        ngettext("{n} person", "{n} people", record.people) if record.people else "",
        ngettext("{n} activity", "{n} activities", done) if done else "",
        ngettext("{n} decision", "{n} decisions", n) if (n := len(digest.decisions(record))) else "",
        ngettext("{n} task", "{n} tasks", n) if (n := len(digest.tasks(record))) else "",
    )
    told = [_("{counts}.", counts=", ".join(str(each) for each in counts if each)) if any(counts) else ""]
    if look.released and not look.closed:
        told.append(_("People can take it with them now."))
    parts.words(" ".join(str(each) for each in told if each) or _("Nobody is here yet."), "lead")
    parts.words(say.when(replace(record, subtitle="")), "soft")
    if look.imported:
        day = parts.day(date.fromtimestamp(look.imported))
        parts.words(_("This record was read in from a saved file on {day}. Nobody can go on with it.", day=day), "soft")
        if less := which(record):
            parts.words(less, "soft")


def _said(look: RecordLook) -> None:
    record = look.record
    decisions, open_, tasks = digest.decisions(record), digest.not_agreed(record), digest.tasks(record)
    with parts.box("head"):
        parts.heading(2, _("What we decided"))
    for each in decisions:
        with parts.box("decision"):
            parts.sign("agreed")
            with parts.box():
                parts.words(each.entry.words, tag="b")
                parts.words(f"{each.outcome}. {each.detail}".strip(" ."))
                if 0 < each.people <= digest.DOTS_AT_MOST:
                    parts.dots(each.people, each.people)
                review = each.entry["review"]
                parts.words(_join(each.entry["number"], each.method, _again(review) if review else ""), "soft")
    if not decisions:
        hint = _("What the group agrees on shows here when its activity is closed.")
        parts.empty(say.NOTHING_DECIDED if look.closed else _("Nothing was decided yet."), "" if look.closed else hint)
    if open_:
        with parts.box("inside broken-top"):
            parts.heading(3, _("Not agreed, we will come back to it"))
            for entry in open_:
                parts.words(entry.words)
    for number, text, stands, since in digest.log(record):
        with parts.box("decision"), parts.box():
            parts.words(f"{number}: {text}", tag="b")
            parts.words(f"{stands} {since}".strip(), "soft")
    if tasks:
        with parts.box("inside"):
            parts.heading(3, _("Who does what"))
            with parts.box("tasks", "ul"):
                for task in tasks:
                    with parts.box("line", "li"):
                        parts.words(task.words, "what", "span")
                        parts.words(task["who"] or _("looking for someone"), tag="span")
                        parts.words(day(task["by"]), "value", "span")


def day(text: str) -> str:
    """An ISO date as people read it; anything else as it is."""
    try:
        return parts.day(date.fromisoformat(text))
    except ValueError:
        return text


def _again(review: str) -> Words:
    return _("Look again on {day}", day=day(review))


def _join(*words: Words) -> str:
    return ". ".join(str(each) for each in words if each)
