"""A composed activity with two piles of cards: what is needed and strong, in columns kept apart; then what is open."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx
from facilitator.blocks.collect import Care, Collect, CollectSettings, Rules
from facilitator.blocks.group import Group, GroupSettings
from facilitator.composing import Activity, Phase
from facilitator.i18n import Words

COLUMNS = (kit.Column("need", "Needs"), kit.Column("strength", "Strengths"))


class NeedsSettings(CollectSettings, GroupSettings):
    """What is fixed before the first card."""

    question: str = "What matters here?"


class Needs(Activity[NeedsSettings]):
    """Say what is needed and what is strong, and what is still open."""

    id, title = "needs", "Needs"
    example = {"permissions": True}

    cards = Collect(COLUMNS, CollectSettings.card_rules)
    groups = Group(cards, within="column")
    questions = Collect(may=Rules(limit=80, most=2), label="A question", title="Open questions", mine="Your questions")
    care = Care(groups, questions)

    phases = (
        Phase("write", "Write", cards.write),
        Phase("group", "Group", groups.rest, groups.sort, reveal=True),
        Phase("ask", "Questions", questions.write),
        Phase("answer", "Answers", groups.wall, questions.wall, reveal=True),
    )
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question
