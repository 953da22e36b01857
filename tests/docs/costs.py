"""What each activity costs: its own files, and the parts of the program that are there for it alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
BLOCKS = "facilitator.blocks"
HEAD = """\
| activity | its files | their lines | modules that it alone reaches | their lines |
| --- | --- | --- | --- | --- |
"""


def table() -> str:
    """A row for each activity, cheapest first."""
    rows = []
    for name in activities():
        own, alone = files(_own(name)), files(only_for(name))
        rows.append((lines(own) + lines(alone), name, own, alone))
    text = HEAD
    for _total, name, own, alone in sorted(rows, key=lambda row: row[:2]):
        blocks = sorted({module.removeprefix(f"{BLOCKS}.").partition(".")[0] for module in only_for(name)})
        reached = f"{len(only_for(name))} ({', '.join(blocks)})" if blocks else "none"
        text += f"| `{name}` | {len(own)} | {lines(own)} | {reached} | {lines(alone)} |\n"
    return text


def activities() -> list[str]:
    """The modules and packages of `activities/`."""
    return sorted({module.split(".")[1] for module in _graph().modules if module.startswith("activities.")})


def only_for(name: str) -> set[str]:
    """The modules of the program that one activity reaches, and neither another activity nor the program itself."""
    others = [_own(other) for other in activities() if other != name]
    program = [module for module in _graph().modules if module.startswith("facilitator")]
    without = {module for module in program if not module.startswith(f"{BLOCKS}.")}
    return _reached(_own(name)) - _own(name) - _reached(without.union(*others)) - {"activities"}


def files(modules: Iterable[str]) -> set[Path]:
    """The files of modules, and the templates that stand in their packages."""
    found: set[Path] = set()
    for module in modules:
        place = ROOT / module.replace(".", "/")
        found |= {place / "__init__.py", *place.glob("*.j2")} if place.is_dir() else {place.with_suffix(".py")}
    return found


def lines(files: Iterable[Path]) -> int:
    """How many lines they have together."""
    return sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files)


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("facilitator", "activities", cache_dir=None)


def _own(name: str) -> set[str]:
    place = f"activities.{name}"
    return {module for module in _graph().modules if module == place or module.startswith(f"{place}.")}


def _reached(start: Iterable[str]) -> set[str]:
    seen, rest = set(start), list(start)
    while rest:
        new = _graph().find_modules_directly_imported_by(rest.pop()) - seen
        seen |= new
        rest += new
    return seen
