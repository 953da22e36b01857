"""Every public name of the product says what it is: a class, a function, and what a class can do."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = [*(ROOT / "facilitator").rglob("*.py"), *(ROOT / "activities").rglob("*.py")]


def silent(place: object, nodes: list[ast.stmt], before: str = "") -> Iterator[str]:
    """Names without words. What a method of a base says counts for the one that takes its place."""
    for node in nodes:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) or node.name.startswith("_"):
            continue
        thing = getattr(place, node.name)
        if not ast.get_docstring(node) and (isinstance(node, ast.ClassDef) or not inspected(place, node.name)):
            yield f"{before}{node.name}"
        if isinstance(node, ast.ClassDef):
            yield from silent(thing, node.body, f"{node.name}.")


def inspected(place: object, name: str) -> str | None:
    return inspect.getdoc(getattr(place, name)) or inspect.getdoc(inspect.getattr_static(place, name))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_public_name_says_what_it_is(file: Path):
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    if file.name != "__main__.py":
        tree = ast.parse(file.read_text(encoding="utf-8"))
        assert list(silent(import_module(module), tree.body)) == []
