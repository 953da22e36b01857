"""An order on a page: one's own, built press by press, and what all of them come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.rank.rules import Ranking, Rules
from facilitator.i18n import Words, _, ngettext

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""


def ordering(mine: Sequence[str], rules: Rules, texts: Mapping[str, Words], done: bool, passed: bool,
             named: Named) -> Html:  # fmt: skip
    """On a phone: one's own order, and below it the rest, each with buttons; nothing is dragged."""
    chosen = [
        kit.Row(
            option, f"{place}. {texts[option]}",
            buttons=[*([_button(_("Up"), named("up"), option, texts)] if place > 1 else []),
                     _button(_("Take out"), named("out"), option, texts)],
        )
        for place, option in enumerate(mine, 1)
    ]  # fmt: skip
    full = len(mine) >= rules.most
    next_ = _("Make it number {n}", n=len(mine) + 1)
    rest = [
        kit.Row(option, texts[option], buttons=[] if full else [_button(next_, named("put"), option, texts)])
        for option in rules.options
        if option not in mine
    ]
    return kit.join(
        kit.listing(chosen, _("Your order"), "order") if chosen else "",
        kit.listing(rest, _("The others") if chosen else "", "rest") if rest else "",
        kit.send(named("finish_ranking"), saved=done, passed=passed, send_words=_("Done")),
        kit.hint(ngettext("You can order {n} at most.", "You can order up to {n}. Fewer is fine.", rules.most)),
    )


def result(
    found: Ranking, texts: Mapping[str, Words], mine: Sequence[str] = (), notes: Sequence[Words] = (), id: str = "rank"
) -> Html:
    """What the orders come to, most points first: points, and how many people gave each place, as long as dots can be
    counted as dots. `mine` is marked.
    """
    rows = []
    for each in found.ranked:
        own = [each.option == option for option in mine] + [False] * found.top
        hands = [
            kit.Hand(at, n, _people(n, at), int(own[at - 1]), _("your dot") if own[at - 1] else "")
            for at, n in enumerate(each.places, 1)
            if n
        ]
        note: Words = ""
        if found.voters > kit.MOST_DOTS:
            mark = [_("You put it on place {n}", n=own.index(True) + 1)] if True in own else []
            note, hands = " · ".join(map(str, [*(hand.words for hand in hands), *mark])), []
        rows.append(
            kit.RuleRow(each.option, texts[each.option], each.rank, note=note, told=points(each.points), hands=hands)
        )
    return kit.join(kit.rule_list(rows, 6, id, hints=len(notes)), *map(kit.hint, notes))


def points(n: int) -> Words:
    """So many points."""
    return ngettext("{n} point", "{n} points", n)


def _people(n: int, place: int) -> Words:
    if place == 1:
        return ngettext("{n} person put it first", "{n} people put it first", n)
    return ngettext("{n} person put it on place {place}", "{n} people put it on place {place}", n, place=place)


def _button(words: Words, do: str, option: str, texts: Mapping[str, Words]) -> Html:
    return kit.button(words, kit.act(do, option=option), label=_("{button}: {text}", button=words, text=texts[option]))
