"""What there is to mend in a grid of responsibilities, and to talk about, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from activities.team_and_roles.grid import Grid
from activities.team_and_roles.rules import FEW, Finding
from activities.team_and_roles.seat_pages import called
from facilitator import counting
from facilitator.i18n import Words, _, ngettext


def sentence(each: Finding, grid: Grid, named_person: bool = False) -> Words:
    """A finding in a sentence, without the name of whom it is about unless `named_person`."""
    who = grid.names.get(each.person, "") if each.person else ""
    if each.what == "load":
        told = _("Answers for {n} of {total} ({percent} %). Is that too much?",
                 n=each.n, total=each.total, percent=counting.percent(each.n, each.total, None))  # fmt: skip
        return _("{who}: {words}", who=who, words=told) if named_person else told
    if each.what == "alone":
        return _("Sits as: {perspective}. No one helps here, and “I do not need help” is not ticked.",
                 perspective=called(each.sits))  # fmt: skip
    if each.what == "one place":
        return _("Power sits in one place. All who answer for something sit as: {perspective}.",
                 perspective=called(each.sits))  # fmt: skip
    if each.what == "many asked":
        return _("{n} are asked first. With more than {few} everything slows down.", n=each.n, few=FEW)
    if each.what == "many answer":
        return _("{n} answer for it. It should be one.", n=each.n)
    return {"nobody answers": _("No one answers for it yet."), "nobody does": _("No one does it yet."),
            "not confirmed": _("Who answers for it has not confirmed it yet.")}[each.what]  # fmt: skip


def about(each: Finding, grid: Grid) -> tuple[str, str]:
    """Which responsibility a finding is about, and whom."""
    return grid.tasks[each.task].title if each.task else "", grid.names.get(each.person, "") if each.person else ""


def who_and_what(each: Finding, grid: Grid) -> str:
    """The same in one line."""
    task, who = about(each, grid)
    if each.what == "not confirmed":
        return task
    return " · ".join(filter(None, (who, task))) or str(_("All of us"))


def counted(found: Sequence[Finding]) -> Words:
    """How many there are to mend, and to talk about."""
    errors = sum(each.error for each in found)
    warnings = len(found) - errors
    if not found:
        return _("Nothing to mend.")
    mend = ngettext("{n} to mend before we close.", "{n} to mend before we close.", errors) if errors else ""
    talk = ngettext("{n} to talk about.", "{n} to talk about.", warnings) if warnings else ""
    return " ".join(str(words) for words in (mend, talk) if words)


def to_mend(grid: Grid, errors: Sequence[Finding]) -> Words:
    """Why it cannot be closed with its result yet: the first thing, and how many."""
    task, _who = about(errors[0], grid)
    return _("“{task}”: {words} {counted}", task=task, words=sentence(errors[0], grid), counted=counted(errors))
