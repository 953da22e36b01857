"""Deeds: things to do. Each needs an owner who confirmed, a day that is not over, and how we will know.

A deed without one of these is looking for someone, and is told as that. Nobody's name is put on it but by themselves.
What is far away needs a first step soon.
"""

from __future__ import annotations

from datetime import date, timedelta

from facilitator.activity import Ctx, Key, Refused
from facilitator.blocks.claim.rules import Claims
from facilitator.blocks.claim.slot import Slot
from facilitator.i18n import Text, Words, _
from facilitator.text import is_blank, likeness

FAR, SOON = timedelta(days=90), timedelta(days=14)
"""A day after `FAR` from now needs a first step by `SOON`."""
NOT_ONE: tuple[Text, ...] = (
    _("Everyone"), _("Everybody"), _("Anyone"), _("All"), _("All of us"), _("We"), _("Us"), _("The group"),
    _("The whole group"), _("The team"), _("Nobody"),
)  # fmt: skip
"""What is no name of an owner: what everyone owns, nobody does."""


def promise(
    deed: Slot, me: Key, name: str, by: date | None, how: str, helpers: str, ctx: Ctx, first: str = "",
    first_by: date | None = None,
) -> None:  # fmt: skip
    """Somebody takes a deed that was offered to them.

    Refused without a day to come, without a way to know it is done, and far away without a first step.
    """
    if by is None or by < ctx.today:
        raise Refused(_("Choose a day: today or a later one."))
    if likeness(name) in {likeness(str(each)) for each in NOT_ONE}:
        raise Refused(_("One person owns it. Write the name of one person; others can help."))
    if is_blank(how) and is_blank(deed.how):
        raise Refused(_("Say how we will know that it is done."))
    far = by > ctx.today + FAR
    if far and is_blank(first):
        raise Refused(_("This is more than {n} days away. Say a first step, too.", n=FAR.days))
    if far and (first_by is None or not ctx.today <= first_by <= ctx.today + SOON):
        raise Refused(_("Choose a day for the first step: in the next {n} days.", n=SOON.days))
    deed.confirm(me, name)
    deed.by, deed.how, deed.helpers = by, how.strip() or deed.how, helpers.strip()
    deed.first, deed.first_by = (first.strip(), first_by) if far else ("", None)


def lacks(deed: Slot, ctx: Ctx) -> list[Words]:
    """What a deed still needs; nothing when it is one that can be followed."""
    missing: list[tuple[bool, Words]] = [
        (not deed.owners, _("someone who does it")),
        (deed.by is None or deed.by < ctx.today, _("a day")),
        (not deed.how, _("how we will know")),
    ]
    return [words for needed, words in missing if needed]


def firm(claims: Claims, ctx: Ctx) -> list[Slot]:
    """The deeds that lack nothing."""
    return [deed for deed in claims.slots.values() if not lacks(deed, ctx)]
