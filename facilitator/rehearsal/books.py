"""Who did what, kept apart from the server: what was acknowledged, and a count of its own for the record to agree with.

The count knows the actions of the building blocks by their names and arguments. What an activity does beside them is
written down, too, but such a round is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qsl

from facilitator.rehearsal.cards import Cards, Written
from facilitator.rehearsal.place import Place, place_of
from facilitator.testing.taps import Control, Pairs

ANSWERS = frozenset({"option", "dots", "finger"})
"""Fields that say something which is counted: whoever uses them with another action makes a round that is not."""

OF_CARDS = frozenset({"edit", "delete", "take_back", "rewrite", "take_words_for_it", "keep_my_words"})
"""Said of a card, and counted with the cards: what stands in the form around it says nothing."""

OF_POINTS = frozenset({"give", "share_equally", "clear_points", "finish_allocating", "allocate"})
"""Points over lines: what becomes of them counts the activity itself."""

DONE = {"finish_ballot": "dots", "finish_ranking": "order"}
"""What says that one is done, and what of: without any of that it is a pass."""


@dataclass(frozen=True)
class Sent:
    """An act that was acknowledged: over the socket under an `id`, or by a form that carried `n`."""

    role: Literal["seat", "facilitator"]
    code: str
    id: str = ""
    n: str = ""
    do: str = ""
    rest: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Act:
    """Something that was acknowledged, for an activity to count by itself; `who` is empty for the facilitator."""

    who: str
    step: int
    action: str
    given: Mapping[str, str]
    phase: str = ""
    """The phase that was open: a pass takes back only what belongs to it."""
    cards: tuple[Written, ...] = ()
    """The cards whose words stood on the page, or in the row of it, where it was done, from top to bottom."""
    here: int = 0
    """How many people were here who count."""


@dataclass
class Sheet:
    """What one person, or one slip, says in one round."""

    dots: Counter[str] = field(default_factory=Counter)
    """By the id of the option."""
    choice: str = ""
    """The point on a scale."""
    points: dict[str, str] = field(default_factory=dict)
    """The points on a scale, or "pass", by the id of what is asked about."""
    texts: dict[str, str] = field(default_factory=dict)
    """What was written beside the points, by what it answers."""
    order: list[str] = field(default_factory=list)
    """What was put in order (ids), the first first."""
    worth: str = ""
    """The points for the time that it took."""
    passed: set[str] = field(default_factory=set, compare=False)
    """The phases in which this person passed, and gave nothing since."""
    phase: dict[str, str] = field(default_factory=dict, compare=False)
    """In which phase each of these was given: a pass takes back only what belongs to its own phase."""

    def give(self, what: str, value: Any, phase: str) -> None:
        """Say something, in place of what was said before."""
        setattr(self, what, value)
        self.phase[what] = phase
        self.passed.discard(phase)

    def pass_(self, phase: str) -> None:
        """Take back what was given in this phase."""
        fresh = Sheet()
        self.passed.add(phase)
        for what, where in self.phase.items():
            if where == phase:
                setattr(self, what, getattr(fresh, what))


@dataclass
class Round:
    """One round of one activity."""

    sheets: dict[str, Sheet] = field(default_factory=dict)
    """By who took part."""
    labels: dict[str, str] = field(default_factory=dict)
    """The line of the page on which an option stands, by the option's id."""
    asked: tuple[str, ...] = ()
    """The ids of what was asked about all at once, in the order of the form."""
    phase: str = ""
    """The phase in which it was answered."""
    strange: bool = False
    """Whether somebody did something that this count does not know."""
    revealed: bool = False


@dataclass
class Books:
    """Everything that was acknowledged. `saved` is what a page says about a form that was accepted."""

    saved: str
    adds: str = "Add card"
    """What the button says by which somebody writes one card more, and not another in place of the first."""
    phase: str = ""
    """The phase that is open now."""
    meeting: int = 0
    """The number of the meeting in its programme, from 0."""
    step: int = 0
    """The number of the activity that is counted again now; those of earlier meetings are below 0."""
    rounds: dict[Place, Round] = field(default_factory=dict)
    cards: Cards = field(default_factory=Cards)
    views: dict[str, str] = field(default_factory=dict)
    """The perspective of everyone who chose one, by who it is."""
    view_order: tuple[str, ...] = ()
    """All perspectives, in the order in which they are offered."""
    modules: Mapping[str, str] = field(default_factory=dict)
    """The module of every activity, by its id: beside it may stand how its own figures are counted again."""
    settings: dict[int, Any] = field(default_factory=dict)
    """The settings of each activity, by its number."""
    acts: list[Act] = field(default_factory=list)
    """What was done in all activities, in its order."""
    slipped: list[Act] = field(default_factory=list)
    """Slips of the ballot box, each by nobody."""
    codes: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The code that somebody wrote down, with the number of the activity that told it first, by who it is."""
    remembered: dict[int, Any] = field(default_factory=dict)
    """What an activity (by its number) counted again that a later one counts with."""
    carried: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the ledgers of the programme held when this meeting began, by entry, as the records before it tell it."""
    left: dict[int, int] = field(default_factory=dict)
    """How many people had left when an activity ended, by its number."""
    sent: list[Sent] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """What anybody wrote, and who it was; nobody for the facilitator."""
    away: set[str] = field(default_factory=set)
    """Who has left and is not back."""
    people: int = 0
    helpers: int = 0
    paper: int = 0
    refused: Counter[str] = field(default_factory=Counter)

    def accept(self, who: str, control: Control, pairs: Pairs) -> None:
        """Somebody used a control, or it was used for them, and it was acknowledged."""
        given = dict([*parse_qsl(control.do.partition("?")[2]), *pairs])
        place = place_of(given)
        self.write(who, control, pairs)
        one = control.name != self.adds and self._once(place)
        self.cards.take(who, place, self.phase, control, given, one=one)
        if control.action in ("leave", "come_back"):
            (self.away.add if control.action == "leave" else self.away.discard)(who)
        if place[0]:
            self._act(who, place[0], control, given)
            self._count(self.round(place), who, control.action, given)

    def write(self, who: str, control: Control, pairs: Pairs) -> None:
        """Keep the words that somebody typed."""
        typed = {each.name for each in control.fields if each.kind in ("text", "textarea")}
        self.texts.update({text: who for name, text in pairs if name in typed and text})

    def lead(self, control: Control, pairs: Pairs, row: str) -> None:
        """The facilitator used a control, for the card in a `row` of the stage if it was about one."""
        self.write("", control, pairs)
        self.cards.lead(control, dict(pairs), row)
        given = dict([*parse_qsl(control.do.partition("?")[2]), *pairs])
        self._act("", place_of(given)[0], control, given)

    def slips(self, answering: str, control: Control, pairs: Pairs) -> None:
        """A batch of the ballot box was acknowledged: slips of nobody, each answered by the action `answering`."""
        place = place_of(dict(pairs))
        batch: dict[str, dict[str, str]] = {}
        for name, text in pairs:
            number, dot, rest = name.partition(".")
            if dot:
                batch.setdefault(number, {})[rest] = text
        self.write("a slip", control, pairs)
        for number, fields in batch.items():
            who, do = f"slip {number}", "pass" if "passed" in fields else answering
            self.slipped.append(Act(who, place[0], do, fields, self.phase))
            self.cards.take(who, place, self.phase, replace(control, do=do), fields, one=self._once(place))
            self.acts.append(Act(f"{who} of batch {len(self.acts)}", place[0], do, fields, self.phase))
            self._count(self.round(place), who, do, fields)

    def learn(self, controls: Iterable[Control]) -> None:
        """Look at the options on a page."""
        for control in controls:
            option = dict(parse_qsl(control.do.partition("?")[2])).get("option")
            place = place_of(dict(control.posts()))
            asked = tuple(dict.fromkeys(each.name[7:] for each in control.fields if each.name.startswith("points.")))
            if asked and place[1]:
                before = self.round(place).asked if any(each.name == "part" for each in control.fields) else ()
                self.round(place).asked = tuple(dict.fromkeys([*before, *asked]))
            if option and place[1]:
                self.round(place).labels.setdefault(option, control.row)

    def round(self, place: Place) -> Round:
        """One round, empty at first."""
        return self.rounds.setdefault(place, Round())

    def _once(self, place: Place) -> bool:
        """Whether the open phase is itself a round, where everyone says one thing; a later one has any number."""
        return place in self.rounds and self.rounds[place].phase == self.phase

    def _act(self, who: str, step: int, control: Control, given: Mapping[str, str]) -> None:
        cards = [card for card in self.cards.of(step) if not card.gone and (card.head or card.text) in control.row]
        cards.sort(key=lambda card: control.row.find(card.head or card.text))
        here = self.people - len(self.away)
        self.acts.append(Act(who, step, control.action, given, self.phase, tuple(cards), here))

    def _count(self, round: Round, who: str, action: str, given: Mapping[str, str]) -> None:
        sheet = round.sheets.setdefault(who, Sheet())
        if action in ("place", "take") and "option" in given:
            change = int(given.get("dots", "1")) * (1 if action == "place" else -1)
            dots = Counter(sheet.dots)
            dots[given["option"]] += change
            sheet.give("dots", +dots, self.phase)  # whoever took the last one back has none, and not one of nought
        elif action == "ballot":
            dots = Counter({name[5:]: int(text or 0) for name, text in given.items() if name.startswith("dots.")})
            if dots.total():
                sheet.give("dots", dots, self.phase)
            else:
                sheet.pass_(self.phase)  # a ballot without a dot is a pass
        elif action == "show" and "finger" in given:
            sheet.give("choice", given["finger"], self.phase)
        elif action in ("answer", "rate", "turn_to"):
            given = {**given, "points.one": given["point"]} if "point" in given else given
            before = sheet.points if "part" in given else {}  # what is rated in parts stays when another part is sent
            points = {name[7:]: text for name, text in given.items() if name.startswith("points.") and text}
            points |= {"one": given["point"]} if given.get("point") else {}
            if points or action != "turn_to":  # who turns to another part keeps what was chosen on this one
                sheet.give("points", {**before, **points}, self.phase)
                texts = {name[6:]: text for name, text in given.items() if name.startswith("texts.") and text.strip()}
                sheet.give("texts", texts, self.phase)
        elif action in ("put", "out", "up"):
            sheet.give("order", _moved(sheet.order, action, given["option"]), self.phase)
        elif action == "ranking":
            places = {name[6:]: int(text or 0) for name, text in given.items() if name.startswith("place.")}
            sheet.give("order", sorted(filter(places.get, places), key=places.__getitem__), self.phase)
            if not sheet.order:
                sheet.pass_(self.phase)
        elif action in OF_POINTS:
            sheet.passed.discard(self.phase)
        elif action == "was_worth":
            sheet.give("worth", given["worth"], self.phase)
        elif action == "pass" or (action in DONE and not getattr(sheet, DONE[action])):
            sheet.pass_(self.phase)
        elif action not in DONE and action not in OF_CARDS and any(name.partition(".")[0] in ANSWERS for name in given):
            round.strange = True


def _moved(order: list[str], action: str, option: str) -> list[str]:
    """An order after one press."""
    if action == "put":
        return [*order, option]
    at = order.index(option)
    rest = [each for each in order if each != option]
    return rest if action == "out" else [*rest[: at - 1], option, *rest[at - 1 :]]
