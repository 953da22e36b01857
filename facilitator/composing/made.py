"""What is made of a declaration when the class of an activity is created: its state, its actions, its questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, is_dataclass, make_dataclass, replace
from typing import Any, get_origin

from facilitator.action import Action, action, actions_of, loosened
from facilitator.activity import Ctx, Key, State
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.composing.phase import Phase
from facilitator.errors import Fault
from facilitator.i18n import _

EVERYWHERE = ""
"""In place of a phase's name: the action exists in every phase."""

AnyBlock = Block[Any, Any]
Owner = Panel[Any] | AnyBlock


def blocks_of(kind: type) -> dict[str, AnyBlock]:
    """The blocks that stand on a class, in order; those of its bases first. Each gets its name. Raises `Fault`."""
    found: dict[str, AnyBlock] = {}
    for base in reversed(kind.__mro__):
        found |= {name: thing for name, thing in vars(base).items() if isinstance(thing, Block)}
    for name, block in found.items():
        if block.name not in ("", name):
            raise Fault(_("The block {name} stands in two places. Make one for each.", name=name))
        if not block.name:
            block.name = name
        _sliced(block)
    return found


def _sliced(block: AnyBlock) -> None:
    """A slice is plain data that can be made from nothing. Raises `Fault`."""
    kind = get_origin(getattr(block, "slice", None)) or getattr(block, "slice", None)
    if not (isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, dict | list))):
        raise Fault(_("The block {name} must name its slice, a dataclass, dict or list, as in Block[Slice, Found].",
                      name=block.name))  # fmt: skip
    try:
        block.fresh()
    except TypeError as error:
        raise Fault(_("The slice of the block {name} cannot be made from nothing.", name=block.name)) from error


def settle(blocks: Mapping[str, AnyBlock], phases: Sequence[Phase]) -> None:
    """Tell each block and each phase whose question it belongs to; nothing of a block can be set after that."""
    for block in blocks.values():
        if not block.frozen:
            block.question = next((phase.name for phase in phases if phase.opens(block.of_rounds)), "")
        block.freeze()
    for phase in phases:
        asked = (block.question for block in blocks.values() if phase.holds(block) and block.question)
        phase.belongs_to("" if phase.round else next(asked, ""))


def state_of(kind: type, blocks: Mapping[str, AnyBlock]) -> type[State]:
    """A dataclass with one field a block; slices of one round carry the phases that empty them."""
    fields = [
        (name, block.slice, field(default_factory=block.fresh, metadata=_round(block)))
        for name, block in blocks.items()
    ]
    made = make_dataclass(f"{kind.__name__}State", fields, bases=(State,))
    made.__module__ = kind.__module__
    return made


def table_of(phases: Sequence[Phase], below: Sequence[Panel[Any]], blocks: Iterable[AnyBlock]) -> dict[str, Action]:
    """Every action by its name on the wire; same-named ones of panels in different phases are one. Raises `Fault`."""
    found: dict[str, dict[str, tuple[Owner, Action]]] = {}
    for phase in phases:
        for panel in phase.panels:
            _put(found, panel, phase.name)
    owners: list[Owner] = [*below, *blocks]
    for owner in owners:
        _put(found, owner, EVERYWHERE)
    made = {name: _merged(name, owners) for name, owners in found.items()}
    passing = {phase.name: tuple(panel for panel in phase.panels if panel.passes) for phase in phases}
    return made | _pass({name: panels for name, panels in passing.items() if panels}, made)


def with_own(table: Mapping[str, Action], own: Mapping[str, Action]) -> dict[str, Action]:
    """The actions of panels and blocks, and those of the activity itself. Raises `Fault` when one name means both."""
    for name in own:
        if name in table:
            raise Fault(_("The activity and one of its blocks both have an action called {name}.", name=name))
    return {**table, **own}


@dataclass(frozen=True)
class Dispatch:
    """Finds the owner of an action by the phase, and lets it do it."""

    owners: Mapping[str, tuple[Owner, Action]]

    def __call__(self, _activity: Any, s: Any, *, me: Key | None, ctx: Ctx, **given: Any) -> None:
        owner, action = self.owners.get(ctx.phase) or self.owners[EVERYWHERE]
        if len(self.owners) == 1:  # its arguments were checked as its own already
            action.do(owner, s, me, ctx, given)
            return
        own = {name: given[name] for name in action.model.model_fields if given[name] is not None}
        action.call(owner, s, me, ctx, action.checked(own))


@dataclass(frozen=True)
class Passes:
    """Passing is always the phase's: every input in it forgets."""

    panels: Mapping[str, tuple[Panel[Any], ...]]

    def __call__(self, _activity: Any, s: Any, *, me: Key, ctx: Ctx) -> None:
        for panel in self.panels[ctx.phase]:
            panel.forget(s, me)


def _put(found: dict[str, dict[str, tuple[Owner, Action]]], owner: Owner, phase: str) -> None:
    for name, offered in _offered(owner):
        there = found.setdefault(name, {})
        if phase in there and there[phase][0] is not owner:
            raise Fault(_("The phase {phase} has two actions called {name}. Mark one of their blocks.",
                          phase=phase or "?", name=name))  # fmt: skip
        there[phase] = owner, offered


def _offered(owner: Owner) -> Iterator[tuple[str, Action]]:
    offered = owner.offers() if isinstance(owner, Panel) else owner.actions
    mark = getattr(owner.block, "marked", "") if isinstance(owner, Panel) else owner.marked
    for name, each in offered.items():
        yield f"{mark}.{name}" if mark else name, each


def _merged(name: str, owners: Mapping[str, tuple[Owner, Action]]) -> Action:
    """One action for all of its owners; who it is, and what it needs, the phase says."""
    actions = [action for _owner, action in owners.values()]
    first = actions[0]
    if any(_manner(other) != _manner(first) for other in actions):
        raise Fault(_("Two actions called {name} differ. Mark one of their blocks.", name=name))
    try:
        model = first.model if len(actions) == 1 else loosened(name, actions)
    except ValueError as error:
        raise Fault(_("Two actions called {name} differ in {argument}. Mark one of their blocks.",
                      name=name, argument=str(error))) from None  # fmt: skip
    phases = () if EVERYWHERE in owners else tuple(owners)
    wants = frozenset({"me", "ctx"})
    return replace(first, name=name, phases=phases, method=Dispatch(owners), model=model, wants=wants)


def _pass(panels: Mapping[str, tuple[Panel[Any], ...]], made: Mapping[str, Action]) -> dict[str, Action]:
    if not panels:
        return {}
    if "pass" in made:
        raise Fault(_("“pass” is the phase's own action. A panel says in “forget” what passing means."))

    class Passing:
        @action(*panels)
        def pass_(self, s: Any, me: Key, ctx: Ctx) -> None:
            """Pass: it counts as done, and in no result."""

    return {"pass": replace(actions_of(Passing)["pass"], method=Passes(panels))}


def _round(block: AnyBlock) -> dict[str, Any]:
    return {"per_round": block.fresh, "of": block.question} if block.per_round else {}


def _manner(action: Action) -> tuple[object, ...]:
    return action.by, action.touches, action.voids, action.undo, action.moves
