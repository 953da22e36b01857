"""Mending: cards on what would need to change in open rules, shown rule by rule, and other words for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from activities.ground_rules import widgets
from activities.ground_rules.agreement import Agreement
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Collect, Mended, Pile, Writes
from facilitator.composing import Panel
from facilitator.i18n import Words, _

CHANGE = _("What would need to change?")

Said = Annotated[str, Field(max_length=280)]


class Changes(Collect):
    """A card about each open rule, without a name; new ones in each round. Its panels: `ask`, and `mend`."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(columns=agreement.columns, per_round=True, shares=agreement.ratings)
        self.agreement = agreement
        self.ask = Ask(self)
        self.mend = Mend(self)

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        """Its cards, which do not say what they are about: the rule may not be open any more."""
        return [replace(pile, columns={}) for pile in super().piles(s, ctx, mended)]


class Ask(Writes):
    """A field for each open rule."""

    do, again = "change", True

    def __init__(self, block: Changes) -> None:
        super().__init__(block)
        self.agreement = block.agreement

    def whole(self, s: Any, me: Key, ctx: Ctx, text: dict[str, Said] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """What would need to change in open rules, all at once."""
        made = self.block.rules(s, ctx).sheet({rule: " ".join(words.split()) for rule, words in text.items()})
        return self.keeps(s, me, ctx, *made)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        mine = {card.column: card.text for card in self.block.of(s).of(me).values()} if me else {}
        fields = widgets.changes(self.agreement.subjects(s, ctx), mine)
        return kit.join(fields, kit.hint(_("Please do not name other people."))) if me else fields


class Mend(Panel[Changes]):
    """The cards rule by rule, a rule a page on the board, with its old and new words; the facilitator rewords."""

    def __init__(self, block: Changes) -> None:
        super().__init__(block)
        self.shows = (block,)

    @action(by="facilitator")
    def reword(self, s: Any, ctx: Ctx, text: dict[str, Said] = {}) -> None:  # noqa: B006 - never changed
        """Say open rules in other words; they are asked anew."""
        draft = self.block.agreement.draft
        if not {*text} <= {*self.block.agreement.open(s, ctx)}:
            raise Refused(_("Everyone agreed to this rule already. It stays as it is."))
        rules = draft.rules(s, ctx)
        draft.of(s).write({rule: {rules.fields[0].name: words} for rule, words in text.items()}, ctx.round, rules)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return "" if kit.page.get().surface == "phone" else CHANGE

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands over the cards: the rule that the board's page is about."""
        if kit.page.get().surface == "phone":
            return CHANGE
        shown, _part = widgets.mending_page(self._about(s, ctx))
        return shown.now if shown else _("Every rule is adopted")

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.mending(self._about(s, ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.rewording(self.block.agreement.subjects(s, ctx), self.named("reword"))

    def _about(self, s: Any, ctx: Ctx) -> list[widgets.Mending]:
        agreement, cards = self.block.agreement, self.block.of(s)
        last, texts = agreement.now(ctx).last, agreement.draft.of(s).texts
        return [
            widgets.Mending(rule, texts[rule].words, last.get(rule), [card.text for card in cards.shown(rule).values()])
            for rule in agreement.open(s, ctx)
        ]
