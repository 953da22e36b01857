"""Talking: cards about each part that the room does not agree on, and a part made two: what it is for, and how."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from activities.scale_with_care import widgets
from activities.scale_with_care.parts import Id, Said
from activities.scale_with_care.sorting import Sorting
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, action
from facilitator.blocks.draft import frames
from facilitator.blocks.draft.about import About, AskAbout
from facilitator.composing import Panel
from facilitator.i18n import Words, _
from facilitator.kit.results import paged


class Views(About):
    """A card about each part to talk about, without a name; new ones in each round. Its panels: `ask`, `talk`."""

    def __init__(self, sorting: Sorting) -> None:
        super().__init__(self.parts_in_columns, shares=sorting)
        self.sorting = sorting
        self.ask, self.talk = AskViews(self), Talk(self)

    def parts_in_columns(self, s: Any, ctx: Ctx) -> Sequence[kit.Column]:
        """The parts to talk about."""
        texts = self.sorting.parts.of(s).texts
        return [kit.Column(id, texts[id].words) for id in self.sorting.talked(s, ctx)]


class AskViews(AskAbout):
    """A field for each part to talk about."""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        sorting: Sorting = self.block.sorting  # type: ignore[attr-defined]
        return sorting.unsorted(s, ctx) or ("" if sorting.talked(s, ctx) else _("There is nothing left to talk about."))


class Talk(Panel[Views]):
    """One part after the other with its counts and cards; on the stage other words for it, or two parts of it."""

    def __init__(self, block: Views) -> None:
        super().__init__(block)
        self.shows = (block,)

    @action(by="facilitator")
    def reword(
        self, s: Any, ctx: Ctx, text: dict[str, Said] = {}, more: dict[str, Said] = {},  # noqa: B006 - never changed
    ) -> None:  # fmt: skip
        """Say parts in other words; they are sorted again."""
        self.block.sorting.parts.say(s, ctx, text, more)

    @action(by="facilitator")
    def split_part(self, s: Any, ctx: Ctx, part: Id, stays: Said = "", how: Said = "") -> None:
        """Make two parts of one: what it is for, and how we do it. Both are sorted again."""
        self.block.sorting.parts.split(s, ctx, part, stays, how)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.sorting.unsorted(s, ctx)

    def question(self, s: Any, ctx: Ctx) -> Words:
        """What stands over the cards: the part of the board's page."""
        page, _part = self._here(s, ctx)
        return page.words if page and kit.page.get().surface != "phone" else _("What do we talk about?")

    def headline(self, s: Any, ctx: Ctx) -> Mapping[Any, Words]:
        page, _part = self._here(s, ctx)
        return {"board": widgets.which(page, len(self._pages(s, ctx))), "phone": ""}

    def board(self, s: Any, ctx: Ctx) -> Html:
        page, part = self._here(s, ctx)
        return kit.join(widgets.talked(page, self._purpose(s, page.id)), part) if page else self._none()

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        pages = self._pages(s, ctx)
        return widgets.talked_on_phone([(each, self._purpose(s, each.id)) for each in pages]) if pages else self._none()

    def stage(self, s: Any, ctx: Ctx) -> Html:
        page, _part = self._here(s, ctx)
        if page is None:
            return Html("")
        parts = self.block.sorting.parts
        (subject,) = parts.subjects(s, [page.id])
        reword = frames.mending(subject, parts.rules(s, ctx), self.named("reword"), "", False)
        full = parts.room(s, ctx) == 0
        split = Html("") if full else widgets.splitting(page, parts.purpose(s, page.id), self.named("split_part"))
        return kit.join(split, kit.foldable(_("Say it in other words"), reword))

    def _none(self) -> Html:
        return kit.empty(_("There is nothing left to talk about."), "")

    def _purpose(self, s: Any, part: str) -> str:
        return self.block.sorting.parts.purpose(s, part)

    def _here(self, s: Any, ctx: Ctx) -> tuple[widgets.Talked | None, Html]:
        shown, part = paged(self._pages(s, ctx), 1)
        return (shown[0] if shown else None), part

    def _pages(self, s: Any, ctx: Ctx) -> list[widgets.Talked]:
        """The parts that were to be talked about when people wrote, also those that were changed since."""
        sorting, cards = self.block.sorting, self.block.of(s)
        texts, story = sorting.parts.of(s).texts, sorting.story(s, ctx)
        last = story.last
        about = {id: [card.text for card in cards.shown(id).values()] for id in texts}
        there = [id for id in texts if id in last and (id in sorting.talked(s, ctx) or about[id])]
        unasked = set(story.unasked(texts))
        return [
            widgets.Talked(id, number, texts[id].words, last[id], about[id], id in unasked)
            for number, id in enumerate(there, 1)
        ]
