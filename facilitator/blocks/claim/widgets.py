"""Places and things to do, and who takes them: only by their own tap, under a name that they write themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.claim.deeds import TERMS, Terms
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.macros import macros
from facilitator.kit.results import paged
from facilitator.report.words import day
from facilitator.text import alphabetical, likeness

_html = macros("taking", beside=__file__)

FEW = 20
"""Names that stand in a list; with more, the name is typed."""
HIGH = fitting.HIGH
NOTHING = Html("")

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""


@dataclass(frozen=True)
class _Place:
    id: str
    title: str
    lines: Sequence[Words]
    controls: Sequence[Html] = ()


def slots_to_take(claims: Claims, me: Key, ctx: Ctx, named: Named, terms: Terms | None = None) -> Html:
    """On a phone: every slot with what one can do about it; posts what `Take` does.

    With `terms`, who confirms also chooses a day and says how we will know.
    """
    rows = [
        _Place(
            id, slot.title, [*_lines(slot), *_mine(slot, me, ctx.names.get(me, ""))],
            _controls(id, slot, me, ctx, named, terms),
        )
        for id, slot in claims.slots.items()
    ]  # fmt: skip
    if not rows:
        return kit.empty(_("There is nothing to take yet."), _("The facilitator adds it with you."))
    quiet = any(slot.standing(me) for slot in claims.slots.values())
    told = kit.hint(_("You passed. You can still take something.")) if me in claims.passes else NOTHING
    passing = NOTHING if quiet else kit.secondary([kit.button(_("Pass"), "pass")])
    return kit.join(_html.places(rows, "places"), passing, told, _asking(claims, me, ctx, named))


def slots_taken(claims: Claims, high: float = HIGH) -> Html:
    """On the board and afterwards: every slot with the names of those who took it, or that it is free.

    So much of the height of the board is left for it.
    """
    rows = [_Place(id, slot.title, _lines(slot)) for id, slot in claims.slots.items()]
    if not rows:
        return kit.empty(_("Nothing is on the list yet."), "")

    def tall(row: _Place) -> float:
        below = " ".join(str(line) for line in row.lines)
        return fitting.lines(row.title, fitting.WIDE, 4.5) * 5.4 + fitting.lines(below, fitting.WIDE, 3.4) * 4 + 2

    shown, part = paged(rows, 9, tall, high)
    return kit.join(_html.places(shown, "places"), part)


def change_tools(claims: Claims, named: Named, deed: bool = False, most: int | None = None) -> Html:
    """On the stage while the list is written: add, reword and drop; posts what `Change` does."""
    slots = claims.slots.values()
    ask = _("What will we do? Begin with a verb.") if deed else _("One more to take")
    enough = most is not None and len(slots) >= most
    add = NOTHING if enough else kit.text_form(kit.TextField("title", ask, 140), named("add_slot"), _("Add"))
    if not slots:
        return add
    free = any(not slot.owners for slot in slots)
    form = _form(named) if free else ""
    rows = [_Place(id, slot.title, [*_lines(slot), *_waiting(slot)]) for id, slot in claims.slots.items()]
    more = kit.foldable(_("Change the list"), _html.changes(kit.page.get(), form, _WORDS, named)) if free else NOTHING
    return kit.join(kit.heading(_("To take")), _html.places(rows, "tool", form), more, add)


def take_tools(claims: Claims, ctx: Ctx, named: Named) -> Html:
    """On the stage while people take: close the window, offer, invite, draw lots; posts what `Take` does."""
    slots = claims.slots.values()
    if not slots:
        return NOTHING
    names = sorted({ctx.names[key] for key in ctx.seats if key in ctx.names}, key=alphabetical)
    invites = any(slot.free > 0 for slot in slots) and bool(names)
    form = _form(named) if invites else ""
    rows = [
        _Place(id, slot.title, [*_lines(slot), *_waiting(slot)], _tools(id, slot, named))
        for id, slot in claims.slots.items()
    ]
    closing = kit.button(_("Stop asking. Offer the places."), named("close_window"))
    open_ = [slot for slot in slots if not slot.closed]
    close = kit.secondary(
        [closing] if open_ and not any(slot.waiting for slot in open_) else []
    )  # else it is the big one
    more = NOTHING
    if invites:
        inside = _html.invites(kit.page.get(), form, _WORDS, names, len(names) <= FEW, named)
        more = kit.foldable(_("Change the list, or invite"), inside)
    return kit.join(kit.heading(_("To take")), _html.places(rows, "tool", form), close, more)


def claim_sheet(claims: Claims, terms: Terms | None = None) -> Html:
    """Empty fields for paper, for the action `sign_up`: which one, and what is needed once it was offered."""
    options = [kit.Choice(id, slot.title) for id, slot in claims.slots.items()]
    fields = kit.choices("slot", options, None, _("Which one?"))
    return kit.join(fields, _html.sheet(_words(terms or TERMS), terms))


def _form(named: Named) -> str:
    return kit.mark(named("claims"))


def _lines(slot: Slot) -> list[Words]:
    lines: list[Words] = [slot.needs] if slot.needs else []
    if slot.owners:
        who = ", ".join(slot.owners)
        lines.append(_("{who}, by {day}", who=who, day=day(slot.by.isoformat())) if slot.by else who)
    if slot.helpers:
        lines.append(_("With help from {names}", names=slot.helpers))
    if slot.first_by:
        lines.append(_("First step: {step}, by {day}", step=slot.first, day=day(slot.first_by.isoformat())))
    if slot.how:
        lines.append(_("We will know: {how}", how=slot.how))
    left = slot.capacity - len(slot.owners)
    if left and slot.capacity == 1:
        lines.append(_("Looking for someone"))
    elif left:
        lines.append(ngettext("{n} place is free", "{n} places are free", left))
    if slot.announced:
        n = len(slot.waiting)
        lines.append(
            ngettext(
                "Lots will be drawn for this among {n} person.", "Lots will be drawn for this among {n} people.", n
            )
        )
    return lines


def _mine(slot: Slot, me: Key, called: str) -> Iterable[Words]:
    standing = slot.standing(me)
    if standing is None and called and likeness(called) in slot.asked:
        yield _("Somebody here asks if you would do this. Only you can say yes.")
    if standing == "interested":
        yield _("You said you would like to do this. The facilitator will tell you.")
    elif standing == "offered":
        yield _("This is offered to you. Only you can say yes.")
    elif standing == "confirmed":
        yield _("You take this. You can hand it back at any time.")


def _controls(id: str, slot: Slot, me: Key, ctx: Ctx, named: Named, terms: Terms | None) -> list[Html]:
    standing, form = slot.standing(me), kit.mark(named("confirm"), id)
    if standing in ("interested", "confirmed"):
        words = _("Hand it back: {title}", title=slot.title)
        return [kit.button(_("Hand it back"), kit.act(named("hand_back"), slot=id), label=words)]
    if standing == "offered":
        today, name = ctx.today, ctx.names.get(me, "")
        needs = terms or TERMS
        soon, do = needs.last(today), kit.act(named("confirm"), slot=id)
        confirm = _html.confirm(kit.page.get(), form, do, name, today, soon, slot.how, _words(needs), terms)
        return [confirm, kit.button(_("No, thank you"), kit.act(named("decline"), slot=id))]
    if slot.closed and slot.free <= 0:
        return []
    words = _("I would do this") if terms else _("I would take this")
    return [
        kit.button(
            words, kit.act(named("interest"), slot=id), label=_("{words}: {title}", words=words, title=slot.title)
        )
    ]


def _asking(claims: Claims, me: Key, ctx: Ctx, named: Named) -> Html:
    """A way to ask somebody else; nothing where nobody else chose a name."""
    names = sorted({ctx.names[key] for key in ctx.seats if key in ctx.names and key != me}, key=alphabetical)
    free = [kit.Column(id, slot.title) for id, slot in claims.slots.items() if slot.free > 0]
    if not names or not free:
        return NOTHING
    inside = _html.ask(kit.page.get(), kit.mark("ask", ctx.phase), free, names, len(names) <= FEW, _WORDS, named)
    return kit.foldable(_("Ask somebody else"), inside)


def _waiting(slot: Slot) -> Iterable[Words]:
    """How many would take it, once the window has closed; never who."""
    if slot.closed and slot.contested:
        yield _("More people would take this than there are places. Talk about it, or draw lots.")
    if slot.closed and slot.capacity - len(slot.owners) > slot.free:
        yield _("It is offered. We wait for an answer.")


def _tools(id: str, slot: Slot, named: Named) -> list[Html]:
    found = []
    if slot.closed and slot.contested and slot.announced:
        found.append(kit.button(_("Draw lots"), kit.act(named("draw_lots"), slot=id)))
    elif slot.closed and slot.contested:
        found.append(kit.button(_("Announce a draw"), kit.act(named("announce_draw"), slot=id)))
    elif slot.closed and slot.free > 0 and slot.waiting:
        found.append(kit.button(_("Offer it"), kit.act(named("offer"), slot=id)))
    return found


def _words(terms: Terms) -> dict[str, Words]:
    return {
        **_WORDS,
        "far": _("Is that day more than {n} days away?", n=terms.far),
        "first_by": _("By which day? In the next {n} days.", n=terms.soon),
    }


_WORDS: dict[str, Words] = {
    "name": _("Your name on the list"),
    "by": _("By which day?"),
    "how": _("How will we know that it is done?"),
    "helpers": _("With help from (if anyone)"),
    "which": _("For which one?"),
    "person": _("Whom?"),
    "quietly": _("They hear that somebody here asks, not who. Only they can say yes."),
    "ask": _("Ask them"),
    "first": _("A first step"),
    "hours": _("About how many hours? You can leave this out."),
    "later": _("Only if it was offered to them:"),
    "take": _("I take it"),
    "choose": _("Choose one above, then say what to do with it."),
    "reword": _("In other words"),
    "change": _("Change"),
    "drop": _("Drop it"),
    "whom": _("Invite by name. Only they can say yes."),
    "invite": _("Invite"),
}
