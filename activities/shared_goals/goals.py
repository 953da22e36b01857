"""Goals with five fields: drafted by the room, for needs of an earlier step where there are some, or brought back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from activities.shared_goals import widgets
from activities.shared_goals.rules import FRAME, still_empty
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Refused, action
from facilitator.blocks.draft import Draft, Rules, Says, Texts, Write
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _

SAYS = Says(
    none=_("There is no goal yet."),
    first=_("There is no goal yet. Write one below."),
    each=_("Goal {n}"),
    other=_("Another goal"),
    gone=_("This goal is not there any more. Please load the page again."),
    most=_("{n} goals are the most. Leave one out first."),
    full=_("There is no room for more goals. Leave one out first."),
    there=_("This one is among the goals already."),
)
BROUGHT = _("Proposed by the organisers")
SHOWN = 9
"""Older goals that stand on the stage at once: the next come when one is used."""
Entry = Annotated[str, Field(max_length=160)]


def older(ctx: Ctx) -> list[Any]:
    """The goals of earlier sessions that the settings name, or that an earlier step hands on."""
    wanted = [*ctx.settings.reopen, *(item.id for item in ctx.incoming)]
    return [entry for entry in ctx.ledgers.of("goals") if entry.key in wanted or entry.number in wanted]


class Needs(Block[dict[str, str], None]):
    """What an earlier step found that people need: each can get a goal. By id, "need1" the first."""

    def begin(self, ctx: Ctx) -> dict[str, str]:
        goals = {entry.key for entry in ctx.ledgers.of("goals")}
        needs: list[Item] = [item for item in ctx.incoming if item.id not in goals]
        return {f"need{at}": item.text for at, item in enumerate(needs, 1)}


class Goals(Draft):
    """The goals, each with every wording that people were asked about. Its panels: `write`, and those of a `Draft`."""

    write: WriteGoals

    def __init__(self, needs: Needs) -> None:
        super().__init__(
            None, fields=FRAME, most=lambda given: given.max_goals, says=SAYS, do="draft_goals", outside=BROUGHT
        )
        self.needs = needs
        self.write, self.older = WriteGoals(self), Older(self)

    def begin(self, ctx: Ctx) -> Texts:
        texts, may = self.fresh(), Rules(FRAME, most=ctx.settings.max_goals, says=SAYS)
        for entry in older(ctx)[: ctx.settings.max_goals]:
            _bring_back(texts, entry, may)
        return texts

    def reopen(self, s: Any, ctx: Ctx, entry: str, ledger: str, gone: Words) -> None:
        found = ctx.ledgers.find(entry)
        if found is None or found.ledger != ledger:
            raise Refused(gone)
        _bring_back(self.of(s), found, self.rules(s, ctx))

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        bare = [need for need in self.needs.of(s) if need not in self.of(s).texts]
        return replace(super().rules(s, ctx), open=bare)

    def need(self, s: Any, goal: str) -> str:
        """The need that a goal (id) was written for; empty for none."""
        return self.needs.of(s).get(goal, "")

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Every field of every goal is filled in before anyone is asked about it."""
        for number, goal in enumerate(self.of(s).texts.values(), 1):
            for field in still_empty(goal):
                return _("Goal {n} has an empty field: {field}. Fill it in first.", n=number, field=field.words)
        return super().unready(s, ctx)

    def _label(self, s: Any, id: str) -> Words:
        return self.need(s, id) or SAYS.other


def _bring_back(texts: Texts, entry: Any, rules: Rules) -> None:
    """A goal of an earlier session with all its fields, as it stood there."""
    more = {field.name: entry.data[field.name] for field in FRAME[1:] if entry.data.get(field.name)}
    texts.bring_back(entry.key, entry.text, rules, more, bool(entry.data.get("note")))


class Older(Panel[Goals]):
    """On the stage: goals of earlier sessions, to work on again."""

    @action(by="facilitator", voids=True)
    def work_again(self, s: Any, ctx: Ctx, entry: Entry) -> None:
        """Work on a goal of an earlier session again."""
        self.block.reopen(s, ctx, entry, "goals", _("This goal is not there any more. Choose another."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        there, words = self.block.of(s).brought_back, _("Work on it again")
        goals = [entry for entry in ctx.ledgers.of("goals") if entry.key not in there]
        rows = [
            kit.Row(entry.number, entry.text, entry.data.get("outcome", ""), [
                kit.button(words, kit.act(self.named("work_again"), entry=entry.key),
                           label=_("{button}: {text}", button=words, text=entry.text))
            ])
            for entry in goals[::-1][:SHOWN]
        ]  # fmt: skip
        return kit.listing(rows, _("From earlier"), "older") if rows and self.block.room(s, ctx) else Html("")


class WriteGoals(Write):
    """The goals one after the other on the wall; on phones all of them, each with a form for other words."""

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands over the frame: the goal of this page on the wall."""
        return widgets.question(self._pages(s), _("What are our goals?"))

    def headline(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        return {"board": widgets.which(self._pages(s)), "phone": ""}

    def board(self, s: Any, ctx: Ctx) -> Html:
        rules = self.block.rules(s, ctx)
        return widgets.drafted(self._pages(s), self.block.subjects(s, rules.open))

    def _pages(self, s: Any) -> list[widgets.Page]:
        texts = self.block.of(s).texts
        return list(widgets.pages(self.block.subjects(s, texts)))
