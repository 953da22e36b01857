"""Who still comes in: letting somebody in, pausing, and seats that nobody sits on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from facilitator.console import parts
from facilitator.console.desk import Desk
from facilitator.console.looks import DeskLook
from facilitator.i18n import Words, _, ngettext


def draw_asking(desk: Desk, asking: Iterable[tuple[str, Words]]) -> None:
    """Those who typed a right seat code while too many wrong ones are typed; each as (seat, what to call it)."""
    for seat, label in asking:
        with parts.box("quiet-box", role="status"):
            parts.words(_("Somebody has the seat code of {name}. Ask them, then let them in.", name=label))
            with parts.box("two"):
                no = _("Not now: {name}", name=label)
                parts.button(_("Not now"), partial(_answer, desk, seat, False), keep=f"out-{seat}", label=no)
                yes = _("Let in: {name}", name=label)
                parts.button(_("Let in"), partial(_answer, desk, seat, True), "act", keep=f"in-{seat}", label=yes)


def draw_paused(desk: Desk) -> None:
    """That nobody new can join, with the way out of it."""
    with parts.box("quiet-box"):
        parts.words(_("Joining is paused. Seat codes still work."))
        parts.button(_("Let people join again"), desk.press("pause", on=0), keep="unpause")


def draw_room(desk: Desk, facts: tuple[bool, int, int]) -> None:
    """What can be done about too many seats. `facts`: paused, how many are empty, how many phones are away."""
    paused, nobody, away = facts
    with parts.box("beside"):
        if not paused:
            parts.button(_("Pause joining"), desk.press("pause", on=1), keep="pause")
        if nobody:
            words = ngettext("Remove {n} empty seat", "Remove {n} empty seats", nobody)
            parts.button(words, partial(_ask_remove, desk, nobody), keep="remove-empty")
        if away > 1:
            words = ngettext("Mark {n} phone as left", "Mark {n} phones as left", away)
            parts.button(words, partial(_ask_left, desk, away), keep="all-left")


def facts(desk: Desk, look: DeskLook) -> tuple[bool, int, int]:
    """What `draw_room` shows."""
    return look.paused, len(_empty(desk, look)), len(_away(desk, look))


def _ask_remove(desk: Desk, n: int) -> None:
    lines = [
        _("On these seats nothing was answered, and no phone is connected now."),
        _("Whoever sat there can join again."),
    ]
    title = ngettext("Remove {n} empty seat?", "Remove {n} empty seats?", n)
    parts.ask(
        title,
        lines,
        _("Wait"),
        _("Take them away"),
        lambda: desk.act("remove_empty", {"seats": _empty(desk, desk.look)}),
    )


def _ask_left(desk: Desk, n: int) -> None:
    lines = [
        _("No phone is connected for these seats now. Their answers stay."),
        _("Each can come back on their phone."),
    ]
    title = ngettext("Mark {n} phone as left?", "Mark {n} phones as left?", n)
    parts.ask(
        title, lines, _("Wait"), _("They have left"), lambda: desk.act("all_left", {"seats": _away(desk, desk.look)})
    )


def _answer(desk: Desk, seat: str, wanted: bool) -> None:
    desk.console.live.let_in(desk.room, seat, wanted)
    desk.beat()


def _empty(desk: Desk, look: DeskLook) -> list[str]:
    there = desk.console.live.phones(desk.room)
    return [seat for seat in look.empty if seat not in there]


def _away(desk: Desk, look: DeskLook) -> list[str]:
    there = desk.console.live.phones(desk.room)
    return [chair.id for chair in look.chairs if chair.phone and not chair.left and chair.id not in there]
