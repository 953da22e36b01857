"""Reads modules without importing them, and tells each public name with its signature and its docstring."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from inspect import cleandoc
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 90
"""Characters of a value that is still printed."""

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
PROPERTIES = ("property", "cached_property")


@dataclass(frozen=True)
class Name:
    """A public name: where it is defined, its node there, and what is said about it elsewhere than in the node."""

    name: str
    module: str
    node: Definition
    said: str = ""

    @property
    def doc(self) -> str:
        """Its docstring."""
        own = ast.get_docstring(self.node) if isinstance(self.node, ast.FunctionDef | ast.ClassDef) else ""
        return own or self.said

    @property
    def needs_words(self) -> bool:
        """Whether it has to have a docstring: what is called does, a constant or a field may speak for itself."""
        return isinstance(self.node, ast.FunctionDef | ast.ClassDef)


def module(first: str, *more: str) -> str:
    """The public names of a module, also those that it takes from the modules `more`."""
    here = [name for name in public(first) if name.module in (first, *more)]
    there = [name for name in elsewhere(first) if name not in {each.name for each in here}]
    also = [f"`{name}`" for name in there]
    return (
        f"\n{_about(first)}\n\n" + "".join(map(_entry, here)) + (f"Also here: {', '.join(also)}.\n\n" if also else "")
    )


def package(name: str) -> str:
    """The public names of a package, under a heading for each of its modules."""
    chosen = {each.name for each in public(name)} if exported(name) is not None else None
    text = "\n"
    for inner in modules(name):
        names = [each for each in public(inner) if each.module == inner and (chosen is None or each.name in chosen)]
        if names:
            text += f"### {inner.removeprefix('facilitator.')}\n\n{_about(inner)}\n\n" + "".join(map(_entry, names))
    return text


def modules(package: str) -> list[str]:
    """The modules of a package and of the folders in it, by name: each folder before what is in it."""
    folder = ROOT / package.replace(".", "/")
    files = (file.relative_to(folder).with_suffix("") for file in folder.rglob("*.py"))
    found = sorted(file.parts if file.name != "__init__" else file.parts[:-1] for file in files)
    return [".".join((package, *parts)) for parts in found if parts]


def public(module: str) -> list[Name]:
    """The names that a module offers: those of `__all__`, else those that it defines and that begin with a letter."""
    listed = exported(module)
    if listed is None:
        return [name for name in defined(module) if name.name == "_" or not name.name.startswith("_")]
    own = {name.name: name for name in defined(module)}
    taken = imported(module)
    found = list(own.values())
    for source in dict.fromkeys(taken.values()):
        if source.startswith("facilitator."):
            found += [name for name in defined(source) if taken.get(name.name) == source]
    return [name for name in found if name.name in listed]


def elsewhere(module: str) -> list[str]:
    """What a module offers and takes from other modules, in its own order."""
    taken = imported(module)
    return [name for name in exported(module) or () if name in taken]


def without_words(module: str) -> list[str]:
    """Public names, and public members of classes, that need a docstring and have none."""
    found = [(name.name, name) for name in public(module)]
    found += [(f"{owner}.{name.name}", name) for owner, each in found for name in members(each)]
    return [f"{name.module}: {place}" for place, name in found if name.needs_words and not name.doc]


def members(owner: Name) -> list[Name]:
    """The public fields and methods of a class, in order. A method without a docstring has that of a class above."""
    if not isinstance(owner.node, ast.ClassDef):
        return []
    found = [name for name in _names(owner.node.body, owner.module) if not name.name.startswith("_")]
    return [
        replace(name, said=_inherited(owner, name.name)) if name.needs_words and not name.doc else name
        for name in found
        if name.name != "model_config"
    ]


def _inherited(owner: Name, method: str) -> str:
    """What a class above says about a method."""
    bases = owner.node.bases if isinstance(owner.node, ast.ClassDef) else []
    above = [found for base in bases if (found := _base(ast.unparse(base).partition("[")[0], owner.module))]
    said = [name.doc for each in above for name in members(each) if name.name == method and name.doc]
    return next((doc for doc in (*said, *(_inherited(each, method) for each in above)) if doc), "")


def _base(written: str, module: str) -> Name | None:
    """The class that a module calls so, such as `Panel` or `activity.Activity`."""
    outer, _dot, name = written.rpartition(".")
    source = imported(module).get(outer or name, "")
    place = f"{source}.{outer}" if outer else source or module
    if source and not source.startswith("facilitator"):
        return None
    return next((each for each in (public(place) if source else defined(place)) if each.name == name), None)


def exported(module: str) -> list[str] | None:
    """`__all__` of a module; None where it has none."""
    for node in _tree(module).body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            return list(ast.literal_eval(node.value))
    return None


def imported(module: str) -> dict[str, str]:
    """What a module takes from others, by name."""
    nodes = (node for node in ast.walk(_tree(module)) if isinstance(node, ast.ImportFrom))
    return {alias.asname or alias.name: node.module or "" for node in nodes for alias in node.names}


def defined(module: str) -> list[Name]:
    """What a module defines, in order; type variables are left out."""
    return [name for name in _names(_tree(module).body, module) if not _is_helper(name.node)]


def _names(body: Sequence[ast.stmt], module: str) -> Iterator[Name]:
    for node, after in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield Name(node.name, module, node)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if isinstance(target, ast.Name):
                yield Name(target.id, module, node, _words_after(after) or _title(node))


def _words_after(node: ast.stmt | None) -> str:
    value = node.value if isinstance(node, ast.Expr) else None
    return cleandoc(value.value) if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _title(node: ast.Assign | ast.AnnAssign) -> str:
    """What the form for a setting says beside it."""
    text = ast.unparse(node)
    found = re.search(r"title=mark\((['\"])(.+?)\1\)", text)
    return f"In the form: “{found[2]}”." if found else ""


def _is_helper(node: Definition) -> bool:
    value = getattr(node, "value", None)
    return isinstance(value, ast.Call) and ast.unparse(value.func) in ("TypeVar", "macros", "kit.macros")


@cache
def _tree(module: str) -> ast.Module:
    place = ROOT / module.replace(".", "/")
    file = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


# How it is printed


def _about(module: str) -> str:
    return _plain(ast.get_docstring(_tree(module)) or "")


def _entry(name: Name) -> str:
    text = f"**`{_signature(name)}`**\n\n"
    if name.doc:
        text += f"{_plain(name.doc)}\n\n"
    inner = members(name)
    return text + "".join(map(_member, inner)) + ("\n" if inner else "")


def _member(name: Name) -> str:
    words = _plain(name.doc).replace("\n", "\n  ").replace("\n  \n", "\n\n")
    return f"- `{_signature(name)}`" + (f": {words}" if words else "") + "\n"


def _signature(name: Name) -> str:
    node = name.node
    if isinstance(node, ast.ClassDef):
        made = next((each for each in node.body if isinstance(each, ast.FunctionDef) and each.name == "__init__"), None)
        inside = _arguments(made) if made else ", ".join(map(ast.unparse, node.bases))
        return f"class {node.name}" + (f"({inside})" if inside else "")
    if isinstance(node, ast.FunctionDef):
        return _called(node)
    return _valued(name.name, node)


def _called(node: ast.FunctionDef) -> str:
    marks = [ast.unparse(mark) for mark in node.decorator_list]
    returns = ast.unparse(node.returns) if node.returns else ""
    if any(mark in PROPERTIES for mark in marks):
        return f"{node.name}: {returns}"
    told = [f"@{mark} " for mark in marks if mark.startswith("action") or mark == "classmethod"]
    return f"{''.join(told)}{node.name}({_arguments(node)})" + (f" -> {returns}" if returns not in ("", "None") else "")


def _arguments(node: ast.FunctionDef) -> str:
    text = re.sub(r"^(self|cls)(, )?", "", ast.unparse(node.args))
    return re.sub(r"(?<=[\w\]])=(?=\S)", " = ", text)


def _valued(name: str, node: ast.Assign | ast.AnnAssign) -> str:
    kind = f": {ast.unparse(node.annotation)}" if isinstance(node, ast.AnnAssign) else ""
    value = ast.unparse(node.value) if node.value is not None else ""
    if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) in ("Field", "field"):
        value = ast.unparse(node.value.args[0]) if node.value.args else ""
    return f"{name}{kind}" + (f" = {value}" if value and len(value) <= LONGEST else "")


def _plain(text: str) -> str:
    """A docstring as Markdown: signs that would be read as a tag are escaped outside code."""
    parts = text.split("`")
    return "`".join(part if place % 2 else part.replace("<", "&lt;") for place, part in enumerate(parts))
