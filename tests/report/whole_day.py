"""One day with everything in it that somebody could learn from a record and must not, and who may read what of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.appreciation import Appreciation
from activities.dot_vote import DotVote
from activities.safe_feedback import SafeFeedback
from facilitator import zones
from facilitator.library.registry import module_of
from facilitator.report.model import Record
from facilitator.seats import Who, withdrawal_code, withdrawal_mark
from facilitator.session.command import Answer
from facilitator.session.contacts import Contact, with_one
from facilitator.session.step import Step
from facilitator.testing import START, Table
from facilitator.testing.taps import Pairs

sorting: Any = module_of(Path(__file__).parents[1] / "loose" / "sorting.py")
FOLDER = "2027-01-15-our-day-q7xz"
CARE, FAMILY, LIVED = "Giving care and support", "Family and friends", "Lived experience"
EVERYONE, INSIDE, LEADER, NOBODY = "room public facilitator", "room facilitator", "facilitator", ""

MAY: Mapping[str, str] = {
    "a card that stays in the room": NOBODY,
    "a card for the notes": INSIDE,
    "a card for the notes that people voted on": INSIDE,
    "a card for outside": EVERYONE,
    "a card for outside with a name": EVERYONE,
    "the name that was given with it": EVERYONE,
    "a card that was hidden": NOBODY,
    "why cards were hidden": EVERYONE,
    "a card that was taken back": NOBODY,
    "a card that was removed with its code": NOBODY,
    "words that were suggested and not taken": NOBODY,
    "what a card may be shared for": LEADER,
    "until when": LEADER,
    "that cards have a permission": LEADER,
    "a code to have a card removed": NOBODY,
    "its hash": LEADER,
    "what somebody said in the open": INSIDE,
    "the name of who said it": INSIDE,
    "the name of whom it was said to": INSIDE,
    "what they would rather keep to themselves": NOBODY,
    "the name of who takes a task": INSIDE,
    "the task": EVERYONE,
    "the name of somebody who was only there": NOBODY,
    "a comment of a feedback that may be shown": INSIDE,
    "a comment that may not": NOBODY,
    "a view that too few people share": NOBODY,
    "what somebody needs to take part": NOBODY,
    "how somebody can be reached": NOBODY,
    "the code to join with": INSIDE,
    "the folder of the session": LEADER,
    "a seat": NOBODY,
    "the code of a seat, on paper or not": NOBODY,
    "what a device is known by": NOBODY,
    "whose answer it was": NOBODY,
    "the key of the board": NOBODY,
    "when somebody answered": NOBODY,
    "when the facilitator did something": LEADER,
    "when it began and ended": EVERYONE,
    "where it is on the disk": NOBODY,
}
"""What it is, and in whose copies it may stand."""


@dataclass(frozen=True)
class Day:
    """What came of it: the record, and the words by which each of these things is known."""

    table: Table
    record: Record
    known: Mapping[str, tuple[str, ...]]


class Slow(Table):
    """A table at which every act is in a minute of its own, and all that nobody may learn is written down."""

    def __init__(self, *given: Any, **settings: Any) -> None:
        self.links: set[str] = set()
        self.minutes: dict[str, set[float]] = {"seat": set(), "facilitator": set()}
        super().__init__(*given, **settings)

    def act(self, who: Who, do: str, pairs: Pairs) -> Answer:
        answer = super().act(who, do, pairs)
        self.minutes[who.role].add(self._clock())
        if run := self.room.run:
            self.links |= {run.secret, run.seed, *self.room.keys.values()}
        return answer

    def told(self, whose: str) -> tuple[str, ...]:
        """The times of their acts, as people and as programs write them."""
        clocks = [zones.clock(at, self.room.zone) for at in sorted(self.minutes[whose])]
        return (*clocks, *(f"{at:.0f}" for at in self.minutes[whose]))

    def _clock(self) -> float:
        return START + 60 * self.count


def played() -> Day:
    """Four activities, twelve people with phones and two with paper."""
    table = Slow(sorting.Sorting, 0, permissions=True)
    room, lead = table.room, table.facilitator
    room.session, room.code, room.board_key = FOLDER, "Q7XZ", "boardkey0123"
    kinds = (DotVote, Appreciation, SafeFeedback)
    room.library = {**room.library, **{kind.id: kind for kind in kinds}}
    for at, view in enumerate([LIVED, *[CARE] * 6, *[FAMILY] * 5]):
        note = "Stairs, Thistle" if at == 2 else ""
        table.people.append(table.join(name="Nemesia" if at == 0 else "", perspective=view, note=note))
    for _sheet in range(2):
        table.paper_seat()
    codes = stories(table)
    for kind, given, play in zip(kinds, GIVEN, (voted, thanked, rated), strict=True):
        room.agenda.append(Step(kind.id, kind.id, settings=given))
        lead.do("begin", step=kind.id)
        play(table)
        lead.do("finish", early=True)
    lead.do("withdraw", code=codes["Kalmia"])
    room.store.change_contacts(lambda kept: with_one(kept, "m", Contact("ursinia@example.org", "mail", "the pond")))
    seats, record = [*room.seats.values()], room.record()
    return Day(table, record, {
        **KNOWN,
        "a code to have a card removed": (*codes.values(),),
        "its hash": tuple(withdrawal_mark(codes[word]) for word in STAY),
        "a seat": tuple(seat.id for seat in seats),
        "the code of a seat, on paper or not": tuple(seat.code for seat in seats),
        "what a device is known by": tuple(seat.token for seat in seats if seat.token),
        "whose answer it was": (*table.links,),
        "when somebody answered": table.told("seat"),
        "when the facilitator did something": tuple(time for time, _words in record.log[1:-1]),
        "when it began and ended": (record.began, record.ended),
        "where it is on the disk": (str(Path.cwd()), sys.prefix, "site-packages"),
    })  # fmt: skip


def stories(table: Slow) -> dict[str, str]:
    """Cards of every permission, each known by one word; the codes of those that have one, by that word."""
    lead, people = table.facilitator, table.people
    for at, (word, permission, rest) in enumerate(CARDS):
        person = people[at % len(people)]
        person.do("write", text=f"I waited for {word}", column="start", permission=permission, **rest)
        if word == "Larkspur":
            person.do("remove_all_words")
    cards = table.run.course.state.cards
    ids = {card.text.split()[-1]: id for id, card in cards.cards.items()}
    table.go("group")
    for word, reason in HIDDEN.items():
        lead.do("hide", card=ids[word], reason=reason)
    people[7].do("take_back", card=ids["Jasmine"])
    lead.do("suggest_words", card=ids["Dahlia"], words="In the words of Magnolia")
    for word in ("Calluna", "Freesia"):
        lead.do("move", card=ids[word], to="new")
        lead.do("take_words", group=[*table.run.course.state.groups.groups][-1])
    table.go("list")
    lead.do("add_slot", title="Buy Statice", how="There is tea")
    table.go("claim")
    people[3].tap("I would do this")
    lead.tap("Stop asking. Offer the places.")
    people[3].tap("I take it", who="Petunia", by="2027-02-24")
    table.go("round")
    table.go("close")
    found = {word: withdrawal_code(table.run.seed, id) for word, id in ids.items()}
    lead.do("finish")
    return found


def voted(table: Slow) -> None:
    table.go("vote")
    for person in table.people[:9]:
        option = next(iter(table.run.course.state.options.texts))
        person.do("place", option=option)
    table.go("reveal")


def thanked(table: Slow) -> None:
    table.go("names")
    table.people[2].do("offer_name", who="Verbena")
    table.go("thanks")
    (verbena,) = table.run.activity.names.listed(table.run.course.state)
    table.people[1].do("write", text="Thanks for Zinnia", column="everyone", who="Oleander")
    for word in ("Begonia", "Wisteria"):
        table.people[3].do("write", text=f"Thanks for {word}", column=verbena)
    cards = {card.text: id for id, card in table.run.course.state.thanks.cards.items()}
    table.go("read")
    table.go("check")
    chosen = {f"mine.{cards['Thanks for Begonia']}": "show", f"mine.{cards['Thanks for Wisteria']}": "private"}
    table.people[2].do("choose_mine", **chosen)
    table.go("reveal")


def rated(table: Slow) -> None:
    table.go("answer")
    for at, person in enumerate(table.people):
        texts = {5: {"texts.helped": "It was Quercus", "show": "1"}, 6: {"texts.helped": "It was Rosemary"}}.get(at, {})
        person.do("rate", **{"points.s1": "4", **texts})
    table.go("hold")
    table.go("result")


GIVEN: tuple[dict[str, Any], ...] = (
    {"criterion": "Which first?"}, {"named_thanks": True},
    {"comments_shown": True, "by_perspective": True},
)  # fmt: skip
HIDDEN: Mapping[str, str] = {"Gerbera": "person", "Hawthorn": "harm", "Ivyleaf": "test"}
PURPOSE = {"purpose": "For Edelwort"}
CARDS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("Amaranth", 1, {}), ("Bergamot", 2, {}), ("Dahlia", 3, PURPOSE),
    ("Erica", 4, {"purpose": "For Edelwort", "who": "Fuchsia"}),
    *((word, 3, PURPOSE) for word in HIDDEN), ("Jasmine", 3, PURPOSE), ("Kalmia", 3, PURPOSE), ("Larkspur", 3, PURPOSE),
    ("Calluna", 2, {}), ("Freesia", 3, PURPOSE),
)  # fmt: skip
"""The word by which a card is known, its permission, and what else was said of it."""
STAY = ("Bergamot", "Calluna", "Dahlia", "Erica", "Freesia")
"""Those that are in the record, and can be removed from it."""
KNOWN: Mapping[str, tuple[str, ...]] = {
    "a card that stays in the room": ("Amaranth",),
    "a card for the notes": ("Bergamot",),
    "a card for the notes that people voted on": ("Calluna",),
    "a card for outside": ("Dahlia", "Freesia"),
    "a card for outside with a name": ("Erica",),
    "the name that was given with it": ("Fuchsia",),
    "a card that was hidden": (*HIDDEN,),
    "why cards were hidden": ("3 cards were hidden by the facilitator",),
    "a card that was taken back": ("Jasmine", "Larkspur"),
    "a card that was removed with its code": ("Kalmia",),
    "words that were suggested and not taken": ("Magnolia",),
    "what a card may be shared for": ("Edelwort",),
    "until when": ("2028-01-15",),
    "that cards have a permission": ('"permission"',),
    "what somebody said in the open": ("Zinnia", "Begonia"),
    "the name of who said it": ("Oleander",),
    "the name of whom it was said to": ("Verbena",),
    "what they would rather keep to themselves": ("Wisteria",),
    "the name of who takes a task": ("Petunia",),
    "the task": ("Statice",),
    "the name of somebody who was only there": ("Nemesia",),
    "a comment of a feedback that may be shown": ("Quercus",),
    "a comment that may not": ("Rosemary",),
    "a view that too few people share": (LIVED,),
    "what somebody needs to take part": ("Thistle",),
    "how somebody can be reached": ("ursinia",),
    "the code to join with": ("Q7XZ",),
    "the folder of the session": (FOLDER,),
    "the key of the board": ("boardkey0123",),
}
"""The words by which it is known, where they do not change from day to day."""
