"""Every card that was acknowledged, and what became of it: no two people write the same words, so these name a card."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from facilitator.rehearsal.place import Place
from facilitator.testing.taps import Control

ONE_EACH = frozenset({"card", "remind", "change", "sheet"})
"""Actions that put cards in place of what the same person wrote there before."""


@dataclass
class Written:
    """One card. `pile` is the phase in which it was written, `column` the place of its column, from 0."""

    who: str
    text: str
    place: Place
    pile: str
    column: int | None
    shown: bool = False
    """Whether the facilitator went on from there, and so showed it."""
    hidden: bool = False
    suggested: str = ""
    gone: bool = False
    page: str = ""
    """What stood on the page, or in the row of it, where it was written."""
    head: str = ""
    """The words that stand first on it, where a card has an idea and a first step."""
    beside: Mapping[str, str] = field(default_factory=dict)
    """What was chosen beside its words, by the name of the field: "here" is "yes", "groups.c1" is "1"."""

    @property
    def stands(self) -> bool:
        """Whether the record must have it."""
        return self.shown and not self.hidden and not self.gone


@dataclass
class Cards:
    """All cards of a rehearsal, and who said in which pile of which round that they write none."""

    all: list[Written] = field(default_factory=list)
    passes: dict[tuple[Place, str], set[str]] = field(default_factory=dict)

    def take(
        self, who: str, place: Place, pile: str, control: Control, given: Mapping[str, str], one: bool = False
    ) -> None:
        """Somebody used a control that may be about cards; `one`: where everyone says one thing."""
        action = control.action
        if action in ("pass", "finish_writing"):
            self._pass(who, place, pile, keep=action != "pass")
        elif action in ONE_EACH or (action == "write" and one):
            self._clear(who, place, pile)
            self._add(who, place, pile, control, given)
        elif action == "write":
            self._add(who, place, pile, control, given)
        elif action in ("edit", "delete", "take_back", "rewrite", "take_words_for_it", "keep_my_words"):
            self._change(self.named(control.row, who), control, given)

    def lead(self, control: Control, given: Mapping[str, str], row: str) -> None:
        """The facilitator used a control of the stage for the card that stands in `row`."""
        card = self.named(row)
        if card is not None and control.action == "hide":
            card.hidden = True
        elif card is not None and control.action == "suggest_words":
            card.suggested = given["words"].strip()

    def show(self, step: int, pile: str) -> None:
        """The facilitator went on from the phase in which these were written."""
        for card in self._in(step, pile):
            card.shown = True

    def of(self, step: int) -> list[Written]:
        """The cards of an activity."""
        return [card for card in self.all if card.place[0] == step]

    def answered(self, place: Place, pile: str) -> int:
        """How many people have a card there."""
        return len({card.who for card in self.all if (card.place, card.pile) == (place, pile) and not card.gone})

    def passed(self, place: Place, pile: str) -> int:
        """How many people said that they write none there."""
        return len(self.passes.get((place, pile), ()))

    def named(self, row: str, who: str = "") -> Written | None:
        """The card whose words stand in a row of a page, of anybody or of one person."""
        found = [card for card in self.all if card.text in row and not card.gone and who in ("", card.who)]
        return max(found, key=lambda card: len(card.text), default=None)

    def _in(self, step: int, pile: str) -> Iterator[Written]:
        return (card for card in self.of(step) if card.pile == pile)

    def _add(self, who: str, place: Place, pile: str, control: Control, given: Mapping[str, str]) -> None:
        self.passes.get((place, pile), set()).discard(who)
        if "idea" in given:
            idea, first = (" ".join(given[name].split()) for name in ("idea", "first"))
            self.all.append(Written(who, f"{idea} {first}", place, pile, None, head=idea))
        for name, text in given.items():
            kind, _dot, column = name.partition(".")
            at = _order(control, kind, column or given.get("column", ""))
            lines = text.split("\n") if kind == "cards" else [text]
            if kind in ("text", "cards"):
                written = [line.strip() for line in lines if line.strip()]
                beside = _beside(given, column if kind == "cards" else "")
                self.all += [Written(who, each, place, pile, at, page=control.row, beside=beside) for each in written]

    def _change(self, card: Written | None, control: Control, given: Mapping[str, str]) -> None:
        if card is None:
            return
        if control.action in ("delete", "take_back"):
            card.gone = True
        elif control.action == "take_words_for_it":
            card.text, card.suggested, card.hidden = card.suggested, "", False
            card.head = card.text if card.head else ""
        elif control.action == "keep_my_words":
            card.suggested = ""
        else:
            card.text = given["text"].strip()
            card.head = card.text if card.head else ""
            card.column = _order(control, "text", given["column"]) if "column" in given else card.column
            card.hidden = card.hidden and control.action != "rewrite"
            card.beside = _beside(given) if control.action == "edit" else card.beside

    def _pass(self, who: str, place: Place, pile: str, keep: bool) -> None:
        if not (keep and any(card.who == who and not card.gone for card in self._in(place[0], pile))):
            self._clear(who, place, pile)
            self.passes.setdefault((place, pile), set()).add(who)

    def _clear(self, who: str, place: Place, pile: str) -> None:
        for card in self.all:
            if (card.who, card.place, card.pile) == (who, place, pile):
                card.gone = True


def _beside(given: Mapping[str, str], at: str = "") -> dict[str, str]:
    """What stands beside a card in a form; on paper each card has a place of its own."""
    begins = f"fields.{at}." if at else "fields."
    return {name[len(begins) :]: text for name, text in given.items() if name.startswith(begins) and text}


def _order(control: Control, kind: str, column: str) -> int | None:
    """The place of a column among those that a form offers; None where it has none."""
    named = [_column_of(each.name.rpartition("cards.")[2]) for each in control.fields if "cards." in each.name]
    chosen = [value for each in control.fields if each.name == "column" for value in (each.options or (each.value,))]
    order = list(dict.fromkeys(named if kind == "cards" else chosen))
    column = _column_of(column) if kind == "cards" else column
    return order.index(column) if column and column in order else None


def _column_of(place: str) -> str:
    """The column of a field on paper, where each card may have one of its own: "need.2", or only "2"."""
    column, _dot, number = place.rpartition(".")
    return column if number.isdigit() else place
