"""What the pages of the console have in common: the server behind them, acting in a room, saying what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic
from weakref import WeakKeyDictionary

from nicegui import ui

from facilitator.console import parts
from facilitator.console.watch import LOOK, Following, Watch
from facilitator.host.network import Network
from facilitator.host.rooms import Rooms
from facilitator.i18n import Words, _, direction, printed, speaking
from facilitator.live.gateway import Live
from facilitator.room import Room
from facilitator.seats import Who
from facilitator.session.command import Act, Answer

FACILITATOR = Who.facilitator()


@dataclass
class Console:
    """The server that the pages belong to."""

    rooms: Rooms
    live: Live
    network: Network | None = None
    """None when nobody looks for addresses; then none can be chosen."""
    watch: Watch = field(default_factory=Watch)
    reached: bool = False
    """Another device has asked this server for something."""

    _live: WeakKeyDictionary[Room, set[str]] = field(default_factory=WeakKeyDictionary)

    def connected(self, room: Room) -> tuple[set[str], set[str]]:
        """Seats with a live page now, and those that had one since a desk of the room was open."""
        now = self.live.phones(room)
        ever = self._live.setdefault(room, set())
        ever |= now
        return now, ever

    def was_reached(self) -> None:
        """Another device has."""
        self.reached = True


class RoomPage(Generic[LOOK]):
    """One open page about one room. It is drawn from looks that may be shown, and follows them until it is closed."""

    def __init__(self, console: Console, room: Room, look: Callable[[Room], LOOK]) -> None:
        self.console, self.room = console, room
        self.following: Following[LOOK] = console.watch.of(room, look)
        self.root = parts.box("page", lang=printed(room.language), dir=direction(room.language))
        self._said: parts.Wording | None = None

    def begin(self) -> None:
        """Follow the room from now on, until the browser has gone."""
        leave = self.following.join(self._show)
        ui.context.client.on_delete(leave)

    def beat(self) -> None:
        """Show how things are now, and try again what could not be looked at."""
        self.following.beat()
        self._show()

    @property
    def broken(self) -> bool:
        """Whether something of the room is not shown as it is now."""
        return self.following.blind or any(
            isinstance(part, parts.Panel) and part.broken for part in vars(self).values()
        )

    def saying(self) -> None:
        """Place the line that says what came of an act."""
        with parts.box("said", role="status"):
            self._said = parts.words("")

    def say(self, text: Words) -> None:
        """Say this until the next act."""
        if self._said is not None:
            with speaking(self.room.language):
                self._said.set_text(str(text))

    async def tried(self, do: str, given: Mapping[str, object], id: str = "") -> Words:
        """Do something in the room. Returns what stands in the way, or nothing: what it changed shows by itself."""
        several = ((name, value if isinstance(value, list) else [value]) for name, value in given.items())
        pairs = tuple((name, str(each)) for name, values in several for each in values)
        answer = await self.console.live.answer(self.room, FACILITATOR, Act(id or secrets.token_hex(16), do, pairs))
        if not isinstance(answer, Answer):
            return _("This is not saved yet. Please press again in a moment.")
        if answer.ok:
            self._show(again=True)
        return answer.words

    async def act(self, do: str, given: Mapping[str, object], id: str = "") -> bool:
        """The same from a page: what stands in the way is said on it."""
        words = await self.tried(do, given, id)
        self.say(words)
        return not words

    def press(self, do: str, **given: object) -> Callable[..., Coroutine[Any, Any, bool]]:
        """What a button does. It carries the id of its act from the moment it is drawn: a double click counts once."""
        id = secrets.token_hex(16)

        async def pressed(**more: object) -> bool:
            return await self.act(do, {**given, **more}, id)

        return pressed

    def draw(self, look: LOOK, again: bool) -> None:
        """Show a look; `again` draws what has not changed, too."""
        raise NotImplementedError

    def draw_always(self, again: bool) -> None:
        """Show what is no part of the room: whether it is being saved, who is connected."""
        raise NotImplementedError

    def _show(self, again: bool = False) -> None:
        with speaking(self.room.language):
            if self.following.seen is not None:
                self.draw(self.following.seen, again)
            self.draw_always(again)
