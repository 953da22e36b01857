"""Who said yes to what they were asked for, and what was handed over, counted again for a rehearsal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from activities.team_and_roles.role_pages import HEADS
from facilitator.report.model import Cell, Table
from facilitator.text import likeness

Figure = tuple[str, Cell, Cell]


@dataclass
class _Asked:
    """Somebody asks others to take a role of theirs."""

    task: str
    role: str
    giver: str
    to: set[str]
    names: tuple[str, str]


@dataclass
class Passed:
    """What was sought and by whom it was taken, and every role on its way from one person to another."""

    topic: str = ""
    asked: str = ""
    called: dict[str, str] = field(default_factory=dict)
    """Under which name somebody can be named, as far as they wrote one."""
    yes: dict[str, str] = field(default_factory=dict)
    """Who said yes last, by responsibility."""
    made: int = 0
    offers: dict[str, _Asked] = field(default_factory=dict)
    handed: list[_Asked] = field(default_factory=list)

    def follow(self, who: str, action: str, given: Mapping[str, str], people: Mapping[str, Any]) -> None:
        """One act more, after what it changed of a person's places."""
        if action == "choose_role":
            self.topic = given["task"]
        elif action == "ask_for_it":
            self.asked = given["person"]
        elif action == "drop_task":
            self.offers = {at: each for at, each in self.offers.items() if each.task != given["task"]}
        elif action == "drop_offer":
            self.offers.pop(given["offer"], None)
        elif action == "hand_over":
            self._hand(who, given, people)
        elif action == "say_yes" or (action == "for_myself" and given["say"] == "yes" and self._asks(who)):
            self._yes(people[who], who, given["who"])
        elif action in ("can_name", "for_myself") and given.get("who", "").strip():
            self.called[who] = given["who"]
        if who:
            self._settle(who, action, given, people)

    def figures(
        self, tables: Mapping[str, Table], people: Mapping[str, Any], titles: Mapping[str, str]
    ) -> Iterator[Figure]:  # fmt: skip
        """Every row of the two tables."""
        yes = Counter((titles[id], people[who].name) for id, who in self.yes.items()
                      if id in titles and (id, "answers") in people[who].places)  # fmt: skip
        handed = Counter((titles[each.task], str(HEADS[each.role]), *each.names)  # type: ignore[index]
                         for each in self.handed if each.task in titles)  # fmt: skip
        for name, known in (("named", yes), ("handed", handed)):
            said = Counter(tables[name].rows) if name in tables else Counter[Any]()
            for row in {*known, *said}:
                yield " · ".join(map(str, row)), said[row], known[row]

    def _asks(self, who: str) -> bool:
        return likeness(self.called.get(who, "-")) == likeness(self.asked)

    def _yes(self, me: Any, who: str, name: str) -> None:
        me.sits = me.sits if me.name else me.as_ if me.seat else ""
        me.name, me.confirmed = name.strip(), me.confirmed or not me.places
        me.places.add((self.topic, "answers"))
        self.yes[self.topic], self.asked = who, ""

    def _hand(self, who: str, given: Mapping[str, str], people: Mapping[str, Any]) -> None:
        task, _dash, role = given["mine"].partition("-")
        names = {each: me.name or (me.called if me.seat else "") for each, me in people.items()}
        to = {each for each, name in names.items() if each != who and likeness(name) == likeness(given["person"])}
        self.offers = {
            at: each for at, each in self.offers.items() if (each.task, each.role, each.giver) != (task, role, who)
        }
        self.made += 1
        self.offers[f"o{self.made}"] = _Asked(
            task, role, who, to, (names[who], next((names[each] for each in sorted(to)), ""))
        )

    def _settle(self, who: str, action: str, given: Mapping[str, str], people: Mapping[str, Any]) -> None:
        """Whoever was asked and takes it has it; nobody is asked for what its giver does not have."""
        mine, taken = people[who].places, set[tuple[str, str]]()
        if action == "take_role":
            taken = {(given["task"], given["role"])}
        elif action in ("all_of_mine", "say_yes", "for_myself"):
            taken = mine if action == "all_of_mine" else {(self.topic, "answers")} & mine
        for at, each in [*self.offers.items()]:
            place = (each.task, each.role)
            if each.giver == who and (place not in mine or action == "all_of_mine"):
                del self.offers[at]
            elif who in each.to and place in taken:
                giver = people[each.giver]
                giver.places.discard(place)
                if not {(each.task, "does"), (each.task, "answers")} & giver.places:
                    giver.alone.discard(each.task)
                self.handed.append(self.offers.pop(at))
