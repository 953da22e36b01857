"""What became of a rehearsal: what did not hold, or a summary of what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitator.errors import Trouble
from facilitator.i18n import Words, _, ngettext
from facilitator.rehearsal import checks, recount
from facilitator.rehearsal.books import Books
from facilitator.rehearsal.server import AsProcess, InThread
from facilitator.rehearsal.workshop import Workshop
from facilitator.report.model import Record
from facilitator.room import Room


@dataclass
class Played:
    """What became of a rehearsal. `faults` are sentences about what did not hold."""

    books: Books
    workshop: Workshop
    faults: list[Words] = field(default_factory=list)
    looked_up: int = 0
    """How many of the acknowledged acts were looked up in the session file."""

    def look_up(self, room: Room) -> None:
        """Whether all that was acknowledged since the last time is in the file; what is over is not kept in it."""
        sent = self.books.sent[self.looked_up :]
        self.faults += checks.kept(room, sent)
        self.looked_up += len(sent)


def judge(played: Played, record: Record, others: Sequence[Words], server: InThread | AsProcess) -> None:
    """Raise `Trouble` with the first of all that did not hold; `others` were found between two meetings."""
    names = [person.name for person in played.workshop.people]
    codes = [person.code for person in played.workshop.people]
    found: list[Words] = [
        *played.faults,
        *others,
        *played.workshop.watch.leaks,
        *played.workshop.unanswered,
        *recount.counted(record, played.books),
        *checks.silent(server.log, names, codes),
        *(_("The server had a problem: {words}", words=words) for words in server.troubles),
    ]
    if len(found) == 1:
        raise Trouble(found[0])
    if found:
        raise Trouble(_("{first} {n} more things did not hold.", first=found[0], n=len(found) - 1))


def summary(played: Played, record: Record, to: Path) -> str:
    """What was looked at, and where the record is."""
    books, workshop = played.books, played.workshop
    sentences = [
        ngettext(
            "{n} person took part, and everything held.", "{n} people took part, and everything held.", record.people
        ),
        _("{n} acts were acknowledged, and all are in the session file.", n=len(books.sent)),
    ]
    numbers = len(recount.claims(record, books))
    if numbers:
        sentences.append(_("{n} numbers of the record were counted again, and agree.", n=numbers))
    if workshop.watch.looks:
        words = _("{n} views were watched while answers were hidden, and told nothing.", n=workshop.watch.looks)
        sentences.append(words)
    sentences += [_("“{title}” was ended early: it offered no way to go on.", title=each) for each in workshop.early]
    if workshop.kills:
        words = ngettext(
            "The server was killed {n} time meanwhile, and nothing was lost.",
            "The server was killed {n} times meanwhile, and nothing was lost.", workshop.kills,
        )  # fmt: skip
        sentences.append(words)
    sentences += [_("Refused, {n} times: {words}", n=n, words=words) for words, n in books.refused.most_common()]
    return "\n".join(str(words) for words in (*sentences, _("The record is in {folder}", folder=to)))
