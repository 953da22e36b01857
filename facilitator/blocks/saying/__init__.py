"""Saying: people say any number of things in the open, or that they have nothing to say."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from facilitator.activity import Ctx, Key
from facilitator.composing import Block, Panel

__all__ = ["Saying"]

BLOCK = TypeVar("BLOCK", bound=Block[Any, Any])


class Saying(Panel[BLOCK]):
    """A panel where people say things one by one; the slice of its block has `passes`, the keys of who passed.

    A pass takes nothing back: what somebody said before stays until they take it back themselves.
    """

    privacy = "open"

    def said(self, s: Any) -> Collection[Key]:
        """Who said something that still stands."""
        raise NotImplementedError

    def heard(self, s: Any, me: Key) -> None:
        """Somebody says something, and so has not passed."""
        self.block.of(s).passes.pop(me, None)

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).passes[me] = True

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.said(s), *self.block.of(s).passes}

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.block.of(s).passes} - {*self.said(s)}
