"""Stay in touch: says what contacts are for. They are given on a page apart, and nothing of them comes in here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.composing import Block, Panel
from facilitator.i18n import _
from facilitator.report.model import Paragraph, Passage


@dataclass
class Nothing:
    """What is kept here."""


class Touch(Block[Nothing, None]):
    """What people are told before they leave how to reach them; no contact, and not how many there are."""

    def __init__(self) -> None:
        self.explain = Explain(self)

    def results(self, s: Any, ctx: Ctx) -> None:
        return None

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if Explain.phase not in ctx.went:
            return ()
        told = _("Who wanted to could leave how to reach them, on a page apart. No contact is in any record.")
        stop = _("You can stop at any time: tell who holds the list.")
        return [Paragraph(str(told)), Paragraph(f"{ctx.settings.notice_text} {stop}")]


class Explain(Panel[Touch]):
    """The notice, on board and phone; the engine leads from each phone to the page apart."""

    phase = "touch"

    def notice(self, s: Any, ctx: Ctx) -> str:
        return str(ctx.settings.notice_text)

    def board(self, s: Any, ctx: Ctx) -> Html:
        how = _("Tap “Stay in touch” on your own phone, or ask for a slip. Only the facilitator sees what you leave.")
        return kit.join(kit.lead(ctx.settings.notice_text), kit.hint(how))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        how = _("It is on a page apart, and kept apart from all answers. Only the facilitator sees it.")
        return kit.join(kit.lead(ctx.settings.notice_text), kit.hint(how))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.hint(_("What people leave is on no stage. Look at the list, save or delete it on the record page."))
