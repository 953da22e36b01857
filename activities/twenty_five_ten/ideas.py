"""Ideas: one card from each person, with a bold idea and its first step. The idea is the first line of the card."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from activities.twenty_five_ten import widgets
from activities.twenty_five_ten.bold import Bold
from facilitator.activity import Ctx, Html, Key, Refused
from facilitator.blocks.collect import Collect, Rules, Writes
from facilitator.composing import Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Passage
from facilitator.text import is_blank

IDEA, FIRST = 140, 139
"""Characters of an idea, and of its first step."""
CARD = Rules(limit=IDEA + 1 + FIRST, most=1)
Idea = Annotated[str, Field(max_length=IDEA)]
First = Annotated[str, Field(max_length=FIRST)]


class Ideas(Collect):
    """One idea from everyone, unseen until the cards are shown or dealt."""

    def __init__(self) -> None:
        super().__init__(may=CARD, mine=_("Your idea"))
        self.write, self.wall = Write(self), Wall(self)  # type: ignore[assignment]

    def bold(self, s: Any) -> Mapping[str, Bold]:
        """Every card that is not hidden, by its id."""
        return {id: Bold.of(card.text) for id, card in self.of(s).shown().items()}

    def writers(self, s: Any) -> Mapping[str, Key]:
        """Who wrote each card that ever was."""
        return {id: key for key, cards in self.of(s).wrote.items() for id in cards}

    def card_of(self, s: Any, me: Key) -> str | None:
        """The card of one person; None without."""
        return next(iter(self.of(s).of(me)), None)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """Told with the scores."""
        return ()


class Write(Writes):
    """Two fields: the idea, and its first step."""

    do = "sheet"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        bold = Bold.of(self.block.of(s).text_of(me))
        return widgets.two_fields(bold.idea, bold.first, IDEA, FIRST)

    def whole(self, s: Any, me: Key, ctx: Ctx, idea: Idea = "", first: First = "") -> Callable[[], None]:
        """My idea, and its first step; both are needed."""
        if is_blank(idea):
            raise Refused(_("Write your idea, or pass."))
        if is_blank(first):
            raise Refused(_("Write a first step, too: something that can be done soon."))
        bold = Bold(" ".join(idea.split()), " ".join(first.split()))
        return self.keeps(s, me, ctx, CARD.card(bold.text))


class Wall(Panel[Ideas]):
    """All ideas before anyone scores them, so that one that harms can be hidden."""

    def __init__(self, block: Ideas) -> None:
        super().__init__(block)
        self.shows = (block,)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return widgets.how_many(len(self.block.bold(s)))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.wall(self.block.bold(s))
