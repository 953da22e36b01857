"""Rules on a page: the scale for all of them at once, what became of each, what everyone agreed, and other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from activities.ground_rules.rules import SCALE, Asked, Story, Told
from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.draft import Texts
from facilitator.blocks.draft.rules import NOT_ASKED
from facilitator.blocks.draft.widgets import Area, Subject, sheet, use
from facilitator.blocks.rate.rules import Point
from facilitator.blocks.rate.widgets import Strip, choices, says, strips
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.results import MOST_DOTS, paged

_html = kit.macros("told", beside=__file__)

NOTHING = Html("")
CARDS = 6
"""Cards about one rule on a page of the board."""
MENDED = 42.0
"""How much of the height of the board they have, under the rule and what became of it."""
ROOM = 9_000
"""Bytes of cards that a phone is sent at once; with more it follows the pages of the board."""


# Asked


def late(rules: Html, know: str) -> Html:
    """On the phone of somebody who came late: the rules, before they can say how far they can go."""
    told = kit.hint(_("You joined late. Read these rules, or ask someone to read them out."))
    return kit.join(told, rules, kit.button(_("I have read or heard these rules"), know, kind="act"))


def scales(rules: Sequence[Subject], mine: Mapping[str, Point], level: int) -> Html:
    """A row of points for each rule, under what they mean; posts `points.<id>`. `mine` is chosen already."""
    points = choices(SCALE)
    bar = kit.hint(_("A rule is agreed when everyone says {level} or more.", level=level))
    rows = [Strip(each.id, each.words, points, SCALE.value(mine.get(each.id)), each.number) for each in rules]
    signs = {point: kit.fingers(point) for point in SCALE.points}
    return kit.join(says(SCALE, "says", signs), bar, strips("points", rows))


# Told


def results(draft: Texts, story: Story, me: Key | None = None) -> Html:
    """What became of every rule in the last round that asked about it, with the counts; one's own answer is marked.

    What was asked just now stands first, under the numbers that the rules have had from the start.
    """
    now = story.rounds[-1][1] if story.rounds else {}
    numbers, rows = _numbers(draft), []
    for rule, (asked, told) in _last(story).items():
        mine = asked.ratings.of(me).get(rule) if me else None
        rows.append(
            kit.RuleRow(rule, told.text, numbers[rule], sign=told.sign, told=_whole(told), hands=_hands(told, mine))
        )
    return kit.rule_list(sorted(rows, key=lambda row: (row.id not in now, row.number)), 6)


def rest(draft: Texts, story: Story) -> Html:
    """The rules that are not adopted, with what became of each."""
    numbers, rows = _numbers(draft), []
    for rule in story.open(draft.texts):
        words = draft.texts[rule].words
        told = story.about(rule, words)
        sign, said = (told.sign, told.words) if told else ("", NOT_ASKED)
        rows.append(kit.RuleRow(rule, words, numbers[rule], sign=sign, told=said))
    return kit.rule_list(rows)


def agreed(draft: Texts, story: Story) -> Html:
    """What everyone agreed to, with the room behind it; below the line what was not agreed."""
    last, adopted = story.last, story.adopted
    rows = [
        kit.RuleRow(rule, last[rule].text, number, behind=last[rule].turnout.answered)
        for number, rule in enumerate([rule for rule in draft.texts if rule in adopted], 1)
    ]
    later = _("Not agreed. We will come back to it.")
    for at, rule in enumerate(story.open(draft.texts)):
        words = draft.texts[rule].words
        note = "" if story.about(rule, words) else NOT_ASKED
        rows.append(kit.RuleRow(rule, words, note=note, told=later, look="" if at else "under"))
    return kit.rule_list(rows)


def answered(story: Story) -> Words:
    """How many answered in the last round, and what a dot is."""
    if not story.rounds:
        return ""
    turnouts = [told.turnout for told in story.rounds[-1][1].values()]
    n, total = max((each.answered for each in turnouts), default=0), max((each.present for each in turnouts), default=0)
    said = _("{n} of {total} answered.", n=n, total=total)
    return said if n > MOST_DOTS else f"{said} {_('Every dot is one person.')}"


def _whole(told: Told) -> Words:
    return f"{told.words}. {told.detail}" if told.detail else told.words


def _hands(told: Told, mine: Point | None) -> list[kit.Hand]:
    found = []
    for point in SCALE.points:
        n, own = told.count.at(point), mine == point
        if n:
            people = ngettext("{n} person", "{n} people", n)
            found.append(kit.Hand(point, n, people, int(own), _("your dot") if own else ""))
    return found


def _last(story: Story) -> dict[str, tuple[Asked, Told]]:
    return {rule: (asked, told) for asked, said in story.rounds for rule, told in said.items()}


def _numbers(draft: Texts) -> dict[str, int]:
    return {rule: number for number, rule in enumerate(draft.texts, 1)}


# Mended


@dataclass(frozen=True)
class Mending:
    """An open rule in its words of now, what became of it, and cards about it."""

    rule: str
    now: str
    told: Told | None
    cards: Sequence[str]
    first: int = 0
    """How many of its cards stand on pages before this one."""


def mending(rules: Sequence[Mending]) -> Html:
    """What would need to change in each open rule, with its old and new words; on the board a page."""
    if kit.page.get().surface == "phone":
        drawn = [kit.join(kit.heading(each.now), _mending(each)) for each in _pages(rules)]
        whole = kit.join(*drawn)
        if kit.weight(whole) > ROOM:
            now = drawn[(kit.page.get().part - 1) % len(drawn)]
            whole = kit.join(kit.hint(_("The facilitator turns the pages.")), now)
        return whole
    shown, part = mending_page(rules)
    return kit.join(_mending(shown), part) if shown else NOTHING


def mending_page(rules: Sequence[Mending]) -> tuple[Mending | None, Html]:
    """The page of the board, and which of how many it is; None when every rule is adopted."""
    shown, part = paged(_pages(rules), 1)
    return (shown[0] if shown else None), part


def rewording(rules: Sequence[Subject], do: str) -> Html:
    """On the stage: other words for the rules that are open."""
    rows = [Area(each.id, _("Rule {n}", n=each.number), str(each.words), 120) for each in rules]
    return sheet(rows, "text", do, _("Use these words")) if rows else NOTHING


def _pages(rules: Sequence[Mending]) -> list[Mending]:
    """The rules with as many cards as stand on one page of the board."""
    return [
        Mending(each.rule, each.now, each.told, each.cards[first : first + CARDS], first)
        for each in rules
        for first in range(0, max(1, len(each.cards)), CARDS)
    ]


def _mending(each: Mending) -> Html:
    told = each.told
    changed = told is not None and told.text != each.now
    before = (
        kit.join(kit.lead(NOT_ASKED), kit.lead(_("Before: “{text}”", text=told.text))) if told and changed else NOTHING
    )
    none = NOTHING if changed else kit.empty(_("No cards. Somebody may want to say it instead."), "")
    id = f"cards-{each.rule}-from-{each.first}" if each.first else f"cards-{each.rule}"
    written = kit.quotes(each.cards, "", id, MENDED) if each.cards else none
    return kit.join(before, _html.told(told.sign, _whole(told)) if told else NOTHING, written)


# Reminded


def reminded(words: str) -> Html:
    """How the group reminds each other when a rule slips; nothing as long as that is open."""
    return _html.reminder(_("When a rule slips:"), words) if words else NOTHING


def remind(mine: str, passed: bool, do: str) -> Html:
    """On a phone: one card on how people could remind each other."""
    field = kit.TextField("text", _("For example: a raised card, or a word"), 140, mine, 2)
    send = _("Send change") if mine else _("Send")
    form = kit.text_form(field, do, send, passes="pass", saved=bool(mine), passed=passed)
    return kit.join(kit.privacy(), form)


def reminders(texts: Mapping[str, str], chosen: str, do: str) -> Html:
    """On the stage: how the group reminds each other, from a card or in other words."""
    rows = [kit.Row(id, text, buttons=[use(kit.act(do, card=id), text)]) for id, text in texts.items()]
    form = kit.text_form(kit.TextField("text", _("This is how we remind each other"), 140, chosen, 2), do, _("Save"))
    return kit.join(kit.listing(rows, _("From the cards"), "reminders") if rows else NOTHING, form)
