"""Appreciation: thanks by name are shown only with a yes, nobody is counted, and the log says what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.appreciation import Appreciation, recount
from activities.appreciation.milestones import Milestone, counted, reached
from facilitator.activity import Ctx
from facilitator.ledger import fold
from facilitator.rehearsal.books import Act
from facilitator.rehearsal.cards import Written
from facilitator.report import copies
from facilitator.report.model import Outcome, Paragraph, Quote, Quotes, Section
from facilitator.report.model import Table as Made
from facilitator.seats import Who
from facilitator.testing import Person, Table, words


def room(people: int = 9, named: int = 3, **given: Any) -> Table:
    """A room in which the first `named` people said yes to being thanked by name; the cards are open."""
    table = Table(Appreciation, people, **given)
    if table.run.activity.settings.named_thanks:
        table.go("names")
        for person, name in zip(table.people[:named], ("Ana", "Bo", "Cy", "Di", "Eli"), strict=False):
            person.do("offer_name", who=name)
    table.go("thanks")
    return table


def id_of(table: Table, name: str) -> str:
    there = table.run.activity.names.listed(table.run.course.state)
    return next(id for id, called in there.items() if called == name)


def thank(table: Table, person: Person, text: str, to: str = "everyone", **more: str) -> None:
    column = to if to in ("everyone", "group", "did") else id_of(table, to)
    person.do("write", text=text, column=column, **more)


def card_of(table: Table, text: str) -> str:
    cards = table.run.course.state.thanks.cards
    return next(id for id, card in cards.items() if card.text == text)


def choose(table: Table, person: Person, text: str, choice: str) -> None:
    person.do("choose_mine", **{f"mine.{card_of(table, text)}": choice})


def board(table: Table) -> str:
    return words(table.room.view(Who.board()))


def private(table: Table) -> str:
    return words(table.run.activity.private(table.run.course.state, table.ctx))


def quotes(table: Table) -> list[Quote]:
    """All thanks that the record has, whomever they are for."""
    return [quote for block in table.section.blocks if isinstance(block, Quotes) for quote in block.quotes]


def ledger(*made: tuple[str, str, str, str]) -> tuple[Mapping[str, Any], ...]:
    """Operations of (session, ledger, entry, status); one on a known entry changes it."""
    known: set[str] = set()
    found = []
    for n, (session, ledger, entry, status) in enumerate(made):
        op = "set" if entry in known else "add"
        known.add(entry)
        data = {"text": entry, "status": status}
        found.append({"id": f"{session}-{n}", "at": float(n), "n": n, "ledger": ledger, "op": op, "entry": entry,
                      "data": data, "session": session})  # fmt: skip
    return tuple(found)


def reached_in(log: Any, session: str) -> list[Milestone]:
    return reached(cast(Ctx, SimpleNamespace(ledgers=fold(log, session))))


LOG = ledger(
    ("one", "actions", "paint", "not started"), ("one", "actions", "call", "not started"),
    ("one", "actions", "bake", "not started"), ("one", "actions", "wait", "not started"),
    ("one", "feedback", "noise", "promised"), ("one", "feedback", "pace", "promised"),
    ("two", "actions", "paint", "done"), ("two", "actions", "call", "done"), ("two", "actions", "bake", "done"),
    ("two", "actions", "wait", "in progress"), ("two", "decisions", "open on Sunday", "agreed"),
    ("two", "decisions", "a second van", "not agreed"),
    ("two", "feedback", "noise", "done"), ("two", "feedback", "pace", "not possible"),
)  # fmt: skip


def seven() -> Table:
    """The worked example: 3 to everyone, 1 to a group, 3 to named people."""
    table = room()
    for n, person in enumerate(table.people[:3]):
        thank(table, person, f"you all {n}")
    thank(table, table.people[3], "the kitchen", "group")
    thank(table, table.people[4], "to ana", "Ana")
    thank(table, table.people[5], "to bo", "Bo")
    thank(table, table.people[6], "to cy", "Cy")
    table.go("read")
    table.go("check")
    choose(table, table.people[0], "to ana", "show")
    choose(table, table.people[1], "to bo", "private")
    return table


def test_of_seven_cards_the_board_and_the_record_show_five():
    table = seven()
    table.go("reveal")
    shown = [text for text in ("you all 0", "you all 1", "you all 2", "the kitchen", "to ana", "to bo", "to cy")
             if text in board(table)]  # fmt: skip
    assert shown == ["you all 0", "you all 1", "you all 2", "the kitchen", "to ana"]
    assert sorted(quote.text for quote in quotes(table)) == sorted(shown)
    assert table.results.shown == 5
    assert table.section.blocks[0] == Outcome("none", "5 cards of thanks were shown.")
    piles = {block.title: len(block.quotes) for block in table.section.blocks if isinstance(block, Quotes)}
    assert piles == {"To everyone": 3, "To a group": 1, "To somebody by name": 1}
    table.facilitator.do("finish")
    record = str(table.room.record())
    assert "to ana" in record and "to bo" not in record and "to cy" not in record


def test_three_done_one_decided_two_answered():
    found = reached_in(LOG, "three")
    table = Table(Appreciation, 2, carried=LOG)
    assert "3 done, 1 decided, 2 answered" in board(table)
    assert len(found) == 6
    for phase in ("names", "thanks", "read", "check", "reveal"):
        table.go(phase)
    note = next(block for block in table.section.blocks if isinstance(block, Made))
    assert note.note.startswith("3 done, 1 decided, 2 answered") and len(note.rows) == 7, "and one of the settings"


def test_what_this_session_reached_comes_before_what_the_last_one_did():
    log = (*LOG, *[{**each, "session": "three", "at": 50.0 + n, "n": n, "op": "set", "data": {"status": "done"}}
                   for n, each in enumerate(LOG[3:4])])  # fmt: skip
    assert [each.text for each in reached_in(log, "three")] == ["wait"]
    assert len(reached_in(log[:-1], "three")) == 6
    assert [each.text for each in reached_in(log, "four")] == ["wait"]


SESSIONS, STATUSES = ("one", "two", "three"), ("done", "agreed", "promised", "not started", "not possible", "")
KINDS = {"actions": ("done",), "decisions": ("agreed",), "feedback": ("done", "not possible")}


@given(st.lists(st.tuples(st.sampled_from(SESSIONS), st.sampled_from([*KINDS]), st.sampled_from("abc"),
                          st.sampled_from(STATUSES)), max_size=12))  # fmt: skip
def test_milestones_agree_with_a_slow_count(made: list[tuple[str, str, str, str]]):
    log = ledger(*((session, kind, f"{kind} {entry}", status) for session, kind, entry, status in made))
    found = sorted(each.text for each in reached_in(log, "three"))

    def slow(session: str) -> list[str]:
        names = {(kind, f"{kind} {entry}") for _session, kind, entry, _status in made}
        there = []
        for kind, name in names:
            history = [(s, status) for s, k, entry, status in made if f"{k} {entry}" == name]
            came = [s for at, (s, status) in enumerate(history)
                    if status in KINDS[kind] and (at == 0 or history[at - 1][1] not in KINDS[kind])]  # fmt: skip
            if history[-1][1] in KINDS[kind] and session in came:
                there.append(name)
        return sorted(there)

    before = [session for session, *_rest in made if session != "three"]
    assert found == (slow("three") or (slow(before[-1]) if before else []))


def test_a_milestone_can_be_left_out_put_back_and_added():
    table = Table(Appreciation, 2, carried=LOG)
    table.facilitator.tap("Leave it out: paint")
    assert "2 done, 1 decided, 2 answered" in board(table)
    table.facilitator.tap("Put it back: paint")
    table.facilitator.tap("Add", text="We met in the rain")
    assert "3 done" in board(table) and "We met in the rain" in table.people[0].sees
    with table.refused("Write what we got done"):
        table.facilitator.do("add_milestone", text=" ")
    assert counted({"done": 0, "decided": 2, "answered": 0}) == "2 decided"


def test_nobody_is_named_who_did_not_say_yes():
    table = room()
    person = table.people[5]
    assert "Ana" in person.sees and "To Di" not in person.sees
    with table.refused("Choose a column"):
        person.do("write", text="hello", column="p0000000000")
    table.go("names")
    table.people[0].do("pass")
    with table.refused("has this name"):
        table.people[4].do("offer_name", who="bo")
    table.go("thanks")
    assert "Ana" not in table.people[5].sees


def test_a_name_that_was_taken_back_leaves_its_card_private():
    table = room()
    thank(table, table.people[4], "to ana", "Ana")
    table.go("names")
    table.people[0].do("pass")
    for phase in ("thanks", "read", "check", "reveal"):
        table.go(phase)
    assert "to ana" not in board(table) and not quotes(table)
    assert table.section.blocks[0] == Outcome("none", "No card of thanks was shown.")


def test_nobody_thanks_themselves():
    table = room()
    assert "To Ana" not in table.people[0].sees
    with table.refused("for yourself"):
        thank(table, table.people[0], "me", "Ana")


def test_only_the_named_person_sees_it_first():
    table = seven()
    table.go("check")
    assert "to cy" in table.people[2].sees
    for view in (board(table), table.facilitator.sees, *(person.sees for person in table.people[3:])):
        assert "to cy" not in view
    with table.refused("not there any more"):
        choose(table, table.people[3], "to cy", "show")


def test_no_page_tells_who_has_a_card():
    with_card, without = room(), room()
    thank(with_card, with_card.people[4], "to ana", "Ana")
    thank(without, without.people[4], "to all")
    for table in (with_card, without):
        table.go("read")
        table.go("check")
    assert board(with_card) == board(without) and "0 of 9" in board(with_card)
    assert with_card.facilitator.sees == without.facilitator.sees
    assert with_card.people[1].sees == without.people[1].sees
    with_card.people[1].tap("Done")
    assert "1 of 9" in board(with_card)


def test_somebody_can_change_their_mind_after_all_is_shown():
    table = seven()
    table.go("reveal")
    table.people[2].tap("Show it to all: to cy")
    assert "to cy" in board(table)
    table.people[2].tap("Keep it private: to cy")
    assert "to cy" not in board(table)
    with table.refused("not there any more"):
        table.people[1].do("show_mine", card=card_of(table, "to cy"))


def test_a_yes_is_for_the_words_that_were_seen():
    table = seven()
    table.go("reveal")
    card = card_of(table, "to ana")
    table.facilitator.do("suggest_words", card=card, words="to Ana, who always helps")
    table.people[4].do("take_words_for_it", card=card)
    assert "always helps" not in board(table), "Ana has not seen these words"
    table.people[0].do("show_mine", card=card)
    assert "always helps" in board(table)


def test_the_facilitator_reads_alone_and_hides_by_number():
    table = room()
    thank(table, table.people[4], "finally on time", "Ana")
    thank(table, table.people[5], "you all")
    table.go("read")
    assert "finally on time" in private(table) and "finally on time" not in table.facilitator.sees
    number = sorted(table.run.course.state.thanks.cards).index(card_of(table, "finally on time")) + 1
    with table.refused("no card with this number"):
        table.facilitator.do("hide", reason="harm", card=3)
    table.facilitator.do("hide", reason="harm", card=number)
    table.go("check")
    assert "finally" not in table.people[0].sees
    table.go("reveal")
    assert "finally" not in board(table)
    assert "finally" in table.people[4].sees, "the writer learns it, and can say it in other words"
    note = next(block.words for block in table.section.blocks if isinstance(block, Paragraph))
    assert "1 card was hidden" in note


def test_how_many_have_no_card_is_a_number_for_the_facilitator_alone():
    table = room(named=3)
    thank(table, table.people[4], "to ana", "Ana")
    thank(table, table.people[5], "again to ana", "Ana")
    table.go("read")
    assert "2 people said yes to being named and have no card" in private(table)
    assert "Bo" not in private(table) and "have no card" not in table.facilitator.sees
    table.go("thanks")
    thank(table, table.people[6], "to bo", "Bo")
    table.go("read")
    assert "1 person said yes" in private(table)


def test_a_signed_card_shows_its_name_to_the_room_and_in_no_public_copy():
    table = room()
    thank(table, table.people[3], "for the soup", "did", who="Dee")
    thank(table, table.people[4], "for the songs")
    for phase in ("read", "check", "reveal"):
        table.go(phase)
    assert "Dee" in board(table)
    signed = next(quote for quote in quotes(table) if quote.text == "for the soup")
    assert (signed.name, signed.open) == ("Dee", True)
    table.facilitator.do("finish")
    record = table.room.record()
    assert "Dee" in str(copies.copy_of(record, "room")) and "Dee" not in str(copies.copy_of(record, "public"))


def test_without_names_there_is_nothing_by_name():
    table = room(named_thanks=False)
    assert "by name" not in table.people[0].sees
    thank(table, table.people[0], "you all")
    table.go("read")
    table.go("reveal")
    assert "you all" in board(table)
    with table.refused("no such step"):
        table.go("check")


def test_on_paper_people_thank_and_choose_without_words_on_the_stage():
    table = room(named=2)
    dan = table.paper_seat()
    table.go("names")
    table.enter(dan, "offer_name", who="Dan")
    table.go("thanks")
    cards = {"cards.everyone": "all of you\nthe tea", "cards.person": "Ana!", "whom": id_of(table, "Ana")}
    table.enter(dan, "sheet", **cards)
    with table.refused("Choose a name"):
        table.enter(dan, "sheet", **{"cards.person": "Ana!"})
    thank(table, table.people[1], "to dan", "Dan")
    table.go("read")
    table.go("check")
    table.enter(dan, "choose_mine", every="show")
    table.go("reveal")
    assert all(text in board(table) for text in ("all of you", "the tea", "to dan")) and "Ana!" not in board(table)


def test_a_rehearsal_knows_which_cards_may_be_shown():
    cards = [Written("a", f"card {n}", (1, 0), "thanks", column, shown=True) for n, column in enumerate((0, 3, 3, 4))]
    said = [
        Act("b", 1, "choose_mine", {"mine.x": "show", "mine.y": "private"}, "check", (cards[1], cards[2])),
        Act("c", 1, "choose_mine", {"mine.z": "show"}, "check", (cards[3],)),
        Act("c", 1, "pass", {}, "check"),
    ]

    def stands(*acts: Act, quoted: Sequence[str] = ("card 0", "card 1")) -> list[str]:
        section = Section("Thanks", blocks=(Quotes("Thanks", tuple(map(Quote, quoted))),))
        return [text for text, _column in recount.stands(section, cards, SimpleNamespace(acts=[*acts]))]

    assert stands(*said) == ["card 0", "card 1"]
    assert stands(*said, Act("c", 1, "show_mine", {"on": "1"}, "reveal", (cards[3],))) == ["card 0", "card 1", "card 3"]
    assert stands(*said, quoted=("card 0",)) == ["card 0", "card 1"], "a card is missing in the record"
    assert stands(*said, Act("", 1, "hide", {"card": "2"}, "read"), quoted=("card 0",)) == ["card 0"]


def test_the_page_for_contacts_needs_a_notice_and_is_off_by_default():
    assert "touch" not in room().run.phases
    with pytest.raises(ValueError, match="who holds them"):
        Appreciation.settings_type(contact_page=True, notice_text=" ")


def test_people_are_told_before_they_leave_anything_and_the_record_says_how_to_stop():
    notice = "News of the garden. Mo holds the list, and deletes it in June."
    table = room(named=0, named_thanks=False, contact_page=True, notice_text=notice)
    ana, way = table.people[0], "/j/T2BL/touch"
    for phase in ("read", "reveal"):
        table.go(phase)
    assert way not in ana.html and notice not in str(table.section)
    table.go("touch")
    assert notice in ana.sees and notice in board(table) and way in ana.html
    assert way not in str(table.room.view(Who.board())) and "/stage/T2BL/touch" in str(table.facilitator.html)
    late = table.join()
    table.go("reveal")
    assert way in late.html, "it stays open, also a step back"
    table.facilitator.do("finish")
    assert way in ana.html and table.reopened().notice == notice
    assert notice in str(table.room.record()) and "You can stop at any time" in str(table.room.record())
    table.facilitator.do("end")
    assert way not in str(table.room.view(Who.reader()))
