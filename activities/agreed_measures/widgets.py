"""What only this activity draws: measures to answer, the code of a person, and what was found wave by wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from activities.agreed_measures.found import NO_CAUSE, ONE_GO, ROWS, Finding, boxes
from activities.agreed_measures.measure import BETTER, PROPOSED, TEN, USES, Measure, Way
from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.codes import shown
from facilitator.blocks.rate import Point
from facilitator.blocks.rate import widgets as rate
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import field

BROUGHT = _("Your code is in.")
UNKNOWN = _("We do not know the code that you wrote. Your answer stands without it. Check it and send again.")

ENDS = _("0 is “{low}”, 10 is “{high}”.", low=TEN[0], high=TEN[10])
ALL = 99
"""Waves that stand together where there are no pages."""

_html = kit.macros("measures", beside=__file__)


def asked(measures: Iterable[Measure], how: Words, aside: int) -> Html:
    """What is asked, what is better and who proposed it; and how answers are matched."""
    rows = [(each.text, _("{better}. {by}.", better=BETTER[each.better], by=PROPOSED[each.by])) for each in measures]
    left = ngettext("{n} measure is sensitive, and is asked in a step of its own.",
                    "{n} measures are sensitive, and are asked in a step of their own.", aside)  # fmt: skip
    return kit.join(kit.facts(rows), kit.lead(how), kit.hint(left) if aside else "")


def fields(asked: Mapping[str, Measure], way: Way, given: Mapping[str, Point]) -> Html:
    """A row of points for each measure, those with the same scale together."""
    parts = []
    for scale in ("5", "0-10"):
        some = {id: measure for id, measure in asked.items() if measure.scale == scale}
        if some:
            on = next(iter(some.values())).on(way)
            parts.append(rate.several("points", {id: each.text for id, each in some.items()}, on, given))
    return kit.join(*parts)


def code(own: str, said: Words, phone: bool) -> Html:
    """The field for a code of an earlier time; for who has none, a new one to write down."""
    label = _("Your code from an earlier time, if you have one")
    drawn = _html.code(field("code"), label, shown(own) if own else "", {
        "new": _("Your code"), "keep": _("No code yet? This one is yours. Write it down and bring it next time."),
    })  # fmt: skip
    there = kit.lead(said) if said else ""
    told = kit.hint(_("The tool makes all codes. Nobody can see whose it is.")) if phone else ""
    return kit.join(there, drawn, told)


def cut_out(codes: Sequence[str]) -> Html:
    """For the facilitator alone: codes to print, cut out, and let people draw."""
    told = _("Print these, cut them out, and let people without a phone draw one. Do not write down who has which.")
    drawn = [shown(each) for each in codes]
    return kit.join(kit.heading(_("Codes to cut out")), kit.hint(told), _html.cut(drawn))


def findings(found: Sequence[Finding], mine: Mapping[str, int]) -> Html:
    """Every measure: its waves, then the change; under all of them that a change proves no cause."""
    if not found:
        return kit.empty(_("No measure was asked yet."), _("Ask a wave first. Then we look at it together."))
    rows = ROWS if kit.page.get().surface in ("board", "stage") else ALL
    drawn, under = [box for each in found for box in boxes(each, mine, rows)], notes(found)
    if not drawn:
        return kit.join(*map(kit.lead, under))
    return rate.found(drawn, most(found), "wave", under)


def most(found: Sequence[Finding]) -> int:
    """How many answered at the time when most did: the measure of every bar."""
    return max((side.count.n for each in found for side in each.sides), default=0)


def notes(found: Sequence[Finding]) -> list[Words]:
    """What stands under all findings: what is not shown, how it was asked, and that a change proves no cause."""
    hidden = [each.measure.text for each in found if not each.sides]
    said: list[Words] = []
    if hidden:
        said.append(_("Too few people answered, so nothing is shown: {names}.", names="; ".join(hidden)))
    one_go = any(wave.way == "then-now" for each in found for wave in each.waves)
    ends = any(each.sides and each.measure.scale == "0-10" for each in found)
    mind = [*([ENDS] if ends else []), *([ONE_GO] if one_go else []),
            *([NO_CAUSE] if any(each.sides for each in found) else [])]  # fmt: skip
    return [*said, *([" ".join(map(str, mind))] if mind else [])]


def described(rows: Sequence[tuple[str, str, Mapping[str, str], bool]], named: str) -> Html:
    """On the stage: what was chosen for each measure, in a form each."""
    return _html.described(kit.page.get(), rows, named, _KINDS, _SAYS)


_KINDS: Mapping[str, tuple[Words, Mapping[str, Words]]] = {
    "scale": (_("Which scale?"), {"5": _("1 to 5"), "0-10": _("0 to 10")}),
    "better": (_("What is better?"), BETTER),
    "use": (_("What is it for?"), USES),
    "by": (_("Who proposed it?"), PROPOSED),
}
_SAYS: Mapping[str, Words] = {
    "sensitive": _("Sensitive: nothing is shown of few people"), "save": _("Save"),
}  # fmt: skip
