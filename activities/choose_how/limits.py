"""Honest limits: which kinds are not the group's to decide, said in the open by somebody who says who holds them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.charter import METHODS, SHORT, Limit
from facilitator.blocks.draft import Draft
from facilitator.blocks.saying import Saying
from facilitator.composing import Block, Paper
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Cell, Column, Passage, Table
from facilitator.text import is_blank

Id = Annotated[str, Field(max_length=40)]
Line = Annotated[str, Field(max_length=60)]
LINE = 60


@dataclass
class Fixed:
    """Who holds a decision, how, and until when; who said so, where it was said on a phone."""

    method: Limit
    holder: str
    until: str = ""
    by: str = ""


@dataclass
class Bounds:
    """What is fixed, by kind (id); who asks why, and who has nothing to say."""

    fixed: dict[str, Fixed] = field(default_factory=dict)
    why: dict[str, dict[Key, bool]] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)


class Limits(Block[Bounds, None]):
    """What is not ours to decide. Its panel: `mark`."""

    def __init__(self, kinds: Draft) -> None:
        self.kinds = kinds
        self.mark = Mark(self)

    def ours(self, s: Any, ctx: Ctx) -> dict[str, str]:
        """The kinds (ids) that the group decides, with their words."""
        fixed = self.of(s).fixed
        return {kind: words for kind, words in self.kinds.texts(s, ctx).items() if kind not in fixed}

    def fixed(self, s: Any) -> dict[str, Fixed]:
        """What is fixed, by kind (id), of the kinds that are still there."""
        there = self.kinds.of(s).texts
        return {kind: fixed for kind, fixed in self.of(s).fixed.items() if kind in there}

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """What is not ours, by whom it is held and until when."""
        kinds = self.kinds.texts(s, ctx)
        rows: list[tuple[Cell, ...]] = [
            (str(kinds[kind]), str(METHODS[each.method]), each.holder, each.until)
            for kind, each in self.fixed(s).items()
        ]
        columns = (Column(str(_("Kind of decision"))), Column(str(_("How it is decided"))),
                   Column(str(_("Who holds the decision")), names=True), Column(str(_("Until when"))))  # fmt: skip
        return [Table("limits", str(_("Not ours to decide")), columns, tuple(rows))] if rows else []

    def counted(self, s: Any, ctx: Ctx) -> Words:
        """How many kinds are ours, of how many."""
        n, total = len(self.ours(s, ctx)), len(self.kinds.texts(s, ctx))
        return ngettext("{n} of {total} kinds is ours to decide.", "{n} of {total} kinds are ours to decide.", n,
                        total=total)  # fmt: skip


class Mark(Saying[Limits]):
    """All kinds with what is fixed about them; a form to say so, and to ask why."""

    @action(touches="everyone")
    def fix(self, s: Any, me: Key, ctx: Ctx, kind: Id, holder: Line, method: Limit, until: Line = "") -> None:
        """This is not ours: somebody else holds the decision. The last to say so is who can take it back."""
        self._fix(s, ctx, kind, Fixed(method, holder, until, me))
        self.heard(s, me)

    @action(by="facilitator")
    def fix_aloud(self, s: Any, ctx: Ctx, kind: Id, holder: Line, method: Limit, until: Line = "") -> None:
        """The same for somebody who said it aloud."""
        self._fix(s, ctx, kind, Fixed(method, holder, until))

    @action(touches="everyone")
    def free(self, s: Any, me: Key, kind: Id) -> None:
        """It is ours after all; only for what I said myself."""
        found = self.block.of(s).fixed.get(kind)
        if found is None or found.by != me:
            raise Refused(_("Only the person who said this can take it back."))
        self._free(s, kind)

    @action(by="facilitator")
    def free_aloud(self, s: Any, kind: Id) -> None:
        """The same for somebody who said it aloud, on whatever phone it was marked; the room sees it."""
        if kind not in self.block.of(s).fixed:
            raise Refused(_("This is ours to decide now. Please load the page again."))
        self._free(s, kind)

    @action(touches="everyone")
    def ask_why(self, s: Any, me: Key, kind: Id) -> None:
        """I would like to know why; once more takes it back."""
        if kind not in self.block.of(s).fixed:
            raise Refused(_("This is ours to decide now. Please load the page again."))
        asks = self.block.of(s).why.setdefault(kind, {})
        if asks.pop(me, None) is None:
            asks[me] = True

    def said(self, s: Any) -> Collection[Key]:
        given = self.block.of(s)
        who = {Key(each.by) for each in given.fixed.values() if each.by}
        return who | {key for some in given.why.values() for key in some}

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.counted(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        given = self.block.of(s)
        rows = []
        for each in self.block.kinds.subjects(s, self.block.kinds.of(s).texts):
            fixed, asks = given.fixed.get(each.id), len(given.why.get(each.id, ()))
            told = ngettext("{n} person asks why", "{n} people ask why", asks) if asks else ""
            note = held(fixed) if fixed else ""
            rows.append(kit.RuleRow(each.id, each.words, each.number, note=note, told=told if fixed else "",
                                    look="" if fixed else "open"))  # fmt: skip
        return kit.rule_list(rows, 6)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        given = self.block.of(s)
        rows = []
        for each in self.block.kinds.subjects(s, self.block.fixed(s)):
            asked = me in given.why.get(each.id, ())
            words = _("I asked why. Take it back") if asked else _("Ask why")
            buttons = [kit.button(words, kit.act(self.named("ask_why"), kind=each.id), label=f"{words}: {each.words}")]
            if given.fixed[each.id].by == me:
                label = _("It is ours after all: {text}", text=each.words)
                buttons = [
                    kit.button(_("It is ours after all"), kit.act(self.named("free"), kind=each.id), label=label)
                ]
            rows.append(kit.Row(each.id, each.words, held(given.fixed[each.id]), buttons))
        form = self._form(s, ctx, "fix", passes=True, passed=me in self.silent(s, ctx))
        listed = kit.listing(rows, _("Not ours to decide"), "limits") if rows else ""
        return kit.join(kit.privacy(), listed, form)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        given = self.block.of(s)
        rows = []
        for each in self.block.kinds.subjects(s, self.block.fixed(s)):
            label = _("It is ours after all: {text}", text=each.words)
            back = kit.button(_("It is ours after all"), kit.act(self.named("free_aloud"), kind=each.id), label=label)
            rows.append(kit.Row(each.id, each.words, held(given.fixed[each.id]), [back]))
        listed = kit.listing(rows, _("Not ours to decide"), "limits") if rows else ""
        return kit.join(listed, kit.foldable(_("Somebody says it aloud"), self._form(s, ctx, "fix_aloud")))

    def paper(self, s: Any, ctx: Ctx) -> Paper | None:
        return Paper(self.named("fix"), lambda: self._sheet(s, ctx))

    def _form(self, s: Any, ctx: Ctx, do: str, passes: bool = False, passed: bool = False) -> Html:
        ours = [kit.Column(kind, words) for kind, words in self.block.ours(s, ctx).items()]
        if not ours:
            return kit.hint(_("No kind is ours to decide so far."))
        which = kit.column_select("kind", ours, ours[0].value, _("What is fixed already?"), kit.mark("kind", do))
        how = kit.column_select("method", _hows(), "told", _("How is it decided?"), kit.mark("how", do))
        until = kit.column_select("until", _untils(), "", _("Until when?"), kit.mark("until", do))
        who = kit.TextField("holder", _("Who holds the decision?"), LINE)
        return kit.text_form(who, self.named(do), _("This is not ours"), before=kit.join(which, how), after=until,
                             passes="pass" if passes else "", passed=passed)  # fmt: skip

    def _sheet(self, s: Any, ctx: Ctx) -> Html:
        kinds = [kit.Choice(kind, words) for kind, words in self.block.ours(s, ctx).items()]
        hows = [kit.Choice(str(each.value), each.words) for each in _hows()]
        return kit.join(
            kit.choices("kind", kinds, None, _("What is fixed already?")),
            kit.choices("method", hows, None, _("How is it decided?")),
            kit.text_area("holder", _("Who holds the decision?"), LINE, rows=1),
            kit.text_area("until", _("Until when?"), LINE, rows=1),
        )

    def _fix(self, s: Any, ctx: Ctx, kind: str, fixed: Fixed) -> None:
        if kind not in self.block.ours(s, ctx):
            raise Refused(_("This was said already, or is not there any more. Please load the page again."))
        if is_blank(fixed.holder):
            raise Refused(_("Write who holds the decision."))
        self.block.of(s).fixed[kind] = fixed

    def _free(self, s: Any, kind: str) -> None:
        del self.block.of(s).fixed[kind]
        self.block.of(s).why.pop(kind, None)


def told_of(fixed: Fixed) -> dict[str, str]:
    """The same in the columns of the charter: by whom stands apart, since it may be a name."""
    words: Words = SHORT[fixed.method]
    if fixed.until:
        words = _("{limit}, until {when}", limit=words, when=fixed.until)
    return {"how": str(words), "who": str(_("{who} decides", who=fixed.holder))}


def held(fixed: Fixed) -> Words:
    """What is fixed, by whom and until when."""
    words = SHORT[fixed.method]
    if fixed.until:
        return _("{limit}. {who} decides, until {when}.", limit=words, who=fixed.holder, when=fixed.until)
    return _("{limit}. {who} decides.", limit=words, who=fixed.holder)


def _hows() -> Sequence[kit.Column]:
    return [kit.Column("told", METHODS["told"]), kit.Column("asked", METHODS["asked"])]


def _untils() -> Sequence[kit.Column]:
    return [
        kit.Column("", _("Nobody knows")),
        *(kit.Column(str(words), words) for words in (_("next month"), _("next year"), _("further notice"))),
    ]
