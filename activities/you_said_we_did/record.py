"""What the record says: what people said with what came of it, the room's check, and what is promised anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from activities.you_said_we_did.answers import Answers
from activities.you_said_we_did.check import NO, PARTLY, SCALE, TOLD, YES, Check
from activities.you_said_we_did.renewal import Renewal
from activities.you_said_we_did.rules import SILENT, STATUSES, Rates, Status, Theme
from activities.you_said_we_did.widgets import DID, NEXT, SAID, SEEN, next_
from facilitator.activity import Ctx
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Cell, Column, Facts, LedgerEntry, Outcome, Passage, Section, Table
from facilitator.report.rounds import with_before


def told(made: Section, answers: Answers, check: Check, renewal: Renewal, s: Any, ctx: Ctx) -> Section:
    """The section: the table for publication first, how it was counted last."""
    blocks, entries = shown(answers, check, renewal, s, ctx)
    return replace(made, blocks=(*blocks, *made.blocks), ledger=entries, first=True)


def shown(
    answers: Answers, check: Check, renewal: Renewal, s: Any, ctx: Ctx
) -> tuple[list[Passage], tuple[LedgerEntry, ...]]:
    """What stays once the room has been told, also where it was never asked; nothing of it is said unseen."""
    found = answers.results(s, ctx)
    if not found.due or not answers.of(s).told:
        return [], ()
    shares = [rates(found)] if found.due > 1 else []
    blocks = [outcome(answers, check, s, ctx), loop(answers, s, ctx), *shares, *checks(check, ctx, s),
              *renewed(answers, renewal, s, ctx)]  # fmt: skip
    return blocks, ledger(answers, check, renewal, s, ctx)


def outcome(answers: Answers, check: Check, s: Any, ctx: Ctx) -> Outcome:
    """What came of it all, in a few sentences: how many are done, under way, not possible, and have no answer."""
    stands = [theme.answer.stands for theme in answers.of(s).themes.values()]
    total, disputed = len(stands), len(check.disputed(s, ctx))
    done, way, not_, open_, silent = (
        stands.count(each) for each in ("done", "under way", "not possible", "not yet decided", None)
    )
    if total == 1:
        return Outcome("none", str(ALONE[stands[0]]), str(_("The room disputes it.")) if disputed else "")
    if silent == total:
        words = _("None of the {n} things that people said has an answer yet.", n=total)
        return Outcome("none", str(words))
    if done in (0, total):
        first = _("All {n} things that people said are done.", n=total) if done else _(
            "None of the {n} things that people said is done.", n=total)  # fmt: skip
    else:
        first = ngettext("Of {total} things that people said {n} is done.",
                         "Of {total} things that people said {n} are done.", done, total=total)  # fmt: skip
    told = [first, *(words for n, words in (
        (way, ngettext("{n} is under way.", "{n} are under way.", way)),
        (not_, ngettext("{n} is not possible.", "{n} are not possible.", not_)),
        (open_, ngettext("{n} is not decided yet.", "{n} are not decided yet.", open_)),
        (silent, ngettext("{n} has no answer yet.", "{n} have no answer yet.", silent)),
    ) if n)]  # fmt: skip
    detail = ngettext("The room disputes {n} of them.", "The room disputes {n} of them.", disputed) if disputed else ""
    return Outcome("none", " ".join(map(str, told)), str(detail))


def rates(found: Rates) -> Facts:
    """How many have an answer and are done, with the share of all."""
    total = found.due
    answered = ngettext("{n} of {total} things has an answer, that is {share} %.",
                        "{n} of {total} things have an answer, that is {share} %.", found.answered, total=total,
                        share=found.answer_rate or 0)  # fmt: skip
    done = ngettext("{n} of {total} things is done, that is {share} %.",
                    "{n} of {total} things are done, that is {share} %.", found.done, total=total,
                    share=found.done_rate or 0)  # fmt: skip
    return Facts(((str(_("Have an answer")), str(answered)), (str(_("Are done")), str(done))))


def loop(answers: Answers, s: Any, ctx: Ctx) -> Table:
    """You said, we did, what is next; names stand in a column of their own, which the public copy leaves out."""
    columns = (
        Column(str(SAID)), Column(str(DID)), Column(str(_("Who")), names=True), Column(str(NEXT)), Column(str(SEEN)),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    for theme in answers.of(s).themes.values():
        answer, stands = theme.answer, theme.answer.stands
        words = f"{STATUSES[stands]}. {answer.words}".strip() if stands else f"{SILENT}."
        told = next_(replace(theme, promiser=""), ctx.today)
        rows.append((theme.text, words, answer.who if stands else "", str(told), answer.seen if stands else ""))
    return Table("loop", str(_("You said, we did")), columns, tuple(rows))


def checks(check: Check, ctx: Ctx, s: Any) -> list[Passage]:
    """What the room said last to each theme, with what it said before, and what it disputes."""
    rounds, tables = check.shown(s, ctx), list[tuple[Words, Table]]()
    answered: list[tuple[str, str]] = []
    for each in rounds:
        found = check.results(each.state, ctx)
        said, themes = check.verdicts(found, ctx), check.answers.of(each.state).themes
        columns = (Column(str(SAID)), *(Column(str(words), "count") for words in SCALE.points.values()),
                   Column(str(SCALE.aside), "count"), Column(str(_("Result"))))  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (themes[id].text, *(found.of(id, SCALE).at(point) for point in (YES, PARTLY, NO)),
             found.of(id, SCALE).aside, str(TOLD[said[id]])) for id in found.asked
        ]  # fmt: skip
        named = _("Round {n}", n=each.number)
        tables.append((named, Table(f"check-{each.number}", str(_("Is it so?")), columns, tuple(rows))))
        said_so = taking_part.answered(found.answered, check.present(each))
        said_so = _("{round}: {words}", round=named, words=said_so) if len(rounds) > 1 else said_so
        answered.append((str(_("Answered")), str(said_so)))
    made: list[Passage] = []
    if tables:
        made = [with_before(tables[-1][1], tables[:-1], by=(0,), shown=(5,)), Facts(tuple(answered))]
        n, total = ctx.settings.share.as_integer_ratio()
        rule = _("Something is disputed where at least {least} can tell, and {n} of every {total} of them say partly "
                 "or no.", least=ctx.settings.min_answers, n=n, total=total)  # fmt: skip
        made.append(Facts(((str(_("How it is counted")), str(rule)),)))
    return made


def renewed(answers: Answers, renewal: Renewal, s: Any, ctx: Ctx) -> list[Passage]:
    """New promises, what goes back to the group, and who helps."""
    given, themes = renewal.of(s), answers.of(s).themes
    rows: list[tuple[Cell, ...]] = []
    for id in renewal.open(s, ctx):
        helpers, new = ", ".join(renewal.helpers(s, id)), given.promises.get(id)
        if new:
            rows.append((themes[id].text, new.words, new.who, new.by.isoformat(), helpers))
        elif id in given.back or helpers:
            back = str(_("Back to the group")) if id in given.back else ""
            rows.append((themes[id].text, back, "", "", helpers))
    columns = (
        Column(str(SAID)), Column(str(_("New promise"))), Column(str(_("Who")), names=True),
        Column(str(_("By when")), "date"), Column(str(_("Who helps")), names=True),
    )  # fmt: skip
    title = _("New promises") if any(row[1] for row in rows) else _("Who can help")
    return [Table("promises", str(title), columns, tuple(rows))] if rows else []


def ledger(answers: Answers, check: Check, renewal: Renewal, s: Any, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """A new version of every entry that was due; what was typed in is kept as feedback from now on."""
    said = check.last_said(s, ctx)
    found = []
    for id, theme in answers.of(s).themes.items():
        data = _data(theme, said.get(id, ""), renewal, id, s)
        op, ledger, key = ("set", theme.ledger, theme.key) if theme.ledger else ("add", "feedback", f"said-{id}")
        found.append(LedgerEntry(ledger, op, key, data))  # type: ignore[arg-type]
    return tuple(found)


def _data(theme: Theme, verdict: str, renewal: Renewal, id: str, s: Any) -> dict[str, str]:
    answer, stands = theme.answer, theme.answer.stands
    new, back = renewal.of(s).promises.get(id), id in renewal.of(s).back
    data = {"text": theme.text, "answer": stands or "", "check": verdict}
    note = answer.words if stands else ""
    who, by = (new.who, new.by) if new else (answer.who, answer.by) if stands else ("", None)
    status = "promised" if new else "back with the group" if back else stands or ""
    if theme.ledger in ("", "feedback"):
        data |= {"status": status} if status or not theme.ledger else {}
        data |= {"why" if stands == "not possible" and not new else "note": new.words if new else note}
        data |= {"who": who} | ({"by": by.isoformat()} if by else {}) if who else {}
    else:
        data |= {"note": new.words if new else note} if new or note else {}
    if theme.ledger == "actions" and verdict != "disputed" and stands in ACTIONS:
        data |= {"status": ACTIONS[stands]} | ({"why": note} if stands == "not possible" else {})
    helpers = ", ".join(renewal.helpers(s, id))
    data |= {"with": helpers} if helpers else {}
    data["reason"] = str(_("We said what came of it.") if stands else _("There is no answer yet."))
    return {name: words for name, words in data.items() if words or name in ("answer", "check")}


ALONE: Mapping[Status | None, Words] = {
    "done": _("What people said is done."), "under way": _("What people said is under way."),
    "not possible": _("What people said is not possible."),
    "not yet decided": _("What people said is not decided yet."), None: _("What people said has no answer yet."),
}  # fmt: skip
ACTIONS = {"done": "done", "under way": "in progress", "not possible": "dropped"}
"""What the ledger of actions calls it."""
