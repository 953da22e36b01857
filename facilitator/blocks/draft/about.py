"""Cards about texts: one sheet with a field for each of them, without a name, and new ones in each round."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import Collect, Mended, Pile, Writes
from facilitator.blocks.draft.widgets import Area, areas
from facilitator.composing import Block
from facilitator.i18n import _

Said = Annotated[str, Field(max_length=280)]
LONGEST = 140


class About(Collect):
    """A card about each of several things, that the columns name. Its rounds are those of another block.

    Its panel: `ask`, with a field for each. Another panel shows the cards, and names this block in `shows`.
    """

    def __init__(self, columns: Callable[[Any, Ctx], Sequence[kit.Column]], shares: Block[Any, Any]) -> None:
        super().__init__(columns=columns, per_round=True, shares=shares)
        self.ask = AskAbout(self)

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """Its cards, which do not say what they are about: that may not be there any more."""
        return [replace(pile, columns={}) for pile in super().piles(s, ctx, mended)]


class AskAbout(Writes):
    """A field for each of them."""

    do, again = "change", True

    def whole(self, s: Any, me: Key, ctx: Ctx, text: dict[str, Said] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """What somebody has to say about some of them, all at once."""
        made = self.block.rules(s, ctx).sheet({about: " ".join(words.split()) for about, words in text.items()})
        return self.keeps(s, me, ctx, *made)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = {card.column: card.text for card in self.block.of(s).of(me).values()} if me else {}
        rows = [Area(each.value, each.words, mine.get(each.value, ""), LONGEST) for each in self.block.columns(s, ctx)]
        hint = kit.hint(_("Please do not name other people.")) if me else ""
        return kit.join(areas(rows, "text"), hint)
