"""Group: cards in named groups. A card is in one group or on its own, and grouping never deletes one.

Names come last, since a name that is there too early frames what is put under it. A group without a name holds the
room up before a vote; a group of one card may take its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from pydantic import Field

from facilitator.activity import Item, Key, Refused, Settings
from facilitator.blocks.collect.card import ROOM
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.group.moves import ALONE, Group, Move, latest
from facilitator.i18n import Words, _, mark, ngettext
from facilitator.text import is_blank

__all__ = ["ALONE", "LONGEST_NAME", "NEW", "Group", "GroupSettings", "Groups"]

NEW = "new"
"""Where a card goes for which a group is made."""
LONGEST_NAME = 60
TAKEN_BACK = _("A card that was taken back")
"""What a group is called whose only words are gone."""


class GroupSettings(Settings):
    """What everyone who groups cards fixes before."""

    everyone_moves: bool = Field(False, title=mark("Everyone can move cards, on their phones"))


@dataclass
class Groups:
    """Groups by id in the order they were made, and the group of each card; a card that is not there is on its own.

    No group is without a card as long as people group. Ids are never used twice.
    """

    groups: dict[str, Group] = field(default_factory=dict)
    where: dict[str, str] = field(default_factory=dict)
    made: int = 0
    moves: list[Move] = field(default_factory=list)
    """What was done so far and could be taken back, oldest first."""
    gone: dict[str, Group] = field(default_factory=dict)
    """The groups whose last card left; they come back when a move is taken back that left a card in them."""

    def make(self, some: Iterable[str], cards: Cards, name: str = "") -> str:
        """A new group of cards, wherever they are now. Returns its id."""
        chosen = list(dict.fromkeys(some))
        if not chosen:
            raise Refused(_("Choose a card first."))
        self._check(chosen, cards)
        self.made += 1
        group = f"g{self.made}"
        with self._move() as move:
            self._call(group, Group("" if is_blank(name) else name.strip()), move)
            self._put(chosen, group, move)
        return group

    def move(self, card: str, to: str, cards: Cards) -> None:
        """Put a card into a group, into a new one, or on its own."""
        self._check([card], cards)
        if to == NEW:
            self.make([card], cards)
            return
        if to != ALONE:
            self.check(to)
        with self._move() as move:
            self._put([card], to, move)

    def name(self, names: Mapping[str, str]) -> None:
        """Call groups (ids) something, or something else."""
        for group, name in names.items():
            self.check(group)
            if is_blank(name):
                raise Refused(_("This name is empty. Write a few words."))
        with self._move() as move:
            for group, name in names.items():
                self._call(group, Group(name.strip()), move)

    def take_words(self, group: str, cards: Cards) -> None:
        """The words of its only card become the name of a group."""
        self.check(group)
        members = self.members(cards)[group]
        if len(members) != 1:
            raise Refused(_("Only a group of one card can be called by its words. Write a name."))
        if cards.cards[members[0]].permission == ROOM:
            raise Refused(_("The words of this card stay in this room. Write a name that can be in the notes."))
        with self._move() as move:
            self._call(group, Group(words_of=members[0]), move)

    def stand_alone(self, cards: Cards, together: bool = False, by_column: bool = False) -> None:
        """Each card on its own becomes a group of one, called by its words; or all of them `together` become one.

        With `by_column` those of each column do.
        """
        alone = self.alone(cards)
        if not alone:
            raise Refused(_("Every card is in a group."))
        columns = sorted({cards.cards[id].column for id in alone}) if by_column else []
        piles = [[id for id in alone if cards.cards[id].column == column] for column in columns] or [alone]
        with self._move() as move:
            for pile in piles if together else [[id] for id in alone]:
                self.made += 1
                self._call(f"g{self.made}", Group(words_of="" if together else pile[0]), move)
                self._put(pile, f"g{self.made}", move)

    def merge(self, group: str, into: str) -> None:
        """Put all cards of a group into another one. The name of the other stays; without one it gets this one's."""
        self.check(group)
        self.check(into)
        if group == into:
            return
        with self._move() as move:
            if not self.groups[into].named:
                self._call(into, self.groups[group], move)
            self._put(self.inside(group), into, move)

    def split(self, group: str) -> None:
        """Take a group apart: each of its cards is on its own."""
        self.check(group)
        with self._move() as move:
            self._put(self.inside(group), ALONE, move)

    def split_of(self, card: str, cards: Cards) -> None:
        """Take the group of a card apart; a card on its own stays so."""
        self._check([card], cards)
        if card in self.where:
            self.split(self.where[card])

    def pull_out(self, me: Key, card: str, cards: Cards) -> None:
        """The writer takes a card of theirs out of its group, without a reason; what bore its words has no name."""
        cards.own(me, card)
        if card not in self.where:
            raise Refused(_("This card is on its own already."))
        self.let_go(card)

    def let_go(self, card: str) -> None:
        """Take a card out for good: no move that is taken back later brings it in again."""
        with self._move(stays=True) as move:
            self._put([card], ALONE, move)
        for each in self.moves:
            each.without(card)
        self.moves = [each for each in self.moves if each.cards or each.groups]

    @property
    def undoable(self) -> bool:
        """Whether a move can be taken back."""
        return latest(self.moves, self.groups) >= 0

    def take_move_back(self) -> None:
        """Take back the latest move that nothing later builds on."""
        place = latest(self.moves, self.groups)
        if place < 0:
            raise Refused(_("There is no move to take back."))
        move = self.moves.pop(place)
        for card, (before, _after) in move.cards.items():
            self.where.pop(card, None)
            if before != ALONE:
                self.where[card] = before
        self.gone |= self.groups | {id: group for id, group in move.groups.items() if group is not None}
        there = sorted({*self.where.values()}, key=lambda id: int(id[1:]))
        self.groups = {id: self._named_by_its_own(id, self.gone.pop(id)) for id in there}

    def check(self, group: str) -> None:
        """Refuse a group that does not exist."""
        if group not in self.groups:
            raise Refused(_("This group is not there any more. Choose another."))

    def members(self, cards: Cards) -> dict[str, list[str]]:
        """The shown cards of every group, by id."""
        found: dict[str, list[str]] = {group: [] for group in self.groups}
        for card in cards.shown():
            if card in self.where:
                found[self.where[card]].append(card)
        return found

    def inside(self, group: str) -> list[str]:
        """The cards (ids) of a group, hidden ones too."""
        return [card for card, there in self.where.items() if there == group]

    def alone(self, cards: Cards) -> list[str]:
        """The shown cards that are in no group, by id."""
        return [card for card in cards.shown() if card not in self.where]

    def label(self, group: str, cards: Cards, record: bool = False) -> Words:
        """What a group is called; empty without a name. For the `record`, no words that stay in the room."""
        made = self.groups[group]
        if not made.words_of:
            return made.name
        card = cards.cards.get(made.words_of)
        if card is None or card.hidden:
            return TAKEN_BACK
        return _("A card that stays in this room") if record and card.permission == ROOM else card.text

    def unready(self, cards: Cards, least: int = 0) -> Words:
        """Why people cannot vote on these groups yet; empty when they can. `least` is how many are needed."""
        nameless = sum(bool(ids) and not self.groups[group].named for group, ids in self.members(cards).items())
        if nameless:
            return ngettext("{n} group has no name yet.", "{n} groups have no name yet.", nameless)
        if len(self.items(cards)) < least:
            return ngettext("Make at least {n} group first.", "Make at least {n} groups first.", least)
        return ""

    def items(self, cards: Cards) -> tuple[Item, ...]:
        """The named groups, for a vote or for the next activity. They stay, whatever becomes of their cards later."""
        return tuple(
            Item(group, str(self.label(group, cards, record=True))) for group, made in self.groups.items() if made.named
        )

    def texts(self, cards: Cards) -> Mapping[str, str]:
        """The same by id."""
        return {item.id: item.text for item in self.items(cards)}

    def _check(self, chosen: Iterable[str], cards: Cards) -> None:
        for card in chosen:
            if not card:
                raise Refused(_("Choose a card first."))
            if card not in cards.cards or cards.cards[card].hidden:
                raise Refused(_("This card is not there any more. Choose another."))

    @contextmanager
    def _move(self, stays: bool = False) -> Iterator[Move]:
        """Remember what changes inside as one step."""
        move = Move(stays=stays)
        yield move
        if stays:
            move.cards.clear()
        if move.cards or move.groups:
            self.moves.append(move)

    def _named_by_its_own(self, id: str, group: Group) -> Group:
        return group if not group.words_of or self.where.get(group.words_of) == id else Group()

    def _put(self, chosen: Iterable[str], to: str, move: Move) -> None:
        """Move cards; a group that bore the words of one has no name then, and one without a card goes."""
        for card in chosen:
            before = self.where.pop(card, ALONE)
            if to != ALONE:
                self.where[card] = to
            if before in (ALONE, to):
                move.cards.update({card: (before, to)} if before != to else {})
                continue
            move.cards[card] = (before, to)
            if before not in self.where.values():
                self.gone[before] = self.groups.pop(before)
            elif self.groups[before].words_of == card:
                self._call(before, Group(), move)

    def _call(self, group: str, made: Group, move: Move) -> None:
        if self.groups.get(group) == made:
            return
        move.groups.setdefault(group, self.groups.get(group))
        self.groups[group] = made
