"""Agreeing: everyone says unseen how far they can go with each open rule, and a rule stands when nobody is below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from activities.ground_rules import widgets
from activities.ground_rules.rules import SCALE, Asked, Story, story
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.draft import Draft, Read, Subject
from facilitator.blocks.rate import Ask, Given, Rate
from facilitator.composing import Block, Marked, Panel
from facilitator.i18n import Words, _, ngettext


@dataclass
class Known:
    """Who came late and says that they know what is proposed."""

    keys: dict[Key, bool] = field(default_factory=dict)


class Agreement(Block[Known, Story]):
    """What becomes of the rules of a draft: its `ratings` are the answers about those that are open.

    Its panels: `read` and `ask`, to be asked; `result`; `rest`, what is open; and `standing`, what everyone agreed to.
    """

    per_round = True

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.ratings = self.shares = draft.shares = Rate(self.asked, scales=SCALE)
        self.read = ReadOpen(draft, self.open)
        self.ask = AskRules(self)
        self.result = Result(self)
        self.rest = Rest(self)
        self.standing = Standing(self)

    def results(self, s: Any, ctx: Ctx) -> Story:
        rounds = [
            Asked(each, self.draft.of(each.state).texts, self.ratings.of(each.state), self.of(each.state).keys)
            for each in self.shown(s, ctx)
            if each.number
        ]
        return story(rounds, ctx.settings.pass_level)

    def open(self, s: Any, ctx: Ctx) -> list[str]:
        """The rules (ids) that are not adopted."""
        return self.now(ctx).open(self.draft.of(s).texts)

    def asked(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """The same with their words."""
        texts = self.draft.of(s).texts
        return {rule: texts[rule].words for rule in self.open(s, ctx)}

    def subjects(self, s: Any, ctx: Ctx) -> list[Subject]:
        """The same as they are shown, with their numbers."""
        return self.draft.subjects(s, self.open(s, ctx))

    def columns(self, s: Any, ctx: Ctx) -> Sequence[kit.Column]:
        """The same as columns for cards about them."""
        return [kit.Column(each.id, f"{each.number}. {each.words}") for each in self.subjects(s, ctx)]

    def lates(self, s: Any, me: Key, ctx: Ctx) -> bool:
        """Whether somebody came late and has not said that they know what is proposed."""
        return me in ctx.late and me not in self.of(s).keys

    def why_not_ask(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can be asked about rules now; empty when people can."""
        if not self.draft.of(s).texts:
            return self.draft.says.first
        if not self.open(s, ctx):
            return _("Everyone agreed to every rule already.")
        if len(self.now(ctx).rounds) >= ctx.settings.rounds_max:
            return _("That was the last round. What is open stays on the page.")
        return ""

    def reworded(self, s: Any, ctx: Ctx) -> bool:
        """Whether an open rule stands in words that nobody was asked about."""
        return any(self.now(ctx).about(rule, str(words)) is None for rule, words in self.asked(s, ctx).items())

    def then(self, more: str, over: str, reworded: bool = False) -> Callable[[Any, Ctx], str]:
        """The phase `more` as long as people can be asked again, and `over` after that.

        With `reworded`, there has to be something new to ask about.
        """

        def next_phase(s: Any, ctx: Ctx) -> str:
            stays = reworded and not self.reworded(s, ctx)
            return over if stays or self.why_not_ask(s, ctx) else more

        return next_phase

    def counted(self, s: Any, ctx: Ctx) -> Words:
        """How many rules everyone agreed to, of how many."""
        n, total = len(self.now(ctx).adopted), len(self.draft.of(s).texts)
        return ngettext("{n} of {total} rules is adopted", "{n} of {total} rules are adopted", n, total=total)

    def agreed(self, s: Any, ctx: Ctx) -> Marked | Words:
        """What can be said over the rules that everyone agreed to."""
        if not self.now(ctx).adopted:
            return _("We have not agreed on a rule yet")
        return Marked(_("We agreed these today"))


class ReadOpen(Read):
    """The open rules on the wall; phones have them on the form."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return Html("")


class AskRules(Ask):
    """The scale for all open rules at once, for everyone who knows them."""

    def __init__(self, agreement: Agreement) -> None:
        super().__init__(agreement.ratings, "points")
        self.agreement = agreement

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.agreement.why_not_ask(s, ctx)

    @action()
    def know(self, s: Any, me: Key) -> None:
        """I came late, and have read or heard what is proposed."""
        self.agreement.of(s).keys[me] = True

    def whole(
        self, s: Any, me: Key, ctx: Ctx, points: dict[str, Given] = {}, known: bool = False,  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """All open rules at once. What has no answer or a pass counts as not answered."""
        if self.agreement.lates(s, me, ctx) and not known:
            raise Refused(_("Please read or hear the rules first. Then press the button that says so."))
        keep = self.keep(s, me, ctx, points)

        def kept() -> None:
            keep()
            if me in ctx.late:
                self.agreement.of(s).keys[me] = True

        return kept

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        """The scales; on paper the rules are printed, so whoever fills it in knows them."""
        given = self.block.of(s).of(me) if me else {}
        scales = widgets.scales(self.agreement.subjects(s, ctx), given, ctx.settings.pass_level)
        return scales if me else kit.join(kit.hidden_field("known", "1"), scales)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if self.agreement.lates(s, me, ctx):
            return widgets.late(self.agreement.read.board(s, ctx), self.named("know"))
        mine, asked = self.block.of(s).of(me), self.agreement.open(s, ctx)
        left = sum(rule not in mine for rule in asked) if mine else 0
        words = ngettext("{n} rule has no answer from you yet.", "{n} rules have no answer from you yet.", left)
        return kit.join(super().phone(s, me, ctx), kit.hint(words) if left else "")


class Result(Panel[Agreement]):
    """What became of every rule in the last round that asked about it; on a phone one's own answer is marked."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return widgets.answered(self.block.now(ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.results(self.block.draft.of(s), self.block.now(ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return widgets.results(self.block.draft.of(s), self.block.now(ctx), me)


class Leave(Panel[Agreement]):
    """On the stage: leave open what is, and go on with the phase `to`."""

    def __init__(self, block: Agreement, to: str) -> None:
        super().__init__(block)
        self.to = to

    def stage(self, s: Any, ctx: Ctx) -> Html:
        go = kit.button(_("Leave the rest open, and go on"), kit.act("go", phase=self.to))
        return go if self.block.open(s, ctx) else Html("")


class Rest(Panel[Agreement]):
    """On the wall: the rules that are not adopted, with what became of each."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.rest(self.block.draft.of(s), self.block.now(ctx))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return Html("")


class Standing(Panel[Agreement]):
    """What everyone agreed to, with the room behind it; below the line what was not agreed."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return widgets.answered(self.block.now(ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.agreed(self.block.draft.of(s), self.block.now(ctx))
