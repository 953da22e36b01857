"""A loose activity made of everything that has words on cards, for tests of the building blocks together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, Privacy, Section, State, action
from facilitator.blocks.claim import record as deeds
from facilitator.blocks.claim.rules import Claims
from facilitator.blocks.collect.rules import Cards, CollectSettings, Rules
from facilitator.blocks.group import record as group_record
from facilitator.blocks.group.rules import Groups, GroupSettings
from facilitator.blocks.turns import widgets
from facilitator.blocks.turns.rules import Order, TakesTurns
from facilitator.i18n import Words
from facilitator.kit.claims import claim_sheet, slot_tools, slots_taken, slots_to_take
from facilitator.primitives.claiming import Promising
from facilitator.primitives.grouping import Grouping

COLUMNS = (kit.Column("start", "Start"), kit.Column("stop", "Stop"))


class SortingSettings(CollectSettings, GroupSettings):
    question: str = "What now?"


@dataclass
class SortingState(State):
    cards: Cards = field(default_factory=Cards)
    groups: Groups = field(default_factory=Groups)
    claims: Claims = field(default_factory=Claims)
    turns: Order = field(default_factory=Order)


class Sorting(Grouping, Promising, TakesTurns, Activity[SortingSettings, SortingState]):
    """Write cards, group them, promise something, and go around."""

    id, title = "sorting", "Sorting"
    example = {"permissions": True, "max_cards": 4}
    phases = (
        Phase("write", "Write", privacy="hidden", hidden=True),
        Phase("group", "Group", reveal=True),
        Phase("list", "List"),
        Phase("claim", "Take", privacy="open"),
        Phase("round", "Round", spoken=True),
        Phase("close", "Close"),
    )
    most_slots, list_phases = 3, ("list",)

    def privacy(self, phase: Phase) -> Privacy | None:
        return "open" if phase.name == "round" else phase.privacy

    def ready(self, s: SortingState, ctx: Ctx, phase: str) -> Words:
        needs = phase in ("list", "claim") and s.groups.unready(s.cards)
        empty = "Add something first." if phase == "claim" and not s.claims.slots else ""
        return self.why_not_write(ctx, phase) or needs or empty

    def card_rules(self, s: SortingState) -> Rules:
        return self.settings.card_rules(*(column.value for column in COLUMNS))

    def card_columns(self, s: SortingState) -> Mapping[str, Words]:
        return {column.value: column.words for column in COLUMNS}

    @action("write", "claim")
    def pass_(self, s: SortingState, me: Key, ctx: Ctx) -> None:
        (s.cards if ctx.phase == "write" else s.claims).pass_(me)

    def done(self, s: SortingState, ctx: Ctx) -> set[Key]:
        return s.claims.done() if ctx.phase == "claim" else super().done(s, ctx)

    def begun(self, s: SortingState, ctx: Ctx) -> set[Key]:
        return set() if ctx.phase == "claim" else super().begun(s, ctx)

    def passed(self, s: SortingState, ctx: Ctx) -> set[Key]:
        return s.claims.passed() if ctx.phase == "claim" else super().passed(s, ctx)

    def phone(self, s: SortingState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase == "write":
            return kit.join(self._top(), kit.card_writing(s.cards, self.card_rules(s), me, COLUMNS))
        if ctx.phase == "round":
            return kit.join(kit.question("What stays with you?"), widgets.my_turn(s.turns, me, ctx, str))
        if ctx.phase in ("list", "claim"):
            return kit.join(self._top(), kit.privacy(), slots_to_take(s.claims, me, ctx, deed=True))
        if ctx.phase == "group" and self.everyone_moves():
            return kit.join(self._top(), kit.group_controls(s.cards, s.groups, COLUMNS))
        return kit.join(self._top(), kit.card_wall(s.cards, COLUMNS, s.groups))

    def board(self, s: SortingState, ctx: Ctx) -> Html:
        if ctx.phase == "write":
            return self._top()
        if ctx.phase == "round":
            return kit.join(kit.question("What stays with you?"), widgets.whose_turn(s.turns, ctx))
        slots = ctx.phase in ("list", "claim")
        return kit.join(self._top(), slots_taken(s.claims) if slots else kit.card_wall(s.cards, COLUMNS, s.groups))

    def stage(self, s: SortingState, ctx: Ctx) -> Html:
        if ctx.phase == "group":
            return kit.group_tools(s.cards, s.groups, COLUMNS)
        if ctx.phase in ("list", "claim"):
            return slot_tools(s.claims, ctx, ctx.phase == "list", deed=True, most=3)
        if ctx.phase == "round":
            return widgets.turn_tools(s.turns, ctx, str)
        return Html("")

    def paper(self, s: SortingState, ctx: Ctx) -> tuple[str, Html]:
        if ctx.phase == "claim":
            return "sign_up", claim_sheet(s.claims, deed=True)
        return "sheet", kit.card_sheet(self.card_rules(s), COLUMNS)

    def section(self, s: SortingState, ctx: Ctx) -> Section:
        columns = {column.value: column.words for column in COLUMNS}
        blocks = group_record.blocks(s.groups, s.cards, self.card_rules(s), ctx, columns)
        ledger = deeds.entries(s.claims, ctx)
        return Section(
            "Sorting", blocks=(*blocks, *deeds.blocks(s.claims, ctx)), items=s.groups.items(s.cards), ledger=ledger
        )

    def _top(self) -> Html:
        return kit.join(kit.topline(), kit.question(self.settings.question))
