"""How confident people feel: one number from everyone, unseen; it becomes a measure that can be asked again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitator.activity import Ctx
from facilitator.blocks.rate import ITEM, Rate, Scale
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry
from facilitator.text import likeness

FIVE = Scale({1: _("Not at all"), 2: _("A little"), 3: _("In part"), 4: _("Mostly"), 5: _("Completely")})
"""The five points of a measure that a group asks again and again."""


class Felt(Rate):
    """Points for the question of the settings; its ledger entry is a measure with one wave."""

    called = _("How confident people feel")
    prefix = "confident"

    def __init__(self) -> None:
        super().__init__(scales=FIVE)

    def asks(self, s: Any, ctx: Ctx) -> Words:
        """What is asked, in one sentence."""
        return asked(ctx.settings)

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        last = self.last(s, ctx)
        if last is None:
            return ()
        found, words = self.results(last.state, ctx), str(asked(ctx.settings))
        if not found.answered:
            return ()
        count = found.of(ITEM, FIVE)
        wave = {
            "wave": f"{ctx.random('wave').getrandbits(48):012x}",
            "day": ctx.today.isoformat(),
            "way": "off",
            "asked": "H",
            "counts": f"{' '.join(map(str, count.counts))} + {count.aside}",
            "then": "",
            "pairs": "",
        }
        older = next(
            (
                each
                for each in ctx.ledgers.of("measures")
                if each.data.get("scale") == "5" and likeness(each.text) == likeness(words)
            ),
            None,
        )
        if older is not None:
            known = {"text": older.text, "number": older.number, "status": "agreed"}
            return [LedgerEntry("measures", "set", older.key, known | wave)]
        made = {
            "text": words,
            "status": "agreed",
            "scale": "5",
            "better": "higher",
            "use": "improve",
            "by": "organisers",
            "class": "H",
            "answers": "",
            "often": "",
            "who": "",
            "mark": f"{ctx.random('mark').getrandbits(48):012x}",
        }
        return [LedgerEntry("measures", "add", "confidence", made | wave)]


def asked(given: Any) -> Words:
    """The question as everyone reads it."""
    return _("How confident do you feel to {what}?", what=given.confidence.strip().rstrip(".?! "))
