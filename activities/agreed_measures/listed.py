"""The measures that a wave asks: those of the programme, and the questions of this step that are not among them yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from activities.agreed_measures import codes, widgets
from activities.agreed_measures.ending import Ending
from activities.agreed_measures.measure import Measure, measures_of, read
from facilitator import kit
from facilitator.activity import Ctx, Html
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _

MOST = 9
"""Measures that are asked at once."""


@dataclass
class Asked:
    """The measures by id, as they were when this step began."""

    measures: dict[str, Measure] = field(default_factory=dict)
    aside: int = 0
    """How many are left out, since they are sensitive and this step is not."""


class Listed(Block[Asked, None]):
    """What is asked. Its panel `told` says it on every page before anyone answers."""

    def __init__(self, ending: Ending) -> None:
        self.ending = ending
        self.told = Told(self)

    def begin(self, ctx: Ctx) -> Asked:
        if ctx.settings.part != "wave":
            return Asked()
        there = [measure for entry in measures_of(ctx) if entry.status == "agreed" for measure in [read(entry)]]
        open_ = [measure for measure in there if ctx.settings.privacy == "sensitive" or not measure.sensitive]
        new = [made for made in _new(ctx) if not any(_same(made, each) for each in there)]
        some = [*open_[: max(0, MOST - len(new))], *new]
        return Asked({f"m{at}": each for at, each in enumerate(some, 1)}, len(there) - len(open_))

    def asked(self, s: Any) -> Mapping[str, Measure]:
        """The measures by id, without those that are no longer asked."""
        ended = self.ending.of(s).why
        return {id: each for id, each in self.of(s).measures.items() if each.entry not in ended}


class Told(Panel[Listed]):
    """What is asked and how, before anyone answers; for the facilitator alone, codes to print and cut out."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        asked = self.block.asked(s)
        if not asked:
            return kit.empty(NONE, _("Choose measures together, or write questions into the settings."))
        return widgets.asked(asked.values(), how(ctx), self.block.of(s).aside)

    def private(self, s: Any, ctx: Ctx) -> Html:
        return widgets.cut_out(codes.cards(ctx)) if ctx.settings.pairing == "code" else Html("")


NONE = _("There are no measures to ask yet.")


def how(ctx: Ctx) -> Words:
    """How answers of one time are compared with those of another, as everybody is told."""
    if ctx.settings.pairing == "then-now":
        return _("You say how it was before we started, and how it is today.")
    if ctx.settings.pairing == "code":
        return _("A code matches your answers of today with those of another time. It leads to nobody.")
    return _("We ask the same again another time. Nobody knows who said what.")


def _new(ctx: Ctx) -> Iterable[Measure]:
    """The questions of the settings, as measures."""
    given = ctx.settings
    for at, text in enumerate(given.questions):
        yield Measure(str(text), given.scale, given.better, sensitive=given.privacy == "sensitive",
                      mark=f"{ctx.random('measure', at).getrandbits(48):012x}")  # fmt: skip


def _same(one: Measure, other: Measure) -> bool:
    """Whether two are the same measure: another scale makes another."""
    return (one.text.casefold(), one.scale) == (other.text.casefold(), other.scale)
