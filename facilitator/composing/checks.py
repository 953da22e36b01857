"""What a declaration must keep, checked when the activity is loaded, so that no mistake waits for a workshop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from facilitator.activity import Settings
from facilitator.composing.activity import Activity
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.errors import Fault
from facilitator.i18n import _


def inspect(kind: type[Activity[Any]]) -> None:
    """Raise `Fault` with the first thing that is wrong with what `kind` declares."""
    for name in kind.blocks:
        if hasattr(Activity, name):
            raise Fault(_("The block {name} hides a part of Activity. Call it something else.", name=name))
    _papers(kind)
    _places(kind)
    _rounds(kind)
    _ways(kind)
    for given in _examples(kind):
        _settings(kind, given)


def _papers(kind: type[Activity[Any]]) -> None:
    for phase in kind.phases:
        asking = [part for panel in phase.panels for part in panel.parts if part.privacy is not None]
        if asking and all(type(part).paper is Panel.paper for part in asking):
            raise Fault(_("People answer in {phase}, but no panel of it says how to do so on paper.", phase=phase.name))


def _places(kind: type[Activity[Any]]) -> None:
    """Every block stands somewhere, or serves another one that does; and so does every panel of the activity itself."""
    panels = (*(panel for phase in kind.phases for panel in phase.panels), *kind.below)
    placed = {id(part) for panel in panels for part in (panel, *panel.parts)}
    for name in dir(kind):
        if isinstance(panel := getattr(kind, name), Panel) and id(panel) not in placed:
            raise Fault(_("The panel {name} stands in no phase.", name=name))
    used = {id(part.block) for panel in panels for part in panel.parts}
    used |= {id(thing) for block in kind.blocks.values() for thing in vars(block).values() if isinstance(thing, Block)}
    for name, block in kind.blocks.items():
        if id(block) not in used:
            raise Fault(_("No panel of the block {name} stands in a phase.", name=name))


def _rounds(kind: type[Activity[Any]]) -> None:
    """What begins anew with a round knows whose round that is."""
    blocks = list(kind.blocks.values())
    for block in blocks:
        if block.shares is not None and not any(block.shares is other for other in blocks):
            raise Fault(_("The block {name} shares the rounds of one that is not here.", name=block.name))
        if block.per_round and not block.question:
            raise Fault(
                _("The block {name} begins anew with every round, but no phase opens one for it. Say whose it shares.",
                  name=block.name)
            )  # fmt: skip


def _ways(kind: type[Activity[Any]]) -> None:
    """What the big button is said to lead to is there."""
    names = {phase.name for phase in kind.phases}
    for phase in kind.phases:
        if isinstance(phase.then, str) and phase.then and phase.then not in names:
            raise Fault(_("After {phase} comes {then}, which is no phase.", phase=phase.name, then=phase.then))


def _settings(kind: type[Activity[Any]], given: Settings) -> None:
    for phase in kind.phases:
        try:
            phase.within(given)
            phase.privacy_with(given)
            wanted = phase.when is None or phase.when(given)
        except Exception as error:  # whatever code of a stranger raises
            raise Fault(
                _("What the phase {phase} makes of its settings fails: {why}", phase=phase.name, why=repr(error))
            ) from error
        if not wanted and phase is kind.phases[0] and not kind(given).shown_phases():
            raise Fault(_("With these settings no phase is left."))


def _examples(kind: type[Activity[Any]]) -> Iterator[Settings]:
    """Settings to try: the example, and as few of them as it can do with."""
    fields = kind.settings_type.model_fields
    least = {name: value for name, value in kind.example.items() if name in fields and fields[name].is_required()}
    for given in (dict(kind.example), least):
        try:
            yield kind.settings_type.model_validate(given)
        except ValidationError:
            continue
