"""Retrospective: reflect and adapt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pydantic import Field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, SaysWhatFor, Section
from facilitator.blocks.collect.rules import Rules
from facilitator.blocks.ledger import rules as looking_back
from facilitator.blocks.talk import rules as topics
from facilitator.blocks.vote import rules as vote
from facilitator.i18n import Words, _, mark
from facilitator.kit import retrospect as page
from facilitator.primitives import claiming, formats, grouping, reflection, safety, thumbs, worth
from facilitator.primitives.reflection import Reflected, ReflectionState, Reflects, question, suggested, why_not


class RetrospectiveSettings(SaysWhatFor):
    """What is fixed before anyone answers."""

    format: formats.Name = Field(formats.PLAIN, title=mark("Format"))
    scope: str = Field("", title=mark("What it is about, such as: the last three months"), max_length=140)
    opening: str = Field("", title=mark("Opening words. Empty: those of the format"), max_length=280)
    safety_check: bool = Field(True, title=mark("Ask first how openly people can talk"))
    carry_over: bool = Field(True, title=mark("Look back at the last actions first"))
    everyone_moves: bool = Field(False, title=mark("Everyone can move cards, on their phones"))
    votes: bool = Field(True, title=mark("Vote, talk and decide. Off: stop after grouping"))
    dots: int | None = Field(None, title=mark("Dots for each person. Empty: a quarter of the groups"), ge=1, le=20)
    discuss_minutes: int = Field(5, title=mark("Minutes for each topic"), ge=1, le=60)
    max_actions: int = Field(3, title=mark("Most actions to take on"), ge=1, le=9)


class Retrospective(
    Reflects, formats.Opens, looking_back.LooksBack, safety.ChecksSafety, worth.AsksWorth, grouping.Grouping,
    topics.TalksOver, thumbs.ShowsThumbs, claiming.Promising, Activity[RetrospectiveSettings, ReflectionState],
):  # fmt: skip
    """Look back without blame, and decide on one to three changes.

    Look at the last actions first: the same complaints come back when nothing came of them. Write in silence, group,
    vote, talk about the top topic first, and take on few things, each with an owner and a day. Nobody has to defend
    anything. Formats about feelings need a room that feels safe; no words are there to stop somebody from naming harm.
    """

    id, title, glyph = "retrospective", _("Retrospective"), "retrospective"
    used_for = _("What we change next")
    example = {"format": "mad-sad-glad", "scope": "The last three months", "discuss_minutes": 4}
    list_phases = ("list",)
    phases = (
        Phase("stage", _("Begin"), say=_("I will read this aloud. You can ask on your phone to leave it out.")),
        Phase("last", _("Look back"), privacy="hidden", hidden=True, aside=True,
              note=_("Phones ask of each of the last actions whether it helped.")),
        Phase("looked", _("Last actions"), go=_("Show the last actions"), aside=True),
        Phase("safety", _("Safety"), go=_("Ask how openly we can talk"), privacy="sensitive", hidden=True,
              note=_("Nobody sees an answer, not even you."), say=_("Nobody sees a number.")),
        Phase("state", _("Pace"), go=_("Close the check"), note=_("Only this page tells you how. Answers are deleted."),
              say=_("Thank you. We know how to go on.")),
        Phase("write", _("Write"), go=_("Open for cards"), privacy="hidden", hidden=True, minutes=7,
              note=_("Nobody sees any card before all are shown."), say=_("We write in silence, one idea a card.")),
        Phase("group", _("Group"), go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which belong together? Names come last.")),
        Phase("vote", _("Vote"), go=_("Open the vote"), privacy="hidden", hidden=True, round=True,
              note=_("Groups stay as they are from now on."), say=_("Put dots on what you most want to talk about.")),
        Phase("result", _("Order"), go=_("Show the result"), reveal=True,
              note=_("It says where lots will be drawn for the order. You cannot undo this.")),
        Phase("discuss", _("Talk"), go=_("Talk about it"), say=_("What is behind these cards? What could we try?")),
        Phase("thumbs", _("Go on?"), go=_("Ask: go on, or next?"), privacy="hidden", hidden=True, aside=True),
        Phase("list", _("Decide"), go=_("Decide what to do"), note=_("Write down what the group wants to do."),
              say=_("Which few things will we do? Begin with a verb.")),
        Phase("claim", _("Who"), go=_("Ask who does what"), privacy="open",
              say=_("Who would like to do this? You can only put down yourself.")),
        Phase("worth", _("Worth"), go=_("Ask if it was worth the time"), privacy="hidden", hidden=True),
        Phase("close", _("Close"), go=_("Show and close"), reveal=True, say=_("Thank you. I read what we will do.")),
    )  # fmt: skip

    def __init__(self, settings: RetrospectiveSettings) -> None:
        super().__init__(settings)
        self.most_slots = settings.max_actions

    def start(self, ctx: Ctx) -> ReflectionState:
        return ReflectionState(self.settings.format)

    def shown_phases(self) -> Sequence[Phase]:
        given = self.settings
        out = {"safety", "state"} if not given.safety_check else set()
        out |= {"last", "looked"} if not given.carry_over else set()
        names = [phase.name for phase in self.phases]
        out |= set() if given.votes else set(names[names.index("vote") :])
        timed = {"discuss": float(given.discuss_minutes)}
        kept = [phase for phase in self.phases if phase.name not in out]
        return [replace(phase, minutes=timed.get(phase.name, phase.minutes)) for phase in kept]

    def ready(self, s: ReflectionState, ctx: Ctx, phase: str) -> Words:
        return self.why_not_write(ctx, phase) or why_not(s, ctx, phase)

    def suggest(self, s: ReflectionState, ctx: Ctx) -> str | None:
        return suggested(s, ctx, self.settings.carry_over)

    def card_rules(self, s: ReflectionState) -> Rules:
        return Rules(tuple(pile.id for pile in s.asked.columns))

    def card_columns(self, s: ReflectionState) -> Mapping[str, Words]:
        return {pile.id: pile.title for pile in s.asked.columns}

    def rules(self, s: ReflectionState) -> vote.Rules:
        return vote.VoteSettings(dots=self.settings.dots).rules(s.options.texts)

    def results(self, s: ReflectionState, ctx: Ctx) -> Reflected:
        count = self._count(s)
        return Reflected(count, topics.order(count, ctx, ctx.round))

    def phone(self, s: ReflectionState, me: Key, ctx: Ctx) -> Html:
        form = page.reflecting_form(s, me, ctx, self.card_rules(s), self.rules(s))
        if form:
            return kit.join(self._top(s, ctx), form, page.noted(s, ctx))
        if ctx.phase == "group" and self.everyone_moves():
            return kit.join(self._top(s, ctx), page.group_controls(s.cards, s.groups, page.piles(s.asked)))
        if ctx.phase == "stage":
            return kit.join(self.board(s, ctx), page.opening_asked(s, me))
        return self._order(s, ctx, me) if ctx.phase == "result" else kit.join(self.board(s, ctx), page.noted(s, ctx))

    def board(self, s: ReflectionState, ctx: Ctx) -> Html:
        if ctx.phase == "result":
            return self._order(s, ctx)
        words = self.settings.opening or s.asked.opening
        return kit.join(self._top(s, ctx), page.reflecting_wall(s, ctx, words))

    def stage(self, s: ReflectionState, ctx: Ctx) -> Html:
        return page.reflecting_tools(s, ctx, self.settings.discuss_minutes, self.settings.max_actions)

    def paper(self, s: ReflectionState, ctx: Ctx) -> tuple[str, Html] | None:
        return page.reflecting_sheet(s, ctx, self.card_rules(s), self.rules(s))

    def section(self, s: ReflectionState, ctx: Ctx) -> Section:
        scope, votes = self.settings.scope, self.settings.votes
        return reflection.section(self.title, s, self.card_rules(s), self.rules, ctx, scope, votes)

    def _top(self, s: ReflectionState, ctx: Ctx) -> Html:
        return kit.join(kit.topline(), kit.question(question(s, ctx, self.settings.scope)))

    def _count(self, s: ReflectionState) -> vote.Tally:
        return vote.tally(s.ballots, self.rules(s), shortlist=0)

    def _order(self, s: ReflectionState, ctx: Ctx, me: Key | None = None) -> Html:
        asked = question(s, ctx, self.settings.scope)
        return kit.join(kit.vote_result(asked, ctx.shown(s), self._count, self.rules, me), page.lots(s, ctx))
