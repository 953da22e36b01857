"""What there is to share: the pot, what is set aside first, and projects with what they cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html
from facilitator.blocks.options import Detail, Listing, Options, Read
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Column, Facts, Passage, Table
from facilitator.report.words import sentence

MOST = 100_000_000
"""The largest amount."""
COST = Detail("cost", _("Cost"), number=True, needed=True, most=MOST)
FLOOR = Detail("floor", _("Set aside"), number=True, most=MOST)


def priced(lines: Sequence[str], detail: Detail) -> Options:
    """Lines such as "Minibus: 500" as a list with that number said of each; a line without one says nothing of it."""
    texts, numbers = list[str](), dict[str, str]()
    for line in lines:
        name, colon, number = line.rpartition(":")
        figure = number.strip().replace(" ", "")
        whole = colon and name.strip() and figure.isascii() and figure.isdigit() and int(figure) <= detail.most
        texts.append(name.strip() if whole else line)
        if whole:
            numbers[texts[-1]] = str(int(figure))
    made = Options.of(texts)
    for option, text in made.texts.items():
        if text in numbers:
            made.details[option] = {detail.id: numbers[text]}
    return made


class RingFence(Listing):
    """Lines of the pot: what is set aside for each is never on a ballot. Split, the pot has just these lines."""

    def __init__(self, given: Callable[[Any], Sequence[str]]) -> None:
        super().__init__(given, least=0, most=12, details=(FLOOR,))
        self.frame, self.left = Frame(self), Left(self)

    def begin(self, ctx: Ctx) -> Options:
        return priced(self.given(ctx.settings), FLOOR)

    def asked(self, s: Any, ctx: Ctx, option: str) -> Sequence[Detail]:
        others = sum(floor for line, floor in self.floors(s).items() if line != option)
        return (replace(FLOOR, most=max(0, ctx.settings.amount - others)),)

    def floors(self, s: Any) -> dict[str, int]:
        """What is set aside, line by line."""
        return {line: self.number(s, line, FLOOR) for line in self.of(s).texts}

    def fixed(self, s: Any, ctx: Ctx) -> dict[str, Words]:
        """What is said under a line where points are given: how much of it is safe already."""
        return {line: _("{n} is fixed already", n=floor) for line, floor in self.floors(s).items() if floor}

    def to_share(self, s: Any, ctx: Ctx) -> int:
        """What is left of the pot; below 0 where more is set aside than there is."""
        return int(ctx.settings.amount) - sum(self.floors(s).values())

    def unready(self, s: Any, ctx: Ctx) -> Words:
        over, unit = -self.to_share(s, ctx), ctx.settings.unit or 1
        if over > 0:
            return _("{n} more is set aside than there is in the pot. Stop here, or lower a line.", n=over)
        if not ctx.settings.splits:
            return "" if over else _("Nothing is left to share. Lower a line that is set aside.")
        if len(self.of(s).texts) < 2:
            return _("To split the pot you need 2 lines at least. Add them in “First”.")
        odd = [self.of(s).texts[line] for line, floor in self.floors(s).items() if floor % unit]
        return _("“{text}” is not a multiple of {n}.", text=odd[0], n=unit) if odd else ""

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        rows = [(str(label), str(words)) for label, words in self._told(s, ctx)]
        floors = tuple((self.of(s).texts[line], floor) for line, floor in self.floors(s).items() if floor)
        columns = (Column(str(_("Line"))), Column(str(_("Set aside")), "number"))
        return [Facts(tuple(rows)), *([Table(self.name, str(_("What is set aside first")), columns, floors)] if floors
                                      else [])]  # fmt: skip

    def _told(self, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
        """The same as sentences."""
        given, fenced, left = ctx.settings, sum(self.floors(s).values()), self.to_share(s, ctx)
        rows: list[tuple[Words, Words]] = [
            (_("In the pot"), _("{n} was in the pot.", n=amount(given.amount))),
            (_("Who decides"), _("Who decides: {words}.", words=given.who)),
        ]
        if given.fixed:
            rows.append((_("What is fixed"), _("What was fixed: {words}", words=sentence(given.fixed))))
        if fenced:
            rows.append((_("Set aside"), _("{n} was set aside before anybody chose.", n=amount(fenced))))
        return [*rows, (_("Left to share"), _("{n} was left to share.", n=amount(left)))]

    def framed(self, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
        """What is fixed, as labels and what they say."""
        given = ctx.settings
        rows: list[tuple[Words, Words]] = [(_("In the pot"), amount(given.amount)), (_("Who decides"), given.who)]
        if given.fixed:
            rows.append((_("What is fixed"), given.fixed))
        fenced = sum(self.floors(s).values())
        if fenced:
            rows.append((_("Set aside"), amount(fenced)))
        return [*rows, (_("Left to share"), amount(self.to_share(s, ctx)))]


class Frame(Panel[RingFence]):
    """What is in the pot, what is fixed, and who decides."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.facts(self.block.framed(s, ctx))


class Left(Panel[RingFence]):
    """What is left once everyone can take part."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        left = self.block.to_share(s, ctx)
        return self.block.unready(s, ctx) if left < 0 else _("{n} of {total} is left to share.", n=left,
                                                             total=ctx.settings.amount)  # fmt: skip

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.hint(_("Travel, access, care cover and payment for time come first. They are never on the ballot."))


class Projects(Listing):
    """Projects with what each costs."""

    def __init__(self, ring: RingFence, given: Callable[[Any], Sequence[str]]) -> None:
        super().__init__(given, least=2, most=60, details=(COST,))
        self.ring, self.missing, self.explain = ring, Missing(self), Explain(self)

    def begin(self, ctx: Ctx) -> Options:
        return priced(self.given(ctx.settings) or [item.text for item in ctx.incoming], COST)

    def asked(self, s: Any, ctx: Ctx, option: str) -> Sequence[Detail]:
        return (replace(COST, most=max(0, self.ring.to_share(s, ctx))),)

    def cost(self, s: Any, project: str) -> int:
        """What a project costs; 0 where nobody has said it yet."""
        return self.number(s, project, COST)

    def on_ballot(self, s: Any, ctx: Ctx) -> dict[str, int]:
        """What each project on the ballot costs: more than nothing, and no more than there is to share."""
        budget = self.ring.to_share(s, ctx)
        costs = {project: self.cost(s, project) for project in self.of(s).texts}
        return {project: cost for project, cost in costs.items() if 0 < cost <= budget}

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The projects on the ballot by id, each with its cost."""
        named = self.of(s).texts
        return {id: str(_("{text} ({cost})", text=named[id], cost=cost)) for id, cost in self.on_ballot(s, ctx).items()}

    def off(self, s: Any, ctx: Ctx) -> list[str]:
        """Projects that are not on the ballot: nobody has said what they cost, or it is more than there is to share."""
        there = self.on_ballot(s, ctx)
        return [text for project, text in self.of(s).texts.items() if project not in there]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        """Only what was not on the ballot; the others stand in its count."""
        off = self.off(s, ctx)
        if ctx.settings.splits or not off:
            return []
        return [Facts(((str(_("Not on the ballot")), ", ".join(off)),))]

    def unready(self, s: Any, ctx: Ctx) -> Words:
        found, there = self.ring.unready(s, ctx), len(self.on_ballot(s, ctx))
        if not found and there < self.least:
            return _("This needs {n} projects at least, each with what it costs.", n=self.least)
        return found or self.of(s).unready(self.least, self.most)


class Explain(Read):
    """The projects to read and to ask about on phones, and to mend on the stage; the board shows who explains now."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")


class Missing(Panel[Projects]):
    """Which projects are not on the ballot, and why: nothing is left out in silence."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        off = self.block.off(s, ctx)
        if not off:
            return Html("")
        budget = self.block.ring.to_share(s, ctx)
        return kit.hint(_("Not on the ballot yet, as they have no cost or cost more than {n}: {texts}.", n=budget,
                          texts=", ".join(off)))  # fmt: skip


def again(shown: int, given: Any) -> Words:
    """Why people cannot answer once more after so many results; empty when they can."""
    most = 2 if given.second_ballot else 1
    if shown < most:
        return ""
    return ngettext("There is {n} ballot, and its result was shown.",
                    "There are {n} ballots at most, and both results were shown.", most)  # fmt: skip


def amount(n: int) -> Words:
    """An amount, as it is read."""
    return _("{n}", n=n)
