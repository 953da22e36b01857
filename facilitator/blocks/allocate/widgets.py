"""Points on a page: one's own, given press by press until none is left, and what all of them come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.allocate import record
from facilitator.blocks.allocate.rules import Allocation, Allocations, Rules
from facilitator.i18n import Words, _, ngettext

_html = kit.macros("giving", beside=__file__)

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""
STEP = 10
"""Points of the larger buttons, where a person has many to give."""


def giving(
    given: Allocations, rules: Rules, me: Key, texts: Mapping[str, Words], notes: Mapping[str, Words], named: Named
) -> Html:
    """On a phone: what is left, the lines with buttons, and Done once nothing is left."""
    mine, left = given.of(me), given.left(me, rules)
    rows = []
    for line in rules.lines:
        n = mine.get(line, 0)
        rows.append((line, texts[line], notes.get(line, ""), n, points(n), _steps(line, n, left, rules, texts, named)))
    standing = ngettext("{n} of {total} points is left", "{n} of {total} points are left", left, total=rules.total)
    if not left:
        standing = _("All {total} points are given", total=rules.total)
    kit.tell("points", standing)
    buttons = [kit.button(_("Share the rest equally") if mine else _("Share equally"), named("share_equally"))]
    buttons = buttons if left else []
    buttons += [kit.button(_("Clear"), named("clear_points"))] if mine else []
    own = kit.join(_html.giving(standing, rules.total - left, rules.total, rows), kit.secondary(buttons))
    saved, passed = me in given.finished, me in given.passes
    if left:
        ask = kit.hint(_("You are done when no point is left."))
        return kit.join(own, ask, kit.status(_("You passed.")) if passed else kit.button(_("Pass"), "pass", "act"))
    return kit.join(own, kit.send(named("finish_allocating"), saved=saved, passed=passed, send_words=_("Done")))


def result(found: Allocation, texts: Mapping[str, Words], mine: Mapping[str, int] = {}) -> Html:
    """The mean of each line, and, with enough answers, where the middle half lies; one's own points beside them."""
    if not found.people:
        return kit.empty(_("Nobody gave all points."), _("So there is nothing to divide by."))
    rows = []
    for each, mean in zip(found.lines, record.means(found), strict=True):
        notes: list[Words] = [*record.middle(each)]
        if mine:
            notes.append(_("You gave {n}", n=mine.get(each.line, 0)))
        note = " · ".join(map(str, notes))
        rows.append(kit.RuleRow(each.line, texts[each.line], None, note=note, told=_("{n} points", n=mean)))
    return kit.rule_list(rows, 6, "points")


def points(n: int) -> Words:
    """So many points."""
    return ngettext("{n} point", "{n} points", n)


def _steps(
    line: str, now: int, left: int, rules: Rules, texts: Mapping[str, Words], named: Named
) -> list[tuple[str, str | None, Words]]:
    """The buttons of a line: sign, action or None where it cannot act, and what it is called. None ever moves."""
    steps = [-STEP, -1, 1, STEP] if rules.total > STEP else [-1, 1]
    return [
        (
            sign := f"+{n}" if n > 0 else f"−{-n}",
            kit.act(named("give"), line=line, points=n) if (0 < n <= left) or (n < 0 < now) else None,
            _("{n}: {text}", n=sign, text=texts[line]),
        )
        for n in steps
    ]
