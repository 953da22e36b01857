"""Only the console knows NiceGUI: everything else starts faster, and phones never meet it."""

from __future__ import annotations

import ast
from pathlib import Path

import facilitator.console

CONSOLE = Path(facilitator.console.__file__).parent


def imports_nicegui(file: Path) -> bool:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    named = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    named += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return any(name.partition(".")[0] == "nicegui" for name in named)


def test_only_the_console_imports_nicegui():
    others = [file for file in CONSOLE.parent.rglob("*.py") if CONSOLE not in file.parents]
    assert others and [file.name for file in others if imports_nicegui(file)] == []
    assert any(imports_nicegui(file) for file in CONSOLE.glob("*.py"))
