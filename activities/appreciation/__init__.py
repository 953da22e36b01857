"""Appreciation: what we got done, and thanks that are no contest."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field, model_validator

from activities.appreciation.milestones import Milestones
from activities.appreciation.names import Names
from activities.appreciation.own import Found, Own
from activities.appreciation.reading import Read
from activities.appreciation.thanks import Thanks
from activities.appreciation.touch import Explain, Touch
from facilitator.activity import Ctx, Section, Settings
from facilitator.blocks.collect import Care
from facilitator.blocks.options import OptionList
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark
from facilitator.text import is_blank


class AppreciationSettings(Settings):
    """What is fixed before anyone writes."""

    milestones: OptionList = Field(
        [], title=mark("What else we got done. The log of the group adds its own"), max_length=12
    )
    named_thanks: bool = Field(True, title=mark("Also thank people by name, where they say yes to it"))
    contact_page: bool = Field(False, title=mark("Also ask how to stay in touch, on a page apart"))
    notice_text: str = Field(
        "", title=mark("What contacts are for, who holds them, and when they are deleted"), max_length=300
    )

    @model_validator(mode="after")
    def _told(self) -> AppreciationSettings:
        if self.contact_page and is_blank(self.notice_text):
            raise ValueError(str(_("Say what contacts are for, who holds them, and when they are deleted.")))
        return self


class Appreciation(Activity[AppreciationSettings]):
    """Look at what we got done, and thank each other without a contest.

    The log says what was decided, done and answered. Then everyone can thank all of us, a group, something we did, or
    somebody who said yes to that. You read the cards alone first, and hide what hurts. Whoever is thanked by name sees
    it before the room, and chooses if it is shown. Nothing is counted for anybody. Say it is fine to pass.
    """

    id, title, glyph = "appreciation", _("Appreciation"), "appreciation"
    used_for, who_decides = _("Thanking each other"), _("Nobody. Nothing is decided here")
    example = {
        "milestones": ["The café opens on Sundays"],
        "notice_text": "News of the café. Ana holds the list, and deletes it in June.",
    }  # fmt: skip
    further = {
        "nobody by name": {"named_thanks": False},
        "stay in touch": {**example, "contact_page": True, "named_thanks": False},
    }
    shelf = Shelf(
        steps=(8,), point=1, purposes=("review", "meet"), minutes=(5, 20), people=(3, 60),
        when=_("Something is done, or a time together ends."), leaves=_("Milestones, and thanks that may be shown"),
    )  # fmt: skip

    milestones = Milestones()
    names = Names()
    thanks = Thanks(names)
    own = Own(thanks)
    care = Care(own)
    touch = Touch()
    below = (care.mine, care.hiding)

    phases = (
        Phase("milestones", _("Milestones"), milestones.listed, ask=_("What have we got done?"),
              say=_("Look how far we have come. I read it out.")),
        Phase("names", _("By name"), names.offer, ask=_("May somebody thank you by name?"),
              when=lambda given: given.named_thanks, go=_("Ask who may be named"),
              note=_("Only who says yes can be thanked by name."),
              say=_("You can say yes or no to being thanked by name. You see it first, and choose if it is shown.")),
        Phase("thanks", _("Thanks"), thanks.write, go=_("Open the cards"), minutes=4,
              note=_("Nobody sees a card before you show them."),
              say=_("Whom or what do you want to thank? One card is plenty. You can pass.")),
        Phase("read", _("Read"), Read(thanks), ask=_("Thank you for your cards"), go=_("Read them alone"),
              note=_("They stand on your own page only. Nobody else sees them yet."),
              say=_("I read them alone for a moment, so that nobody is hurt.")),
        Phase("check", _("Yours first"), own.check, ask=_("Is there thanks for you?"),
              when=lambda given: given.named_thanks, go=_("Let people see theirs"), minutes=2,
              note=_("Who is thanked by name sees it now, and nobody else."),
              say=_("Who is thanked by name sees it now, and chooses. Without an answer, it stays private.")),
        Phase("reveal", _("Thanks"), own.wall, ask=_("Thank you"), go=_("Show the thanks"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("These are our thanks. I read some of them out.")),
        Phase(Explain.phase, _("Stay in touch"), touch.explain, ask=_("May we stay in touch?"),
              when=lambda given: given.contact_page, go=_("Ask how to stay in touch"),
              note=_("A page apart opens on every phone. What people leave there is kept apart from all answers."),
              say=_("Who likes to can say where we reach them, about what, and how often. You can stop at any time.")),
    )  # fmt: skip

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return _("What or whom do you want to thank?")

    def section(self, s: Any, ctx: Ctx) -> Section:
        made = super().section(s, ctx)
        return replace(made, blocks=(*self.own.outcome(s, ctx), *made.blocks))

    def results(self, s: Any, ctx: Ctx) -> Found:
        return Found(self.milestones.results(s, ctx).counts, len(self.own.visible(s, ctx)))
