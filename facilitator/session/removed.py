"""What was taken out of a session for good, as the record says it in words."""

from __future__ import annotations

from facilitator.i18n import Text, Words, _, ngettext, speaking
from facilitator.report.model import Paragraph, Section
from facilitator.session.session import Session

INSTEAD = _("A card that was taken back")
"""What stands where its words stood."""
WRITERS, PEOPLE, CARDS = "writers", "people", "cards"
"""Why: by who wrote it, because a person asked, or since the facilitator keeps the summary only."""


def count(session: Session, why: str, n: int = 1) -> None:
    """So much was removed."""
    if n:
        session.removed[why] = session.removed.get(why, 0) + n


def told(session: Session) -> list[Words]:
    """What the record says; nothing where nothing was removed."""
    n = session.removed
    said: dict[str, Text] = {
        WRITERS: ngettext(
            "{n} card was removed by its writer.", "{n} cards were removed by their writers.", n.get(WRITERS, 0)
        ),
        PEOPLE: ngettext(
            "The name and the words of {n} person were removed, because they asked for it.",
            "The names and the words of {n} people were removed, because they asked for it.", n.get(PEOPLE, 0),
        ),
        CARDS: ngettext(
            "{n} card was not kept. The facilitator keeps the summary only.",
            "{n} cards were not kept. The facilitator keeps the summary only.", n.get(CARDS, 0),
        ),
    }  # fmt: skip
    return [words for why, words in said.items() if n.get(why)]


def sections(session: Session) -> tuple[Section, ...]:
    """The section of the record."""
    with speaking(session.language):
        said = " ".join(str(words) for words in told(session))
        return (Section(str(_("What was removed")), blocks=(Paragraph(said),)),) if said else ()
