"""Looking back: the open actions of the programme one at a time, what became of each, and what people note about it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.action_plan import widgets
from activities.action_plan.rules import Deed
from facilitator import kit
from facilitator.activity import Ctx, Day, Html, Key, Onward, Refused, action
from facilitator.composing import Block, Input
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Column, LedgerEntry, Paragraph, Passage, Table
from facilitator.report.words import became, sentence
from facilitator.text import is_blank, likeness

Id = Annotated[str, Field(max_length=200)]
Line = Annotated[str, Field(max_length=140)]
Entry = Any
"""An entry of a ledger, as `ctx.ledgers` has it."""
Status = Literal["not started", "in progress", "done", "stuck", "dropped"]
GONE = _("This action is not on the list. Please load the page again.")
NONE = _("There are no open actions, so there is nothing to look back at.")


@dataclass
class Looked:
    """Which action is looked at, and what was said of each (key of its entry)."""

    at: int = 0
    became: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[Key, str]] = field(default_factory=dict)
    said: dict[Key, bool] = field(default_factory=dict)
    """Who said something of the action that is looked at (True), or passed (False)."""


class Back(Block[Looked, Sequence[Deed]]):
    """All actions of the programme as they stand now. `one` is where the open ones are looked at, one at a time."""

    def __init__(self) -> None:
        self.one = One(self)

    def results(self, s: Any, ctx: Ctx) -> Sequence[Deed]:
        return [self.deed(s, entry) for entry in ctx.ledgers.of("actions")]

    def deed(self, s: Any, entry: Entry) -> Deed:
        """One of them, with what the room said of it today."""
        given, hours = self.of(s), entry.data.get("hours", "")
        return Deed(
            entry.key, entry.text, given.became.get(entry.key, entry.status) or "not started",
            entry.data.get("who", ""), day_of(entry), int(hours) if hours.isdecimal() else None, entry.number,
            self.note(s, entry),
        )  # fmt: skip

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        return {entry: noted[me] for entry, noted in self.of(s).notes.items() if noted.get(me)}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        del self.of(s).notes[word][me]

    def open(self, ctx: Ctx) -> list[Entry]:
        """Those that were open when this began: what is due first comes first, and what has no day last."""
        some = [each for each in ctx.ledgers.of("actions") if each.status not in ("done", "dropped")]
        return sorted(some, key=lambda each: (day_of(each) or Day.max, each.at, each.number))

    def present(self, s: Any, ctx: Ctx) -> Entry | None:
        """The one that is looked at."""
        some = self.open(ctx)
        return some[min(self.of(s).at, len(some) - 1)] if some else None

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """Its words, as the question of the room."""
        entry = self.present(s, ctx)
        return entry.text if entry else _("What became of our actions?")

    def find(self, ctx: Ctx, key: str) -> Entry:
        """An open action. Refused when there is none of this key."""
        found = next((each for each in self.open(ctx) if each.key == key), None)
        if found is None:
            raise Refused(GONE)
        return found

    def mine(self, entry: Entry, me: Key | None, ctx: Ctx) -> bool:
        """Whether somebody here chose the name of its owner."""
        called = likeness(ctx.names.get(me, "")) if me else ""
        return called != "" and called == likeness(entry.data.get("who", ""))

    def status(self, s: Any, entry: Entry) -> Words:
        """What became of it as people read it, with what would help, or why it was dropped."""
        given = self.of(s)
        why = given.why.get(entry.key, "") if entry.key in given.became else entry.data.get("why", "")
        return became(given.became.get(entry.key, entry.status) or "not started", why)

    def note(self, s: Any, entry: Entry) -> str:
        """What was noted of it last, today or before."""
        today = [*self.of(s).notes.get(entry.key, {}).values()]
        return today[-1] if today else entry.data.get("note", "")

    def set(self, s: Any, entry: Entry, status: Status, why: str) -> Callable[[], None]:
        """Check what became of an action, and return what keeps it."""
        if status == "stuck" and is_blank(why):
            raise Refused(_("Say what would help. Then somebody can."))
        if status == "dropped" and is_blank(why):
            raise Refused(_("Say why it is dropped. It stands in the record."))

        def keep() -> None:
            self.of(s).became[entry.key] = status
            self.of(s).why[entry.key] = why.strip() if status in ("stuck", "dropped") else ""

        return keep

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """What changed since the last session; below it what people noted, which would not fit into a column.

        What was only noted has no row that people read: it stands in a table for spreadsheets.
        """
        rows: list[tuple[Cell, ...]] = [
            (entry.number, entry.text, str(became(entry.status or "not started", entry.data.get("why", ""))),
             str(self.status(s, entry)), "; ".join(self.of(s).notes.get(entry.key, {}).values()))
            for entry in self.open(ctx) if self._touched(s, entry)
        ]  # fmt: skip
        title = str(_("What changed since last time"))
        changed = Table("changes", title, _columns(read=True), tuple(row for row in rows if row[2] != row[3]))
        noted = Table("noted", title, _columns(read=False), tuple(row for row in rows if row[2] == row[3]))
        told = [
            Paragraph(str(_("{number}, what people noted: {notes}", number=number, notes=sentence(str(notes)))))
            for number, _text, _before, _now, notes in rows if notes
        ]  # fmt: skip
        return [*(each for each in (changed, noted) if each.rows), *told]

    def entries(self, s: Any, ctx: Ctx) -> Mapping[str, LedgerEntry]:
        """What the ledger of actions learns of them."""
        found = {}
        for entry in self.open(ctx):
            if self._touched(s, entry):
                data = {"text": entry.text, "number": entry.number, "status": entry.status or "not started"}
                if entry.key in self.of(s).became:
                    why = self.of(s).why.get(entry.key, "")
                    data["status"] = self.of(s).became[entry.key]
                    data |= {"why": why} if why or entry.data.get("why") else {}
                if self.of(s).notes.get(entry.key):
                    data["note"] = self.note(s, entry)
                found[entry.key] = LedgerEntry("actions", "set", entry.key, data)
        return found

    def _touched(self, s: Any, entry: Entry) -> bool:
        return entry.key in self.of(s).became or bool(self.of(s).notes.get(entry.key))


def _columns(read: bool) -> tuple[Column, ...]:
    titles = [_("Number"), _("Task"), _("Before"), _("Now"), _("What people noted")]
    return tuple(Column(str(words), detail=not read or at == 4) for at, words in enumerate(titles))


class One(Input[Back]):
    """One open action. Its owner says what became of it, anyone can note something; the room's word counts, too."""

    privacy, hidden, touches, do = "open", False, "everyone", "update"

    @action(by="facilitator", moves=True)
    def next_action(self, s: Any, ctx: Ctx) -> None:
        """The next open action."""
        self._turn(s, ctx, 1)

    @action(by="facilitator", moves=True)
    def action_before(self, s: Any, ctx: Ctx) -> None:
        """The one before."""
        self._turn(s, ctx, -1)

    @action(by="facilitator")
    def became(self, s: Any, ctx: Ctx, entry: Id, status: Status, why: Line = "") -> None:
        """What the room says became of an action; `why` says what would help, or why it is dropped."""
        self.block.set(s, self.block.find(ctx, entry), status, why)()

    def whole(
        self, s: Any, me: Key, ctx: Ctx, entry: Id = "", note: Line = "", status: Status | None = None, why: Line = "",
    ) -> Callable[[], None]:  # fmt: skip
        """A note about an action, and from its owner what became of it."""
        found = self.block.find(ctx, entry)
        if status is not None and not self.block.mine(found, me, ctx):
            raise Refused(_("Only its owner says that here. Say it aloud, and the room can write it down."))
        if status is None and is_blank(note):
            raise Refused(_("This is empty. Write a few words."))
        keep = self.block.set(s, found, status, why) if status is not None else None
        return partial(self._keep, s, me, found.key, note, keep)

    def answered(self, s: Any) -> Collection[Key]:
        return [key for key, noted in self.block.of(s).said.items() if noted]

    def passed(self, s: Any) -> Collection[Key]:
        return [key for key, noted in self.block.of(s).said.items() if not noted]

    def forget(self, s: Any, me: Key) -> None:
        """Nothing to add; what was noted before stays."""
        self.block.of(s).said[me] = False

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        entry = self.block.present(s, ctx)
        if entry is None:
            return kit.lead(NONE)
        given = self.block.of(s)
        owner = Html("")
        if self.block.mine(entry, me, ctx):
            now = given.became.get(entry.key, entry.status) or "not started"
            owner = widgets.own_status(now, given.why.get(entry.key, ""))
        mine = given.notes.get(entry.key, {}).get(me, "") if me else ""
        label = _("A note about it, if you like. Everyone sees it.")
        return kit.join(kit.hidden_field("entry", entry.key), owner, kit.text_area("note", label, 140, mine, 2))

    def headline(self, s: Any, ctx: Ctx) -> Words:
        total, at = len(self.block.open(ctx)), self.block.of(s).at
        return _("{n} of {total} open actions", n=at + 1, total=total) if total else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        entry = self.block.present(s, ctx)
        if entry is None:
            return kit.lead(NONE)
        deed = self.block.deed(s, entry)
        return widgets.looked_at(deed, self.block.status(s, entry), ctx.today)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        board = self.board(s, ctx)
        return kit.join(board, super().phone(s, me, ctx)) if self.block.present(s, ctx) else board

    def stage(self, s: Any, ctx: Ctx) -> Html:
        entry = self.block.present(s, ctx)
        if entry is None:
            return Html("")
        now = self.block.of(s).became.get(entry.key, entry.status) or "not started"
        return widgets.back_tools(entry.key, now, self.block.of(s).at > 0, self.named)

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        if self.block.of(s).at >= len(self.block.open(ctx)) - 1:
            return None
        return Onward(self.named("next_action"), _("Next action"), _("The board shows the next open action."))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.open(ctx) else NONE

    def _turn(self, s: Any, ctx: Ctx, by: int) -> None:
        if not 0 <= self.block.of(s).at + by < len(self.block.open(ctx)):
            raise Refused(_("There is no further action."))
        self.block.of(s).at += by
        self.block.of(s).said.clear()

    def _keep(self, s: Any, me: Key, entry: str, note: str, keep: Callable[[], None] | None) -> None:
        given = self.block.of(s)
        given.said[me] = True
        if keep:
            keep()
        if not is_blank(note):
            notes = given.notes.setdefault(entry, {})
            notes.pop(me, None)
            notes[me] = note.strip()


def day_of(entry: Entry) -> Day | None:
    """The day of an action; None where it has none, or what stands there is no day."""
    try:
        return Day.fromisoformat(entry.data.get("by", ""))
    except ValueError:
        return None
