"""An input: a panel that takes one whole answer from a person, on a phone or on paper, and can be passed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from facilitator import kit
from facilitator.action import Action, Touches, renamed, signed
from facilitator.activity import Ctx, Html, Key, Privacy
from facilitator.composing.panel import Panel, Paper
from facilitator.i18n import Words

BLOCK = TypeVar("BLOCK")


class Input(Panel[BLOCK]):
    """The usual panel in which people answer: fields, Send and Pass. An answer replaces the one before it."""

    privacy: Privacy | None = "hidden"
    hidden = True
    touches: Touches = "me"
    """Whose view an answer changes at once: everyone's, where it is open."""
    do: str = "answer"
    """The name on the wire of the action that takes an answer."""
    called: Mapping[str, str] = {}
    """What an argument of `whole` is called on the wire, where two inputs of one kind would share its name."""

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        """Its fields with the answer of `me` in them; empty for None, on paper."""
        raise NotImplementedError

    def whole(self, s: Any, me: Key, ctx: Ctx, *_more: Any, **given: Any) -> Callable[[], None]:
        """Check a whole answer and return what keeps it. Raises `Refused`, and never changes anything itself.

        Each input writes its own arguments, with annotations: they are what comes from the wire.
        """
        raise NotImplementedError

    def taken(self, s: Any, me: Key, ctx: Ctx, given: Mapping[str, Any]) -> Callable[[], None]:
        """The same from arguments as they are called on the wire."""
        own = {wire: name for name, wire in self.called.items()}
        return self.whole(s, me, ctx, **{own.get(name, name): value for name, value in given.items()})

    def answered(self, s: Any) -> Collection[Key]:
        """Who has answered."""
        raise NotImplementedError

    def passed(self, s: Any) -> Collection[Key]:
        """Who has passed."""
        raise NotImplementedError

    def send_words(self, s: Any, me: Key) -> Words | None:
        """What the button says, where it is not Send."""
        return None

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        saved, passed = me in self.answered(s), me in self.passed(s)
        send = kit.send(self.named(self.do), saved=saved, passed=passed, send_words=self.send_words(s, me))
        return kit.join(kit.privacy(), self.fields(s, me, ctx), send)

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named(self.do), lambda: self.fields(s, None, ctx))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.answered(s), *self.passed(s)}

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.passed(s)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def offers(self) -> Mapping[str, Action]:
        return {**self.actions, self.do: taking(self)}


class SheetInput(Input[BLOCK]):
    """An input whose block keeps what each person gave as a whole in `sheets`, and who passed in `passes`."""

    block: Any

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).sheets  # type: ignore[no-any-return]

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes  # type: ignore[no-any-return]

    def forget(self, s: Any, me: Key) -> None:
        given = self.block.of(s)
        given.sheets.pop(me, None)
        given.passes[me] = True


def taking(panel: Input[Any]) -> Action:
    """The action that takes a whole answer of an input; its arguments are those of `whole`, as they are called."""

    def keep(owner: Input[Any], s: Any, *, me: Key, ctx: Ctx, **given: Any) -> None:
        owner.taken(s, me, ctx, given)()

    made = Action(**signed(panel.do, type(panel).whole, beside=2))
    model = renamed(made.model, panel.called) if panel.called else made.model
    return replace(made, touches=panel.touches, method=keep, model=model, wants=frozenset({"me", "ctx"}))
