"""Journal lines: what is written comes back, damage is told from a torn end, gaps are refused."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.store.disk import Disk
from facilitator.store.journal import Found, compact, find, line, segment, segments
from facilitator.store.schema import StoreError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


class Files(Disk):
    """A folder in memory, for reading."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def names(self, folder: Path) -> list[str]:
        return sorted(self.files)

    def read(self, path: Path) -> bytes:
        return self.files[path.name]


def found(files: dict[str, bytes], n: int = 0) -> Found:
    return find(Files(files), Path("somewhere"), n)


def events(first: int, last: int) -> list[dict[str, object]]:
    return [{"n": n, "text": f"card {n}"} for n in range(first, last + 1)]


def lines(first: int, last: int) -> bytes:
    return b"".join(line([compact(event)]) for event in events(first, last))


@given(batches=st.lists(st.lists(JSON, min_size=1, max_size=4), max_size=4))
@settings(max_examples=50)
def test_any_event_comes_back_as_it_was(batches: list[list[object]]) -> None:
    n, data, expected = 0, b"", []
    for batch in batches:
        numbered = [{"n": n + i, "x": value} for i, value in enumerate(batch, start=1)]
        n += len(batch)
        expected += numbered
        data += line([compact(event) for event in numbered])
    assert data.isascii()
    assert found({segment(1): data}) == Found(0, expected)


def test_not_a_number_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        compact({"n": 1, "x": float("nan")})


@given(at=st.integers(min_value=0), noise=st.binary(max_size=40).filter(lambda noise: b"\n" not in noise))
@settings(max_examples=200)
def test_a_torn_end_is_set_aside_and_what_was_before_it_counts(at: int, noise: bytes) -> None:
    whole = lines(1, 6)
    at %= len(whole) + 1
    got = found({segment(1): whole[:at] + noise})
    assert got.events == events(1, got.last)
    assert lines(1, got.last) + got.torn == whole[:at] + noise or (lines(1, got.last) == whole[:at] + b"\n")
    assert got.last >= whole[:at].count(b"\n")


def test_a_batch_counts_whole_or_not_at_all() -> None:
    batch = line([compact(event) for event in events(2, 4)])
    got = found({segment(1): lines(1, 1) + batch[:-9]})
    assert got.events == events(1, 1)
    assert got.torn == batch[:-9]


def test_damage_before_a_good_line_is_refused_and_names_the_file() -> None:
    data = lines(1, 3).replace(b"card 2", b"card 7")
    with pytest.raises(StoreError) as refusal:
        found({segment(1): data})
    assert segment(1) in str(refusal.value)
    assert "line 2" in str(refusal.value)
    assert "from a copy" in str(refusal.value)


def test_a_torn_segment_is_damage_if_another_follows() -> None:
    with pytest.raises(StoreError, match="line 3"):
        found({segment(1): lines(1, 3)[:-5], segment(4): b""})


@pytest.mark.parametrize(
    "files",
    [
        {segment(1): lines(1, 2) + lines(4, 4)},
        {segment(1): lines(2, 3)},
        {segment(1): lines(1, 2) + lines(2, 3)},
        {segment(2): lines(2, 3)},
        {segment(1): lines(1, 2), segment(4): b""},
        {segment(3): b""},
    ],
)
def test_missing_events_are_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(StoreError):
        found(files)


def test_segments_before_the_checkpoint_are_not_even_read() -> None:
    got = found({segment(1): b"rubbish", segment(4): lines(4, 5)}, n=3)
    assert got.events == events(4, 5)


def test_events_before_the_checkpoint_in_a_segment_that_is_needed_are_skipped() -> None:
    assert found({segment(1): lines(1, 5)}, n=3).events == events(4, 5)
    assert found({segment(1): lines(1, 3)}, n=5).events == []


def test_segments_may_overlap_if_they_agree() -> None:
    assert found({segment(1): lines(1, 5), segment(4): lines(4, 6)}).events == events(1, 6)
    with pytest.raises(StoreError):
        found({segment(1): lines(1, 5), segment(4): lines(4, 6).replace(b"card 4", b"card 9")})
    with pytest.raises(StoreError):
        found({segment(1): lines(1, 5), segment(4): line([compact({"n": 4, "text": "another"})])})


def test_only_names_of_segments_are_taken() -> None:
    names = ["journal-000000000012.jsonl", "journal-000000000002.jsonl", "journal-2.jsonl", "torn-000000000002-1.txt"]
    assert list(segments(names)) == [2, 12]
    assert segment(124) == "journal-000000000124.jsonl"
