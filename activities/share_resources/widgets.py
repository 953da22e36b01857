"""A count on a page: one step of it, and what is funded in the end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from activities.share_resources import telling
from activities.share_resources.telling import Moment
from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _, ngettext

if TYPE_CHECKING:
    from activities.share_resources.funding import Funding


def moment(each: Moment, at: int, total: int) -> Html:
    """One step of the count, and what is bought by then."""
    rows = [kit.RuleRow(id, words, told=said) for id, words, said in each.bought]
    return kit.join(
        kit.hint(_("Step {n} of {total}", n=at, total=total)), kit.lead(each.words),
        kit.rule_list(rows, 6, "bought") if rows else "",
    )  # fmt: skip


def funded(found: Funding, texts: Mapping[str, str], mine: Mapping[str, int]) -> Html:
    """What is funded, then what is not; who is served, and what the other way of counting would have funded."""
    order = [*found.funded, *(each for each in found.election.costs if each not in found.funded)]
    rows = []
    for each in order:
        n = len(found.election.supporters.get(each, ()))
        notes: list[Words] = [ngettext("{n} person chose it", "{n} people chose it", n)]
        if mine.get(each):
            notes.append(_("You chose it"))
        told = _("Funded") if each in found.funded else _("Not funded")
        text = _("{text} ({cost})", text=texts[each], cost=found.election.costs[each])
        rows.append(kit.RuleRow(each, text, note=" · ".join(map(str, notes)), told=told))
    nothing = "" if found.funded else kit.outcome(
        "not-yet", _("Nothing is funded."), _("The room can ask to count by most votes first.") if found.votes else ""
    )  # fmt: skip
    return kit.join(
        nothing, kit.rule_list(rows, 5, "funding") if rows else "",
        kit.hint(_("{served}. {left} is left.", served=telling.served(found, found.funded), left=found.left)),
        kit.hint(telling.other(found, texts)),
    )  # fmt: skip
