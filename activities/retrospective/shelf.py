"""Where the retrospective stands in the library."""

from __future__ import annotations

from facilitator.composing import Shelf
from facilitator.i18n import _

SHELF = Shelf(
    steps=(7, 2, 4), point=3, purposes=("review", "gather"), minutes=(20, 60), people=(3, 60),
    when=_("Something is over or has run for a while. Also for hopes and worries before it begins."),
    leaves=_("Cards in groups, and up to three actions with names and days"),
)  # fmt: skip
