"""The list of responsibilities as it is made with the room, and the cards it is made from."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from activities.team_and_roles import role_pages as pages
from activities.team_and_roles.grid import Grid
from activities.team_and_roles.rules import Finding
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.collect import Collect
from facilitator.composing import Block, Panel
from facilitator.i18n import _

Id = Annotated[str, Field(max_length=40)]
Title = Annotated[str, Field(max_length=140)]


class Listed(Block[Grid, list[Finding]]):
    """A list of responsibilities that is made from cards."""

    cards: Collect


def listed(roles: Listed, s: Any) -> bool:
    """Whether the list stands on the board, and not the cards: one of them at a time, so that both can be read."""
    return roles.of(s).listed or not roles.cards.of(s).shown()


class Change(Panel[Listed]):
    """The list as it is written with the room: from cards, or in other words. The cards stand there until it does."""

    roomy = True

    def __init__(self, block: Listed) -> None:
        super().__init__(block)
        self.shows = (block.cards,)

    def board(self, s: Any, ctx: Ctx) -> Html:
        if not listed(self.block, s):
            return self.block.cards.wall.board(s, ctx)
        titles = [task.title for task in self.block.of(s).tasks.values()]
        if not titles:
            return Html("")
        return kit.join(kit.heading(_("Our responsibilities")), pages.titles(titles))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        grid, cards = self.block.of(s), self.block.cards.of(s).shown()
        new = {id: card.text for id, card in cards.items() if not grid.has(card.text)}
        other = self._other(s) if cards and grid.tasks else Html("")
        return kit.join(other, pages.change_tools(grid, new, self.named))

    def _other(self, s: Any) -> Html:
        on = not listed(self.block, s)
        words = _("Show the list on the board") if on else _("Show the cards on the board")
        return kit.secondary([kit.button(words, kit.act(self.named("show_list"), on=int(on)))])

    @action(by="facilitator")
    def show_list(self, s: Any, on: bool = True) -> None:
        """The board shows the list instead of the cards it is made from, or the cards again."""
        self.block.of(s).listed = on

    @action(by="facilitator")
    def add_task(self, s: Any, title: Title) -> None:
        """One more responsibility."""
        self.block.of(s).add(title)

    @action(by="facilitator")
    def adopt(self, s: Any, card: Id) -> None:
        """Put a card on the list, in its words."""
        cards = self.block.cards.of(s).shown()
        if card not in cards:
            raise Refused(_("This card is not there any more. Choose another."))
        self.block.of(s).add(cards[card].text)

    @action(by="facilitator")
    def adopt_all(self, s: Any) -> None:
        """Put all cards on the list, each text once."""
        grid = self.block.of(s)
        texts = [card.text for card in self.block.cards.of(s).shown().values() if not grid.has(card.text)]
        if not texts:
            raise Refused(_("All cards are on the list already."))
        grid.known(texts)
        grid.listed = True

    @action(by="facilitator")
    def reword_task(self, s: Any, title: Title, task: Id = "") -> None:
        """Say it in other words, before somebody takes it."""
        self.block.of(s).reword(task, title)

    @action(by="facilitator")
    def drop_task(self, s: Any, task: Id = "", everyone: bool = False) -> None:
        """Take it off the list; where people stand there, only if that is said."""
        self.block.of(s).drop(task, everyone)


class Edit(Change):
    """The same on the stage alone, where the grid stands on the board."""

    roomy = False

    def __init__(self, block: Listed) -> None:
        super().__init__(block)
        self.shows = ()

    def _other(self, s: Any) -> Html:
        return Html("")

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")
