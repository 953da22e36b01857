"""Documents of all rooms: each is made once for a record as it is, however many ask for it, and by another process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from facilitator.host.printing import PRINTER, Job, Printed, Unprintable
from facilitator.i18n import Words
from facilitator.report import FORMATS, Copy, everything
from facilitator.report.model import Record

ROOMS = 3
"""Rooms whose newest documents are kept."""


@dataclass(frozen=True)
class Making:
    """Which document is being made, and how many there are to be."""

    title: Words
    nr: int
    total: int


@dataclass
class _Shelf:
    """The documents of one record."""

    record: Record
    documents: dict[Job, Future[Printed]] = field(default_factory=dict)
    asked: tuple[Record | None, bool] = (None, False)
    """The record that was last compared with this one, and whether it was the same."""

    def holds(self, record: Record) -> bool:
        """Whether it has documents of this record. It is compared once, however often somebody asks."""
        if self.asked[0] is not record:
            self.asked = record, record == self.record
        return self.asked[1]


class Press:
    """Makes documents, one after the other. Nothing is started before the first is wanted."""

    def __init__(self) -> None:
        self._shelves: dict[str, _Shelf] = {}
        self._making: dict[str, Making] = {}
        self._queue: ThreadPoolExecutor | None = None

    async def document(self, session: str, record: Record, job: Job) -> Printed:
        """One document of a session. Raises `Unprintable` if it cannot be made."""
        shelf = self._shelf(session, record)
        found = shelf.documents.get(job)
        if found is None or (found.done() and (found.cancelled() or found.exception() is not None)):
            found = shelf.documents[job] = self._line().submit(PRINTER.make, shelf.record, job)
        return await asyncio.shield(asyncio.wrap_future(found))

    async def watched(self, session: str, record: Record, job: Job) -> Printed:
        """The same, and who asks `making` meanwhile is told."""
        with self._told(session, Making(FORMATS[job.format].title, 1, 1)):
            return await self.document(session, record, job)

    async def everything(self, session: str, record: Record, copy: Copy) -> bytes:
        """All documents of a copy in one archive; it says in words which could not be made."""
        files, missing = dict[str, bytes](), list[Words]()
        for nr, (format, kind) in enumerate(FORMATS.items(), 1):
            with self._told(session, Making(kind.title, nr, len(FORMATS))):
                try:
                    made = await self.document(session, record, Job(format, copy, folder=kind.files is not None))
                except Unprintable:
                    missing.append(kind.title)
                else:
                    files |= everything.placed(format, dict(made.files) if kind.files else {kind.name(copy): made.body})
        return await asyncio.to_thread(everything.packed, files, missing, record.language)

    def sizes(self, session: str, record: Record, copy: Copy) -> dict[str, int]:
        """Bytes of the documents of a copy that are made already, by format."""
        shelf = self._shelves.get(session)
        if shelf is None or not shelf.holds(record):
            return {}
        done = {job.format: found for job, found in shelf.documents.items() if job == Job(job.format, copy)}
        return {
            format: len(found.result().body)
            for format, found in done.items()
            if found.done() and not found.cancelled() and found.exception() is None
        }

    def making(self, session: str) -> Making | None:
        """What is being made for who leads a session."""
        return self._making.get(session)

    def close(self) -> None:
        """Make nothing more."""
        if self._queue is not None:
            self._queue.shutdown(wait=False, cancel_futures=True)
        if any(not found.done() for shelf in self._shelves.values() for found in shelf.documents.values()):
            PRINTER.stop()
        self._queue = None
        self._shelves.clear()

    def _shelf(self, session: str, record: Record) -> _Shelf:
        shelf = self._shelves.pop(session, None)
        self._shelves[session] = shelf if shelf and shelf.record == record else _Shelf(record)
        while len(self._shelves) > ROOMS:
            del self._shelves[next(iter(self._shelves))]
        return self._shelves[session]

    def _line(self) -> ThreadPoolExecutor:
        self._queue = self._queue or ThreadPoolExecutor(1, thread_name_prefix="press")
        return self._queue

    @contextmanager
    def _told(self, session: str, making: Making) -> Iterator[None]:
        self._making[session] = making
        try:
            yield
        finally:
            self._making.pop(session, None)
