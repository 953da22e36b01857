"""Group: cards that say the same, put together and named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator.activity import Ctx, Html, Item, Key, Refused, action
from facilitator.blocks.collect import Cards, Collect, Holds, Id, Mended, Pile
from facilitator.blocks.group import record, widgets
from facilitator.blocks.group.rules import ALONE, LONGEST_NAME, NEW, Groups, GroupSettings
from facilitator.composing import Block, Panel
from facilitator.composing.phase import here
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Passage
from facilitator.text import is_blank

__all__ = ["Group", "GroupSettings", "Groups", "OfColumn", "Rest", "Sort", "Wall"]

Name = Annotated[str, Field(max_length=LONGEST_NAME)]


def _everyone(given: Any) -> bool:
    return bool(getattr(given, "everyone_moves", False))


class Group(Block[Groups, Mapping[str, str]], Holds):
    """The cards of a block, in named groups. Its panels: `sort`, `rest` for cards that are left over, and `wall`.

    It finds the named groups, by id, for a vote or the next activity. `everyone` says, from the settings, whether
    people move cards on their phones, too. `within="column"` keeps cards of different columns in different groups.
    """

    def __init__(
        self, cards: Collect, within: Literal["", "column"] = "", everyone: Callable[[Any], bool] = _everyone
    ) -> None:
        self.cards, self.within, self.everyone = cards, within, everyone
        self.sort = Sort(self)
        self.rest = Rest(self)
        self.wall = Wall(self)

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The named groups by id, for a vote.

        They are called as they are called now, in the record of an earlier vote, too: a card whose words are the name
        of its group may have been taken back since.
        """
        now = s if self.cards.per_round else ctx.state
        return self.of(now).texts(self.cards.of(now))

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        return self.texts(s, ctx)

    def members(self, s: Any) -> dict[str, list[str]]:
        """The shown cards (ids) of every group."""
        return self.of(s).members(self.cards.of(s))

    def alone(self, s: Any) -> list[str]:
        """The shown cards (ids) that are in no group."""
        return self.of(s).alone(self.cards.of(s))

    def loose(self, s: Any) -> Sequence[Item]:
        """The cards on their own, for an activity that hands them on beside the groups."""
        return [Item(card, self.cards.of(s).cards[card].text) for card in self.alone(s)]

    def letters(self, s: Any) -> Mapping[str, tuple[str, Words]]:
        """What stands on every shown card (id) in place of a sign, and its words; nothing, where cards have none."""
        return {}

    def unready(self, s: Any, ctx: Ctx, least: int = 0) -> Words:
        """Why people cannot answer about these groups yet: one has no name, or there are fewer than `least`."""
        return self.of(s).unready(self.cards.of(s), least)

    def of_column(self, column: str) -> OfColumn:
        """The groups of one column, where columns are kept apart, as a list that others ask about."""
        return OfColumn(self, column)

    def left_over(self, s: Any) -> Words:
        """What keeps people from a vote in which no card is left out: one on its own, or a group without a name."""
        return self.left_alone(s) or self.of(s).unready(self.cards.of(s))

    def left_alone(self, s: Any) -> Words:
        """That cards are on their own; empty when none is."""
        alone = len(self.alone(s))
        if not alone:
            return ""
        return ngettext(
            "{n} card is on its own. Put it into a group, or let it stand alone.",
            "{n} cards are on their own. Put them into groups, or let each stand alone.", alone,
        )  # fmt: skip

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        called = {column.value: column.words for column in self.cards.columns(s, ctx)}
        return record.blocks(self.of(s), self.cards.of(s), self.cards.rules(s, ctx), ctx, called)

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        return self.of(s).items(self.cards.of(s))

    # What is cared for

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """The cards that are grouped; while that goes on, their writers can take them out.

        The record tells of all of them, so they are cared for from the end of writing on, shown or not.
        """
        now, *earlier = self.cards.piles(s, ctx, mended)
        out = dict.fromkeys(self.of(s).where, self.sort.named("pull_out")) if self.at_hand(ctx) else {}
        return [replace(now, out=out, unseen=not self.cards.over(ctx)), *earlier]

    def gone(self, s: Any, ctx: Ctx, card: str) -> None:
        """It leaves its group for good."""
        if self.at_hand(ctx):
            self.of(s).let_go(card)

    def at_hand(self, ctx: Ctx) -> bool:
        """While people group, the cards stand there to choose from."""
        return self.sort in here(ctx).panels


@dataclass(frozen=True)
class OfColumn:
    """The groups whose cards stand in one column."""

    groups: Group
    column: str

    def ids(self, s: Any) -> list[str]:
        """The groups (ids), without a name too."""
        cards, groups = self.groups.cards.of(s).cards, self.groups.of(s)
        return [id for id in groups.groups if any(cards[card].column == self.column
                                                  for card in groups.inside(id) if card in cards)]  # fmt: skip

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """Those that have a name, by id."""
        named = self.groups.texts(s, ctx)
        return {id: named[id] for id in self.ids(s) if id in named}

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about them yet: one has no name."""
        nameless = len(self.ids(s)) - len(self.texts(s, ctx))
        return ngettext("{n} group has no name yet.", "{n} groups have no name yet.", nameless) if nameless else ""


class Wall(Panel[Group]):
    """The cards in their groups, then those on their own."""

    roomy = True

    def __init__(self, block: Group) -> None:
        super().__init__(block)
        self.shows = (block.cards,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        cards = self.block.cards
        return widgets.group_wall(cards.of(s), self.block.of(s), cards.columns(s, ctx), self.block.letters(s))


class Sort(Wall):
    """Put cards together and name the groups: the facilitator, or everyone; and take one's own card out again."""

    @action(by="facilitator", undo=False)
    def move(self, s: Any, to: Id, card: Id = "", whole: bool = False) -> None:
        """Put a card, or the `whole` group that it is in, into a group; `to` is its id, "new" or "alone"."""
        groups, cards = self._both(s)
        group = groups.where.get(card) if whole else None
        self._fits(s, [card, *groups.inside(to)])
        if group is None or to == NEW:
            groups.move(card, to, cards)
        elif to == ALONE:
            groups.split(group)
        else:
            groups.merge(group, to)

    @action(by="facilitator", undo=False)
    def save_names(self, s: Any, names: dict[str, Name] = {}) -> None:  # noqa: B006 - never changed
        """Call groups what stands in their fields; an empty field changes nothing."""
        self.block.of(s).name({group: text for group, text in names.items() if not is_blank(text)})

    @action(by="facilitator", undo=False)
    def take_words(self, s: Any, group: Id) -> None:
        """Call a group of one card by its words."""
        groups, cards = self._both(s)
        groups.take_words(group, cards)

    @action(by="facilitator", undo=False)
    def split(self, s: Any, card: Id = "") -> None:
        """Take the group of a card apart; each of its cards is on its own."""
        groups, cards = self._both(s)
        groups.split_of(card, cards)

    @action(by="facilitator", undo=False)
    def take_move_back(self, s: Any) -> None:
        """Take back the latest move, whoever made it; a card that its writer pulled out stays out."""
        self.block.of(s).take_move_back()

    @action(touches="everyone")
    def pull_out(self, s: Any, me: Key, card: Id) -> None:
        """That is not what I meant: my card is on its own again. Nobody sees who did it."""
        groups, cards = self._both(s)
        groups.pull_out(me, card, cards)

    @action(touches="everyone", undo=False)
    def shift(self, s: Any, ctx: Ctx, to: Id, card: Id = "") -> None:
        """Put a card into a group from a phone, where everyone groups."""
        if not self.block.everyone(ctx.settings):
            raise Refused(_("The facilitator moves the cards here. Say where you would put it."))
        groups, cards = self._both(s)
        self._fits(s, [card, *groups.inside(to)])
        groups.move(card, to, cards)

    def own_undo(self, s: Any, ctx: Ctx) -> str:
        """Moves are taken back one by one."""
        return self.named("take_move_back") if self.block.of(s).undoable else ""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if not self.block.everyone(ctx.settings):
            return self.board(s, ctx)
        groups, cards = self._both(s)
        return widgets.group_controls(cards, groups, self.block.cards.columns(s, ctx), self.named)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        groups, cards = self._both(s)
        return widgets.group_tools(cards, groups, self.block.cards.columns(s, ctx), self.named)

    def _fits(self, s: Any, together: Sequence[str]) -> None:
        """Refuse that these cards come together, where columns are kept apart."""
        cards = self.block.cards.of(s).cards
        if self.block.within and len({cards[id].column for id in together if id in cards}) > 1:
            raise Refused(_("Cards of different columns are not put together here. Choose another group."))

    def _both(self, s: Any) -> tuple[Groups, Cards]:
        return self.block.of(s), self.block.cards.of(s)


class Rest(Panel[Group]):
    """On the stage: how many cards are on their own, and what to do with all of them, so that none is left out."""

    @action(by="facilitator", undo=False)
    def stand_alone(self, s: Any, together: bool = False) -> None:
        """Let each card on its own stand for itself, or put the rest `together`, so that none is left out."""
        self.block.of(s).stand_alone(self.block.cards.of(s), together, bool(self.block.within))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.left_over(len(self.block.alone(s)), self.named)
