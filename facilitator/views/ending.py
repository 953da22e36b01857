"""The end, on the board and on phones: what was decided, what was agreed, who does what, and how to take it home."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _, ngettext
from facilitator.report import copy_of, dates, digest
from facilitator.report.words import day
from facilitator.session.record import record
from facilitator.session.session import Session
from facilitator.views.one_page import fitting

NOTHING = Html("")
_NOT_YET: Words = _("No other step is planned. The facilitator says what comes next.")
"""Until the record is given out nobody said that it is over: a step can still be added."""
LINES, WIDE = 7, 40
"""Lines of the board between its heading and the table, and the letters that stand in one."""

Groups = list[tuple[Words, list[kit.Taken]]]


def board(session: Session) -> Html:
    """The wall at the end. What has no place on it stands on the phones."""
    home = _Home.of(session)
    cut = sum(_lines(row) for _title, rows in home.groups for row in rows) > LINES
    groups, left_out = _on_one_page(home.groups) if cut else (home.groups, 0)
    more = ngettext("{n} more is in the record.", "{n} more are in the record.", left_out)
    here = ngettext("{n} person", "{n} people", len(session.present))
    with kit.drawing(surface="board", glyph="mark", activity=session.title):
        title = _("What we take home") if groups or home.later else _("Thank you")
        shown = kit.taken_home(groups, home.later, more if left_out else "", cut)
        return kit.join(kit.topline(here), kit.question(title, marked=True), shown, _way(session))


def told(session: Session) -> Words:
    """What the facilitator is told about the record after the end."""
    if session.released:
        return _("The phones that were here can still read and save it.")
    return _("The phones that were here do not have it. You can still give it to them.")


def phone(session: Session, more: Html = NOTHING) -> Html:
    """The last page of everyone who was there, the same for all. `more` is what can still be done."""
    home, closed = _Home.of(session), session.status == "closed"
    thanks = _("We are done. Thank you.") if session.released else _("Thank you for your part.")
    with kit.drawing(surface="phone", glyph="card", activity=session.title):
        return kit.join(
            kit.form_start() if more else "",
            kit.topline(),
            kit.question(_("We have ended. Thank you for your part.") if closed else thanks),
            _to_save(session, home.dated),
            kit.taken_home(home.groups, home.later),
            more,
            kit.promise(_("What you answered is no longer tied to your seat.")) if closed else "",
        )


@dataclass(frozen=True)
class _Home:
    """What a room takes home."""

    groups: Groups
    later: list[str]
    """What was not agreed."""
    dated: bool
    """Whether there are days for a calendar."""

    @classmethod
    def of(cls, session: Session) -> _Home:
        whole = record(session)
        short = replace(whole, sections=tuple(replace(section, blocks=(), items=()) for section in whole.sections))
        kept = copy_of(short, "room")
        decided = [kit.Taken(each.entry.words, "agreed") for each in digest.decisions(kept)]
        agreed = [kit.Taken(each.words, "agreed") for each in digest.agreements(kept)]
        tasks = [_task(each) for each in digest.to_do(kept)]
        found: Groups = [(_("We decided"), decided), (_("We agreed"), agreed), (_("Who does what"), tasks)]
        return cls([group for group in found if group[1]], [each.words for each in digest.not_agreed(kept)],
                   any(dates.days(kept, "room")))  # fmt: skip


def _task(entry: digest.Entry) -> kit.Taken:
    if not entry["who"]:
        return kit.Taken(entry.words, "open", note=_("looking for someone"))
    return kit.Taken(entry.words, "person", entry["who"], day(entry["by"]) if entry["by"] else "")


def _on_one_page(groups: Groups) -> tuple[Groups, int]:
    """As much as the board holds, and how many are left out."""
    kept = fitting([rows for _title, rows in groups], lambda row: min(2, _lines(row)), LINES)
    shown = [(title, list(rows)) for (title, _all), rows in zip(groups, kept, strict=True)]
    return shown, sum(len(rows) for _title, rows in groups) - sum(map(len, kept))


def _lines(row: kit.Taken) -> int:
    return -(-len(f"{row.who} {row.words} {row.note}") // WIDE)


def _way(session: Session) -> Html:
    """What stands under the code on the board."""
    if session.released:
        return kit.way_home(_("Take it home"), _("Save it on your phone now, or ask for it on paper."))
    if session.status == "closed":
        return kit.way_home(_("Take it home"), _("Ask the facilitator for the record."))
    return kit.lead(_NOT_YET)


def _to_save(session: Session, dated: bool) -> Html:
    """The one thing to do first."""
    if session.released:
        address = f"/j/{session.code}/record"
        note = _("Do this before you leave. Later this address does not work any more.")
        paper = _("No space on your phone? Ask for it on paper.")
        others: list[tuple[str, Words]] = [("pdf", _("Save it as PDF, to print"))]
        if dated:
            others.append(("ics", _("Put the days into my calendar")))
        away = _(
            "This phone has lost the laptop. Stay in its Wi-Fi until it is connected, then save. Or ask for paper."
        )
        read = _("Read what we said and decided")
        return kit.to_save(address, _("Save the record"), read, [note, paper], others, away)
    if session.status == "closed":
        return kit.lead(_("The record was not given out yet. Ask the facilitator for it before you leave."))
    return kit.lead(_NOT_YET)
