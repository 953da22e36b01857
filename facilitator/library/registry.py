"""Finds the activities: built in, installed from elsewhere, or loose files. A broken one never stops a start.

Installed packages announce theirs in the entry-point group `facilitator.activities`. An entry names a class, a module,
or a package whose modules are all looked through. What cannot be loaded becomes a `Broken` card that says why.
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
from facilitator.errors import Fault
from facilitator.i18n import Words, _
from facilitator.library.checks import inspect

GROUP = "facilitator.activities"

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
        """Everything that is installed, then the loose files of the folder `extra`."""
        library = cls()
        for entry in sorted(entry_points(group=GROUP), key=lambda entry: (entry.name != "builtin", entry.name)):
            library._try(entry.name, partial(library._take_entry, entry))
        for file in _loose(extra) if extra else ():
            library.take_file(file)
        library.activities = dict(sorted(library.activities.items()))
        return library

    def take_file(self, file: Path) -> None:
        """Add the activities of one loose file."""
        self._try(file.name, lambda: self._take_module(file.name, module_of(file)))

    def take(self, name: str, kind: Kind) -> None:
        """Add one activity, or a `Broken` card if it does not keep the contract or its id is taken."""
        self._try(name, partial(self._checked, kind))

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
            self._try(name, partial(self._take_named, name))

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

    def _try(self, name: str, step: Callable[[], None]) -> None:
        try:
            step()
        except Fault as fault:
            self.broken.append(Broken(name, fault.why))
        except (Exception, SystemExit) as error:  # foreign code may raise anything while it is imported
            self.broken.append(Broken(name, _("{kind}: {what}", kind=type(error).__name__, what=str(error))))


def _modules_in(package: ModuleType) -> Iterator[str]:
    for module in pkgutil.iter_modules(getattr(package, "__path__", ()), f"{package.__name__}."):
        yield module.name


def _loose(folder: Path) -> list[Path]:
    return sorted(file for file in folder.glob("*.py") if not file.name.startswith(("_", "test_", "conftest")))


def module_of(file: Path) -> ModuleType:
    name = f"facilitator_loose_{file.stem}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        raise Fault(_("This is not a Python file."))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # annotations of dataclasses are looked up there
    spec.loader.exec_module(module)
    return module
