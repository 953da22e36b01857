"""What becomes of the result: a decision in the log where this ballot decides, or what goes on to another way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from activities.share_resources import telling
from activities.share_resources.dividing import Divide
from activities.share_resources.funding import Fund
from facilitator import kit
from facilitator.activity import Ctx, Html, Item, Refused, Round, action
from facilitator.blocks.charter import Method
from facilitator.blocks.decision import ByCharter, Decision, in_days
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import LedgerEntry, Outcome, Passage
from facilitator.report.words import day, sentence
from facilitator.text import is_blank

Text = Annotated[str, Field(max_length=140)]
FITS: tuple[Method, ...] = ("vote",)
"""The ways of deciding in a charter that this ballot is."""
WALL = 260
"""Letters of a decision for which a wall has room."""


@dataclass
class Bound:
    """Whether the ballot decides, and what happens with what is left over."""

    decides: bool = False
    rest: str = ""
    who: str = ""


def decides(s: Any) -> bool:
    """Whether the ballot decides; otherwise its result goes on to a fist of five or to consent."""
    return bool(s.outcome.decides)


@dataclass(frozen=True)
class Result:
    """What a ballot came to: its words, what is left over, and what the log keeps of how it came about."""

    words: Words
    short: Words
    """The same for a wall that has no room for all names."""
    agreed: bool
    left: int
    log: Mapping[str, Any]


class Becomes(Block[Bound, Result | None]):
    """What becomes of the result. `binding` stands before the ballot, `told` after the result."""

    def __init__(self, by: ByCharter, fund: Fund, divide: Divide) -> None:
        self.by, self.fund, self.divide = by, fund, divide
        self.binding, self.told = Binding(self), Told(self)

    def begin(self, ctx: Ctx) -> Bound:
        return Bound(ctx.settings.binding)

    def last(self, s: Any, ctx: Ctx) -> Round | None:
        """The ballot that counts: the last one that was shown."""
        source = self.divide if ctx.settings.splits else self.fund
        return next(reversed(source.shown(s, ctx)), None)

    def results(self, s: Any, ctx: Ctx) -> Result | None:
        last = self.last(s, ctx)
        if last is None:
            return None
        return self._split(last, ctx) if ctx.settings.splits else self._funded(last, ctx)

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        found = self.results(s, ctx)
        if found is None or not (decides(s) and found.agreed and found.left and is_blank(self.of(s).rest)):
            return ""
        return _("Say in “Decision” what happens with the {n} that is left.", n=found.left)

    def items(self, s: Any, ctx: Ctx) -> Sequence[Item]:
        found = self.results(s, ctx)
        return [Item("all", str(found.words))] if found and found.agreed else []

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        found, given = self.results(s, ctx), ctx.settings
        if found is None or not decides(s):
            return ()
        log: Mapping[str, Any] = {**found.log, **self.by.told(s, ctx)}
        made = Decision(
            text=found.words, agreed=found.agreed, review=in_days(ctx, given.review_days), decides=given.who,
            outcome=_("Decided by this ballot") if found.agreed else _("Not decided"), detail=self._rest(found, s),
            who=self.of(s).who, **log,
        )  # fmt: skip
        return [made.entry()]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        found = self.results(s, ctx)
        if found is None:
            return ()
        sign, stands, then = self.stands(found, s)
        named = ctx.settings.splits or ctx.settings.projects  # words of cards may not leave the room
        words = found.words if named and len(str(found.words)) <= WALL else f"{found.short}"
        rest = self._rest(found, s)
        more = [sentence(str(part)) for part in (stands, then, rest) if part]
        return [Outcome(sign, str(words), " ".join(more))]

    def stands(self, found: Result, s: Any) -> tuple[Any, Words, Words]:
        """Where it stands, as a sign and words, and how it goes on."""
        if not found.agreed:
            return "not-yet", _("Nothing is decided"), ""
        if decides(s):
            return "agreed", _("Decided by this ballot"), ""
        return "none", _("Not decided yet"), _("It goes on to a fist of five or to consent.")

    def _rest(self, found: Result, s: Any) -> Words:
        if not found.left:
            return ""
        rest = self.of(s).rest
        return _("{n} is left: {rest}", n=found.left, rest=rest) if rest else _("{n} is left.", n=found.left)

    def _funded(self, last: Round, ctx: Ctx) -> Result:
        found, texts = self.fund.found(last, ctx), self.fund.projects.of(last.state).texts
        named = ", ".join(str(telling.priced(found, texts, each)) for each in found.funded)
        few = ngettext("The pot pays for {n} project.", "The pot pays for {n} projects.", len(found.funded))
        words = _("The pot pays for: {texts}.", texts=named) if named else _("The pot pays for nothing yet.")
        present, answered = self.fund.turnout(last)
        out = [each for each in found.election.supporters if each not in found.funded]
        log = {
            "method": telling.way(found), "table": f"round-{last.number}", "present": present, "answered": answered,
            "stances": [_("{text}: {n}", text=texts[each], n=len(people))
                        for each, people in found.election.supporters.items()],
            "options": [_("Not funded: {text}", text=telling.priced(found, texts, each)) for each in out],
        }  # fmt: skip
        return Result(words, few, bool(found.funded), found.left, log)

    def _split(self, last: Round, ctx: Ctx) -> Result:
        lines, texts = self.divide.results(last.state, ctx), self.divide.ring.of(last.state).texts
        found = self.divide.found(last.state, ctx)
        named = ", ".join(str(_("{text} {n}", text=texts[line], n=n)) for line, n in lines.items())
        log = {
            "method": _("Points of everyone, as a mean"), "table": f"divided-{last.number}",
            "present": self.divide.split.present(last, ctx), "answered": found.people,
        }  # fmt: skip
        words = _("We split {pot}: {texts}.", pot=ctx.settings.amount, texts=named)
        short = ngettext("We split {pot} over {n} line.", "We split {pot} over {n} lines.", len(lines),
                         pot=ctx.settings.amount)  # fmt: skip
        return Result(
            words, short, bool(found.people), 0 if found.people else self.divide.ring.to_share(last.state, ctx), log
        )


class Binding(Panel[Becomes]):
    """Before the ballot: whether it decides. Everyone reads that on every page."""

    @action(by="facilitator", voids=True)
    def this_decides(self, s: Any, on: bool = True) -> None:
        """Let the ballot decide, or let its result go on to a fist of five or to consent."""
        self.block.of(s).decides = on

    def board(self, s: Any, ctx: Ctx) -> Html:
        if decides(s):
            return kit.hint(_("This ballot decides. The result stands in the log."))
        return kit.hint(_("This ballot does not decide yet. Its result goes on to a fist of five or to consent."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        words = _("It only prepares a decision") if decides(s) else _("This ballot decides")
        do = kit.act(self.named("this_decides"), on=int(not decides(s)))
        return kit.join(kit.heading(_("Does this ballot decide?")), kit.secondary([kit.button(words, do)]))


class Told(Panel[Becomes]):
    """After the result: the decision in its words, or that it goes on; on the stage what happens with the rest."""

    @action(by="facilitator")
    def with_rest(self, s: Any, ctx: Ctx, rest: Text = "", who: Text = "") -> None:
        """Say what happens with what is left over, and who sees to it that all of it happens."""
        if is_blank(rest) and is_blank(who):
            raise Refused(_("This is empty. Write a few words."))
        bound = self.block.of(s)
        bound.rest, bound.who = rest.strip() or bound.rest, who.strip() or bound.who

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.last(s, ctx) else _("There is no result yet.")

    def board(self, s: Any, ctx: Ctx) -> Html:
        found = self.block.results(s, ctx)
        if found is None:
            return Html("")
        bound, stands = self.block.of(s), self.block.stands(found, s)
        rows: list[tuple[Words, Words]] = []
        if found.left:
            rows.append((_("{n} is left", n=found.left), bound.rest or _("Nobody has said yet what happens with it.")))
        if bound.who:
            rows.append((_("Who sees to it"), bound.who))
        if decides(s) and found.agreed:
            rows.append((_("Looked at again"), day(in_days(ctx, ctx.settings.review_days).isoformat())))
        wall = kit.page.get().surface in ("board", "stage") and len(str(found.words)) > WALL
        words = found.short if wall else found.words
        return kit.join(kit.outcome(*stands), kit.lead(words), kit.facts(rows) if rows else "")

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        found = self.block.results(s, ctx)
        return f"{self.block.stands(found, s)[1]}. {found.words}" if found else ""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        bound = self.block.of(s)
        who = kit.text_area("who", _("Who sees to it?"), 140, bound.who, 1, own=True)
        rest = kit.TextField("rest", _("What happens with what is left?"), 140, bound.rest)
        return kit.text_form(rest, self.named("with_rest"), _("Write this down"), after=who)
