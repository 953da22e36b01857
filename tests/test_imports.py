"""Who imports whom: no file and no folder waits for one that waits for it, and each kind of file knows its place."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AT_THE_TOP = 16
"""Files of the product that stand beside its folders."""
HTML = ("facilitator.kit", "facilitator.templates", "markupsafe", "jinja2")
"""What pages are made with."""
FOR_ACTIVITIES = (
    "facilitator.composing", "facilitator.blocks", "facilitator.kit", "facilitator.counting", "facilitator.i18n",
    "facilitator.activity", "facilitator.text", "facilitator.report.calendar", "facilitator.report.model",
    "facilitator.report.rounds", "facilitator.report.taking_part", "facilitator.report.words",
)  # fmt: skip
"""What an activity may know of the program: the contract, what it is composed of, sections and words of the record."""
FOR_RECOUNTS = (*FOR_ACTIVITIES, "facilitator.rehearsal.perspectives", "facilitator.rehearsal.tables")
"""What counts an activity again stands with it, and belongs to a rehearsal."""


@cache
def files() -> dict[str, Path]:
    """Every module of the product by its name; a package by the name of its folder."""
    found = [*(ROOT / "facilitator").rglob("*.py"), *(ROOT / "activities").rglob("*.py")]
    return {".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): file for file in found}


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports, also for types alone, also late: modules of the product, and packages of others."""
    return {module: set(imported(module, file)) - {module} for module, file in files().items()}


def imported(module: str, file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = module if file.name == "__init__.py" else module.rpartition(".")[0]
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            source = ".".join([*above, *([node.module] if node.module else [])])
            whole = [f"{source}.{name.name}" for name in node.names]
            yield from (name if name in files() else source for name in whole)


def within(module: str, places: Collection[str]) -> bool:
    """Whether a module is one of these, or lies in it."""
    return any(module == place or module.startswith(f"{place}.") for place in places)


def circles(edges: Mapping[str, Collection[str]]) -> list[list[str]]:
    """All that wait for each other, each circle once."""
    found: list[list[str]] = []
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    waiting: list[str] = []

    def visit(node: str) -> None:
        number[node] = lowest[node] = len(number)
        waiting.append(node)
        for other in edges.get(node, ()):
            if other not in number:
                visit(other)
            if other in waiting:
                lowest[node] = min(lowest[node], lowest[other])
        if lowest[node] == number[node]:
            circle = waiting[waiting.index(node) :]
            del waiting[waiting.index(node) :]
            found.extend([sorted(circle)] if len(circle) > 1 else [])

    for node in edges:
        if node not in number:
            visit(node)
    return found


def folders() -> dict[str, set[str]]:
    """What each folder of the product imports; a file at the top stands for itself."""

    def folder(module: str) -> str:
        return ".".join(module.split(".")[:2])

    found: dict[str, set[str]] = {}
    for module, others in imports().items():
        own = {folder(other) for other in others if other in files()}
        found.setdefault(folder(module), set()).update(own - {folder(module)})
    return found


def test_a_circle_would_be_found():
    assert circles({"a": "b", "b": "ca", "c": "", "d": "e", "e": "f", "f": "d"}) == [["a", "b"], ["d", "e", "f"]]
    assert circles({"a": "bc", "b": "d", "c": "d", "d": ""}) == []


def test_no_file_waits_for_one_that_waits_for_it():
    assert circles(imports()) == []


def test_no_folder_waits_for_one_that_waits_for_it():
    assert circles(folders()) == []


def test_few_files_stand_at_the_top():
    assert len(list((ROOT / "facilitator").glob("*.py"))) <= AT_THE_TOP


def test_the_kit_knows_no_block():
    assert between(("facilitator.kit",), ("facilitator.blocks", "facilitator.composing")) == []


def test_the_program_knows_no_activity():
    assert between(("facilitator",), ("activities",)) == []


def test_an_activity_knows_the_contract_and_what_it_is_composed_of():
    pairs = between(("activities",), ("facilitator",))
    known = {module: FOR_RECOUNTS if module.endswith(".recount") else FOR_ACTIVITIES for module, _other in pairs}
    assert [(module, other) for module, other in pairs if not within(other, known[module])] == []


def test_the_rules_of_a_block_know_no_page():
    rules = [module for module in files() if within(module, ("facilitator.blocks",)) and module.endswith(".rules")]
    assert len(rules) > 5
    assert between(rules, HTML) == []
    assert [module for module in rules if any(other.endswith(".widgets") for other in imports()[module])] == []
    assert [module for module in rules if "Html" in files()[module].read_text(encoding="utf-8")] == []


def between(those: Collection[str], others: Collection[str]) -> list[tuple[str, str]]:
    """What lies in one place and imports something in the other."""
    pairs = ((module, other) for module, found in imports().items() for other in sorted(found))
    return [(module, other) for module, other in pairs if within(module, those) and within(other, others)]
