"""Two small activities that draft: one text with several fields that is asked about, and needs from groups of cards."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Settings
from facilitator.blocks.collect import Collect
from facilitator.blocks.draft import ONE, Draft, Field
from facilitator.blocks.group import Group
from facilitator.blocks.rate import Rate, in_words
from facilitator.composing import Activity, Panel, Phase
from facilitator.kit import Column

WHAT, WHO, UNTIL = Field("what", "What we do", 280), Field("who", "Who does it", 60), Field("until", "Until when", 40)


class CharterSettings(Settings):
    """Nothing to set."""


class Counted(Panel[Rate]):
    """How many found it clear."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        (scale,) = self.block.on_scales(ctx)
        count = self.block.now(ctx).counts.get(ONE)
        return kit.options([f"{words}: {count.at(point)}" for point, words in scale.points.items()] if count else [])


class Charter(Activity[CharterSettings]):
    """Say in one text what we do, who does it and until when, and ask whether that is clear."""

    id, title = "charter", "Charter"

    text = Draft(of=ONE, fields=(WHAT, WHO, UNTIL), versions=True, begins="Begin with “We”.", do="propose")
    clear = Rate(on=text.texts, scales=in_words(clear="Clear", unclear="Not clear"))
    text.shares = clear

    phases = (
        Phase("propose", "Propose", text.write, ask="What do we do?"),
        Phase("clear", "Clear?", text.read, clear.ask, ask="Is it clear?"),
        Phase("shown", "Shown", text.read, Counted(clear), ask="Is it clear?", reveal=True,
              say="I will read it aloud."),
        Phase("mend", "Mend", text.write, ask="What do we do?", aside=True, then="clear"),
        Phase("end", "End", text.read, ask="This is what we do"),
    )  # fmt: skip


class Needs(Activity[CharterSettings]):
    """Write cards on what is missing and what is strong, and say each need in a sentence."""

    id, title = "needs", "Needs"

    cards = Collect((Column("needs", "Missing"), Column("strengths", "Strong")))
    groups = Group(cards)
    names = Draft(of=groups, only="needs", begins="Begin with “People need”.", most=2)

    phases = (
        Phase("write", "Write", cards.write, ask="What is missing? What is strong?"),
        Phase("group", "Group", groups.sort, ask="What belongs together?", reveal=True, say="I will read them aloud."),
        Phase("name", "Name", names.write, ask="What do people need?"),
    )
