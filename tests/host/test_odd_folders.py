"""Session folders that somebody else wrote: one that is odd is told with a sentence, and everything else goes on."""

from __future__ import annotations

import copy
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from facilitator import cli
from facilitator.activity import Refused
from facilitator.host.rooms import KEY, Rooms
from facilitator.library.registry import Registry
from facilitator.seats import Who
from facilitator.store import SESSION, StoreError
from facilitator.testing.effort import times

YESTERDAY = Path(__file__).parents[1] / "store" / "yesterday"
SOUND: dict[str, Any] = json.loads((YESTERDAY / "check-in" / SESSION).read_text(encoding="utf-8"))
JOURNAL = "journal-000000000009.jsonl"
OTHERS: tuple[Any, ...] = (None, 5, "x\r\nSet-Cookie: y", [], {}, [[]], True)
MAY_BE = {"released": (True,), "dark": (True,), "log": ([],), "marks": ([],), "agenda": ([],), "carried": ([],),
          "runs": ([],), "perspectives": ([],), "title": (OTHERS[2],), "subtitle": (OTHERS[2],),
          "plan": (OTHERS[2],), "programme": (OTHERS[2],), "created": (5,), "n": (5,)}  # fmt: skip
"""What a fact may be after all."""
FREE = ("program", "check", "schema")

Change = Callable[[dict[str, Any]], object]


def _changes() -> Iterator[tuple[str, Change]]:
    """Everything that is done to the tables, by name."""
    for table in SOUND:
        yield f"no-{table}", lambda t, table=table: t.pop(table)
        for other in (None, 5, "12", [], {"x": {}}, {"1": None}, {"1": []}):
            if not (table in ("runs", "record", "ledger") and other == []):
                yield f"{table}-{other!r}", lambda t, table=table, other=other: t.update({table: other})
    for number in SOUND["meta"]:
        yield f"meta-without-{number}", lambda t, number=number: t["meta"].pop(number)
    for fact in SOUND["meta"]["1"]:
        if fact not in FREE:
            yield f"without-{fact}", lambda t, fact=fact: t["meta"]["1"].pop(fact)
            for other in OTHERS:
                if not any(type(other) is type(fine) and other == fine for fine in MAY_BE.get(fact, ())):
                    yield f"{fact}-{other!r}", lambda t, fact=fact, other=other: t["meta"]["1"].update({fact: other})
    for fact in ("id", "code", "token", "name", "helper", "paper", "acts"):
        for other in (None, [], "ÄÖ\r\n" if fact != "name" else 5):
            yield f"seat-{fact}-{other!r}", lambda t, fact=fact, other=other: t["seats"]["1"].update({fact: other})
    for fact, other in (
        ("code", "../x"), ("code", "AB"), ("session", "../../etc"), ("session", ""), ("board_key", ""),
        ("created", 1e300), ("created", -1), ("created", float("inf")), ("status", "ajar"), ("language", "<b>"),
        ("title", "x" * 50_000), ("agenda", [{"id": "a"}]), ("agenda", [5]), ("log", [[1]]), ("marks", [5]),
    ):  # fmt: skip
        name = f"{fact}-is-{str(other)[:9]}"
        yield name, lambda t, fact=fact, other=other: t["meta"]["1"].update({fact: other})
    yield "no-phase", lambda t: t["runs"]["1"].pop("phase")
    yield "odd-phase", lambda t: t["runs"]["1"].update(phase="nowhere")
    yield "odd-base", lambda t: t["runs"]["1"].update(base=[1])
    yield "odd-settings", lambda t: t["runs"]["1"].update(settings={"prompt": 5})
    yield "no-activity", lambda t: t["runs"]["1"].pop("activity")
    yield "two-runs-of-nothing", lambda t: t["runs"].update({"2": {}})
    yield "odd-section", lambda t: t["record"].update({"1": {"step": "x", "title": 5}})
    yield "odd-operation", lambda t: t["ledger"].update({"1": {"ledger": "none", "op": "add"}})


CHANGES = dict(_changes())


def line(events: Any) -> bytes:
    body = json.dumps(events).encode()
    return b"%08x %s\n" % (crc32(body), body)


def _files() -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Everything that is done to the files themselves, by name."""
    for name, data in {"empty": b"", "list": b"[]", "null": b"null", "noise": b"\xff\x00", "deep": b"[" * 100_000,
                       "number": b'{"meta": ' + b"9" * 5_000 + b"}"}.items():  # fmt: skip
        yield name, lambda folder, data=data: (folder / SESSION).write_bytes(data)
    for name, events in {"numbers": [1, 2], "word": "abc", "object": {}, "no-do": [{"n": 10}],
                         "nothing-known": [{"n": 10, "do": "fly", "by": "x", "args": {}, "at": 0}],
                         "no-such-run": [{"n": 10, "run": "r9", "do": "write", "key": 5}]}.items():  # fmt: skip
        data = line(events) + line([{"n": 11, "do": "left"}])
        yield f"journal-{name}", lambda folder, data=data: (folder / JOURNAL).write_bytes(data)
    yield (
        "journal-no-json",
        lambda folder: (folder / JOURNAL).write_bytes(b"%08x {]\n" % crc32(b"{]") + line([{"n": 9}])),
    )
    yield "journal-folder", lambda folder: ((folder / JOURNAL).unlink(), (folder / JOURNAL).mkdir())
    yield "folder", lambda folder: ((folder / SESSION).unlink(), (folder / SESSION).mkdir())
    yield "moved-nowhere", lambda folder: (folder / "moved.txt").write_bytes(b"\x00\xff")
    yield "moved-to-itself", lambda folder: (folder / "moved.txt").write_text(str(folder))
    yield "moved-is-a-folder", lambda folder: (folder / "moved.txt").mkdir()


FILES = dict(_files())


def _folder(data: Path, name: str) -> Path:
    return Path(shutil.copytree(YESTERDAY / "check-in", data / name))


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one sound session, and hundreds that are odd."""
    data = tmp_path_factory.mktemp("odd") / "data"
    for place, change in enumerate(CHANGES.values()):
        tables = copy.deepcopy(SOUND)
        tables["meta"]["1"] |= {"code": f"{1000 + place}", "check": ""}
        change(tables)
        (_folder(data, f"changed-{place}") / SESSION).write_text(json.dumps(tables), encoding="utf-8")
    for place, spoil in enumerate(FILES.values()):
        spoil(_folder(data, f"spoilt-{place}"))
    first, second = _folder(data, "round-and"), _folder(data, "round-about")
    (first / "moved.txt").write_text(str(second))
    (second / "moved.txt").write_text(str(first))
    _folder(data, "sound")
    (data / KEY).write_text("a key of this laptop that is long enough", encoding="utf-8")
    return data


@pytest.fixture(scope="module")
def rooms(data: Path) -> Iterator[Rooms]:
    made = Rooms(data, Registry.load())
    yield made
    made.close()


def test_only_the_sound_one_is_open_and_every_other_has_a_sentence(rooms: Rooms) -> None:
    assert [room.store.folder.name for room in rooms.open] == ["sound"]
    names = [
        *(f"changed-{place}" for place in range(len(CHANGES))),
        *(f"spoilt-{place}" for place in range(len(FILES))),
    ]
    told = {past.folder.name: str(past.trouble) for past in rooms.past()}
    quiet = [name for name in names if not told.get(name, "").endswith(".")]
    known = [*CHANGES, *FILES]
    assert not quiet, [known[names.index(name)] for name in quiet]
    assert rooms.open[0].view(Who.board())
    assert {past.folder.name for past in rooms.past()} >= {"round-and", "round-about"}


def test_opening_one_on_purpose_says_why_it_cannot_be(rooms: Rooms, data: Path) -> None:
    for place, name in [*enumerate(CHANGES), *enumerate(FILES)]:
        folder = data / f"{'changed' if name in CHANGES else 'spoilt'}-{place}"
        with pytest.raises((StoreError, Refused)):
            rooms.resume(folder)


def test_the_list_of_sessions_and_an_export_go_on(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["sessions", "--data", str(data)])
    assert left.value.code == 0
    said = capsys.readouterr()
    assert "Arriving" in said.out and "Traceback" not in said.out + said.err
    for place in range(0, len(CHANGES), times(4, 1)):  # each reads all these folders
        with pytest.raises(SystemExit) as left:
            cli.main(["export", f"changed-{place}", "--data", str(data), "--to", str(tmp_path), "--formats", "md"])
        assert left.value.code == 1
        (sentence,) = capsys.readouterr().err.splitlines()
        assert sentence.endswith("."), sentence
