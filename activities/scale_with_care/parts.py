"""The parts of what a group does, each with what it is for: one for each group of cards, and others said aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field as Limit

from activities.scale_with_care import widgets
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.draft import Draft, Drafted, Field, Says, Texts, Write
from facilitator.blocks.group import Group
from facilitator.i18n import Words, _
from facilitator.report.model import Passage
from facilitator.text import is_blank

SAYS = Says(
    none=_("There is no part yet."),
    first=_("There is no part yet. Write one below."),
    each=_("Part {n}"),
    other=_("Another part"),
    gone=_("This part is not there any more. Please load the page again."),
    most=_("{n} parts are the most. Leave one out first."),
    full=_("There is no room for more parts. Leave one out first."),
    there=_("This one is among the parts already."),
)
PART = Field("text", _("The part"), 80)
PURPOSE = Field("purpose", _("What is it for?"), 120)
FIELDS = (PART, PURPOSE)

Id = Annotated[str, Limit(max_length=40)]
Said = Annotated[str, Limit(max_length=120)]


@dataclass
class Made(Texts):
    """Parts, the groups (ids) that became one, and those parts (ids) that are the purpose of another."""

    came: list[str] = field(default_factory=list)
    purposes: dict[str, str] = field(default_factory=dict)
    """The part (id) that each of them was parted from."""


class Parts(Draft):
    """The parts, each with what it is for. Its panel `write` begins with a part for each group of cards."""

    slice = Made

    def __init__(self, groups: Group) -> None:
        super().__init__(groups, fields=FIELDS, most=lambda given: given.max_parts, says=SAYS, do="name_parts")
        self.write = WriteParts(self)

    def made(self, s: Any) -> Made:
        """Its slice."""
        slice = self.of(s)
        assert isinstance(slice, Made)
        return slice

    def purpose(self, s: Any, part: str) -> str:
        """What a part (id) is for; of one that is a purpose itself, its own words."""
        there = self.of(s).texts[part]
        return there.more.get(PURPOSE.name, "") or (there.words if part in self.made(s).purposes else "")

    def coming(self, s: Any) -> list[str]:
        """The groups (ids) that are no part yet, and were not left out."""
        return [group for group in self.groups_of(s) if group not in self.made(s).came]

    def take_over(self, s: Any, ctx: Ctx) -> None:
        """Make a part of every new group, as long as there is room, those with most cards first.

        Of groups that are no more, a part without a purpose goes, too.
        """
        if self.groups and self.groups.alone(s):  # a card on its own is a part of its own
            self.groups.of(s).stand_alone(self.groups.cards.of(s), False, False)
        made, there = self.made(s), self.groups_of(s)
        for gone in [id for id in made.came if id not in there]:
            made.came.remove(gone)
            if gone in made.texts and _untouched(made.texts[gone]):
                del made.texts[gone]
        coming = sorted(self.coming(s), key=lambda group: -len(there[group]))[: self.room(s, ctx)]
        new = {group: {PART.name: _fitting(str(self._label(s, group)))} for group in there if group in coming}
        if new:
            made.write(new, ctx.round, self.rules(s, ctx))
            made.came += new

    def split(self, s: Any, ctx: Ctx, part: str, stays: str, how: str) -> None:
        """Make two of a part: what it is for, which may be core, and how it is done, which may change."""
        made, rules = self.made(s), self.rules(s, ctx)
        if part not in made.texts:
            raise Refused(SAYS.gone)
        if is_blank(stays) or is_blank(how):
            raise Refused(_("Say both: what it is for, and how we do it."))
        if rules.most is not None and len(made.texts) >= rules.most:
            raise Refused(SAYS.most, n=rules.most)
        if len(" ".join(stays.split())) > PART.limit:
            raise Refused(_("This text is too long. Please use at most {n} characters.", n=PART.limit))
        now = {PART.name: how, PURPOSE.name: stays}
        half = f"n{made.made + 1}"
        made.write({part: now, "new": {PART.name: stays}}, ctx.round, rules)
        made.purposes[half] = part

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Every part has a purpose before anyone sorts it."""
        for number, part in enumerate(self.of(s).texts, 1):
            if not self.purpose(s, part):
                return _("Part {n} has no purpose yet. Ask the room what it is for.", n=number)
        return super().unready(s, ctx)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        return [*self.wordings(s, ctx)]


class WriteParts(Write):
    """The parts with their purposes. Every group of cards becomes a part when this is entered."""

    block: Parts

    @action(by="facilitator", voids=True)
    def drop(self, s: Any, ctx: Ctx, rule: Id) -> None:
        """Leave a part out."""
        self.block.of(s).drop(rule, self.block.rules(s, ctx))
        self.block.made(s).purposes.pop(rule, None)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        block = self.block
        rules, texts = block.rules(s, ctx), block.of(s)
        mine = [card.text for card in texts.suggested.of(me).values()]
        return widgets.suggesting(block.subjects(s, texts.texts), mine, rules, self.named("suggest"))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        block, there = self.block, self.block.of(s).texts
        bare = next((id for id in there if not block.purpose(s, id)), "")
        if not bare:
            return super().stage(s, ctx)
        name, words = f"more.{bare}.{PURPOSE.name}", _("What is it for? {part}", part=there[bare].words)
        form = kit.text_form(kit.TextField(name, words, PURPOSE.limit), self.named(block.do), _("Save it"))
        return kit.join(form, super().stage(s, ctx))

    def entering(self, s: Any, ctx: Ctx) -> None:
        self.block.take_over(s, ctx)


def _fitting(words: str) -> str:
    """What a card says, where it is longer than a part may be: its beginning; the card itself stays as it is."""
    words = " ".join(words.split())
    return words if len(words) <= PART.limit else f"{words[: PART.limit - 1].rstrip()}…"


def _untouched(part: Drafted) -> bool:
    return len(part.wordings) == 1 and not part.more
