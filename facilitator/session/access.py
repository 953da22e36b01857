"""Access notes: what would make today easier for somebody. They hold no seat, and only the facilitator reads them.

A note comes with a joining, but stands in no journal: it goes into a checkpoint at once, apart from seats and in no
order of arrival. The laptop may be on the wall, so its screen never shows one. All are deleted when the session closes;
how many there were, and how many were met, stays in the record.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import Words, _, ngettext, speaking
from facilitator.report.model import Paragraph, Section
from facilitator.session.action import action
from facilitator.session.session import Session
from facilitator.session.step import Step
from facilitator.session.wishes import Access

LONGEST = 500
"""Code points of a note at most."""

Note = Annotated[str, Field(max_length=LONGEST)]


@action(by="facilitator", any_time=True)
def access_met(session: Session, met: Annotated[int, Field(ge=0)]) -> None:
    """Say how many of the requests were met today."""
    if met > session.access.made:
        raise Refused(_("There were not so many requests. Please load the page again."))
    session.access.met = met


def asks(session: Session) -> bool:
    """Whether the joining page asks: the plan says so, or the first step that has a say in it."""
    said = (asked for step in session.agenda if (asked := _asks(session, step)) is not None)
    return session.access.wanted or next(said, False)


def told(access: Access) -> Words:
    """What the record says; empty where nobody asked for anything."""
    if access.met is None:
        return ngettext("{n} access request was made.", "{n} access requests were made.", access.made)
    return ngettext(
        "{n} access request was made; {met} was met today.", "{n} access requests were made; {met} were met today.",
        access.made, met=access.met,
    )  # fmt: skip


def sections(session: Session) -> tuple[Section, ...]:
    """The section of the record; none where nobody asked for anything."""
    if not session.access.made:
        return ()
    with speaking(session.language):
        return (Section(str(_("Access")), blocks=(Paragraph(str(told(session.access))),)),)


def unsaid(session: Session) -> list[Words]:
    """What to think of before the session closes."""
    if not session.access.made or session.access.met is not None:
        return []
    return [_("Nobody has said how many of the access requests were met.")]


def _asks(session: Session, step: Step) -> bool | None:
    """What the setting of a step about the joining page says; None where it has none, or is left out."""
    kind = session.library.get(step.activity)
    if kind is None or not kind.asks_needs or step.state == "skipped":
        return None
    return bool(step.settings.get(kind.asks_needs, kind.settings_type.model_fields[kind.asks_needs].default))
