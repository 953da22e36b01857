"""Cards of thanks: to everyone, to a group, for something we did, or to a person who said yes; signed or not."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from activities.appreciation import widgets
from activities.appreciation.names import Name, Names
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.collect import Card, Collect, Id, Rules, Text, Write
from facilitator.composing.phase import phases_of
from facilitator.i18n import Words, _

KINDS: Mapping[str, Words] = {
    "everyone": _("To everyone"),
    "group": _("To a group"),
    "did": _("For something we did"),
}
PERSON = "person"
LIMIT = 140


class Thanks(Collect):
    """Cards of thanks; whom one is for is its column: one of the three kinds, or the id of a name."""

    def __init__(self, names: Names) -> None:
        super().__init__(columns=self.whom, may=Rules(limit=LIMIT), mine=_("Your thanks"))
        self.names = names
        self.write = Writing(self)

    def whom(self, s: Any, ctx: Ctx) -> Sequence[kit.Column]:
        """Whom or what a card can be for."""
        people = [kit.Column(id, _("To {name}", name=name)) for id, name in self.names.listed(s).items()]
        return [*(kit.Column(kind, words) for kind, words in KINDS.items()), *people]

    def called(self, s: Any, ctx: Ctx) -> Mapping[str, Words]:
        """What each of them is called."""
        return {column.value: column.words for column in self.whom(s, ctx)}

    def were_shown(self, ctx: Ctx) -> bool:
        """Whether the room has seen them: from then on nothing is written, read in advance or chosen any more."""
        return any(phase.shows(self) and phase.name in ctx.went for phase in phases_of(ctx))

    def too_late(self, ctx: Ctx) -> Words:
        """That this step is over, once the cards were shown."""
        return _("The thanks have been shown, so this step is over.") if self.were_shown(ctx) else ""

    def card(self, s: Any, me: Key, ctx: Ctx, text: str, column: str, who: str) -> Card:
        """A card of thanks. Refused where it is for oneself."""
        card = self.rules(s, ctx).card(text, column)
        if column == self.names.id_of(s, me):
            raise Refused(_("This card is for yourself. Choose somebody else, or everyone."))
        card.name = who.strip()
        return card


class Writing(Write):
    """One card after the other; whom it is for, and a name under it for who likes."""

    block: Thanks

    def whole(  # type: ignore[override]
        self, s: Any, me: Key, ctx: Ctx, cards: dict[str, str] = {}, whom: Id = "", who: Name = "",  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """All cards at once, one a line, as on paper; those in the field "person" are for `whom`."""
        if cards.get(PERSON, "").strip() and not whom:
            raise Refused(_("Choose a name for this card first."))
        lines = [(whom if at == PERSON else at, line) for at, text in cards.items()
                 for line in text.split("\n") if line.strip()]  # fmt: skip
        if not lines:
            raise Refused(_("This card is empty. Write a few words, or pass."))
        return self.keeps(s, me, ctx, *[self.block.card(s, me, ctx, line, at, who) for at, line in lines])

    @action()
    def write(self, s: Any, me: Key, ctx: Ctx, text: Text, column: Id = "", who: Name = "") -> None:
        """One more card. Everyone will see it with the name `who`, if there is one."""
        made = self.block.card(s, me, ctx, text, column, who)
        self.block.of(s).write(me, made, self.block.rules(s, ctx), ctx)

    @action()
    def edit(self, s: Any, me: Key, ctx: Ctx, card: Id, text: Text, column: Id = "", who: Name = "") -> None:
        """Say it in other words, for somebody else, or with another name under it."""
        made = self.block.card(s, me, ctx, text, column, who)
        self.block.of(s).edit(me, card, text, column, self.block.rules(s, ctx))
        self.block.of(s).own(me, card).name = made.name

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        block, mine = self.block, self.block.names.id_of(s, me)
        whom = [column for column in block.whom(s, ctx) if column.value != mine]
        return widgets.writing(block.of(s), me, whom, LIMIT, self.named)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return widgets.sheet(KINDS, self.block.names.listed(s), LIMIT)
