"""Who said what is in no file once an activity is over: somebody who has the folder, and all it ever held, tries."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from activities.check_in import CheckIn
from activities.dot_vote import DotVote
from activities.fist_of_five import FistOfFive
from activities.ground_rules import GroundRules
from activities.retrospective import Retrospective
from facilitator.library.registry import module_of
from facilitator.live.gateway import Live
from facilitator.room import Room
from facilitator.seats import Who, digest
from facilitator.server.forms import form_id
from facilitator.session import snapshot
from facilitator.session.command import Act, mark_of
from facilitator.store import MemoryStore, Store, read
from facilitator.testing import Person, Table, control
from facilitator.testing.taps import Pairs

whisper: Any = module_of(Path(__file__).parent / "kinds" / "whisper.py")
WORDS = ("Curious", "Tired", "Awake", "Hungry")
Sent = tuple[Who, str, Pairs]


@dataclass
class Hand:
    """A room whose files are on the disk, and whose people use pages without a script."""

    table: Table
    live: Live
    sent: list[Sent] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    """What the forms of people's pages carried."""
    keys: list[list[str]] = field(default_factory=list)

    @classmethod
    def begin(cls, folder: Path, kind: Any, **settings: Any) -> Hand:
        table = Table(kind, 4, **settings)
        table.room.store = Store.create(folder, snapshot.tables(table.room))
        return cls(table, Live(table.room))  # type: ignore[arg-type]

    def post(self, who: Who, do: str, pairs: Pairs) -> None:
        """What a browser sends for a form of the page that it was given."""
        n = self.live.number(self.table.room, who)
        act = Act(form_id(n, do, tuple(pairs)), do, tuple(pairs))
        for _twice in range(2):
            answer = self.live.receive(self.table.room, who, act)
            assert getattr(answer, "ok", False), answer
        self.sent.append((who, do, pairs))
        self.marks.append(mark_of(who, act.id))
        self.numbers.append(n)
        self.keys.append(list(self.table.room.keys.values()))

    def tap(self, person: Person, name: str, near: str = "", **typed: str) -> None:
        found = control(person.html, name, near)
        pairs = [(field, text) for field, text in found.posts() if field not in typed] + list(typed.items())
        self.post(person.who, found.do, pairs)

    def files(self) -> dict[str, bytes]:
        """All that stands in the folder now."""
        room = self.table.room
        assert room.store.wait(room.n), room.store.failed
        return {str(each.relative_to(room.store.folder)): each.read_bytes() for each in _all(room.store.folder)}


def _all(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def recovered(files: dict[str, bytes], guesses: Iterable[Sent]) -> list[Sent]:
    """What somebody finds out who has the files, knows how ids are made, and tries everything that can be said.

    They try every count of acts, and whatever looks like a secret in the files as one.
    """
    text = b"".join(files.values()).decode("utf-8", "replace")
    secrets_of_file = {word for word in text.replace('"', " ").replace(",", " ").split() if len(word) in (4, 16, 32)}
    found = []
    for who, do, pairs in guesses:
        rest = tuple(pairs)
        for n in range(12):
            for secret in ("", *secrets_of_file):
                number = f"{secret}.{n}" if secret else str(n)
                keyed = hmac.new(secret.encode(), f"{who.role}:{who.seat}:{n}".encode(), hashlib.sha256).hexdigest()
                ids = (
                    digest(f"{who.role}:{who.seat}:{number}:{do}:{rest!r}", 32),
                    form_id(number, do, rest), form_id(keyed[:32], do, rest), form_id(secret, do, rest),
                )  # fmt: skip
                if any(mark_of(who, id) in text for id in ids):
                    found.append((who, do, pairs))
    return found


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., Hand]]:
    """Starts a room in a folder of its own."""
    begun: list[Hand] = []

    def start(kind: Any, **settings: Any) -> Hand:
        begun.append(Hand.begin(tmp_path / f"s{len(begun)}", kind, **settings))
        return begun[-1]

    yield start
    for hand in begun:
        hand.table.room.store.close()


def answered(hand: Hand, tap: Callable[[Person, str], None], words: Iterable[str] = WORDS) -> None:
    """Everyone answers, the last at the table first."""
    for person, word in zip(reversed(hand.table.people), words, strict=False):
        tap(person, word)


def test_a_closed_vote_says_nothing_of_anyone(begin: Callable[..., Hand]) -> None:
    hand = begin(DotVote, criterion="Which first?", options=list(WORDS))
    hand.table.go("vote")
    answered(hand, lambda person, word: hand.tap(person, "Place a dot", near=word))
    paper = hand.table.paper_seat()
    option = next(iter(hand.table.run.course.state.options.texts))
    hand.post(Who.facilitator(), "ballot", [("for", paper.who.seat), (f"dots.{option}", "1")])
    hand.table.go("reveal")
    hand.table.facilitator.do("finish")
    nothing_leads_back(hand)


def test_cards_of_a_closed_check_in_say_nothing_of_anyone(begin: Callable[..., Hand]) -> None:
    hand = begin(CheckIn, prompt="How do you arrive?")
    hand.table.go("write")
    answered(hand, lambda person, word: hand.tap(person, "Send", text=word))
    hand.table.go("reveal")
    hand.table.facilitator.do("finish")
    nothing_leads_back(hand)
    hand.table.facilitator.do("end")
    nothing_leads_back(hand)


def test_a_sealed_answer_says_nothing_of_anyone_from_the_lock_on(begin: Callable[..., Hand]) -> None:
    hand = begin(whisper.Whisper)
    hand.table.go("whisper")
    answered(hand, lambda person, word: hand.tap(person, "Send", text=word))
    hand.table.go("locked")
    nothing_leads_back(hand)
    hand.table.go("show")
    hand.table.facilitator.do("finish")
    nothing_leads_back(hand)


def test_how_openly_somebody_can_talk_is_gone_with_the_lock(begin: Callable[..., Hand]) -> None:
    hand = begin(Retrospective)
    hand.table.go("safety")
    answered(hand, lambda person, point: hand.tap(person, "Send", openly=point), "1543")
    hand.table.go("state")
    nothing_leads_back(hand)


def test_a_word_at_the_end_says_nothing_of_anyone(begin: Callable[..., Hand]) -> None:
    hand = begin(Retrospective)
    for phase in ("write", "group", "worth"):
        hand.table.go(phase)
    answered(hand, lambda person, word: hand.tap(person, "Send", word=word, worth="4"))
    hand.table.go("close")
    hand.table.facilitator.do("finish")
    nothing_leads_back(hand)


def nothing_leads_back(hand: Hand) -> None:
    """Nothing that was sent can be found by guessing, and neither can its mark, in any file of the folder."""
    files = hand.files()
    text = b"".join(files.values()).decode()
    assert recovered(files, hand.sent) == []
    assert not [mark for mark in hand.marks if mark in text]
    for link in (hand.live.secret.hex(), *hand.numbers, *(key for keys in hand.keys for key in keys)):
        assert link not in text


def test_the_attack_works_where_ids_can_be_guessed(begin: Callable[..., Hand], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Live, "number", lambda live, room, who: str(live._accepted[room.code, who]))
    hand = begin(CheckIn, prompt="How do you arrive?")
    hand.table.go("write")
    answered(hand, lambda person, word: hand.tap(person, "Send", text=word))
    assert len(recovered(hand.files(), hand.sent)) == 4


def test_a_file_of_an_open_run_cannot_be_guessed_at_by_what_was_sent(begin: Callable[..., Hand]) -> None:
    hand = begin(CheckIn, prompt="How do you arrive?")
    hand.table.go("write")
    answered(hand, lambda person, word: hand.tap(person, "Send", text=word))
    assert recovered(hand.files(), hand.sent) == []
    assert len(set(hand.numbers)) == 4, "no two pages carry the same number"
    assert not [number for number in hand.numbers if number in b"".join(hand.files().values()).decode()]


def test_a_form_that_comes_again_after_a_restart_counts_once(begin: Callable[..., Hand]) -> None:
    hand = begin(CheckIn, prompt="How do you arrive?")
    hand.table.go("write")
    ann = hand.table.people[0]
    n = hand.live.number(hand.table.room, ann.who)
    found = control(ann.html, "Send")
    pairs = tuple((name, "Curious" if name == "text" else text) for name, text in found.posts())
    act = Act(form_id(n, found.do, pairs), found.do, pairs)
    assert hand.table.room.act(ann.who, act).ok
    assert hand.table.room.store.wait(hand.table.room.n)
    room = Room(hand.table.room.library)
    snapshot.restore(room, *read(hand.table.room.store.folder))
    room.store = MemoryStore(snapshot.tables(room))
    before = room.n
    assert room.act(ann.who, act).ok and room.n == before
    assert Live(room).number(room, ann.who) != n  # type: ignore[arg-type]


def test_an_act_that_comes_again_after_its_links_are_gone_hears_that_it_counted(begin: Callable[..., Hand]) -> None:
    hand = begin(CheckIn, prompt="How do you arrive?")
    hand.table.go("write")
    room, ann = hand.table.room, hand.table.people[0]
    act = Act(secrets.token_hex(16), "write", (("run", hand.table.run.token), ("text", "Curious")))
    assert room.act(ann.who, act).ok
    hand.table.go("reveal")
    hand.table.facilitator.do("finish")
    n = room.n
    assert room.act(ann.who, act).ok and room.n == n
    assert mark_of(ann.who, act.id) not in snapshot.tables(room)["meta"]["1"]["marks"]


PLAYS: dict[str, tuple[Any, dict[str, Any], str, str, str]] = {
    "dot vote": (DotVote, {"criterion": "Which first?", "options": list(WORDS)}, "vote", "Place a dot", "reveal"),
    "check-in": (CheckIn, {"prompt": "How are you?"}, "write", "Send", "reveal"),
    "retrospective": (Retrospective, {"safety_check": False, "carry_over": False}, "write", "Add card", "group"),
    "ground rules": (GroundRules, {"starter_cards": False}, "write", "Add card", "group"),
    "fist of five": (FistOfFive, {"proposal": "We meet on Thursdays."}, "show", "Send", "reveal"),
}
"""Activity, settings, the phase in which people answer, the name of the control, and the phase that shows it all."""


@pytest.mark.parametrize("play", PLAYS)
@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2)])
def test_the_files_are_the_same_whoever_said_what_and_in_whatever_order(
    begin: Callable[..., Hand], play: str, order: tuple[int, ...]
) -> None:
    """Four people say four things. In the other room they say one another's, one after another in `order`."""
    kind, settings, asks, name, shows = PLAYS[play]

    def folder(said: dict[int, str], order: Iterable[int]) -> dict[str, Any]:
        hand = begin(kind, **settings)
        table = hand.table
        usual = [name for name, phase in table.run.phases.items() if not phase.aside]
        for step in usual[: usual.index(asks) + 1]:
            table.go(step)
        for place in order:
            person, word = table.people[place], said[place]
            if kind is DotVote:
                person.tap(name, near=word)
            elif kind is FistOfFive:
                person.tap(name, finger=str(WORDS.index(word)))
            else:
                person.tap(name, text=word)
        table.go(shows)
        seed = table.run.seed
        for act in ("finish", "end"):
            table.facilitator.do(act)
        files = {name: data.decode() for name, data in hand.files().items()}
        assert not [name for name, text in files.items() if seed in text]
        return {name: told(text) for name, text in files.items()}

    turned = dict(enumerate(WORDS[1:] + WORDS[:1]))
    assert folder(dict(enumerate(WORDS)), range(4)) == folder(turned, order)


def told(text: str) -> Any:
    """What a file says. Cards stand in an order drawn from the seed of the run, so they are compared in another."""

    def settled(part: dict[str, Any]) -> dict[str, Any]:
        if "quotes" in part:
            part["quotes"].sort(key=json.dumps)
        part.pop("check", "")
        return part

    return json.loads(text, object_hook=settled) if text else ""
