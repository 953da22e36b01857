"""What there is to share: the pot, what is ring-fenced first, and projects with what they cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html
from facilitator.blocks.options import Detail, Listing, Options
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Facts, Passage

MOST = 100_000_000
"""The largest amount."""
COST = Detail("cost", _("Cost"), number=True, needed=True, most=MOST)
FLOOR = Detail("floor", _("Ring-fenced"), number=True, most=MOST)


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
    """Lines of the pot: what is ring-fenced for each is never on a ballot. To split a pot they are its lines as well."""

    def __init__(self, given: Callable[[Any], Sequence[str]]) -> None:
        super().__init__(given, least=0, most=12, details=(FLOOR,))
        self.frame, self.left = Frame(self), Left(self)

    def begin(self, ctx: Ctx) -> Options:
        return priced(self.given(ctx.settings), FLOOR)

    def floors(self, s: Any) -> dict[str, int]:
        """What is ring-fenced, line by line."""
        return {line: self.number(s, line, FLOOR) for line in self.of(s).texts}

    def to_share(self, s: Any, ctx: Ctx) -> int:
        """What is left of the pot; below 0 where more is ring-fenced than there is."""
        return int(ctx.settings.amount) - sum(self.floors(s).values())

    def unready(self, s: Any, ctx: Ctx) -> Words:
        over, unit = -self.to_share(s, ctx), ctx.settings.unit or 1
        if over > 0:
            return _("{n} more is ring-fenced than there is in the pot. Stop here, or lower a line.", n=over)
        if not ctx.settings.splits:
            return ""
        if len(self.of(s).texts) < 2:
            return _("To split the pot you need 2 lines at least. Add them in “First things first”.")
        odd = [self.of(s).texts[line] for line, floor in self.floors(s).items() if floor % unit]
        return _("“{text}” is not a multiple of {n}.", text=odd[0], n=unit) if odd else ""

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        rows = [(str(label), str(words)) for label, words in self.framed(s, ctx)]
        return [Facts(tuple(rows)), *(super().record(s, ctx) if self.of(s).texts else [])]

    def framed(self, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
        """What is fixed, as labels and what they say."""
        given = ctx.settings
        rows: list[tuple[Words, Words]] = [(_("In the pot"), amount(given.amount)), (_("Who decides"), given.who)]
        if given.fixed:
            rows.append((_("What is fixed"), given.fixed))
        fenced = sum(self.floors(s).values())
        if fenced:
            rows.append((_("Ring-fenced"), amount(fenced)))
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
        self.ring = ring

    def begin(self, ctx: Ctx) -> Options:
        return priced(self.given(ctx.settings) or [item.text for item in ctx.incoming], COST)

    def costs(self, s: Any) -> dict[str, int]:
        """What each project costs."""
        return {project: self.number(s, project, COST) for project in self.of(s).texts}

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """The projects by id, each with its cost."""
        costs = self.costs(s)
        return {id: str(_("{text} ({cost})", text=text, cost=costs[id])) for id, text in self.of(s).texts.items()}

    def unready(self, s: Any, ctx: Ctx) -> Words:
        found = super().unready(s, ctx) or self.ring.unready(s, ctx)
        budget = self.ring.to_share(s, ctx)
        for project, cost in self.costs(s).items():
            text = self.of(s).texts[project]
            if not found and cost < 1:
                return _("“{text}” costs nothing. Say what it costs, or take it off the list.", text=text)
            if not found and cost > budget:
                return ngettext("“{text}” costs more than {n}, which is all there is to share.",
                                "“{text}” costs more than {n}, which is all there is to share.", budget, text=text)  # fmt: skip
        return found


def amount(n: int) -> Words:
    """An amount, as it is read."""
    return _("{n}", n=n)
