"""What stays without a vote: values that the programme adopted, each with the agreement that it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.activity import Ctx
from facilitator.i18n import Words, _
from facilitator.text import is_blank, likeness

VALUES: tuple[Words, ...] = (
    _("People with lived experience share the decisions"), _("Everyone can take part"), _("We feed back"),
)  # fmt: skip
"""Where the settings name none."""


@dataclass(frozen=True)
class Value:
    """A value in words, and the number of its agreement; empty where no ledger has it."""

    id: str
    text: Words
    number: str = ""

    @property
    def told(self) -> Words:
        """Where it comes from."""
        return _("From our agreement {number}", number=self.number) if self.number else _("From our agreement")


def locked(ctx: Ctx) -> list[Value]:
    """The values that stay: a line of the settings is an agreement of ours, by its words or its number (D-3)."""
    given = [text for text in ctx.settings.locked_core if not is_blank(text)] or [str(words) for words in VALUES]
    known = [each for ledger in ("agreements", "decisions") for each in ctx.ledgers.of(ledger, "agreed", "trial")]
    found = []
    for at, text in enumerate(given, 1):
        entry = next((each for each in known if likeness(text) in (likeness(each.number), likeness(each.text))), None)
        found.append(Value(f"v{at}", entry.text, entry.number) if entry else Value(f"v{at}", text))
    return found
