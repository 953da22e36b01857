"""Draft: sentences that a group may agree on, each with every wording that was put to people and since when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from facilitator.activity import Refused
from facilitator.i18n import Text, _
from facilitator.text import is_blank

NEW = "new"
"""Where a sentence that belongs to no group of cards is written."""
LONGEST = 120

STARTERS: tuple[Text, ...] = (
    _("We let one person speak at a time"),
    _("We ask when we do not understand"),
    _("We use plain words and no short forms"),
    _("We keep what is said here private"),
    _("We take part in our own way, and may pass"),
)
"""What many groups agree on. Shown only after people wrote their own cards."""


@dataclass
class Wording:
    """A sentence, and the round of answers in which it is asked first."""

    text: str
    since: int


@dataclass
class Rule:
    """One sentence with its wordings, oldest first. There is always one."""

    wordings: list[Wording] = field(default_factory=list)
    entry: str = ""
    """The key of the older agreement that it brings back; empty for a new rule."""

    @property
    def words(self) -> str:
        """The present wording."""
        return self.wordings[-1].text

    def at(self, round: int) -> str:
        """The wording that was asked in a round; empty before there was one."""
        return next((each.text for each in reversed(self.wordings) if each.since <= round), "")


@dataclass
class Draft:
    """Rules by id: that of the group of cards that a rule came from, or one of its own. Ids are never used twice."""

    rules: dict[str, Rule] = field(default_factory=dict)
    made: int = 0

    def write(self, texts: Mapping[str, str], round: int, most: int, others: Collection[str] = ()) -> None:
        """Say rules in these words, from the round after `round` on; a text that is empty changes nothing.

        `others` are the groups (ids) that have no sentence yet. Refused: an id of nothing, more than `most` rules in
        all, and when nothing would change.
        """
        given = {id: whole(text) for id, text in texts.items() if not is_blank(text)}
        changed = {id: text for id, text in given.items() if id not in self.rules or self.rules[id].words != text}
        if any(id not in self.rules and id != NEW and id not in others for id in changed):
            raise Refused(_("This rule is not there any more. Please load the page again."))
        if not changed:
            raise Refused(_("These are the same words. Change a sentence, or go on."))
        if len(self.rules) + sum(id not in self.rules for id in changed) > most:
            raise Refused(_("{n} rules are the most. Leave one out first.", n=most))
        for id, text in changed.items():
            self._say(self._own_id() if id == NEW else id, text, round)

    def bring_back(self, entry: str, text: str, most: int) -> None:
        """An older agreement (its key and its words) is a rule to talk about again."""
        if entry in self.brought_back:
            raise Refused(_("This one is among the rules already."))
        if len(self.rules) >= most:
            raise Refused(_("There is no room for more rules. Leave one out first."))
        self.rules[self._own_id()] = Rule([Wording(text, 0)], entry)

    def drop(self, id: str) -> None:
        """Leave a rule out that nobody was asked about."""
        if id not in self.rules:
            raise Refused(_("This rule is not there any more. Please load the page again."))
        del self.rules[id]

    @property
    def brought_back(self) -> list[str]:
        """The older agreements (keys) among the rules."""
        return [rule.entry for rule in self.rules.values() if rule.entry]

    def _own_id(self) -> str:
        self.made += 1
        return f"n{self.made}"

    def _say(self, id: str, text: str, round: int) -> None:
        """What nobody was asked about yet is no wording to keep: other words take its place."""
        rule = self.rules.setdefault(id, Rule())
        if rule.wordings and rule.wordings[-1].since > round:
            rule.wordings.pop()
        if not rule.wordings or rule.words != text:
            rule.wordings.append(Wording(text, round + 1))


def whole(text: str) -> str:
    """The sentence as it was written, on one line; nothing is put in front of it."""
    return " ".join(text.split())
