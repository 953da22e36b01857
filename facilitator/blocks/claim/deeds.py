"""Deeds: things to do. Each needs an owner who confirmed, a day that is not over, and how we will know.

A deed without one of these is looking for someone, and is told as that. Nobody's name is put on it but by themselves.
What is far away needs a first step soon.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from facilitator.activity import Ctx, Key, Refused
from facilitator.blocks.claim.rules import Claims
from facilitator.blocks.claim.slot import Slot
from facilitator.i18n import Text, Words, _
from facilitator.text import is_blank, likeness


@dataclass(frozen=True)
class Terms:
    """What a promise needs: a day more than `far` days from now needs a first step within `soon` days.

    With `hours`, who promises can say how many hours it takes.
    """

    far: int = 90
    soon: int = 14
    hours: bool = False

    def is_far(self, by: date, today: date) -> bool:
        """Whether a day needs a first step."""
        return by - today > timedelta(days=self.far)

    def last(self, today: date) -> date:
        """The last day for a first step."""
        return today + timedelta(days=self.soon)


TERMS = Terms()
NOT_ONE: tuple[Text, ...] = (
    _("Everyone"), _("Everybody"), _("Anyone"), _("All"), _("All of us"), _("We"), _("Us"), _("The group"),
    _("The whole group"), _("The team"), _("Nobody"),
)  # fmt: skip
"""What is no name of an owner: what everyone owns, nobody does."""


def promise(
    deed: Slot, me: Key, name: str, by: date | None, how: str, helpers: str, ctx: Ctx, first: str = "",
    first_by: date | None = None, hours: int | None = None, terms: Terms = TERMS,
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
    far = terms.is_far(by, ctx.today)
    if far and is_blank(first):
        raise Refused(_("This is more than {n} days away. Say a first step, too.", n=terms.far))
    if far and (first_by is None or not ctx.today <= first_by <= terms.last(ctx.today)):
        raise Refused(_("Choose a day for the first step: in the next {n} days.", n=terms.soon))
    deed.confirm(me, name)
    deed.by, deed.how, deed.helpers = by, how.strip() or deed.how, helpers.strip()
    deed.first, deed.first_by = (first.strip(), first_by) if far else ("", None)
    deed.hours = hours if terms.hours else None


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
