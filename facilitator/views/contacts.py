"""The page apart that asks how to reach people: for one person on their own phone, and for a helper from paper."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.session.contacts import HOW, LONGEST, OFTEN, Contact, open_page
from facilitator.session.session import Session

TITLE: Words = _("Stay in touch")
KEEP, DROP = "keep_contact", "drop_contact"
NOTHING = Html("")


def way(session: Session) -> list[Html]:
    """The way to it from a phone, once it is open. It says nothing about whether anybody left anything."""
    return [kit.link(TITLE, f"/j/{session.code}/touch")] if open_page(session) else []


def from_stage(session: Session) -> list[Html]:
    """The way to the form for paper from the stage."""
    return [kit.link(_("Stay in touch, on paper"), f"/stage/{session.code}/touch")] if open_page(session) else []


def page(session: Session, mine: Contact | None, given: Contact | None = None, wrong: Words = "") -> Html:
    """What one person left, to change or to take out; else an empty form. `given` is what was `wrong`."""
    with kit.drawing(surface="phone", glyph="phone", activity=session.title):
        drop = kit.button(_("Take mine out"), DROP) if mine else NOTHING
        return kit.join(
            kit.form_start(),
            kit.topline(),
            kit.question(TITLE),
            kit.lead(session.notice),
            kit.status(wrong) if wrong else NOTHING,
            kit.lead(_("We have this from you. Nobody else in the room sees it.")) if mine else _apart(),
            _fields(given or mine or Contact()),
            kit.send(KEEP, "", send_words=_("Save the change") if mine else _("Save")),
            drop,
            kit.hint(_("You can stop at any time. Until the workshop ends, change it or take it out here.")),
            kit.hint(_("After that, or from another phone, tell who holds the list. They take it out.")),
        )


def paper(session: Session, given: Contact | None = None, wrong: Words = "") -> Html:
    """The same on a sheet, and for who types it in. It shows nothing of what was left."""
    with kit.drawing(surface="paper", glyph="lock", activity=session.title):
        return kit.join(
            kit.form_start(),
            kit.form_title(TITLE),
            kit.lead(session.notice),
            kit.hint(_("A helper will type this in and will see it. It is kept apart from all answers.")),
            kit.status(wrong) if wrong else NOTHING,
            _fields(given or Contact()),
            kit.send(KEEP, "", send_words=_("Enter it")),
            kit.hint(_("You can stop at any time: tell who holds the list. They take you out.")),
        )


def _apart() -> Html:
    return kit.hint(_("This is kept apart from all answers. It stands in no record. Only the facilitator sees it."))


def _fields(shown: Contact) -> Html:
    return kit.join(
        kit.text_area("reach", _("Your e-mail, phone number or address"), LONGEST["reach"], shown.reach, rows=2),
        _asked("how", _("How?"), HOW, shown.how),
        kit.text_area("about", _("What do you want to hear about?"), LONGEST["about"], shown.about, rows=2),
        _asked("often", _("How often?"), OFTEN, shown.often),
        kit.text_area("name", _("Your name, if you like"), LONGEST["name"], shown.name, rows=1),
    )  # fmt: skip


def _asked(name: str, legend: Words, options: Mapping[str, Words], chosen: str) -> Html:
    rows = [kit.Choice(value, words) for value, words in options.items()]
    return kit.join(kit.heading(legend), kit.choices(name, rows, chosen, legend))
