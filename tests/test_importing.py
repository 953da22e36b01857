"""A saved record becomes a session that can be read again: in the list, in every format, in place of no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.cli import main
from facilitator.host.rooms import Rooms
from facilitator.library.registry import Registry
from facilitator.report import render
from facilitator.report.json import load
from facilitator.report.model import Column, Quote, Quotes, Record, Section, Table
from facilitator.report.reading import Unreadable

RECORD = Record(
    "Our day", "With tea", "2026-03-04", "pl", "K7MQ", 12, 1,
    (
        Section("Dot vote", activity="dot-vote", minutes=10, blocks=(
            Table("totals", "Dots", (Column("Option"), Column("Dots", "count")), (("=1+1", 3),)),
            Quotes("Stories", (Quote("It was kind.", permission=3, until="2027-03-04"),)),
        )),
        Section("From elsewhere", activity="no-such-activity", open=True),
    ),
    began="10:00", ended="11:30", paper=2, program="0.1.0", log=(("10:00", "Dot vote began."),),
)  # fmt: skip


@pytest.fixture
def command(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main([*arguments, "--data", str(tmp_path / "data")])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    file = tmp_path / "record-facilitator.json"
    file.write_bytes(render(RECORD, "json", "facilitator"))
    return file


def test_it_is_in_the_list_and_is_saved_again_as_it_was(command, saved, tmp_path):
    code, out, _err = command("import", str(saved))
    assert code == 0 and "“Our day” is in the list now, as 2026-03-04-our-day-k7mq." in out
    listed = command("sessions")[1]
    assert "Our day" in listed and "read in from a file" in listed and "12" in listed
    assert command("export", "2026-03-04-our-day-k7mq", "--to", str(tmp_path / "out"), "--copy", "facilitator")[0] == 0
    assert (tmp_path / "out" / "record-facilitator.json").read_bytes() == saved.read_bytes()
    assert (tmp_path / "out" / "record-facilitator.html").is_file() and (
        tmp_path / "out" / "record.schema.json"
    ).is_file()
    rooms = Rooms(tmp_path / "data", Registry())
    (past,) = rooms.past()
    assert (past.people, past.status, past.imported > 0, past.trouble, rooms.open) == (12, "closed", True, "", [])
    room = rooms.resume(past.folder)
    assert room.record() == load(saved.read_bytes()) and room.code == "K7MQ"
    rooms.close()


def test_read_in_twice_it_is_asked_for_and_never_replaces_anything(command, saved, tmp_path, monkeypatch):
    command("import", str(saved))
    before = {file: file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file()}
    monkeypatch.setattr("typer.confirm", lambda words: False)
    code, out, err = command("import", str(saved))
    assert code == 1 and "is here already: “Our day”" in out and err == "Nothing was read in.\n"
    assert command("import", str(saved), "--again")[0] == 0
    assert len([*(tmp_path / "data").glob("*/session.json")]) == 2
    assert all(file.read_bytes() == content for file, content in before.items())


def test_what_is_no_record_leaves_nothing(command, saved, tmp_path):
    saved.write_bytes(saved.read_bytes()[:-20])
    code, _out, err = command("import", str(saved))
    assert (code, err.count("\n"), "record-facilitator.json cannot be read. It is no saved record" in err) == (
        1,
        1,
        True,
    )
    assert not (tmp_path / "data").exists()
    assert issubclass(Unreadable, Exception)


@pytest.mark.parametrize(("copy", "said"), [
    ("room", "It is the copy for the room. Which cards may be shared is not in it, so none go out from here."),
    ("public", "It is the copy for everyone outside. Names, and cards that may not be shared, are not in it."),
    ("facilitator", "Nobody can go on with it."),
])  # fmt: skip
def test_it_says_what_a_copy_for_others_lacks_and_brings_nothing_back(command, tmp_path, copy, said):
    file = tmp_path / f"{copy}.json"
    file.write_bytes(render(RECORD, "json", copy))
    code, out, _err = command("import", str(file))
    name = re.search(r"as (2026-03-04-our-day-[a-z0-9]{4})", out)[1]
    assert code == 0 and said in out
    for other in ("room", "public"):
        assert command("export", name, "--to", str(tmp_path / other), "--copy", other, "--formats", "md")[0] == 0
    room, public = (next((tmp_path / other).iterdir()).read_text(encoding="utf-8") for other in ("room", "public"))
    assert "It was kind." in room and ("It was kind." in public) == (copy != "room")
