"""Lines on a page: each thing with what belongs to it, a form to suggest a line, and tools to draw them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.pairs.rules import Names, Pair
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.kit import context, fitting
from facilitator.kit.context import NOTHING
from facilitator.kit.results import paged

_html = kit.macros("pairs", beside=__file__)

SHOWN, ROOM, LINES = 9, 4_000, 7_000
"""Rows of a list at once, bytes of one, and bytes of the lines on a phone: the next come when one is gone."""
CUT = 60
"""Letters of a thing where it stands whole beside that."""
LEFT, RIGHT = 74.0, 70.0
"""How wide both sides are on the board."""

Named = Callable[[str], str]
"""Gives an action the name that it has on the wire."""


@dataclass(frozen=True)
class Says:
    """What people read about two lists and the lines between them."""

    first: Words = _("First")
    second: Words = _("Second")
    title: Words = _("What belongs together")
    none: Words = _("Nothing yet")
    """Beside a thing without a line."""
    empty: Words = _("There is nothing to match.")
    undone: Words = _("Draw a line, or say why there is none.")
    why: Words = _("Nothing matches? Say why. It stands in the record.")
    pair: Text = _("{first} – {second}")


SAYS = Says()


def lines(first: Names, second: Names, pairs: Sequence[Pair], says: Says, why: str) -> Html:
    """Each thing of the first list with what lines lead to, page by page on the board."""
    if not first:
        return kit.empty(says.empty, "")
    rows = [(one, words, [second[other] for left, other in pairs if left == one]) for one, words in first.items()]
    size = fitting.size_for(first.values(), (4.2, 3.6), lambda _size: LEFT)

    def tall(row: tuple[str, Words, list[Words]]) -> float:
        left = fitting.lines(row[1], LEFT, size) * size * 1.15
        right = sum(fitting.lines(each, RIGHT - 4, 3.6) * 4.2 + 2.2 for each in row[2])
        return max(left, right, 4.4) + 2.3

    shown, part = paged(rows, 9, tall, fitting.HIGH - (5 if why else 0))
    reason = kit.lead(_("Nothing is matched, because: {why}", why=why)) if why else NOTHING
    drawn = _html.lines(shown, says.none, "z3" if size < 4 else "")
    if kit.page.get().surface == "phone" and kit.weight(drawn) > LINES:
        drawn = _html.lines([(one, _cut(words), [*map(_cut, others)]) for one, words, others in shown], says.none, "")
    return kit.join(drawn, reason, part)


def suggesting(lines: Html, first: Names, second: Names, mine: Sequence[Pair], says: Says, named: Named) -> Html:
    """On a phone: a form to suggest a line, what this person suggested, and the lines so far."""
    if not first or not second:
        return lines
    form = _form(first, second, says, named("suggest_pair"), _("Suggest this"))
    note = kit.hint(_("Nobody sees your name. The facilitator reads it to the room."))
    pair = _Names(first, second, says)
    do = named("take_pair_back")
    own = [
        kit.Row(pair.id(each), pair.called(each), buttons=[pair.button(_("Take it back"), do, each)])
        for each in reversed(mine)
        if each[0] in first and each[1] in second
    ]
    return kit.join(form, note, _listing(own, _("You suggested"), "suggested"), lines)


def tools(
    first: Names, second: Names, pairs: Sequence[Pair], wanted: Sequence[tuple[Pair, int]], why: str, says: Says,
    named: Named,
) -> Html:  # fmt: skip
    """On the stage: what people suggest, a form to draw a line, those that are drawn, and why there is none."""
    pair = _Names(first, second, says)
    asked = [
        kit.Row(pair.id(each), pair.called(each), ngettext("{n} person suggests this.", "{n} people suggest this.", n),
                [pair.button(_("Draw it"), named("draw"), each),
                 pair.button(_("Put away"), named("put_pair_away"), each)])
        for each, n in wanted
    ]  # fmt: skip
    drawn = [
        kit.Row(pair.id(each), pair.called(each), buttons=[pair.button(_("Take it away"), named("take_away"), each)])
        for each in pairs
    ]
    form = _form(first, second, says, named("draw"), _("Draw this line")) if first and second else NOTHING
    field = kit.TextField("why", says.why, 140, why)
    reason = NOTHING if pairs else kit.text_form(field, named("because"), _("Save"))
    return kit.join(_listing(asked, _("People suggest"), "wanted"), form, _listing(drawn, says.title, "drawn"), reason)


@dataclass(frozen=True)
class _Names:
    """Says a line on the stage and on phones, where both of its ends stand whole in the lists."""

    first: Names
    second: Names
    says: Says

    def id(self, pair: Pair) -> str:
        return "-".join(pair)

    def called(self, pair: Pair) -> Words:
        return self.says.pair.with_params(first=_cut(self.first[pair[0]]), second=_cut(self.second[pair[1]]))

    def button(self, words: Words, do: str, pair: Pair) -> Html:
        label = _("{what}: {text}", what=words, text=self.called(pair))
        return kit.button(words, kit.act(do, first=pair[0], second=pair[1]), label=label)


def _listing(rows: Sequence[kit.Row], title: Words, id: str) -> Html:
    """As many rows as there is room for; nothing without any."""
    drawn = (kit.listing(rows[:n], title, id) for n in range(min(SHOWN, len(rows)), 0, -1))
    return next((each for each in drawn if kit.weight(each) <= ROOM), NOTHING)


def _form(first: Names, second: Names, says: Says, do: str, button: Words) -> Html:
    lists = [(context.field(name), label, [(id, _cut(words)) for id, words in names.items()], kit.mark(do, name))
             for name, label, names in (("first", says.first, first), ("second", says.second, second))]  # fmt: skip
    return _html.form(context.page.get(), lists, do, button, kit.mark("pair", do))


def _cut(words: Words) -> str:
    text = str(words)
    return text if len(text) <= CUT else f"{text[: CUT - 1].rstrip()}…"
