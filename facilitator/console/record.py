"""The record: saving it in every format, giving it to the room, what was decided, and the end of the session."""

from __future__ import annotations

from datetime import date
from functools import partial

from nicegui import ui

from facilitator.console import contacts, health, join, message, parts, theme
from facilitator.console.closing import Closing, Facts
from facilitator.console.looks import RecordLook
from facilitator.console.looks import record as look_at
from facilitator.console.page import Console, RoomPage
from facilitator.console.pulse import Pulse
from facilitator.host.press import Making
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.report import COPIES, FORMATS, digest, everything
from facilitator.report.copies import Copy
from facilitator.room import Room

FOR_WHOM: dict[Copy, tuple[Words, Words]] = {
    "room": (_("The room"), _("Names stand only where people took on a task.")),
    "public": (_("Everyone outside"), _("No names. Only words whose writer said they may be shared.")),
    "facilitator": (_("You"), _("With the times of each step and what the next meeting needs.")),
}
"""Who a copy is for, and what is in it."""
READ = ("pdf", "docx", "html", "xlsx")
"""Formats that people read; the others are for programs."""
LOOK = 0.5
"""Seconds between two looks at what is being made."""


class RecordPage(RoomPage[RecordLook]):
    """The record of one room. Which copy is saved is kept in the page."""

    def __init__(self, console: Console, room: Room) -> None:
        super().__init__(console, room, look_at)
        self.copy: Copy = "room"
        self.closing = Closing(self, self._show)
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
                    self.save = parts.Panel[tuple[RecordLook, Copy]]("save", self._save, classes="card-panel")
                    self.give = parts.Panel[tuple[bool, bool]]("give", self._give, classes="card-panel give")
                    self.touch = parts.Panel[contacts.Look](
                        "touch", partial(contacts.draw, room), classes="card-panel inside"
                    )
                    self.end = parts.Panel[Facts]("end", self.closing.draw, classes="card-panel inside")
                self.said = parts.Panel[RecordLook]("said", _said, classes="card-panel")
            self.saying()
        self.begin()

    def draw(self, look: RecordLook, again: bool) -> None:
        """Show a look."""
        self.top.show(lambda: look, again)
        self.save.show(lambda: (look, self.copy), again)
        self.give.show(lambda: (look.released, look.closed), again)
        self.end.show(lambda: self.closing.facts(look), again)
        self.said.show(lambda: look, again)

    def draw_always(self, again: bool) -> None:
        """Show whether it is being saved."""
        self.red.show(lambda: self.room.store.failed, again)
        self.touch.show(lambda: contacts.Look.of(self.room), again)

    def _look(self) -> None:
        with speaking(self.room.language):
            self.making.show(lambda: self.console.rooms.press.making(self.room.session))

    def _choose(self, copy: Copy) -> None:
        self.copy = copy
        self._show()

    def _banner(self, failed: Words) -> None:
        if failed:
            health.banner(failed, partial(health.move_dialog, self.room))

    def _save(self, facts: tuple[RecordLook, Copy]) -> None:
        look, chosen = facts
        with parts.box("head"):
            parts.heading(2, _("Save a copy"))
        with parts.box("inside"):
            parts.words(_("Who is it for?"), tag="b")
            with parts.box("beside", role="group", aria_label=str(_("Who is it for?"))):
                for copy in COPIES:
                    parts.button(
                        FOR_WHOM[copy][0], partial(self._choose, copy), "choice", keep=f"copy-{copy}",
                        aria_pressed=str(copy == chosen).lower(),
                    )  # fmt: skip
            parts.words(FOR_WHOM[chosen][1], "soft")
            if look.kept_back[chosen]:
                n = look.kept_back[chosen]
                parts.words(ngettext("{n} card is not in this copy.", "{n} cards are not in this copy.", n), "soft")
        votes = chosen == "facilitator" and any(section.files for section in look.record.sections)
        offered = {ending: kind for ending, kind in FORMATS.items() if ending != "pb" or votes}
        with parts.box("files", "ul"):
            for place, ending in enumerate(each for each in offered if each in READ):
                with parts.box("line", "li"):
                    parts.words(offered[ending].title, "format", "b")
                    parts.words(offered[ending].about, "what", "span")
                    self._to_save(ending, chosen, _("Save"), offered[ending].title, "plain" if place else "act")
        with parts.box("inside"), parts.box("beside", role="group", aria_label=str(_("For programs, and all at once"))):
            for ending, kind in offered.items():
                if ending not in READ:
                    self._to_save(ending, chosen, kind.title, kind.title)
            self._to_save(everything.ENDING, chosen, _("Save all"), "")
        with parts.box("inside"), parts.box("beside"):
            parts.button(
                _("Write a message"), partial(message.dialog, self.console.rooms, self.room, chosen), keep="message"
            )
            move = partial(health.move_dialog, self.room)
            parts.button(_("Keep the session on another disk"), move, keep="move-session")
            parts.button(_("Take a card out"), self._ask_code, keep="withdraw")

    def _to_save(self, ending: str, copy: Copy, words: Words, title: Words, look: parts.Look = "plain") -> None:
        label = _("Save as {format}", format=title) if words != title and title else ""
        url = f"/record/{self.room.code}.{ending}?copy={copy}"
        parts.link(words, url, look, keep=f"save-{ending}", label=label)

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

    def _give(self, facts: tuple[bool, bool]) -> None:
        released, closed = facts
        join.code(f"{self.console.rooms.join_address}/J/{self.room.code}")
        with parts.box("inside"):
            parts.heading(2, _("Give it to the room"))
            if released:
                everyone = _("Every phone in this room can read and save it now.")
                parts.words(_("The phones that were here can still read and save it.") if closed else everyone)
                parts.button(_("Take it back"), self.press("release", on=0), keep="release")
            else:
                parts.words(_("Every phone that joined can then read and save it. You can take it back."))
                give = self.press("release", on=1)
                parts.button(_("Give everyone the record"), give, "act", icon="phone", keep="release")


def _making(making: Making | None) -> None:
    if making is None:
        return
    words = _("Making {format}, {n} of {total}.", format=making.title, n=making.nr, total=making.total)
    parts.words(words if making.total > 1 else _("Making {format}.", format=making.title))


def _top(look: RecordLook) -> None:
    record = look.record
    ready = not look.busy and bool(record.sections)
    parts.heading(2, _("The record is ready") if ready else _("The record so far"), "big-title")
    counts = [
        ngettext("{n} person", "{n} people", record.people),
        ngettext("{n} activity", "{n} activities", len(record.sections)),
        ngettext("{n} decision", "{n} decisions", len(digest.decisions(record))),
        ngettext("{n} task", "{n} tasks", len(digest.tasks(record))),
    ]
    parts.words(f"{', '.join(map(str, counts))}.", "lead")
    if look.imported:
        day = parts.day(date.fromtimestamp(look.imported))
        parts.words(_("This record was read in from a saved file on {day}. Nobody can go on with it.", day=day), "soft")


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
        parts.empty(_("Nothing was decided yet."), hint)
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
