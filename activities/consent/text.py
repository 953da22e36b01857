"""The proposal: what, who does it, until when, how we will know. Every version is kept; a change voids all stances."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.draft import ONE, Draft, Drafted, Field, Says, Texts, Wording, Write, frames, widgets
from facilitator.blocks.draft import Rules as May
from facilitator.composing import Panel
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.report.model import Facts, Passage

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
        """Every version in full."""
        there = self.drafted(s)
        wordings = enumerate(there.wordings if there else (), 1)
        rows = [(str(_("Version {n}", n=at)), " · ".join(_filled(each))) for at, each in wordings]
        return [Facts(tuple(rows))] if rows else []

    def changes(self, s: Any) -> list[tuple[Words, list[Part]]]:
        """What is different from the version before, field by field."""
        there = self.drafted(s)
        if there is None or len(there.wordings) < 2:
            return []
        old, new = (_said(each) for each in there.wordings[-2:])
        return [(part.words, compared(old.get(part.name, ""), new.get(part.name, "")))
                for part in FIELDS if old.get(part.name, "") != new.get(part.name, "")]  # fmt: skip


class Frame(Panel[Text]):
    """Under the question: what changed since the version before; who, until when, and how we will know."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        version = self.block.at(s)
        return _("Version {n}", n=version) if version else ""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.unready(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self.drawn(s)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(*(drawn for drawn, _high in self._parts(s)))

    def drawn(self, s: Any) -> Html:
        """Both as far as they fit beside each other, else one after the other."""
        shown, part = kit.paged(self._parts(s), 9, lambda each: each[1], fitting.room())
        return kit.join(*(drawn for drawn, _high in shown), part)

    def _parts(self, s: Any) -> list[tuple[Html, float]]:
        parts = []
        if changed := self.block.changes(s):
            title = _("Changed since version {n}", n=self.block.at(s) - 1)
            told = [" ".join(words for _kind, words in each) for _label, each in changed]
            high = 7 + sum(fitting.lines(each, fitting.WIDE - frames.LABEL, frames.SIZE) * 4.6 + 1.6 for each in told)
            parts.append((_html.changes(title, changed, _("new:"), _("taken out:")), high))
        there = self.block.drafted(s)
        if there and there.more:
            (subject,) = self.block.subjects(s, [ONE])
            parts.append((frames.frame(subject, FIELDS), frames.high(subject, FIELDS) + 2))
        return parts


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
        return kit.join(form, widgets.suggestions(self.block.suggestions(s, rules), self.named, ROOM))


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
