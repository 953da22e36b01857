"""For tests of activities: a table of pretend people, and the contract suite as a pytest plugin.

`Table` is the way to write a test; `outside` makes a `Ctx` for the test of a pure function. `suite` holds what every
activity has to keep to. A third party's test is

    from facilitator.testing.suite import *

which tests every activity that is installed, or the ones named by `pytest --activity-contract my_module:MyActivity`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.testing.table import START, Person, Table, outside
    from facilitator.testing.taps import Control, control, controls, words

__all__ = ["START", "Control", "Person", "Table", "control", "controls", "outside", "words"]

_PLACES = {"START": "table", "Person": "table", "Table": "table", "outside": "table"}


def __getattr__(name: str) -> Any:
    """Import nothing before it is used: pytest imports this package in every run, whatever is tested."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES.get(name, 'taps')}"), name)
