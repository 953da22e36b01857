"""Draft: texts that a group may agree on, each with every wording that was put to people and since when.

A text has one field or several; the first says what it is about, and stands wherever there is room for one line. What
nobody was asked about is no wording to keep, unless `every` one is wanted: other words take its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import partial

from facilitator.activity import Ctx, Key, Refused
from facilitator.blocks.collect import card
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import Text, Words, _
from facilitator.text import is_blank

NEW = "new"
"""Where a text that belongs to nothing else is written."""
ONE = "one"
"""The id of the only text, where there is only one."""
LONGEST = 120
NOT_ASKED = _("New wording, not asked yet")
"""What is said of words that nobody was asked about, in place of a result."""


@dataclass(frozen=True)
class Field:
    """A part of a text: its name, what it is called, and how long it may be."""

    name: str = "text"
    words: Words = _("Your sentence")
    limit: int = LONGEST


TEXT = Field()
"""The only field of a text that is a sentence."""


@dataclass(frozen=True)
class Says:
    """What people read about the texts of a draft, in whole sentences, since every group calls them something else."""

    none: Words = _("There is no text yet.")
    first: Words = _("There is no text yet. Write one below.")
    each: Text = _("Text {n}")
    other: Words = _("Another text")
    gone: Words = _("This text is not there any more. Please load the page again.")
    most: Words = _("{n} texts are the most. Leave one out first.")
    full: Words = _("There is no room for more texts. Leave one out first.")
    there: Words = _("This one is among the texts already.")


SAYS = Says()


@dataclass(frozen=True)
class Rules:
    """What can be written now.

    `open` are ids of what has no text yet and can get one; with `new`, a text may also belong to nothing else.
    """

    fields: tuple[Field, ...] = (TEXT,)
    open: Collection[str] = ()
    new: bool = True
    most: int | None = None
    every: bool = False
    says: Says = SAYS

    def limit(self, name: str) -> int:
        """The most characters in a field. Refused when there is no such field."""
        found = next((each.limit for each in self.fields if each.name == name), None)
        if found is None:
            raise Refused(self.says.gone)
        return found


@dataclass
class Wording:
    """What stood in the fields of a text, and the round of answers in which it was asked first."""

    text: str = ""
    since: int = 1
    more: dict[str, str] = field(default_factory=dict)
    """What stood in its other fields, by their names."""


@dataclass
class Drafted:
    """One text with its wordings, oldest first. There is always one."""

    wordings: list[Wording] = field(default_factory=list)
    entry: str = ""
    """The key of the older entry of a ledger that it brings back; empty for a new text."""
    outside: bool = False
    """Whether its words came from outside the room, and nobody here has edited them yet."""

    @property
    def words(self) -> str:
        """The present words of its first field."""
        return self.wordings[-1].text

    @property
    def more(self) -> dict[str, str]:
        """The present words of its other fields, by their names; an empty one is not there."""
        return self.wordings[-1].more

    def at(self, round: int) -> str:
        """The words that were asked in a round; empty before there were any."""
        return self.wording(round).text

    def wording(self, round: int) -> Wording:
        """What stood in all of its fields in a round; empty before there was anything."""
        return next((each for each in reversed(self.wordings) if each.since <= round), Wording())


@dataclass
class Texts:
    """Texts by id: that of the group of cards that one came from, or one of its own. Ids are never used twice."""

    texts: dict[str, Drafted] = field(default_factory=dict)
    made: int = 0
    suggested: Cards = field(default_factory=partial(Cards, pile="suggestions"))
    """Other words for a text, or words for what has none yet. Their column is its id, and where it is about another
    field than the first, that field: see `place`."""

    def write(self, texts: Mapping[str, Mapping[str, str]], round: int, rules: Rules, outside: bool = False) -> None:
        """Say texts (ids) in these words by field, from the round after `round` on; what is empty changes nothing.

        `outside` says that the words come from elsewhere. Refused: an id or a field of nothing, a text that is too
        long or, where there may be several, has no first field, more texts than may be, and when nothing would change.
        """
        given = {id: _given(said, rules) for id, said in texts.items()}
        changed = {id: said for id, said in given.items() if said and not self._stands(id, said, rules)}
        added = [id for id in changed if id not in self.texts]
        if any(id not in rules.open and not (id == NEW and rules.new) for id in added):
            raise Refused(rules.says.gone)
        if not changed:
            raise Refused(_("These are the same words. Change a sentence, or go on."))
        first = rules.fields[0]
        if rules.new and any(first.name not in changed[id] for id in added):
            raise Refused(_("Fill in “{field}” first.", field=first.words))
        if rules.most is not None and len(self.texts) + len(added) > rules.most:
            raise Refused(rules.says.most, n=rules.most)
        for id, said in changed.items():
            text = self._own_id() if id == NEW else id
            self._say(text, said, round, rules)
            self.texts[text].outside = outside

    def bring_back(
        self, entry: str, text: str, rules: Rules, more: Mapping[str, str] | None = None, outside: bool = False
    ) -> None:
        """An older entry of a ledger (its key, its words, its other fields) is a text to talk about again."""
        if entry in self.brought_back:
            raise Refused(rules.says.there)
        if rules.most is not None and len(self.texts) >= rules.most:
            raise Refused(rules.says.full)
        self.texts[self._own_id()] = Drafted([Wording(text, 0, dict(more or {}))], entry, outside=outside)

    def drop(self, id: str, rules: Rules) -> None:
        """Leave a text out."""
        if id not in self.texts:
            raise Refused(rules.says.gone)
        del self.texts[id]

    def suggest(self, me: Key, id: str, name: str, text: str, rules: Rules, ctx: Ctx) -> None:
        """Somebody suggests words for a field of a text, one for each, in place of what they suggested before."""
        bare = rules.fields[:1] if rules.new else rules.fields
        columns = tuple(place(each, field.name, rules) for each in self.texts for field in rules.fields)
        columns += tuple(place(each, field.name, rules) for each in rules.open for field in bare)
        given = card.Rules(columns, rules.limit(name))
        made = given.card(text, place(id, name, rules))
        for earlier, other in self.suggested.of(me).items():
            if other.column == made.column:
                del self.suggested.cards[earlier]
        self.suggested.write(me, made, given, ctx)

    def use(self, card: str, round: int, rules: Rules) -> None:
        """Take the words that somebody suggested."""
        self._check(card)
        found = self.suggested.cards[card]
        id, name = about(found.column, rules)
        self.write({id: {name: found.text}}, round, rules)
        del self.suggested.cards[card]

    def put_away(self, card: str) -> None:
        """Leave a suggestion aside."""
        self._check(card)
        del self.suggested.cards[card]

    def open_suggestions(self, rules: Rules) -> dict[str, str]:
        """The suggestions (ids) that would change something, each with the text (id) that it is about."""
        found = {id: about(each.column, rules) for id, each in self.suggested.shown().items()}
        return {
            id: text
            for id, (text, name) in found.items()
            if (text in self.texts or text in rules.open)
            and not self._stands(text, {name: whole(self.suggested.cards[id].text)}, rules)
        }

    @property
    def brought_back(self) -> list[str]:
        """The older entries (keys) among the texts."""
        return [text.entry for text in self.texts.values() if text.entry]

    def _check(self, card: str) -> None:
        if card not in self.suggested.cards:
            raise Refused(_("This suggestion is not there any more. Choose another."))

    def _own_id(self) -> str:
        self.made += 1
        return f"n{self.made}"

    def _stands(self, id: str, said: Mapping[str, str], rules: Rules) -> bool:
        """Whether a text reads like this already."""
        there = self.texts.get(id)
        return there is not None and said.items() <= {rules.fields[0].name: there.words, **there.more}.items()

    def _say(self, id: str, said: Mapping[str, str], round: int, rules: Rules) -> None:
        there, first = self.texts.setdefault(id, Drafted()), rules.fields[0].name
        last = there.wordings[-1] if there.wordings else Wording()
        more = last.more | {name: text for name, text in said.items() if name != first}
        if there.wordings and last.since > round and not rules.every:
            there.wordings.pop()
        now = Wording(said.get(first, last.text), round + 1, more)
        before = there.wordings[-1] if there.wordings else None
        if before is None or (before.text, before.more) != (now.text, now.more):
            there.wordings.append(now)


def whole(text: str) -> str:
    """The text as it was written, on one line; nothing is put in front of it."""
    return " ".join(text.split())


def place(id: str, name: str, rules: Rules) -> str:
    """The column of suggestions about a field of a text: its id, and unless it is the first, the field."""
    return id if name == rules.fields[0].name else f"{id}.{name}"


def about(column: str, rules: Rules) -> tuple[str, str]:
    """The text (id) and the field that suggestions in a column are about."""
    id, _dot, name = column.partition(".")
    return id, name or rules.fields[0].name


def _given(said: Mapping[str, str], rules: Rules) -> dict[str, str]:
    """What was filled in, on one line each. Refused when a field does not exist, or is too long."""
    given = {name: whole(text) for name, text in said.items() if not is_blank(text)}
    for name, text in given.items():
        if len(text) > (limit := rules.limit(name)):
            raise Refused(_("This text is too long. Please use at most {n} characters.", n=limit))
    return given
