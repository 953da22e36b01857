"""Draft: the group writes texts together: a sentence for each group of cards, or one text with several fields.

rules = Draft(of=groups, most=lambda given: given.max_rules)            # a sentence a group, and others
needs = Draft(of=groups, only=NEEDS, begins=_("Begin with “People need”."), most=12)
text = Draft(of=ONE, fields=(WHAT, WHO, UNTIL), versions=True)          # one text; every version is kept
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field as Limit

from facilitator import kit
from facilitator.activity import Action, Ctx, Html, Key, Refused, action
from facilitator.blocks.draft import frames, record, widgets
from facilitator.blocks.draft.rules import LONGEST, NEW, ONE, SAYS, TEXT, Drafted, Field, Rules, Says, Texts, Wording
from facilitator.blocks.draft.widgets import Subject, Suggestion
from facilitator.blocks.group import Group
from facilitator.composing.block import Block
from facilitator.composing.panel import ForWhom, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Passage

__all__ = [
    "LONGEST", "NEW", "ONE", "TEXT", "Draft", "Drafted", "Field", "Read", "Rules", "Says", "Subject", "Texts",
    "Wording", "Write",
]  # fmt: skip

Id = Annotated[str, Limit(max_length=40)]
Said = Annotated[str, Limit(max_length=280)]
Most = int | None | Callable[[Any], int]
Some = Callable[[Any, Ctx], Sequence[str]]


class Draft(Block[Texts, Mapping[str, Drafted]]):
    """Texts with their wordings. Its panels: `write`, for the facilitator with suggestions from phones, and `read`.

    `of` is a block of groups of cards, each of which can get a text (with `only`, those with a card in that column);
    `ONE` for a single text; None for texts that belong to nothing. `fields` are the parts of a text, the most important
    first. `outside` is what is said of words that the facilitator brought; without it nobody asks whose they are.
    `begins` says how a text should begin; nothing is ever put in front of what people wrote. `most` is how many
    there may be, or says so from the settings. A wording is kept once people were asked about it; with `versions`,
    every one is. Who asks shares the rounds: `text.shares = rating`. `says` is what texts are called, and `do` the name
    on the wire of the action that writes them.
    """

    def __init__(
        self, of: Group | str | None = None, *, fields: Sequence[Field] = (TEXT,), begins: Words = "", only: str = "",
        most: Most = None, versions: bool = False, says: Says = SAYS, do: str = "draft", outside: Words = "",
    ) -> None:  # fmt: skip
        self.groups = of if isinstance(of, Group) else None
        self.single, self.only, self.begins = of == ONE, only, begins
        self.parts, self.most, self.every, self.says, self.do = tuple(fields), most, versions, says, do
        self.outside = outside
        self.write = Write(self)
        self.read = Read(self)

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, Drafted]:
        return self.of(s).texts

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        """What can be written now."""
        most = self.most(ctx.settings) if callable(self.most) else self.most
        there = self.of(s).texts
        bare = [id for id in ([ONE] if self.single else self.groups_of(s)) if id not in there]
        return Rules(self.parts, bare, not self.single, most, self.every, self.says)

    def reopen(self, s: Any, ctx: Ctx, entry: str, ledger: str, gone: Words) -> None:
        """An older entry (its key) of a ledger is a text to talk about again. Refused with `gone` when it is none."""
        found = ctx.ledgers.find(entry)
        if found is None or found.ledger != ledger:
            raise Refused(gone)
        self.of(s).bring_back(entry, found.text, self.rules(s, ctx))

    def room(self, s: Any, ctx: Ctx) -> int | None:
        """How many more texts there may be; None for as many as people like."""
        most = self.rules(s, ctx).most
        return None if most is None else max(0, most - len(self.of(s).texts))

    def groups_of(self, s: Any) -> dict[str, list[str]]:
        """The groups (ids) that can have a text, each with its cards (ids)."""
        if self.groups is None:
            return {}
        columns = {id: card.column for id, card in self.groups.cards.of(s).cards.items()}
        found = self.groups.members(s)
        return {group: ids for group, ids in found.items() if any(self.only in ("", columns[id]) for id in ids)}

    def subjects(self, s: Any, some: Iterable[str]) -> list[Subject]:
        """Some texts (ids), or what can get one, as they are shown."""
        texts, groups = self.of(s).texts, self.groups_of(s)
        numbers = {} if self.single else {id: number for number, id in enumerate(texts, 1)}
        first = self.parts[0].name
        return [
            Subject(id, texts[id].words, numbers.get(id), {first: texts[id].words, **texts[id].more},
                    note=self.outside if texts[id].outside else "")
            if id in texts
            else Subject(id, self._label(s, id), cards=self._cards(s, id, groups.get(id, ())), open=True)
            for id in some
        ]  # fmt: skip

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The present words of all texts by id, as a rating or a vote takes them."""
        return {id: text.words for id, text in self.of(s).texts.items()}

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about the texts yet; empty when there is one."""
        return "" if self.of(s).texts else self.says.first

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return [*record.texts(self.name, self.of(s), self.parts), *self.wordings(s, ctx)]

    def wordings(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """What the record says of texts that were said in more than one way, for who tells of the texts themselves."""
        asked = [each.number for each in self.shown(s, ctx) if each.number]
        return record.wordings(f"{self.name.replace('_', '-')}-wordings", self.of(s), asked)

    def say(self, s: Any, ctx: Ctx, text: Mapping[str, str], more: Mapping[str, str], heard: bool = False) -> None:
        """Say texts in these words: the first field by id, the others as "<id>.<field>"."""
        rules = self.rules(s, ctx)
        said = {id: {rules.fields[0].name: words} for id, words in text.items()}
        for place, words in more.items():
            id, _dot, name = place.partition(".")
            said.setdefault(id, {})[name] = words
        self.of(s).write(said, ctx.round, rules, outside=bool(self.outside) and not heard)

    def suggestions(self, s: Any, rules: Rules) -> list[Suggestion]:
        """What people suggest that would change something."""
        given, open_ = self.of(s).suggested.cards, self.of(s).open_suggestions(rules)
        return [
            Suggestion(card, given[card].text, each.words)
            for card, each in zip(open_, self.subjects(s, open_.values()), strict=True)
        ]

    def _label(self, s: Any, id: str) -> Words:
        if self.groups is None:
            return self.says.other
        return self.groups.of(s).label(id, self.groups.cards.of(s)) or _("A group without a name")

    def _cards(self, s: Any, id: str, some: Sequence[str]) -> str:
        """Some cards of a group, side by side; nothing where all of them say what its label says."""
        if self.groups is None:
            return ""
        there = self.groups.cards.of(s).cards
        texts = [there[card].text for card in some]
        if len({*texts, str(self._label(s, id))}) < 2:
            return ""
        cut = [text if len(text) <= 40 else f"{text[:39].rstrip()}…" for text in texts[:3]]
        return " · ".join(" ".join(text.split()) for text in cut)


class Write(Panel[Draft]):
    """All texts in one form for the facilitator; on phones, a form to suggest words for each."""

    def offers(self) -> Mapping[str, Action]:
        return {self.block.do if name == "write" else name: made for name, made in super().offers().items()}

    @action(by="facilitator", voids=True)
    def write(
        self, s: Any, ctx: Ctx, text: dict[str, Said] = {}, more: dict[str, Said] = {},  # noqa: B006 - never changed
        heard: bool = False, about: Id = "",
    ) -> None:  # fmt: skip
        """Say texts in these words, by their ids, those of what has none yet, or "new"; an empty field changes nothing.

        `more` holds the other fields, as "<id>.<field>". With `heard` the words were said in the room; otherwise they
        are those of who brought them, where that is told apart. `about` says what has none yet and "new" belongs to.
        """
        own = {place.replace(NEW, about or NEW, 1) if place.startswith(NEW) else place: words
               for place, words in more.items()}  # fmt: skip
        self.block.say(s, ctx, {about or id if id == NEW else id: words for id, words in text.items()}, own, heard)

    @action(by="facilitator", voids=True)
    def use(self, s: Any, ctx: Ctx, card: Id) -> None:
        """Take the words that somebody suggested."""
        self.block.of(s).use(card, ctx.round, self.block.rules(s, ctx))

    @action(by="facilitator")
    def put_away(self, s: Any, card: Id) -> None:
        """Leave a suggestion aside."""
        self.block.of(s).put_away(card)

    @action(by="facilitator", voids=True)
    def drop(self, s: Any, ctx: Ctx, rule: Id) -> None:
        """Leave a text out."""
        self.block.of(s).drop(rule, self.block.rules(s, ctx))

    @action()
    def suggest(self, s: Any, me: Key, ctx: Ctx, rule: Id, text: Said, field: Id = "") -> None:
        """Suggest words for a text, one for each of its fields; without a `field`, for the first."""
        rules = self.block.rules(s, ctx)
        self.block.of(s).suggest(me, rule, field or rules.fields[0].name, text, rules, ctx)

    def headline(self, s: Any, ctx: Ctx) -> ForWhom:
        return self.block.begins

    def board(self, s: Any, ctx: Ctx) -> Html:
        rules, there = self.block.rules(s, ctx), [*self.block.of(s).texts]
        if not there and not (rules.open and rules.new):
            return kit.empty(rules.says.none, "")
        open_ = rules.open if rules.new else ()
        return widgets.read(self.block.subjects(s, [*there, *open_]), self.block.parts)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        rules, texts = self.block.rules(s, ctx), self.block.of(s)
        mine = {card.column: card.text for card in texts.suggested.of(me).values()}
        subjects = self.block.subjects(s, [*texts.texts, *rules.open])
        if len(rules.fields) > 1:
            return frames.suggesting(subjects, mine, rules, self.named)
        return widgets.suggesting(subjects, mine, rules, self.named)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block, room = self.block, self.block.room(s, ctx)
        rules = block.rules(s, ctx)
        suggested = block.suggestions(s, rules)
        if rules.new and len(rules.fields) > 1:
            there, open_ = block.subjects(s, block.of(s).texts), block.subjects(s, rules.open)
            do, drop = self.named(block.do), self.named("drop")
            form = frames.writing(there, open_ if room != 0 else None, rules, do, drop, bool(block.outside))
            return kit.join(form, widgets.suggestions(suggested, self.named, 5_000))
        rules = replace(rules, open=[*rules.open][:room])
        subjects = block.subjects(s, [*block.of(s).texts, *rules.open])
        more = rules.new and (room is None or room > len(rules.open))
        form = widgets.writing(subjects, rules, more, self.named(block.do), self.named("drop"))
        return kit.join(widgets.suggestions(suggested, self.named), form)


class Read(Panel[Draft]):
    """The texts to read, or `some` of them: `Read(draft, story.open)`."""

    def __init__(self, block: Draft, some: Some | None = None) -> None:
        super().__init__(block)
        self.some = some

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Nobody is asked about texts before there is one."""
        asked = any(each.name == phase and each.privacy for each in ctx.phases)
        return self.block.says.first if asked and not self.block.of(s).texts else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        some = self.some(s, ctx) if self.some else [*self.block.of(s).texts]
        return widgets.read(self.block.subjects(s, some), self.block.parts)
