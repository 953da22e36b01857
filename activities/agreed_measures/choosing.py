"""Choosing measures: what people would notice, questions made of it, put in order; then the first few are defined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.agreed_measures import record, widgets
from activities.agreed_measures.change import Better
from activities.agreed_measures.measure import BETTER, PROPOSED, SCALES, USES, By, Measure, Points, Use
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Collect
from facilitator.blocks.draft import Draft, Read, Says, Write
from facilitator.blocks.draft import Field as Part
from facilitator.blocks.rank import Rank
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Item, LedgerEntry, Passage

MOST_IDEAS, MOST, GOALS = 12, 5, 4
SAYS = Says(
    none=_("There is no measure yet."),
    first=_("There is no measure yet. Write one below."),
    each=_("Measure {n}"),
    other=_("Another measure"),
    gone=_("This measure is not there any more. Please load the page again."),
    most=_("{n} measures are the most. Leave one out first."),
    full=_("There is no room for more measures. Leave one out first."),
    there=_("This one is among the measures already."),
)
PARTS = (
    Part("text", _("The question")), Part("answers", _("Who answers?"), 80), Part("often", _("How often?"), 60),
    Part("who", _("Who keeps it?"), 80),
)  # fmt: skip
Id = Annotated[str, Field(max_length=40)]


def goals(s: Any, ctx: Ctx) -> Sequence[kit.Column]:
    """The goals that measures are for: those of an earlier step, else those that the programme has."""
    there = [(f"g{at}", item.text) for at, item in enumerate(ctx.incoming, 1)]
    there = there or [(f"g{at}", entry.text) for at, entry in enumerate(ctx.ledgers.of("goals", "adopted"), 1)]
    return [kit.Column(value, words) for value, words in there[:GOALS]] if len(there) > 1 else []


class Ideas(Draft):
    """Questions that could be asked, made of the `cards`."""

    def __init__(self, cards: Collect) -> None:
        super().__init__(None, most=MOST_IDEAS, says=SAYS, do="draft_questions")
        self.cards = cards
        self.write = WriteIdeas(self)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()


class WriteIdeas(Write):
    """The same, with how many of them are taken further; the cards stay in sight, on the board until there is one."""

    block: Ideas

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return _("The first {n} become our measures.", n=ctx.settings.measures)

    def board(self, s: Any, ctx: Ctx) -> Html:
        there = self.block.of(s).texts or not self.block.cards.of(s).cards
        return super().board(s, ctx) if there else self.block.cards.wall.board(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        cards = self.block.cards
        wall = kit.foldable(_("The cards"), cards.wall.phone(s, me, ctx)) if cards.of(s).cards else Html("")
        return kit.join(super().phone(s, me, ctx), wall)


class Defined(Draft):
    """The measures: the questions that came first, with who answers, how often and who keeps them."""

    def __init__(self, order: Rank) -> None:
        super().__init__(None, fields=PARTS, most=MOST, says=SAYS, do="define")
        self.order = order
        self.write = Define(self)
        self.read = Read(self)

    def first(self, s: Any, ctx: Ctx) -> Iterator[str]:
        """The questions that came first, as many as are wanted; those that share the last place are all of them."""
        texts, last = self.order.on.texts(s, ctx), self.order.last(s, ctx)
        ranked = self.order.results(last.state, ctx).ranked if last else []
        most = ctx.settings.measures
        cut = ranked[most - 1].points if len(ranked) > most else 0
        chosen = [each.option for each in ranked if each.points and each.points >= cut and each.option in texts]
        yield from (str(texts[option]) for option in (chosen or list(texts)[:most])[:MOST])

    def unready(self, s: Any, ctx: Ctx) -> Words:
        for number, text in enumerate(self.of(s).texts.values(), 1):
            for part in PARTS[1:]:
                if not text.more.get(part.name):
                    words = str(part.words).rstrip("?؟")
                    return _("Measure {n} has an empty field: {field}. Fill it in first.", n=number, field=words)
        return super().unready(s, ctx)

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        return self.unready(s, ctx) if ctx.settings.part == "choose" else ""

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()


class Define(Write):
    """The measures one after the other; the questions that came first are there when it is entered."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("") if self.block.of(s).texts else super().board(s, ctx)

    def entering(self, s: Any, ctx: Ctx) -> None:
        texts, may = self.block.of(s), self.block.rules(s, ctx)
        if not texts.texts and not texts.made:
            for words in self.block.first(s, ctx):  # type: ignore[attr-defined]
                texts.write({"new": {"text": words}}, ctx.round, may)


@dataclass
class Kind:
    """What was chosen for a measure beside its words."""

    scale: Points
    better: Better
    use: Use = "improve"
    by: By = "room"
    sensitive: bool = False


@dataclass
class Chosen:
    """What was chosen, by measure."""

    kinds: dict[str, Kind] = field(default_factory=dict)


class Kinds(Block[Chosen, Mapping[str, Measure]]):
    """Scale, what is better, what it is for and who proposed it, for every measure. Its panel: `choose`."""

    def __init__(self, defined: Defined) -> None:
        self.defined = defined
        self.choose = Choose(self)

    def of_measure(self, s: Any, id: str, ctx: Ctx) -> Kind:
        """What was chosen for a measure; as the settings have it, where nothing was."""
        given = ctx.settings
        return self.of(s).kinds.get(id) or Kind(given.scale, given.better, sensitive=given.privacy == "sensitive")

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, Measure]:
        found = {}
        for id, text in self.defined.of(s).texts.items():
            kind, more = self.of_measure(s, id, ctx), text.more
            found[id] = Measure(
                text.words, kind.scale, kind.better, kind.use, kind.by, kind.sensitive, more.get("answers", ""),
                more.get("often", ""), more.get("who", ""), f"{ctx.random('measure', id).getrandbits(48):012x}",
            )  # fmt: skip
        return found

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return record.cards(self.results(s, ctx).values(), _("What we measure"))

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        return [Item(id, each.text) for id, each in self.results(s, ctx).items()]

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return [LedgerEntry("measures", "add", f"measure-{id}", each.data()) for id, each in self.now(ctx).items()]


class Choose(Panel[Kinds]):
    """On all pages what was chosen for each measure; on the stage, to change it."""

    @action(by="facilitator")
    def describe(
        self, s: Any, ctx: Ctx, measure: Id, scale: Points = "5", better: Better = "higher", use: Use = "improve",
        by: By = "room", sensitive: bool = False,
    ) -> None:  # fmt: skip
        """Say of a measure which scale it has, what is better, what it is for, and who proposed it."""
        if measure not in self.block.defined.of(s).texts:
            raise Refused(SAYS.gone)
        self.block.of(s).kinds[measure] = Kind(scale, better, use, by, sensitive)

    def board(self, s: Any, ctx: Ctx) -> Html:
        rows = [
            kit.TableRow(id, each.text, (" · ".join(_told(each)[:2]), each.answers, each.often, each.keeper),
                         " · ".join(_told(each)[2:]))
            for id, each in self.block.now(ctx).items()
        ]  # fmt: skip
        heads = (_("Measure"), _("Scale"), *(part.words for part in PARTS[1:]))
        return kit.table(rows, heads, "measures") if rows else Html("")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        rows = [(each.text, " · ".join(_told(each))) for each in self.block.now(ctx).values()]
        return kit.facts(rows) if rows else Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        rows = []
        for id, text in self.block.defined.of(s).texts.items():
            kind = self.block.of_measure(s, id, ctx)
            chosen = {"scale": kind.scale, "better": kind.better, "use": kind.use, "by": kind.by}
            rows.append((id, text.words, chosen, kind.sensitive))
        return widgets.described(rows, self.named("describe")) if rows else Html("")


def _told(each: Measure) -> list[str]:
    said = [SCALES[each.scale], BETTER[each.better], USES[each.use], PROPOSED[each.by]]
    said += [_("Sensitive")] if each.sensitive else []
    return [*map(str, said)]
