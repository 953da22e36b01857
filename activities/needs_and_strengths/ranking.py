"""What matters most and is not met yet, what only a part of the room puts first, and which needs are taken forward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.needs_and_strengths import record, widgets
from activities.needs_and_strengths.naming import Needs
from activities.needs_and_strengths.scores import Found, Need, Part, found, weigh
from facilitator import counting
from facilitator.activity import Ctx, Html, Item, Key, Refused, Round, action
from facilitator.blocks.pairs import Pairs
from facilitator.blocks.rate import CANT_SAY, Ask, Rate, Scale
from facilitator.blocks.rate.in_parts import AskInParts
from facilitator.blocks.rate.rules import ASIDE
from facilitator.composing import Block, Panel
from facilitator.composing.panel import ForWhom
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry, Passage

IMPORTANT = Scale(
    {1: _("Not at all"), 2: _("A little"), 3: _("Somewhat"), 4: _("Much"), 5: _("Very much")},
    "important", _("How important?"),
)  # fmt: skip
MET = Scale(IMPORTANT.points, "met", _("How well met now?"))
FIRST = 3
"""Places in the room that are taken forward, unless the room says otherwise."""

Id = Annotated[str, Field(max_length=60)]


class Weighing(Rate):
    """How important each need is, and how well it is met now; told as one score by `Ranking`."""

    def __init__(self, needs: Needs) -> None:
        super().__init__(needs.texts, scales=(IMPORTANT, MET), split=lambda given: given.by_perspective)
        self.needs = needs
        self.ask: Ask = AskNeeds(self, "points")

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()


class AskNeeds(AskInParts):
    """All needs with both questions, some at a time; on the board, the needs to read."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        assert isinstance(self.block, Weighing)
        return self.block.needs.unready(s, ctx)


@dataclass
class Forward:
    """What the room says about a need (id): taken forward, or not; without a word, the ranking says it."""

    said: dict[str, bool] = field(default_factory=dict)


class Ranking(Block[Forward, Found]):
    """The needs by their scores. Its panels: `result`, and `chosen` for what is taken forward."""

    def __init__(self, rating: Weighing, pairs: Pairs) -> None:
        self.rating, self.pairs, self.shares = rating, pairs, rating
        self.result, self.chosen = Result(self), Chosen(self)

    def last(self, s: Any, ctx: Ctx) -> Round | None:
        """The round that was shown last."""
        shown = [each for each in self.rating.shown(s, ctx) if each.number]
        return shown[-1] if shown else None

    def results(self, s: Any, ctx: Ctx) -> Found:
        last = self.last(s, ctx)
        return self.of_round(last, ctx) if last else Found()

    def of_round(self, each: Round, ctx: Ctx) -> Found:
        """What a shown round came to."""
        ratings, given = self.rating.of(each.state), ctx.settings
        groups = self._groups(ctx)
        needs = []
        for id, words in self.rating.asked(each.state, ctx).items():
            important, met = (ratings.numbers(scale.cell(id)) for scale in (IMPORTANT, MET))
            both = [key for key in important if key in met]
            split = groups.split(both, ctx.perspectives) if groups else []
            parts = tuple(
                Part(bucket.label, weigh({key: important[key] for key in keys}, {key: met[key] for key in keys}))
                for bucket, keys in split
            )
            unsaid = sum(ASIDE in (points.get(IMPORTANT.cell(id)), points.get(MET.cell(id)))
                         for points in ratings.points.values())  # fmt: skip
            needs.append(Need(id, words, weigh(important, met), parts=parts, cant_say=unsaid))
        return found(needs, len(ratings.answered()), given.flag, given.hidden_top)

    def forward(self, s: Any, ctx: Ctx) -> dict[str, bool]:
        """Whether each need is taken forward: the first places and the hidden priorities, unless the room says no.

        Where nothing has a place, everything is.
        """
        result, said = self.results(s, ctx), self.of(s).said
        hidden = {each.need.id for each in result.hidden}
        none = not any(need.rank for need in result.needs)
        return {
            need.id: said.get(need.id, none or need.id in hidden or (need.rank is not None and need.rank <= FIRST))
            for need in result.needs
        }

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        rounds = [each for each in self.rating.shown(s, ctx) if each.number]
        if not rounds:
            return []
        shown = [(each.number, self.of_round(each, ctx), self.rating.present(each)) for each in rounds]
        return [*record.rounds(shown, ctx.settings), *record.forward(self.results(s, ctx), self.forward(s, ctx))]

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        if self.last(s, ctx) is None:
            return [Item(id, str(words)) for id, words in self.rating.asked(s, ctx).items()]
        goes = self.forward(s, ctx)
        return [Item(need.id, str(need.words)) for need in self.results(s, ctx).needs if goes[need.id]]

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        rated, goes = {need.id: need for need in self.results(s, ctx).needs}, self.forward(s, ctx)
        return [
            record.entry(id, text.words, text.entry, rated.get(id), goes.get(id, False), self.pairs.beside(s, ctx, id))
            for id, text in self.rating.needs.of(s).texts.items()
        ]

    def _groups(self, ctx: Ctx) -> counting.Breakdown | None:
        """The buckets, made once from everyone who answered in any shown round, so that no two can be compared."""
        if not ctx.settings.by_perspective:
            return None
        shown = self.rating.shown(ctx.state, ctx)
        answered = {key for each in shown for key in self.rating.of(each.state).answered()}
        return counting.breakdown(sorted(answered), ctx.perspectives, ctx.perspective_order)


class Result(Panel[Ranking]):
    """The ranking with the hidden priorities beside it, on every page; on a phone also what it said itself."""

    def __init__(self, block: Ranking) -> None:
        super().__init__(block)
        self.shows = (block.rating,)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if any(each.name == phase and each.reveal for each in ctx.phases) or self.block.last(s, ctx):
            return ""
        return _("There is no result yet. Ask everyone first.")

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        last = self.block.last(s, ctx)
        if last is None:
            return ""
        found = self.block.now(ctx)
        dots = any(need.rank for need in found.needs)
        return widgets.answered(found.answered, self.block.rating.present(last), dots)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.ranking(self.block.now(ctx), ctx.settings.by_perspective)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        last = self.block.last(s, ctx)
        mine = self.block.rating.of(last.state).of(me) if last else {}
        return widgets.ranked(self.block.now(ctx), ctx.settings.by_perspective, self._own(mine))

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return widgets.aloud(self.block.now(ctx), ctx.settings.by_perspective) if self.block.last(s, ctx) else ""

    def _own(self, mine: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
        """What somebody said of each need, as they read it."""
        words = {ASIDE: str(CANT_SAY), None: "–"}
        need = {cell.rpartition(".")[0] for cell in mine}
        said = {id: (mine.get(IMPORTANT.cell(id)), mine.get(MET.cell(id))) for id in need}
        return {id: (words.get(a, str(a)), words.get(b, str(b))) for id, (a, b) in said.items()}


class Chosen(Panel[Ranking]):
    """Which needs are taken forward, each with the strengths that could help; on the stage, to change that."""

    @action(by="facilitator")
    def take_forward(self, s: Any, ctx: Ctx, need: Id, on: bool = True) -> None:
        """The room takes a need forward, or leaves it here for now."""
        if need not in self.block.forward(s, ctx):
            raise Refused(_("This need is not there any more. Please load the page again."))
        self.block.of(s).said[need] = on

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.pairs.undone(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        block, goes = self.block, self.block.forward(s, ctx)
        rows = [(need, goes[need.id], block.pairs.beside(s, ctx, need.id)) for need in block.now(ctx).needs]
        return widgets.chosen(rows)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block, goes = self.block, self.block.forward(s, ctx)
        return widgets.choosing(block.now(ctx).needs, goes, self.named("take_forward"))
