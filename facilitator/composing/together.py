"""Several inputs under one button: what somebody fills in of them is one answer, kept all or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator import kit
from facilitator.action import Action, Refused, loosened
from facilitator.activity import Ctx, Html, Key, Privacy, Settings
from facilitator.composing.inputs import Input, taking
from facilitator.composing.panel import Panel, Paper
from facilitator.composing.phase import strictest
from facilitator.errors import Fault
from facilitator.i18n import _
from facilitator.text import is_blank


class Together(Panel[None]):
    """Inputs that are answered with one Send. What is left empty is passed, whatever was said before; all empty is
    refused.

    Their names of fields must differ. The privacy class is the strictest of theirs. `do` is the action on the wire.
    """

    def __init__(self, *inputs: Input[Any], do: str = "answer") -> None:
        super().__init__(None)
        self.inputs, self.do = inputs, do
        self.privacy = strictest(each.privacy for each in inputs)
        self.hidden, self.round = any(each.hidden for each in inputs), any(each.round for each in inputs)
        self._takes = [taking(each) for each in inputs]
        names = [name for take in self._takes for name in take.model.model_fields]
        if len(set(names)) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise Fault(_("Inputs that stand together have two fields called {name}.", name=twice))

    @property
    def parts(self) -> Sequence[Panel[Any]]:
        return self.inputs

    def offers(self) -> Mapping[str, Action]:
        model = loosened(self.do, self._takes)
        return {self.do: replace(self._takes[0], name=self.do, method=type(self)._answer, model=model)}

    def _answer(self, s: Any, me: Key, ctx: Ctx, **given: Any) -> None:
        keeps: list[Callable[[], None]] = []
        empty: list[Input[Any]] = []
        for each, take in zip(self.inputs, self._takes, strict=True):
            filled = {name: given[name] for name in take.model.model_fields if _says_something(given[name])}
            if filled:
                keeps.append(each.taken(s, me, ctx, take.given(take.checked(filled))))
            else:
                empty.append(each)
        if not keeps:
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        for each in empty:
            each.forget(s, me)
        for keep in keeps:
            keep()

    def privacy_with(self, given: Settings) -> Privacy | None:
        return strictest(each.privacy_with(given) for each in self.inputs)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        fields = [each.fields(s, me, ctx) for each in self.inputs]
        saved = any(me in each.answered(s) for each in self.inputs)
        passed = me in self.silent(s, ctx)
        return kit.join(kit.privacy(), *fields, kit.send(self.do, saved=saved, passed=passed))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(*(each.board(s, ctx) for each in self.inputs))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(*(each.stage(s, ctx) for each in self.inputs))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.do, lambda: kit.join(*(each.fields(s, None, ctx) for each in self.inputs)))

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {key for each in self.inputs for key in each.done(s, ctx)}

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {key for each in self.inputs for key in each.begun(s, ctx)}

    def silent(self, s: Any, ctx: Ctx) -> Collection[Key]:
        answered = {key for each in self.inputs for key in {*each.done(s, ctx)}.difference(each.silent(s, ctx))}
        return {key for each in self.inputs for key in each.silent(s, ctx)} - answered

    def forget(self, s: Any, me: Key) -> None:
        for each in self.inputs:
            each.forget(s, me)

    def entering(self, s: Any, ctx: Ctx) -> None:
        for each in self.inputs:
            each.entering(s, ctx)

    def sealing(self, s: Any, ctx: Ctx) -> None:
        for each in self.inputs:
            each.sealing(s, ctx)


def _says_something(value: Any) -> bool:
    """Whether a field was filled in: a box that is not ticked and a text of spaces say nothing."""
    if isinstance(value, str):
        return not is_blank(value)
    if isinstance(value, Mapping):
        return any(map(_says_something, value.values()))
    return value not in (None, []) and value is not False
