"""A saved record is read again; what is no record is refused with a sentence, and what is read can be printed."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.report import COPIES, FORMATS, copy_of, documents, render
from facilitator.report.model import Record
from facilitator.report.reading import Unreadable, read
from facilitator.report.schema import schema
from facilitator.testing import effort

VALUES = st.sampled_from([None, -1, 0, 2, 10**30, 1.5, "", "../../x", "x" * 30_000, [], {}, [[]], True, "\ud800"])


@pytest.mark.parametrize("copy", COPIES)
def test_what_was_saved_is_read_again_and_has_the_published_shape(record: Record, empty: Record, copy: Any) -> None:
    for each in (record, empty):
        saved = render(each, "json", copy)
        jsonschema.validate(json.loads(saved), json.loads(schema()), jsonschema.Draft202012Validator)
        assert read(saved) == copy_of(each, copy)


def test_the_shape_says_what_each_field_is() -> None:
    shape = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(shape)
    assert "helpers are not among them" in shape["properties"]["people"]["description"]
    assert "title" not in shape["properties"]["people"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"title": "A record"}, shape)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no saved record"),
        (b"\xff\xfe{", "no saved record"),
        (b'{"title": "cut', "no saved record"),
        (b"[" * 100_000, "no saved record"),
        (b"PK\x03\x04record.json", "It is an archive"),
        (b"[]", "not a record"),
        (b'"record"', "not a record"),
        (b'{"version": 1}', "title"),
        (b'{"version": 2, "title": 1}', "newer version"),
        (b"{" + b" " * 50_000_000 + b"}", "too large"),
    ],
    ids=range(10),
)
def test_what_is_no_record_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(content)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda found: found.update(date="2026-02-30"), "date"),
        (lambda found: found.update(language="../en"), "language"),
        (lambda found: found.update(code="<b>"), "code"),
        (lambda found: found.update(people=-1), "people"),
        (lambda found: found.update(people="7"), "people"),
        (lambda found: found["sections"][0].update(activity="../../etc"), "sections, 0, activity"),
        (lambda found: found["sections"][0]["files"].append({"name": "../x.pb", "text": ""}), "sections, 0, files"),
        (lambda found: found["sections"][0]["blocks"][0].update(id="../x"), "blocks, 0, id"),
        (lambda found: found["sections"][0]["blocks"][0]["rows"].append(["one"]), "blocks, 0, rows"),
        (lambda found: found["sections"][0]["blocks"][0]["chart"].update(count=9), "blocks, 0, chart"),
        (lambda found: found["sections"][0]["blocks"][0]["chart"]["marked"].append(99), "blocks, 0, chart"),
    ],
    ids=range(11),
)
def test_what_could_do_harm_is_named_by_its_place(record: Record, change: Any, place: str) -> None:
    found = json.loads(render(record, "json", "facilitator"))
    change(found)
    with pytest.raises(Unreadable, match=place):
        read(json.dumps(found).encode())


@settings(
    max_examples=effort.times(15, 400), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_whatever_is_read_can_be_printed(record: Record, data: st.DataObject) -> None:
    found = json.loads(render(record, "json", "facilitator"))
    for _change in range(data.draw(st.integers(1, 3))):
        place: Any = found
        while isinstance(place, dict | list) and place:
            names = sorted(place) if isinstance(place, dict) else range(len(place))
            name = data.draw(st.sampled_from(names))
            if not isinstance(place[name], dict | list) or data.draw(st.integers(0, 5)) == 0:
                place[name] = data.draw(VALUES)
                break
            place = place[name]
    try:
        changed = read(json.dumps(found).encode())
    except Unreadable as refused:
        assert str(refused).endswith(".")
        return
    for copy in COPIES:
        names = documents(changed, [name for name in FORMATS if name in ("md", "html", "json", "csv", "pb")], copy)
        assert all("/" not in name and "\\" not in name for name in names)
