"""Invitations on a page: who invites whom by when, a form to say it, and one's own with a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Day, Html
from facilitator.i18n import _
from facilitator.kit import fitting
from facilitator.report.words import day

_html = kit.macros("plan", beside=__file__)
NOTHING = Html("")
SOON = 14
UNDER = 7.0
"""How high the heading over the invitations is on the board."""


def invited(rows: Sequence[Any]) -> Html:
    """Who invites whom, by when."""
    if not rows:
        return kit.empty(_("Nobody invites anybody yet."), _("Whom from there can you invite?"))
    told = [(each.whom, _("{who}, by {day}", who=each.who, day=day(each.by.isoformat()))) for each in rows]
    return kit.join(kit.heading(_("Who invites whom")), kit.facts(told, fitting.room() - UNDER))


def inviting(name: str, today: Day, do: str) -> Html:
    """The form on a phone: whom, your name, by when; or pass."""
    return kit.join(invitation(name, today), kit.send(do, send_words=_("I invite them")))


def invitation(name: str, today: Day) -> Html:
    """Its fields, on paper, too."""
    words = {"whom": _("Whom from the new place do you invite?"), "who": _("Your name on the list"),
             "by": _("By which day?")}  # fmt: skip
    later = "" if kit.page.get().surface == "paper" else Day.fromordinal(today.toordinal() + SOON)
    return _html.invitation(words, name, today, later)


def mine(rows: Mapping[str, Any]) -> Html:
    """Whom I said I invite, with a way back."""
    drawn = [kit.Row(id, each.whom, buttons=[kit.button(_("Hand it back"), kit.act("hand_back", invitation=id),
                                                        label=_("Hand it back: {title}", title=each.whom))])
             for id, each in rows.items()]  # fmt: skip
    return kit.listing(drawn, _("You invite"), "yours") if drawn else NOTHING
