"""Mending: cards on what would need to change in open rules, shown rule by rule, and other words for them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from activities.ground_rules import widgets
from activities.ground_rules.agreement import Agreement
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.draft.about import About
from facilitator.composing import Panel
from facilitator.i18n import Words, _

CHANGE = _("What would need to change?")

Said = Annotated[str, Field(max_length=280)]


class Changes(About):
    """A card about each open rule, without a name; new ones in each round. Its panels: `ask`, and `mend`."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(agreement.columns, shares=agreement.ratings)
        self.agreement = agreement
        self.mend = Mend(self)


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
