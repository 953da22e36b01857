"""Who is here: counts for the desk, and a list of seats on request. No answer ever stands beside a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from nicegui import ui

from facilitator.console import entry, parts
from facilitator.console.desk import Desk
from facilitator.console.looks import Chair, DeskLook
from facilitator.console.page import RoomPage
from facilitator.i18n import Words, _, ngettext
from facilitator.run.attendance import Counter
from facilitator.seats import RATHER_NOT
from facilitator.session.erasure import GOES, STAYS


@dataclass(frozen=True)
class People:
    """What the panel shows. `away` had a live page and have none now; `unlinked` never had one."""

    present: int
    phones: int
    away: int
    unlinked: int
    paper: int
    helpers: int
    left: int
    asking: tuple[tuple[str, Words], ...] = ()
    """Seats (id, what to call them) whose code somebody typed; see `Live.ask_in`."""
    paused: bool = False
    closed: bool = False
    """The session has ended: `present` says how many were there, and nothing can be done about seats."""


def count(look: DeskLook, connected: set[str], ever: set[str], asking: Iterable[str] = ()) -> People:
    """Count the seats of a room; `connected` have a live page, `ever` had one; of `asking` somebody typed the code."""
    here = [chair for chair in look.chairs if not chair.helper] if look.closed else look.present
    if look.closed:
        return People(
            len(here), 0, 0, 0, sum(bool(chair.paper) for chair in here), len(look.chairs) - len(here), 0, closed=True
        )
    phones = [chair for chair in here if chair.phone]
    return People(
        present=len(here),
        phones=len(phones),
        away=sum(1 for chair in phones if chair.id in ever - connected),
        unlinked=sum(1 for chair in phones if chair.id not in ever),
        paper=sum(1 for chair in here if not chair.phone),
        helpers=sum(1 for chair in look.chairs if chair.helper and not chair.left),
        left=sum(1 for chair in look.chairs if chair.left),
        asking=tuple((chair.id, chair.label) for chair in look.chairs if chair.id in set(asking)),
        paused=look.paused,
    )


def draw(desk: Desk, people: People) -> None:
    """The counts."""
    if people.closed:
        _draw_after(people)
        parts.button(_("Erase a person"), partial(erase_name_dialog, desk), keep="erase-name")
        return
    entry.draw_asking(desk, people.asking)
    with parts.box("head"):
        parts.heading(2, ngettext("{n} person", "{n} people", people.present))
        parts.button(_("Add a seat"), partial(add_dialog, desk), icon="plus", keep="add-seat")
    with parts.box("lines", "ul"):
        linked: Words = _("all connected") if people.phones and not people.unlinked else ""
        away = _("{n} away", n=people.away) if people.away else linked
        _line("phone", ngettext("{n} on a phone", "{n} on phones", people.phones), away)
        if people.unlinked:
            words = ngettext("{n} phone loads page by page", "{n} phones load page by page", people.unlinked)
            _line("phone", words, _("works too"))
        _line("paper", ngettext("{n} on paper", "{n} on paper", people.paper))
        if people.helpers:
            _line("person", ngettext("{n} helper", "{n} helpers", people.helpers), _("not counted"))
        if people.left:
            _line("aside", ngettext("{n} has left", "{n} have left", people.left))
    if people.paused:
        entry.draw_paused(desk)
    parts.button(_("Seats and codes"), partial(seats_dialog, desk), keep="seats")


def _draw_after(people: People) -> None:
    parts.heading(2, ngettext("{n} person was here", "{n} people were here", people.present))
    with parts.box("lines", "ul"):
        if people.paper:
            _line("paper", ngettext("{n} on paper", "{n} on paper", people.paper))
        if people.helpers:
            _line("person", ngettext("{n} helper", "{n} helpers", people.helpers), _("not counted"))


def draw_done(done: Counter | None) -> None:
    """How many are done in the phase that is open."""
    if done is None:
        return
    with parts.box("quiet-box"):
        parts.heading(2, _("Done"), "third")
        if done.total <= 60:
            parts.dots(*done)
        with parts.box(tag="p"):
            parts.words(_("{n} of {total}.", n=done.done, total=done.total), tag="b")
            if done.begun:
                parts.words(ngettext("{n} has begun.", "{n} have begun.", done.begun), tag="span")
            parts.words(_("Nobody can see who."), tag="span")


def add_dialog(desk: Desk) -> None:
    """A seat for somebody without a phone."""
    with parts.dialog(_("Add a seat")) as made:
        parts.words(_("For somebody without a phone. You enter what they write on paper."))
        parts.field(_("Name, or nothing"), "seat-name")
        name = ui.input().props('outlined for="seat-name" maxlength=40 autofocus')
        given = _told_on_paper(desk, RATHER_NOT)
        press = desk.press("add_seat")

        async def add() -> None:
            await press(name=name.value or "", **given())
            made.close()

        made.ends(_("Close"), _("Add the seat"), add)


def tell_dialog(desk: Desk, chair: Chair) -> None:
    """What somebody without a phone says later. What they said before is on no screen."""
    with parts.dialog(_("From {name}", name=chair.label)) as made:
        given = _told_on_paper(desk)
        trouble = parts.fault()

        async def tell() -> None:
            trouble.set_text(str(await desk.tried("tell_of_seat", {"seat": chair.id, **given()})))
            if not trouble.text:
                made.close()

        made.ends(_("Close"), _("Keep it"), tell)


def _told_on_paper(desk: Desk, view: str | None = None) -> Callable[[], dict[str, str]]:
    """The questions of the joining page that come after the name; returns what reads the answers.

    Others may see this screen, so the note cannot be read while it is typed. Without a `view` none is chosen yet.
    """
    chosen = None
    if desk.look.perspectives:
        parts.field(_("Which view do they speak from?"), "seat-view")
        views = {each: str(_(each)) for each in (RATHER_NOT, *desk.look.perspectives)}
        chosen = ui.select(views, value=view).props('outlined for="seat-view"')
    parts.field(_("Can we make today easier for them?"), "seat-note")
    parts.words(_("Nobody can read this here. It stands with the access notes, without a name."), "hint")
    note = ui.input(password=True).props('outlined for="seat-note" maxlength=500 autocomplete=new-password')
    return lambda: {"perspective": (chosen and chosen.value) or "", "note": note.value or ""}


def seats_dialog(desk: Desk) -> None:
    """All seats, and what can be done about each. Codes come on request: the screen may be on the wall."""
    with parts.dialog(_("Seats and codes"), "wide") as made:
        codes = parts.switch(_("Show the codes"), False, lambda on: show(desk.look), keep="codes")
        drawn = parts.Panel[tuple[tuple[Chair, ...], bool]]("seats", partial(_seats, desk), "div")

        room = parts.Panel[tuple[bool, int, int]]("room", partial(entry.draw_room, desk), "div")

        def show(look: DeskLook, again: bool = False) -> None:
            room.show(lambda: entry.facts(desk, look), again)
            drawn.show(lambda: (look.chairs, bool(codes.value)), again)

        show(desk.look)
        desk.watch_dialog(made, show)
        made.ends(_("Close"), also=[(_("Merge two seats"), partial(merge_dialog, desk))])


def erase_dialog(desk: Desk, chair: Chair) -> None:
    """Somebody asks for it: their seat and words go, as far as they can still be found."""
    title = _("Erase {name}?", name=chair.label)
    parts.ask(title, [*GOES, *STAYS], _("Wait"), _("Erase this person"), desk.press("erase_person", seat=chair.id))


def erase_name_dialog(page: RoomPage[Any]) -> None:
    """The same after the end, when only a name can lead to somebody."""
    with parts.dialog(_("Erase a person")) as made:
        parts.words(_("Seats and codes went when the session was closed. Only a name still leads to a person."))
        for words in (GOES[-1], *STAYS):
            parts.words(words)
        parts.field(_("Their name, as it stands in the record"), "erased-name")
        name = ui.input().props('outlined for="erased-name" maxlength=40 autocomplete=off')
        trouble = parts.fault()

        async def erase() -> None:
            trouble.set_text(str(await page.tried("erase_name", {"name": name.value or ""})))
            if not trouble.text:
                made.close()

        made.ends(_("Wait"), _("Erase this name"), erase)


def merge_dialog(desk: Desk) -> None:
    """Two seats that are one person, such as after joining again without the code."""
    chairs = {chair.id: str(_known(chair)) for chair in desk.look.chairs}
    with parts.dialog(_("Merge two seats")) as made:
        parts.words(_("Somebody joined twice? The first seat goes, the second one stays. You cannot undo this."))
        parts.field(_("This seat goes"), "merge-from")
        goes = ui.select(chairs).props('outlined for="merge-from"')
        parts.field(_("This seat stays"), "merge-into")
        stays = ui.select(chairs).props('outlined for="merge-into"')
        trouble = parts.fault()

        async def merge() -> None:
            if goes.value is None or stays.value is None:
                trouble.set_text(str(_("Please choose both seats.")))
                return
            trouble.set_text(str(await desk.tried("merge_seats", {"seat": goes.value, "into": stays.value})))
            if not trouble.text:
                made.close()

        made.ends(_("Wait"), _("Merge them"), merge)


def _known(chair: Chair) -> Words:
    """A seat by its name and the end of its code, which stands on the phone. That is not enough to take it."""
    return _("{name}, code … {end}", name=chair.label, end=chair.code[-3:]) if chair.code else chair.label


def _line(icon: str, text: Words, value: Words = "") -> None:
    with parts.box("line", "li"):
        parts.sign(icon)
        parts.words(text, "what", "span")
        if value:
            parts.words(value, "value", "span")


def _seats(desk: Desk, facts: tuple[tuple[Chair, ...], bool]) -> None:
    chairs, with_codes = facts
    if not chairs:
        parts.words(_("Nobody is here yet. People join with the code on the board."))
    with parts.box("seats", "ul"):
        for chair in chairs:
            with parts.box("line", "li"):
                parts.sign("paper" if chair.paper else "person" if chair.helper else "phone")
                parts.words(chair.label, "what", "span")
                if with_codes and chair.code:
                    parts.words(chair.code, "code", "span")
                keep = f"seat-{chair.id}"
                if chair.paper and not chair.left:
                    label = _("View or note: {name}", name=chair.label)
                    tell = partial(tell_dialog, desk, chair)
                    parts.button(_("View or note"), tell, keep=f"tell-{chair.id}", label=label)
                erase, label = partial(erase_dialog, desk, chair), _("Erase: {name}", name=chair.label)
                parts.button(_("Erase"), erase, keep=f"erase-{chair.id}", label=label)
                if chair.left:
                    label = _("Is back: {name}", name=chair.label)
                    parts.button(_("Is back"), desk.press("returned", seat=chair.id), keep=keep, label=label)
                else:
                    label = _("Mark as left: {name}", name=chair.label)
                    parts.button(_("Mark as left"), desk.press("left", seat=chair.id), keep=keep, label=label)
