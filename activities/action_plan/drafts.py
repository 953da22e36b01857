"""The actions as they are worded: of groups of cards, of nothing else, or brought here from an earlier session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.action_plan.back import Back
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.draft import Draft, Field, Rules, Says, Texts
from facilitator.blocks.group import Group
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.kit import fitting, heading, join, options
from facilitator.report.model import Facts, Passage

SAYS = Says(
    none=_("There is no action yet."),
    first=_("There is no action yet. Write one below: a verb and a thing."),
    each=_("Action {n}"),
    other=_("Another action"),
    gone=_("This action is not there any more. Please load the page again."),
    most=_("{n} actions are the most. Leave one out first."),
    full=_("There is no room for more actions. Leave one out first."),
    there=_("This one is among the actions already."),
)
DEED = Field(words=_("A verb and a thing"), limit=140)
MOST = 20
"""Actions in one plan: more than that nobody reads aloud."""
SHOWN = 4
"""Goals, and decisions, that stand over the question."""
HIGH = 24.0
"""How high they can be on the board; phones show all of them."""


class Drafts(Draft):
    """What the group will do, each with a verb and a thing. What looked for someone last time is among them."""

    def __init__(self, groups: Group, back: Back) -> None:
        super().__init__(
            groups, fields=(DEED,), most=most, says=SAYS, do="draft_actions",
            begins=_("Begin with a verb. What will somebody do?"),
        )  # fmt: skip
        self.back = back

    def begin(self, ctx: Ctx) -> Texts:
        texts, room = self.fresh(), most(ctx.settings)
        for entry in [each for each in self.back.open(ctx) if not each.data.get("who")][:room]:
            texts.bring_back(entry.key, entry.text, Rules((DEED,), most=room, says=SAYS))
        return texts

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """What an earlier task is called now: the plan tells of the tasks themselves."""
        rows = [
            (str(_("Other words")), str(_("“{old}” is now called “{new}”.", old=each.wordings[0].text, new=each.words)))
            for each in self.of(s).texts.values() if each.entry and each.words != each.wordings[0].text
        ]  # fmt: skip
        return [Facts(tuple(rows))] if rows else ()

    def standing(self, s: Any, ctx: Ctx) -> dict[str, str]:
        """The words of each that is still to be done, by id: what was done or dropped since is none."""
        became = self.back.of(s).became
        return {id: text.words for id, text in self.of(s).texts.items()
                if became.get(text.entry, "") not in ("done", "dropped")}  # fmt: skip


class Goals(Block[dict[str, str], None]):
    """What the actions are for: what an earlier step hands on, or else goals and decisions of the programme. By id."""

    def __init__(self) -> None:
        self.read = Read(self)

    def begin(self, ctx: Ctx) -> dict[str, str]:
        ledgers = ctx.ledgers
        goals = ledgers.of("goals", "adopted") or ledgers.of("goals", "ready")
        older = [*goals[-SHOWN:], *ledgers.of("decisions", "agreed", "trial")[-SHOWN:]]
        return {f"for{at}": _words(each) for at, each in enumerate([*ctx.incoming[:SHOWN]] or older, 1)}


class Read(Panel[Goals]):
    """What the actions are for, over the question; nothing where there is nothing."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        every = list(self.block.of(s).values())
        some, high = list[str](), 0.0
        for text in every:
            high += fitting.lines(text, fitting.WIDE, 4.5) * 5.4 + 2
            if high <= HIGH:
                some.append(text)
        return join(heading(_("What this is for")), options(some)) if some else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        every = list(self.block.of(s).values())
        return join(heading(_("What this is for")), options(every)) if every else Html("")


def _words(each: Any) -> str:
    return f"{getattr(each, 'number', '')} {each.text}".strip()


def most(given: Any) -> int:
    """How many new actions there may be."""
    return given.max_new_actions or MOST
