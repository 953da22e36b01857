"""Claim: only the person confirms, nobody wins by being fast, and lots are announced before they are drawn."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.activity import Key, Refused
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.testing import Table

ann, bob, cy, dee = (Key(name) for name in ("ann", "bob", "cy", "dee"))


def wanted(capacity: int, *keys: Key) -> Slot:
    slot = Slot("Make tea", capacity)
    for key in keys:
        slot.interest(key)
    return slot


def refuses(holder: Any, call: Callable[..., None], *args: Any) -> str:
    """The sentence of the refusal; nothing may have changed."""
    before = copy.deepcopy(holder)
    with pytest.raises(Refused) as caught:
        call(*args)
    assert holder == before
    return str(caught.value.words)


class TestWindow:
    def test_with_room_for_everyone_all_are_offered_and_each_confirms(self) -> None:
        slot = wanted(2, ann, bob)
        assert refuses(slot, slot.confirm, ann, "Ann")
        slot.close()
        assert slot.claims == {ann: "offered", bob: "offered"} and slot.owners == []
        refuses(slot, slot.confirm, ann, " ")
        slot.confirm(bob, " Bob ")
        slot.decline(ann)
        assert slot.owners == ["Bob"] and slot.free == 1

    def test_with_more_people_than_places_nobody_is_offered_anything(self) -> None:
        slot = wanted(1, ann, bob)
        slot.close()
        assert slot.contested and slot.waiting == [ann, bob]
        assert "draw lots" in refuses(slot, slot.offer)

    def test_after_talking_one_steps_back_and_the_other_is_offered_it(self) -> None:
        slot = wanted(1, ann, bob)
        slot.close()
        slot.hand_back(ann)
        slot.offer()
        assert slot.claims == {ann: "withdrawn", bob: "offered"}

    def test_a_place_is_handed_back_at_any_time_and_can_be_taken_again(self) -> None:
        slot = wanted(1, ann)
        slot.close()
        assert "taken" in refuses(slot, slot.interest, bob)
        slot.confirm(ann, "Ann")
        refuses(slot, slot.interest, ann)
        slot.hand_back(ann)
        assert (slot.owners, slot.free) == ([], 1) and refuses(slot, slot.hand_back, ann)
        slot.interest(bob)
        slot.offer()
        slot.confirm(bob, "Bob")
        assert slot.owners == ["Bob"]

    def test_an_invitation_is_only_an_offer(self) -> None:
        slot = Slot("Make tea")
        slot.invite(ann)
        assert slot.standing(ann) == "offered" and slot.owners == []
        assert "no free place" in refuses(slot, slot.invite, bob)
        slot.decline(ann)
        assert "said no" in refuses(slot, slot.invite, ann)


class TestLots:
    def test_lots_are_announced_first(self) -> None:
        slot = wanted(1, ann, bob, cy)
        refuses(slot, slot.announce, "seed")
        slot.close()
        refuses(slot, slot.draw)
        slot.announce("seed")
        slot.draw()
        assert sorted(slot.lots) == [ann, bob, cy] and slot.claims[slot.lots[0]] == "offered"
        assert slot.waiting == slot.lots[1:] and not slot.announced

    def test_after_a_no_the_same_order_goes_on(self) -> None:
        slot = wanted(1, ann, bob, cy)
        slot.close()
        slot.announce("seed")
        slot.draw()
        order = list(slot.lots)
        for place in (0, 1):
            slot.decline(order[place])
            assert not slot.contested
            slot.offer()
            assert slot.claims[order[place + 1]] == "offered"

    def test_who_comes_later_is_behind_those_who_were_drawn(self) -> None:
        slot = wanted(1, ann, bob)
        slot.close()
        slot.announce("seed")
        slot.draw()
        slot.decline(slot.lots[0])
        slot.interest(cy)
        assert slot.waiting == [slot.lots[1], cy] and not slot.contested

    @given(st.permutations([ann, bob, cy, dee]), st.integers(1, 3), st.text("abc", min_size=1))
    def test_the_order_in_which_people_tapped_does_not_matter(self, order: list[Key], places: int, seed: str) -> None:
        slot, other = wanted(places, *order), wanted(places, ann, bob, cy, dee)
        for each in (slot, other):
            each.close()
            each.announce(seed)
            each.draw()
        assert slot.lots == other.lots and slot.claims == other.claims
        assert list(slot.claims.values()).count("offered") == places


ACTS = st.lists(st.tuples(st.sampled_from([
    "interest", "confirm", "decline", "hand_back", "invite", "close", "offer", "announce", "draw",
]), st.sampled_from([ann, bob, cy, dee])), max_size=40)  # fmt: skip


@given(ACTS, st.integers(1, 3))
def test_whatever_happens_only_the_person_confirms_and_places_are_never_given_twice(
    acts: list[tuple[str, Key]], capacity: int
) -> None:
    slot, said = Slot("Make tea", capacity), set()
    for act, key in acts:
        extra = {"confirm": (key, "Name"), "announce": ("seed",)}.get(
            act, () if act in ("close", "offer", "draw") else (key,)
        )
        before = copy.deepcopy(slot)
        try:
            getattr(slot, act)(*extra)
        except Refused:
            assert slot == before
            continue
        if act == "confirm":
            said.add(key)
        confirmed = {each for each, standing in slot.claims.items() if standing == "confirmed"}
        assert confirmed <= said and set(slot.names) == confirmed
        assert 0 <= slot.free <= capacity and len(slot.owners) == len(confirmed)


class TestClaims:
    def test_the_list_is_changed_until_somebody_has_taken_something(self) -> None:
        claims = Claims()
        tea = claims.add(Slot("Tea"), most=2)
        assert "already" in refuses(claims, claims.add, Slot("Tea")) and refuses(claims, claims.add, Slot(" "))
        claims.reword(tea, "Green tea")
        claims.add(Slot("Cake"), most=2)
        assert "enough" in refuses(claims, claims.add, Slot("Chairs"), 2)
        claims.slots[tea].invite(ann)
        claims.slots[tea].confirm(ann, "Ann")
        assert refuses(claims, claims.reword, tea, "Black tea") and refuses(claims, claims.drop, tea)
        claims.slots[tea].hand_back(ann)
        claims.drop(tea)
        assert (
            claims.add(Slot("Tea")) == "c3" and refuses(claims, claims.slot, tea) and refuses(claims, claims.slot, "")
        )

    def test_a_pass_takes_interest_back_but_nothing_that_was_confirmed(self) -> None:
        claims = Claims()
        tea, cake = claims.add(Slot("Tea")), claims.add(Slot("Cake"))
        claims.slots[tea].invite(ann)
        claims.slots[tea].confirm(ann, "Ann")
        claims.interest(ann, cake)
        claims.pass_(ann)
        claims.pass_(bob)
        assert claims.slots[cake].standing(ann) == "withdrawn" and claims.slots[tea].owners == ["Ann"]
        assert claims.done() == {ann, bob}
        claims.interest(bob, cake)
        assert bob not in claims.passes


def test_peers_ask_somebody_who_hears_only_that_somebody_asks(sorting: Any):
    table = Table(sorting, 0)
    ann, bob, cat = (table.join(name=name) for name in ("Ann", "Bob", "Cat"))
    table.go("group")
    table.go("list")
    table.facilitator.do("add_slot", title="Buy tea", how="There is tea")
    table.go("claim")
    before = cat.html
    ann.tap("Ask them", person="Bob")
    assert "Somebody here asks if you would do this. Only you can say yes." in bob.sees
    assert cat.html == before and "Somebody here asks" not in ann.sees + table.board + table.stage
    slot = table.run.course.state.claims.slots["c1"]
    assert slot.claims == {} and slot.free == 1 and ann.key not in str(slot)
    bob.tap("I would do this")
    before = bob.html
    cat.tap("Ask them", person="Bob")
    assert bob.html == before, "whoever asks does not learn what Bob said"
    bob.do("rename", name="Robert")
    bob.do("leave")
    assert table.copy().run.course.state.claims.slots["c1"].asked == slot.asked
