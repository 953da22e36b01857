"""What can be done with a session, whatever runs in it: functions that say themselves who may do it, and when."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TypeVar

from pydantic import BaseModel

from facilitator.action import By, Checked, Touches, signed
from facilitator.session.command import Moment
from facilitator.session.session import Session
from facilitator.text import LONGEST

DOES = TypeVar("DOES", bound=Callable[..., None])


@dataclass(frozen=True, kw_only=True)
class SessionAction(Checked):
    """One thing that a person or the facilitator can do with a session, made by `@action`."""

    by: By
    touches: Touches
    moves: bool
    door: bool
    any_time: bool
    after_the_end: bool
    reseats: bool
    longest: int

    def call(self, session: Session, me: str, ctx: Moment, args: BaseModel) -> None:
        """Do it with a session, in place. Raises `Refused` before any change."""
        self.method(session, **self.taken(me, ctx, self.given(args)))


def action(
    *,
    by: By = "participant",
    touches: Touches | None = None,
    moves: bool = False,
    door: bool = False,
    any_time: bool = False,
    after_the_end: bool = False,
    reseats: bool = False,
    longest: int = LONGEST,
) -> Callable[[DOES], DOES]:
    """Make a function of a session an action. `by`, `touches` and `moves` are those of an activity's actions.

    `door=True` is for what the door does itself, and nobody can ask for.
    `any_time=True` is not refused on a page that is out of date: it means the same whatever is open, and doing it twice
    is doing it once. `after_the_end=True` can still be done with a closed session.
    `reseats=True` changes who is here, or under which keys: the running activity is told.
    `longest` is how many code points one text may have.
    """

    def mark(function: DOES) -> DOES:
        reach = touches or ("me" if by == "participant" else "everyone")
        function._session_action = SessionAction(  # type: ignore[attr-defined]
            **signed(function.__name__, function, beside=1),
            by=by, touches=reach, moves=moves, door=door, any_time=any_time, after_the_end=after_the_end,
            reseats=reseats, longest=longest,
        )  # fmt: skip
        return function

    return mark


def actions_in(*modules: ModuleType) -> dict[str, SessionAction]:
    """The actions that stand in these modules, by name."""
    marked = (getattr(thing, "_session_action", None) for module in modules for thing in vars(module).values())
    return {found.name: found for found in marked if isinstance(found, SessionAction)}
