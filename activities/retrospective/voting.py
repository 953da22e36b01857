"""The vote on what to talk about: only where there is something to compare, and not too much of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Round
from facilitator.blocks.group import Group
from facilitator.blocks.talk import Order
from facilitator.blocks.vote import Rules, Tally, Vote, a_few
from facilitator.composing import Panel
from facilitator.i18n import Words, _

MOST = 20
"""More than this cannot be compared in one vote."""


@dataclass(frozen=True)
class Reflected:
    """The count of the last vote, the order in which its groups are talked about, and what they are called."""

    count: Tally
    order: Order
    texts: Mapping[str, str]


def dots(given: Any, groups: Sequence[str]) -> Rules:
    """What a ballot may be: one dot on a group (id), as many dots as the settings say."""
    return a_few(groups, given.dots)


class TopicVote(Vote):
    """Dots on groups, in rounds."""

    called, numbered, prefix = _("Vote"), _("Vote {n}"), "vote"

    def __init__(self, on: Group) -> None:
        super().__init__(on, dots)
        self.on_board = Compared(on)

    def shown(self, s: Any, ctx: Ctx) -> list[Round]:
        """Groups are shown before any vote on them is opened: that is no result."""
        return [each for each in super().shown(s, ctx) if each.number]


class Compared(Panel[Group]):
    """The groups on the board while people vote on them."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options(list(self.block.texts(s, ctx).values()))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return Html("")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        n = len(self.block.texts(s, ctx))
        if n < 2:
            return _("A vote needs two groups or more. Talk about what there is, or decide what to do.")
        if n > MOST:
            return _("{n} groups are too many to compare. Put them together to {most} or fewer.", n=n, most=MOST)
        return ""
