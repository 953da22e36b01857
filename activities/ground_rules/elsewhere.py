"""Rules from elsewhere: what this group agreed before, and what many groups agree on, after it wrote its own."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, action
from facilitator.blocks.draft import NEW, Draft, Says, Texts
from facilitator.blocks.draft import Rules as May
from facilitator.composing import Panel
from facilitator.i18n import Text, _

SAYS = Says(
    none=_("There is no rule yet."),
    first=_("There is no rule yet. Write one below."),
    each=_("Rule {n}"),
    other=_("Another rule"),
    gone=_("This rule is not there any more. Please load the page again."),
    most=_("{n} rules are the most. Leave one out first."),
    full=_("There is no room for more rules. Leave one out first."),
    there=_("This one is among the rules already."),
)
STARTERS: tuple[Text, ...] = (
    _("We let one person speak at a time"),
    _("We ask when we do not understand"),
    _("We use plain words and no short forms"),
    _("We keep what is said here private"),
    _("We take part in our own way, and may pass"),
)
"""What many groups agree on. Shown only after people wrote their own cards."""
SHOWN = 9
"""Older agreements that stand on the stage at once: the next come when one is used."""

Entry = Annotated[str, Field(max_length=160)]


class Rules(Draft):
    """A sentence for each group of cards, and older agreements that the settings name or an earlier step hands on.

    One more panel, `elsewhere`, brings rules from elsewhere.
    """

    def __init__(self, of: Any, **given: Any) -> None:
        super().__init__(of, says=SAYS, do="draft_rules", most=lambda settings: settings.max_rules, **given)
        self.elsewhere = Elsewhere(self)

    def begin(self, ctx: Ctx) -> Texts:
        texts, may = self.fresh(), May(most=ctx.settings.max_rules, says=SAYS)
        wanted = [*ctx.settings.reopen, *(item.id for item in ctx.incoming)]
        found = [entry for entry in ctx.ledgers.of("agreements") if entry.key in wanted or entry.number in wanted]
        for entry in found[: ctx.settings.max_rules]:
            texts.bring_back(entry.key, entry.text, may)
        return texts


class Elsewhere(Panel[Rules]):
    """On the stage: rules of other groups, and what this group agreed before; nothing when there is no room."""

    @action(by="facilitator", voids=True)
    def start_from(self, s: Any, ctx: Ctx, which: Annotated[int, Field(ge=0, lt=len(STARTERS))]) -> None:
        """Take a rule that other groups made."""
        rules = self.block.rules(s, ctx)
        self.block.of(s).write({NEW: {rules.fields[0].name: str(STARTERS[which])}}, ctx.round, rules)

    @action(by="facilitator", voids=True)
    def reopen(self, s: Any, ctx: Ctx, entry: Entry) -> None:
        """Talk about an older agreement again."""
        self.block.reopen(s, ctx, entry, "agreements", _("This agreement is not there any more. Choose another."))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.room(s, ctx):
            return Html("")
        texts = self.block.of(s)
        there = {text.words for text in texts.texts.values()}
        others = [
            kit.Row(str(at), words, buttons=[
                kit.button(_("Add"), kit.act("start_from", which=at), label=_("Add: {text}", text=words))
            ])
            for at, words in enumerate(STARTERS if ctx.settings.starter_cards else ())
            if str(words) not in there
        ]  # fmt: skip
        before = [entry for entry in ctx.ledgers.of("agreements") if entry.key not in texts.brought_back]
        older = [
            kit.Row(entry.number, entry.text, _("Not agreed so far") if entry.status == "not agreed" else "",
                    [kit.button(_("Talk about it again"), kit.act("reopen", entry=entry.key))])
            for entry in before[::-1][:SHOWN]
        ]  # fmt: skip
        return kit.join(
            kit.listing(others, _("Other groups made these"), "starters") if others else "",
            kit.listing(older, _("From earlier"), "older") if older else "",
        )
