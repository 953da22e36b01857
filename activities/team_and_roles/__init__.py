"""Team and roles: a mixed team, and who does what."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from activities.team_and_roles.mix import Mix
from activities.team_and_roles.naming import Reasons, Seeking
from activities.team_and_roles.roles import Roles
from activities.team_and_roles.rules import Finding
from activities.team_and_roles.seats import Seats
from facilitator.activity import Ctx, SaysWhatFor, Shelf
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase
from facilitator.i18n import Words, _, mark


class Least(BaseModel):
    """The fewest seats of one perspective."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    perspective: str = Field(min_length=1, max_length=60)
    seats: int = Field(1, ge=0, le=40)


class TeamAndRolesSettings(SaysWhatFor):
    """What is fixed before the first person is asked."""

    parts: Literal["both", "team", "roles"] = Field("both", title=mark("A team, who does what, or both"))
    team_seats: int = Field(8, title=mark("Seats in the team"), ge=2, le=40)
    minimum: list[Least] = Field(
        [], title=mark("At least so many of each perspective. Empty: 2 of the first, 1 of the others"), max_length=9
    )
    max_share: Literal["1/3", "2/5", "1/2", "2/3", "1"] = Field("1/2", title=mark("Most seats of one perspective"))
    takes: str = Field("", title=mark("What a seat takes: hours, support, pay"), max_length=140)
    interest_minutes: int = Field(5, title=mark("Minutes to think about a seat"), ge=1, le=60)
    tasks: OptionList = Field([], title=mark("Responsibilities, where some are known already"), max_length=20)
    letters: bool = Field(False, title=mark("Put the letters R, A, S, C and I beside the words"))
    load_flag: Literal["1/3", "2/5", "1/2", "2/3"] = Field(
        "2/5", title=mark("To answer for more than this share is much for one person")
    )

    @model_validator(mode="after")
    def _fits(self) -> TeamAndRolesSettings:
        if why := Mix(self.team_seats, {each.perspective: each.seats for each in self.minimum}, self.share).why_not():
            raise ValueError(str(why))
        return self

    @property
    def share(self) -> Fraction:
        """The largest share of all seats that one perspective may have."""
        return Fraction(self.max_share)


ASKED = {"both": _("Who is in our team, and who does what?"), "team": _("Who is in our team?"),
         "roles": _("Who does what?")}  # fmt: skip


def _team(given: Any) -> bool:
    return bool(given.parts != "roles")


def _roles(given: Any) -> bool:
    return bool(given.parts != "team")


class TeamAndRoles(Activity[TeamAndRolesSettings]):
    """Form a team with a real mix of people, then agree who does what.

    First the room says how mixed the team is to be. People ask for a seat unseen, and a draw that nobody can win by
    being fast offers the seats. What no one of a perspective takes is held open, not given away. Then everyone puts
    only themselves into a grid of responsibilities. What has no owner, or two, is mended before it is closed.
    It is no vote on people. It takes 30 to 60 minutes, for 5 to 60 people.
    """

    id, title, glyph = "team-and-roles", _("Team and roles"), "team-and-roles"
    used_for, who_decides = _("Who is in our team, and who does what"), _("Each person, only about themselves")
    example = {"purpose": "The team that plans the new day centre", "tasks": ["Invite people", "Write the newsletter"]}
    takes_items = True
    shelf = Shelf(
        steps=(3,), point=1, purposes=("act",), minutes=(30, 60), people=(5, 60),
        when=_("A group needs a mixed team, or has one and nobody knows who does what."),
        leaves=_("Who is in the team, who does what, and seats held open"),
    )  # fmt: skip

    asks = Collect(label=_("Ask about the team or a seat"), title=_("Questions about the team"))
    seats = Seats()
    cards = Collect(label=_("Something that somebody has to take care of"), title=_("What there is to take care of"))
    roles = Roles(cards, seats)
    seeking = Seeking(roles)
    reasons = Reasons(seeking)
    care = Care(asks, cards, reasons)
    told_last = (asks, cards)

    phases = (
        Phase("mix", _("Mix"), seats.change, asks.write, when=_team, ask=_("What should our team be like?"),
              say=_("These are the seats, and what a seat takes. Ask anything about them on a card.")),
        Phase("asked", _("Questions"), asks.wall, seats.change, when=_team, ask=_("What should our team be like?"),
              go=_("Show the questions"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the questions aloud. Then we change the numbers where we want to.")),
        Phase("interest", _("Interest"), seats.ask, when=_team, go=_("Ask who would like a seat"),
              ask=_("Would you like a seat in the team?"), minutes=lambda given: float(given.interest_minutes),
              note=_("Nobody sees who would like one. There is no hurry: the fastest do not win."),
              say=_("Say if you would like a seat, and as what you would sit. Being fast does not help.")),
        Phase("offer", _("Offer"), seats.offer, when=_team, go=_("Stop asking"),
              ask={"phone": _("Is a seat offered to you?"), "board": _("Who takes a seat?")},
              note=_("Then offer the seats. You can ask again later."),
              say=_("Seats for each perspective come first. If it needs lots, they are drawn with the number above.")),
        Phase("team", _("Team"), seats.team, when=_team, go=_("Show the team"), ask=_("Our team"), reveal=True,
              note=_("Everyone sees the names of those who took a seat. You cannot undo this."),
              say=_("This is our team. A held seat waits for somebody, it is not given away.")),
        Phase("collect", _("Collect"), cards.write, when=_roles, go=_("Collect responsibilities"), minutes=5,
              ask=_("What does somebody have to take care of?"), note=_("Nobody sees any card before all are shown."),
              say=_("Write what has to be done again and again. One thing on each card.")),
        Phase("list", _("List"), roles.change, when=_roles, go=_("Show the cards"), reveal=True,
              ask=_("What does somebody have to take care of?"),
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("I will read the cards aloud. Which of these go on our list?")),
        Phase("roles", _("Roles"), roles.take, roles.edit, when=_roles, go=_("Ask who does what"),
              ask={"phone": _("What do you take on?"), "board": _("Who does what?")},
              note=_("Everyone sees it with names. People put only themselves there."),
              say=_("Put yourself where you want to be. Nobody can put anybody else there.")),
        Phase("sought", _("Describe"), seeking.describe, when=_roles, go=_("Find somebody with reasons"), aside=True,
              then="name", ask=seeking.asks, note=_("For one responsibility that matters much."),
              say=_("What does it need, and until when? Say now if you do not want to be named.")),
        Phase("name", _("Name"), reasons.ask, when=_roles, go=_("Ask whom people would name"), aside=True,
              then="reasons", ask=seeking.asks, note=_("Nobody sees a name or a reason before all are shown."),
              say=_("Name somebody, or yourself, with a reason. Reasons count here, not how many.")),
        Phase("reasons", _("Reasons"), reasons.heard, when=_roles, go=_("Show the reasons"), aside=True, reveal=True,
              ask=seeking.asks, note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Any reason against it? I ask that person first.")),
        Phase("check", _("Check"), roles.check, when=_roles, go=_("Check the grid"), reveal=True,
              ask=_("Who does what?"),
              note=_("The board shows what is to mend. People confirm what they took on."),
              say=_("Let us look at what is to mend first, then at what to talk about. Confirm what is yours.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return ASKED[self.settings.parts]

    def results(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        return self.roles.results(s, ctx)
