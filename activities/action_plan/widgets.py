"""What only this activity draws: an action that is looked back at, the plan as a table, and one's own actions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from activities.action_plan.rules import Counts, Deed, Found, Load
from facilitator import counting, kit
from facilitator.activity import Day, Html, Key
from facilitator.blocks.claim import Claims, Slot
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.report.calendar import address
from facilitator.report.words import day, soon, status

_html = kit.macros("plan", beside=__file__)

Named = Callable[[str], str]
Sign = Literal["full", "half", "o"]
NOTHING = Html("")
STATUSES = ("not started", "in progress", "done", "stuck", "dropped")
TITLE, WHO = 76.0, 46.0
"""How wide on the board what somebody does, and who does it."""
LOOKED = fitting.HIGH
"""How high on the board what is known of one older action can be."""
HEADS, LINE, ABOVE = 5.0, 7.0, 18.0
"""How high the names of the columns are, the line over what is not in yet, and the most that is said above them."""


@dataclass(frozen=True)
class Line:
    """One action as the room reads it."""

    id: str
    title: str
    how: str
    who: Words
    by: str
    dot: Sign
    whole: bool
    """Whether it lacks nothing."""
    more: Words = ""
    """Its first step."""


def line(id: str, slot: Slot, whole: bool, today: Day) -> Line:
    """An action with who takes it and by when, or that it is offered, or that it looks for someone."""
    owners = ", ".join(slot.owners)
    if owners:
        who: Words = _("{who}, with {names}", who=owners, names=slot.helpers) if slot.helpers else owners
    elif "offered" in slot.claims.values():
        who = _("Offered, to confirm")
    else:
        who = _("Looking for someone")
    dot: Sign = "full" if owners else "half" if "offered" in slot.claims.values() else "o"
    by = soon(slot.by, today) if slot.by and owners else ""
    how = _("We will know: {how}", how=slot.how) if slot.how else ""
    first = (
        _("First step: {step}, by {day}", step=slot.first, day=day(slot.first_by.isoformat())) if slot.first_by else ""
    )
    return Line(id, slot.title, str(how), who, by, dot, whole, first)


def plan_table(rows: Sequence[Line], now: int | None = None, above: float = 0) -> Html:
    """The plan on the wall, under something so high; `now` is the action that is read: its page is shown."""
    if not rows:
        return kit.empty(_("There is no action yet."), _("The group writes them down first."))
    waits = LINE if any(not each.whole for each in rows) else 0
    high = fitting.HIGH - above - HEADS - waits
    numbered = list(enumerate(rows))

    def tall(row: tuple[int, Line]) -> float:
        at, each = row
        return _tall(each, at == now)

    if now is None:
        shown, part = kit.paged(numbered, 8, tall, high)
    else:
        pages = fitting.packed(numbered, 8, tall, high - fitting.told())
        at = next((n for n, some in enumerate(pages) if any(row[0] == now for row in some)), 0)
        shown = pages[at]
        part = _html.part(_("Page {n} of {total}", n=at + 1, total=len(pages))) if len(pages) > 1 else NOTHING
    first_open = next((at for at, each in shown if not each.whole), None)
    return kit.join(_html.table(shown, now, first_open, _HEADS), part)


def looked_at(deed: Deed, became: Words, today: Day) -> Html:
    """An older action: who, by when and whether that is over, what became of it, and the last note."""
    by: Words = day(deed.by.isoformat()) if deed.by else _("No day")
    rows: list[tuple[Words, Words]] = [
        (_("Help is wanted") if deed.status == "stuck" else _("Status"), became),
        (_("Who"), deed.who or _("Looking for someone")),
        (_("By when"), _("{day}, overdue", day=by) if deed.overdue(today) else by),
    ]
    return kit.facts([*rows, (_("Last note"), deed.note)] if deed.note else rows, LOOKED)


def own_status(now: str, why: str) -> Html:
    """For the owner of an action: what became of it, and what would help or why it is dropped."""
    rows = [kit.Choice(each, status(each)) for each in STATUSES]
    label = _("If it is stuck: what would help? If it is dropped: why?")
    return kit.join(
        kit.lead(_("This is yours. What became of it?")),
        kit.choices("status", rows, now, _("What became of it?")),
        kit.text_area("why", label, 140, why, 2),
    )


def back_tools(entry: str, now: str, before: bool, named: Named) -> Html:
    """On the stage: what the room says became of the action, and the one before. Posts what `One` does."""
    turn = [kit.button(_("Action before"), named("action_before"))] if before else []
    states = [
        kit.button(status(each), kit.act(named("became"), entry=entry, status=each))
        for each in ("not started", "in progress", "done") if each != now
    ]  # fmt: skip
    asked: Sequence[tuple[str, Words, Words, Words]] = (
        ("stuck", _("Is it stuck?"), _("What would help?"), _("It is stuck")),
        ("dropped", _("Is it dropped?"), _("Why is it dropped?"), _("It is dropped")),
    )
    forms = [
        kit.foldable(title, kit.text_form(kit.TextField("why", ask, 140),
                                          kit.act(named("became"), entry=entry, status=word), words))
        for word, title, ask, words in asked
    ]  # fmt: skip
    return kit.join(kit.secondary(turn), kit.heading(_("What became of it?")), kit.secondary(states), *forms)


def read_tools(rows: Sequence[Line], at: int, named: Named) -> Html:
    """On the stage: what to read now, and the one before. Posts what `ReadOut` does."""
    if not rows:
        return NOTHING
    each = rows[min(at, len(rows) - 1)]
    said = _("{title}. {who}. {by}. {how}", title=each.title, who=each.who, by=each.by or _("No day yet"), how=each.how)
    buttons = [kit.button(_("The one before"), named("read_before"))] if at else []
    return kit.join(kit.lead(said), kit.secondary(buttons))


def own(claims: Claims, me: Key, file: str = "") -> Html:
    """One's own actions on one's own phone, each to hand back, with a file of their days for those who want one."""
    mine = {id: slot for id, slot in claims.slots.items() if slot.standing(me) == "confirmed"}
    if not mine:
        return NOTHING
    rows = [
        (id, slot.title, _told(slot), kit.button(_("Hand it back"), kit.act("hand_back", slot=id),
                                                 label=_("Hand it back: {title}", title=slot.title)))
        for id, slot in mine.items()
    ]  # fmt: skip
    save = NOTHING
    if file:
        inside = _html.save(address(file), _("Save the days as a calendar file"), _HINT)
        save = kit.foldable(_("Put the days into my calendar"), inside)
    return kit.join(kit.heading(_("Your actions")), _html.own(rows), save)


def warnings(told: Sequence[Words]) -> tuple[Html, float]:
    """What is much for one person, for everyone to see, with how high it is; nothing where nothing is.

    So much as leaves room for the plan; phones and the stage have all of it.
    """
    some, high = list[Html](), 0.0
    for words in told:
        more = fitting.lines(words, fitting.WIDE, 4.5) * 5.4 + 1
        if high + more > ABOVE:
            break
        some.append(kit.lead(words))
        high += more
    return kit.join(*some), high


def keeping(mine: int, kept: bool | None, named: Named) -> Html:
    """For an owner: keep what one took. Handing back stands beside each action."""
    if not mine:
        return NOTHING
    if kept:
        return kit.hint(_("You keep what you took. You can hand it back at any time."))
    if kept is None:
        return NOTHING
    told = ngettext("You took {n} action. Do you keep it?", "You took {n} actions. Do you keep them?", mine)
    return kit.join(kit.lead(told), kit.secondary([kit.button(_("I keep what I took"), named("keep"))]))


def keep_sheet(mine: Mapping[str, Slot]) -> Html:
    """On paper, for an owner: of each action whether it is kept or handed back."""
    ways = [kit.Choice("keep", _("I keep it")), kit.Choice("back", _("I hand it back"))]
    return kit.join(*(kit.choices(f"mine.{id}", ways, "keep", slot.title) for id, slot in mine.items()))


def loads(found: Found) -> Html:
    """How much each person carries, on the stage."""
    rows = [kit.Row(str(at), each.who, _carries(each)) for at, each in enumerate(found.loads[:9], 1)]
    return kit.foldable(_("How much each person carries"), kit.listing(rows, id="loads")) if rows else NOTHING


def so_far(found: Found) -> Html:
    """How far the actions of the programme are; nothing where there are none."""
    counts = found.counts
    if not counts.total:
        return NOTHING
    some = ((_("Overdue"), counts.overdue), (_("Stuck"), counts.stuck), (_("Looking for someone"), counts.looking))
    told = " · ".join(f"{words}: {n}" for words, n in some if n)
    return kit.join(
        kit.heading(_("Our actions so far")), kit.lead(_("Done: {progress}", progress=progress(counts))),
        kit.lead(told) if told else NOTHING,
    )  # fmt: skip


def progress(counts: Counts) -> Words:
    """How many are done, of all that were not dropped."""
    if counts.progress is None:
        return _("None, as all were dropped") if counts.total else _("There are none yet")
    share = counting.percent(counts.done, counts.meant, counts.meant)
    if share is None:
        return _("{n} of {total}", n=counts.done, total=counts.meant)
    return _("{n} of {total}, that is {share} %", n=counts.done, total=counts.meant, share=share)


def so_far_done(counts: Counts) -> Words:
    """How many of all tasks so far are done, in a sentence."""
    if counts.progress is None:
        return _("All tasks so far were dropped.")
    share = counting.percent(counts.done, counts.meant, counts.meant)
    if not counts.done:
        return ngettext(
            "The {n} task so far is not done yet.", "None of the {n} tasks so far is done yet.", counts.meant
        )
    if share is None:
        return ngettext("Of {total} tasks so far {n} is done.", "Of {total} tasks so far {n} are done.", counts.done,
                        total=counts.meant)  # fmt: skip
    return ngettext(
        "Of {total} tasks so far {n} is done, that is {share} %.",
        "Of {total} tasks so far {n} are done, that is {share} %.", counts.done, total=counts.meant, share=share,
    )  # fmt: skip


def warned(found: Found, capacity: int | None) -> list[Words]:
    """What is much for one person, and who carries the plan."""
    told: list[Words] = [
        _("{who} has {n} of {total} open actions. Who can take one?", who=each.who, n=each.actions, total=found.owned)
        for each in found.many
    ]
    told += [
        _("{who} has {hours} hours of work, more than the {most} of one person.", who=each.who, hours=each.hours,
          most=capacity)
        for each in found.over
    ]  # fmt: skip
    if found.one_place:
        told.append(_("All owners sit as professionals. Who else would like to do something?"))
    elif len(found.parts) > 1:
        shares = " · ".join(f"{_(each.sits)} {each.actions}" for each in found.parts)
        told.append(_("Owned by: {shares}", shares=shares))
    return told


def _carries(load: Load) -> Words:
    n = ngettext("{n} action", "{n} actions", load.actions)
    if load.unsaid == load.actions:
        return n
    return _("{actions}, {hours} hours", actions=n, hours=load.hours)


def _told(slot: Slot) -> list[Words]:
    told: list[Words] = [_("By {day}", day=day(slot.by.isoformat()))] if slot.by else []
    if slot.first_by:
        told.append(_("First step: {step}, by {day}", step=slot.first, day=day(slot.first_by.isoformat())))
    if slot.helpers:
        told.append(_("With help from {names}", names=slot.helpers))
    return [*told, _("We will know: {how}", how=slot.how)] if slot.how else told


def _tall(each: Line, now: bool) -> float:
    size = max(fitting.lines(each.title, TITLE, 4.5), fitting.lines(each.who, WHO, 4.5)) * 5.2 + 2
    below = " ".join(filter(None, (each.how, str(each.more))))
    return size + fitting.lines(below, TITLE, 3.4) * 4.2 if now and below else size


_HEADS = {
    "who": _("Who"),
    "by": _("By when"),
    "open": _("open"),
    "line": _("Not in yet. Nobody is given a task they did not say yes to."),
}
_HINT = _("It holds the title and the day of each, and stays on this phone.")
