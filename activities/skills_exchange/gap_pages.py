"""Gaps on a page: each with what could help and who does it; nobody who asked is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from activities.skills_exchange.pages import fitted
from facilitator import kit
from facilitator.activity import Day, Html
from facilitator.blocks.pairs import Says
from facilitator.i18n import Text, Words, _, ngettext
from facilitator.kit.context import NOTHING, field, page
from facilitator.report.words import day

_html = kit.macros("skills", beside=__file__)

Named = Callable[[str], str]
KINDS: Mapping[str, Text] = {
    "training": _("A training"),
    "visit": _("A visit"),
    "buddy": _("A buddy"),
    "other": _("Something else"),
}
SAYS = Says(none=_("No idea yet"))
SOON = 14


def counted(n: int) -> Words:
    """How many gaps there are."""
    return ngettext("{n} gap: nobody here can take it now.", "{n} gaps: nobody here can take them now.", n) if n else ""


def seeks(gap: Any) -> Words:
    """A gap, with how many asked."""
    return ngettext("{words}", "{words} ({n} requests)", gap.n, words=gap.words) if gap.n > 1 else gap.words


def told(kind: str, words: str, who: str, by: Day | None) -> Words:
    """An idea with its kind, and who does it by when."""
    idea = _("{kind}: {words}", kind=KINDS[kind], words=words) if kind != "other" else words
    return _("{idea} · {who}, by {day}", idea=idea, who=who, day=day(by.isoformat())) if by else idea


def board(found: Sequence[Any], ideas: Mapping[str, tuple[str, Words]]) -> Html:
    """Every gap with a line to what could help."""
    if not found:
        return kit.empty(_("There is no gap: for every request there is somebody, or a free place."), "")
    pairs = [(gap, id) for id, (gap, _words) in ideas.items()]
    return fitted(
        {gap.tag: seeks(gap) for gap in found}, {id: words for id, (_gap, words) in ideas.items()}, pairs, SAYS
    )


def aloud(found: Sequence[Any]) -> Words:
    """The gaps in a sentence."""
    if not found:
        return _("There is no gap.")
    return _("Nobody here can take these now: {gaps}.", gaps=", ".join(str(gap.words) for gap in found))


def thinking(found: Sequence[Any], free: Mapping[str, Any], today: Day, passed: bool, named: Named) -> Html:
    """On a phone: a form for an idea, and one to do an idea that nobody does yet."""
    send = kit.send(named("suggest_idea"), passed=passed, send_words=_("Send"))
    do = NOTHING
    if free:
        options = [(id, told(each.kind, each.words, "", None)) for id, each in free.items()]
        inside = kit.join(
            _html.select(field("idea"), _("Which idea?"), options, "", "idea", "f"),
            kit.hint(_("Your name and the day stand above.")),
            kit.secondary([kit.button(_("I do this"), named("do_idea"))]),
        )
        do = kit.foldable(_("I do an idea that is there"), inside)
    return kit.join(fields(found, today), send, do)


def fields(found: Sequence[Any], today: Day) -> Html:
    """The fields of an idea, on paper, too."""
    at = page.get().prefix
    later = "" if page.get().surface == "paper" else Day.fromordinal(today.toordinal() + SOON).isoformat()
    return kit.join(
        _html.select(
            field("gap"),
            _("For which gap?"),
            [*((gap.tag, gap.words) for gap in found if gap.tag), ("", _("For all of us"))],
            "",
            f"gap{at}",
            "f",
        ),
        _html.select(field("kind"), _("What kind of help?"), KINDS.items(), "", f"kind{at}", "f"),
        _html.line(field("words"), _("What could help?"), "", 100, f"words{at}", "f"),
        kit.hint(_("Do you do it? Then write your name and a day. Everyone sees them.")),
        _html.line(field("who"), _("Your name on the list"), "", 40, f"who{at}", "f"),
        _html.day(field("by"), _("By which day?"), later, today.isoformat(), f"by{at}", "f"),
    )


def mine(told: Mapping[str, tuple[str, bool]]) -> Html:
    """What I said, with a way back."""
    if not told:
        return NOTHING
    rows = []
    for id, (words, doing) in told.items():
        back = _("Hand it back") if doing else _("Take it back")
        label = _("{words}: {text}", words=back, text=words)
        rows.append(kit.Row(id, words, buttons=[kit.button(back, kit.act("drop_idea", which=id), label=label)]))
    return kit.listing(rows, _("Yours"), "yours")
