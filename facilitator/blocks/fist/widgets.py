"""Fist of five on a page: the words of a proposal, the fingers for it, and what it would take."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from random import Random

from facilitator import kit
from facilitator.activity import Html, Item, Key
from facilitator.blocks.collect.card import LONGEST as LONGEST_REPLY
from facilitator.blocks.fist import rules
from facilitator.blocks.fist.replies import Replies, shuffled
from facilitator.blocks.fist.rules import Bar, Outcome
from facilitator.blocks.fist.wordings import AFTER, LONGEST, Wordings
from facilitator.blocks.rate.rules import ASIDE, Point, Ratings, Rules
from facilitator.i18n import Words, _, ngettext

Named = Callable[[str], str]
"""What an action is called on the wire."""

MOVED = 48.0
"""How much of the height of the board cards have under the proposal and a heading."""

# The words


def versions(proposal: Wordings) -> Html:
    """The wording before, side by side with the present one; nothing on phones, and before there is one."""
    if not proposal.before or kit.page.get().surface == "phone":
        return Html("")
    return kit.versions(proposal.before, proposal.words)


def explained(explanation: str) -> Html:
    """More about the proposal behind a button."""
    return kit.more(_("Explain more"), explanation) if explanation else Html("")


def words_form(proposal: Wordings, offered: Sequence[Item], named: Named) -> Html:
    """On the stage: new words, or one of the items that an earlier step handed on."""
    rows = [
        kit.Row(item.id, item.text, buttons=[_propose(item.text, named)])
        for item in offered
        if item.text not in proposal.wordings
    ]
    label = _("Say it in new words") if proposal.words else _("The proposal")
    form = kit.text_form(kit.TextField("text", label, LONGEST, proposal.words, 3), named("word"), _("Use these words"))
    return kit.join(kit.listing(rows, _("From an earlier step"), "incoming") if rows else "", form)


def _propose(text: str, named: Named) -> Html:
    words, label = _("Propose this"), _("Propose this: {text}", text=text)
    return kit.button(words, kit.act(named("word"), text=text), label=label)


def use_choice(proposal: Wordings, named: Named) -> Html:
    """On the stage, before anyone answers: does it decide?"""
    if proposal.use == "decision":
        words, use = _("Only ask what people think. Decide nothing."), "temperature"
    else:
        words, use = _("Let it decide"), "decision"
    return kit.secondary([kit.button(words, kit.act(named("decide"), use=use))])


def ways_on(proposal: Wordings, fallback: Words, named: Named) -> Html:
    """On the stage: how the group goes on with what was not agreed, and what its charter says of that."""
    buttons = [
        kit.button(words, kit.act(named("go_on"), after=after))
        for after, words in AFTER.items()
        if after != proposal.after
    ]
    chosen = kit.hint(AFTER[proposal.after]) if proposal.after else Html("")
    if fallback:
        chosen += kit.hint(_("Our charter says: {way}", way=fallback))
    return kit.join(kit.heading(_("How do we go on?")), chosen, kit.secondary(buttons))


def review_form(on: date, named: Named) -> Html:
    """On the stage: the day on which the decision is looked at again."""
    return kit.date_form("on", _("We look at it again on"), named("look_again"), _("Set the date"), on)


# The fingers


def scale(name: str, given: Rules, chosen: Point | None) -> Html:
    """The answers, best at the top, each with its figure, its fingers and its words."""
    points = range(given.high, given.low - 1, -1)
    options = [kit.Choice(str(point), rules.FINGERS[point], str(point), kit.fingers(point)) for point in points]
    if given.aside:
        options.append(kit.Choice(ASIDE, rules.ASIDE, "", kit.aside_sign()))
    return kit.choices(name, options, None if chosen is None else str(chosen), _("How much do you agree?"))


def hands(told: Outcome, bar: Bar, mine: Point | None, who: Mapping[Key, str], ratings: Ratings) -> Html:
    """How many showed what, best first, with the line of the pass level. `mine` marks one's own dot."""
    words = rules.SHORT if kit.page.get().surface == "board" else rules.FINGERS
    count = told.count
    points = sorted(count.points, reverse=True)
    rows = [
        kit.ChartRow(f"f{point}", words[point], count.at(point), rules.names(point, who, ratings), point,
                     mine=int(mine == point), sign=kit.fingers(point))
        for point in points
    ]  # fmt: skip
    if count.aside:
        rows.append(
            kit.ChartRow("aside", rules.ASIDE_SHORT, count.aside, rules.names(ASIDE, who, ratings),
                         mine=int(mine == ASIDE), sign=kit.aside_sign(), apart=True)
        )  # fmt: skip
    last = max((place for place, point in enumerate(points) if point >= bar.pass_level), default=None)
    return kit.chart(rows, count.answered, last, told.line(bar))


# What it would take


def reply_form(replies: Replies, me: Key, harm: bool, named: Named) -> Html:
    """On a phone: a card without a name, or pass; who showed a fist can ask to be heard in private."""
    ask = _("What harm do you see? Your stop counts without a reason.") if harm else _("What would move it up?")
    words = _("You asked for this. Take it back") if me in replies.private else _("Ask me in private")
    mine = replies.cards.text_of(me)
    form = kit.text_form(
        kit.TextField("text", ask, LONGEST_REPLY, mine, 3, _("Please do not name other people.")),
        named("card"), _("Send change") if mine else _("Send"),
        passes="pass", saved=bool(mine), passed=me in replies.cards.passes,
    )  # fmt: skip
    return kit.join(form, kit.button(words, named("ask_me")) if harm else "")


def reply_sheet() -> Html:
    """The same for paper, empty."""
    return kit.text_area("text", _("What would move it up?"), LONGEST_REPLY)


def replies_shown(replies: Replies, random: Random) -> Html:
    """The cards in no order."""
    none = _("No cards. Somebody may want to say it instead.")
    return kit.join(
        kit.heading(_("What would move it up?")), kit.quotes(shuffled(replies.cards, random), none, high=MOVED)
    )


def private_wishes(replies: Replies) -> Html:
    """On the stage: that somebody would rather talk in private, never who."""
    n = len(replies.private)
    words = ngettext("{n} person would rather be asked in private.", "{n} people would rather be asked in private.", n)
    return kit.join(kit.hint(words), kit.hint(_("Say where they can find you in the break."))) if n else Html("")
