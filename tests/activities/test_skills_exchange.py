"""Skills exchange: the worked example, what two people see of each other, gaps, and what is left behind."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.agreed_measures.measure import read, waves_of
from activities.skills_exchange import SkillsExchange
from activities.skills_exchange.record import in_months
from activities.skills_exchange.rules import Exchange, Offer, Request
from facilitator.activity import Day, Key
from facilitator.ledger import fold
from facilitator.report import copies
from facilitator.report.model import Facts, Outcome, Quotes
from facilitator.report.model import Table as Made
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
    agree(table, who["Ana"], who["Gus"], "minutes-taking")
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


# What two people see of each other


def test_an_unsigned_request_shows_itself_only_when_its_writer_wants_that():
    table, who = room(signed=False)
    table.go("match")
    both = pair(table, who["Cy"], who["Bo"], "benefits forms")
    who["Cy"].do("say_yes", **both)
    assert "They say yes. Would you?" in who["Bo"].sees and "Somebody" in who["Cy"].sees
    assert all("Bo" not in view for view in (who["Cy"].sees, table.stage))
    with table.refused("Write your name first"):
        who["Bo"].do("say_yes", **both)
    who["Bo"].tap("Yes, I would: benefits forms", who="Bo B.")
    assert "Bo B." in who["Cy"].sees and "Bo B." in table.board
    who["Bo"].tap("Hand it back: benefits forms")
    assert "Bo B." not in who["Cy"].sees + table.board and found(table).coverage == (0, 5)


def test_before_both_said_yes_the_room_sees_nothing():
    table, who = room()
    table.go("match")
    before = who["Fay"].sees
    who["Bo"].do("say_yes", **pair(table, who["Bo"], who["Ana"], "cooking"))
    assert who["Fay"].sees == before and "cooking" not in table.board


def test_offers_need_a_name_and_hidden_ones_do_not():
    table = Table(SkillsExchange, 2, credit="none")
    with table.refused("Write your name. Everyone will see it"):
        offer(table.people[0], "Soup", "")
    with table.refused("whole number from 1 to 9"):
        offer(table.people[0], "Soup", "Ana", places=12)
    with table.refused("cannot be chosen here"):
        offer(table.people[0], "Soup", "Ana", hours="3")
    assert "Everyone will see this with your name" in table.people[0].sees
    table = Table(SkillsExchange, 2, offers="hidden")
    offer(table.people[0], "Soup", "")
    assert "Nobody sees your name" in table.people[0].sees


def test_nobody_sees_a_card_before_the_market():
    table = Table(SkillsExchange, 3)
    before = table.people[1].sees, table.board.replace("1 has begun", ""), table.stage
    offer(table.people[0], "Secret soup", "Ana")
    assert "Secret soup" not in table.people[1].sees + table.board + table.stage and table.people[1].sees == before[0]
    with table.refused("Show the offers and requests first"):
        table.go("match")


def test_the_market_answers_with_a_card_that_is_there_or_with_a_new_one():
    table, who = room()
    public = next(iter(table.run.course.state.requests.of(who["Fay"].key)))
    with table.refused("Write your name first"):
        who["Gus"].do("help_with", request=public)
    who["Gus"].tap("I can help with this: public speaking", who="Gus")
    assert tags(table, found(table).gaps) == [] and "Gus" in table.board
    with table.refused("You said yes to this already"):
        who["Gus"].do("help_with", request=public)
    benefits = next(iter(table.run.course.state.offers.of(who["Cy"].key)))
    who["Bo"].do("would_like", offer=benefits)
    assert len(table.run.course.state.requests.of(who["Bo"].key)) == 1, "his own request fits"
    table.go("match")
    who["Fay"].tap("Yes, I would: public speaking")
    assert "Gus: public speaking" in table.board
    late = table.join(name="Hal")
    table.go("market")
    late.tap("Add card", text="Chess", who="Hal", side="request")
    assert "Chess" in table.board


def test_what_was_said_on_paper_is_kept_whole_or_not_at_all():
    table, who = room()
    ida = table.paper_seat()
    state = table.run.course.state
    cooking = next(iter(state.offers.of(who["Bo"].key)))
    with table.refused("not there any more"):
        table.enter(ida, "meet", like=cooking, help="0000000000", who="Ida")
    with table.refused("Nothing is chosen"):
        table.enter(ida, "meet", who="Ida")
    table.enter(ida, "meet", like=cooking, share="Chess", who="Ida")
    table.go("match")
    who["Bo"].tap("Yes, I would: cooking", near="Ida")
    assert table.board.count("Ida") == 1 and "Bo: cooking" in table.board
    sheet = Table(SkillsExchange, 1)
    ida = sheet.paper_seat()
    sheet.enter(ida, "sheet", who="Ida", cards={"1": "Soup", "3": "Chess"}, fields={"1.tag": "#1", "3.places": "4"})
    sheet.go("requests")
    sheet.go("market")
    assert "Soup" in sheet.board and "4 places" in sheet.board and found(sheet).both == 0


# Gaps, and what stays


def test_gaps_name_nobody_and_ideas_become_actions():
    table, who = matched(gus=True)
    table.go("gaps")
    assert "public speaking" in table.board and "Fay" not in table.board
    day = table.ctx.today
    who["Bo"].do("suggest_idea", gap="public speaking", kind="visit", words="Hear a debate")
    with table.refused("Choose a day"):
        who["Cy"].do("do_idea", idea="i1", who="Cy")
    who["Cy"].do("do_idea", idea="i1", who="Cy", by=day.isoformat())
    with table.refused("so it stays"):
        who["Bo"].do("drop_idea", which="i1")
    who["Eli"].do("suggest_idea", gap="", kind="other", words="A list on the wall")
    assert "A visit: Hear a debate · Cy" in table.board
    told = {each.data["text"]: each.data for each in table.section.ledger if each.ledger == "actions"}
    assert told["Hear a debate"]["who"] == "Cy" and told["Hear a debate"]["by"] == day.isoformat()
    assert "who" not in told["A list on the wall"] and told["A list on the wall"]["note"] == "For all of us"
    assert told["Hear a debate"]["note"] == "For: public speaking"
    gaps = next(each for each in table.section.blocks if isinstance(each, Made) and each.id == "gaps")
    assert {row[0]: row[1:] for row in gaps.rows} == {"public speaking": (1, 1), "minutes-taking": (1, 0)}
    assert [item.text for item in table.section.items] == ["minutes-taking", "public speaking"]
    who["Cy"].do("drop_idea", which="i1")
    who["Bo"].do("drop_idea", which="i1")
    assert "Hear a debate" not in table.board


def test_an_idea_stays_with_its_skill_when_the_request_is_taken_back():
    table = Table(SkillsExchange, 2)
    table.go("requests")
    ana = table.people[0]
    ana.do("write", text="Soup", fields={"tag": "#1"})
    table.go("market")
    table.go("gaps")
    ana.do("suggest_idea", gap="#1", words="Cook together")
    ana.do("take_back", card=next(iter(table.run.course.state.requests.cards)))
    assert "Cooking" in table.board and "#1" not in table.board


def test_the_ledger_keeps_offers_and_signed_requests_until_their_day():
    table, who = matched(signed=False, months=1)
    table.go("market")
    who["Dee"].do("add_card", text="Singing", side="request", who="Dee")
    kept = {each.data["text"]: each.data for each in table.section.ledger if each.ledger == "skills"}
    assert sorted(kept) == ["Singing", "benefits forms", "cooking", "minutes-taking"]
    assert (kept["Singing"]["status"], kept["cooking"]["status"]) == ("wanted", "offered")
    assert kept["cooking"]["until"] == in_months(table.ctx.today, 1).isoformat() and kept["cooking"]["who"] == "Bo"
    outcome, facts, *_others = table.section.blocks
    assert outcome == Outcome("none", "There are 6 requests. Somebody helps with 3 of them.", "There are 3 offers.")
    assert dict(facts.rows)["Requests"].startswith("3 of 6 requests have somebody (50 %)")
    table.go("match")
    table.go("gaps")
    codes = table.run.activity.codes(table.run.course.state, who["Bo"].key, table.ctx)
    assert "Codes for your cards" in who["Bo"].sees and all(code in who["Bo"].sees for code in codes)
    table.facilitator.do("finish")
    record = table.room.record()
    assert "Cy" in str(copies.copy_of(record, "room")) and "'Cy'" not in str(copies.copy_of(record, "public"))
    table.facilitator.do("withdraw", code=codes[0])
    left = [each["data"] for each in table.room.ledger if each["ledger"] == "skills"]
    assert all(each.get("who") != "Bo" for each in left)
    quotes = [each.text for block in record.sections[-1].blocks if isinstance(block, Quotes) for each in block.quotes]
    assert "cooking" in quotes


@pytest.mark.parametrize(
    ("day", "months", "until"),
    [((2026, 8, 31), 6, (2027, 2, 28)), ((2026, 11, 30), 6, (2027, 5, 30)), ((2026, 6, 15), 6, (2026, 12, 15)),
     ((2028, 1, 31), 1, (2028, 2, 29))],
)  # fmt: skip
def test_the_end_is_the_same_day_some_months_later(day: Any, months: int, until: Any):
    assert in_months(Day(*day), months) == Day(*until)


def test_what_was_taken_back_or_hidden_is_in_no_match():
    table, who = matched()
    card = pair(table, who["Cy"], who["Bo"], "benefits forms")["offer"]
    who["Cy"].do("take_back", card=card)
    assert found(table).coverage == (2, 4 + 1) and "Cy" not in table.board
    minutes = pair(table, who["Ana"], who["Dee"], "minutes-taking")
    table.facilitator.do("hide", card=minutes["request"], reason="test")
    assert found(table).coverage == (1, 4) and found(table).left(minutes["offer"]) == 0, "the place is kept"
    who["Dee"].do("rewrite", card=minutes["request"], text="minutes")
    assert found(table).coverage == (2, 5)


def test_hours_are_shown_and_counted():
    table, _who = matched(credit="hours")
    assert found(table).hours == 3
    table.go("market")
    assert "1 h" in table.board
    facts = next(each for each in table.section.blocks if isinstance(each, Facts))
    assert dict(facts.rows)["Hours"].startswith("3 hours")


def test_how_confident_people_feel_is_a_measure_that_can_be_asked_again():
    table, who = matched(confidence="speak in a meeting.")
    table.go("gaps")
    table.go("confident")
    assert "How confident do you feel to speak in a meeting?" in table.board
    for at, person in enumerate(table.people[:5]):
        person.do("answer", point=str(at + 1))
    who["Fay"].do("answer", point="aside")
    table.go("confidence")
    (entry,) = [each for each in table.section.ledger if each.ledger == "measures"]
    kept = {
        "id": "x",
        "at": 1.0,
        "n": 1,
        "ledger": "measures",
        "op": "add",
        "entry": "m",
        "data": entry.data,
        "session": "a",
    }
    (known,) = fold([kept], "b").of("measures")
    measure = read(known)
    (wave,) = waves_of(known, measure, {})
    assert measure.text == "How confident do you feel to speak in a meeting?" and not measure.sensitive
    assert wave.count is not None and (wave.count.counts, wave.count.aside) == ((1, 1, 1, 1, 1), 1)
    again, _who = matched(confidence="speak in a meeting", carried=(kept,))
    for phase in ("gaps", "confident"):
        again.go(phase)
    again.people[0].do("answer", point="5")
    again.go("confidence")
    (entry,) = [each for each in again.section.ledger if each.ledger == "measures"]
    assert (entry.op, entry.entry) == ("set", "m")


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
