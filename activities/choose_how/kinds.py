"""Kinds of decision: named by the facilitator from what people wrote, or brought in the settings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activity import Ctx
from facilitator.blocks.draft import NEW, Draft, Field, Rules, Says, Texts
from facilitator.i18n import Words, _
from facilitator.report.model import Passage

MOST = 8
KIND = Field("kind", _("A kind of decision"), 80)
SAYS = Says(
    none=_("There is no kind of decision yet."),
    first=_("There is no kind of decision yet. Name one below."),
    each=_("Kind {n}"),
    other=_("Another kind"),
    gone=_("This kind is not there any more. Please load the page again."),
    most=_("{n} kinds are the most. Leave one out first."),
    full=_("There is no room for more kinds. Leave one out first."),
    there=_("This one is among the kinds already."),
)


class Kinds(Draft):
    """Three to eight kinds of decision."""

    def __init__(self) -> None:
        super().__init__(None, fields=(KIND,), most=MOST, says=SAYS, do="name_kinds")

    def begin(self, ctx: Ctx) -> Texts:
        texts, may = self.fresh(), Rules((KIND,), most=MOST, says=SAYS)
        for words in dict.fromkeys(ctx.settings.kinds):
            texts.write({NEW: {KIND.name: words}}, 0, may)
        return texts

    def unready(self, s: Any, ctx: Ctx) -> Words:
        return "" if self.of(s).texts else SAYS.first

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return ()
