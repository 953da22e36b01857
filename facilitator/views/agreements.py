"""What we have agreed: the page on every phone with all that the programme keeps, ledger by ledger, in plain words."""

from __future__ import annotations

from datetime import date

from facilitator import kit, zones
from facilitator.activity import Html
from facilitator.i18n import Text, Words, _
from facilitator.ledger import Entry
from facilitator.report.words import day, sentence, status
from facilitator.seats import Seat
from facilitator.session.session import Session

_OTHERS: dict[str, Words] = {
    "goals": _("Our goals"), "roles": _("Who is here for what"), "actions": _("Who does what"),
    "needs": _("What people need"), "strengths": _("What is already strong"), "measures": _("What we measure"),
    "feedback": _("What we heard"), "skills": _("What we can offer"),
}  # fmt: skip
"""Ledgers beside agreements and decisions; one without words here stands under its own name."""
_GOALS: dict[str, Text] = {
    "whom": _("For whom: {words}"), "know": _("How we will know: {words}"), "when": _("By when: {words}"),
}  # fmt: skip
"""What stands with a goal, in this order."""
_ENDED = ("outcome", "detail", "threshold", "next")
"""What a decision says of how it ended, in this order."""


def page(session: Session, seat: Seat) -> Html:
    """Agreements, decisions and what was not agreed, newest first; with a way to ask for a talk about an agreement."""
    ledgers = session.ledgers
    agreed, decided = (_newest(ledgers.of(ledger)) for ledger in ("agreements", "decisions"))
    not_agreed = [entry for entry in (*agreed, *decided) if entry.status == "not agreed"]
    with kit.drawing(
        run=session.run.token if session.run else "", surface="phone", glyph="agreed", activity=session.title
    ):
        stand = [_row(session, seat, entry) for entry in agreed if entry not in not_agreed]
        made = [_row(session, seat, entry) for entry in decided if entry not in not_agreed]
        later = [_row(session, seat, entry) for entry in not_agreed]
        goals = [_row(session, seat, entry) for entry in _newest(ledgers.of("goals")) if entry.status != "adopted"]
        lost = [kit.Row(each["id"], each["data"].get("text", "") or _("A change")) for each in ledgers.lost]
        return kit.join(
            kit.form_start(),
            kit.topline(),
            kit.question(_("What we have agreed")),
            kit.listing(stand, id="agreed") if stand else kit.empty(_("Nothing is agreed yet."), ""),
            _told() if stand and seat.counts else "",
            kit.listing(made, _("What we have decided"), "decided") if made else _nothing_decided(),
            *(kit.listing(rows, title, ledger) for ledger, title, rows in _others(session, seat)),
            kit.listing(goals, _("Goals that are not adopted"), "open-goals") if goals else "",
            kit.listing(later, _("Not agreed. We will come back to it"), "later") if later else "",
            kit.listing(lost, _("From a meeting that is not on this laptop any more"), "lost") if lost else "",
        )


def _others(session: Session, seat: Seat) -> list[tuple[str, Words, list[kit.Row]]]:
    """What every other ledger holds, newest first, of goals those that are adopted; without entries it is left out."""
    kept: dict[str, list[Entry]] = {}
    for entry in _newest(session.ledgers.entries):
        open_goal = entry.ledger == "goals" and entry.status != "adopted"
        if entry.ledger not in ("agreements", "decisions") and not open_goal:
            kept.setdefault(entry.ledger, []).append(entry)
    order = [*(each for each in _OTHERS if each in kept), *sorted(kept.keys() - _OTHERS.keys())]
    return [(each, _OTHERS.get(each, each), [_row(session, seat, entry) for entry in kept[each]]) for each in order]


def standing(session: Session) -> list[kit.RuleRow]:
    """The agreements that stand, as the board shows them at the start of a session."""
    agreed = session.ledgers.of("agreements", "agreed")
    return [kit.RuleRow(entry.number, entry.text, number) for number, entry in enumerate(agreed, 1)]


def _told() -> Html:
    return kit.hint(
        _("You can ask to talk about a rule again. Nobody sees who asked. When two people ask, we will talk.")
    )


def _nothing_decided() -> Html:
    return kit.join(kit.heading(_("What we have decided")), kit.empty(_("Nothing is decided yet."), ""))


def _row(session: Session, seat: Seat, entry: Entry) -> kit.Row:
    talk = [_talk(session, seat, entry)] if entry.ledger == "agreements" and seat.counts else []
    return kit.Row(entry.number, entry.text, " ".join(_notes(entry, zones.day(entry.at, session.zone))), talk)


def _talk(session: Session, seat: Seat, entry: Entry) -> Html:
    if session.talks.asks(entry.key, seat.id):
        label = _("Take that back: {text}", text=entry.text)
        back = kit.button(_("Take that back"), kit.act("needs_talk", entry=entry.key, on=0), label=label)
        return kit.join(kit.hint(_("You asked for a talk about it.")), back)
    label = _("This needs a talk: {text}", text=entry.text)
    return kit.button(_("This needs a talk"), kit.act("needs_talk", entry=entry.key), label=label)


def _notes(entry: Entry, made: date) -> list[str]:
    """Number and day, how it ended, and when it is looked at again; for an agreement also its words before."""
    data = entry.data
    found: list[Words] = [_("{number}, {day}.", number=entry.number, day=day(made.isoformat()))]
    if entry.ledger == "decisions" or entry.status == "not agreed":
        found += [sentence(data[name]) for name in _ENDED if data.get(name)]
        found += [_("Who decides: {words}.", words=data["decides"])] if data.get("decides") else []
    other = entry.ledger not in ("agreements", "decisions")
    if entry.status in ("trial", "replaced", "ended") or (other and entry.status):
        found.append(sentence(status(entry.status)))
    if entry.ledger == "goals":
        found += [sentence(str(_GOALS[name].with_params(words=data[name]))) for name in _GOALS if data.get(name)]
    if other and data.get("who"):
        found.append(_("Who: {words}.", words=data["who"]))
    if other and data.get("by"):
        found.append(_("By {date}.", date=day(data["by"])))
    if data.get("review"):
        found.append(_("We look again on {date}.", date=day(data["review"])))
    before = entry.versions[0].get("text", "")
    if before and before != entry.text:
        found.append(_("Before: “{text}”", text=before))
    return [str(words) for words in found]


def _newest(entries: tuple[Entry, ...]) -> list[Entry]:
    """The latest first; what was made together stays in its order."""
    return sorted(entries, key=lambda entry: -entry.at)
