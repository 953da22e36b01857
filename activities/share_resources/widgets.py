"""A count on a page: one step of it, and what is funded in the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from activities.share_resources import telling
from activities.share_resources.equal_shares import Funding
from activities.share_resources.telling import Moment
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.vote import Ballots
from facilitator.i18n import Words, _, ngettext


def choosing(ballots: Ballots, me: Key, options: Sequence[tuple[str, str]], named: Callable[[str], str]) -> Html:
    """Every project with a button to choose it, or to take that back; how many are chosen, and Done."""
    mine = ballots.of(me)
    rows = [
        kit.StepRow(
            project, text, mine.get(project, 0),
            kit.act(named("take"), option=project) if project in mine else None,
            None if project in mine else kit.act(named("place"), option=project),
        )
        for project, text in options
    ]  # fmt: skip
    chosen = ngettext("{n} chosen. Choose as many as you like, 3 or more is good.",
                      "{n} chosen. Choose as many as you like, 3 or more is good.", len(mine))  # fmt: skip
    done, passed = me in ballots.finished, me in ballots.passes
    return kit.join(
        kit.lead(chosen), kit.stepper(rows),
        kit.send(named("finish_ballot"), saved=done, passed=passed, send_words=_("Done")),
        kit.hint(_("You can choose your own project.")),
    )  # fmt: skip


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
