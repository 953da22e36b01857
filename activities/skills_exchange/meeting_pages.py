"""What is suggested to one person on their phone, what they agreed to, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from activities.skills_exchange.forms import told_of
from activities.skills_exchange.rules import Pair
from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.collect import Card
from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING

Named = Callable[[str], str]
Stands = Literal["theirs", "new", "mine", "agreed", "my no", "their no"]
STANDS: tuple[Stands, ...] = get_args(Stands)
COLUMNS = (kit.Column("offer", _("I could share")), kit.Column("request", _("I would like")))
CHOICES, KEPT = 3_600, 2_500
"""Bytes of suggestions, and of what I agreed to, at once: the next come when one is answered."""
SOMEBODY = _("Somebody")


@dataclass(frozen=True)
class Meeting:
    """A pair as one of the two people sees it."""

    pair: Pair
    side: Literal["offer", "request"]
    stands: Stands
    theirs: Card
    ours: Card
    name: str
    """What the other is called; empty before they show it."""
    named: str
    """What I am called to the other."""
    tags: Mapping[str, Words]


def choosing(mine: Sequence[Meeting], name: str, passed: bool, named: Named) -> Html:
    """On a phone: what is suggested to me, to say yes or not this time, and what became of the rest."""
    rows, room = list[Html](), kit.room(CHOICES)
    for each in mine:
        rows.append(kit.cards([_row(each, named)], COLUMNS, kit.mark("meeting", *each.pair)))
        room -= kit.weight(rows[-1])
        if room < 0 and len(rows) > 1:
            break
    shown = mine[: len(rows)]
    if not shown:
        told = kit.hint(_("In the market you can choose yourself. The facilitator can go back to it."))
        return kit.join(kit.privacy(), kit.lead(_("Nothing is suggested to you now.")), told, passing(passed))
    asks = any(not each.named and each.stands in ("new", "theirs") for each in shown)
    who = kit.text_area("who", _("Your name, for who meets you"), 40, name, rows=1) if asks else NOTHING
    told = kit.hint(_("Only the two of you see a no. What you both agree to, everyone sees."))
    more = kit.hint(_("Answer some of these, and more will come.")) if mine[len(shown) :] else NOTHING
    return kit.join(kit.privacy(), who, *rows, more, told, passing(passed))


def at_hand(mine: Sequence[Meeting], codes: Sequence[str], named: Named) -> Html:
    """On a phone: what I agreed to, and the codes with which my cards are removed later."""
    every = [kit.Row("-".join(each.pair), each.theirs.text, _who(each), [_back(each, named)]) for each in mine]
    drawn = (kit.listing(every[:n], _("You agreed"), "agreed") for n in range(len(every), 0, -1))
    rows = next((each for each in drawn if kit.weight(each) <= KEPT), NOTHING)
    kept = [kit.Row(str(at), code) for at, code in enumerate(codes, 1)]
    told = kit.hint(_("With a code, a card is removed from this laptop at any time. Write them down."))
    return kit.join(
        rows,
        kit.foldable(_("Codes for your cards"), kit.join(told, kit.listing(kept, id="codes"))) if kept else NOTHING,
    )


def passing(passed: bool) -> Html:
    """Pass, and that somebody did."""
    stands = kit.hint(_("You passed. You can still answer.")) if passed else NOTHING
    return kit.join(kit.secondary([kit.button(_("Pass"), "pass")]), stands)


def _row(each: Meeting, named: Named) -> kit.Card:
    theirs = each.theirs.text
    given = {"offer": each.pair[0], "request": each.pair[1]}
    yes = kit.button(
        _("Yes, I would"), kit.act(named("say_yes"), **given), label=_("Yes, I would: {text}", text=theirs)
    )
    no = kit.button(
        _("Not this time"), kit.act(named("say_no"), **given), label=_("Not this time: {text}", text=theirs)
    )
    buttons = {
        "theirs": [yes, no],
        "new": [yes, no],
        "mine": [_back(each, named)],
        "agreed": [_back(each, named)],
        "my no": [yes],
        "their no": [],
    }[each.stands]
    return kit.Card("-".join(each.pair), theirs, 0 if each.side == "request" else 1, buttons, _told(each))


def _told(each: Meeting) -> str:
    """Whose the other card is, which of mine it fits, and how far it is."""
    fits = _("fits your request: {text}", text=each.ours.text)
    if each.side == "offer":
        fits = _("fits your offer: {text}", text=each.ours.text)
    how = {
        "theirs": _("They say yes. Would you?"),
        "new": "",
        "mine": _("You said yes. Now it is their turn."),
        "agreed": _("You both agreed. Find each other."),
        "my no": _("You said: not this time."),
        "their no": _("Not this time."),
    }[each.stands]
    return " · ".join(str(words) for words in (_who(each), fits, how) if words)


def _who(each: Meeting) -> Words:
    detail = told_of(each.theirs, {}, skill=False)
    if each.theirs.name:
        return detail
    return " · ".join(filter(None, (each.name or str(SOMEBODY), detail)))


def _back(each: Meeting, named: Named) -> Html:
    do = kit.act("hand_back", offer=each.pair[0], request=each.pair[1])
    return kit.button(_("Hand it back"), do, label=_("Hand it back: {text}", text=each.theirs.text))
