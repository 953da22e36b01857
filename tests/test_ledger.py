"""A programme: ledgers that live over sessions, the page on every phone, and agreements that need a talk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.fist_of_five import FistOfFive
from activities.ground_rules import GroundRules
from facilitator.activity import Item
from facilitator.host.rooms import Rooms
from facilitator.ledger import LETTERS, fold
from facilitator.library.plans import Plan, PlanStep
from facilitator.library.registry import Registry
from facilitator.report import digest as report
from facilitator.report import render
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.session.command import Act
from facilitator.testing import control, controls, outside, words
from facilitator.views import agreements as agreed

LIBRARY = Registry({kind.id: kind for kind in (GroundRules, FistOfFive)})
FINISH, BREAKS, NUMBERS = "We let people finish", "We agree breaks and keep them", "We share phone numbers"
DAY = 86_400.0


def operation(
    entry: str, op: str = "add", at: float = 0, n: int = 1, session: str = "s1", **data: str
) -> dict[str, Any]:
    ledger = data.pop("ledger", "agreements")
    return {"id": f"{session}{n}", "at": at, "n": n, "ledger": ledger, "op": op, "entry": entry, "data": data,
            "session": session}  # fmt: skip


# The fold


def test_numbers_follow_time_then_session_then_place():
    made = [
        operation("c", at=2, session="s1"), operation("b", at=1, session="s2"), operation("a", at=1, session="s1", n=2),
        operation("d", at=1, session="s1", n=1, ledger="decisions"),
    ]  # fmt: skip
    ledgers = fold(made)
    assert [(entry.key, entry.number) for entry in ledgers.of("agreements")] == [
        ("a", "R-1"),
        ("b", "R-2"),
        ("c", "R-3"),
    ]
    assert [entry.number for entry in ledgers.of("decisions")] == ["D-1"]


def test_a_change_names_only_what_is_new_and_keeps_every_version():
    ledgers = fold([
        operation("a", at=1, text=FINISH, status="agreed"),
        operation("a", "set", at=2, status="not agreed"),
        operation("a", "set", at=3, text=BREAKS),
    ])  # fmt: skip
    (entry,) = ledgers.entries
    assert (entry.text, entry.status, entry.number, len(entry.versions)) == (BREAKS, "not agreed", "R-1", 3)
    assert ledgers.of("agreements", "agreed") == () and ledgers.find("a") is entry and ledgers.find("b") is None


def test_a_change_to_something_that_is_gone_is_kept_and_never_takes_a_number():
    early, gone = operation("a", "set", at=1, text="too early"), operation("x", "set", at=2, text="gone")
    twice = operation("a", at=4, text="again")
    ledgers = fold([operation("a", at=3, text=FINISH), early, gone, twice])
    assert list(ledgers.lost) == [early, gone, twice] and [entry.text for entry in ledgers.entries] == [FINISH]


OPERATIONS = st.lists(
    st.builds(
        operation, st.sampled_from("abcd"), st.sampled_from(("add", "set")), at=st.integers(0, 3).map(float),
        n=st.integers(1, 9), session=st.sampled_from(("s1", "s2")), text=st.sampled_from((FINISH, BREAKS)),
        ledger=st.sampled_from(("agreements", "decisions", "actions")),
    ),
    max_size=12, unique_by=lambda each: (each["session"], each["n"]),
)  # fmt: skip


@given(OPERATIONS, st.randoms(use_true_random=False))
def test_the_order_in_which_sessions_are_read_does_not_matter(operations: list[dict[str, Any]], random: Any):
    mixed = list(operations)
    random.shuffle(mixed)
    ledgers = fold(mixed)
    assert ledgers == fold(operations)
    assert sum(len(entry.versions) for entry in ledgers.entries) + len(ledgers.lost) == len(operations)
    for ledger, letter in LETTERS.items():
        assert [entry.number for entry in ledgers.of(ledger)] == [
            f"{letter}-{n + 1}" for n in range(len(ledgers.of(ledger)))
        ]


# Sessions


class Group:
    """A group that meets again and again on one laptop, with a library of two activities."""

    def __init__(self, data: Path) -> None:
        self.data, self.clock, self.acts = data, 1_800_000_000.0, count()
        self.rooms = self._start()

    def _start(self) -> Rooms:
        return Rooms(self.data, LIBRARY, clock=self._now)

    def _now(self) -> float:
        self.clock += 1
        return self.clock

    def restart(self) -> None:
        """The program ends as a flat battery would, and begins again."""
        for room in self.rooms.open:
            room.store.wait(room.n)
            room.store.close()
        self.rooms = self._start()

    def meets(self, *steps: PlanStep, programme: str = "Neighbours", people: int = 3) -> Room:
        """A new session, on another day."""
        self.clock += DAY
        made = Plan.model_construct(
            title="We meet", subtitle="", about="", language="en", perspectives=None, steps=steps, name="",
            access_question=False,
        )  # fmt: skip
        room = self.rooms.begin(made, programme)
        for place in range(people):
            room.join(digest(f"{room.code} {place}"))
        return room

    def do(self, room: Room, do: str, seat: str = "", **args: object) -> str:
        """Somebody acts; why not, or nothing."""
        pairs = []
        for name, value in args.items():
            pairs += (
                [(f"{name}.{key}", str(text)) for key, text in value.items()]
                if isinstance(value, dict)
                else [(name, str(value))]
            )
        answer = room.act(Who.of(seat) if seat else Who.facilitator(), Act(f"act{next(self.acts)}", do, tuple(pairs)))
        return "" if answer.ok else answer.words

    def agrees(self, room: Room, *rules: str, answer: str = "4", stop: str = "") -> None:
        """The next step: these rules are drafted and asked; everyone shows `answer`, one 0 to the rule `stop`."""
        assert room.next is not None
        self.do(room, "begin", step=room.next.id)
        for phase in ("group", "draft"):
            self.do(room, "go", phase=phase)
        for rule in rules:
            assert not self.do(room, "draft_rules", text={"new": rule})
        self.do(room, "go", phase="agree")
        drafted = room.running().course.state.draft.texts
        for seat in room.seats:
            points = dict.fromkeys(drafted, answer)
            assert not self.do(room, "answer", seat, points=points)
        if stop:
            ids = {rule.words: id for id, rule in drafted.items()}
            self.do(
                room,
                "answer",
                next(iter(room.seats)),
                points={id: "0" if id == ids[stop] else answer for id in drafted},
            )
        for phase in ("reveal", "close"):
            self.do(room, "go", phase=phase)
        assert not self.do(room, "finish")

    def key(self, room: Room, number: str) -> str:
        return next(entry.key for entry in room.ledgers.entries if entry.number == number)

    def asks(self, room: Room, number: str, place: int, on: int = 1) -> str:
        """Somebody asks for a talk from the page on their phone."""
        seat = list(room.seats.values())[place]
        label = f"{'This needs a talk' if on else 'Take that back'}: {room.ledgers.find(self.key(room, number)).text}"  # type: ignore[union-attr]
        return self.do(room, control(agreed.page(room, seat), label).do, seat.id)


@pytest.fixture
def group(tmp_path: Path) -> Iterator[Group]:
    made = Group(tmp_path / "data")
    yield made
    made.rooms.close()


RULES = PlanStep(activity="ground-rules")
FIST = PlanStep(activity="fist-of-five", settings={"proposal": "We meet on Thursdays."})


def agreements(room: Room) -> list[tuple[str, str, str]]:
    return [(entry.number, entry.text, entry.status) for entry in room.ledgers.of("agreements")]


def test_a_second_session_finds_what_the_first_agreed(group: Group):
    first = group.meets(RULES)
    group.agrees(first, FINISH, NUMBERS, stop=NUMBERS)
    found = [("R-1", FINISH, "agreed"), ("R-2", NUMBERS, "not agreed")]
    assert agreements(first) == found
    group.restart()
    second = group.meets(RULES)
    assert agreements(second) == found
    assert "Show what we agreed" in words(second.view(Who.facilitator()))
    group.do(second, "show_agreements", on=1)
    seat = next(iter(second.seats))
    for seen in (second.view(Who.board()), second.view(Who.of(seat))):
        assert "What we agreed" in words(seen) and FINISH in words(seen) and NUMBERS not in words(seen)
    group.agrees(second, BREAKS)
    assert agreements(second) == [*found, ("R-3", BREAKS, "agreed")]
    other = group.meets(RULES, programme="Others")
    alone = group.meets(RULES, programme="")
    assert agreements(other) == agreements(alone) == []
    assert {past.programme for past in group.rooms.past()} == {"Neighbours", "Others", ""}


def test_a_session_knows_what_was_there_when_it_began_whatever_happens_elsewhere(group: Group):
    first, second = group.meets(RULES), group.meets(RULES)
    group.agrees(first, FINISH)
    assert agreements(second) == [] and agreements(group.meets(RULES)) == [("R-1", FINISH, "agreed")]
    group.agrees(second, BREAKS)
    assert agreements(second) == [("R-1", BREAKS, "agreed")]
    group.restart()
    again = group.rooms.by_code(second.code)
    assert again is not None and agreements(again) == [("R-1", BREAKS, "agreed")]


def test_an_older_agreement_comes_back_and_gets_a_new_version(group: Group):
    group.agrees(group.meets(RULES), FINISH, NUMBERS, stop=NUMBERS)
    room = group.meets(PlanStep(activity="ground-rules", settings={"reopen": ["R-1", "R-2", "R-9"]}))
    group.do(room, "begin", step=room.agenda[0].id)
    run = room.running()
    assert run.phase.name == "draft" and [rule.words for rule in run.course.state.draft.texts.values()] == [
        FINISH,
        NUMBERS,
    ]
    group.restart()
    room = group.rooms.by_code(room.code)  # type: ignore[assignment]
    assert room.running().ctx.ledgers == room.ledgers, "the same ledgers after a restart"
    assert not group.do(room, "draft_rules", text={"n1": BREAKS})
    group.do(room, "go", phase="agree")
    for seat in room.seats:
        group.do(room, "answer", seat, points={"n1": "4", "n2": "2"})
    for act in ("go?phase=reveal", "go?phase=close", "finish"):
        assert not group.do(room, act)
    assert agreements(room) == [("R-1", BREAKS, "agreed"), ("R-2", NUMBERS, "not agreed")]
    entry = room.ledgers.find(group.key(room, "R-1"))
    assert entry is not None and [version.get("text") for version in entry.versions] == [FINISH, BREAKS]
    assert f"Before: “{FINISH}”" in words(agreed.page(room, next(iter(room.seats.values()))))
    assert agreements(group.meets(RULES))[0] == ("R-1", BREAKS, "agreed")


def test_a_clock_that_jumped_back_loses_no_change(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    group.clock -= 30 * DAY
    room = group.meets(PlanStep(activity="ground-rules", settings={"reopen": ["R-1"]}))
    group.do(room, "begin", step=room.agenda[0].id)
    assert not group.do(room, "draft_rules", text={"n1": BREAKS})
    group.do(room, "go", phase="agree")
    group.restart()
    room = group.rooms.by_code(room.code)  # type: ignore[assignment]
    for seat in room.seats:
        group.do(room, "answer", seat, points={"n1": "4"})
    for act in ("go?phase=reveal", "finish"):
        assert not group.do(room, act)
    assert agreements(room) == [("R-1", BREAKS, "agreed")] and room.ledgers.lost == ()
    group.clock -= 30 * DAY
    third = group.meets(RULES)
    assert agreements(third) == [("R-1", BREAKS, "agreed")]
    group.agrees(third, NUMBERS)
    assert agreements(third) == [("R-1", BREAKS, "agreed"), ("R-2", NUMBERS, "agreed")]


def test_a_session_that_lies_in_two_folders_counts_once(group: Group):
    first = group.meets(RULES)
    group.agrees(first, FINISH)
    assert first.store.wait(first.n)
    copied = Path(shutil.copytree(first.store.folder, group.data / "0-a-copy", ignore=shutil.ignore_patterns("lock")))
    assert agreements(group.meets(RULES)) == [("R-1", FINISH, "agreed")]
    assert not group.do(first, "end") and first.store.wait(first.n)
    group.rooms.leave(first)
    assert len(group.rooms.left_in("Neighbours").operations) == 1, "also when neither is open"
    group.rooms.delete(first.store.folder)
    assert agreements(group.meets(RULES)) == [("R-1", FINISH, "agreed")], "the copy is what is left"
    assert copied.is_dir()


def test_a_session_that_cannot_be_read_is_told_before_and_in_the_record(group: Group):
    first, second = group.meets(RULES), group.meets(RULES)
    group.agrees(first, FINISH)
    group.agrees(second, BREAKS)
    other = group.meets(RULES, programme="Others")
    for room in (first, other):
        group.do(room, "end")
        assert room.store.wait(room.n)
        group.rooms.leave(room)
        file = room.store.folder / "session.json"
        file.write_text(file.read_text(encoding="utf-8").replace('"n": ', '"n": 9'))
    assert group.rooms.left_in("Neighbours").unread == [first.session], (
        "one that says it is of another group is not meant"
    )
    room = group.meets(RULES)
    assert agreements(room) == [("R-1", BREAKS, "agreed")] and room.unread == [first.session]
    group.restart()
    room = group.rooms.by_code(room.code)  # type: ignore[assignment]
    assert room.unread == [first.session]
    for ending in ("md", "html", "json"):
        said = render(room.record(), ending, "room").decode()
        assert first.session[:-5] in said and first.session not in said, "its day and title, and not the code to join"
    assert "could not be read when this one began" in render(room.record(), "md", "room").decode()
    (group.data / "2029-nothing").mkdir()
    (group.data / "2029-nothing" / "session.json").write_text("{")
    assert group.rooms.left_in("Neighbours").unread == [first.session, "2029-nothing"], "it may be of this group"
    assert group.meets(programme="").unread == []


def test_an_earlier_step_can_hand_agreements_on():
    ledgers = fold([operation("a", at=1, text=FINISH), operation("b", at=2, text=BREAKS)])
    given = GroundRules.settings_type()
    ctx = outside(
        "write", incoming=(Item("b", "whatever it says"), Item("o1", "A bench")), ledgers=ledgers, settings=given
    )
    state = GroundRules(given).start(ctx)
    assert [(rule.words, rule.entry) for rule in state.draft.texts.values()] == [(BREAKS, "b")]


@pytest.mark.parametrize(("reworded", "status"), [(False, "not agreed"), (True, "agreed")])
def test_older_words_fall_only_when_they_were_asked_themselves(group: Group, reworded: bool, status: str):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(PlanStep(activity="ground-rules", settings={"reopen": ["R-1"]}))
    group.do(room, "begin", step=room.agenda[0].id)
    if reworded:
        group.do(room, "draft_rules", text={"n1": BREAKS})
    group.do(room, "go", phase="agree")
    for seat in room.seats:
        group.do(room, "answer", seat, points={"n1": "1"})
    for act in ("go?phase=reveal", "finish"):
        group.do(room, act)
    assert agreements(room) == [("R-1", FINISH, status)]


def test_the_record_has_the_numbers_of_the_programme(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(RULES, PlanStep(activity="ground-rules", settings={"reopen": ["R-1", "R-2"]}), FIST)
    group.agrees(room, BREAKS)
    group.do(room, "begin", step=room.agenda[1].id)
    group.do(room, "draft_rules", text={"n2": f"{BREAKS} on time"})
    group.do(room, "go", phase="agree")
    for seat in room.seats:
        group.do(room, "answer", seat, points={"n1": "4", "n2": "4"})
    for act in ("go?phase=reveal", "finish"):
        group.do(room, act)
    group.do(room, "begin", step=room.agenda[2].id)
    group.do(room, "go", phase="show")
    for seat in room.seats:
        group.do(room, "show", seat, finger="4")
    for act in ("go?phase=reveal", "finish"):
        group.do(room, act)
    record = room.record()
    found = [(entry["number"], entry["text"]) for entry in report.agreements(record)]
    assert found == [("R-2", f"{BREAKS} on time"), ("R-1", FINISH)], "one entry each, whoever changed it"
    assert [decision.entry["number"] for decision in report.decisions(record)] == ["D-1"]
    for ending in ("md", "html", "json"):
        assert b"D-1" in render(record, ending, "room")
    again = group.rooms.resume(room.store.folder).record()
    assert again == record


def test_what_is_gone_is_said_on_the_page(group: Group):
    room = group.meets(RULES)
    room.carried = [operation("gone", "set", text="We sit in a circle")]
    page = words(agreed.page(room, next(iter(room.seats.values()))))
    assert "From a meeting that is not on this laptop any more" in page and "We sit in a circle" in page


# The page on every phone


def test_the_page_lists_agreements_decisions_and_what_was_not_agreed(group: Group):
    room = group.meets(RULES, FIST, programme="")
    ann = next(iter(room.seats.values()))
    empty = words(agreed.page(room, ann))
    assert (
        "Nothing is agreed yet." in empty
        and "Nothing is decided yet." in empty
        and controls(agreed.page(room, ann)) == []
    )
    group.agrees(room, FINISH, NUMBERS, stop=NUMBERS)
    group.do(room, "begin", step=room.agenda[1].id)
    group.do(room, "go", phase="show")
    for seat in room.seats:
        group.do(room, "show", seat, finger="3")
    for act in ("go?phase=reveal", "finish"):
        group.do(room, act)
    page = words(agreed.page(room, ann))
    at = [page.index(text) for text in ("In force", "We meet on Thursdays.", "Not agreed.", NUMBERS, FINISH)]
    assert at == sorted(at)
    for text in ("R-1, 1", "January 2027.", "Agreed, with reservations (3).", "3 of 3 answered.", "We look again on"):
        assert text in page
    helper = room.join(digest("helper"), helper=True)
    assert controls(agreed.page(room, helper)) == []


async def test_the_page_and_its_form_need_no_script(hall: Any):
    room = hall.room
    hall.do(lambda: setattr(room, "carried", [operation("a", text=FINISH, status="agreed")]))
    (ann, headers), (_bob, other) = hall.seat(), hall.seat()
    url = f"{hall.url}/j/{hall.code}/agreed"
    async with aiohttp.ClientSession() as web:
        async with web.get(url) as answer:
            assert answer.status == 403, "only for people in the room"
        async with web.get(f"{hall.url}/j/{hall.code}", headers=headers) as answer:
            assert f"/j/{hall.code}/agreed" in await answer.text()
        async with web.get(url, headers=headers) as answer:
            page = await answer.text()
            assert answer.status == 200 and FINISH in page and "<script" not in page
        ask = control(page.partition("<main")[2].partition(">")[2].partition("</main>")[0], "This needs a talk")
        for _time in range(2):
            async with web.post(
                url, headers=headers, data=[*ask.posts(), ("do", ask.do)], allow_redirects=False
            ) as answer:
                assert (answer.status, answer.headers["location"]) == (303, f"/j/{hall.code}/agreed")
        async with web.get(url, headers=headers) as answer:
            page = await answer.text()
            assert "You asked for a talk about it." in page and "Saved" in page
        async with web.get(url, headers=other) as answer:
            assert "You asked for a talk" not in await answer.text()
    assert hall.do(lambda: room.talks.asked) == {"a": [ann.id]}


# This needs a talk


def test_one_is_told_to_the_facilitator_and_two_make_a_step(group: Group):
    group.agrees(group.meets(RULES), FINISH, BREAKS)
    room = group.meets(FIST, RULES)
    for _time in range(3):
        group.do(room, f"needs_talk?entry={group.key(room, 'R-2')}", next(iter(room.seats)))
    told = words(room.view(Who.facilitator()))
    assert f"1 person asks for a talk about “{BREAKS}”." in told and len(room.agenda) == 2
    assert not group.asks(room, "R-2", 1)
    talk = room.next
    assert talk is room.agenda[0] and (talk.activity, talk.settings) == (
        "ground-rules",
        {"reopen": [group.key(room, "R-2")]},
    )
    assert f"2 people ask for a talk about “{BREAKS}”. It is the next step." in words(room.view(Who.facilitator()))
    group.asks(room, "R-2", 2)
    assert len(room.agenda) == 3, "a third person adds nothing"
    for place in range(2):
        group.asks(room, "R-1", place)
    assert len(room.agenda) == 3 and talk.settings["reopen"] == [group.key(room, "R-2"), group.key(room, "R-1")]
    group.do(room, "begin", step=talk.id)
    assert [rule.words for rule in room.running().course.state.draft.texts.values()] == [FINISH, BREAKS]
    group.do(room, "finish")
    assert "ask for a talk" not in words(room.view(Who.facilitator())) and room.talks.asked == {}
    for place in range(2):
        group.asks(room, "R-2", place)
    assert len(room.agenda) == 4, "it can be asked for again after the talk"


def test_a_step_that_runs_stays_and_the_talk_comes_after_it(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(FIST, FIST)
    group.do(room, "begin", step=room.agenda[0].id)
    for place in range(2):
        group.asks(room, "R-1", place)
    assert [line.activity for line in room.agenda] == ["fist-of-five", "ground-rules", "fist-of-five"]
    told = room.view(Who.facilitator())
    assert "2 people ask for a talk" in words(told) and FINISH not in words(room.view(Who.board()))
    last = group.meets()
    for place in range(2):
        group.asks(last, "R-1", place)
    assert [line.activity for line in last.agenda] == ["ground-rules"], "also at the end of an agenda"


def test_each_person_counts_once_and_can_take_it_back(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(FIST)
    key, (ann, bob, cem) = group.key(room, "R-1"), list(room.seats)
    assert not group.asks(room, "R-1", 0) and not group.asks(room, "R-1", 0, on=0) and not group.asks(room, "R-1", 1)
    assert room.talks.asked == {key: [bob]} and len(room.agenda) == 1
    group.asks(room, "R-1", 0)
    assert not group.do(room, f"merge_seats?seat={ann}&into={bob}")
    assert room.talks.asked == {key: [bob]}
    helper = room.join(digest("helper"), helper=True)
    assert "Only people who are counted" in group.do(room, "needs_talk", helper.id, entry=key)
    assert "not there any more" in group.do(room, "needs_talk", cem, entry="nothing")
    assert group.do(room, "needs_talk", entry=key), "not for the facilitator"
    group.restart()
    again = group.rooms.by_code(room.code)
    assert again is not None and again.talks.asked == {key: [bob]}


def test_who_asked_is_gone_when_the_session_closes(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(FIST)
    group.asks(room, "R-1", 0)
    assert not group.do(room, "end")
    assert room.talks.asked == {}
    room.store.wait(room.n)
    kept = (room.store.folder / "session.json").read_text(encoding="utf-8")
    assert '"asked": {}' in kept
    files = [file.read_text(encoding="utf-8") for file in room.store.folder.glob("journal-*.jsonl")]
    assert not any("needs_talk" in file for file in files)


class Charter(GroundRules):
    """Another activity that says it can talk about agreements again."""

    id = "charter"
    reopens: ClassVar[Mapping[str, str]] = {"agreements": "reopen"}


def test_any_activity_that_says_so_talks_about_an_agreement_again(group: Group):
    group.agrees(group.meets(RULES), FINISH)
    room = group.meets(FIST)
    room.library = {kind.id: kind for kind in (FistOfFive, Charter)}
    for place in range(2):
        group.asks(room, "R-1", place)
    assert [(line.activity, line.settings) for line in room.agenda] == [
        ("charter", {"reopen": [group.key(room, "R-1")]}), ("fist-of-five", FIST.settings),
    ]  # fmt: skip
    other = group.meets(FIST)
    other.library = {FistOfFive.id: FistOfFive}
    for place in range(2):
        group.asks(other, "R-1", place)
    assert [line.activity for line in other.agenda] == ["fist-of-five"], "nothing here can"
