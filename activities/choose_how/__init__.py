"""Choose how: deciding how we decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Literal

from pydantic import Field

from activities.choose_how.charter import Adopting, Charter, Extra
from activities.choose_how.kinds import Kinds
from activities.choose_how.limits import Limits
from activities.choose_how.picking import Picks
from activities.choose_how.rules import Story
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.charter import Absent, Fallback, Part
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.collect import Rules as May
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.fist import Asides, FistSettings
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark
from facilitator.report.model import LedgerEntry, Passage

KINDS = _("What kinds of things do we have to decide?")
OVER = _("The charter has been asked about, so this step is over. You can still mend it.")
EARLY = ("write", "look", "kinds", "limits", "pick", "counts", "because", "talk")


class ChooseHowSettings(SaysWhatFor):
    """What is fixed before the first card."""

    kinds: OptionList = Field([], title=mark("Kinds of decision, 3 to 8. Empty: people write them"), max_length=8)
    lead_share: Literal["2/3", "3/4", "4/5"] = Field(
        "2/3", title=mark("Part that has to choose a way so that it leads")
    )
    repick_max: int = Field(1, title=mark("How often people can choose again"), ge=0, le=1)
    vote_threshold: Part = Field("2/3", title=mark("Part of those for or against that has to be for it, in a vote"))
    quorum: Part = Field("1/2", title=mark("Part of the members that has to be there"))
    fallback: Fallback = Field("small-then-vote", title=mark("What we do if we get stuck"))
    absent: Absent = Field("informed", title=mark("What people do who are not there"))
    review_days: int = Field(90, title=mark("Days until the charter is looked at again"), ge=1, le=1100)

    rules: ClassVar[Any] = FistSettings().rules
    bar: ClassVar[Any] = FistSettings().bar
    rounds_max: ClassVar[int] = FistSettings().rounds_max
    """How the charter is adopted: by the fist of five as it usually is."""


def _write(given: ChooseHowSettings) -> bool:
    return not given.kinds


class ChooseHow(Activity[ChooseHowSettings]):
    """Agree how each kind of thing is decided, before there is anything to fight over.

    The group names kinds of decision, and people from the organisation say honestly what is not the group's to decide.
    For the rest everyone chooses unseen: a small group, a vote, consent, or everyone agrees. At the end the whole
    charter goes through a fist of five. Do it early: a way that is chosen when everyone knows who would win is no way.
    """

    id, title, glyph = "choose-how", _("Choose how we decide"), "fist-of-five"
    used_for, who_decides = _("How we decide things together"), _("Everyone here")
    shelf = Shelf(
        steps=(5, 3), point=1, purposes=("decide",), minutes=(25, 45), people=(3, 60),
        when=_("A group begins to decide things together, or argues about who decides."),
        leaves=_("A charter: what is ours, how each kind is decided, and what happens if we get stuck"),
    )  # fmt: skip
    example = {"kinds": ["How the 2,000 is spent", "Who joins the team", "What we tell the press"]}

    cards = Collect(note=_("For example: how money is spent, or who joins."), title=_("What we have to decide"))
    kinds = Kinds()
    limits = Limits(kinds)
    picks = Picks(limits)
    because = Collect(label=_("Because …"), title=_("Why people chose as they did"), per_round=True, shares=picks)
    extra = Extra()
    charter = Charter(picks, extra)
    asides = Asides()
    care = Care(cards, because, asides)
    adopting = Adopting(charter, extra, asides, care, method=_("Fist of five"), decides=who_decides)

    phases = (
        Phase("write", _("Kinds"), cards.write, when=_write,
              say=_("Think of what we will have to decide. Small things, too.")),
        Phase("look", _("Cards"), cards.wall, when=_write, go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which belong to one kind?")),
        Phase("kinds", _("Names"), kinds.write, go=_("Name the kinds"), note=_("Phones can suggest words."),
              say=_("Three to eight kinds are enough. Is one missing?")),
        Phase("limits", _("Limits"), limits.mark, ask=_("What is not ours to decide?"), go=_("Ask what is fixed"),
              note=_("Everyone sees what is marked, with who decides."),
              say=_("People from the organisation: what is fixed already, by whom, until when? Please be honest.")),
        Phase("pick", _("Choose"), picks.ask, ask=_("How do we decide this?"), go=_("Ask everyone"),
              note=_("Nobody sees an answer before the result."),
              say=_("I will read the four ways aloud. Which one fits each kind?")),
        Phase("counts", _("Result"), picks.result, ask=picks.result.question, go=_("Show the result"), reveal=True,
              then=picks.after_result, note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("because", _("Because"), because.write, ask=_("Why did you choose as you did?"), go=_("Ask why"),
              aside=True, note=_("Phones can send cards without a name."), say=_("Write: because … Thank you.")),
        Phase("talk", _("Talk"), because.wall, ask=_("Why did we choose as we did?"), go=_("Show the cards"),
              then=picks.then, note=_("The board shows them, in no order."),
              say=_("What do you hear? Then everyone can choose once more, where no way leads.")),
        Phase("details", _("Details"), charter.details, extra.write, ask=charter.details.question,
              go=_("Settle the details"), note=_("The board shows kind by kind. Phones can suggest words."),
              say=_("Who takes part? How many must be there? What if we get stuck?")),
        *adopting.phases(charter.read),
        Phase("charter", _("Charter"), charter.read, ask=_("How do we decide?"), go=_("Show our charter"),
              note=_("The board shows every kind."), say=_("This is how we decide, and what is not ours.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return KINDS

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        asked = ctx.current.get("show")
        if phase in EARLY and asked and asked.number:
            return OVER
        if phase in ("because", "talk") and not self.picks.shown(s, ctx):
            return _("There is no result yet. Ask everyone first.")
        if phase in ("limits", "pick", "details", "show") and (why := self.kinds.unready(s, ctx)):
            return why
        return super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Story:
        return self.picks.story(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        told = [*self.adopting.ended(s, ctx), *self.charter.record(s, ctx), *self.extra.record(s, ctx)]
        told += [*self.adopting.told_rounds(s, ctx), *self.picks.record(s, ctx), *self._reasons(s, ctx)]
        told += self.cards.record(s, ctx) if _write(self.settings) else []
        return Section(str(self.title), str(self.ask(s, ctx)), blocks=tuple(told),
                       ledger=tuple(self.adopting.ledger(s, ctx)))  # fmt: skip

    def early(self, s: Any, ctx: Ctx) -> tuple[Sequence[Passage], Sequence[LedgerEntry]]:
        return self.limits.record(s, ctx), ()

    def _reasons(self, s: Any, ctx: Ctx) -> Iterator[Passage]:
        """What people wrote after every round that was shown, as it is now."""
        for each in self.picks.shown(s, ctx):
            cards = self.because.of(each.state)
            if cards.cards and self.because.seen(ctx, each):
                yield from card_record.blocks(self.because.title, self.care.of(s).of(cards), May(), ctx)
