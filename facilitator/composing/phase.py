"""A phase: a step of an activity, with the panels that stand in it. Its privacy and its rounds follow from them."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from facilitator import activity
from facilitator.activity import Ctx, Privacy, Settings
from facilitator.composing.panel import ForWhom, Panel
from facilitator.i18n import Words
from facilitator.kit.context import Surface


@dataclass(frozen=True)
class Marked:
    """What stands in the place of the question once it is answered; the marker is drawn under it."""

    words: Words


Asked = ForWhom | Marked
"""A question, or what stands in its place."""


def worded(asked: Asked, surface: Surface) -> Words:
    """The words of a question, or of the line above it, for the room ("board") or for one person ("phone")."""
    if isinstance(asked, Mapping):
        return asked.get(surface) or next(iter(asked.values()))
    return asked.words if isinstance(asked, Marked) else asked


STRICT: tuple[Privacy | None, ...] = (None, "open", "hidden", "sensitive")
"""Privacy classes, the strictest last."""


def strictest(classes: Iterable[Privacy | None]) -> Privacy | None:
    """The strictest of some privacy classes; None where nobody answers."""
    return max(classes, key=STRICT.index, default=None)


@dataclass(frozen=True, init=False)
class Phase(activity.Phase):
    """A step of an activity. Exactly one is current; only the facilitator moves on."""

    panels: tuple[Panel[Any], ...] = ()
    """What stands in it, from top to bottom."""
    ask: Asked | Callable[[Any, Ctx], Asked] = ""
    """The question at the top; without one the activity's own. A bound method of a block, not a lambda of its name."""
    when: Callable[[Any], bool] | None = None
    """Whether it is part of a run with these settings; always, by default."""
    length: Callable[[Any], float | None] | None = None
    """Minutes of the soft timer, from the settings."""
    then: str | Callable[[Any, Ctx], str | None] = ""
    """The phase that the primary button leads to, where it is not the next."""
    kept: Callable[[Any], Privacy | None] | None = None
    """Its privacy from the settings, where it does not follow from its panels."""

    def __init__(
        self, name: str, title: Words, *panels: Panel[Any],
        ask: Asked | Callable[[Any, Ctx], Asked] = "", go: Words = "", note: Words = "", say: Words = "",
        reveal: bool = False, aside: bool = False,
        when: Callable[[Any], bool] | None = None, minutes: float | Callable[[Any], float | None] | None = None,
        people_a_minute: int = 0, then: str | Callable[[Any, Ctx], str | None] = "",
        privacy: Privacy | Callable[[Any], Privacy | None] | None = None,
        hidden: bool | None = None, round: bool | None = None,
    ) -> None:  # fmt: skip
        plain = privacy if not callable(privacy) else None
        super().__init__(
            name, title, go=go, note=note, say=say, reveal=reveal, aside=aside,
            privacy=plain or strictest(panel.privacy for panel in panels),
            hidden=any(panel.hidden for panel in panels) if hidden is None else hidden,
            round=any(panel.round for panel in panels) if round is None else round,
            spoken=any(panel.spoken for panel in panels), personal=any(panel.personal for panel in panels),
            minutes=None if callable(minutes) else minutes, people_a_minute=people_a_minute,
        )  # fmt: skip
        more = {
            "panels": panels, "ask": ask, "when": when, "length": minutes if callable(minutes) else None, "then": then,
            "kept": privacy if callable(privacy) else (lambda _given: plain) if plain else None,
        }  # fmt: skip
        for field, value in more.items():
            object.__setattr__(self, field, value)

    def holds(self, block: object) -> bool:
        """Whether a panel of the block stands in it, alone or together with others."""
        return any(part.block is block for part in self._parts)

    def asks(self, block: object) -> bool:
        """Whether people answer to the block in it."""
        return id(block) in self._asked

    def opens(self, block: object) -> bool:
        """Whether its rounds are those of the block: a panel of it says so, or, where only the phase does, asks."""
        said = any(part.round for part in self._parts)
        return self.round and any(part.block is block and (part.round if said else part.asks) for part in self._parts)

    def shows(self, block: object) -> bool:
        """Whether the room sees in it what people answered unseen to the block."""
        return id(block) in self._shown

    @cached_property
    def _parts(self) -> tuple[Panel[Any], ...]:
        return tuple(part for panel in self.panels for part in panel.parts)

    @cached_property
    def _asked(self) -> frozenset[int]:
        """Which blocks ask in it, by identity: every card of a page wants to know that."""
        return frozenset(id(part.block) for part in self._parts if part.asks)

    @cached_property
    def _shown(self) -> frozenset[int]:
        return frozenset(id(block) for part in self._parts for block in part.shows)

    def belongs_to(self, question: str) -> None:
        """Set the phase whose question it is about; done once, when the class of the activity is made."""
        object.__setattr__(self, "question", question)

    def within(self, given: Settings) -> Phase:
        """The phase as it is in a run with these settings."""
        if self.length is None:
            return self
        timed = copy.copy(self)
        object.__setattr__(timed, "minutes", self.length(given))
        return timed

    def privacy_with(self, given: Settings) -> Privacy | None:
        """Its privacy class in a run with these settings."""
        return self.kept(given) if self.kept else strictest(panel.privacy_with(given) for panel in self.panels)


def phases_of(ctx: Ctx) -> tuple[Phase, ...]:
    """The phases of this run, with their panels."""
    return cast(tuple[Phase, ...], ctx.phases)


def here(ctx: Ctx) -> Phase:
    """The present phase, with its panels."""
    return next(phase for phase in phases_of(ctx) if phase.name == ctx.phase)
