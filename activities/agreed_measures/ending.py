"""Measures that are no longer asked: what was found of them stays, and another question is another measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.agreed_measures.measure import measures_of
from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.report.model import Facts, LedgerEntry, Passage
from facilitator.report.words import sentence
from facilitator.text import is_blank

Id = Annotated[str, Field(max_length=200)]
Why = Annotated[str, Field(max_length=140)]


@dataclass
class Ended:
    """Why each of them (key of its entry) is no longer asked."""

    why: dict[str, str] = field(default_factory=dict)


class Ending(Block[Ended, Sequence[Any]]):
    """It finds the measures that are asked, as entries of the ledger. Its panel `end`, on the stage, ends them."""

    def __init__(self) -> None:
        self.end = End(self)

    def results(self, s: Any, ctx: Ctx) -> Sequence[Any]:
        return [entry for entry in _agreed(ctx) if entry.key not in self.of(s).why]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        rows = [
            (str(_("No longer asked")),
             str(_("“{measure}” is no longer asked: {why}", measure=each.text, why=sentence(why))))
            for each, why in self._ended(s, ctx)
        ]  # fmt: skip
        return [Facts(tuple(rows))] if rows else []

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        return [
            LedgerEntry("measures", "set", each.key,
                        {"text": each.text, "number": each.number, "status": "ended", "reason": why})
            for each, why in self._ended(s, ctx)
        ]  # fmt: skip

    def _ended(self, s: Any, ctx: Ctx) -> list[tuple[Any, str]]:
        why = self.of(s).why
        return [(entry, why[entry.key]) for entry in _agreed(ctx) if entry.key in why]


class End(Panel[Ending]):
    """For the facilitator: which measure is no longer asked, and why; until this step is closed it can come back."""

    @action(by="facilitator", voids=True)
    def end_measure(self, s: Any, ctx: Ctx, measure: Id, why: Why = "") -> None:
        """Ask a measure no more. All that was found of it stays."""
        if measure not in [entry.key for entry in self.block.results(s, ctx)]:
            raise Refused(_("This measure is not asked any more. Please load the page again."))
        if is_blank(why):
            raise Refused(_("Say why it is no longer asked. It stands in the record."))
        self.block.of(s).why[measure] = " ".join(why.split())

    @action(by="facilitator", voids=True)
    def ask_again(self, s: Any, ctx: Ctx, measure: Id) -> None:
        """Ask it all the same."""
        if self.block.of(s).why.pop(measure, None) is None:
            raise Refused(_("This measure is among those that are asked."))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block, why = self.block, self.block.of(s).why
        which = [kit.Column(entry.key, f"{entry.number} {entry.text}") for entry in block.results(s, ctx)]
        rows = [
            kit.Row(entry.key, entry.text, why[entry.key], [
                kit.button(_("Ask it all the same"), kit.act(self.named("ask_again"), measure=entry.key),
                           label=_("Ask it all the same: {text}", text=entry.text))])
            for entry in _agreed(ctx) if entry.key in why
        ]  # fmt: skip
        listed = kit.listing(rows, _("No longer asked"), "ended") if rows else Html("")
        if not which:
            return listed
        chosen = kit.column_select("measure", which, which[0].value, _("Which one?"), kit.mark("which", "measure"))
        about = kit.TextField("why", _("Why is it no longer asked?"), 140,
                              note=_("What was found of it stays. Another question is another measure."))  # fmt: skip
        form = kit.text_form(about, self.named("end_measure"), _("Ask it no more"), before=chosen)
        return kit.join(listed, kit.foldable(_("Is one no longer asked?"), form))


def _agreed(ctx: Ctx) -> list[Any]:
    return [entry for entry in measures_of(ctx) if entry.status == "agreed"]
