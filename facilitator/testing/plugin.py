"""The pytest plugin: runs the contract suite on every activity that is installed, or on those that are named.

    pytest --activity-contract my_module:MyActivity --activity-contract a_loose_file.py

A test file of one line does the same for all of them: `from facilitator.testing.suite import *`. With `--thorough` each
check plays more rooms and more taps, and all of them with the fewest settings, too.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from facilitator.testing import effort

if TYPE_CHECKING:
    from facilitator.library.registry import Registry

SUITE = Path(__file__).with_name("suite.py")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name activities, and that play more."""
    group = parser.getgroup("facilitator")
    group.addoption("--thorough", action="store_true", help="play more rooms, taps and settings in the contract suite")
    about = "check that an activity keeps the contract: MODULE:CLASS, a file or a folder; may be given more than once"
    group.addoption("--activity-contract", action="append", default=[], help=about)


def pytest_configure(config: pytest.Config) -> None:
    """With activities named and no files, run the suite alone; play as much as was asked for."""
    effort.thorough = config.getoption("--thorough")
    if config.getoption("--activity-contract"):
        chosen = config.args if config.args_source is pytest.Config.ArgsSource.ARGS else []
        config.args = [*chosen, str(SUITE)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `test_contract` one case for each check of each activity."""
    if "contract_case" in metafunc.fixturenames:
        cases = _cases(metafunc.config.getoption("--activity-contract"))
        metafunc.parametrize("contract_case", cases, ids=str)


def _cases(named: list[str]) -> list[Any]:
    from facilitator.library.registry import Registry
    from facilitator.testing.suite import cases, unloaded

    library = Registry() if named else Registry.load()
    for name in named:
        _take(library, name)
    return [*unloaded(library), *(case for kind in library.activities.values() for case in cases(kind))]


def _take(library: Registry, name: str) -> None:
    if name.endswith(".py") or Path(name).is_dir():
        library.take_file(Path(name))
        return
    module, colon, kind = name.partition(":")
    if not colon:
        raise pytest.UsageError(f"--activity-contract {name}: name a class as MODULE:CLASS, a file or a folder")
    library.take(name, getattr(import_module(module), kind))
