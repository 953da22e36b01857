"""Goals on a page: one at a time on the wall with its frame, how ready the room finds it, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from activities.shared_goals.rules import ANSWERS, FRAME, QUESTIONS, Said, Told
from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.draft import Subject, Wording, frames
from facilitator.blocks.rate.rules import Point
from facilitator.blocks.rate.widgets import Strip, choices, strips
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.results import MOST_DOTS, paged

_html = kit.macros("checked", beside=__file__)

NOTHING = Html("")
WEAK = _("What would make it a yes?")
TELLS = 32.0
"""How high on the board the outcome and the three rows are together."""
CARDS = 6
"""Cards about one goal on a page of the board."""
ROOM = 9_000
"""Bytes of cards that a phone is sent at once."""
MENDED = 36.0
"""How much of the height of the board they have."""


@dataclass(frozen=True)
class Page:
    """A goal on a page of the board: its frame, what was said to it, or both."""

    goal: Subject
    of: int
    told: Told | None = None
    framed: bool = True
    cards: Sequence[str] = ()
    first: int = 0
    """How many of its cards stand on pages before this one."""
    note: Words = ""
    """Where its words came from, where that is said above and not below its frame."""


def pages(goals: Sequence[Subject], told: Mapping[str, Told | None] | None = None, of: int = 0) -> Iterator[Page]:
    """A page for each goal; two where its frame and what was said to it do not stand together, the result first."""
    for goal in goals:
        found = (told or {}).get(goal.id)
        bare = goal if found is None else replace(goal, note="")
        if found is None or frames.high(bare, FRAME) <= fitting.room() - TELLS:
            yield Page(bare, of or len(goals), found, note=goal.note if found else "")
        else:
            yield Page(goal, of or len(goals), found, framed=False)
            yield Page(goal, of or len(goals))


def here(some: Sequence[Page]) -> tuple[Page | None, Html]:
    """The page of the board, and which of how many it is."""
    shown, part = paged(some, 1)
    return (shown[0] if shown else None), part


def question(some: Sequence[Page], otherwise: Words) -> Words:
    """What stands at the top: the goal of the board's page; elsewhere, and where there is no goal, something else."""
    if kit.page.get().surface == "phone" or not some:
        return otherwise
    page, _part = here(some)
    return page.goal.words if page else otherwise


def which(some: Sequence[Page]) -> Words:
    """Which goal of how many is on the board's page; phones have all of them."""
    page, _part = here(some) if kit.page.get().surface != "phone" else (None, NOTHING)
    if not page or not page.goal.number:
        return ""
    found = _("Goal {n} of {total}.", n=page.goal.number, total=page.of)
    return _("{which} {note}.", which=found, note=page.note) if page.note else found


# Drafted


def drafted(some: Sequence[Page], open_: Sequence[Subject]) -> Html:
    """On the wall: the goal of this page with its frame; before there is one, the needs that could get a goal."""
    page, part = here(some)
    if page:
        return kit.join(frames.frame(page.goal, FRAME, alone=True), part)
    needs = [kit.RuleRow(each.id, each.words, look="open") for each in open_]
    each = kit.lead(_("Each of these can get a goal."))
    return kit.join(each, kit.rule_list(needs)) if needs else kit.empty(_("There is no goal yet."), _("Say one aloud."))


# Asked


def asking(goals: Sequence[Subject], mine: Mapping[str, Point], name: str) -> Html:
    """Every goal with its frame and three rows of answers; posts `<name>.<goal>.<question>`."""
    return kit.join(*(
        kit.join(
            kit.heading(f"{each.number}. {each.words}"), frames.frame(each, FRAME),
            strips(name, [
                Strip(scale.cell(each.id), scale.title, choices(scale), scale.value(mine.get(scale.cell(each.id))),
                      about=_("Goal {n}", n=each.number))
                for scale in QUESTIONS
            ]),
        )
        for each in goals
    ))  # fmt: skip


# Told


@dataclass(frozen=True)
class Row:
    """What the room says to one question: its words and counts, and whether it is reached."""

    label: Words
    counts: Words
    yes: int
    n: int
    needed: int
    sign: str
    told: Words
    weak: bool
    mine: Words = ""


def told(page: Page | None, part: Html) -> Html:
    """On the wall: the goal of this page, whether it is ready, and three rows of people."""
    if page is None:
        return NOTHING
    framed = frames.frame(page.goal, FRAME, alone=page.told is None) if page.framed else NOTHING
    return kit.join(framed, *([_told(page.told)] if page.told else []), part)


def all_told(goals: Sequence[Subject], told: Mapping[str, Told], mine: Mapping[str, Point]) -> Html:
    """The same for all goals, one below the other, with one's own answers."""
    parts = [
        kit.join(
            kit.heading(f"{each.number}. {each.words}"), frames.frame(each, FRAME), _told(told[each.id], mine, each.id)
        )
        for each in goals
        if each.id in told
    ]
    return kit.join(*parts)


def _told(found: Told, mine: Mapping[str, Point] | None = None, id: str = "") -> Html:
    rows = [_row(each, (mine or {}).get(each.scale.cell(id))) for each in found.said]
    most = max(each.count.n for each in found.said)
    look = "bars" if most > MOST_DOTS else "d12" if most <= 12 else "d15" if most <= 15 else "d20"
    return kit.join(
        _outcome(found, "" if found.ready else WEAK),
        kit.hint(bar(found)),
        _html.checks(rows, look, kit.mark("checks", id)),
    )


def _outcome(found: Told, detail: Words) -> Html:
    """Whether a goal is ready: large on the wall, in a line on phones, where several stand below each other."""
    if kit.page.get().surface == "board":
        return kit.outcome(found.sign, found.words, detail)
    return _html.outcome(found.sign, f"{found.words}. {detail}" if detail else found.words)


def bar(found: Told) -> Words:
    """What the broken line says, and how many have to answer."""
    each = found.said[0]
    needs = {(one.needed, one.count.n) for one in found.said}
    if len(needs) == 1:
        return _(
            "Ready when all three reach the broken line: {n} of {total} say yes.", n=each.needed, total=each.count.n
        )
    return _(
        "Ready when all three reach the broken line: {n} of every {total} who answer say yes.",
        n=each.bar.numerator, total=each.bar.denominator,
    )  # fmt: skip


def _row(each: Said, mine: Point | None) -> Row:
    sign = "agreed" if each.reached else "not-yet" if each.enough else "too-few"
    own = _("You said: {words}", words=ANSWERS[mine]) if isinstance(mine, int) else ""
    counts = _("{n} of {total} yes", n=each.yes, total=each.count.n)
    return Row(each.scale.told, counts, each.yes, each.count.n, each.needed, sign, each.words, not each.reached, own)


def answered(found: Mapping[str, Told]) -> Words:
    """How many answered of those who were here."""
    said = [one.turnout for each in found.values() for one in each.said]
    n, total = max((each.answered for each in said), default=0), max((each.present for each in said), default=0)
    return _("{n} of {total} answered.", n=n, total=total)


def aloud(found: Sequence[tuple[Words, Told]]) -> Words:
    """All goals in a sentence or two each: the outcome, and where one is weak."""
    lines = []
    for words, each in found:
        lines.append(_("{goal}: {outcome}.", goal=words, outcome=each.words))
        lines += [
            _("{question} {n} of {total} say yes.", question=one.scale.told, n=one.yes, total=one.count.n)
            for one in each.said
            if not one.reached
        ]
    return " ".join(map(str, lines))


# Mended


def mending_pages(goals: Sequence[Subject], told: Mapping[str, Told | None], cards: Mapping[str, Sequence[str]],
                  of: int) -> list[Page]:  # fmt: skip
    """A page for each goal with as many cards as stand there, and more where there are more."""
    return [
        Page(goal, of, told.get(goal.id), False, cards.get(goal.id, ())[first : first + CARDS], first)
        for goal in goals
        for first in range(0, max(1, len(cards.get(goal.id, ()))), CARDS)
    ]


def mending(page: Page, now: Wording) -> Html:
    """What was said to a goal, what stands there now in place of before, and what would make it a yes."""
    found = page.told
    weak = [one for one in found.said if not one.reached] if found else []
    said = [
        _("{question} {n} of {total} say yes.", question=one.scale.told, n=one.yes, total=one.count.n) for one in weak
    ]
    outcome = _outcome(found, " ".join(map(str, said))) if found else NOTHING
    rows = _changed(found.wording, now) if found else []
    changed = kit.join(kit.lead(_("Changed. It is checked again.")), _html.before(rows, _("Before: {text}")))
    none = NOTHING if rows else kit.empty(_("No cards. Somebody may want to say it instead."), "")
    id = f"cards-{page.goal.id}-{page.first}"
    room = MENDED - (20 if rows else 0)
    written = kit.join(kit.heading(WEAK), kit.quotes(page.cards, "", id, room)) if page.cards else none
    return kit.join(outcome, changed if rows else "", written)


def mending_on_phone(some: Sequence[tuple[Page, Wording]]) -> Html:
    """The same for all goals, each once; where that is much, a phone follows the pages of the board."""
    every: dict[str, list[str]] = {}
    for page, _now in some:
        every.setdefault(page.goal.id, []).extend(page.cards)
    whole = kit.join(*(_mended(replace(page, cards=every[page.goal.id]), now) for page, now in some if not page.first))
    if kit.weight(whole) <= ROOM or not some:
        return whole
    part = _mended(*some[(kit.page.get().part - 1) % len(some)])
    return kit.join(kit.hint(_("The facilitator turns the pages.")), part)


def _mended(page: Page, now: Wording) -> Html:
    return kit.join(kit.heading(f"{page.goal.number}. {page.goal.words}"), mending(page, now))


def _changed(old: Wording, now: Wording) -> list[tuple[Words, str, str]]:
    before = {FRAME[0].name: old.text, **old.more}
    after = {FRAME[0].name: now.text, **now.more}
    return [
        (part.words, before.get(part.name, ""), after[part.name])
        for part in FRAME
        if after.get(part.name) and after[part.name] != before.get(part.name, "")
    ]
