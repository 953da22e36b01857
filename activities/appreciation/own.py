"""Who is thanked by name sees that first and chooses; the wall shows what may be shown, shuffled, and counts nobody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from activities.appreciation import widgets
from activities.appreciation.thanks import KINDS, Thanks
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Card, Cards, Holds, Id, Mended, Pile, record
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Outcome, Paragraph, Passage, Quote, Quotes

Choice = Literal["show", "private"]


@dataclass
class Said:
    """What people want shown of the thanks to them: the words they said yes to, by card; empty for private."""

    chosen: dict[Key, dict[str, str]] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


@dataclass
class Seen(Cards):
    """The same cards, of which only some may be shown."""

    may: Collection[str] = ()

    def shown(self, column: str | None = None) -> dict[str, Card]:
        return {id: card for id, card in super().shown(column).items() if id in self.may}


@dataclass(frozen=True)
class Found:
    """How many milestones of each kind, and how many cards are shown. Nothing is counted for a person."""

    milestones: Mapping[str, int]
    shown: int


class Own(Block[Said, None], Holds):
    """`check` asks whoever is thanked by name; `wall` shows the cards, and lets them change their mind."""

    def __init__(self, thanks: Thanks) -> None:
        self.thanks = thanks
        self.check, self.wall = Check(self), Wall(self)

    def mine(self, s: Any, me: Key) -> dict[str, Card]:
        """The thanks to one person, without what was hidden."""
        id = self.thanks.names.id_of(s, me)
        return self.thanks.of(s).shown(id) if id else {}

    def visible(self, s: Any, ctx: Ctx) -> dict[str, Card]:
        """Every card that may be shown, by its id: in no order of time. One by name only as that person saw it."""
        return {id: card for id, card in self.thanks.of(s).shown().items() if self._may(s, id, card)}

    def choice(self, s: Any, me: Key, id: str, card: Card) -> Choice | None:
        """What somebody chose for a card as it reads now; None for nothing yet."""
        chosen = self.of(s).chosen.get(me, {})
        if id not in chosen or chosen[id] not in ("", card.text):
            return None
        return "show" if chosen[id] else "private"

    def choose(self, s: Any, me: Key, choices: Mapping[str, Choice]) -> None:
        """Keep what somebody chose for some of their cards."""
        mine, said = self.mine(s, me), self.of(s)
        said.passes.pop(me, None)
        said.chosen[me] = said.chosen.get(me, {}) | {
            id: mine[id].text if choice == "show" else "" for id, choice in choices.items()
        }

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        may = self.visible(s, ctx)
        return [replace(pile, cards=_seen(pile.cards, may), columns={}) for pile in self.thanks.piles(s, ctx, mended)]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if not self.thanks.were_shown(ctx):
            return ()
        called, cards = self.thanks.called(s, ctx), self.visible(s, ctx).values()
        piles = [(words, [_quote(card) for card in cards if card.column == kind]) for kind, words in KINDS.items()]
        piles.append((_("To somebody by name"), [
            _quote(card, called[card.column]) for card in cards if card.column not in KINDS
        ]))  # fmt: skip
        hidden = record.hidden(self.thanks.of(s))
        told = [Quotes(str(words), tuple(quotes)) for words, quotes in piles if quotes]
        return [*told, *([Paragraph(str(hidden))] if hidden else [])]

    def outcome(self, s: Any, ctx: Ctx) -> list[Outcome]:
        """How many thanks were given, in a sentence, once they were shown; nothing of those that stay private."""
        if not self.thanks.were_shown(ctx):
            return []
        n = len(self.visible(s, ctx))
        words = ngettext("{n} card of thanks was shown.", "{n} cards of thanks were shown.", n)
        return [Outcome("none", str(words if n else _("No card of thanks was shown.")))]

    def _may(self, s: Any, id: str, card: Card) -> bool:
        if card.column in KINDS:
            return True
        person = self.thanks.names.person(s, card.column)
        return person is not None and self.choice(s, person, id, card) == "show"


class Check(Input[Own]):
    """Each card to me: show it, or keep it private. Without an answer it stays private.

    Who has no card says that they are done, too: how many are tells nobody who has one.
    """

    personal, do = True, "choose_mine"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        if me is None:
            return widgets.all_of_mine()
        mine = self.block.mine(s, me)
        return widgets.choosing([(id, card, self.block.choice(s, me, id, card)) for id, card in mine.items()])

    def whole(
        self, s: Any, me: Key, ctx: Ctx, mine: dict[Id, Choice] = {}, every: Choice | None = None,  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """Show these cards to the room, or keep them private; on paper `every` card to me."""
        there = self.block.mine(s, me)
        if any(id not in there for id in mine):
            raise Refused(_("This card is not there any more. Please load the page again."))
        if not mine and every is None:
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        choices: dict[str, Choice] = dict.fromkeys(there, every) if every else dict(mine)
        return lambda: self.block.choose(s, me, choices)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        saved, passed = me in self.answered(s), me in self.passed(s)
        done = None if self.block.mine(s, me) else _("Done")
        return kit.join(self.fields(s, me, ctx), kit.send(self.do, saved=saved, passed=passed, send_words=done))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(_("Thanks by name go to that person first. All others come next."))

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).chosen

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).chosen.pop(me, None)
        self.block.of(s).passes[me] = True

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.thanks.too_late(ctx)


class Wall(Panel[Own]):
    """All thanks that may be shown. Who is thanked by name can still change their mind."""

    roomy = True

    def __init__(self, block: Own) -> None:
        super().__init__(block)
        self.shows = (block.thanks, block)

    @action(touches="everyone")
    def show_mine(self, s: Any, me: Key, ctx: Ctx, card: Id, on: bool = True) -> None:
        """Show a card to me to the room after all, or keep it private."""
        if card not in self.block.mine(s, me):
            raise Refused(_("This card is not there any more. Please load the page again."))
        self.block.choose(s, me, {card: "show" if on else "private"})

    def board(self, s: Any, ctx: Ctx) -> Html:
        called = self.block.thanks.called(s, ctx)
        return widgets.wall([(id, called[card.column], card) for id, card in self.block.visible(s, ctx).items()])

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        rows = [(id, card, self.block.choice(s, me, id, card) == "show")
                for id, card in self.block.mine(s, me).items()]  # fmt: skip
        return kit.join(self.board(s, ctx), widgets.to_me(rows, self.named("show_mine")))

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        n = len(self.block.visible(s, ctx))
        if not n:
            return _("No thanks are on the wall. We can say them aloud.")
        return ngettext("There is {n} card of thanks.", "There are {n} cards of thanks.", n)


def _quote(card: Card, to: Words = "") -> Quote:
    """A card as the record has it: to whom by name, and who signed it."""
    if not card.name:
        return Quote(card.text, str(to))
    return Quote(card.text, str(_("{to}, signed", to=to) if to else _("Signed")), name=card.name, open=True)


def _seen(cards: Cards, may: Collection[str]) -> Seen:
    """Made of the same data, so that what is done to it is done to the cards."""
    return Seen(cards.cards, cards.wrote, cards.passes, cards.finished, cards.pile, may)
