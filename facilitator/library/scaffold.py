"""Makes a small activity that works, with its test, for somebody to change into their own.

The templates are an activity like any other, called "new-activity"; making one is giving it another name.
"""

from __future__ import annotations

import ast
import keyword
from importlib.util import find_spec
from pathlib import Path

from facilitator.errors import Trouble
from facilitator.i18n import Words, _
from facilitator.library.checks import ID
from facilitator.library.registry import Registry
from facilitator.static.assets import assets

LONGEST = 28
"""Characters of a name; with more, the lines of the templates would be too long."""
BESIDE = "from facilitator.testing import Table\n\nfrom new_activity import NewActivity\n"
INSIDE = "from activities.new_activity import NewActivity\nfrom facilitator.testing import Table\n"
"""How a test finds the activity that stands beside it, and one that is part of this project."""


def make(name: str, here: Path, library: Registry) -> tuple[Path, Path]:
    """Write the activity `name`, such as "energy-check", and its test; returns the two files.

    In a checkout of this project they go where its activities are, elsewhere into the folder `here`. Raises `Trouble`
    when the name cannot be used or is taken; nothing is written then.
    """
    module = name.replace("-", "_")
    activity, test = _places(here, module)
    why = _unfit(name, module) or _taken(name, library, activity, test) or _known(name, module)
    if why:
        raise Trouble(why)
    text = _template("test_activity.py.txt")
    if activity.parent != here:
        text = text.replace(BESIDE, INSIDE)
    activity.write_text(_named(_template("activity.py.txt"), name, module), encoding="utf-8")
    test.write_text(_named(text, name, module), encoding="utf-8")
    return activity, test


def _places(here: Path, module: str) -> tuple[Path, Path]:
    project = here / "pyproject.toml"
    if project.is_file() and '\nname = "facilitator"\n' in project.read_text(encoding="utf-8"):
        return here / "activities" / f"{module}.py", here / "tests" / "activities" / f"test_{module}.py"
    return here / f"{module}.py", here / f"test_{module}.py"


def _unfit(name: str, module: str) -> Words:
    if not ID.fullmatch(name) or len(name) > LONGEST:
        return _(
            "“{name}” cannot be a name; use small letters, digits and hyphens, as in energy-check, at most {n}.",
            name=name,
            n=LONGEST,
        )
    if module.startswith(("test", "conftest")):
        return _("“{name}” would be taken for a test. Please choose a name that does not begin so.", name=name)
    return ""


def _taken(name: str, library: Registry, *files: Path) -> Words:
    if name in library.activities:
        return _("There is an activity “{name}” already. Please choose another name.", name=name)
    there = next((file for file in files if file.exists()), None)
    return _("There is a file {file} already. Please choose another name.", file=there) if there else ""


def _known(name: str, module: str) -> Words:
    if keyword.iskeyword(module) or find_spec(module) or _class(name) in _used():
        return _("“{name}” means something in Python already. Please choose another name.", name=name)
    return ""


def _named(text: str, name: str, module: str) -> str:
    title = name.replace("-", " ").capitalize()
    names = {"new-activity": name, "new_activity": module, "NewActivity": _class(name), "New activity": title}
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def _class(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _used() -> set[str]:
    """The names that the template imports or defines; a class of such a name would hide one."""
    nodes = list(ast.walk(ast.parse(_template("activity.py.txt"))))
    taken = {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    return taken | {node.name for node in nodes if isinstance(node, ast.ClassDef)}


def _template(name: str) -> str:
    return (assets() / "templates" / name).read_text(encoding="utf-8")
