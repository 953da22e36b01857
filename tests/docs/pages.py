"""Writes what is generated in the pages of `docs/`: code cut from tested files, and the reference from docstrings.

    uv run python -m tests.docs.pages

A generated part stands between `<!-- from: SOURCE -->` and `<!-- end -->`. SOURCE is a file, names in a file
(`FILE#EnergyCheck.ask`), `contents`, `checks`, `costs`, `library`, `plans`, or `module NAME` and `package NAME`, which
`reference.py` reads.
"""

from __future__ import annotations

import ast
import re
from inspect import getdoc
from pathlib import Path

from facilitator.library.plans import ready
from facilitator.library.registry import Registry
from facilitator.library.shelves import shelves, told
from facilitator.report.schema import FILE, schema
from facilitator.testing import suite
from tests.docs import costs, reference, sample_record

ROOT = Path(__file__).resolve().parents[2]
SHAPE = ROOT / "docs" / FILE
PART = re.compile(r"^(<!-- from: (.+?) -->\n).*?^(<!-- end -->)$", re.S | re.M)
LANGUAGES = {".py": "python", ".toml": "toml", ".j2": "html"}


class Missing(Exception):
    """A page asks for something that does not exist."""


def pages() -> list[Path]:
    """Every page of the documentation, and the first page of all."""
    return [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]


def current(text: str) -> str:
    """A page with its generated parts as they should be now. Raises `Missing`."""
    text = PART.sub(lambda part: f"{part[1]}{made(part[2], part[0])}{part[3]}", text)
    return PART.sub(lambda part: f"{part[1]}{contents(text)}{part[3]}" if part[2] == "contents" else part[0], text)


def made(source: str, before: str = "") -> str:
    """What belongs between the marks."""
    kind, _space, names = source.partition(" ")
    if kind == "contents":
        return before.split("\n", 1)[1].removesuffix("<!-- end -->")
    if kind == "checks":
        rules = [(getdoc(check) or "").split("\n")[0] for check in (*suite.CHECKS, *suite.ONCE)]
        return "".join(f"- {rule}\n" for rule in rules)
    if kind == "library":
        return library()
    if kind == "plans":
        return plans()
    if kind == "costs":
        return costs.table()
    if kind == "module":
        return reference.module(*names.split())
    if kind == "package":
        return reference.package(names)
    file, _hash, name = source.partition("#")
    return f"```{LANGUAGES[Path(file).suffix]}\n{cut(ROOT / file, name)}\n```\n"


def library() -> str:
    """The activities by the steps of the guide, as a table."""
    lines = ["| activity | what for | takes |", "| --- | --- | --- |"]
    for row in shelves(Registry.load().activities.values(), "step"):
        also = ", ".join(str(kind.title) for kind in row.also)
        lines.append(f"| *{row.title}* | {f'*also: {also}*' if also else ''} | |")
        for kind in row.kinds:
            lines.append(f"| **{kind.title}** | {kind.card()} | {told(kind).get('takes', '')} |")
    return "\n".join(lines) + "\n"


def plans() -> str:
    """The ready plans, by the step of the guide that they serve most, as a table."""
    lines = ["| plan | takes | serves | for whom |", "| --- | --- | --- | --- |"]
    for plan in sorted(ready(Registry.load())[0], key=lambda plan: (plan.guide, plan.minutes)):
        steps = ("step " if len(plan.guide) == 1 else "steps ") + ", ".join(map(str, plan.guide))
        lines.append(f"| **{plan.title}** (`{plan.name}`) | {plan.minutes} minutes | {steps} | {plan.about} |")
    return "\n".join(lines) + "\n"


def cut(file: Path, names: str = "") -> str:
    """The source of one or several names of a file, separated by commas; the whole file without a name.

    A name is a class, a function or a constant, or a member of a class (`Class.member`). `Class.head` is everything of
    the class before its first method, and `head` everything of the file before its first class or function.
    """
    if not file.is_file():
        raise Missing(f"there is no file {file.name}")
    text = file.read_text(encoding="utf-8")
    if not names:
        return text.rstrip()
    wanted = [name.strip() for name in names.split(",")]
    apart = "\n\n" if all("." in name for name in wanted) else "\n\n\n"
    return apart.join(_one(text, ast.parse(text), name, file.name) for name in wanted)


def contents(text: str) -> str:
    """The headings of a page as links, with those of the second level in the line of the first."""
    text = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)
    links = ""
    for marks, title in re.findall(r"^(##|###) (.+)$", text, re.M):
        anchor = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        links += f"\n- [{title}](#{anchor})" if marks == "##" else f" · [{title.partition('.')[2].strip()}](#{anchor})"
    return links.lstrip() + "\n"


def _one(text: str, tree: ast.Module, name: str, file: str) -> str:
    node: ast.Module | ast.ClassDef = tree
    *outer, last = name.split(".")
    for part in outer:
        node = _class(node, part, file)
    lines = text.splitlines()
    if last == "head":
        inner = (child for child in node.body if isinstance(child, ast.FunctionDef | ast.ClassDef))
        first, end = _first(node), min((_first(child) for child in inner), default=len(lines) + 1)
    else:
        first, end = _span(node.body, last, file)
    return "\n".join(lines[first - 1 : end - 1]).rstrip()


def _span(body: list[ast.stmt], name: str, file: str) -> tuple[int, int]:
    """The first line of what is called `name`, and the line after its last."""
    for node in body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if name in (getattr(node, "name", ""), *(getattr(target, "id", "") for target in targets)):
            return _first(node), (node.end_lineno or 0) + 1
    raise Missing(f"there is no {name} in {file}")


def _class(node: ast.Module | ast.ClassDef, name: str, file: str) -> ast.ClassDef:
    found = (child for child in node.body if isinstance(child, ast.ClassDef) and child.name == name)
    inner = next(found, None)
    if inner is None:
        raise Missing(f"there is no class {name} in {file}")
    return inner


def _first(node: ast.AST) -> int:
    above: list[ast.expr] = getattr(node, "decorator_list", [])
    return int(min([getattr(node, "lineno", 1), *(decorator.lineno for decorator in above)]))


def main() -> None:
    """Write every page anew, the shape of the record, and the sample record where it would be another one now."""
    SHAPE.write_bytes(schema())
    if not sample_record.current():
        sample_record.write()
    for page in pages():
        page.write_text(current(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
