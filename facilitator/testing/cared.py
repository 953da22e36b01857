"""Check of what becomes of words on cards: their writers and the facilitator can care for them until the close."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from facilitator.blocks.collect import Care, Collect, Pile
from facilitator.blocks.collect.card import ROOM
from facilitator.composing import Activity
from facilitator.seats import Who
from facilitator.testing.crowd import HARMS, MOVES, Crowd, Kind
from facilitator.testing.table import Person
from facilitator.testing.taps import controls

Settings = Mapping[str, Any]


def check_cards_are_cared_for(kind: Kind, settings: Settings) -> None:
    """In every phase, a card that was shown can be taken back, hidden, and reworded by its writer as was suggested."""
    if not any(isinstance(block, Collect | Care) for block in _blocks(kind)):
        return
    crowd = Crowd(kind, settings, seed="cards", people=3)
    some = False
    for phase in crowd.phases(lambda: _write(crowd)):
        shown = _shown(crowd)
        assert _ids_differ(crowd), f"in {phase.name} cards of two piles have one id: name each pile of Cards"
        some = some or bool(shown)
        offered = {control.action for control in controls(crowd.table.facilitator.html)}
        assert not shown or {"hide", "suggest_words"} <= offered, f"in {phase.name} no card can be hidden or reworded"
        for person in crowd.people:
            mine = [card for card in shown if card in _wrote(crowd, person)]
            there = {control.do for control in controls(person.html)}
            for card in mine:
                assert f"take_back?card={card}" in there, f"in {phase.name} a card cannot be taken back"
            if mine:
                _suggest(crowd.copy(phase.name), person, mine[0], phase.name)

    assert some or not _piles(crowd), "nobody's card was ever shown"


def _write(crowd: Crowd) -> None:
    """Everyone writes on whatever can be written on."""
    crowd.answer()
    for person in crowd.people:
        for control in controls(person.html):
            written = any(field.kind in ("text", "textarea") for field in control.fields)
            if written and control.action not in MOVES | HARMS:
                crowd.use(person.who, control, 1)


def _suggest(crowd: Crowd, person: Person, card: str, phase: str) -> None:
    words, before = "Said in other words", crowd.views()
    answer = crowd.say(Who.facilitator(), "suggest_words", [("card", card), ("words", words)])
    assert answer.ok, f"in {phase} no other words can be suggested: {answer.words}"
    for name, view in crowd.views().items():
        theirs = crowd.viewers[name] == person.who
        assert (words in view) == theirs, f"in {phase} the writer alone sees what is suggested, not {name}"
        assert theirs or name == "stage" or view == before[name], f"in {phase} a suggestion changed what {name} sees"
    taken = crowd.say(person.who, f"take_words_for_it?card={card}", [])
    assert taken.ok, f"in {phase} the suggested words cannot be taken: {taken.words}"
    stays = any(pile.cards.cards[card].permission == ROOM for pile in _piles(crowd) if card in pile.cards.cards)
    recorded = words in str(crowd.table.section.blocks) or not crowd.table.run.finished
    assert recorded or stays, f"in {phase} new words are lost"


def _shown(crowd: Crowd) -> list[str]:
    return [card for pile in _piles(crowd) if not pile.unseen for card in pile.cards.shown()]


def _ids_differ(crowd: Crowd) -> bool:
    """Whether no two cards ever had one id: who takes one back means that one, and no id tells a writer."""
    ids = [id for pile in _piles(crowd) for wrote in pile.cards.wrote.values() for id in wrote]
    return len(ids) == len(set(ids))


def _wrote(crowd: Crowd, person: Person) -> set[str]:
    return {card for pile in _piles(crowd) for card in pile.cards.of(person.key)}


def _piles(crowd: Crowd) -> Sequence[Pile]:
    run = crowd.table.run
    care = next((block for block in _blocks(type(run.activity)) if isinstance(block, Care)), None)
    assert care is not None, "nobody cares for the cards: give it a Care of them, and put that below"
    return care.piles(run.course.state, run.ctx)


def _blocks(kind: Kind) -> Collection[object]:
    return kind.blocks.values() if issubclass(kind, Activity) else ()
