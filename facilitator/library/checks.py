"""What an activity must keep to be loaded at all: checked when it is found, before anyone sees it.

These checks need no people. The contract suite in `facilitator.testing` plays an activity and proves the rest.
"""

from __future__ import annotations

import re
import types
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from typing import Annotated, Any, Literal, NewType, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from facilitator import composing
from facilitator.activity import Activity, Refused, Settings, State
from facilitator.errors import Fault
from facilitator.i18n import Words, _
from facilitator.run.run import Run
from facilitator.shelf import Shelf

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAME = re.compile(r"[a-z][a-z0-9_]*")
EARLIER = _(
    "It was written for an earlier version of this program. Make its class from facilitator.composing.Activity now, "
    "of blocks and phases. The page docs/writing-an-activity.md shows how."
)


def inspect(kind: type[Activity[Any, Any]]) -> None:
    """Raise `Fault` with the first thing that is wrong with the class `kind`."""
    if not (isinstance(kind, type) and issubclass(kind, Activity)):
        raise Fault(_("{name} is not an Activity.", name=getattr(kind, "__name__", str(kind))))
    if not issubclass(kind, composing.Activity):
        raise Fault(EARLIER)
    _names(kind)
    _phases(kind)
    _methods(kind)
    _settings(kind)
    composing.inspect(kind)
    _state(kind)


def _names(kind: type[Activity[Any, Any]]) -> None:
    if not isinstance(getattr(kind, "id", None), str) or not ID.fullmatch(kind.id) or len(kind.id) > 40:
        raise Fault(_("Its id must be like my-activity: small letters, digits and hyphens, at most 40."))
    if not getattr(kind, "title", ""):
        raise Fault(_("It has no title."))
    if not (kind.__doc__ or "").strip():
        raise Fault(_("It has no docstring. The first line is its card in the library."))
    if not isinstance(kind.shelf, Shelf):
        raise Fault(_("Its place in the library must be a Shelf: shelf = Shelf(steps=(4,), minutes=(10, 20))."))


def _phases(kind: type[Activity[Any, Any]]) -> None:
    names = [phase.name for phase in getattr(kind, "phases", ())]
    if not names:
        raise Fault(_("It has no phases."))
    for phase in kind.phases:
        if not NAME.fullmatch(phase.name) or names.count(phase.name) > 1:
            raise Fault(_("The name of phase {name} is used twice or is not a plain word.", name=phase.name))
        if not phase.title:
            raise Fault(_("The phase {name} has no title.", name=phase.name))
    for action in kind.actions.values():
        for missing in sorted(set(action.phases) - set(names)):
            raise Fault(
                _(
                    "The action {action} names the phase {phase}, which does not exist.",
                    action=action.name,
                    phase=missing,
                )
            )


def _methods(kind: type[Activity[Any, Any]]) -> None:
    for name in vars(Activity):
        if hasattr(getattr(kind, name, None), "_action"):
            raise Fault(_("The action {name} hides a method of Activity. Call it {name}_ instead.", name=name))


def _settings(kind: type[Activity[Any, Any]]) -> None:
    settings = getattr(kind, "settings_type", None)
    if not (isinstance(settings, type) and issubclass(settings, Settings)):
        raise Fault(_("Its settings must be a class made from Settings."))
    fields = settings.model_fields
    for name in filter(None, (*kind.reopens.values(), kind.asks_needs)):
        if name not in fields:
            raise Fault(_("It names the setting {name}, which it does not have.", name=name))
    for name, field in fields.items():
        if not field.is_required() and not field.default_factory_takes_validated_data:
            default = field.get_default(call_default_factory=True)
            shape: Any = Annotated[(field.annotation, field)]
            _valid(TypeAdapter(shape), default, name)
    if not any(field.is_required() for field in fields.values()):
        _valid(TypeAdapter(settings), {}, settings.__name__)


def _valid(adapter: TypeAdapter[Any], default: Any, name: str) -> None:
    try:
        adapter.validate_python(default)
    except ValidationError as error:
        raise Fault(_("The default of {name} is not valid: {why}", name=name, why=error.errors()[0]["msg"])) from None


def _state(kind: type[Activity[Any, Any]]) -> None:
    state = getattr(kind, "state_type", None)
    if not (is_dataclass(state) and isinstance(state, type) and issubclass(state, State)):
        raise Fault(_("Its state must be a dataclass made from State."))
    for place, why in _unsafe(state, state.__name__, set()):
        raise Fault(_("{place} in its state {why}", place=place, why=str(why)))
    adapter = kind.state_adapter()
    for example in _examples(kind):
        if adapter.validate_json(adapter.dump_json(example)) != example:
            raise Fault(_("Its state does not come back from JSON as it was."))


def _examples(kind: type[Activity[Any, Any]]) -> Iterator[Any]:
    """The state at the start, where it can be made without anything from the facilitator."""
    if any(field.is_required() for field in kind.settings_type.model_fields.values()):
        return
    try:
        yield Run("r1", "step", kind(kind.settings_type()), seed="seed", secret="secret").course.state
    except Refused:
        return


def _unsafe(shape: Any, place: str, seen: set[Any]) -> Iterator[tuple[str, Words]]:
    """Annotations below `shape` that JSON or a replay in another process would not keep as they are."""
    if is_dataclass(shape) and isinstance(shape, type):
        if shape not in seen:
            seen.add(shape)
            for name, hint in get_type_hints(shape, include_extras=True).items():
                yield from _unsafe(hint, f"{place}.{name}", seen)
        return
    origin, inside = get_origin(shape) or shape, get_args(shape)
    if isinstance(origin, type) and issubclass(origin, AbstractSet):
        yield place, _("is a set. Please use a list or a dict: a set has no order that stays.")
    if isinstance(origin, type) and issubclass(origin, Mapping) and not (inside and _is_text(inside[0])):
        yield place, _("is a dict without text keys. JSON keeps no others.")
    for part in inside:
        yield from _unsafe(part, place, seen)


def _is_text(shape: Any) -> bool:
    if isinstance(shape, NewType):
        return _is_text(shape.__supertype__)
    if get_origin(shape) in (Literal, Annotated):
        return all(isinstance(part, str) or _is_text(part) for part in get_args(shape)[:1])
    return isinstance(shape, type) and issubclass(shape, str) and not isinstance(shape, types.GenericAlias)
