"""How a count is told: moment by moment on the wall, and whole in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from activities.share_resources.equal_shares import Funding, Run, Step
from facilitator import counting
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Dots, Flow, Passage, Table
from facilitator.report.rounds import compared

Texts = Mapping[str, str]
HEADLINE = 60
"""Most letters of names in one headline."""


@dataclass(frozen=True)
class Moment:
    """One step of the count: what happens, the share that everyone has by then, and what is bought."""

    words: Words
    share: Words = ""
    bought: Mapping[str, Words] = field(default_factory=dict)
    """The projects in order of purchase, each with what is paid for it."""
    now: Sequence[str] = ()
    """Those that this step is about."""


def moments(found: Funding, texts: Texts) -> list[Moment]:
    """A count from the first share to the result."""
    if not found.election.voters:
        return [Moment(_("Nobody chose a project, so nothing is funded."))]
    if found.by_votes:
        return [*_by_votes(found, texts), Moment(ending(found, texts), bought=_votes(found, found.votes))]
    first = found.shares.outcomes[0]
    shared = ngettext("{n} person chose, and gets {share}", "{n} people chose, and each gets {share}",
                      len(found.election.voters), share=money(first.share))  # fmt: skip
    told = [Moment(shared, _("The same share for everyone who chose a project. It pays only for what they chose."))]
    now = _("Everyone has the same share: {share}.", share=money(first.share))
    told += [
        Moment(_("Step {n}: {words}", n=at + 1, words=bought(step, texts)), now, _paid(first.steps[: at + 1]),
               (step.project,))
        for at, step in enumerate(first.steps)
    ]  # fmt: skip
    for before, after in zip(found.shares.outcomes, found.shares.outcomes[1:], strict=False):
        raised = _("Everyone has the same share: {share}, raised from {before}, as money was left.",
                   share=money(after.share), before=money(before.share))  # fmt: skip
        new = [each for each in after.funded if each not in before.funded]
        told.append(Moment(changed(before, after, texts), raised, _paid(after.steps), new))
    if found.shares.over is not None:
        told.append(Moment(over(found), bought=_paid(found.shares.kept.steps)))
    return [*told, Moment(ending(found, texts), bought=_paid(found.shares.kept.steps))]


def bought(step: Step, texts: Texts) -> Words:
    """One purchase."""
    if step.emptied:
        return _("{text}, its {n} people pay {payment} each, or all they have left", text=texts[step.project],
                 n=step.supporters, payment=money(step.payment))  # fmt: skip
    return ngettext("{text}, {n} person pays {payment}", "{text}, {n} people pay {payment} each", step.supporters,
                    text=texts[step.project], payment=money(step.payment))  # fmt: skip


def changed(before: Run, after: Run, texts: Texts) -> Words:
    """What a larger share changes."""
    new = _few([each for each in after.funded if each not in before.funded], texts)
    gone = _few([each for each in before.funded if each not in after.funded], texts)
    if not gone:
        return _("With {share} each, this joins: {new}", share=money(after.share), new=new)
    if not new:
        return _("With {share} each, this drops out: {gone}", share=money(after.share), gone=gone)
    return _("With {share} each, this joins: {new}. This drops out: {gone}", share=money(after.share), new=new,
             gone=gone)  # fmt: skip


def over(found: Funding) -> Words:
    """Why the shares do not grow any more."""
    too_far = found.shares.over
    share = too_far.share if too_far else Fraction(0)
    return _("With {share} each we would spend more than {n}, so we stop before it.", share=money(share),
             n=found.election.budget)  # fmt: skip


def why_not(found: Funding, texts: Texts) -> Words:
    """Why no more is funded."""
    out = [each for each in found.election.supporters if each not in found.funded]
    if not out:
        return _("Everything that somebody chose is funded.") if found.funded else ""
    named = ", ".join(str(priced(found, texts, each)) for each in out)
    if found.election.fits(found.funded):
        return _("Not funded: {texts}.", texts=named)
    return _("{texts}: more than the {left} that is left.", texts=named, left=found.left)


def priced(found: Funding, texts: Texts, project: str) -> Words:
    """A project with what it costs."""
    return _("{text} ({cost})", text=texts[project], cost=found.election.costs[project])


def ending(found: Funding, texts: Texts) -> Words:
    """What is funded, and what is left."""
    if not found.funded:
        return _("Nothing is funded. {left} is left.", left=found.left)
    return _("Funded: {texts}. {left} is left.", texts=_few(found.funded, texts), left=found.left)


def served(found: Funding, funded: Sequence[str]) -> Words:
    """How many people have at least one funded choice."""
    total = len(found.election.voters)
    return ngettext("{n} of {total} people has a choice funded", "{n} of {total} people have a choice funded",
                    found.election.served(funded), total=total)  # fmt: skip


def other(found: Funding, texts: Texts) -> Words:
    """What the other way of counting would have funded."""
    funded = found.shares.funded if found.by_votes else found.votes
    named = ", ".join(texts[each] for each in funded) or str(_("nothing"))
    if found.by_votes:
        return _("Equal shares would have funded: {texts}.", texts=named)
    return _("Most votes first would have funded: {texts}.", texts=named)


def record(rounds: Sequence[tuple[int, Funding, Texts]]) -> list[Passage]:
    """All shown rounds: every project, every purchase, every larger share that changed a count, and how it was done."""
    named = [_("Round {n}", n=number) for number, _found, _texts in rounds]
    tables = [*zip(named, (_projects(*each) for each in rounds), strict=True)]
    told: list[Passage] = [compared(tables, shown=(2, 4), also=(3,))]
    if steps := _steps([each for each in rounds if not each[1].by_votes]):
        told.append(steps)
    facts = [_facts(found, texts) for _number, found, texts in rounds]
    return [*told, taking_part.of_rounds([*zip(named, facts, strict=True)])]


def _projects(number: int, found: Funding, texts: Texts) -> Table:
    same = found.by_votes or {*found.funded} == {*found.votes}
    columns = (Column(str(_("Project"))), Column(str(_("Cost")), "number"), Column(str(_("Funded"))),
               Column(str(_("By most votes first")), detail=same), Column(str(_("People")), "count"))  # fmt: skip
    yes, no = str(_("Yes")), str(_("No"))
    rows: list[tuple[Cell, ...]] = [
        (texts[id], cost, yes if id in found.funded else no, yes if id in found.votes else no,
         len(found.election.supporters.get(id, ())))
        for id, cost in found.election.costs.items()
    ]  # fmt: skip
    marked = tuple(at for at, id in enumerate(found.election.costs) if id in found.funded)
    drawn = Dots(0, 4, len(found.election.voters), marked)
    return Table(f"round-{number}", str(_("What people chose, and what is funded")), columns, tuple(rows), drawn)


def _facts(found: Funding, texts: Texts) -> taking_part.Rows:
    counted = _(
        "It was counted by equal shares: everyone who chose has the same part of the pot, and it pays only for what "
        "they chose. While money is left, all shares grow."
    )
    if found.by_votes:
        counted = _("It was counted by most votes first, as long as it fits.")
    why = why_not(found, texts)
    rows: list[tuple[Words, Words]] = [
        (_("Way of counting"), counted), (_("Served"), f"{served(found, found.funded)}."),
        (_("In comparison"), other(found, texts)), (_("Why no more"), why),
    ]  # fmt: skip
    return [(label, words) for label, words in rows if str(words)]


def way(found: Funding) -> Words:
    """How it was counted."""
    return _("Most votes first") if found.by_votes else _("Equal shares, with completion")


def money(value: Fraction) -> str:
    """An exact amount as it is read: whole, or with two decimals."""
    cents = int(value * 100 + Fraction(1, 2))
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"


def _steps(rounds: Sequence[tuple[int, Funding, Texts]]) -> Table | None:
    """Every purchase, in order; where there were several rounds, each row says of which it is."""
    if not rounds:
        return None
    rows, kept = list[tuple[Cell, ...]](), 0
    for number, found, texts in rounds:
        runs = [*found.shares.outcomes]
        if found.shares.kept.share != runs[-1].share:
            runs.append(found.shares.kept)
        rows += [
            (money(run.share), texts[step.project], counting.plain([step.votes])[0], money(step.payment),
             found.election.costs[step.project], str(_("Round {n}", n=number)))
            for run in runs for step in run.steps
        ]  # fmt: skip
        kept = len(runs[-1].steps)
    number, last, _texts = rounds[-1]
    columns = (
        Column(str(_("Share of each")), "number"), Column(str(_("Project"))),
        Column(str(_("Effective votes")), "number", detail=True), Column(str(_("Payment of each")), "number"),
        Column(str(_("Cost")), "number"), Column(str(_("Of which round")), detail=len(rounds) == 1),
    )  # fmt: skip
    note, paid = str(over(last)) if last.shares.over else "", tuple(range(len(rows) - kept, len(rows)))
    flow = Flow(1, 4, paid, last.election.budget)
    return Table(f"steps-{number}", str(_("How it was counted, step by step")), columns, tuple(rows), flow, note)


def _few(projects: Sequence[str], texts: Texts) -> Words:
    """Some projects by name, or how many they are where that would be too long for a headline."""
    named = ", ".join(texts[each] for each in projects)
    few = ngettext("{n} project", "{n} projects", len(projects))
    return named if len(named) <= HEADLINE else few


def _by_votes(found: Funding, texts: Texts) -> list[Moment]:
    told = list[Moment]()
    for at, each in enumerate(found.votes, 1):
        n = len(found.election.supporters[each])
        words = ngettext("{text}, {n} person chose it", "{text}, {n} people chose it", n, text=texts[each])
        step = _("Step {n}: {words}", n=at, words=words)
        told.append(Moment(step, _("Most votes first, as long as it fits."), _votes(found, found.votes[:at]), (each,)))
    return told


def _paid(steps: Sequence[Step]) -> dict[str, Words]:
    return {
        each.project: _("up to {n} each", n=money(each.payment)) if each.emptied
        else _("{n} each", n=money(each.payment))
        for each in steps
    }  # fmt: skip


def _votes(found: Funding, projects: Sequence[str]) -> dict[str, Words]:
    return dict.fromkeys(projects, "")
