"""The proposal: what, who does it, until when, how we will know. Every version is kept; a change voids all stances."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Key
from facilitator.blocks.draft import ONE, Draft, Drafted, Field, Says, Texts, Wording, Write, frames, widgets
from facilitator.blocks.draft import Rules as May
from facilitator.composing import Panel
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.report.model import Column, Passage, Table

_html = kit.macros("consent", beside=__file__)

FIELDS = (
    Field("what", _("What we propose"), 280), Field("who", _("Who does it"), 120), Field("until", _("Until when"), 80),
    Field("know", _("How we will know that it works"), 120),
)  # fmt: skip
SAYS = Says(
    none=_("There is no proposal yet."), first=_("There is no proposal yet. Write it below."), other=_("The proposal"),
)  # fmt: skip
ROOM = 3_500
"""Bytes that suggestions may take on the stage, beside the form."""
OFFERED = 9
"""Items of an earlier step that can be proposed with one tap."""
Part = tuple[str, str]
"""Some words, and whether they are the same ("="), new ("+") or taken out ("-")."""


class Text(Draft):
    """One proposal with four fields. Its panels: `write`, and `frame`, which shows what stands under the question."""

    def __init__(self) -> None:
        super().__init__(ONE, fields=FIELDS, versions=True, says=SAYS, do="word")
        self.write, self.frame = WriteText(self), Frame(self)

    def begin(self, ctx: Ctx) -> Texts:
        texts, may = self.fresh(), May(FIELDS, [ONE], new=False, every=True, says=SAYS)
        if ctx.settings.proposal:
            texts.write({ONE: {"what": ctx.settings.proposal}}, 0, may)
        return texts

    def drafted(self, s: Any) -> Drafted | None:
        """The proposal with all of its versions; None before there is one."""
        return self.of(s).texts.get(ONE)

    def at(self, s: Any) -> int:
        """The number of the present version; 0 before there is one."""
        there = self.drafted(s)
        return len(there.wordings) if there else 0

    def asked(self, s: Any, ctx: Ctx) -> Words:
        """What is proposed, as what stands at the top of every page."""
        there = self.drafted(s)
        return (there.words if there else "") or _("The proposal comes next")

    def unready(self, s: Any, ctx: Ctx) -> Words:
        there = self.drafted(s)
        return "" if there and there.words else SAYS.first

    def whole(self, s: Any) -> str:
        """All that stands in its fields, as the decision keeps it."""
        there = self.drafted(s)
        return " · ".join(_filled(there.wordings[-1])) if there else ""

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        """Every version in full; nothing where one sentence is all of it, which stands over the section."""
        there = self.drafted(s)
        wordings = there.wordings if there else ()
        if len(wordings) == 1 and len(_filled(wordings[0])) == 1:
            return []
        rows = [(str(_("Version {n}", n=at)), *(_said(each).get(part.name, "") for part in FIELDS))
                for at, each in enumerate(wordings, 1)]  # fmt: skip
        heads = (Column(str(_("Version"))), *(Column(str(part.words)) for part in FIELDS))
        title = _("The proposal, version by version") if len(rows) > 1 else _("The proposal")
        return [Table("versions", str(title), heads, tuple(rows))] if rows else []

    def changes(self, s: Any) -> list[tuple[str, list[Part]]]:
        """What is different from the version before, by the names of the fields."""
        there = self.drafted(s)
        if there is None or len(there.wordings) < 2:
            return []
        old, new = (_said(each) for each in there.wordings[-2:])
        return [(part.name, compared(old.get(part.name, ""), new.get(part.name, "")))
                for part in FIELDS if old.get(part.name, "") != new.get(part.name, "")]  # fmt: skip


class Frame(Panel[Text]):
    """Under the question: what changed since the version before; who, until when, and how we will know."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        version = self.block.at(s)
        return _("Version {n}", n=version) if version else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self.drawn(s)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.drawn(s)

    def drawn(self, s: Any) -> Html:
        """What stands in the fields under the question, with what is new in them; on a board as much as fits."""
        rows, changed = self._rows(s)

        def tall(row: tuple[Words, list[Part]]) -> float:
            words = " ".join(part for _kind, part in row[1])
            label = fitting.lines(row[0], frames.LABEL, frames.SIZE * 0.87) * 0.87
            return max(label, fitting.lines(words, fitting.WIDE - frames.LABEL, frames.SIZE)) * frames.SIZE * 1.15 + 1.3

        shown, part = kit.paged(rows, 9, tall, fitting.room() - (5.6 if changed else 0))
        title = _("Marked: what changed since version {n}", n=self.block.at(s) - 1) if changed else ""
        return kit.join(_html.changes(title, shown, _("new:"), _("taken out:")) if shown else "", part)

    def _rows(self, s: Any) -> tuple[list[tuple[Words, list[Part]]], bool]:
        """Every field that is filled in but the first, which stands above; the first as well where it changed."""
        there, changed = self.block.drafted(s), dict(self.block.changes(s))
        said = _said(there.wordings[-1]) if there else {}
        rows = [(part.words, changed.get(part.name) or [("=", said.get(part.name, ""))]) for part in FIELDS
                if part.name in changed or (part is not FIELDS[0] and said.get(part.name))]  # fmt: skip
        return rows, bool(changed)


class WriteText(Write):
    """The fields in one form, before what people suggest; the wall has the words above, and so have phones."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        rules, texts = self.block.rules(s, ctx), self.block.of(s)
        mine = [card.text for card in texts.suggested.of(me).values()]
        own = [kit.hint(_("Your suggestion: {text}", text=text)) for text in mine]
        subjects = self.block.subjects(s, [ONE])
        return kit.join(*own, kit.foldable(_("Suggest words"), frames.suggest(subjects[0], rules, self.named)))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        rules = self.block.rules(s, ctx)
        form = frames.mending(self.block.subjects(s, [ONE])[0], rules, self.named(self.block.do), "", False)
        there = self.block.of(s).texts.get(ONE)
        offered = [] if there and there.words else [self._offer(item) for item in ctx.incoming[:OFFERED]]
        earlier = kit.listing(offered, _("From an earlier step"), "incoming") if offered else ""
        return kit.join(earlier, form, widgets.suggestions(self.block.suggestions(s, rules), self.named, ROOM))

    def _offer(self, item: Item) -> kit.Row:
        words, label = _("Propose this"), _("Propose this: {text}", text=item.text)
        said = {f"text.{ONE}": item.text[: FIELDS[0].limit]}
        button = kit.button(words, kit.act(self.named(self.block.do), **said), label=label)
        return kit.Row(item.id, item.text, buttons=[button])


def compared(old: str, new: str) -> list[Part]:
    """The words of two texts side by side: what is the same, what was taken out, and what is new."""
    before, after, parts = old.split(), new.split(), list[Part]()
    for kind, first, end, start, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(("=", " ".join(after[start:stop])))
            continue
        parts += [("-", " ".join(before[first:end]))] if first < end else []
        parts += [("+", " ".join(after[start:stop]))] if start < stop else []
    return parts


def _said(wording: Wording) -> dict[str, str]:
    return {FIELDS[0].name: wording.text, **wording.more}


def _filled(wording: Wording) -> list[str]:
    said = _said(wording)
    return [said[part.name] for part in FIELDS if said.get(part.name)]
