"""Checks of what nobody may learn: hidden answers, who gave them, and anything of it after the close."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, replace
from random import Random
from typing import Any, cast

from facilitator import composing
from facilitator.activity import Html, Phase, Refused
from facilitator.counting import SLIP
from facilitator.seats import Who
from facilitator.store import MemoryStore
from facilitator.testing import effort
from facilitator.testing.crowd import OWN_PAGE, Crowd, Kind
from facilitator.testing.table import Person
from facilitator.testing.taps import controls, tree, uncounted
from facilitator.testing.told import same_text, text_of

Settings = Mapping[str, Any]

ROOMS, MORE_ROOMS = 6, 12
"""In so many rooms others act differently, while I see the same; in more where the suite is thorough."""
SEALED = re.compile(rf'"((?:p-|{SLIP})[0-9a-f]{{6}}-\d{{4}})"')
"""The key of a person after a sensitive phase was left."""
SLIPS = f"{SLIP}0"
"""How the keys of slips begin."""


def check_hidden_means_not_sent(kind: Kind, settings: Settings) -> None:
    """In a hidden phase nobody's view changes with what others enter, but for the counter.

    A card that was shown before may be taken back or reworded at any time, and is so at once: that is not entered here.
    """
    crowd = Crowd(kind, settings, seed="hidden")
    for phase in crowd.phases(crowd.answer):
        if phase.hidden:
            _nothing_shows(crowd, phase)
    for phase in _once_more(crowd):
        _nothing_shows(crowd, phase)


def _nothing_shows(start: Crowd, phase: Phase) -> None:
    """From one phase-start state: rooms in which I do the same, and others differ.

    Where people enter something in small groups, others are those outside mine. What my own group enters differs in
    more rooms: I may see that, and nobody outside may.
    """
    _same_for(start, phase, alone=True)
    if _company(start, start.people[0]):
        _same_for(start, phase, alone=False)


def _same_for(start: Crowd, phase: Phase, alone: bool) -> None:
    """With `alone`, nobody of my small group acts but me, and my phone stays the same, too."""
    seen: dict[bool, dict[str, str]] = {}
    for number in range(effort.times(ROOMS, MORE_ROOMS)):
        acts, room = number % 2 == 0, start.copy(f"others {number}")
        room.rarely = 0
        me, mine = room.people[0], Random(f"me {phase.name}")
        if acts:
            _act(room, me, mine)
        for _time in range(3 * number):
            room.mill(but=[me, *_company(room, me)] if alone else [me])
        if acts:
            _act(room, me, mine)
        now = _seen(room, me) if alone else _seen_outside(room, me)
        same_text(seen.setdefault(acts, now), now, f"others acted differently in the hidden phase {phase.name}")


def _company(crowd: Crowd, me: Person) -> list[Person]:
    """Who sees at once what I enter."""
    run, there = crowd.table.run, [*crowd.people, *crowd.paper]
    keys = run.activity.company(run.course.state, me.key, run.ctx)
    return [person for person in there if person.key in keys and person.who != me.who]


def _seen_outside(room: Crowd, me: Person) -> dict[str, str]:
    """What stands where nobody of my small group looks."""
    return {name: text for name, text in _seen(room, me).items() if name != "my phone"}


def _act(room: Crowd, me: Person, mine: Random) -> None:
    """I do something that others cannot stop: a slip can be handed back only while it is not among theirs."""
    room.random, kept = mine, room.random
    there = [each for each in controls(me.html) if each.do not in ("use_slip?wanted=0", "leave")]
    if there:
        room.use(me.who, mine.choice(there))
    room.random = kept


def _seen(room: Crowd, me: Person) -> dict[str, str]:
    view = room.table.room.view
    whos = {"my phone": me.who, "the board": Who.board(), "the stage": Who.facilitator(), "a helper": room.helper.who}
    sections = [replace(section, left=0) for section in room.table.room.record().sections]  # who left is no secret
    record = json.dumps([asdict(section) for section in sections])
    return {name: uncounted(view(who)) for name, who in whos.items()} | {
        "the record": record, OWN_PAGE: str(room.private()),
    }  # fmt: skip


def _once_more(crowd: Crowd) -> list[Phase]:
    """A hidden phase entered a second time, where that is possible, as a new round with an earlier one in it."""
    for phase in crowd.table.run.phases.values():
        if phase.hidden and phase.round:
            try:
                crowd.table.go(phase.name)
            except Refused:
                continue
            return [phase]
    return []


def check_private_stays_private(kind: Kind, settings: Settings) -> None:
    """What the facilitator's own page says stands on no other; the stage leads to it wherever it says something."""
    crowd = Crowd(kind, settings, seed="private", people=4)

    def search() -> None:
        told = _sentences(crowd.private())
        assert not told or crowd.table.run.activity.keeps_private(crowd.table.ctx), "the stage leads to no page of it"
        for name, view in crowd.views().items():
            there = sorted(told & _sentences(view))
            assert not there, f"in {crowd.table.run.phase.name} the view of {name} says what is private: {there[0]}"

    def act() -> None:
        for _time in range(12):
            crowd.mill()
        crowd.facilitate()
        search()

    for _phase in crowd.phases(act):
        search()


def _sentences(view: Html) -> set[str]:
    """What a page says, piece by piece, without headings and the words of its controls."""
    if not view:
        return set()
    root = tree(view)
    for element in [*root.iter("h1", "h2", "h3", "button", "a", "label", "legend", "template")]:
        element.drop_tree()
    return {text for text in (" ".join(str(each).split()) for each in root.itertext()) if len(text) > 2}


def check_sealed_answers_are_not_linked(kind: Kind, settings: Settings) -> None:
    """Once a sensitive phase is left, nothing in two blocks tells that two answers are from one person."""
    composed = cast(type[composing.Activity[Any]], kind)
    crowd = Crowd(kind, settings, seed="linked", people=6)
    sealed: list[str] = []
    for phase in crowd.phases(lambda: crowd.answer(4)):
        people = _sealed(crowd)
        for name in sealed:
            for other in people.keys() - {name}:
                both = people[name] & people[other]
                assert not both, f"before {phase.name}, {name} and {other} have a person in common"
        asked = next(each for each in composed.phases if each.name == phase.name)
        sensitive = crowd.table.run.activity.privacy(phase) == "sensitive"
        sealed = [name for name, block in composed.blocks.items() if sensitive and asked.holds(block)]


def _sealed(crowd: Crowd) -> dict[str, set[str]]:
    """The people in each slice of the state whose links to seats were dropped."""
    run = crowd.table.run
    state = run.course.dump(run.activity.state_adapter())["state"]
    return {name: set(SEALED.findall(text_of(part))) for name, part in state.items()}


def check_touches_only_me(kind: Kind, settings: Settings) -> None:
    """What I do changes my own phone, the board and the stage; a view never changes without its revision."""
    crowd = Crowd(kind, settings, seed="touches", people=4)

    def act() -> None:
        run, views, revisions = crowd.table.run, _uncounted(crowd), _revisions(crowd)
        for _time in range(12):
            before = len(run.events)
            crowd.mill()
            old, views, older, revisions = views, _uncounted(crowd), revisions, _revisions(crowd)
            _nothing_missed(old, views, older, revisions)
            for event in run.events[before:]:
                action = run.activity.actions.get(event["do"])
                if action is not None and action.touches == "me" and event["key"] is not None:
                    _only_mine(crowd, event["key"], old, views, action.name)

    for _phase in crowd.phases(act):
        pass


def _uncounted(crowd: Crowd) -> dict[str, str]:
    return {name: uncounted(view) for name, view in crowd.views().items()}


def _revisions(crowd: Crowd) -> dict[str, int]:
    return {name: crowd.table.room.revision(who) for name, who in crowd.viewers.items()}


def _nothing_missed(
    before: Mapping[str, str], after: Mapping[str, str], old: Mapping[str, int], new: Mapping[str, int]
) -> None:
    for name, view in after.items():
        assert view == before[name] or new[name] > old[name], f"the view of {name} changed, but not its revision"


def _only_mine(crowd: Crowd, key: str, before: Mapping[str, str], after: Mapping[str, str], action: str) -> None:
    for name, who in crowd.viewers.items():
        if who.role == "seat" and crowd.table.room.keys[who.seat] != key and who != crowd.helper.who:
            same_text({name: before[name]}, after, f"the action {action} touches more than me")


def check_keys_are_never_shown(kind: Kind, settings: Settings) -> None:
    """No view and no section holds the key of a person, one's own neither."""
    crowd = Crowd(kind, settings, seed="keys")

    def search() -> None:
        run = crowd.table.run
        secrets = {*crowd.table.room.keys.values(), run.secret, SLIPS}
        for name, view in crowd.pages().items():
            assert not _found(secrets, str(view)), f"in {run.phase.name} the view of {name} holds the key of a person"
        section = json.dumps(asdict(crowd.table.section), default=str)
        assert not _found(secrets, section), f"in {run.phase.name} the section holds the key of a person"

    def act() -> None:
        for _time in range(25):
            crowd.mill()
        search()

    for _phase in crowd.phases(act):
        pass


def check_nothing_is_left_after_close(kind: Kind, settings: Settings) -> None:
    """After the close nothing in the session's file leads from an answer to a person."""
    crowd = Crowd(kind, settings, seed="close")
    room, store, secrets = crowd.table.room, cast(MemoryStore, crowd.table.room.store), {SLIPS}

    def act() -> None:
        for _time in range(15):
            crowd.mill()
        secrets.update({crowd.table.run.secret, *room.keys.values(), *room.marks})

    for _phase in crowd.phases(act):
        pass
    crowd.finish()
    kept = text_of([store.tables, store.events])
    assert not _found(secrets, kept), "after the close the file still holds the key of a person, or the mark of an act"
    assert store.tables["runs"] == {}, "after the close the file still holds the state"
    acts = {seat.acts for seat in room.seats.values()}
    assert len(acts) == 1, f"after the close the counts of acts tell people apart: {sorted(acts)}"
    doors = {text for seat in room.seats.values() for text in (seat.token, seat.code) if text}
    crowd.table.facilitator.do("end")
    readers = store.tables["meta"]["1"].pop("readers")
    assert readers == sorted(readers), "after the end of the session the file says who came first"
    kept = text_of([store.tables, store.events])
    assert not _found(doors, kept), "after the end of the session the file still holds tokens or seat codes"


def _found(secrets: set[str], text: str) -> list[str]:
    return [secret for secret in sorted(secrets) if secret and secret in text]
