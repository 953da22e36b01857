"""The one way into a session: what somebody asks for becomes an event, which is done and stored. Never awaits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from facilitator.activity import Activity, Html, Refused
from facilitator.i18n import _, speaking
from facilitator.report.model import Record
from facilitator.seats import Seat, Who
from facilitator.session import record
from facilitator.session.apply import apply
from facilitator.session.command import Act, Answer, Undrawn, mark_of
from facilitator.session.parse import door_event, event_for
from facilitator.session.revisions import Changes
from facilitator.session.session import UNKNOWN, Session, SessionFacts, chance
from facilitator.session.snapshot import tables
from facilitator.store import AnyStore
from facilitator.text import clean
from facilitator.views import viewer

log = logging.getLogger("facilitator")


class Room(Session):
    """A session that people come into. Whoever makes a room gives it a `store` for its events."""

    def __init__(
        self,
        library: Mapping[str, type[Activity[Any, Any]]],
        facts: SessionFacts = UNKNOWN,
        *,
        clock: Callable[[], float] = time.time,
        entropy: Callable[[str], str] = chance,
    ) -> None:
        super().__init__(library, facts, clock=clock, entropy=entropy)
        self.store: AnyStore
        self.changes = Changes()
        self._listeners: list[Callable[[], None]] = []

    # In

    def act(self, who: Who, act: Act) -> Answer:
        """Do what `who` asks, or say why not. Anything asked twice under one id is done once. Never raises."""
        mark, do = mark_of(who, act.id), act.do.partition("?")[0]
        if mark in self.marks:
            return Answer(True, n=self.n)
        with speaking(self.language):
            try:
                self._commit({**event_for(self, who, act), "n": self.n + 1, "mark": mark})
            except Refused as refused:
                return Answer(False, str(refused.words), self.n)
            except Exception:
                log.exception("an action failed: %s", do)
                self.problem = str(_("“{do}” did not work. Nothing was lost.", do=do))
                self.changes.touch(None)
                return Answer(False, str(_("That did not work. The facilitator was told. Please try again.")), self.n)
        return Answer(True, n=self.n)

    def join(self, token: str, *, name: str = "", perspective: str = "", helper: bool = False, note: str = "") -> Seat:
        """The seat of the device whose cookie hashes to `token`, made now if it has none. Raises `Refused`."""
        there = self.seat_for(token)
        if there is not None:
            return there
        texts = {"name": clean(name).strip(), "note": clean(note).strip(), "perspective": perspective}
        self._door("join", token=token, helper=helper, **texts)
        return self.seats[self._tokens[token]]

    def rejoin(self, seat_code: str, token: str) -> Seat:
        """Move the seat with this code to another device. Raises `Refused` for a code that no seat has."""
        seat = self.with_code(seat_code)
        if seat is None:
            raise Refused(_("No seat has this code. It is on your other device, or ask the facilitator."))
        self._door("rejoin", seat=seat.id, token=token)
        return seat

    def _door(self, do: str, **args: Any) -> None:
        self._commit({**door_event(self, do, **args), "n": self.n + 1})

    def _commit(self, event: dict[str, Any]) -> None:
        """Check an event against the rules by doing it, then hand it to the store, and tell who listens."""
        touched = apply(self, event)
        self.store.commit(event, None if self.keeps == "no" else tables(self), forget=self.keeps == "forget")
        self.touched(touched)

    def touched(self, seat: str | None = None) -> None:
        """Something changed for a seat, or for everyone: whoever listens hears of it."""
        self.changes.touch(seat)
        for call in self._listeners:
            call()

    # Out

    def view(self, who: Who) -> Html:
        """What stands in the view of `who`. Raises `Undrawn` with a sentence when it could not be drawn."""
        try:
            with speaking(self.language):
                return viewer.view(self, who)
        except Exception as error:
            log.exception("a view failed: %s", who.role)
            self.problem = str(
                _("A view of “{title}” could not be drawn.", title=self.run.activity.title if self.run else self.title)
            )
            raise Undrawn(str(_("This page could not be drawn just now. Your answers are safe."))) from error

    def listen(self, call: Callable[[], None]) -> None:
        """Call `call` after every event."""
        self._listeners.append(call)

    def revision(self, who: Who) -> int:
        """Changes whenever the view of `who` may have changed. Helpers see what the board shows."""
        seat = self.seats.get(who.seat)
        shown = "" if seat is not None and seat.helper else who.seat
        return self.changes.of(shown)

    def record(self) -> Record:
        """All that the session left behind so far."""
        return record.record(self)
