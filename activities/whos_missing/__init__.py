"""Who is missing: who is affected, who has a say, and who invites those who are not here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from pydantic import Field

from activities.whos_missing import person, presets, record
from activities.whos_missing.gaps import Gap
from activities.whos_missing.inviting import Invitations
from activities.whos_missing.mapped import Mapped
from activities.whos_missing.result import Gapped
from facilitator.activity import Ctx, Item, SaysWhatFor, Section
from facilitator.blocks.collect import Beside, Care, Collect, Rules
from facilitator.blocks.group import Group
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark


class WhosMissingSettings(SaysWhatFor):
    """What is fixed before anyone is named."""

    about: str = Field("", title=mark("What it is about, such as: the new day centre"), max_length=80)
    categories: OptionList = Field([], title=mark("Categories. Empty: the five of the guide"), max_length=8)
    gap_flag: presets.Flag = Field("3/2", title=mark("From which gap on a group needs more say"))
    max_items: int = Field(15, title=mark("Most groups to rate"), ge=1, le=15)
    classic_chart: bool = Field(False, title=mark("Offer the usual chart of power and interest, too"))

    @property
    def called(self) -> Mapping[str, Words]:
        """What the categories are called, by id."""
        return presets.categories(self.categories)

    @property
    def flag(self) -> Fraction:
        """From which gap on a group needs more say, exactly."""
        return Fraction(self.gap_flag)

    def beside(self) -> Sequence[Beside]:
        """What is said beside the name of a group."""
        return presets.fields(self.called)


class WhosMissing(Activity[WhosMissingSettings]):
    """Find everyone who should have a part, and agree who invites them.

    Cards name groups and roles, never private people. The room merges them, puts them into four circles, and says
    unseen how much each is affected and how much say it has. The gap is where to act; nobody is ranked by influence.
    Only those here answer, so it shows how they see it. For six people or more: fewer than five give no numbers.
    """

    id, title, glyph = "whos-missing", _("Who is missing?"), "whos-missing"
    used_for, who_decides = _("Who we invite next"), _("Each of us, for whom we invite")
    example = {"about": "The day centre", "classic_chart": True, "max_items": 10}
    shelf = Shelf(
        steps=(2,), point=1, purposes=("gather", "act"), minutes=(20, 35), people=(5, 60),
        when=_("Before a group settles who belongs to it, and whenever it has been the same for long."),
        leaves=_("Who is missing, and who invites them by when"),
    )  # fmt: skip

    cards = Collect(may=Rules(limit=80), label=_("A group or a role"), note=_("Groups and roles, no private people."),
                    fields=WhosMissingSettings.beside, remark=person.hint)  # fmt: skip
    groups = Group(cards)
    mapped = Mapped(groups)
    rating = Gapped(mapped)
    invitations = Invitations(rating)
    care = Care(groups)

    phases = (
        Phase("name", _("Name"), cards.write, go=_("Open for cards"), minutes=4,
              note=_("Nobody sees any card before all are shown."),
              say=_("Who is affected, or can help? Name groups and roles, one a card.")),
        Phase("merge", _("Merge"), groups.rest, groups.sort, mapped.more, go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which mean the same people?")),
        Phase("circles", _("Circles"), mapped.place, mapped.more, mapped.lacks, ask=_("How close are they?"),
              go=_("Put them in circles"), note=_("Phones can place them: tap a group, then a circle."),
              say=_("Who is in the core team, who is close by, who is further out?")),
        Phase("rate", _("Rate"), rating.ask, go=_("Ask who is affected"),
              ask=_("How much does it affect them, and how much say do they have now?"),
              note=_("The list stays as it is from now on. Nobody sees an answer before all are shown."),
              say=_("Give two numbers for each. If you cannot say, say so.")),
        Phase("result", _("Result"), rating.result, mapped.more, mapped.reason, go=_("Show the result"), reveal=True,
              then="invite", ask=_("Who is affected, and who has a say?"),
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("This is how we here see it. Who knows it better?")),
        Phase("classic", _("Usual chart"), rating.classic, ask=_("Power and interest"), aside=True, then="invite",
              when=lambda given: given.classic_chart, go=_("Show the usual chart"),
              say=_("This chart tells us to care about those with power. Our list asks who lacks it.")),
        Phase("invite", _("Invite"), invitations.take, mapped.more, mapped.reason,
              ask={"phone": _("Whom can you invite?"), "board": _("Who invites whom?")}, go=_("Ask who invites them"),
              note=_("Everyone sees who invites whom, with names."),
              say=_("Whom can you invite, or reach? Only say it for yourself.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        about = self.settings.about.rstrip(".?! ")
        return _("Who is affected by this, or can help? {about}", about=about) if about else presets.ASK

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.cards.write.ready(s, ctx, phase) or self._in_order(s, ctx, phase) or super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> list[Gap]:
        return self.rating.listed(self.rating.last(s, ctx), s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made, gaps = super().section(s, ctx), self.results(s, ctx)
        items = tuple(Item(gap.known.id, gap.known.text) for gap in gaps)
        return replace(made, blocks=tuple(record.passages(self.rating, self.invitations, s, ctx)), items=items)

    def _in_order(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Cards are merged before anyone goes on with them; the list stays as it is once it is rated."""
        if ctx.after("circles") and phase in ("merge", "circles"):
            return _("The list is rated already, so it stays as it is.")
        if phase == "name" or ctx.after("merge"):
            return ""
        if ctx.phase == "merge":
            return self.groups.left_over(s)
        return "" if phase == "merge" else _("Show the cards and merge them first.")
