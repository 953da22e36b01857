"""The page with access notes, which only the facilitator reads: on their own phone, or on paper."""

from __future__ import annotations

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import _, ngettext
from facilitator.session.access import told
from facilitator.session.session import Session
from facilitator.session.wishes import Access


def way(session: Session) -> list[Html]:
    """The way to the notes from the stage, which itself only counts them."""
    n = session.access.made
    words = ngettext("{n} access note", "{n} access notes", n)
    return [kit.link(words, f"/stage/{session.code}/access")] if n else []


def page(session: Session, here: bool, sheet: bool) -> Html:
    """The notes, for the facilitator. With `here`, on this laptop, none shows; a `sheet` has them for print alone."""
    with kit.drawing(
        run=session.run.token if session.run else "", surface="paper", glyph="lock", activity=session.title
    ):
        top = [kit.form_start(), kit.topline(), kit.question(_("Access notes"))]
        if not session.access.made:
            return kit.join(*top, kit.empty(_("Nobody has asked for anything yet."), ""))
        if session.status == "closed":
            return kit.join(*top, kit.lead(_("The notes were deleted when the workshop closed.")), _count(session))
        notes = kit.quotes(list(session.access.notes.values()), "", "notes")
        if sheet:
            return kit.join(*top, _printing(), kit.unseen(notes))
        return kit.join(
            *top, _elsewhere(session) if here else kit.join(_yours(), notes), _count(session), _met(session.access)
        )


def _yours() -> Html:
    return kit.lead(_("Only you see this. A note has no name, unless somebody wrote one."))


def _elsewhere(session: Session) -> Html:
    return kit.join(
        kit.lead(_("This laptop may be on the wall, so it does not show them.")),
        kit.lead(_("Open the stage on your own phone, and tap “Access notes” there.")),
        kit.link(_("Print them on a sheet"), f"/stage/{session.code}/access?sheet=1"),
    )


def _printing() -> Html:
    return kit.join(
        kit.lead(_("The notes are on this page, but only paper shows them. Print it now.")),
        kit.hint(_("The browser shows the sheet before it prints. First take this screen off the wall.")),
    )


def _count(session: Session) -> Html:
    return kit.join(kit.heading(_("For the record")), kit.hint(told(session.access)))


def _met(access: Access) -> Html:
    met = access.met or 0
    more, fewer = kit.act("access_met", met=met + 1), kit.act("access_met", met=met - 1)
    none = [kit.button(_("None were met"), kit.act("access_met", met=0))] if access.met is None else []
    buttons = [kit.button(_("One more was met"), more)] if met < access.made else []
    return kit.secondary([*buttons, *none, *([kit.button(_("One fewer"), fewer)] if met else [])])
