"""Checks of what people do: every control works, nothing else does, and whoever comes, goes or sits without a phone."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from facilitator.activity import Action, Activity, Html, Phase
from facilitator.run.attendance import heard
from facilitator.seats import Who, digest
from facilitator.testing import effort
from facilitator.testing.crowd import MOVES, Crowd, Kind
from facilitator.testing.table import Person
from facilitator.testing.taps import Control, controls, uncounted
from facilitator.testing.told import same_text

Settings = Mapping[str, Any]

TAPS, MORE_TAPS = 120, 300
"""So many taps are spread over the phases of an activity; more where the suite is thorough."""
PEOPLE = 10
FILLINGS, TICKS = 8, (0, 0.2, 0.4, 1)
"""In so many ways a form is filled in before its button counts as one that does not work."""
ODD = (
    "", "0", "-1", "1", "3", "999999999999999999999", "0.5", "NaN", "Infinity", "true", "null", "[]", "{}", "aside",
    "pass", "o1", "o2", "no such thing", "\x00", "\u202eabc", "<b>", "ä" * 300, "x" * 10_000, "２", "1e3", "2027-02-30",
)  # fmt: skip
"""What a forged page may send."""


def check_every_control_works(kind: Kind, settings: Settings) -> None:
    """Every control that is shown is accepted when it is used at once."""
    crowd = Crowd(kind, settings, seed="controls", people=3)
    tried: set[object] = set()

    def act() -> None:
        crowd.answer(3)
        _use_all(crowd, tried)

    for _phase in crowd.phases(act):
        _use_all(crowd, tried)
    crowd.finish()
    for name, who in crowd.viewers.items():
        _use_each(crowd, name, who, crowd.table.room.view(who), tried)


def _use_all(crowd: Crowd, tried: set[object]) -> None:
    late = crowd.copy("late")
    late.people.append(late.table.join())
    late.people[0].do("leave")
    for name, who in late.viewers.items():
        _use_each(late, name, who, late.table.room.view(who), tried)
    if any(control.action == "invite_slips" for control in controls(late.table.facilitator.html)):
        for paper in crowd.paper[:1]:
            _use_each(crowd, "the page for paper", Who.facilitator(), crowd.answer_form(paper), tried)
        _use_each(crowd, "the page for slips", Who.facilitator(), crowd.batch_form(), tried)


def _use_each(crowd: Crowd, name: str, who: Who, view: Html, tried: set[object]) -> None:
    phase = crowd.table.run.phase.name if crowd.table.room.run else "no phase"
    for control in controls(view):
        what = (phase, who.role, control.do, control.name)
        if what in tried:
            continue
        tried.add(what)
        why = _refusal(crowd, who, control)
        assert not why, f"in {phase} the control “{control.name}” of {name} does not work: {why}"


def _refusal(crowd: Crowd, who: Who, control: Control) -> str:
    """Why a control is not accepted, in whatever way its form is filled in; empty when it is."""
    why = ""
    for number in range(FILLINGS):
        copy = crowd.copy(f"filled {number}")
        answer = copy.use(who, control, ticks=TICKS[number % len(TICKS)])
        if answer.ok:
            return ""
        why = answer.words
    return why


def check_there_is_something_to_answer(kind: Kind, settings: Settings) -> None:
    """No phase in which people answer opens without something to answer, even when nobody did anything before."""
    crowd = Crowd(kind, settings, seed="something")
    for phase in crowd.phases(lambda: crowd.answer(3)):
        _can_be_answered(crowd, phase)
    idle = Crowd(kind, settings, seed="idle", people=2, incoming=())
    for name, phase in idle.table.run.phases.items():
        if name == idle.table.run.phase.name or idle.say(Who.facilitator(), f"go?phase={name}", []).ok:
            _can_be_answered(idle, phase)


def _can_be_answered(crowd: Crowd, phase: Phase) -> None:
    person = crowd.people[0]
    for control in controls(person.html) if crowd.table.run.asks else ():
        if control.action in ("pass", *MOVES) or control.action not in crowd.table.run.activity.actions:
            continue
        for number in range(FILLINGS):
            then = crowd.copy(f"answered {number}")
            run, given = then.table.run, then.use(person.who, control, ticks=TICKS[number % len(TICKS)])
            passed = run.activity.passed(run.course.state, run.ctx)
            told = person.key in heard(run) or type(run.activity).done is Activity.done
            if given.ok and told and person.key not in passed:
                return
    assert not crowd.table.run.asks, f"{phase.name} is open, but there is nothing to answer"


def check_nothing_else_works(kind: Kind, settings: Settings) -> None:
    """An action outside its phase, or by somebody else, is refused with a sentence and changes nothing."""
    crowd = Crowd(kind, settings, seed="closed", people=2)
    for phase in crowd.phases(crowd.answer):
        gone = crowd.table.join()
        gone.do("leave")
        for action in kind.actions.values():
            for name, who in _not_theirs(crowd, action, phase, gone):
                answer = crowd.say(who, action.name, [])
                assert not answer.ok, f"in {phase.name} the action {action.name} by {name} was not refused"


def _not_theirs(crowd: Crowd, action: Action, phase: Phase, gone: Person) -> Iterator[tuple[str, Who]]:
    """Who must not do this action now."""
    person, open_now = crowd.people[0].who, not action.phases or phase.name in action.phases
    everyone = {"a person": person, "the facilitator": Who.facilitator(), "the board": Who.board(),
                "a helper": crowd.helper.who, "somebody who left": gone.who}  # fmt: skip
    for name, who in everyone.items():
        theirs = who == (person if action.by == "participant" else Who.facilitator())
        if not (theirs and open_now):
            yield name, who


def check_random_taps(kind: Kind, settings: Settings) -> None:
    """Many random taps and forged pages by many people break nothing, and what is refused changes nothing."""
    crowd = Crowd(kind, settings, seed="taps", people=PEOPLE)
    each = effort.times(TAPS, MORE_TAPS) // len(crowd.table.run.phases)

    def act() -> None:
        for number in range(each):
            if number % 3:
                crowd.mill()
            else:
                _forge(crowd, kind)
        crowd.views()

    with nothing_breaks(crowd):
        for _phase in crowd.phases(act):
            crowd.views()


def _forge(crowd: Crowd, kind: Kind) -> None:
    """Somebody sends an action of the activity with arguments that no page would send."""
    random, room = crowd.random, crowd.table.room
    action = random.choice(sorted(kind.actions.values(), key=lambda each: each.name))
    known = [text for control in controls(random.choice(crowd.people).html) for _name, text in control.posts()]
    pairs = [(name, random.choice((*ODD, *known))) for name in action.model.model_fields if random.random() < 0.9]
    dotted = [(f"{name}.{random.choice(ODD)}", random.choice(ODD)) for name in action.model.model_fields]
    forged = [("for", random.choice((*room.seats, "nobody"))), ("run", random.choice((room.running().token, "r9.9")))]
    who = random.choice([person.who for person in crowd.people] if action.by == "participant" else [Who.facilitator()])
    crowd.say(who, action.name, pairs + random.choice(([], dotted, forged)))


@contextmanager
def nothing_breaks(crowd: Crowd) -> Iterator[None]:
    """Raise AssertionError with the cause of the first internal error that the console would be told of."""
    errors: list[logging.LogRecord] = []
    listener, log = logging.Handler(), logging.getLogger("facilitator")
    listener.emit = errors.append  # type: ignore[method-assign, assignment]
    log.addHandler(listener)
    kept, log.propagate = log.propagate, False
    try:
        yield
    finally:
        log.propagate = kept
        log.removeHandler(listener)
        for record in errors:
            cause = record.exc_info[1] if record.exc_info else None
            raise AssertionError(f"{record.getMessage()}: {type(cause).__name__}: {cause}") from cause
    assert not crowd.table.room.problem, crowd.table.room.problem


def check_coming_and_going(kind: Kind, settings: Settings) -> None:
    """Late joiners, leavers, people who return, other devices and helpers are at home in every phase."""
    crowd = Crowd(kind, settings, seed="people", people=4)
    for phase in crowd.phases(crowd.answer):
        then = crowd.copy("people")
        room, person = then.table.room, then.people[0]
        mine = uncounted(person.html)
        person.do("leave")
        assert "come_back" in {control.do for control in controls(person.html)}, "who left cannot come back"
        person.do("come_back")
        again = {"the phone": uncounted(person.html)}
        same_text({"the phone": mine}, again, f"after leaving and coming back in {phase.name}")
        room.rejoin(person.seat.code, digest("another device"))
        assert room.seat_for(digest("another device")) is person.seat, "another device does not get the seat back"
        same_text({"the phone": mine}, {"the phone": uncounted(person.html)}, f"on another device in {phase.name}")
        late, count = then.table.join(), len(then.table.ctx.seats)
        assert late.sees, f"a late joiner sees nothing in {phase.name}"
        helper = then.table.join(helper=True)
        assert len(then.table.ctx.seats) == count, "a helper is counted"
        assert helper.sees, f"a helper sees nothing in {phase.name}"
        assert helper.key not in then.table.run.done(), "a helper counts as done"


def check_passing_and_leaving(kind: Kind, settings: Settings) -> None:
    """Who passed is done; who passed and left was not there: neither done nor among those who are asked."""
    crowd = Crowd(kind, settings, seed="passing", people=4)
    for phase in crowd.phases(crowd.answer):
        if "pass" not in {control.action for control in controls(crowd.people[0].html)}:
            continue
        then = crowd.copy("passing")
        then.people[0].do("pass")
        done, total, begun = then.table.run.counter()
        if not done:
            continue
        then.people[0].do("leave")
        assert then.table.run.counter() == (done - 1, total - 1, begun), f"who passed in {phase.name} and left counts"


def check_paper(kind: Kind, settings: Settings) -> None:
    """Wherever people answer they can do so on paper, in their own name or through the ballot box."""
    crowd = Crowd(kind, settings, seed="paper", people=3)
    for phase in crowd.phases(crowd.answer):
        run, privacy = crowd.table.run, crowd.table.run.activity.privacy(phase)
        if phase.privacy is None:
            continue
        found = run.activity.paper(run.course.state, run.ctx)
        assert found is not None, f"people answer in {phase.name}, but there is no paper() for it"
        action = kind.actions.get(found[0])
        assert action is not None and action.by == "participant" and phase.name in (action.phases or (phase.name,)), (
            f"paper() in {phase.name} names {found[0]}, which no person can do there"
        )
        if phase.personal:
            answer = crowd.use(Who.facilitator(), Control("", "", "slips", ()))
            assert not answer.ok, f"slips of nobody are taken in {phase.name}, where people are asked different things"
        else:
            _ballot_box(crowd, phase)
        if privacy != "sensitive":
            _own_paper(crowd, phase)


def _own_paper(crowd: Crowd, phase: Phase) -> None:
    then = crowd.copy("own paper")
    paper = then.paper[0]
    send = next(iter(controls(then.answer_form(paper))), None)
    assert send is None or _accepted(then, send), f"an answer on paper is not accepted in {phase.name}"
    assert paper.key in then.table.run.done(), f"an answer on paper does not count as done in {phase.name}"


def _ballot_box(crowd: Crowd, phase: Phase) -> None:
    few = crowd.copy("few slips")
    send = controls(few.batch_form(2))[0]
    assert not _accepted(few, send), f"two slips were accepted in {phase.name}: they could be traced"
    then = crowd.copy("slips")
    done = then.table.run.done()
    assert _accepted(then, controls(then.batch_form(3))[0]), f"three slips are not accepted in {phase.name}"
    more = then.table.run.done() - done
    assert not more & set(then.table.room.keys.values()), f"slips are tied to seats in {phase.name}"
    assert then.table.ctx.answered_on_paper, "slips are not told apart from answers on phones"


def _accepted(crowd: Crowd, control: Control) -> bool:
    return any(crowd.use(Who.facilitator(), control, ticks).ok for ticks in TICKS * FILLINGS)
