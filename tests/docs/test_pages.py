"""The documentation is current, complete, and true for somebody who follows it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import grimp
import pytest

from facilitator.library.plans import read
from facilitator.library.registry import Registry
from facilitator.report.schema import schema
from facilitator.testing import suite
from tests.docs import costs, pages, reference

HERE = Path(__file__).parent
TUTORIAL = pages.ROOT / "docs" / "writing-an-activity.md"
REFERENCE = (pages.ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
MAKE = "uv run python -m tests.docs.pages"
MODULES = [
    "facilitator.activity",
    "facilitator.i18n",
    "facilitator.counting",
    "facilitator.report.model",
    "facilitator.testing",
    "facilitator.kit",
    "facilitator.composing",
    *reference.modules("facilitator.blocks"),
]


def code(text: str, language: str = "python") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.S | re.M)


def parts_of(file: Path, text: str) -> list[str]:
    """The pieces of a page that are cut from a file, in the order of the file."""
    source = file.read_text(encoding="utf-8")
    pieces = [part for block in code(text) for part in re.split(r"\n\n\n?(?=    (?:@|def )|@|def )", block)]
    found = [part.rstrip("\n") for part in pieces if part.rstrip("\n") in source]
    return sorted(found, key=source.index)


@pytest.mark.parametrize("page", pages.pages(), ids=lambda page: page.name)
def test_a_page_is_current(page):
    text = page.read_text(encoding="utf-8")
    assert pages.current(text) == text, f"this page is not current: {MAKE}"


def test_the_shape_of_the_record_is_current():
    assert pages.SHAPE.read_bytes() == schema(), f"it is not current: {MAKE}"


def test_a_stale_page_is_noticed():
    stale = '<!-- from: tests/docs/energy_check.toml -->\n```toml\ntitle = "Old"\n```\n<!-- end -->\n'
    now = pages.current(stale)
    assert now != stale
    assert "Where do we start?" in now
    assert pages.current(now) == now


def test_what_an_activity_costs_is_what_nothing_else_needs(monkeypatch):
    graph = grimp.ImportGraph()
    for importer, imported in (
        ("activities.sing", "facilitator.blocks.songs"), ("facilitator.blocks.songs", "facilitator.blocks.songs.rules"),
        ("activities.sing", "facilitator.blocks.vote"), ("activities.choose", "activities.choose.own"),
        ("activities.choose.own", "facilitator.blocks.vote"), ("activities.sing", "facilitator.kit"),
        ("facilitator.kit", "facilitator.blocks.words"), ("activities.sing", "facilitator.blocks.words"),
    ):  # fmt: skip
        graph.add_import(importer=importer, imported=imported)
    monkeypatch.setattr(costs, "_graph", lambda: graph)
    assert costs.activities() == ["choose", "sing"] and costs.only_for("choose") == set()
    assert costs.only_for("sing") == {"facilitator.blocks.songs", "facilitator.blocks.songs.rules"}


def test_templates_and_all_files_of_a_folder_are_counted():
    found = {file.name for file in costs.files({"facilitator.blocks.turns", "facilitator.blocks.turns.rules"})}
    assert found >= {"__init__.py", "rules.py", "turns.html.j2"} and "widgets.py" not in found
    assert costs.lines([HERE / "energy_check.toml"]) == len((HERE / "energy_check.toml").read_text().splitlines())


@pytest.mark.parametrize("source", ["energy_check.py#Energy", "energy_check.py#EnergyCheck.dance", "nothing.py"])
def test_a_page_cannot_ask_for_what_is_not_there(source):
    with pytest.raises(pages.Missing, match="there is no"):
        pages.current(f"<!-- from: tests/docs/{source} -->\n<!-- end -->\n")


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_is_in_the_reference_and_has_a_docstring(module):
    assert reference.without_words(module) == []
    there = [f"**`{start}{name.name}" for name in reference.public(module) for start in ("", "class ")]
    assert [name for name in there[::2] if name not in REFERENCE and f"**`class {name[3:]}" not in REFERENCE] == []
    assert set(reference.elsewhere(module)) <= set(re.findall(r"\w+", REFERENCE))


def test_a_name_without_a_docstring_is_noticed(monkeypatch):
    odd = ast.parse(
        "from facilitator.composing import Input\n\n"
        'class Odd(Input[int]):\n    """Odd."""\n    def add(self): ...\n    def ready(self): ...\n\ndef even(): ...\n'
    )
    real = reference._tree
    monkeypatch.setattr(reference, "_tree", lambda module: odd if module == "odd" else real(module))
    assert reference.without_words("odd") == ["odd: even", "odd: Odd.add"], "Panel says what ready() is"


def test_links_between_pages_lead_somewhere():
    for page in pages.pages():
        text = page.read_text(encoding="utf-8")
        for target, anchor in re.findall(r"\]\(([^)#]*)(#[^)]*)?\)", text):
            if "://" in target:
                continue
            file = (page.parent / target).resolve() if target else page
            assert file.exists(), f"{page.name} leads to {target}"
            assert not anchor or f"]({anchor})" in pages.contents(file.read_text(encoding="utf-8")), anchor


def test_who_copies_every_piece_has_the_finished_files():
    text = TUTORIAL.read_text(encoding="utf-8")
    for name in ("energy_check.py", "test_energy_check.py"):
        whole = (HERE / name).read_text(encoding="utf-8")
        for part in parts_of(HERE / name, text):
            whole = whole.replace(part, "", 1)
        assert whole.strip() == "", f"the page does not show all of {name}"


@pytest.mark.parametrize(
    ("before", "missing"),
    [
        (8, "This cannot be done from here. Please load the page again."),
        (9, ""),
    ],
)
def test_half_way_it_runs_and_check_says_what_is_missing(tmp_path, before, missing):
    text, mark, _rest = TUTORIAL.read_text(encoding="utf-8").partition(f"\n## {before}.")
    assert mark
    file = tmp_path / "energy_check.py"
    file.write_text("\n\n".join(parts_of(HERE / "energy_check.py", text)) + "\n", encoding="utf-8")
    library = Registry()
    library.take_file(file)
    assert [str(card.why) for card in library.broken] == []
    cases = [case for case in suite.cases(library.activities["energy-check"]) if case.check in suite.CHECKS]
    said = {failure.why.split("\n")[0] for case in cases for failure in suite.failures(case)}
    assert all(missing in each for each in said) and bool(said) == bool(missing), said
    assert missing in " ".join(text.split())


def test_what_check_is_quoted_to_say_is_what_it_says():
    text = TUTORIAL.read_text(encoding="utf-8").partition("## What goes wrong")[2]
    quoted = [row.split("|")[1].strip() for row in text.splitlines() if row.startswith("| ")][2:]
    files = [
        *(pages.ROOT / "facilitator" / "testing").glob("*.py"),
        *(pages.ROOT / "facilitator" / "composing").glob("*.py"),
        pages.ROOT / "facilitator" / "library" / "checks.py",
    ]
    said = "".join(file.read_text(encoding="utf-8") for file in files)
    assert quoted and [words for words in quoted if words not in said] == []


def test_the_plan_of_the_tutorial_can_be_used():
    library = Registry.load()
    library.take_file(HERE / "energy_check.py")
    plan = read(HERE / "energy_check.toml", library)
    assert [step.activity for step in plan.steps] == ["energy-check", "dot-vote"]
