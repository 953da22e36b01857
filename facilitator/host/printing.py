"""A process of its own that makes documents: started when the first is wanted, ended with the program.

`python -m facilitator.host.printing` reads jobs from standard input and answers on standard output, both as pickles.
Records come in pieces, so that nothing else has to wait long while one is packed.
"""

from __future__ import annotations

import atexit
import contextlib
import gzip
import logging
import os
import pickle
import signal
import subprocess
import sys
import threading
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from facilitator.i18n import Words
from facilitator.report import FORMATS, Copy, html
from facilitator.report.model import Record

log = logging.getLogger("facilitator")

NICE = 5
"""How far behind the server it stands in line for the processor, where that can be said."""


@dataclass(frozen=True)
class Job:
    """One document of a record that was sent."""

    format: str
    copy: Copy
    ways: tuple[tuple[str, Words], ...] = ()
    """Only for the web page: see `html.render`."""
    folder: bool = False
    """Make the files for a folder, where the format has several."""


@dataclass(frozen=True)
class Printed:
    """What a job made."""

    body: bytes = b""
    packed: bytes = b""
    """The same as gzip; empty where it would save little."""
    files: tuple[tuple[str, bytes], ...] = ()
    """Of a job for a folder."""


class Unprintable(Exception):
    """A document could not be made. The log says why."""


class Printer:
    """The process, as the server sees it: one for all rooms, and one job at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._sent: Record | None = None
        self._one = threading.Lock()
        self._ended = False

    def make(self, record: Record, job: Job) -> Printed:
        """The document, made while the caller waits. Raises `Unprintable`; a process that was killed is tried again."""
        with self._one:
            answer, self._ended = None, False
            for _try in range(2):
                if answer is None and not self._ended:
                    answer = self._asked(record, job) if self._ready() else made(record, job)
                    if answer is None:
                        self._clear()
        if isinstance(answer, Printed):
            return answer
        if not self._ended:
            log.error("%s of the copy %s could not be made: %s", job.format, job.copy, answer or "the process ended")
        raise Unprintable(job.format)

    def stop(self) -> None:
        """End the process, whatever it does. The next job starts it again."""
        self._ended = True
        self._clear()

    def _clear(self) -> None:
        process, self._process, self._sent = self._process, None, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    pipe.close() if pipe else None

    def _ready(self) -> bool:
        """Whether there is a process; without one, documents are made in this one."""
        if self._process is None or self._process.poll() is not None:
            self._clear()
            command = [sys.executable, "-P", "-m", __name__]
            hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
            with contextlib.suppress(OSError):
                self._process = subprocess.Popen(
                    command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, creationflags=hidden
                )
            if self._process is None or self._answer() != "ready":
                self._clear()
        return self._process is not None

    def _asked(self, record: Record, job: Job) -> Any:
        """The answer to a job; None if the process ended before it came."""
        try:
            if self._sent is not record:
                self._send(replace(record, sections=()), *record.sections)
                self._sent = record
            self._send(job)
        except (OSError, ValueError):
            return None
        return self._answer()

    def _send(self, *parts: object) -> None:
        process = self._process
        if process is None or process.stdin is None:
            raise BrokenPipeError
        for part in parts:
            process.stdin.write(pickle.dumps(part))
        process.stdin.flush()

    def _answer(self) -> Any:
        process = self._process
        if process is None or process.stdout is None:
            return None
        try:
            return pickle.load(process.stdout)
        except (OSError, ValueError, EOFError, pickle.UnpicklingError):  # it was ended in the middle
            return None


PRINTER = Printer()
atexit.register(PRINTER.stop)


def made(record: Record, job: Job) -> Printed | str:
    """What a job asks for; in words what went wrong."""
    kind = FORMATS[job.format]
    try:
        if job.folder:
            return Printed(files=tuple(kind.written(record, job.copy).items()))
        body = html.render(record, job.copy, job.ways) if job.ways else kind.render(record, job.copy)
    except Exception:  # of one format: the others go on
        return traceback.format_exc()
    return Printed(body, gzip.compress(body, 6, mtime=0) if kind.media.startswith("text/") else b"")


def serve(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answer jobs until there are no more."""
    record, sections = None, list[Any]()

    def say(answer: object) -> None:
        pickle.dump(answer, answers)
        answers.flush()

    say("ready")
    while True:
        try:
            part = pickle.load(jobs)
        except EOFError:
            return
        if isinstance(part, Job):
            assert record is not None
            say(made(replace(record, sections=tuple(sections)), part))
        elif isinstance(part, Record):
            record, sections = part, []
        else:
            sections.append(part)


def main(_arguments: Sequence[str] = ()) -> None:
    """Serve the program that started this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which ends this process, too
    if hasattr(os, "nice"):
        os.nice(NICE)
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    with contextlib.suppress(BrokenPipeError):
        serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    # as the module that the server knows, so that what is sent is known on both sides
    from facilitator.host.printing import main as known

    known()
