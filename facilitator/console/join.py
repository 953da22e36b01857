"""Ways in: the code to scan, the address to type, the board, and things to print. The address can be chosen here."""

from __future__ import annotations

from functools import partial

from nicegui import ui

from facilitator.console import parts
from facilitator.console.desk import Desk
from facilitator.console.page import Console
from facilitator.host import qr
from facilitator.i18n import Words, _


def dialog(desk: Desk) -> None:
    """Everything that brings people and boards into this room."""
    with parts.dialog(_("Ways in"), "wide") as made:
        drawn: parts.Panel[tuple[str, bool]] = parts.Panel("join", partial(_draw, desk), "div", "ways")

        def facts() -> tuple[str, bool]:
            return desk.console.rooms.join_address, desk.look.dark

        drawn.show(facts)
        desk.watch_dialog(made, lambda look, again: drawn.show(facts, again))
        _choice(desk.console, lambda: drawn.show(facts, True))
        made.ends(_("Close"))


def remote_dialog(desk: Desk) -> None:
    """The way for the facilitator's own phone to the stage. It holds the key, so it shows on request only."""
    address, key = desk.console.rooms.join_address.lower(), desk.console.rooms.facilitator_key
    url = f"{address}/stage/{desk.room.code}?key={key}"
    with parts.dialog(_("My phone as a remote"), "wide") as made:
        parts.words(_("Whoever scans this can lead the workshop. First take this screen off the wall."))

        def show() -> None:
            shown.clear()
            with shown:
                code(url)
                parts.words(_("Scan it with your own phone, or open this address there:"))
                ui.input(value=url).props("outlined readonly").props["aria-label"] = str(_("Address of the remote"))

        shown = parts.box("ways")
        with shown:
            parts.button(_("Show the code"), show, "act", keep="show-remote")
        made.ends(_("Close"))


def choose(console: Console, address: str) -> None:
    """Let people join at this address from now on; an empty one means the best there is."""
    if console.network is not None:
        console.network.choose(address)
        console.rooms.join_address = console.network.join_address
        console.live.wake()


def code(url: str) -> None:
    """The code to scan, black on white with its quiet zone."""
    with parts.box("code-frame"):
        ui.html(str(qr.image(url))).classes("qr")


def _draw(desk: Desk, facts: tuple[str, bool]) -> None:
    address, dark = facts
    room = desk.room
    code(f"{address}/J/{room.code}")
    with parts.box("typed"):
        parts.words(_("Scan it, or type the address"))
        parts.words(qr.typed(address), "big")
        parts.words(_("Code"))
        parts.words(room.code, "big")
        with parts.box("beside"):
            parts.link(_("Picture of the code"), f"/join/{room.code}.png")
            parts.link(_("A4 sheet for the door"), f"/join/{room.code}-a4.png", icon="paper")
        parts.heading(3, _("Board"))
        with parts.box("beside"):
            parts.link(_("Open the board"), f"/board/{room.code}", icon="board", target=f"board-{room.code}")
            look: Words = _("Light board, for daylight") if dark else _("Dark board, for a dark room")
            parts.button(look, desk.press("dark", on=0 if dark else 1), keep="dark")
        parts.words(_("On another computer, open this address. It can only show the board:"))
        url = f"{address.lower()}/board/{room.code}?key={room.board_key}"
        ui.input(value=url).props("outlined readonly").props["aria-label"] = str(_("Address of the board"))
        parts.heading(3, _("Your own phone"))
        parts.words(_("It can lead the workshop, too: every button of the stage is on it."))
        parts.button(_("My phone as a remote"), partial(remote_dialog, desk), icon="phone", keep="remote")


def _choice(console: Console, changed: parts.Do) -> None:
    network = console.network
    if network is None or network.public_url:
        return
    best = network.choices[0].address if network.choices else "127.0.0.1"
    names = {"": str(_("The best one: {address}", address=best))}
    names |= {adapter.address: f"{adapter.address} ({adapter.name})" for adapter in network.choices}
    if network.chosen:
        names.setdefault(network.chosen, network.chosen)
    with parts.box("field"):
        parts.field(_("Address of this laptop"), "address")
        field = ui.select(names, value=network.chosen).props('outlined for="address"')
        warning = parts.words(network.warning, "help")

    def chosen() -> None:
        choose(console, field.value or "")
        warning.set_text(str(network.warning))
        changed()

    field.on_value_change(chosen)
