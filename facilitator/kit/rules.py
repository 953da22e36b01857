"""Rules of a group on a page: the scale for all of them at once, what became of each, and what everyone agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.activity import Key, Round
from facilitator.blocks.draft.rules import Draft
from facilitator.blocks.fist import rules as fist
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.answers import Choice, button, send
from facilitator.kit.context import NOTHING, field, join, mark
from facilitator.kit.icons import fingers
from facilitator.kit.macros import macros
from facilitator.kit.results import MOST_DOTS, paged
from facilitator.kit.words import hint, privacy, question, topline
from facilitator.primitives import rules
from facilitator.primitives.drafting import RulesState
from facilitator.primitives.proposal import NOT_ASKED
from facilitator.primitives.rules import Story, Told

_html = macros("rules")


@dataclass(frozen=True)
class Hand:
    """How many gave one number."""

    point: int
    count: int
    words: Words
    mine: int = 0
    yours: Words = ""


@dataclass(frozen=True)
class RuleRow:
    """A rule in a list: its number, its words, and at the end side what is said about it.

    `behind` is how many people are behind it, drawn as dots; `hands` is how many gave which number.
    """

    id: str
    words: Words
    number: int | None = None
    note: Words = ""
    sign: str = ""
    told: Words = ""
    behind: int = 0
    hands: Sequence[Hand] = ()
    look: str = ""


def rule_list(rows: Sequence[RuleRow], size: int = 9, id: str = "rules") -> Html:
    """Rules in order. The board shows `size` at a time at most, and fewer where they are long; all pages are alike."""
    most = max([0, *(row.behind for row in rows), *(sum(hand.count for hand in row.hands) for row in rows)])
    look = ["signed", "bars" if most > MOST_DOTS else "d12" if most <= 12 else "d15" if most <= 15 else "d20"]
    width = fitting.WIDE - 8 - max((_beside(row) for row in rows), default=0.0)
    sizes = (4.4, 3.6) if any(row.hands for row in rows) else (5, 4.4, 3.6)
    letters = fitting.size_for((row.words for row in rows), sizes, lambda _size: width)
    look += ["z3"] if letters < 4 else ["z4"] if letters < 5 else []

    def tall(row: RuleRow) -> float:
        high = fitting.lines(row.words, width, letters) * letters * 1.1 + 2 + (4 if row.note else 0)
        return max(8.2, high) + (4.4 if row.hands else 0)

    alike = max(1, -(-len(rows) // max(1, -(-len(rows) // size))))
    shown, part = paged(rows, alike, tall, fitting.room() + 2)
    return _html.rules(shown, " ".join(look), most, id) + part


def _beside(row: RuleRow) -> float:
    """How wide on the board is what stands beside the words of a rule."""
    if row.hands:
        return 0.0
    return (65 if row.behind else 0) + (len(str(row.told)) * 1.8 + 7 if row.told else 0)


def numbered(draft: Draft) -> dict[str, int]:
    """The number of each rule (id), from 1: the same in every step."""
    return {rule: number for number, rule in enumerate(draft.rules, 1)}


def proposed_rules(draft: Draft, some: Sequence[str]) -> Html:
    """The words of some rules (ids), with their numbers; on the board over the counter."""
    numbers = numbered(draft)
    return rule_list([RuleRow(rule, draft.rules[rule].words, numbers[rule]) for rule in some])


def open_rules(draft: Draft, story: Story) -> Html:
    """The rules that are not adopted, with what became of each."""
    numbers, rows = numbered(draft), []
    for rule in story.open(draft.rules):
        words = draft.rules[rule].words
        told = story.about(rule, words)
        sign, said = (told.sign, told.words) if told else ("", NOT_ASKED)
        rows.append(RuleRow(rule, words, numbers[rule], sign=sign, told=said))
    return rule_list(rows)


def rule_scales(draft: Draft, some: Sequence[str], mine: Mapping[str, rate.Point], level: int) -> Html:
    """A row of nought to five and pass for each of some rules (ids); posts `points.<id>`. `mine` is chosen already."""
    points = [Choice(str(point), fist.FINGERS[point], str(point), fingers(point)) for point in range(5, -1, -1)]
    numbers = numbered(draft)
    rows = [_Asked(rule, draft.rules[rule].words, numbers[rule], str(mine.get(rule, ""))) for rule in some]
    bar = hint(_("A rule is agreed when everyone says {level} or more.", level=level))
    return join(_html.says(points, mark(field("says"))), bar, _html.scales(rows, field("points"), points, _("Pass")))


def rule_ballot(s: RulesState, some: Sequence[str], me: Key, late: bool, level: int) -> Html:
    """On a phone: some rules (ids) on one page. Who came `late` says first that they know what is proposed."""
    if late and me not in s.known:
        told = hint(_("You joined late. Read these rules, or ask someone to read them out."))
        know = button(_("I have read or heard these rules"), "know", kind="act")
        return join(told, proposed_rules(s.draft, some), know)
    mine = s.ratings.of(me)
    left = sum(rule not in mine for rule in some) if mine else 0
    words = ngettext("{n} rule has no answer from you yet.", "{n} rules have no answer from you yet.", left)
    answer = send("answer", saved=bool(mine), passed=me in s.ratings.passes)
    return join(privacy(), rule_scales(s.draft, some, mine, level), answer, hint(words) if left else NOTHING)


def rule_results(draft: Draft, story: Story, me: Key | None = None) -> Html:
    """What became of every rule in the last round that asked about it, with the counts; one's own answer is marked.

    What was asked just now stands first, under the numbers that the rules have had from the start.
    """
    now = story.rounds[-1][1] if story.rounds else {}
    top = join(topline(answered(story)), question(headline(draft, story)))
    numbers, rows = numbered(draft), []
    for rule, (round, told) in _last(story).items():
        mine = round.state.ratings.of(me).get(rule) if me else None
        words = f"{told.words}. {told.detail}" if told.detail else told.words
        rows.append(RuleRow(rule, told.text, numbers[rule], sign=told.sign, told=words, hands=_hands(told, mine)))
    return join(top, rule_list(sorted(rows, key=lambda row: (row.id not in now, row.number)), 6))


def agreed_rules(draft: Draft, story: Story) -> Html:
    """What everyone agreed to, with the room behind it; below the line what was not agreed."""
    last, adopted = story.last, story.adopted
    title = _("We agreed these today") if adopted else _("We have not agreed on a rule yet")
    top = join(topline(answered(story)), question(title, marked=bool(adopted)))
    rows = [
        RuleRow(rule, last[rule].text, number, behind=last[rule].turnout.answered)
        for number, rule in enumerate([rule for rule in draft.rules if rule in adopted], 1)
    ]
    rest = [rule for rule in draft.rules if rule not in adopted]
    later = _("Not agreed. We will come back to it.")
    for at, rule in enumerate(rest):
        words = draft.rules[rule].words
        note = "" if story.about(rule, words) else NOT_ASKED
        rows.append(RuleRow(rule, words, note=note, told=later, look="" if at else "under"))
    return join(top, rule_list(rows))


def told_of(told: Told) -> Html:
    """What became of one rule."""
    return _html.told(told.sign, f"{told.words}. {told.detail}" if told.detail else told.words)


def reminded(words: str) -> Html:
    """How the group reminds each other when a rule slips; nothing as long as that is open."""
    return _html.reminder(_("When a rule slips:"), words) if words else NOTHING


def headline(draft: Draft, story: Story) -> Words:
    """How many rules everyone agreed to, of how many."""
    n, total = len(story.adopted), len(draft.rules)
    return ngettext("{n} of {total} rules is adopted", "{n} of {total} rules are adopted", n, total=total)


def answered(story: Story) -> Words:
    """How many answered in the last round, and what a dot is."""
    if not story.rounds:
        return ""
    turnouts = [told.turnout for told in story.rounds[-1][1].values()]
    n, total = max((each.answered for each in turnouts), default=0), max((each.present for each in turnouts), default=0)
    said = _("{n} of {total} answered.", n=n, total=total)
    return said if n > MOST_DOTS else f"{said} {_('Every dot is one person.')}"


def _hands(told: Told, mine: rate.Point | None) -> list[Hand]:
    found = []
    for point in range(rules.HIGH, rules.LOW - 1, -1):
        n, own = told.count.at(point), mine == point
        if n:
            people = ngettext("{n} person", "{n} people", n)
            found.append(Hand(point, n, people, int(own), _("your dot") if own else ""))
    return found


def _last(story: Story) -> dict[str, tuple[Round, Told]]:
    return {rule: (round, told) for round, said in story.rounds for rule, told in said.items()}


@dataclass(frozen=True)
class _Asked:
    id: str
    words: str
    number: int
    chosen: str
