"""The check on a phone: some themes at a time, and with the last ones the card that says what is missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from activities.you_said_we_did.check import Said, Say
from facilitator import kit
from facilitator.activity import Action, Ctx, Html, Key, Refused, action
from facilitator.blocks.rate import Cell
from facilitator.blocks.rate.in_parts import ALL, AskInParts
from facilitator.blocks.rate.scale import Given
from facilitator.composing import Together
from facilitator.i18n import _
from facilitator.text import is_blank


class AskSo(Together):
    """The points and the card are one answer. In parts, what was sent stays, and the card comes with the last one."""

    def __init__(self, ask: AskInParts, say: Say) -> None:
        super().__init__(ask, say, do="rate")
        self.ask, self.say = ask, say

    @action()
    def turn_to(
        self, s: Any, me: Key, ctx: Ctx, to: int, points: dict[Cell, Given] = {}, texts: dict[str, Said] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Look at other themes, whether or not these are answered; what is chosen and written here is kept."""
        keep = self.say.whole(s, me, ctx, texts) if _written(texts) else None
        self.ask.turn_to(s, me, ctx, to, points)
        if keep:
            keep()

    def offers(self) -> Mapping[str, Action]:
        return {**super().offers(), **self.actions}

    def _answer(self, s: Any, me: Key, ctx: Ctx, **given: Any) -> None:
        part, last = given["part"], len(self.ask.pieces(s, ctx)) - 1
        if part is None or part == ALL or last < 1:
            return super()._answer(s, me, ctx, **{**given, "part": None})
        texts, points, before = given["texts"] or {}, given["points"], me in self.ask.answered(s)
        if not points and not (part == last and (before or _written(texts))):
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        keep = self.ask.whole(s, me, ctx, points, part) if points else None
        write = self.say.whole(s, me, ctx, texts) if part == last and _written(texts) else None
        if keep:
            keep()
        elif before:
            self.ask.went_through(s, me)
        else:
            self.ask.forget(s, me)
        if write:
            write()
        elif part == last:
            self.say.forget(s, me)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        pieces = self.ask.pieces(s, ctx)
        if len(pieces) < 2:
            return super().phone(s, me, ctx)
        last = self.ask.at(s, me, ctx) == len(pieces) - 1
        card = self.say.fields(s, me, ctx) if last else ""
        return kit.join(kit.privacy(), self.ask.fields(s, me, ctx), card, self.ask.buttons(s, me, ctx))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return super().done(s, ctx) if len(self.ask.pieces(s, ctx)) < 2 else self.ask.done(s, ctx)

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        begun = {*self.ask.begun(s, ctx), *self.say.begun(s, ctx), *self.say.answered(s)}
        return begun.difference(self.done(s, ctx))


def _written(texts: Mapping[str, str]) -> bool:
    return not is_blank("".join(texts.values()))
