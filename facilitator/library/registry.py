"""Finds the activities: built in, installed from elsewhere, or loose. A broken one never stops a start.

Installed packages announce theirs in the entry-point group `facilitator.activities`. An entry names a class, a module,
or a package whose modules are all looked through. An activity that is more than a file is a folder, loose or in a
package: its class stands in `__init__.py`, which imports what stands beside it (`from .widgets import pile`).
What cannot be loaded becomes a `Broken` card that says why.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import ModuleType
from typing import Any

from facilitator.activity import Activity
from facilitator.errors import Fault, home, traced
from facilitator.i18n import Words, _
from facilitator.library.checks import inspect

GROUP = "facilitator.activities"
LOOSE = "facilitator_loose_"
"""How the names of modules begin that were read from a loose file or folder."""

Kind = type[Activity[Any, Any]]


@dataclass(frozen=True)
class Broken:
    """Something that should have been an activity. `name` says where it came from, `why` is a sentence."""

    name: str
    why: Words


@dataclass
class Registry:
    """The library: activities by id in alphabetical order, and what could not be loaded."""

    activities: dict[str, Kind] = field(default_factory=dict)
    broken: list[Broken] = field(default_factory=list)

    @classmethod
    def load(cls, extra: Path | None = None) -> Registry:
        """Everything that is installed, then the loose files and folders in the folder `extra`."""
        library = cls()
        for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name != "builtin", entry.name)):
            library._try(entry.name, partial(library._take_entry, entry))
        for place in _loose(extra) if extra else ():
            library.take_file(place)
        library.activities = dict(sorted(library.activities.items()))
        return library

    def take_file(self, place: Path) -> None:
        """Add the activities of one loose file or folder."""
        self._try(place.name, lambda: self._take_module(place.name, module_of(place)), place.absolute())

    def take(self, name: str, kind: Kind) -> None:
        """Add one activity, or a `Broken` card if it does not keep the contract or its id is taken."""
        self._try(name, partial(self._checked, kind), home(sys.modules.get(kind.__module__)))

    @property
    def hint(self) -> Words:
        """What to do when the library is empty; otherwise empty."""
        return "" if self.activities else _("No activities were found. Please install the program again: uv sync")

    def _take_entry(self, entry: EntryPoint) -> None:
        found = entry.load()
        if isinstance(found, type):
            self._checked(found)
            return
        if not isinstance(found, ModuleType):
            raise Fault(_("This is neither a class nor a module."))
        self._take_module(entry.name, found)
        for name in _modules_in(found):
            self._try(name, partial(self._take_named, name), _home(name))

    def _take_named(self, name: str) -> None:
        self._take_module(name, importlib.import_module(name))

    def _take_module(self, name: str, module: ModuleType) -> None:
        for thing in list(vars(module).values()):
            if isinstance(thing, type) and issubclass(thing, Activity) and thing.__module__ == module.__name__:
                self.take(f"{name}: {thing.__name__}", thing)

    def _checked(self, kind: Kind) -> None:
        inspect(kind)
        other = self.activities.get(kind.id)
        if other is not None and other is not kind:
            raise Fault(_("The id {id} is taken by {other}. Please choose another.", id=kind.id, other=other.__name__))
        self.activities[kind.id] = kind

    def _try(self, name: str, step: Callable[[], None], home: Path | None = None) -> None:
        try:
            step()
        except Fault as fault:
            self.broken.append(Broken(name, _placed(fault.why, fault, home)))
        except (Exception, SystemExit) as error:  # foreign code may raise anything while it is imported
            first, _own = traced(error, home)
            why = _("{kind}: {what}", kind=type(first).__name__, what=str(first))
            self.broken.append(Broken(name, _placed(why, error, home)))


def _placed(why: Words, error: BaseException, home: Path | None) -> Words:
    """Why something is not loaded, with the line of its author that led to it where there is one."""
    _first, own = traced(error, home)
    if own is None or home is None:
        return why
    file, line = own
    return _("{why} ({file}, line {line})", why=why, file=file.relative_to(home.parent).as_posix(), line=line)


def _home(name: str) -> Path | None:
    """Where a module stands that could not be imported yet."""
    spec = importlib.util.find_spec(name)
    origin = Path(spec.origin) if spec and spec.origin else None
    return origin.parent if origin and origin.name == "__init__.py" else origin


def _modules_in(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{package.__name__}."):
        yield module.name


def _loose(folder: Path) -> list[Path]:
    found = (*folder.glob("*.py"), *(file.parent for file in folder.glob("*/__init__.py")))
    return sorted(place for place in found if not place.name.startswith(("_", ".", "test_", "tests", "conftest")))


def module_of(place: Path) -> ModuleType:
    """A loose file, or a folder with an `__init__.py`, as a module; read anew every time."""
    place = place.absolute()
    place = place.parent if place.name == "__init__.py" else place
    name = f"{LOOSE}{place.stem}"
    file = place / "__init__.py" if place.is_dir() else place
    folders = [str(place)] if place.is_dir() else None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=folders)
    if spec is None or spec.loader is None:
        raise Fault(_("This is not a Python file."))
    if not file.is_file():
        raise Fault(_("There is no __init__.py in this folder."))
    for older in [each for each in sys.modules if each.startswith(f"{name}.")]:
        del sys.modules[older]
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # annotations of dataclasses are looked up there
    spec.loader.exec_module(module)
    return module
