"""Asking: one of four stances from everyone who decides, unseen, all at once, and without a pass."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any

from pydantic import Field

from activities.consent.loop import Deciding, Loop
from activities.consent.rules import Stance
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Input, Panel
from facilitator.i18n import Text, Words, _

Line = Annotated[str, Field(max_length=280)]
LINE = 280
ASKED: Mapping[Stance, Text] = {
    "none": _("No objection"),
    "concern": _("I have a concern (go ahead, write it down)"),
    "object": _("I object (I see a harm, or a clearly better way)"),
    "more": _("I need to know more first"),
}
NOT_MINE: Words = _("You said that you are not part of this decision.")


class Mine(Panel[Deciding]):
    """On a phone: to say that one is not part of this decision, or that one is; everyone sees how many."""

    @action(touches="everyone")
    def not_mine(self, s: Any, me: Key) -> None:
        """I am not part of this decision."""
        self.block.of(s).out[me] = True

    @action(touches="everyone")
    def mine(self, s: Any, me: Key) -> None:
        """I am part of it after all."""
        self.block.of(s).out.pop(me, None)

    def board(self, s: Any, ctx: Ctx) -> Html:
        told = self.block.told(len(self.block.of(s).out))
        return kit.hint(told) if told else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if me in self.block.of(s).out:
            return kit.join(kit.lead(NOT_MINE), kit.button(_("I am part of it"), self.named("mine")))
        return kit.button(_("I am not part of this decision"), self.named("not_mine"), "quiet")


class Ask(Input[Loop]):
    """One of four stances; there is no pass and no abstaining."""

    round, do = True, "stance"

    @action()
    def know(self, s: Any, me: Key) -> None:
        """I came late, and know what is proposed."""
        self.block.of(s).known[me] = True

    def entering(self, s: Any, ctx: Ctx) -> None:
        """Who is here now is asked; what was said to other words counts for nothing."""
        said, version = self.block.of(s), self.block.text.at(s)
        if said.version != version:
            out = self.block.deciding.of(s).out
            said.version, said.given, said.known, said.outside = version, {}, {}, [*out]
            said.asked = [key for key in ctx.seats if key not in out]

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        loop = self.block
        rows = [kit.Choice(stance, words) for stance, words in ASKED.items()]
        chosen = kit.choices("stance", rows, loop.of(s).given.get(me) if me else None, _("Where do you stand?"))
        doubt = kit.banner(_("Not sure if it is an objection?"), _("Choose “I object”. We will find out together."))
        if me:
            return kit.join(chosen, doubt)
        reason = kit.text_area("reason", _("If you object or have a concern: why? You can also say it later"), LINE)
        return kit.join(kit.hidden_field("known", "1"), chosen, doubt, reason)

    def whole(
        self, s: Any, me: Key, ctx: Ctx, stance: Stance, reason: Line = "", known: bool = False
    ) -> Callable[[], None]:
        """Take a stance on the present words."""
        out = self.block.deciding.of(s).out
        late = self.block.lates(s, me) and me not in out
        if late and not known:
            raise Refused(_("Please read or hear the proposal first. Then press the button that says so."))
        said, loop = self.block.of(s), self.block

        def keep() -> None:
            said.given[me] = stance
            if me not in said.asked and me in ctx.seats:
                said.known[me] = True
            out.pop(me, None)
            loop.reasons.put(s, me, reason, loop.number(ctx), ctx)

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).given

    def passed(self, s: Any) -> Collection[Key]:
        return ()

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return _("Version {n}, round {m}", n=self.block.text.at(s), m=self.block.number(ctx))

    def board(self, s: Any, ctx: Ctx) -> Html:
        told = self.block.deciding.told(len(self.block.of(s).outside))
        return kit.hint(told) if told else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        out = me in self.block.deciding.of(s).out
        if self.block.lates(s, me) and not out:
            told = kit.lead(_("You joined late. Read the proposal, or ask someone to read it out."))
            return kit.join(told, kit.button(_("I know what is proposed"), self.named("know"), kind="act"))
        send = kit.send(self.named(self.do), passes="", saved=me in self.answered(s))
        why = kit.hint(_("This needs an answer from everyone, so there is no Pass."))
        back = kit.lead(f"{NOT_MINE} {_('Who answers here is part of it.')}") if out else ""
        return kit.join(back, kit.privacy(), self.fields(s, me, ctx), send, why)
