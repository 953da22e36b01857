"""Reading a saved record in: a file is chosen, and comes into the list of workshops, or a sentence says why not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from nicegui import events, ui

from facilitator.console import parts
from facilitator.host import bringing
from facilitator.i18n import Words, _
from facilitator.report import reading
from facilitator.report.model import Record
from facilitator.store import StoreError

Said = Callable[[Words], Awaitable[None]]
CHOOSE = """<button type="button" class="b act" @click="props.pickFiles" data-keep="choose-record">
    <q-uploader-add-trigger></q-uploader-add-trigger><span>{words}</span></button>"""
"""The one thing to press: the browser opens its own window for files, also by keyboard."""


class Importing:
    """The dialog. `said` is told what came of it, once something is in the list."""

    def __init__(self, data: Path, said: Said) -> None:
        self.data, self.said = data, said

    def open(self) -> None:
        """Ask for a file."""
        with parts.dialog(_("Read a saved record in")) as self.dialog:
            parts.words(_("Choose a file that was saved as JSON, such as record.json or record-facilitator.json."))
            parts.words(_("It comes into the list, to be read and saved in every format again. Nothing else changes."))
            upload = ui.upload(
                auto_upload=True, max_file_size=reading.LARGEST, on_upload=self._sent,
                on_rejected=lambda: self._fail(reading.TOO_LARGE),
            ).props("flat").classes("choose")  # fmt: skip
            upload.add_slot("header", CHOOSE.format(words=_("Choose the file")))
            upload.add_slot("list", "<span></span>")
            self.trouble = parts.fault()
            self.dialog.ends(_("Close"))
        self.upload = upload

    async def _sent(self, event: events.UploadEventArguments) -> None:
        self._fail("")
        self.upload.reset()
        content = await event.file.read()
        try:
            record = await asyncio.to_thread(reading.read, content)
            here = await asyncio.to_thread(bringing.there, self.data, record)
        except reading.Unreadable as problem:
            self._fail(_("{file} cannot be read. {why}", file=event.file.name, why=problem.words))
            return
        if here is None:
            await self._bring(record)
            return
        lines = [here.words, _("That one stays as it is. You can have this one beside it.")]
        with self.dialog:
            parts.ask(_("Read it in once more?"), lines, _("Wait"), _("Read it in"), lambda: self._bring(record))

    async def _bring(self, record: Record) -> None:
        try:
            await asyncio.to_thread(bringing.bring, self.data, record)
        except (StoreError, reading.Unreadable) as problem:
            self._fail(problem.words)
            return
        self.dialog.close()
        more = bringing.which(record) or _("You can read it and save it. Nobody can go on with it.")
        await self.said(_("“{title}” is in the list now. {more}", title=record.title, more=more))

    def _fail(self, words: Words) -> None:
        self.trouble.set_text(str(words))
