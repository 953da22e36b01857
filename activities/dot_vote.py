"""Dot vote: narrowing a list together."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import Field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Item, Key, Phase, Refused, Section, State, action, per_round
from facilitator.blocks.options.rules import ClearsOptions, OptionList, Options
from facilitator.blocks.vote import record as vote_record
from facilitator.blocks.vote import rules as vote
from facilitator.i18n import Words, _, mark
from facilitator.primitives.voting import Voting
from facilitator.report.model import Paragraph, Passage


class DotVoteSettings(vote.VoteSettings):
    """What is fixed before the first dot."""

    criterion: str = Field(title=mark("Question, in one sentence"), min_length=3, max_length=140)
    options: OptionList = Field([], title=mark("Options. Empty: what an earlier step hands on"), max_length=60)
    by_perspective: bool = Field(False, title=mark("Also show it by perspective"))


@dataclass
class DotVoteState(State):
    """Options, and the ballots of this round."""

    options: Options
    kept: list[str] = field(default_factory=list)
    """On the shortlist already, while the vote goes on among those that were level."""
    ballots: vote.Ballots = per_round(vote.Ballots)


class DotVote(ClearsOptions, Voting, Activity[DotVoteSettings, DotVoteState]):
    """Find out what the group wants to look at first.

    Everyone puts a few dots on a list, unseen, and the list is narrowed. It does not decide: only support is counted,
    never what speaks against. Merge options that say the same first, or they split their support. With three options
    or fewer, rating each of them tells you more.
    """

    takes_items = True
    id, title, glyph = "dot-vote", _("Dot vote"), "dot-vote"
    used_for, who_decides = _("What we look at first"), _("Nobody yet, this only narrows the list")
    example = {"criterion": "Which would help most?", "options": ["Tea", "Coffee", "Water", "Juice"]}
    phases = (
        Phase("ready", _("Ready"), say=_("Are any of these the same? Does everyone understand each of them?")),
        Phase("vote", _("Vote"), go=_("Open the vote"), privacy="hidden", hidden=True, round=True,
              note=_("Phones can place dots. Nobody sees any before the result."),
              say=_("Put your dots on what would help most. Please do not tell others how to vote.")),
        Phase("reveal", _("Result"), go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("talk", _("Talk"), go=_("Talk about it"), note=_("The result stays on the board."),
              say=_("What do you see? Which options have few dots, but matter a lot to someone?")),
        Phase("next", _("Next"), go=_("What next"), note=_("The shortlist can go on to another step."),
              say=_("This narrows the list. It does not decide.")),
    )  # fmt: skip

    def __init__(self, settings: DotVoteSettings) -> None:
        super().__init__(settings)
        self.takes_items = not settings.options

    def start(self, ctx: Ctx) -> DotVoteState:
        return DotVoteState(Options.of(self.settings.options or [item.text for item in ctx.incoming]))

    def told_before(self, s: DotVoteState, ctx: Ctx) -> tuple[Words, Words]:
        used, decides = super().told_before(s, ctx)
        return s.options.purpose or used, decides

    def ready(self, s: DotVoteState, ctx: Ctx, phase: str) -> Words:
        return "" if phase == "ready" else s.options.unready(2, 20)

    def rules(self, s: DotVoteState) -> vote.Rules:
        return self.settings.rules(s.options.texts)

    @action("talk", "next", by="facilitator", voids=True)
    def again(self, s: DotVoteState, ctx: Ctx) -> None:
        """Vote again, only among those that were level at the end of the shortlist."""
        if not ctx.revealed or not ctx.results.tied_at_cut:
            raise Refused(_("No options have the same number of dots at the end of the shortlist."))
        s.kept += [option for option in ctx.results.shortlist if option not in ctx.results.tied_at_cut]
        s.options.only(ctx.results.tied_at_cut)

    def results(self, s: DotVoteState, ctx: Ctx) -> vote.Tally:
        return vote.tally(s.ballots, self.rules(s), max(1, self.settings.shortlist - len(s.kept)))

    def suggest(self, s: DotVoteState, ctx: Ctx) -> str | None:
        return "vote" if ctx.phase in ("talk", "next") and not ctx.revealed else None

    def phone(self, s: DotVoteState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase == "ready":
            return kit.join(self._top(), kit.options_to_read(s.options, me))
        if ctx.phase == "vote":
            options = list(s.options.texts.items())
            ctx.random(me).shuffle(options)
            return kit.join(self._top(), kit.privacy(), kit.ballot(s.ballots, self.rules(s), me, options))
        return self._result(s, ctx, me)

    def board(self, s: DotVoteState, ctx: Ctx) -> Html:
        if ctx.phase == "ready":
            return kit.join(self._top(), kit.options(list(s.options.texts.values())))
        return self._top() if ctx.phase == "vote" else self._result(s, ctx)

    def stage(self, s: DotVoteState, ctx: Ctx) -> Html:
        if ctx.phase == "ready":
            few = len(s.options.texts) <= 3
            first = kit.questions_first(s.options, s.options.purpose or self.settings.purpose)
            more = _("With 3 options or fewer, rating each of them tells you more.") if few else ""
            return kit.join(kit.hint(more), kit.options_to_mend(s.options), first)
        level = ctx.phase in ("talk", "next") and ctx.revealed and ctx.results.tied_at_cut
        return kit.button(_("Vote again on those with the same number"), "again") if level else Html("")

    def paper(self, s: DotVoteState, ctx: Ctx) -> tuple[str, Html]:
        return "ballot", kit.number_fields("dots", list(s.options.texts.items()), self.rules(s).most)

    def section(self, s: DotVoteState, ctx: Ctx) -> Section:
        blocks: list[Passage] = [Paragraph(str(_("A dot vote narrows a list. It does not decide.")))]
        rounds, given = ctx.shown(s), self.settings
        for each in rounds:
            title = _("Round {n}", n=each.number) if len(rounds) > 1 else _("Result")
            count, rules = self.results(each.state, ctx), self.rules(each.state)
            blocks += vote_record.round_blocks(each, title, count, rules, ctx, rounds if given.by_perspective else ())
        texts = {option: text for each in rounds for option, text in each.state.options.texts.items()}
        last = rounds[-1].state if rounds else s
        chosen = [*last.kept, *self.results(last, ctx).shortlist] if rounds else []
        items = tuple(Item(option, texts[option]) for option in chosen)
        counts = [self.results(each.state, ctx) for each in rounds]
        blocks += vote_record.shortlist(rounds, counts, [item.text for item in items])
        return Section(str(self.title), given.criterion, s.options.purpose or given.purpose, tuple(blocks), items)

    def _top(self, words: Words = "") -> Html:
        return kit.join(kit.topline(words), kit.question(self.settings.criterion))

    def _result(self, s: DotVoteState, ctx: Ctx, me: Key | None = None) -> Html:
        shown = ctx.shown(s)
        return kit.vote_result(self.settings.criterion, shown, lambda s: self.results(s, ctx), self.rules, me)
