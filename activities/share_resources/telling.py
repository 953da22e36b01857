"""How a count is told: moment by moment on the wall, and whole in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from activities.share_resources.equal_shares import Funding, Run, Step
from facilitator import counting
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Facts, Outcome, Passage, Table

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Moment:
    """One step of the count: what happens, and what is bought by then, each with what is said of it."""

    words: Words
    bought: Sequence[tuple[str, Words, Words]] = ()
    """Id, text, and what is said of it."""


def moments(found: Funding, texts: Texts) -> list[Moment]:
    """A count from the first share to the result."""
    if not found.election.voters:
        return [Moment(_("Nobody chose a project, so nothing is funded."))]
    if found.by_votes:
        return [*_by_votes(found, texts), Moment(ending(found, texts), _listed(found, texts))]
    first = found.shares.outcomes[0]
    shared = ngettext("{n} person chose. Each gets {share}.", "{n} people chose. Each gets the same share: {share}.",
                      len(found.election.voters), share=money(first.share))  # fmt: skip
    told = [Moment(shared)]
    told += [
        Moment(bought(step, texts), _rows(first.steps[: at + 1], texts)) for at, step in enumerate(first.steps)
    ]  # fmt: skip
    for before, after in zip(found.shares.outcomes, found.shares.outcomes[1:], strict=False):
        told.append(Moment(changed(before, after, texts), _rows(after.steps, texts)))
    if found.shares.over is not None:
        told.append(Moment(over(found), _rows(found.shares.kept.steps, texts)))
    return [*told, Moment(ending(found, texts), _listed(found, texts))]


def bought(step: Step, texts: Texts) -> Words:
    """One purchase."""
    return ngettext(
        "{text} costs {cost}. {n} person pays {payment}.",
        "{text} costs {cost}. Its {n} people pay {payment} each, or all they have left.", step.supporters,
        text=texts[step.project], cost=step.cost, payment=money(step.payment),
    )  # fmt: skip


def changed(before: Run, after: Run, texts: Texts) -> Words:
    """What a larger share changes."""
    new = [texts[each] for each in after.funded if each not in before.funded]
    gone = [texts[each] for each in before.funded if each not in after.funded]
    if not gone:
        return _("Money is left, so every share grows. At {share} this joins: {new}.", share=money(after.share),
                 new=", ".join(new))  # fmt: skip
    return _("Money is left, so every share grows. At {share} this joins: {new}. This drops out: {gone}.",
             share=money(after.share), new=", ".join(new), gone=", ".join(gone))  # fmt: skip


def over(found: Funding) -> Words:
    """Why the shares do not grow any more."""
    too_far = found.shares.over
    share = too_far.share if too_far else Fraction(0)
    return _("With a share of {share} we would spend more than {n}, so we stop before it.", share=money(share),
             n=found.election.budget)  # fmt: skip


def ending(found: Funding, texts: Texts) -> Words:
    """What is funded, and what is left."""
    if not found.funded:
        return _("Nothing is funded. {left} is left.", left=found.left)
    return _("Funded: {texts}. {left} is left.", texts=", ".join(texts[each] for each in found.funded), left=found.left)


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


def record(number: int, found: Funding, texts: Texts) -> list[Passage]:
    """A shown round: every project, every purchase of the count that is kept, every larger share that changed it."""
    columns = (Column(str(_("Project"))), Column(str(_("Cost")), "number"), Column(str(_("People")), "count"),
               Column(str(_("Funded"))), Column(str(_("Most votes first"))))  # fmt: skip
    yes, no = str(_("Yes")), str(_("No"))
    rows: list[tuple[Cell, ...]] = [
        (texts[id], cost, len(found.election.supporters.get(id, ())), yes if id in found.funded else no,
         yes if id in found.votes else no)
        for id, cost in found.election.costs.items()
    ]  # fmt: skip
    told: list[Passage] = [Table(f"funding-{number}", str(_("What is funded")), columns, tuple(rows))]
    if not found.by_votes:
        told += [_steps(number, found, texts)]
    how = _("Most votes first") if found.by_votes else _("Equal shares, with completion")
    facts: list[tuple[Words, Words]] = [
        (_("Way of counting"), how), (_("Served"), served(found, found.funded)),
        (_("In comparison"), other(found, texts)), (_("Left over"), _("{n}", n=found.left)),
    ]  # fmt: skip
    last = Facts(tuple((str(label), str(words)) for label, words in facts))
    return [*told, last, Outcome("agreed" if found.funded else "not-yet", str(ending(found, texts)))]


def money(value: Fraction) -> str:
    """An exact amount as it is read: whole, or with two decimals."""
    cents = int(value * 100 + Fraction(1, 2))
    return str(cents // 100) if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"


def _steps(number: int, found: Funding, texts: Texts) -> Table:
    columns = (
        Column(str(_("Share of each")), "number"), Column(str(_("Project"))),
        Column(str(_("Effective votes")), "number"), Column(str(_("Payment of each")), "number"),
    )  # fmt: skip
    runs = [*found.shares.outcomes]
    if found.shares.kept.share != runs[-1].share:
        runs.append(found.shares.kept)
    rows: list[tuple[Cell, ...]] = [
        (money(run.share), texts[step.project], counting.plain([step.votes])[0], money(step.payment))
        for run in runs
        for step in run.steps
    ]
    note = str(over(found)) if found.shares.over else ""
    return Table(f"steps-{number}", str(_("How it was counted, step by step")), columns, tuple(rows), note=note)


def _by_votes(found: Funding, texts: Texts) -> list[Moment]:
    told, rows = list[Moment](), list[tuple[str, Words, Words]]()
    for each in found.votes:
        n, cost = len(found.election.supporters[each]), found.election.costs[each]
        words = ngettext("{n} person chose it", "{n} people chose it", n)
        rows = [*rows, (each, texts[each], words)]
        told.append(
            Moment(_("{text} costs {cost}. {people}, and it fits.", text=texts[each], cost=cost, people=words), rows)
        )
    return told


def _rows(steps: Sequence[Step], texts: Texts) -> list[tuple[str, Words, Words]]:
    return [(each.project, texts[each.project], _("{n} each", n=money(each.payment))) for each in steps]


def _listed(found: Funding, texts: Texts) -> list[tuple[str, Words, Words]]:
    return [(each, texts[each], _("{n}", n=found.election.costs[each])) for each in found.funded]
