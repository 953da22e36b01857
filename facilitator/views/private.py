"""The facilitator's own page in an activity: on their own phone, or on paper, never on a screen others may see."""

from __future__ import annotations

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import _
from facilitator.run import view
from facilitator.run.run import Run
from facilitator.session.session import Session

TITLE = _("For you alone")


def way(session: Session, run: Run) -> list[Html]:
    """The way to it from the stage, which itself shows nothing of it; none where nothing stands there."""
    return [kit.link(TITLE, f"/stage/{session.code}/private")] if _keeps(run) else []


def page(session: Session, here: bool, sheet: bool) -> Html:
    """The page. With `here`, on this laptop, it shows nothing; a `sheet` has it for print alone."""
    run = session.run
    with kit.drawing(run=run.token if run else "", surface="paper", glyph="lock", activity=session.title):
        top = kit.join(kit.form_start(), kit.topline(), kit.question(TITLE))
        if run is None or not run.activity.keeps_private(run.ctx):
            return kit.join(top, _nothing())
        if here and not sheet:
            return kit.join(top, _elsewhere(session))
    inside = view.private(run) or _nothing()
    if sheet:
        return kit.join(top, _printing(), kit.unseen(inside))
    return kit.join(top, kit.lead(_("Only you see this.")), inside)


def _keeps(run: Run) -> bool:
    return run.activity.keeps_private(run.ctx) and bool(view.private(run))


def _nothing() -> Html:
    return kit.empty(_("There is nothing for you alone in this step."), "")


def _elsewhere(session: Session) -> Html:
    return kit.join(
        kit.lead(_("This laptop may be on the wall, so it does not show it.")),
        kit.lead(_("Open the stage on your own phone, and tap “For you alone” there.")),
        kit.link(_("Print it on a sheet"), f"/stage/{session.code}/private?sheet=1"),
    )


def _printing() -> Html:
    return kit.join(
        kit.lead(_("It is on this page, but only paper shows it. Print it now.")),
        kit.hint(_("The browser shows the sheet before it prints. First take this screen off the wall.")),
    )
