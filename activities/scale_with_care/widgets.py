"""Parts on a page: four lists with the room behind them, one part with its cards, and the plan for the new place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from activities.scale_with_care.rules import CHANGE, DROP, KINDS, SHORT, SORT, STAY, Kind, Say, Sorted
from facilitator import kit
from facilitator.activity import Day, Html
from facilitator.blocks.draft import Rules, Subject
from facilitator.blocks.draft.widgets import read
from facilitator.blocks.rate.rules import ASIDE, Point
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import paged
from facilitator.report.words import day

_html = kit.macros("plan", beside=__file__)
Named = Callable[[str], str]
NOTHING = Html("")
HEAD, HANDS = 7.0, 3.2
"""How high the name of a list is on the board, and the dots under a part."""
CARDS, UNDER = 6, 34.0
"""Cards about one part on a page of the board, and how high they can stand there."""
NOT_SORTED = _("Not sorted yet")
HEADS = (_("List"), _("What it is for"), _("Form here"), _("Form there"), _("Who decides"))


# The four lists


@dataclass(frozen=True)
class Sort:
    """A part with what the room said of it."""

    id: str
    words: str
    said: Sorted


def counted(core: int, open_: int, talk: int) -> Words:
    """How many parts are in which list."""
    parts = [
        ngettext("{n} part is core", "{n} parts are core", core),
        ngettext("{n} is open", "{n} are open", open_),
        ngettext("{n} to talk about", "{n} to talk about", talk),
    ]
    return _("{core}, {open}, {talk}.", core=parts[0], open=parts[1], talk=parts[2])


def lists(some: Sequence[Sort], locked: Sequence[Any], mine: Mapping[str, Point], crowded: Words) -> Html:
    """The lists one below the other; what stays without a vote stands first in the core."""
    rows: list[tuple[Kind, kit.RuleRow]] = []
    for kind in KINDS:
        rows += [(kind, _row(each, mine)) for each in some if each.said.kind == kind]
        rows += [("core", row) for row in _locked(locked) if kind == "core"]

    first = {kind: row.id for kind, row in reversed(rows)}

    def tall(row: tuple[Kind, kit.RuleRow]) -> float:
        high = fitting.lines(row[1].words, fitting.WIDE - 8, 4.4) * 4.84 + 2 + (4 if row[1].note else 0)
        return max(8.2, high + (HANDS if row[1].hands else 0)) + (HEAD if row[1].id == first[row[0]] else 0)

    top = kit.lead(crowded) if crowded else NOTHING
    shown, part = paged(rows, 9, tall, fitting.room() - (8 if crowded else 0))
    drawn = []
    for kind, words in KINDS.items():
        here = [row for each, row in shown if each == kind]
        drawn += [kit.heading(words), kit.rule_list(here, 9, f"list-{kind}")] if here else []
    return kit.join(top, *drawn, part)


def _locked(some: Sequence[Any]) -> Iterator[kit.RuleRow]:
    """What stays without a vote; on the board all of it in one row."""
    if kit.page.get().surface == "phone":
        yield from (kit.RuleRow(each.id, each.text, note=each.told) for each in some)
    elif some:
        words = "; ".join(str(each.text) for each in some)
        yield kit.RuleRow("locked", words, note=" · ".join(dict.fromkeys(str(each.told) for each in some)))


def _row(each: Sort, mine: Mapping[str, Point]) -> kit.RuleRow:
    own = mine.get(each.id)
    notes = [_("Fewer than 5 people answered.")] if each.said.few else []
    if own == ASIDE:
        notes.append(_("You: {answer}", answer=SORT.aside))
    hands = [_hand(each.said, point, own) for point in (STAY, CHANGE, DROP) if each.said.count.at(point)]
    return kit.RuleRow(each.id, each.words, note=" ".join(map(str, notes)), hands=hands)


def _hand(said: Sorted, point: int, own: Point | None) -> kit.Hand:
    n = said.count.at(point)
    people = ngettext("{n} person", "{n} people", n)
    return kit.Hand(SHORT[point], n, people, int(own == point), _("your dot") if own == point else "")


def aloud(some: Sequence[Sort]) -> Words:
    """The lists in a few sentences."""
    told = []
    for kind, words in KINDS.items():
        names = "; ".join(each.words.rstrip(".") for each in some if each.said.kind == kind)
        told += [str(_("{list}: {parts}.", list=words, parts=names))] if names else []
    return " ".join(told)


# What each part is for


def suggesting(parts: Sequence[Subject], mine: Sequence[str], rules: Rules, do: str) -> Html:
    """On a phone: the parts with what they are for, and one form to suggest words for any of them."""
    if not parts:
        return kit.empty(rules.says.none, _("Say one aloud."))
    bare = next((each for each in parts if not each.said.get(rules.fields[-1].name)), parts[0])
    which = kit.column_select("rule", [kit.Column(each.id, each.words) for each in parts], bare.id, _("Which part?"),
                              kit.mark("which"))  # fmt: skip
    columns = [kit.Column(field.name, field.words) for field in rules.fields[::-1]]
    about = kit.column_select("field", columns, columns[0].value, _("What is it about?"), kit.mark("about"))
    told = _("Nobody sees your name. The facilitator reads it to the room.")
    text = kit.TextField("text", _("Your words"), max(field.limit for field in rules.fields), "", 2, told)
    form = kit.text_form(text, do, _("Suggest it"), before=kit.join(which, about))
    own = [kit.hint(_("Your suggestion: {text}", text=words)) for words in mine]
    return kit.join(read(parts, rules.fields), form, *own)


# One part to talk about


@dataclass(frozen=True)
class Talked:
    """A part with what was said of it last, its cards, and whether it was changed since."""

    id: str
    number: int
    words: str
    said: Sorted
    cards: Sequence[str]
    changed: bool


def which(page: Talked | None, of: int) -> Words:
    """Which part of how many is on the board's page."""
    return _("Part {n} of {total}.", n=page.number, total=of) if page else ""


def talked(page: Talked, purpose: str) -> Html:
    """What the part is for, what was said of it, and its cards."""
    return kit.join(*_about(page, purpose), kit.quotes(page.cards[:CARDS], _("No card is about this."), high=UNDER))


def talked_on_phone(pages: Sequence[tuple[Talked, str]]) -> Html:
    """The same for all parts, one below the other."""
    parts: list[Html] = []
    for page, purpose in pages:
        cards = kit.quotes(page.cards, "", f"about-{page.id}") if page.cards else NOTHING
        parts += [kit.heading(page.words), *_about(page, purpose), cards]
    return kit.join(*parts)


def _about(page: Talked, purpose: str) -> Iterator[Html]:
    if purpose and purpose != page.words:
        yield kit.lead(_("What for: {purpose}", purpose=purpose))
    if page.changed:
        yield kit.hint(_("Changed. It is sorted again."))
        return
    stay, change, drop = page.said.three
    yield kit.hint(_("{stay} say it must stay, {change} it may change, {drop} it is not needed there.",
                     stay=stay, change=change, drop=drop))  # fmt: skip


def splitting(page: Talked, purpose: str, do: str) -> Html:
    """On the stage: make two of a part."""
    words = {
        "stays": _("What it is for: this may have to stay"), "how": _("How we do it: this may change"),
        "both": _("Both are sorted again, as two parts."), "split": _("Make two parts of it"),
    }  # fmt: skip
    return _html.splitting(kit.page.get(), do, page.id, purpose[:80], page.words, words)


# Who from the new place is in it


def people(names: Sequence[str]) -> Html:
    """Who from the new place is in it."""
    if not names:
        return kit.empty(_("Nobody from the new place is named yet."), _("Who from there is in it?"))
    return kit.join(kit.heading(_("From the new place")), kit.options(names))


def naming(there: Mapping[str, str], named: Named) -> Html:
    """On the stage: name one more, or leave one out."""
    field = kit.TextField("who", _("Who from the new place is in it?"), 60, note=_("A person, a group or a role."))
    rows = [
        kit.Row(id, name, buttons=[kit.button(_("Leave them out"), kit.act(named("leave_out_there"), who=id), "quiet",
                                              _("Leave them out: {name}", name=name))])
        for id, name in there.items()
    ]  # fmt: skip
    listed = kit.listing(rows, _("From the new place"), "there") if rows else NOTHING
    return kit.join(kit.text_form(field, named("name_there"), _("Name them")), listed)


# The plan


@dataclass(frozen=True)
class Line:
    """A row of the plan."""

    id: str
    words: str
    purpose: str
    kind: Kind | None
    here: str
    there: str
    decides: str

    @property
    def told(self) -> Words:
        """The list that it is in."""
        return KINDS[self.kind] if self.kind else NOT_SORTED

    @property
    def cells(self) -> Sequence[str]:
        """What stands beside its words."""
        return self.purpose, self.here, self.there, self.decides


def plan(rows: Sequence[Line], whole: bool = True) -> Html:
    """The table; on the board page by page, and where it is not the `whole`, what is done there and who decides."""
    if kit.page.get().surface != "board":
        return _html.rows(rows, HEADS)

    heads = (_("Part"), *(HEADS[1:] if whole else HEADS[3:]))
    cells = [kit.TableRow(row.id, row.words, row.cells if whole else row.cells[2:], row.told) for row in rows]
    return kit.table(cells, heads, "plan")


def planning(
    rows: Sequence[Line], there: Mapping[str, str], free: Mapping[str, str], review: Day | None, named: Named
) -> Html:  # fmt: skip
    """On the stage: a form for each row, who decides all that is open, and the day of the review."""
    words = {
        "part": _("Which part?"), "here": _("Form here: how we do it"), "there": _("Form there: how it may be done"),
        "who": _("Who from there decides?"), "same": _("As it is"), "nobody": _("Nobody from there"),
        "others": _("Who else decides?"), "empty": _("What is left empty stays as it is."), "save": _("Save"),
    }  # fmt: skip
    some = [(id, _short(name)) for id, name in there.items()]
    parts = [(row.id, _short(row.words)) for row in rows]
    all_open = [
        kit.button(_("{name} decides what is open", name=name), kit.act(named("let_decide"), who=id))
        for id, name in free.items()
    ]  # fmt: skip
    return kit.join(
        _html.planning(kit.page.get(), named("plan_part"), parts, some, words) if rows else NOTHING,
        kit.secondary(all_open) if all_open else NOTHING,
        kit.date_form("on", _("When do we look at it again?"), named("review_plan"), _("Set the day"), review)
        if review else NOTHING,
    )  # fmt: skip


def _short(text: str) -> str:
    """As it stands in a list that opens."""
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"


def checking(rows: Sequence[Line], locked: Sequence[Any], say: Say, review: Day) -> Html:
    """On a phone: the values that the plan has to keep, and the plan."""
    kept = kit.rule_list([kit.RuleRow(each.id, each.text, note=each.told) for each in locked], id="values")
    again = _("We look at it again on {date}.", date=day(review.isoformat()))
    return kit.join(
        kit.heading(_("Does the plan keep these?")), kept, kit.hint(say.words), kit.hint(again),
        kit.foldable(_("The plan"), plan(rows)),
    )  # fmt: skip
