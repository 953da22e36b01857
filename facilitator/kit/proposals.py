"""A proposal on a page: its words and its outcome, and what the facilitator does with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Item, Key
from facilitator.blocks.fist import record as fist_record
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.fist.asides import Asides
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.answers import button, date_form, text_form
from facilitator.kit.context import act, join, page
from facilitator.kit.fists import hands
from facilitator.kit.results import outcome, quotes, versions
from facilitator.kit.stage import Row, listing, secondary
from facilitator.kit.words import heading, hint, lead, more, question, topline
from facilitator.primitives.proposal import AFTER, Proposal
from facilitator.report.words import day

MOVED = 48.0
"""How much of the height of the board cards have under the proposal and a heading."""


def proposed(proposal: Proposal, bar: fist.Bar) -> Html:
    """The exact words, under what an answer to them is used for; with the wording before, side by side."""
    top = topline(fist_record.stands_for(proposal.use, bar))
    if not proposal.words:
        return join(top, question(_("The proposal comes next")))
    if proposal.before and page.get().surface != "phone":
        return join(top, question(proposal.words), versions(proposal.before, proposal.words))
    return join(top, question(proposal.words))


def explained(explanation: str) -> Html:
    """More about the proposal behind a button."""
    return more(_("Explain more"), explanation) if explanation else Html("")


def result(s: Any, given: fist.FistSettings, ctx: Ctx, days: int, me: Key | None = None) -> Html:
    """What the last shown round of a state with `proposal` and `ratings` says: words, outcome, fingers.

    At the top stands what an answer was for; where it is known what follows, that instead.
    """
    shown = ctx.shown(s)
    if not shown:
        return proposed(s.proposal, given.bar)
    last = shown[-1].state
    newer = s.proposal.words if s.proposal.words != last.proposal.words else ""
    told = fist.of_round(shown[-1], given)
    mine = last.ratings.of(me).get(fist.PROPOSAL) if me else None
    return join(
        topline(_follows(s.proposal, told, ctx, days) or fist_record.stands_for(last.proposal.use, given.bar)),
        question(last.proposal.words),
        outcome(told.sign, fist_record.said(told, last.proposal.use), told.detail),
        lead(_("New wording, not asked yet: “{text}”", text=newer)) if newer else "",
        hands(told, given.bar, mine, ctx.names, last.ratings),
    )


def _follows(proposal: Proposal, told: fist.Outcome, ctx: Ctx, days: int) -> Words:
    """When what was decided is looked at again, or how the group goes on with what was not; empty before it chose."""
    if told.agreed and proposal.use == "decision":
        return _("We look at it again on {date}.", date=day(proposal.look_again(ctx, days).isoformat()))
    return AFTER[proposal.after] if proposal.after and not told.agreed else ""


def aside_form(asides: Asides, me: Key, harm: bool) -> Html:
    """On a phone: a card without a name, or pass; who showed a fist can ask to be heard in private."""
    ask = _("What harm do you see? Your stop counts without a reason.") if harm else _("What would move it up?")
    words = _("You asked for this. Take it back") if me in asides.private else _("Ask me in private")
    mine = next((card.text for card in asides.cards.of(me).values()), "")
    form = text_form(
        "text", ask, "card", 280, _("Send change") if mine else _("Send"), mine, 3,
        _("Please do not name other people."), passes="pass",
        saved=bool(mine), passed=me in asides.cards.passes,
    )  # fmt: skip
    return join(form, button(words, "ask_me") if harm else "")


def aside_cards(asides: Asides, ctx: Ctx) -> Html:
    """The cards in no order."""
    cards = asides.shuffled(ctx.random("cards", ctx.round))
    written = quotes(cards, _("No cards. Somebody may want to say it instead."), high=MOVED)
    return join(heading(_("What would move it up?")), written)


def private_wishes(asides: Asides) -> Html:
    """On the stage: that somebody would rather talk in private, never who."""
    n = len(asides.private)
    words = ngettext("{n} person would rather be asked in private.", "{n} people would rather be asked in private.", n)
    return join(hint(words), hint(_("Say where they can find you in the break."))) if n else Html("")


def proposal_tools(s: Any, given: fist.FistSettings, ctx: Ctx, days: int) -> Html:
    """What the facilitator can do with a proposal on the stage, phase by phase."""
    if ctx.phase == "proposal":
        return join(proposal_to_mend(s.proposal, ctx.incoming), use_choice(s.proposal))
    if ctx.phase == "change":
        return join(private_wishes(s.asides), proposal_to_mend(s.proposal), ways_on(s.proposal))
    shown = ctx.shown(s)
    agreed = bool(shown) and fist.of_round(shown[-1], given).agreed
    if ctx.phase in ("reveal", "close") and agreed:
        return review_form(s.proposal, ctx, days) if s.proposal.use == "decision" else Html("")
    last = ctx.phase == "reveal" and len(shown) >= given.rounds_max
    return ways_on(s.proposal) if last or ctx.phase == "close" else Html("")


def proposal_to_mend(proposal: Proposal, incoming: Sequence[Item] = ()) -> Html:
    """On the stage: new words, or one of the items that an earlier step handed on."""
    rows = [
        Row(item.id, item.text, buttons=[_propose(item.text)])
        for item in incoming
        if item.text not in proposal.wordings
    ]
    label = _("Say it in new words") if proposal.words else _("The proposal")
    form = text_form("text", label, "word", 280, _("Use these words"), proposal.words, 3)
    return join(listing(rows, _("From an earlier step"), "incoming") if rows else "", form)


def _propose(text: str) -> Html:
    return button(_("Propose this"), act("word", text=text), label=_("Propose this: {text}", text=text))


def use_choice(proposal: Proposal) -> Html:
    """On the stage, before anyone answers: does it decide?"""
    if proposal.use == "decision":
        return secondary([button(_("Only ask what people think. Decide nothing."), act("decide", use="temperature"))])
    return secondary([button(_("Let it decide"), act("decide", use="decision"))])


def ways_on(proposal: Proposal) -> Html:
    """On the stage: how the group goes on with what was not agreed."""
    buttons = [button(words, act("go_on", after=after)) for after, words in AFTER.items() if after != proposal.after]
    chosen = hint(AFTER[proposal.after]) if proposal.after else Html("")
    return join(heading(_("How do we go on?")), chosen, secondary(buttons))


def review_form(proposal: Proposal, ctx: Ctx, days: int) -> Html:
    """On the stage: the day on which the decision is looked at again."""
    return date_form("on", _("We look at it again on"), "look_again", _("Set the date"), proposal.look_again(ctx, days))
