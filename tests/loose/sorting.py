"""A loose activity composed of everything that has words on cards, for tests of the blocks together."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx
from facilitator.blocks.claim import Deeds
from facilitator.blocks.collect import Care, Collect, CollectSettings
from facilitator.blocks.group import Group, GroupSettings
from facilitator.blocks.turns import Turns
from facilitator.composing import Activity, Phase
from facilitator.i18n import Words

COLUMNS = (kit.Column("start", "Start"), kit.Column("stop", "Stop"))
LEAVING = "What stays with you?"


class SortingSettings(CollectSettings, GroupSettings):
    question: str = "What now?"


class Sorting(Activity[SortingSettings]):
    """Write cards, group them, promise something, and go around."""

    id, title = "sorting", "Sorting"
    example = {"permissions": True, "max_cards": 4}

    cards = Collect(COLUMNS, CollectSettings.card_rules)
    groups = Group(cards)
    care = Care(groups)
    claims = Deeds(most=lambda _given: 3)
    turns = Turns()

    phases = (
        Phase("write", "Write", cards.write),
        Phase("group", "Group", groups.sort, reveal=True),
        Phase("list", "List", claims.change),
        Phase("claim", "Take", claims.take),
        Phase("round", "Round", turns.speak, ask=LEAVING),
        Phase("close", "Close", groups.wall),
    )
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return ctx.settings.question  # type: ignore[no-any-return]

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        needs = self.groups.unready(s, ctx) if phase in ("list", "claim") else ""
        return needs or super().ready(s, ctx, phase)
