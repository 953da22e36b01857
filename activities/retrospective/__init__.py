"""Retrospective: reflect and adapt."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from pydantic import Field

from activities.retrospective import result, yesterday
from activities.retrospective.closing import LastWord, WorthIt
from activities.retrospective.formats import PLAIN, Name
from activities.retrospective.opening import Opening
from activities.retrospective.safety import SafetyCheck
from activities.retrospective.shelf import SHELF
from activities.retrospective.thumbs import GoOn
from activities.retrospective.voting import Reflected, TopicVote
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.claim import Deeds
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.group import Group
from facilitator.blocks.ledger import LookBack
from facilitator.blocks.talk import TalkOver
from facilitator.composing import Activity, Phase, Together
from facilitator.i18n import Words, _, mark


class RetrospectiveSettings(SaysWhatFor):
    """What is fixed before anyone answers."""

    format: Name = Field(PLAIN, title=mark("Format"))
    scope: str = Field("", title=mark("What it is about, such as: the last three months"), max_length=140)
    opening: str = Field("", title=mark("Opening words. Empty: those of the format"), max_length=280)
    safety_check: bool = Field(True, title=mark("Ask first how openly people can talk"))
    carry_over: bool = Field(True, title=mark("Look back at the last actions first"))
    everyone_moves: bool = Field(False, title=mark("Everyone can move cards, on their phones"))
    votes: bool = Field(True, title=mark("Vote, talk and decide. Off: stop after grouping"))
    dots: int | None = Field(None, title=mark("Dots for each person. Empty: a quarter of the groups"), ge=1, le=20)
    discuss_minutes: int = Field(5, title=mark("Minutes for each topic"), ge=1, le=60)
    max_actions: int = Field(3, title=mark("Most actions to take on"), ge=1, le=9)


VOTES, CHECKS, LOOKS_BACK = attrgetter("votes"), attrgetter("safety_check"), attrgetter("carry_over")


class Retrospective(Activity[RetrospectiveSettings]):
    """Look back without blame, and decide on one to three changes.

    Look at the last actions first: the same complaints come back when nothing came of them. Write in silence, group,
    vote, talk about the top topic first, and take on few things, each with an owner and a day. Nobody has to defend
    anything. Formats about feelings need a room that feels safe; no words are there to stop somebody from naming harm.
    """

    id, title, glyph, version, shelf = "retrospective", _("Retrospective"), "retrospective", 2, SHELF
    used_for = _("What we change next")
    example = {"format": "mad-sad-glad", "scope": "The last three months", "discuss_minutes": 4}

    safety = SafetyCheck()
    opening = Opening(safety)
    back = LookBack()
    cards = Collect(columns=opening.columns, note=_("2 or 3 are enough."))
    groups = Group(cards)
    ballots = TopicVote(on=groups)
    thumbs = GoOn()
    topics = TalkOver(groups, ballots, minutes=lambda given: given.discuss_minutes, between=thumbs)
    claims = Deeds(most=lambda given: given.max_actions)
    worth, word = WorthIt(), LastWord()
    care = Care(groups, word)
    told_last = (groups,)

    phases = (
        Phase("stage", _("Begin"), opening.read, back.listed, opening.fits, ask=opening.about,
              say=_("I will read this aloud. You can ask on your phone to leave it out.")),
        Phase("last", _("Look back"), back.ask, ask=_("Did it help?"), then="looked", aside=True, when=LOOKS_BACK,
              note=_("Phones ask of each of the last actions whether it helped.")),
        Phase("looked", _("Last actions"), back.became, ask=back.asks, aside=True, when=LOOKS_BACK,
              go=_("Show the last actions")),
        Phase("safety", _("Safety"), safety.ask, ask=_("How openly can you talk today?"), when=CHECKS,
              go=_("Ask how openly we can talk"), note=_("Nobody sees an answer, not even you."),
              say=_("Nobody sees a number.")),
        Phase("state", _("Pace"), opening.plainer, safety.pace, ask=_("We know how to go on"), when=CHECKS,
              go=_("Close the check"), note=_("Only this page tells you how. Answers are deleted."),
              say=_("Thank you. We know how to go on.")),
        Phase("write", _("Write"), opening.asked, cards.write, go=_("Open for cards"), minutes=7,
              note=_("Nobody sees any card before all are shown."), say=_("We write in silence, one idea a card.")),
        Phase("group", _("Group"), groups.rest, groups.sort, go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which belong together? Names come last.")),
        Phase("vote", _("Vote"), ballots.on_board, ballots.cast, ask=_("What do we want to talk about?"), when=VOTES,
              go=_("Open the vote"), note=_("Groups stay as they are from now on."),
              say=_("Put dots on what you most want to talk about.")),
        Phase("result", _("Order"), ballots.result, topics.lots, ask=_("What do we want to talk about?"), when=VOTES,
              go=_("Show the result"), reveal=True,
              note=_("It says where lots will be drawn for the order. You cannot undo this.")),
        Phase("discuss", _("Talk"), topics.topic, thumbs.stay, ask=topics.asks, then="list", when=VOTES,
              minutes=lambda given: float(given.discuss_minutes), go=_("Talk about it"),
              say=_("What is behind these cards? What could we try?")),
        Phase("thumbs", _("Go on?"), thumbs.ask, topics.noted, ask=_("Go on, or next?"), then="discuss", aside=True,
              when=VOTES, go=_("Ask: go on, or next?")),
        Phase("list", _("Decide"), claims.change, ask=_("What will we do?"), when=VOTES, go=_("Decide what to do"),
              note=_("Write down what the group wants to do."),
              say=_("Which few things will we do? Begin with a verb.")),
        Phase("claim", _("Who"), claims.take, ask=_("Who does what?"), when=VOTES, go=_("Ask who does what"),
              say=_("Who would like to do this? You can only put down yourself.")),
        Phase("worth", _("Worth"), Together(worth.ask, word.say, do="was_worth"), ask=_("Was this worth your time?"),
              when=VOTES, go=_("Ask if it was worth the time")),
        Phase("close", _("Close"), claims.taken_beside(word.room_above), worth.result, word.told,
              ask=_("What we will do"), when=VOTES, go=_("Show and close"), reveal=True,
              say=_("Thank you. I read what we will do.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.opening.asks(s, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        unseen = self.cards.write.ready(s, ctx, phase) or self._groups_first(s, ctx, phase)
        decides = _("The group decides what to do now. Go back to the topics to vote again.")
        late = decides if phase == "vote" and ctx.after("thumbs") else ""
        return unseen or super().ready(s, ctx, phase) or late

    def suggest(self, s: Any, ctx: Ctx) -> str | None:
        if ctx.phase == "stage" and self.settings.carry_over and self.back.now(ctx):
            return "last"
        if ctx.phase == "group" and len(self.groups.now(ctx)) < 2 and not self.groups.left_over(s):
            return "discuss" if self.groups.now(ctx) else "list"
        if ctx.phase == "list" and self.claims.empty(s):
            return "worth"
        return super().suggest(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> Reflected:
        return Reflected(self.ballots.results(s, ctx), self.topics.results(s, ctx), self.groups.texts(s, ctx))

    def section(self, s: Any, ctx: Ctx) -> Section:
        made = super().section(s, ctx)
        items = () if self.settings.votes else (*made.items, *self.groups.loose(s))
        return replace(made, blocks=(*result.told(self, s, ctx), *made.blocks), items=items)

    @classmethod
    def upgrade(cls, kind: str, data: dict[str, Any], version: int) -> dict[str, Any]:
        return yesterday.state(data) if kind == "state" and version == 1 else data

    def _groups_first(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Cards are grouped before anyone goes on with them, and stay where they are from then on."""
        if ctx.after("group"):
            return _("The vote has begun, so the groups stay as they are.") if phase == "group" else ""
        if not replace(ctx, phase=phase).after("group"):
            return ""
        return self.groups.left_over(s) if ctx.phase == "group" else _("Show the cards and group them first.")
