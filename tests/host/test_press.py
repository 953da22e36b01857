"""Documents are made in a process of their own, once each, and one that fails takes no other with it."""

from __future__ import annotations

import asyncio
import io
import os
import signal
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from facilitator.host import press as presses
from facilitator.host import printing
from facilitator.host.press import Making, Press
from facilitator.host.printing import PRINTER, Job, Printed, Unprintable
from facilitator.report import COPIES, FORMATS, everything, render
from facilitator.report.model import Quote, Quotes, Record, Section

CARDS = Section("Check-in", blocks=(Quotes("Stories", (Quote("A quiet room."),)),), activity="check-in")
RECORD = Record("Thursday", "", "2026-11-24", "en", "7KQ4", 12, 0, (CARDS, CARDS))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """The jobs that were done, in this process."""
    done = list[Job]()

    def make(record: Record, job: Job) -> Printed:
        done.append(job)
        answer = printing.made(record, job)
        if not isinstance(answer, Printed):
            raise Unprintable(job.format)
        return answer

    monkeypatch.setattr(PRINTER, "make", make)
    return done


async def test_another_process_makes_the_same_and_one_that_is_killed_is_replaced():
    press, job = Press(), Job("md", "public")
    first = await press.document("s", RECORD, job)
    assert first.body == render(RECORD, "md", "public") and first.packed
    process: Any = PRINTER._process
    assert process.pid != os.getpid()
    await press.document("s", RECORD, Job("json", "room"))
    assert PRINTER._process is process
    os.kill(process.pid, signal.SIGTERM)
    process.wait()
    assert (await press.document("s", replace(RECORD, title="Friday"), job)).body.startswith(b"# Friday")
    press.close()


async def test_sixty_who_ask_get_one_document_until_the_record_is_another(counted: list[Job]):
    press, ways = Press(), (("/j/7KQ4", "Back"),)
    asked = [press.document("s", replace(RECORD), Job("html", "room", ways)) for _phone in range(60)]
    assert len({each.body for each in await asyncio.gather(*asked)}) == len(counted) == 1
    assert await press.document("s", RECORD, Job("html", "room")) and len(counted) == 2
    await press.document("s", replace(RECORD, people=13), Job("html", "room"))
    await press.document("other", RECORD, Job("html", "room"))
    assert len(counted) == 4
    for place in range(presses.ROOMS):
        await press.document(f"s{place}", RECORD, Job("html", "room"))
    await press.document("other", RECORD, Job("html", "room"))
    assert len(counted) == 5 + presses.ROOMS


async def test_it_says_how_large_what_is_made_is_for_this_record_and_no_other(counted: list[Job]):
    press = Press()
    assert press.sizes("s", RECORD, "room") == {}
    made = await press.document("s", RECORD, Job("md", "room"))
    await press.document("s", RECORD, Job("html", "public"))
    assert press.sizes("s", replace(RECORD), "room") == {"md": len(made.body)}
    assert press.sizes("s", replace(RECORD, people=13), "room") == {} == press.sizes("other", RECORD, "room")


async def test_everything_is_one_file_and_who_waits_is_told_how_far_it_is(counted: list[Job]):
    press, told = Press(), list[Making | None]()
    whole = asyncio.create_task(press.everything("s", RECORD, "public"))
    while not whole.done():
        if press.making("s") not in told[-1:]:
            told.append(press.making("s"))
        await asyncio.sleep(0)
    seen = {each.nr: str(each.title) for each in told if each}
    assert {*seen.values()} <= {str(kind.title) for kind in FORMATS.values()} and press.making("s") is None
    with zipfile.ZipFile(io.BytesIO(await whole)) as archive:
        names = archive.namelist()
        assert {"record-public.docx", "record-public.html", "record-public.xlsx", "record-public.json"} <= {*names}
        assert "csv/about-the-tables-public.txt" in names and everything.MISSING not in names
        assert archive.read("record-public.md") == render(RECORD, "md", "public")
    assert len({everything.name(copy) for copy in COPIES}) == len(COPIES)


async def test_a_format_that_fails_is_named_and_the_others_come(
    counted: list[Job], monkeypatch: pytest.MonkeyPatch, tmp_path: Any
):
    def fails(*_given: object) -> bytes:
        raise RuntimeError("no ink")

    monkeypatch.setitem(FORMATS, "docx", replace(FORMATS["docx"], render=fails))
    press = Press()
    with pytest.raises(Unprintable):
        await press.document("s", RECORD, Job("docx", "room"))
    with zipfile.ZipFile(io.BytesIO(await press.everything("s", RECORD, "room"))) as archive:
        assert archive.read(everything.MISSING) == b"Word could not be made. Please try it again.\n"
        assert "record.html" in archive.namelist() and "record.docx" not in archive.namelist()
    told = list[str]()
    files, missing = everything.files(RECORD, ["docx", "md", "json"], "room", lambda words: told.append(str(words)))
    assert sorted(files) == ["record.json", "record.md", "record.schema.json"] and missing == ["Word"]
    assert told == ["Word, 1 of 3", "Markdown, 2 of 3", "JSON, 3 of 3"]


async def test_without_a_process_of_its_own_documents_are_made_all_the_same(monkeypatch: pytest.MonkeyPatch):
    alone = printing.Printer()
    monkeypatch.setattr(printing.sys, "executable", "/no/such/program")
    assert alone.make(RECORD, Job("md", "room")).body == render(RECORD, "md", "room")
