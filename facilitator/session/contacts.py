"""How people can be reached after a session: what one person leaves on a page apart. It is no event of the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from facilitator.activity import Refused
from facilitator.i18n import Words, _
from facilitator.session.session import Session
from facilitator.store import Contacts
from facilitator.text import alphabetical, clean, is_blank

MOST = 500
"""Contacts of a session; more are not from people in its room."""
LONGEST: Mapping[str, int] = {"reach": 200, "about": 200, "name": 60}

HOW: Mapping[str, Words] = {
    "mail": _("E-mail"), "text": _("Text message"), "call": _("Phone call"), "letter": _("Letter"),
}  # fmt: skip
OFTEN: Mapping[str, Words] = {
    "news": _("Whenever there is news"), "month": _("Once a month at most"), "year": _("A few times a year"),
    "once": _("Just once"),
}  # fmt: skip


@dataclass(frozen=True)
class Contact:
    """What one person left."""

    reach: str = ""
    how: str = ""
    about: str = ""
    often: str = ""
    name: str = ""
    notice: str = ""
    """What the page said when it was left."""

    @classmethod
    def given(cls, typed: Mapping[str, str], notice: str) -> Contact:
        """What somebody typed, cleaned; it may be wrong still, see `checked`."""
        texts = {name: " ".join(clean(typed.get(name, "")).split()) for name in LONGEST}
        how, often = typed.get("how", ""), typed.get("often", "")
        return cls(how=how if how in HOW else "", often=often if often in OFTEN else "", notice=notice, **texts)

    @classmethod
    def kept(cls, data: Mapping[str, str]) -> Contact:
        """One from the file. What a later program adds is left alone."""
        return cls(**{each.name: data.get(each.name, "") for each in fields(cls)})

    def checked(self) -> Contact:
        """The same. Raises `Refused` where nobody could be reached by it, or not as they wish."""
        if is_blank(self.reach):
            raise Refused(_("Write where we can reach you first."))
        if any(len(getattr(self, name)) > longest for name, longest in LONGEST.items()):
            raise Refused(_("This is too long. Please write less."))
        if not self.how or not self.often:
            raise Refused(_("Choose how, and how often, first."))
        return self


def of(contacts: Contacts, mark: str) -> Contact | None:
    """What stands under a mark; None for nothing."""
    return Contact.kept(contacts[mark]) if mark in contacts else None


def every(contacts: Contacts) -> dict[str, Contact]:
    """All by their marks, by name and then by address."""
    found = {mark: Contact.kept(each) for mark, each in contacts.items()}
    return dict(sorted(found.items(), key=lambda pair: (alphabetical(pair[1].name), alphabetical(pair[1].reach))))


def with_one(contacts: Contacts, mark: str, contact: Contact) -> Contacts:
    """The contacts with one more, or with another in its place."""
    if mark not in contacts and len(contacts) >= MOST:
        raise Refused(_("The list is full. Please tell the facilitator."))
    return {**contacts, mark: asdict(contact)}


def without(contacts: Contacts, mark: str) -> Contacts:
    """The contacts without one; it may be gone already."""
    return {each: contact for each, contact in contacts.items() if each != mark}


def open_page(session: Session) -> bool:
    """Whether people can leave something now, and change or delete what they left."""
    return bool(session.notice) and session.status == "open"
