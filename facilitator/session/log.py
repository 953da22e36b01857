"""The log: how an entry of a ledger is told in plain words, with its versions and reasons, and how it is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from facilitator import zones
from facilitator.i18n import Words, _
from facilitator.ledger import Entry
from facilitator.report.words import day, sentence, status

_READ: dict[str, Words] = {
    "confirmed": _("Read back and confirmed."), "disputed": _("Read back: its wording is disputed."),
    "not checked": _("Read back, but nobody answered."),
}  # fmt: skip
_MORE: dict[str, Words] = {
    "why": _("Why we needed it"), "decides": _("Who decides"), "who": _("Who does what"),
    "threshold": _("What it had to reach"), "kind": _("Kind of decision"),
    "departs": _("Why not as our charter says"), "stances": _("Answers"), "concerns": _("Concerns"),
    "objections": _("Objections that stayed open"), "options": _("What else we considered"),
    "signs": _("How we will know that it works"), "missing": _("Who was not there"),
}  # fmt: skip
"""What a decision says behind its line, in this order."""


def stands(entry: Entry, zone: str) -> str:
    """The same without its number, for a table that has it."""
    return " ".join([f"{on(entry.at, zone)}.", *told(entry, zone)[1:]])


def told(entry: Entry, zone: str) -> list[str]:
    """The line below the words of a decision: number, day, how it ended, when it is looked at again, whether read."""
    data = entry.data
    found: list[Words] = [_("{number}, {day}.", number=entry.number, day=on(entry.at, zone))]
    found += [sentence(status(entry.status))] if entry.status in ("trial", "replaced", "ended") else []
    ended = ("outcome", "detail", "method", "next") if entry.ledger == "decisions" else ("outcome", "detail")
    found += [sentence(data[name]) for name in ended if data.get(name)]
    if data.get("review") and entry.status not in ("ended", "replaced", "not agreed"):
        found.append(_("We look again on {date}.", date=day(data["review"])))
    read = _read(entry)
    if read in _READ:
        found.append(_READ[read])
    if data.get("disputed") and read == "disputed":
        found.append(_("Also remembered: “{text}”", text=data["disputed"]))
    return [str(words) for words in found]


def _read(entry: Entry) -> str:
    """How the present words were read back; words that are newer than that were not."""
    since = entry.changes[entry.changes.index(entry.wordings[-1]) :]
    return next((change.data["read"] for change in reversed(since) if change.data.get("read")), "")


def more(entry: Entry, zone: str) -> list[tuple[Words, Words]]:
    """What else is known of a decision, and what became of it since."""
    data = entry.data if entry.ledger == "decisions" else {}
    found = [(label, " · ".join(data[name].split("\n"))) for name, label in _MORE.items() if data.get(name)]
    return [*found, *((_("Since then"), words) for words in history(entry, zone))]


def history(entry: Entry, zone: str) -> list[str]:
    """Every change of an entry, oldest first: its day, why it was made, and the words before it where they changed."""
    found, words = [], entry.changes[0].data.get("text", "")
    for change in entry.changes[1:]:
        new, said = change.data.get("text", words), [change.reason or str(_("It was changed."))]
        if change.data.get("asked"):
            said.append(str(_("We asked: “{text}” {answer}.", text=change.data["asked"],
                              answer=change.data.get("answer", ""))))  # fmt: skip
        if new != words:
            said.append(str(_("Before: “{text}”", text=words)))
        found.append(str(_("{day}: {words}", day=on(change.at, zone), words=" ".join(map(sentence, said)))))
        words = new
    return found


def on(at: float, zone: str) -> str:
    """The day of a time, as people read it."""
    return day(zones.day(at, zone).isoformat())


def matching(entries: Iterable[Entry], query: str) -> list[Entry]:
    """The entries that have every word of a query somewhere in any of their versions, or are called so."""
    wanted = _plain(query).split()
    return [entry for entry in entries if all(word in _whole(entry) for word in wanted)]


def _whole(entry: Entry) -> str:
    said = [text for change in entry.changes for name, text in change.data.items() if name != "table"]
    return _plain(" ".join([entry.number, *said]))


def _plain(text: str) -> str:
    """Without case and accents, so that nobody has to type them."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
