"""The needs in words, "People need …", one for each group of cards; and what is already strong.

Both come back from earlier: needs that were named and not rated yet, or that the settings name by their numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.collect.card import LONGEST
from facilitator.blocks.draft import Draft, Says, Texts
from facilitator.blocks.draft import Rules as May
from facilitator.blocks.group import Group
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import LedgerEntry, Passage
from facilitator.text import is_blank

NEED, STRENGTH = "need", "strength"
BEGINS = _("People need …")
SAYS = Says(
    none=_("There is no need yet."),
    first=_("There is no need yet. Write one below."),
    each=_("Need {n}"),
    other=_("Another need"),
    gone=_("This need is not there any more. Please load the page again."),
    most=_("{n} needs are the most. Leave one out first."),
    full=_("There is no room for more needs. Leave one out first."),
    there=_("This one is among the needs already."),
)
SHOWN = 9
"""Older needs that stand on the stage at once."""
MOST = 30
"""Strengths at most that are said aloud."""

Key = Annotated[str, Field(max_length=160)]


@dataclass
class Named(Texts):
    """Needs, and the groups of cards (ids) that the room does not ask about."""

    unasked: list[str] = field(default_factory=list)


class Needs(Draft):
    """A need for each group of cards. One more panel, `rest`, says what becomes of groups without a name."""

    def __init__(self, of: Group) -> None:
        super().__init__(of, only=NEED, begins=BEGINS, most=lambda given: given.max_needs, says=SAYS, do="name_needs")
        self.rest = Rest(self)

    slice = Named

    def begin(self, ctx: Ctx) -> Named:
        texts, most = Named(), ctx.settings.max_needs
        for key, text in _carried(ctx)[:most]:
            texts.bring_back(key, text, May(most=most, says=SAYS))
        if not texts.texts and ctx.settings.part == "weigh":
            for item in ctx.incoming[:most]:
                texts.bring_back(item.id, item.text, May(most=most, says=SAYS))
            for brought in texts.texts.values():
                brought.entry = ""
        return texts

    def named(self, s: Any) -> Named:
        """Its slice."""
        slice = self.of(s)
        assert isinstance(slice, Named)
        return slice

    def nameless(self, s: Any, ctx: Ctx) -> list[str]:
        """The groups (ids) that have no name yet, and of which nobody said that they are not asked about."""
        return [group for group in self.rules(s, ctx).open if group not in self.named(s).unasked]

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about them yet."""
        left = len(self.nameless(s, ctx))
        if left:
            return ngettext(
                "{n} group of needs has no name yet. Name it, or say that it is not asked about.",
                "{n} groups of needs have no name yet. Name them, or say that they are not asked about.", left,
            )  # fmt: skip
        return "" if self.of(s).texts else SAYS.first

    def unasked(self, s: Any, ctx: Ctx) -> list[str]:
        """The groups (ids) that nobody is asked about."""
        return [group for group in self.rules(s, ctx).open if group in self.named(s).unasked]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return [*self.wordings(s, ctx)]


class Rest(Panel[Needs]):
    """On the stage: groups that get no name, and needs of earlier that are rated again; on phones the goals so far."""

    @action(by="facilitator", voids=True)
    def ask_no_more(self, s: Any, ctx: Ctx) -> None:
        """Ask nobody about the groups without a name; they stay in the record."""
        left = self.block.nameless(s, ctx)
        if not left:
            raise Refused(_("Every group of needs has a name."))
        self.block.named(s).unasked += left

    @action(by="facilitator", voids=True)
    def rate_again(self, s: Any, ctx: Ctx, entry: Key) -> None:
        """Rate a need of an earlier time again."""
        self.block.reopen(s, ctx, entry, "needs", _("This need is not there any more. Choose another."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block = self.block
        left, there = len(block.nameless(s, ctx)), block.of(s).brought_back
        words = ngettext("Do not ask about {n} group", "Do not ask about {n} groups", left)
        older = [entry for entry in ctx.ledgers.of("needs") if entry.key not in there] if block.room(s, ctx) else []
        rows = [
            kit.Row(entry.number, entry.text, buttons=[
                kit.button(_("Rate it again"), kit.act(self.named("rate_again"), entry=entry.key),
                           label=_("Rate it again: {text}", text=entry.text))])
            for entry in older[::-1][:SHOWN]
        ]  # fmt: skip
        return kit.join(
            kit.secondary([kit.button(words, self.named("ask_no_more"))]) if left else "",
            kit.listing(rows, _("From earlier"), "older") if rows else "",
        )


@dataclass
class Said:
    """Strengths that no card says: those of earlier, and what somebody said aloud."""

    texts: dict[str, str] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    """Keys in the ledger of those that were there before."""
    made: int = 0

    def add(self, text: str, entry: str = "") -> None:
        """One more."""
        self.made += 1
        self.texts[f"s{self.made}"] = " ".join(text.split())
        if entry:
            self.entries[f"s{self.made}"] = entry


class Strengths(Block[Said, Mapping[str, str]]):
    """What is already strong: the groups of cards about it, and what was said aloud. Nothing here is scored."""

    def __init__(self, groups: Group) -> None:
        self.groups, self.written = groups, groups.of_column(STRENGTH)
        self.aloud = Aloud(self)

    def begin(self, ctx: Ctx) -> Said:
        said = Said()
        if _carried(ctx):
            known = ctx.ledgers.of("strengths")
            for entry in [each for each in known if each.at == max(one.at for one in known)][:MOST]:
                said.add(entry.text, entry.key)
        return said

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """All of them by id."""
        return {**self.written.texts(s, ctx), **self.of(s).texts}

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why they cannot be matched yet: one has no name."""
        left = len(self.written.ids(s)) - len(self.written.texts(s, ctx))
        return ngettext("{n} group of strengths has no name yet. Name it first.",
                        "{n} groups of strengths have no name yet. Name them first.", left) if left else ""  # fmt: skip

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        return self.texts(s, ctx)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        new = {id: text for id, text in self.texts(s, ctx).items() if id not in self.of(s).entries}
        return [LedgerEntry("strengths", "add", f"strength-{id}", {"text": text}) for id, text in new.items()]


class Aloud(Panel[Strengths]):
    """On the stage: a strength that somebody says aloud."""

    @action(by="facilitator")
    def add_strength(self, s: Any, text: Annotated[str, Field(max_length=LONGEST)]) -> None:
        """Write down a strength that somebody said aloud."""
        said = self.block.of(s)
        if is_blank(text):
            raise Refused(_("This is empty. Write what is strong, in a few words."))
        if len(said.texts) >= MOST:
            raise Refused(_("There is no room for more strengths."))
        said.add(text)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        said = kit.TextField("text", _("Another strength that somebody says"), 140)
        form = kit.text_form(said, self.named("add_strength"), _("Add"))
        return kit.foldable(_("Is something strong missing?"), form)


def _carried(ctx: Ctx) -> list[tuple[str, str]]:
    """Needs of earlier that are rated here, by their keys: those that the settings name, or those not rated yet."""
    wanted = ctx.settings.again
    if not wanted and ctx.settings.part != "weigh":
        return []
    found = ctx.ledgers.of("needs") if wanted else ctx.ledgers.of("needs", "named")
    return [(each.key, each.text) for each in found if not wanted or each.key in wanted or each.number in wanted]
