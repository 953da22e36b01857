"""Everyone who was named, in four circles; what the room adds aloud, what is not rated, why somebody stays missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.whos_missing import widgets
from activities.whos_missing.gaps import Coverage, Known, coverage, joined
from activities.whos_missing.presets import CIRCLES, Circle
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks.collect import Id
from facilitator.blocks.collect.beside import Said, read
from facilitator.blocks.group import Group
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.text import is_blank, likeness

Name = Annotated[str, Field(max_length=80)]
Cell = Annotated[str, Field(max_length=60)]
Why = Annotated[str, Field(max_length=280)]
MOST_SPOKEN = 9


@dataclass
class Spoken:
    """A group that somebody named aloud, typed in on the stage."""

    text: str
    said: Said = field(default_factory=dict)


@dataclass
class Placed:
    """Where each group stands, by id; the last taps can be taken back."""

    where: dict[str, str] = field(default_factory=dict)
    moves: list[tuple[str, str]] = field(default_factory=list)
    """Each group that was moved, and where it was before."""
    aside: list[str] = field(default_factory=list)
    """What is on the map, and not rated."""
    spoken: dict[str, Spoken] = field(default_factory=dict)
    why: str = ""
    """Why the activity is closed although somebody is missing."""


class Mapped(Block[Placed, Coverage]):
    """The named groups of cards, with what their cards say of them. It lists those that are rated."""

    def __init__(self, groups: Group) -> None:
        self.groups = groups
        self.place, self.more, self.lacks, self.reason = Place(self), More(self), Lacks(self), Reason(self)

    def known(self, s: Any, ctx: Ctx) -> dict[str, Known]:
        """Everyone on the map, by id."""
        placed, order = self.of(s), ctx.settings.called
        cards, members = self.groups.cards.of(s).cards, self.groups.members(s)
        said: dict[str, list[Said]] = {
            group: [cards[card].beside for card in members.get(group, ())] for group in self.groups.texts(s, ctx)
        }
        texts = {**self.groups.texts(s, ctx), **{id: each.text for id, each in placed.spoken.items()}}
        said |= {id: [each.said] for id, each in placed.spoken.items()}
        return {
            id: Known(
                id, text, *joined(said[id], order), placed.where.get(id, ""), id not in placed.aside, not said[id]
            )
            for id, text in texts.items()
        }

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """Those that are rated."""
        return {id: each.text for id, each in self.known(s, ctx).items() if each.rated}

    def room(self, s: Any, ctx: Ctx) -> bool:
        """Whether one more can be rated."""
        return len(self.texts(s, ctx)) < int(ctx.settings.max_items)

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can rate them yet: there is none, or there are too many."""
        rated, most = len(self.texts(s, ctx)), ctx.settings.max_items
        if not rated:
            return _("Nobody is on the map yet. Add a group that somebody names.")
        if rated > most:
            return ngettext(
                "There are {rated}, and {n} can be rated. Merge some, or set some aside.",
                "There are {rated}, and {n} can be rated. Merge some, or set some aside.", most, rated=rated,
            )  # fmt: skip
        return ""

    def results(self, s: Any, ctx: Ctx) -> Coverage:
        """Which categories lack somebody; cards that are in no group yet count as well."""
        order, cards = ctx.settings.called, self.groups.cards.of(s).cards
        piles = [*filter(None, self.groups.members(s).values()), *([card] for card in self.groups.alone(s))]
        named = [joined((cards[card].beside for card in pile), order) for pile in piles]
        return coverage([*named, *(joined([each.said], order) for each in self.of(s).spoken.values())], order)

    def lacking(self, s: Any, ctx: Ctx) -> tuple[list[Words], list[Words]]:
        """The categories that are missing, and those of which nobody is here today, in words."""
        found, called = self.results(s, ctx), ctx.settings.called
        return [called[each] for each in found.missing], [called[each] for each in found.away]

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        if not self.groups.cards.seen(ctx):
            return _("Show the cards first. Until then nobody knows who is missing.")
        missing, _away = self.lacking(s, ctx)
        if not missing or self.of(s).why:
            return ""
        if len(missing) > 2:
            return ngettext(
                "{n} category has no one yet. Add a group, or write why we close without them.",
                "{n} categories have no one yet. Add groups, or write why we close without them.", len(missing),
            )  # fmt: skip
        return _("No one yet from: {categories}. Add a group, or write why we close without them.",
                 categories=", ".join(map(str, missing)))  # fmt: skip


class Place(Panel[Mapped]):
    """Tap a group, then a circle: on every phone and on the stage, without dragging."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.circles(list(self.block.known(s, ctx).values()), self.block.lacking(s, ctx))

    @action(touches="everyone", undo=False)
    def place(self, s: Any, ctx: Ctx, to: Circle, item: Id = "") -> None:
        """This group belongs into that circle."""
        self._put(s, ctx, item, to)

    @action(by="facilitator", undo=False)
    def put(self, s: Any, ctx: Ctx, to: Circle, item: Id = "") -> None:
        """The same on the stage."""
        self._put(s, ctx, item, to)

    @action(by="facilitator", undo=False)
    def take_placing_back(self, s: Any) -> None:
        """Take back the latest tap, whoever made it."""
        placed = self.block.of(s)
        if not placed.moves:
            raise Refused(_("There is no move to take back."))
        item, before = placed.moves.pop()
        placed.where.pop(item, None)
        if before:
            placed.where[item] = before

    @action(by="facilitator")
    def set_aside(self, s: Any, ctx: Ctx, item: Id = "") -> None:
        """Keep it on the map, and do not rate it."""
        self._check(s, ctx, item)
        if item in self.block.of(s).aside:
            raise Refused(_("This is not rated already."))
        self.block.of(s).aside.append(item)

    @action(by="facilitator")
    def rate_after_all(self, s: Any, ctx: Ctx, item: Id = "") -> None:
        """Rate it after all, as long as there is room."""
        self._check(s, ctx, item)
        if item not in self.block.of(s).aside:
            raise Refused(_("This is rated already."))
        if not self.block.room(s, ctx):
            raise Refused(_("No more can be rated. Set another aside first."))
        self.block.of(s).aside.remove(item)

    @action(by="facilitator")
    def set_rest_aside(self, s: Any, ctx: Ctx) -> None:
        """Rate as many as there is room for, from the inner circle outwards; the others stay on the map."""
        rated = [each for each in self.block.known(s, ctx).values() if each.rated]
        inner = [each.id for _circle, found in sorted_by_circle(rated) for each in found]
        over = inner[int(ctx.settings.max_items) :]
        if not over:
            raise Refused(_("There are not too many to rate."))
        self.block.of(s).aside.extend(over)

    def own_undo(self, s: Any, ctx: Ctx) -> str:
        return self.named("take_placing_back") if self.block.of(s).moves else ""

    def phone(self, s: Any, me: str, ctx: Ctx) -> Html:
        return widgets.placing(list(self.block.known(s, ctx).values()), self.named("place"))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        known = list(self.block.known(s, ctx).values())
        acts = [(self.named("set_aside"), _("Do not rate it"))] if any(each.rated for each in known) else []
        if self.block.of(s).aside and self.block.room(s, ctx):
            acts.append((self.named("rate_after_all"), _("Rate it after all")))
        most = int(ctx.settings.max_items)
        over = most if len(self.block.texts(s, ctx)) > most else 0
        return widgets.placing(known, self.named("put"), acts) + widgets.too_many(self.named("set_rest_aside"), over)

    def _put(self, s: Any, ctx: Ctx, item: str, to: str) -> None:
        self._check(s, ctx, item)
        placed = self.block.of(s)
        before = placed.where.get(item, "")
        if before != to:
            placed.where[item] = to
            placed.moves.append((item, before))

    def _check(self, s: Any, ctx: Ctx, item: str) -> None:
        if not item:
            raise Refused(_("Choose a group first."))
        if item not in self.block.known(s, ctx):
            raise Refused(_("This is not there any more. Please load the page again."))


class More(Panel[Mapped]):
    """On the stage: a group that somebody names aloud, when the cards have been shown."""

    @action(by="facilitator")
    def add_named(self, s: Any, ctx: Ctx, text: Name, fields: dict[Cell, Cell] = {}) -> None:  # noqa: B006 - never changed
        """One more group or role, as the room says it. Where enough are or were rated, it is on the map only."""
        spoken, full = self.block.of(s).spoken, (ctx.asked and ctx.revealed) or not self.block.room(s, ctx)
        if is_blank(text):
            raise Refused(_("This is empty. Write a few words."))
        if likeness(text) in {likeness(each.text) for each in self.block.known(s, ctx).values()}:
            raise Refused(_("This is on the map already."))
        if len(spoken) >= MOST_SPOKEN:
            raise Refused(_("{n} are enough to add here.", n=MOST_SPOKEN))
        id, said = f"s{len(spoken) + 1}", read(ctx.settings.beside(), fields)
        spoken[id] = Spoken(text.strip(), said)
        if full:
            self.block.of(s).aside.append(id)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return widgets.add_named(self.named("add_named"), ctx.settings.beside())


class Reason(Panel[Mapped]):
    """On the stage: why we close although somebody is missing."""

    @action(by="facilitator")
    def say_why(self, s: Any, ctx: Ctx, text: Why) -> None:
        """Say why somebody stays missing, so that it is in the record."""
        if is_blank(text):
            raise Refused(_("This is empty. Write a few words."))
        if not self.block.lacking(s, ctx)[0]:
            raise Refused(_("Nobody is missing any more."))
        self.block.of(s).why = text.strip()

    def stage(self, s: Any, ctx: Ctx) -> Html:
        missing, _away = self.block.lacking(s, ctx)
        return widgets.ask_why(self.named("say_why"), self.block.of(s).why) if missing else Html("")


class Lacks(Panel[Mapped]):
    """Who is missing, in a broken box on every screen."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return widgets.lacks(*self.block.lacking(s, ctx))


def circle_of(known: Known) -> Words:
    """What its circle is called; empty for none."""
    return CIRCLES.get(known.circle, "")


def sorted_by_circle(known: Sequence[Known]) -> list[tuple[str, list[Known]]]:
    """The circles from the inside out, those in none last."""
    return [
        (circle, found) for circle in (*CIRCLES, "") if (found := [each for each in known if each.circle == circle])
    ]
