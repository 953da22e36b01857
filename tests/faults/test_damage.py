"""Damaged files: a torn end is set aside and reported, anything else is refused; nothing is ever silently wrong."""

import shutil
from pathlib import Path

import pytest

from facilitator.store import SESSION, Store, StoreError, Tables, read
from tests.faults.power_cut import Quick

EVENTS = [{"n": n, "text": f"card {n}"} for n in (2, 3, 4)]
JOURNAL = "journal-000000000002.jsonl"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkpoint at event 1, and three lines after it."""
    tables: Tables = {"meta": {"1": {"title": "Kick-off"}}, "record": {"1": {"text": "card 1"}}}
    store = Store.create(tmp_path / "s", tables)
    store.commit({"n": 1}, tables)
    for event in EVENTS:
        store.commit(event)
        assert store.wait(event["n"])
    store.close()
    return tmp_path / "s"


def test_a_journal_cut_at_every_byte(folder: Path, tmp_path: Path) -> None:
    whole = (folder / JOURNAL).read_bytes()
    ends = [i for i, byte in enumerate(whole) if byte == ord("\n")]
    for cut in range(len(whole)):
        copy = Path(shutil.copytree(folder, tmp_path / f"cut-{cut}"))
        (copy / JOURNAL).write_bytes(whole[:cut])
        expected = EVENTS[: sum(end <= cut for end in ends)]  # a line is whole without its newline, too
        assert read(copy)[1] == expected
        store, _tables, events = Store.open(copy, Quick())
        store.commit({"n": len(expected) + 2, "text": "goes on"})
        store.close()
        assert events == expected
        torn = [path.read_bytes() for path in copy.glob("torn-*")]
        rest = whole[:cut][max([end + 1 for end in ends if end <= cut], default=0) :]
        assert torn == ([rest] if rest else [])
        assert bool(store.aside) == bool(torn)
        assert read(copy)[1] == [*expected, {"n": len(expected) + 2, "text": "goes on"}]


@pytest.mark.parametrize("noise", [b"\0" * 40, b"\xff" * 40, b"\n\n\n", b"0123abcd [{}]\n", b'deadbeef [{"n":5}]'])
def test_noise_at_the_end_is_set_aside(folder: Path, noise: bytes) -> None:
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes() + noise)
    store, _tables, events = Store.open(folder)
    store.close()
    assert events == EVENTS
    assert [path.read_bytes() for path in folder.glob("torn-*")] == [noise]
    assert "torn-000000000005-1.txt" in str(store.aside)
    (folder / JOURNAL).write_bytes((folder / JOURNAL).read_bytes() + b"again")
    store, _tables, events = Store.open(folder)
    store.close()
    assert events == EVENTS
    assert "torn-000000000005-2.txt" in str(store.aside)
    store, _tables, events = Store.open(folder)
    store.close()
    assert not store.aside


def test_every_flipped_bit_of_the_journal(folder: Path) -> None:
    whole = (folder / JOURNAL).read_bytes()
    refused = dropped = 0
    for bit in range(len(whole) * 8):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        (folder / JOURNAL).write_bytes(flipped)
        try:
            _tables, events = read(folder)
        except StoreError as refusal:
            assert JOURNAL in str(refusal)
            refused += 1
        else:
            assert events in (EVENTS, EVENTS[:2], EVENTS[:1])
            dropped += events != EVENTS
    assert refused > len(whole) * 4
    assert 0 < dropped <= (len(whole) // 3 + 2) * 8


def test_every_byte_of_the_checkpoint_with_a_flipped_bit(folder: Path) -> None:
    whole = (folder / SESSION).read_bytes()
    sound = read(folder)
    refused = 0
    for byte in range(len(whole)):
        flipped = bytearray(whole)
        flipped[byte] ^= 1 << byte % 8
        (folder / SESSION).write_bytes(flipped)
        try:
            assert read(folder) == sound
        except StoreError as refusal:
            assert SESSION in str(refusal)
            refused += 1
    assert refused > len(whole) // 2


def test_damage_is_refused_and_nothing_is_changed(folder: Path) -> None:
    whole = (folder / JOURNAL).read_bytes()
    (folder / JOURNAL).write_bytes(whole.replace(b"card 3", b"card 8"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StoreError, match=r"is damaged at line 2\. Nothing was changed\. Put .* from a copy"):
        Store.open(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    (folder / JOURNAL).write_bytes(whole)
    Store.open(folder)[0].close()


def test_a_missing_line_or_file_is_refused(folder: Path) -> None:
    lines = (folder / JOURNAL).read_bytes().splitlines(keepends=True)
    (folder / JOURNAL).write_bytes(lines[0] + lines[2])
    with pytest.raises(StoreError, match="damaged at line 2"):
        Store.open(folder)
    (folder / JOURNAL).rename(folder / "journal-000000000003.jsonl")
    with pytest.raises(StoreError, match=r"comes before .* is missing"):
        Store.open(folder)
