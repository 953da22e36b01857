"""Looking back at the last actions of the programme: whether each helped, what became of it, what is finished first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from facilitator.activity import Ctx, Key, Refused
from facilitator.i18n import Text, _
from facilitator.ledger import Entry
from facilitator.report.words import became

Help = Literal["yes", "partly", "no"]
HELPS: Mapping[Help, Text] = {"yes": _("Yes"), "partly": _("Partly"), "no": _("No")}
OPEN = ("not started", "in progress", "stuck")
MOST = 9
"""Actions that are looked back at: all of them stand on one page of the board."""


def last_actions(ctx: Ctx) -> Sequence[Entry]:
    """The actions that were agreed together last, and older ones that are still open; the latest first."""
    found = ctx.ledgers.of("actions")
    latest = max((entry.at for entry in found), default=0.0)
    kept = [entry for entry in found if entry.at == latest or entry.status in OPEN]
    return sorted(kept, key=lambda entry: -entry.at)[:MOST]


@dataclass
class LookingBack:
    """What people say about each action (key of its entry), and what the room says became of it."""

    said: dict[Key, dict[str, Help]] = field(default_factory=dict)
    """What a person says; empty where there was no action to say anything about."""
    passes: dict[Key, bool] = field(default_factory=dict)
    became: dict[str, str] = field(default_factory=dict)
    why: dict[str, str] = field(default_factory=dict)
    """What would help with an action that is stuck, or why one is dropped."""
    first: bool = False
    """Whether the group wants to finish these before it takes on anything new."""

    @staticmethod
    def check(helped: Mapping[str, Help], known: Sequence[Entry]) -> None:
        """Refuse an answer about other actions, and an empty one where there are some."""
        keys = [entry.key for entry in known]
        if any(key not in keys for key in helped):
            raise Refused(_("This is not one of the questions. Please load the page again."))
        if known and not helped:
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))

    def say(self, me: Key, helped: Mapping[str, Help]) -> None:
        """Whether each action helped, in place of what one said before."""
        self.passes.pop(me, None)
        self.said[me] = dict(helped)

    def pass_(self, me: Key) -> None:
        """Nothing to say."""
        self.said.pop(me, None)
        self.passes[me] = True

    def done(self) -> set[Key]:
        """Everyone who answered or passed."""
        return {*self.said, *self.passes}

    @property
    def asked(self) -> bool:
        """Whether people were asked if they helped, and somebody answered."""
        return any(self.said.values())

    def count(self, entry: str, help: Help) -> int:
        """How many people say this of an action."""
        return sum(said.get(entry) == help for said in self.said.values())

    def status(self, entry: Entry) -> str:
        """What became of an action, as far as the room knows."""
        return self.became.get(entry.key, entry.status)

    def told(self, entry: Entry) -> str:
        """The same as people read it, with what would help, or why it was dropped."""
        status = self.status(entry)
        why = self.why.get(entry.key, "") if entry.key in self.became else entry.data.get("why", "")
        return became(status, why)

    def all_open(self, known: Sequence[Entry]) -> bool:
        """Whether nothing of what was agreed last is done."""
        latest = [entry for entry in known if entry.at == known[0].at]
        return bool(latest) and all(self.status(entry) in OPEN for entry in latest)
