"""The sample record is there in every format, current, told of in its page, and names no machine."""

from __future__ import annotations

import json
import re
from zipfile import ZipFile, is_zipfile

import jsonschema

from facilitator.report import FORMATS
from tests.docs import pages
from tests.docs.sample import MACHINE
from tests.docs.sample_record import DATA, HERE, PAGE, PLAN, WORDS, files

MAKE = "uv run python -m tests.docs.pages"
FILES = sorted(file for file in HERE.iterdir() if file != PAGE)


def test_every_format_is_there_and_the_page_tells_of_every_file():
    assert {file.suffix[1:] for file in FILES if file != PLAN} == {*FORMATS} - {
        "pb"
    }  # votes are in no copy for the room
    page = PAGE.read_text(encoding="utf-8")
    assert {file.name for file in FILES} == {*re.findall(r"\]\(([^/)]+)\)", page)}
    assert sum(file.stat().st_size for file in FILES) < 2_000_000


def test_its_json_has_the_published_shape_and_makes_the_same_words():
    shape = json.loads(pages.SHAPE.read_bytes())
    jsonschema.validate(json.loads(DATA.read_bytes()), shape, jsonschema.Draft202012Validator)
    for name, made in files(WORDS).items():
        assert (HERE / name).read_bytes() == made, f"{name} is not current: {MAKE}"


def test_it_names_no_machine():
    for file in FILES:
        told = [file.read_bytes()]
        if is_zipfile(file):
            with ZipFile(file) as packed:
                told += [packed.read(name) for name in packed.namelist()]
        assert not any(MACHINE.search(text) for text in told), file.name
