"""Dot vote: narrowing a list together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Section
from facilitator.blocks.options import Listing, OptionList
from facilitator.blocks.vote import Shortlist, Tally, Vote, VoteSettings
from facilitator.composing import Activity, Panel, Phase, Shelf
from facilitator.i18n import Words, _, mark
from facilitator.report.model import Paragraph


class DotVoteSettings(VoteSettings):
    """What is fixed before the first dot."""

    criterion: str = Field(title=mark("Question, in one sentence"), min_length=3, max_length=140)
    options: OptionList = Field([], title=mark("Options. Empty: what an earlier step hands on"), max_length=60)
    by_perspective: bool = Field(False, title=mark("Also show it by perspective"))


class Few(Panel[Listing]):
    """On the stage: what tells more than dots where there is little to choose from."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        few = len(self.block.texts(s, ctx)) <= 3
        return kit.hint(_("With 3 options or fewer, rating each of them tells you more.") if few else "")


class DotVote(Activity[DotVoteSettings]):
    """Find out what the group wants to look at first.

    Everyone puts a few dots on a list, unseen, and the list is narrowed. It does not decide: only support is counted,
    never what speaks against. Merge options that say the same first, or they split their support. With three options
    or fewer, rating each of them tells you more.
    """

    takes_items = True
    unplanned = {"criterion": _("Which of these do we look at first?")}
    version = 2
    id, title, glyph = "dot-vote", _("Dot vote"), "dot-vote"
    used_for, who_decides = _("What we look at first"), _("Nobody yet, this only narrows the list")
    example = {"criterion": "Which would help most?", "options": ["Tea", "Coffee", "Water", "Juice"]}

    shelf = Shelf(
        steps=(4, 5), point=4, purposes=("choose",), minutes=(10, 20), people=(3, 200),
        when=_("A list is too long to talk about all of it."), leaves=_("A shortlist for the next step"),
    )  # fmt: skip

    options = Listing(lambda given: given.options, least=2, most=20)
    kept = Shortlist(options, lambda given: given.shortlist)
    ballots = Vote(on=options, shortlist=kept, split=lambda given: given.by_perspective)

    phases = (
        Phase("ready", _("Ready"), Few(options), options.read, options.sure,
              say=_("Are any of these the same? Does everyone understand each of them?")),
        Phase("vote", _("Vote"), ballots.cast, go=_("Open the vote"),
              note=_("Phones can place dots. Nobody sees any before the result."),
              say=_("Put your dots on what would help most. Please do not tell others how to vote.")),
        Phase("reveal", _("Result"), ballots.result, go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("talk", _("Talk"), ballots.result, ballots.again, go=_("Talk about it"), then=ballots.next_round,
              note=_("The result stays on the board."),
              say=_("What do you see? Which options have few dots, but matter a lot to someone?")),
        Phase("next", _("Next"), ballots.result, ballots.again, go=_("What next"), then=ballots.next_round,
              note=_("The shortlist can go on to another step."),
              say=_("This narrows the list. It does not decide.")),
    )  # fmt: skip

    def __init__(self, settings: DotVoteSettings) -> None:
        super().__init__(settings)
        self.takes_items = not settings.options

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.criterion

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if phase == "ready" else self.options.unready(s, ctx)

    def told_before(self, s: Any, ctx: Ctx) -> tuple[Words, Words]:
        used, decides = super().told_before(s, ctx)
        return self.options.of(s).purpose or used, decides

    def results(self, s: Any, ctx: Ctx) -> Tally:
        return self.ballots.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made, narrows = super().section(s, ctx), Paragraph(str(_("A dot vote narrows a list. It does not decide.")))
        ended = self.ballots.ended(s, ctx, named=not self.takes_items)
        return replace(made, purpose=self.options.of(s).purpose, blocks=(*ended, narrows, *made.blocks))

    @classmethod
    def upgrade(cls, kind: str, data: dict[str, Any], version: int) -> dict[str, Any]:
        if kind != "state" or version > 1:
            return data
        return {**data, "kept": {"options": data["kept"]}}
