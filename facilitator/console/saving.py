"""Saving the record: for whom a copy is, every format with what it is for and how large it is, and all in one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial

from facilitator.console import parts
from facilitator.console.looks import RecordLook
from facilitator.console.page import RoomPage
from facilitator.host.printing import Job, Unprintable
from facilitator.i18n import Words, _, ngettext
from facilitator.report import COPIES, FORMATS, everything
from facilitator.report.copies import Copy

FOR_WHOM: dict[Copy, tuple[Words, Words]] = {
    "room": (_("The room"), _("Names stand only where people took on a task.")),
    "public": (_("Everyone outside"), _("No names. Only words whose writer said they may be shared.")),
    "facilitator": (_("You"), _("With the times of each step and what the next meeting needs.")),
}
"""Who a copy is for, and what is in it."""
READ = ("pdf", "docx", "html", "xlsx")
"""Formats that people read; the others are for programs, or have a place of their own."""
ELSEWHERE = ("txt", "ics")
"""Formats that are for after the meeting."""
LOOKS: tuple[parts.Look, parts.Look] = ("plain", "act")

Facts = tuple[RecordLook, Copy, Mapping[str, int], bool]
"""What is saved, which copy, how large its documents are as far as they are made, and whether all formats show."""


class Saving:
    """The panel. Which copy is chosen is kept in the page."""

    def __init__(self, page: RoomPage[RecordLook], again: Callable[[], None]) -> None:
        self.page, self.again = page, again
        self.copy: Copy = "room"
        self.more = False
        self._quiet: tuple[int, Copy] | None = None
        self._ahead: tuple[int, Copy] | None = None

    def facts(self, look: RecordLook) -> Facts:
        """What it is drawn from."""
        sizes = self.page.console.rooms.press.sizes(self.page.room.session, look.record, self.copy)
        return look, self.copy, sizes, self.more

    async def make_ahead(self) -> None:
        """Make what people read before they ask, once nothing is open and nothing has changed for a moment."""
        look = self.page.following.seen
        if look is None or look.busy or not look.record.sections:
            return
        now, before = (look.n, self.copy), self._quiet
        self._quiet = now
        if now == before and now != self._ahead:
            self._ahead = now
            for format in READ:
                with suppress(Unprintable):  # who asks for it is told
                    await self.page.console.rooms.press.document(
                        self.page.room.session, look.record, Job(format, now[1])
                    )

    def draw(self, facts: Facts) -> None:
        """For whom, and the formats."""
        look, chosen, sizes, more = facts
        with parts.box("head"):
            parts.heading(2, _("Save a copy"))
        if not look.record.sections:
            first = _("When the first activity is finished, you can save its record here, also while others go on.")
            over = _("No activity was finished.")
            parts.empty(over if look.closed else _("Nothing is in the record yet."), "" if look.closed else first)
            return
        with parts.box("inside"):
            self._draw_whom(look, chosen)
        votes = chosen == "facilitator" and any(section.files for section in look.record.sections)
        others = [each for each in FORMATS if each not in (*READ, *ELSEWHERE) and (each != "pb" or votes)]
        with parts.box("files", "ul"):
            for format in (*READ, *(others if more else ())):
                self._line(format, chosen, sizes.get(format, 0))
        with parts.box("inside foot"):
            words = _("Fewer formats") if more else _("More formats")
            parts.button(words, self._show_more, keep="more-formats", aria_expanded=str(more).lower())
            if not more:
                parts.words(", ".join(str(FORMATS[each].title) for each in others), "soft")
            all_of_it = f"/record/{self.page.room.code}.{everything.ENDING}?copy={chosen}"
            parts.link(_("Save all"), all_of_it, icon="save", keep="save-zip")

    def _draw_whom(self, look: RecordLook, chosen: Copy) -> None:
        parts.words(_("Who is it for?"), tag="b")
        with parts.box("beside", role="group", aria_label=str(_("Who is it for?"))):
            for copy in COPIES:
                parts.button(
                    FOR_WHOM[copy][0], partial(self._choose, copy), "choice", keep=f"copy-{copy}",
                    aria_pressed=str(copy == chosen).lower(),
                )  # fmt: skip
        parts.words(f"{FOR_WHOM[chosen][1]} {_('Who chose what is in no copy.')}", "soft")
        if n := look.kept_back[chosen]:
            parts.words(ngettext("{n} card is not in this copy.", "{n} cards are not in this copy.", n), "soft")

    def _line(self, format: str, copy: Copy, size: int) -> None:
        kind = FORMATS[format]
        with parts.box("line", "li"):
            parts.words(kind.title, "format", "b")
            parts.words(kind.about, "what", "span")
            if size:
                parts.words(str(parts.size(size)), "value", "span")
            label, look = _("Save as {format}", format=kind.title), LOOKS[format == READ[0]]
            url = f"/record/{self.page.room.code}.{format}?copy={copy}"
            parts.link(_("Save"), url, look, icon="save", keep=f"save-{format}", label=label)

    def _choose(self, copy: Copy) -> None:
        self.copy = copy
        self.again()

    def _show_more(self) -> None:
        self.more = not self.more
        self.again()
