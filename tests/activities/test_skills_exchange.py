"""Skills exchange: the worked example, what two people see of each other, gaps, and what is left behind."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from activities.skills_exchange import SkillsExchange
from activities.skills_exchange.rules import Exchange, Offer, Request
from facilitator.activity import Key
from facilitator.testing import Person, Table

OFFERS = {"Ana": ("minutes-taking", 2), "Bo": ("cooking", 1), "Cy": ("benefits forms", 1)}
REQUESTS = [("Dee", "minutes-taking"), ("Eli", "minutes-taking"), ("Fay", "public speaking"), ("Bo", "benefits forms"),
            ("Ana", "cooking")]  # fmt: skip
NAMES = ["Ana", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus"]


def offer(person: Person, text: str, name: str, places: int = 1, **more: str) -> None:
    person.do("write", text=text, who=name, fields={"places": str(places), **more})


def room(gus: bool = False, signed: bool = True, **settings: Any) -> tuple[Table, dict[str, Person]]:
    """The worked example, at the market."""
    table = Table(SkillsExchange, 7, **settings)
    who = dict(zip(NAMES, table.people, strict=True))
    for name, (skill, places) in OFFERS.items():
        offer(who[name], skill, name, places)
    table.go("requests")
    asked = [*REQUESTS, ("Gus", "Minutes-Taking.")] if gus else REQUESTS
    for name, skill in asked:
        who[name].do("write", text=skill, who=name if signed else "")
    table.go("market")
    return table, who


def pair(table: Table, giver: Person, asker: Person, skill: str) -> dict[str, str]:
    state = table.run.course.state
    (one,) = [id for id, card in state.offers.of(giver.key).items() if card.text.lower().startswith(skill[:6])]
    (other,) = [id for id, card in state.requests.of(asker.key).items() if card.text.lower().startswith(skill[:6])]
    return {"offer": one, "request": other}


def agree(table: Table, giver: Person, asker: Person, skill: str, **more: str) -> None:
    both = pair(table, giver, asker, skill)
    giver.do("say_yes", **both)
    asker.do("say_yes", **both, **more)


def matched(gus: bool = False, signed: bool = True, **settings: Any) -> tuple[Table, dict[str, Person]]:
    table, who = room(gus, signed, **settings)
    table.go("match")
    agree(table, who["Ana"], who["Dee"], "minutes-taking", who="Dee")
    agree(table, who["Ana"], who["Eli"], "minutes-taking", who="Eli")
    agree(table, who["Cy"], who["Bo"], "benefits forms", who="Bo")
    return table, who


def found(table: Table) -> Exchange:
    there = table.results
    assert isinstance(there, Exchange)
    return there


def tags(table: Table, ids: Any) -> list[str]:
    return [{"#1": "cooking"}.get(tag := found(table).requests[id].tag, tag) for id in ids]


def test_the_worked_example():
    table, who = room()
    table.go("match")
    order = found(table).suggested(lambda id: id)
    assert tags(table, order[:2]) in (["benefits forms", "cooking"], ["cooking", "benefits forms"])
    assert tags(table, order[2:]) == ["minutes-taking"] * 2
    assert tags(table, found(table).gaps) == ["public speaking"]
    assert found(table).both == 2 and found(table).not_asked == ()
    table, who = matched()
    cooking = pair(table, who["Bo"], who["Ana"], "cooking")
    who["Bo"].do("say_yes", **cooking)
    who["Ana"].do("say_no", **cooking)
    assert found(table).coverage == (3, 5) and "3 of 5 requests have somebody (60 %)" in table.board
    assert tags(table, found(table).gaps) == ["public speaking"], "Bo's place is free, so cooking is none"
    for name, person in who.items():
        assert ("Not this time." in person.sees) == (name == "Bo")
        assert ("You said: not this time" in person.sees) == (name == "Ana")
    assert "ot this time." not in table.board


def test_with_a_sixth_request_all_places_are_taken():
    table, who = matched(gus=True)
    assert found(table).coverage == (3, 6)
    assert tags(table, found(table).gaps).count("minutes-taking") == 1
    with table.refused("All places for this are taken"):
        who["Gus"].do("say_yes", **pair(table, who["Ana"], who["Gus"], "minutes-taking"))
    who["Dee"].do("hand_back", **pair(table, who["Ana"], who["Dee"], "minutes-taking"))
    assert "minutes-taking" not in tags(table, found(table).gaps)
    agree_ = pair(table, who["Ana"], who["Gus"], "minutes-taking")
    who["Gus"].do("say_yes", **agree_)
    who["Ana"].do("say_yes", **agree_)
    assert found(table).coverage == (3, 6)


def test_nobody_is_matched_to_themselves_or_by_others():
    table, who = room()
    table.go("match")
    state = table.run.course.state
    cooking = next(iter(state.offers.of(who["Bo"].key)))
    own = next(iter(state.requests.of(who["Bo"].key)))
    with table.refused("Both cards are yours"):
        who["Bo"].do("say_yes", offer=cooking, request=own)
    with table.refused("None of these cards is yours"):
        who["Fay"].do("say_yes", **pair(table, who["Bo"], who["Ana"], "cooking"))
    with table.refused("different skills"):
        who["Bo"].do("say_yes", offer=cooking, request=next(iter(state.requests.of(who["Fay"].key))))


# The rules against a slow second count

SKILLS, PEOPLE = "ab", "ABCD"
some = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(SKILLS), st.integers(1, 2)), max_size=6)


@given(some, some, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_the_rules_agree_with_a_slow_count(offers: list[Any], requests: list[Any], wanted: list[tuple[int, int]]):
    there = {f"o{at}": Offer(Key(who), tag, places, places) for at, (who, tag, places) in enumerate(offers)}
    asked = {f"r{at}": Request(Key(who), tag) for at, (who, tag, _n) in enumerate(requests)}
    agreed: list[tuple[int, int]] = []
    for one, other in dict.fromkeys(wanted):  # two people agree, one pair after the other, while there is a place
        if one < len(offers) and other < len(requests):
            free = offers[one][2] - sum(each == one for each, _r in agreed)
            if offers[one][1] == requests[other][1] and offers[one][0] != requests[other][0] and free > 0:
                agreed.append((one, other))
    made = Exchange(there, asked, frozenset((f"o{one}", f"r{other}") for one, other in agreed))
    left = [places - [one for one, _other in agreed].count(at) for at, (_who, _tag, places) in enumerate(offers)]
    free = []
    for who, tag, _n in requests:
        free.append(sum(left[at] for at, (giver, skill, _places) in enumerate(offers) if skill == tag and giver != who))
    met = [any(other == at for _one, other in agreed) for at in range(len(requests))]
    assert [made.free(id) for id in asked] == free
    assert made.coverage == (sum(met), len(requests))
    assert list(made.gaps) == [f"r{at}" for at in range(len(requests)) if not met[at] and free[at] == 0]
    order = made.suggested(lambda id: -int(id[1:]))
    slow = sorted((free[at], -at) for at in range(len(requests)) if not met[at] and free[at])
    assert order == [f"r{-at}" for _n, at in slow]
    assert made.both == len({who for who, _t, _n in offers} & {who for who, _t, _n in requests})
    assert made.hours == sum(offers[one][2] for one, _other in agreed)
    assert list(made.not_asked) == [
        f"o{at}" for at, (giver, skill, _n) in enumerate(offers)
        if not any(tag == skill and who != giver for who, tag, _m in requests)
    ]  # fmt: skip
