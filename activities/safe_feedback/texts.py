"""Two open questions. Once they are sealed, nothing says who wrote what, and nothing links texts with ratings.

Fewer than `k` people: the ratings are dropped, and the texts wait, sealed, for a later feedback that reaches k on its
own. From k on the texts of earlier ones are shuffled in with those of today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.safe_feedback.found import QUESTIONS, Said
from activities.safe_feedback.promise import harm, too_few
from activities.safe_feedback.ratings import Ratings
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, SealedEntry, Seals, action
from facilitator.blocks.collect.card import LONGEST
from facilitator.composing import Block, Panel, SheetInput
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Paragraph, Passage, Quote, Quotes
from facilitator.text import is_blank

TOPIC = "feedback"
ROOM = 24.0
"""How much of the height of the board comments have below the themes."""
Text = Annotated[str, Field(max_length=LONGEST)]


@dataclass
class Sheet:
    """What one person wrote, as long as it is open."""

    texts: dict[str, str]
    show: bool


@dataclass
class Box:
    """The sheets while people answer; afterwards how many did, and the texts with those of earlier times, shuffled."""

    sheets: dict[Key, Sheet] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    answered: int | None = None
    """How many people gave anything; None before it was sealed."""
    said: list[Said] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    """Keys of what was sealed earlier, and is among `said`."""
    delete: bool = False
    """Whether texts below k are deleted unread."""


class Texts(Block[Box, None]):
    """Two open questions. `hold` tells the facilitator how many answered, `few` what becomes of too few."""

    def __init__(self, rating: Ratings) -> None:
        self.rating = rating
        self.ask, self.hold, self.few, self.comments = Ask(self), Hold(self), Few(self), Comments(self)

    def enough(self, s: Any, ctx: Ctx) -> bool:
        """Whether enough people answered for anything to be shown."""
        return bool((self.of(s).answered or 0) >= ctx.settings.k)

    def comments_of(self, s: Any, ctx: Ctx) -> list[Said]:
        """The texts that everybody may see: none where the room was told that no comment is shown."""
        if not ctx.settings.comments_shown or not self.enough(s, ctx):
            return []
        return [each for each in self.of(s).said if each.show and not each.hidden]

    def seal(self, s: Any, ctx: Ctx) -> None:
        """Drop what leads from a text to a person, and the ratings too where too few answered."""
        box = self.of(s)
        rated = self.rating.sheets(s)
        self.rating.seal(s, ctx)
        box.answered = len({*rated.answered(), *box.sheets})
        mine = _said(box)
        if self.enough(s, ctx):
            earlier = ctx.sealed.of(TOPIC)
            mine += [Said(each.data["question"], each.data["text"], "show" in each.data) for each in earlier]
            box.opened = [each.key for each in earlier]
        else:
            rated.points, rated.parts, rated.buckets = {}, {}, []
        box.said = sorted(mine, key=lambda each: (each.question, each.text, each.show))
        ctx.random("texts").shuffle(box.said)
        box.sheets, box.passes = {}, {}

    def read(self, s: Any, ctx: Ctx) -> bool:
        """Whether what people wrote has led to a result that was shown."""
        return self.enough(s, ctx) and bool(self.rating.shown(s, ctx))

    def seals(self, s: Any, ctx: Ctx) -> Seals:
        """Texts that led to nothing stay sealed, unless they are to be deleted, or no later session can find them."""
        box = self.of(s)
        if self.read(s, ctx):
            return Seals(opened=tuple(box.opened))
        if box.delete:
            return Seals(opened=tuple(each.key for each in ctx.sealed.of(TOPIC)))
        left = box.said if box.answered is not None else _said(box)
        keep = tuple(SealedEntry(TOPIC, _sealed(each)) for each in left) if ctx.sealed.lasts else ()
        return Seals(keep, tuple(box.opened))

    def own_words(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, str]:
        sheet = self.of(s).sheets.get(me)
        return {name: text for name, text in sheet.texts.items() if not is_blank(text)} if sheet else {}

    def unsay(self, s: Any, me: Key, word: str) -> None:
        del self.of(s).sheets[me].texts[word]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        if self.of(s).answered is None:
            return ()
        if not self.enough(s, ctx):
            return [Paragraph(str(fate(self.of(s), ctx)))]
        quotes = tuple(Quote(each.text, str(QUESTIONS[each.question])) for each in self.comments_of(s, ctx))
        return [Quotes(str(_("What may be shown")), quotes)] if quotes else []


class Ask(SheetInput[Texts]):
    """Two fields, and whether they may be shown."""

    privacy, do = "sensitive", "say_freely"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        sheet = self.block.of(s).sheets.get(me) if me else None
        texts = sheet.texts if sheet else {}
        areas = [
            kit.text_area(f"texts.{name}", words, LONGEST, texts.get(name, ""), 2) for name, words in QUESTIONS.items()
        ]
        on = bool(sheet and sheet.show)
        may = kit.tick("show", _("This may be shown, without my name"), on) if ctx.settings.comments_shown else ""
        return kit.join(*areas, kit.hint(_("Please do not name other people.")), may, kit.hint(harm(ctx)))

    def whole(
        self, s: Any, me: Key, ctx: Ctx, texts: dict[str, Text] = {}, show: bool = False,  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """What helped and what should change; an empty field says nothing."""
        if any(name not in QUESTIONS for name in texts):
            raise Refused(_("This is not one of the questions. Please load the page again."))
        said = {name: text.strip() for name, text in texts.items() if not is_blank(text)}
        box = self.block.of(s)

        def keep() -> None:
            box.passes.pop(me, None)
            box.sheets.pop(me, None)
            if said:
                box.sheets[me] = Sheet(said, show)

        return keep

    def counted_from(self, given: Any) -> int:
        return int(given.k)

    def sealing(self, s: Any, ctx: Ctx) -> None:
        self.block.seal(s, ctx)


class Hold(Panel[Texts]):
    """How many answered, as soon as that may be said, and where the words can be read."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.lead(_("They are read alone. Then we see what we have in common."))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        box = self.block.of(s)
        if not self.block.enough(s, ctx):
            return kit.lead(too_few(ctx))
        n = ngettext("{n} person answered.", "{n} people answered.", box.answered or 0)
        earlier = ngettext("{n} text waited sealed and is among them.", "{n} texts waited sealed and are among them.",
                           len(box.opened))  # fmt: skip
        return kit.join(kit.lead(n), kit.hint(earlier) if box.opened else "")


class Few(Panel[Texts]):
    """What becomes of the words where too few answered. Nobody has read them, and nobody can."""

    @action(by="facilitator")
    def delete_unread(self, s: Any, ctx: Ctx, on: bool = True) -> None:
        """Delete the words of too few people unread, today's and those that wait, or keep them sealed."""
        if self.block.enough(s, ctx):
            raise Refused(_("Enough people answered, so these words are read and not deleted."))
        self.block.of(s).delete = on

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("") if self.block.enough(s, ctx) else kit.lead(fate(self.block.of(s), ctx))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if self.block.enough(s, ctx) or not ctx.sealed.lasts:
            return Html("")
        deleted = self.block.of(s).delete
        words = _("Keep them sealed after all") if deleted else _("Delete the words unread")
        return kit.secondary([kit.button(words, kit.act("delete_unread", on=int(not deleted)))])


class Comments(Panel[Texts]):
    """Single comments, where the settings show them and their writers allow it."""

    roomy = True

    def board(self, s: Any, ctx: Ctx) -> Html:
        texts = [each.text for each in self.block.comments_of(s, ctx)]
        if not texts:
            return Html("")
        return kit.join(kit.heading(_("Comments that may be shown")), kit.quotes(texts, "", "comments", ROOM))


def fate(box: Box, ctx: Ctx) -> Words:
    """What becomes of words of too few people, as the room is told."""
    if box.delete or not ctx.sealed.lasts:
        return _("The words are deleted unread.")
    return _("The words stay sealed until enough people answer another time.")


def _said(box: Box) -> list[Said]:
    return [Said(name, text, each.show) for each in box.sheets.values() for name, text in each.texts.items()]


def _sealed(said: Said) -> dict[str, str]:
    return {"question": said.question, "text": said.text} | ({"show": "yes"} if said.show else {})
