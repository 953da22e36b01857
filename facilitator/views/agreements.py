"""What we have decided: the page on every phone with all that the programme keeps, newest first, in plain words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from urllib.parse import urlencode

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks import skills
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.ledger import Entry
from facilitator.report.words import day, sentence, status
from facilitator.seats import Seat
from facilitator.session import log, reviews
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
MOST = 20
"""So many decisions stand on the page at once: it stays light on any phone."""


def page(session: Session, seat: Seat, query: str = "", older: str = "") -> Html:
    """All that the group decided and agreed, newest first, or what of it has the words of a `query`.

    Decisions stand first, then what was not agreed and what is not ours to decide. After the newest ones comes a link
    to older ones; `older` says how many are left out then.
    """
    ledgers = session.ledgers
    agreed, decided = (_found(session, ledger, query) for ledger in ("agreements", "decisions"))
    over = [entry for entry in decided if entry.status in ("ended", "replaced")]
    not_agreed = [entry for entry in (*decided, *agreed) if entry.status == "not agreed"]
    not_ours = [entry for entry in agreed if entry.status == "not ours"]
    apart = {entry.key for entry in (*over, *not_agreed, *not_ours)}
    force = [entry for entry in decided if entry.key not in apart]
    first = int(older) if older.isdecimal() and len(older) < 6 and int(older) < len(force) else 0
    here = f"/j/{session.code}/agreed"
    with kit.drawing(
        run=session.run.token if session.run else "", surface="phone", glyph="agreed", activity=session.title
    ):
        stand = [_row(session, seat, entry) for entry in agreed if entry.key not in apart]
        open_goals = [entry for entry in _found(session, "goals", query) if entry.status != "adopted"]
        goals = [_row(session, seat, entry) for entry in open_goals]
        lost = [kit.Row(each["id"], each["data"].get("text", "") or _("A change")) for each in ledgers.lost]
        return kit.join(
            kit.form_start(),
            kit.topline(),
            kit.question(_("What we have decided")),
            kit.search(here, _("Find a decision"), query, _("Find")),
            kit.link(_("Show all"), here) if query or first else "",
            _due(session),
            kit.join(
                kit.heading(_("In force")),
                _log(session, force[first : first + MOST], "decided") if force else _nothing(query),
                _older(here, query, first, len(force)),
            ),
            _part(session, _("Not agreed. We will come back to it"), not_agreed, "later"),
            _part(session, _("Not ours to decide"), not_ours, "not-ours"),
            _part(session, _("Ended"), over, "over"),
            kit.heading(_("What we have agreed")) if stand or not query else "",
            kit.listing(stand, id="agreed") if stand else "" if query else kit.empty(_("Nothing is agreed yet."), ""),
            _told() if stand and seat.counts else "",
            *(kit.listing(rows, title, ledger) for ledger, title, rows in _others(session, seat, query)),
            kit.listing(goals, _("Goals that are not adopted"), "open-goals") if goals else "",
            kit.listing(lost, _("From a meeting that is not on this laptop any more"), "lost") if lost else "",
        )


def _found(session: Session, ledger: str, query: str) -> list[Entry]:
    return _newest(log.matching(session.ledgers.of(ledger), query))


def _log(session: Session, entries: Sequence[Entry], id: str) -> Html:
    """Decisions with the line below each, and all the rest behind a button."""
    rows = [
        kit.Row(entry.number, entry.text, " ".join(log.told(entry, session.zone)), _more(entry, session.zone))
        for entry in entries
    ]
    return kit.listing(rows, id=id)


def _part(session: Session, title: Words, entries: Sequence[Entry], id: str) -> Html:
    return kit.join(kit.heading(title), _log(session, entries, id)) if entries else Html("")


def _more(entry: Entry, zone: str) -> list[Html]:
    rows = log.more(entry, zone)
    return [kit.foldable(_("More about it"), kit.facts(rows))] if rows else []


def _older(here: str, query: str, first: int, total: int) -> Html:
    if first + MOST >= total:
        return Html("")
    words = ngettext("{n} older decision", "{n} older decisions", total - first - MOST)
    return kit.link(words, f"{here}?{urlencode({'q': query, 'older': first + MOST})}")


def _due(session: Session) -> Html:
    """Which decisions come up for review today."""
    some = reviews.coming(session)
    if not some:
        return Html("")
    named = ", ".join(entry.number for entry in some)
    return kit.hint(
        ngettext("{n} decision comes up for review: {names}.", "{n} decisions come up for review: {names}.", len(some),
                 names=named)
    )  # fmt: skip


def _nothing(query: str) -> Html:
    if query:
        return kit.empty(_("No decision has these words."), _("Try fewer words, or a part of one."))
    return kit.empty(_("Nothing is decided yet."), "")


def _others(session: Session, seat: Seat, query: str) -> list[tuple[str, Words, list[kit.Row]]]:
    """What every other ledger holds, newest first, of goals those that are adopted; without entries it is left out."""
    kept = {entry.ledger for entry in session.ledgers.entries} - {"agreements", "decisions"}
    stand = {entry.key for entry in skills.standing(session.ledgers, session.today)}
    order = [*(each for each in _OTHERS if each in kept), *sorted(kept - _OTHERS.keys())]
    return [
        (each, _OTHERS.get(each, each), [_row(session, seat, entry) for entry in found])
        for each in order
        if (found := [entry for entry in _found(session, each, query) if _stands(entry, stand)])
    ]


def _stands(entry: Entry, skilled: Collection[str]) -> bool:
    """Whether an entry is in force: a goal that is adopted, a skill that nobody took back, and all others."""
    return entry.status == "adopted" if entry.ledger == "goals" else entry.ledger != "skills" or entry.key in skilled


def standing(session: Session) -> list[kit.RuleRow]:
    """The agreements that stand, as the board shows them at the start of a session."""
    agreed = session.ledgers.of("agreements", "agreed")
    return [kit.RuleRow(entry.number, entry.text, number) for number, entry in enumerate(agreed, 1)]


def to_review(session: Session) -> list[kit.RuleRow]:
    """The decisions that come up for review, as the board shows them at the start of a session."""
    return [kit.RuleRow(entry.number, f"{entry.number}: {entry.text}") for entry in reviews.coming(session)]


def to_do(session: Session) -> list[kit.RuleRow]:
    """The tasks that were to be done by today, in the same place: what, who, and by when."""
    return [
        kit.RuleRow(entry.number, f"{entry.number}: {entry.text}", note=promised(entry))
        for entry in reviews.late(session)
    ]


def promised(entry: Entry) -> str:
    """Who took a task on, and by when."""
    by = _("By {date}.", date=day(entry.data["by"]))
    who = _("Who: {words}.", words=entry.data["who"]) if entry.data.get("who") else _("Looking for someone.")
    return f"{who} {by}"


def _told() -> Html:
    return kit.hint(
        _("You can ask to talk about a rule again. Nobody sees who asked. When two people ask, we will talk.")
    )


def _row(session: Session, seat: Seat, entry: Entry) -> kit.Row:
    talk = [_talk(session, seat, entry)] if entry.ledger == "agreements" and seat.counts else []
    return kit.Row(entry.number, entry.text, " ".join(_notes(entry, session.zone)), talk)


def _talk(session: Session, seat: Seat, entry: Entry) -> Html:
    if session.talks.asks(entry.key, seat.id):
        label = _("Take that back: {text}", text=entry.text)
        back = kit.button(_("Take that back"), kit.act("needs_talk", entry=entry.key, on=0), label=label)
        return kit.join(kit.hint(_("You asked for a talk about it.")), back)
    label = _("This needs a talk: {text}", text=entry.text)
    return kit.button(_("This needs a talk"), kit.act("needs_talk", entry=entry.key), label=label)


def _notes(entry: Entry, zone: str) -> list[str]:
    """Number and day, how far it is, and when it is looked at again; what became of it since."""
    data, agreement = entry.data, entry.ledger == "agreements"
    found: list[Words] = [_("{number}, {day}.", number=entry.number, day=log.on(entry.at, zone))]
    if entry.status and not agreement:
        found.append(sentence(status(entry.status)))
    if entry.ledger == "goals":
        found += [sentence(str(_GOALS[name].with_params(words=data[name]))) for name in _GOALS if data.get(name)]
    if not agreement and data.get("who"):
        found.append(_("Who: {words}.", words=data["who"]))
    if not agreement and data.get("by"):
        found.append(_("By {date}.", date=day(data["by"])))
    if data.get("until"):
        found.append(_("Until {date}.", date=day(data["until"])))
    if data.get("review"):
        found.append(_("We look again on {date}.", date=day(data["review"])))
    found += [_("Before: “{text}”", text=change.data["text"]) for change in entry.wordings[:-1]]
    return [str(words) for words in found]


def _newest(entries: Sequence[Entry]) -> list[Entry]:
    """The latest first; what was made together stays in its order."""
    return sorted(entries, key=lambda entry: -entry.at)
