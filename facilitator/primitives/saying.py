"""Saying one short thing, once a person: a word, a line, or a picture from six; and how it is counted and recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import counting
from facilitator.activity import Ctx, Key, Refused, action
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.collect.card import LONGEST, Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.i18n import Text, _, ngettext
from facilitator.primitives.caring import Pile
from facilitator.primitives.collecting import Collecting
from facilitator.report import taking_part
from facilitator.report.model import Column, Dots, Facts, Passage, Quote, Quotes, Table
from facilitator.text import Counted, counted, is_blank

Form = Literal["word", "line", "picture"]
LIMITS: Mapping[Form, int] = {"word": 20, "line": 140, "picture": 20}
"""Code points of an answer at most."""

PICTURES: Mapping[str, Text] = {
    "sunrise": _("Sunrise"),
    "cloud": _("Cloud"),
    "waves": _("Waves"),
    "mountain": _("Mountain"),
    "sprout": _("Sprout"),
    "boat": _("Boat"),
}
"""What a picture (id) is called. Each has the sign `picture-<id>`. None of them is better than another."""

_BEFORE = ("ready", "write")
"""Phases in which nothing was shown of this round."""

Said = Annotated[str, Field(max_length=LONGEST)]


@dataclass(frozen=True)
class Short(Rules):
    """What may be said: one card a person, on one line; a picture is kept as its id."""

    form: Form = "word"

    @classmethod
    def of(cls, form: Form) -> Short:
        """The rules for answers of this form."""
        return cls(limit=LIMITS[form], most=1, form=form)

    def words(self, text: str) -> str:
        """What is kept. Refused when it is empty, too long, or none of the pictures."""
        text = " ".join(text.split())
        if self.form == "picture":
            if text not in PICTURES:
                raise Refused(_("Choose one of the pictures, or pass."))
            return text
        if is_blank(text):
            raise Refused(_("There is nothing to read in it. Write something short, or pass."))
        return super().words(text)


@dataclass(frozen=True)
class Told:
    """What the group said: how many answered, and what is shown of it, most frequent first, then alphabetically."""

    n: int
    texts: tuple[Counted, ...]


def told(cards: Cards) -> Told:
    """Count what was said. Hidden cards are not shown; who wrote them has answered all the same."""
    return Told(len(cards.answered()), tuple(counted(card.text for card in cards.shown().values())))


class SaysOnce(Collecting):
    """Actions of the phase "write", and of all later ones, for an activity whose state has `cards: Cards`."""

    def card_rules(self, s: Any) -> Short:
        raise NotImplementedError

    def piles(self, s: Any, ctx: Ctx) -> Sequence[Pile]:
        rules = self.card_rules(s)
        return [] if rules.form == "picture" else [Pile(s.cards, rules, ctx.phase in _BEFORE, title=_("Your answer"))]

    @action("write")
    def write(self, s: Any, me: Key, ctx: Ctx, text: Said) -> None:
        """Say it, in place of what one said before."""
        rules = self.card_rules(s)
        s.cards.sheet(me, {"": rules.words(text)}, rules, ctx)


def blocks(cards: Cards, rules: Short, ctx: Ctx) -> list[Passage]:
    """What the record says: how many were here and answered, what was said without names, what was hidden and why."""
    found, title = told(cards), str(_("Answers"))
    turnout = counting.turnout(ctx.round_seats, cards.answered(), cards.passes)
    told_of = [
        (_("Answered"), taking_part.answered(found.n, turnout.present)),
        (_("Passed"), taking_part.passed(turnout.done - turnout.answered)),
    ]
    facts = Facts(tuple((str(label), str(words)) for label, words in told_of))
    if rules.form == "line":
        return [facts, *card_record.blocks(title, cards, rules, ctx)]
    if rules.form == "word":
        said: Passage = equal_words(title, cards)
    else:
        columns = (Column(str(_("Picture"))), Column(str(_("People")), "count"))
        rows = tuple((str(PICTURES[each.text]), each.n) for each in found.texts)
        said = Table("answers", title, columns, rows, Dots(0, 1, found.n))
    return [facts, said, *card_record.notes(cards, rules)]


def equal_words(title: str, cards: Cards) -> Quotes:
    """Words with how many people wrote each, most frequent first."""
    return Quotes(title, tuple(Quote(each.text, _times(each.n)) for each in told(cards).texts))


def _times(n: int) -> str:
    return str(ngettext("{n} time", "{n} times", n)) if n > 1 else ""
