"""Saying: one short answer from everyone, unseen until all are shown; a word, a line, or a picture from six."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from activities.check_in import widgets
from activities.check_in.pictures import PICTURES, OnePicture
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Privacy, Round, Settings
from facilitator.blocks.collect import Collect, Mended, Pile, Writes, short
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.shelves import card_wall
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report import taking_part
from facilitator.report.model import Column, Dots, Facts, Outcome, Passage, Table


def may(given: Any) -> short.Short:
    """What an answer may be, from the settings."""
    return OnePicture(most=1) if given.answer == "picture" else short.Short.of(given.answer)


def names_shown(given: Any) -> Privacy | None:
    """Open, where answers are shown with names."""
    return "open" if given.names else None


def came_to(told: short.Told, form: str) -> Outcome:
    """How many answered, and how many the same; which picture most chose, but no words, which may stay in the room."""
    answered = ngettext("{n} person answered.", "{n} people answered.", told.n)
    if not told.texts:
        return Outcome("none", str(answered if told.n else _("Nobody answered.")))
    most = told.texts[0].n
    first = [each.text for each in told.texts if each.n == most]
    if form == "picture" and most > 1:
        chosen = "; ".join(str(PICTURES[text]) for text in first)
        return Outcome("none", str(_("Chosen most: {pictures}.", pictures=chosen)), str(answered))
    if most == 1:
        return Outcome("none", str(answered))
    same: Words = ngettext("{n} of them said the same.", "{n} of them said the same.", most)
    if len(first) > 1:
        same = ngettext("Several answers came from {n} person each.",
                        "Several answers came from {n} people each.", most)  # fmt: skip
    return Outcome("none", str(answered), str(same))


class Answers(Collect):
    """One card from everyone, which is their answer. Pictures are no words to care for."""

    def __init__(self) -> None:
        super().__init__(may=may, mine=_("Your answer"), per_round=True)
        self.say, self.said = Say(self), Said(self)

    def told(self, s: Any) -> short.Told:
        """How many answered, and what they said."""
        return short.told(self.of(s))

    def seen(self, ctx: Ctx, round: Round | None = None) -> bool:
        """All are shown at once, when the facilitator shows them; to close shows nothing more."""
        return ctx.revealed if round is None else round.revealed

    def piles(self, s: Any, ctx: Ctx, mended: Mended) -> Sequence[Pile]:
        return [] if ctx.settings.answer == "picture" else super().piles(s, ctx, mended)

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        cards, rules, told, title = self.of(s), self.rules(s, ctx), self.told(s), str(_("Answers"))
        turnout = counting.turnout(ctx.round_seats, cards.answered(), cards.passes)
        result = came_to(told, ctx.settings.answer)
        who = [
            (_("Answered"), taking_part.answered(told.n, turnout.present)),
            (_("Passed"), taking_part.passed(turnout.done - turnout.answered)),
        ]
        facts = Facts(tuple((str(label), str(words)) for label, words in who))
        if not told.texts:
            return [result, facts, *card_record.notes(cards, rules)]
        if ctx.settings.answer == "line":
            return [result, facts, *card_record.blocks(title, cards, rules, ctx)]
        if ctx.settings.answer == "word":
            said: Passage = short.equal_words(title, cards)
        else:
            columns = (Column(str(_("Picture"))), Column(str(_("People")), "count"))
            rows = tuple((str(PICTURES[each.text]), each.n) for each in told.texts)
            said = Table("answers", title, columns, rows, Dots(0, 1, told.n))
        return [result, facts, said, *card_record.notes(cards, rules)]


class Say(Writes):
    """The answer, in place of what one said before. Its class of privacy is open where names are shown."""

    round, do = True, "write"

    def privacy_with(self, given: Settings) -> Privacy | None:
        return names_shown(given) or self.privacy

    def whole(self, s: Any, me: Key, ctx: Ctx, text: short.Said) -> Callable[[], None]:
        """Say it, in place of what one said before."""
        return self.keeps(s, me, ctx, self.block.rules(s, ctx).card(text))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        cards, rules = self.block.of(s), self.block.rules(s, ctx)
        return widgets.saying(cards, rules, ctx.settings.answer, me, self.named(self.do))

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        if ctx.settings.answer == "picture":
            return widgets.pictures("")
        return kit.text_area("text", _("Answer"), self.block.rules(s, ctx).limit)


class Said(Panel[Answers]):
    """What was said: words by how often, lines as cards, pictures as dots; with names where everybody knew of that."""

    def __init__(self, block: Answers) -> None:
        super().__init__(block)
        self.shows = (block,)

    def privacy_with(self, given: Settings) -> Privacy | None:
        return names_shown(given)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        n = self.block.told(s).n
        return ngettext("{n} person answered.", "{n} people answered.", n) if n and ctx.revealed else ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        mine = {card.text for card in self.block.of(s).of(me).values()}
        return self._drawn(s, ctx, mine)

    def _drawn(self, s: Any, ctx: Ctx, mine: Collection[str] = ()) -> Html:
        if not ctx.revealed:
            return Html("")
        cards, told, form = self.block.of(s), self.block.told(s), ctx.settings.answer
        if not told.texts:
            return kit.empty(_("Nobody wrote anything."), "")
        if names := cards.signed(ctx.names):
            return widgets.signed(cards, form, names)
        if form == "word":
            return kit.word_cloud(told.texts)
        return card_wall(cards) if form == "line" else widgets.chart(told.texts, told.n, mine)
