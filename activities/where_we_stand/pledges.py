"""Pledges: what somebody will do, only about themselves, with what others will see of it and by when.

Those who manage people or budgets go first, in a phase of their own. Whether somebody does is asked with the pledge,
may be left out, and shows only with it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Annotated, Any

from pydantic import Field

from activities.where_we_stand import widgets
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Refused, action
from facilitator.composing import Block, Input
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Column, LedgerEntry, Passage, Table
from facilitator.report.words import day
from facilitator.text import is_blank

Line = Annotated[str, Field(max_length=140)]
Name = Annotated[str, Field(max_length=40)]
EMPTY = {"what": "", "seen": "", "by": None, "who": ""}


@dataclass
class Pledge:
    """One promise, in the words of who made it."""

    what: str
    seen: str
    by: Day
    who: str
    leads: bool = False


@dataclass
class Pledged:
    """One pledge a person, and what they said in which turn."""

    made: dict[Key, Pledge] = field(default_factory=dict)
    order: list[Key] = field(default_factory=list)
    """Who pledged, the first first: it is done in the open, one after the other."""
    turns: dict[str, dict[Key, bool]] = field(default_factory=dict)
    """Who pledged (True) or passed (False) in a turn: those with formal power are asked twice."""


class Pledges(Block[Pledged, None]):
    """What people say they will do. `lead` takes the pledges of those with formal power, `everyone` those of all."""

    def __init__(self) -> None:
        self.lead, self.everyone = Lead(self), Make(self)

    @action(touches="everyone")
    def unpledge(self, s: Any, me: Key) -> None:
        """I do not pledge it after all, at any time and without a reason."""
        if me not in self.of(s).made:
            raise Refused(_("You have not pledged anything."))
        self.unsay(s, me)

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        made = self.of(s).made.get(me)
        return {"what": made.what, "seen": made.seen} if made else {}

    def unsay(self, s: Any, me: Key, word: str = "") -> None:
        pledged = self.of(s)
        del pledged.made[me]
        pledged.order.remove(me)
        for turn in pledged.turns.values():
            turn.pop(me, None)

    def listed(self, s: Any) -> list[Pledge]:
        """All pledges, the first first."""
        pledged = self.of(s)
        return [pledged.made[key] for key in pledged.order]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        made = self.listed(s)
        if not made:
            return ()
        columns = (
            Column(str(_("I will"))), Column(str(_("What others will see"))), Column(str(_("Who")), names=True),
            Column(str(_("By when")), "date"), Column(str(_("Manages people or budgets here"))),
        )  # fmt: skip
        rows: list[tuple[Cell, ...]] = [
            (deed(each), each.seen, each.who, each.by.isoformat(), str(_("Yes")) if each.leads else "") for each in made
        ]
        return [Table("pledges", str(_("What we pledge")), columns, tuple(rows))]

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return [
            LedgerEntry("actions", "add", f"pledge-{at}", {
                "text": deed(each), "who": each.who, "by": each.by.isoformat(), "how": each.seen,
                "status": "not started",
            })
            for at, each in enumerate(self.listed(s), 1)
        ]  # fmt: skip


class Make(Input[Pledges]):
    """The form for a pledge; on the board, what has been pledged, with names."""

    privacy, hidden, touches, do = "open", False, "everyone", "pledge"
    turn = "everyone"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        made = self.block.of(s).made.get(me) if me else None
        given = asdict(made) if made else {"who": ctx.names.get(me, "") if me else ""}
        return widgets.pledge_fields({**EMPTY, **given}, ctx.today)

    def whole(
        self, s: Any, me: Key, ctx: Ctx, what: Line = "", seen: Line = "", by: Day | None = None, who: Name = "",
    ) -> Callable[[], None]:  # fmt: skip
        """I will do this; others will see that; by this day."""
        before = self.block.of(s).made.get(me)
        return self.checked(s, me, ctx, what, seen, by, who, leads=before is not None and before.leads)

    def checked(
        self, s: Any, me: Key, ctx: Ctx, what: str, seen: str, by: Day | None, who: str, leads: bool
    ) -> Callable[[], None]:
        """Refuse a pledge that nobody could see come true, and return what keeps any other."""
        if is_blank(what):
            raise Refused(_("Say what you will do."))
        if is_blank(seen):
            raise Refused(_("Say what others will see you do."))
        if by is None or by < ctx.today:
            raise Refused(_("Choose a day: today or a later one."))
        if is_blank(who):
            raise Refused(_("Write your name for the list."))
        return partial(self._keep, s, me, Pledge(what.strip(), seen.strip(), by, who.strip(), leads))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine = me in self.block.of(s).made
        back = kit.button(_("Take my pledge back"), self.named("unpledge"), kind="quiet") if mine else ""
        send = widgets.pledge_send(self.named(self.do), mine, me in self.passed(s))
        return kit.join(kit.privacy(), self.fields(s, me, ctx), send, back, self.board(s, ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.pledged([(str(i_will(each)), self._lines(each)) for each in self.block.listed(s)])

    def answered(self, s: Any) -> Collection[Key]:
        return [key for key, pledged in self._turn(s).items() if pledged]

    def passed(self, s: Any) -> Collection[Key]:
        return [key for key, pledged in self._turn(s).items() if not pledged]

    def forget(self, s: Any, me: Key) -> None:
        """Nothing to pledge now; what was pledged before stays until it is taken back."""
        self._say(s, me, False)

    def _turn(self, s: Any) -> dict[Key, bool]:
        return self.block.of(s).turns.get(self.turn, {})

    def _say(self, s: Any, me: Key, pledged: bool) -> None:
        self.block.of(s).turns.setdefault(self.turn, {})[me] = pledged

    def _keep(self, s: Any, me: Key, pledge: Pledge) -> None:
        pledged = self.block.of(s)
        self._say(s, me, True)
        if me not in pledged.made:
            pledged.order.append(me)
        pledged.made[me] = pledge

    @staticmethod
    def _lines(pledge: Pledge) -> list[Words]:
        named = _("{who}, by {day}", who=pledge.who, day=day(pledge.by.isoformat()))
        leads = _("{who}. Manages people or budgets here", who=named)
        return [leads if pledge.leads else named, _("Others will see: {words}", words=pledge.seen)]


class Lead(Make):
    """The same for those who tick that they manage people or budgets here; nobody has to say so."""

    turn = "leaders"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        if me is None:
            says = kit.hint(_("Only for those who manage people or budgets here: who fills this in says that they do."))
            return kit.join(says, kit.hidden_field("leads", "1"), super().fields(s, me, ctx))
        made = self.block.of(s).made.get(me)
        return kit.join(widgets.leads(made is not None and made.leads), super().fields(s, me, ctx))

    def whole(
        self, s: Any, me: Key, ctx: Ctx, what: Line = "", seen: Line = "", by: Day | None = None, who: Name = "",
        leads: bool = False,
    ) -> Callable[[], None]:  # fmt: skip
        """I manage people or budgets here, and I will do this."""
        if not leads:
            raise Refused(_("First come those who manage people or budgets here. Your turn comes after that."))
        return self.checked(s, me, ctx, what, seen, by, who, leads)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(kit.lead(_("This is for those who manage people or budgets here. All others come next.")),
                        super().phone(s, me, ctx))  # fmt: skip


def i_will(pledge: Pledge) -> Words:
    """A pledge as a whole sentence; those two words are not doubled where somebody wrote them, too."""
    return _("I will {what}", what=deed(pledge))


def deed(pledge: Pledge) -> str:
    """What is pledged, beginning with a verb."""
    begins, dots, _rest = str(_("I will {what}", what="…")).partition("…")
    text = pledge.what
    return text[len(begins) :] if dots and text.casefold().startswith(begins.casefold()) else text
