"""Consent: go ahead unless someone objects with a reason."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from activities.consent import record
from activities.consent.asking import Ask, Mine
from activities.consent.ending import Decided
from activities.consent.loop import Deciding, Focus, Loop, Still, Story
from activities.consent.questions import Answers, Questions
from activities.consent.reasons import Reasons
from activities.consent.text import Text
from activities.consent.voting import CLEAR, FITS, WHY, Clear, Fallback
from activities.consent.working import Own, Result, Work
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.decision import ByCharter
from facilitator.blocks.turns import Turns
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class ConsentSettings(SaysWhatFor):
    """What is fixed before the first answer."""

    why: str = Field("", title=mark("Why a decision is needed, in one sentence"), max_length=140)
    proposal: str = Field("", title=mark("Proposal. Empty: write it when you get there"), max_length=280)
    kind: str = Field("", title=mark("Kind of decision, as your charter calls it"), max_length=140)
    short_form: bool = Field(False, title=mark("Leave out the rounds of questions and reactions"))
    rounds_hint: int = Field(3, title=mark("After so many rounds, offer other ways to go on"), ge=1, le=9)
    review_days: int = Field(90, title=mark("Days until the decision is looked at again"), ge=1, le=1100)


def _long(given: ConsentSettings) -> bool:
    return not given.short_form


class Consent(Activity[ConsentSettings]):
    """Go ahead with what is good enough for now, unless somebody objects with a reason.

    Everyone understands the proposal first, then reacts, and then takes a stance, unseen and without a pass. An
    objection is a gift: the group changes the words until who made it says that it is settled. Nobody else can. Nothing
    is called consent while an objection is open. Do not hurry: "No objections? Good." is not consent.
    """

    takes_items = True
    id, title, glyph = "consent", _("Consent"), "consent"
    used_for, who_decides = _("Whether we go ahead with this"), _("Everyone here")
    shelf = Shelf(
        steps=(5,), purposes=("decide",), minutes=(30, 90), people=(3, 40),
        when=_("A decision needs everyone behind it, or at least nobody against it."),
        leaves=_("A decision that nobody objects to, with concerns and a day to look at it again"),
    )  # fmt: skip
    example = {"why": "People who work cannot come in the afternoon.", "proposal": "We meet on Thursdays at 6."}

    clear = Clear(scales=CLEAR, do="say_clear", field="clear")
    text = Text()
    turns, again = Turns(), Turns()
    asks, said = Questions(), Collect(title=_("Reactions"), note=_("“I need time to think” is fine."))
    deciding, focus, reasons = Deciding(), Focus(), Reasons()
    loop = Loop(text, focus, reasons, deciding)
    by = ByCharter(FITS)
    fallback = Fallback(loop, by)
    votes = fallback.votes
    worries = Collect(
        title=_("Concerns, on cards"), note=_("It stops nothing. We look at it when we look at this again.")
    )
    care = Care(asks, said, reasons, worries)
    answers = Answers(asks, care)

    mine, stance, own, still = Mine(deciding), Ask(loop), Own(loop), Still(loop)
    shown, work, ending = Result(loop), Work(loop), Decided(loop, fallback, worries)

    phases = (
        Phase("why", _("Why"), fallback.terms, clear.ask, by.look, ask=WHY,
              say=_("I will read why we need a decision. Is that clear, and is it ours to decide?")),
        Phase("clear", _("Clear?"), clear.result, mine, ask=WHY, reveal=True, go=_("Show the answers"),
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("proposal", _("Proposal"), text.frame, text.write, by.look, mine, ask=text.asked,
              go=_("Go to the proposal"), note=_("Phones can suggest words."),
              say=_("What, who does it, until when, and how will we know?")),
        Phase("questions", _("Questions"), turns.speak, asks.write, ask=text.asked, when=_long, round=True,
              go=_("Ask for questions"), note=_("Only questions: what do you mean by …"),
              say=_("Is there a word you do not understand? Only questions for now.")),
        Phase("answers", _("Answers"), answers.read, ask=text.asked, when=_long, reveal=True, then=loop.after_answers,
              go=_("Show the questions"), note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Who made the proposal answers, one after the other.")),
        Phase("react", _("Reactions"), again.speak, said.write, ask=text.asked, when=_long,
              go=_("Ask for reactions"), note=_("One after the other. Nobody discusses."),
              say=_("What do you think of it? We listen, and nobody answers yet. You can pass.")),
        Phase("mend", _("Mend?"), said.wall, text.write, ask=text.asked, when=_long, go=_("Show the reactions"),
              reveal=True, note=_("Who proposed it can change the words."),
              say=_("Having heard this, would you change something?")),
        Phase("stance", _("Stance"), stance, text.frame, ask=text.asked, go=_("Ask everyone for a stance"),
              note=_("Everyone answers, and nobody sees an answer before the result."),
              say=_("I read the words once more. Do you object? Not sure? Then object.")),
        Phase("reveal", _("Result"), shown, own, ask=text.asked, go=_("Show the result"), reveal=True,
              then=loop.after_result, note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("work", _("Objections"), work, own, text.write, ask=text.asked, go=_("Work on an objection"),
              then=loop.after_work, note=_("A change of the words asks everyone again."),
              say=_("Thank you for this. Do we understand it? What change would you like? Then everyone else.")),
        Phase("vote", _("Vote"), still, fallback.tick, votes.ask, ask=text.asked, go=_("Vote, as we agreed before"),
              aside=True, then="voted", note=_("Only what the charter says. It will not be called consent."),
              say=_("We agreed before what we do when we get stuck. This is that vote.")),
        Phase("voted", _("Votes"), fallback.result, votes.result, ask=text.asked, go=_("Show the votes"), reveal=True,
              aside=True, then=fallback.after_vote,
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("concerns", _("Concerns"), still, worries.write, ask=_("What should we keep in mind?"),
              go=_("Ask for concerns"),
              note=_("Phones can send cards without a name. It stops nothing."),
              say=_("What worries you? Say it, or write it. We come back to it when we look at this again.")),
        Phase("close", _("Decision"), ending, ask=text.asked, go=_("Show how it ended"), reveal=True,
              note=_("The board shows how it ended, and the concerns."),
              say=_("This is what we decided. Thank you for every objection.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def __init__(self, settings: ConsentSettings) -> None:
        super().__init__(settings)
        self.takes_items = not settings.proposal

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.text.asked(s, ctx)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        early = phase in ("why", "clear", "proposal")
        if early and self.loop.number(ctx):
            return _("People have taken stances, so this step is over. You can still change the words.")
        if not early and (why := self.text.unready(s, ctx)):
            return why
        if phase == "stance" and (why := self.by.unready(s, ctx)):
            return why
        if phase in ("reveal", "concerns", "close") and not self.loop.number(ctx):
            return _("Ask everyone for their stance first.")
        if phase == "concerns" and not self.loop.now(ctx).rounds:
            return _("Show the result first.")
        return super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Story:
        return self.loop.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        blocks = record.blocks(self, s, ctx)
        return Section(str(self.title), str(self.ask(s, ctx)), blocks=blocks, ledger=record.ledger(self, s, ctx))
