"""25/10, the rules: who gets which card, and what the scores come to, beside a second and slow count."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from activities.twenty_five_ten.bold import Bold
from activities.twenty_five_ten.rules import PASSED, Sift, sifted
from facilitator.activity import Key
from facilitator.counting import plain

SEVEN = {"a": [5, 4, 5, 4, 5], "b": [3, 3, 4, 2, 3], "c": [4, 4, 4, 5, 4], "d": [5, 4, 0, 4, 4], "e": [2, 2, 3, 2, 1],
         "f": [4, 5, 4, 4, 4], "g": [0, 5, 0, 5, 0]}  # fmt: skip
THREE = {"a": [5, 4], "b": [3, 0], "c": [2, 2]}


def around(scores: dict[str, list[int]]) -> Sift:
    """A circle in the order of its letters, in which every card got these scores from those it came to."""
    people = {card: Key(card.upper()) for card in scores}
    sift = Sift([*scores], rounds=len(next(iter(scores.values()))))
    for turn in range(sift.rounds):
        sift.deal({*scores}, people, [*people.values()], Random(0).shuffle)
        for person, card in sift.dealt[-1].items():
            if person in around_to(scores, turn + 1).values():
                sift.given[-1][person] = scores[card][turn]
    return sift


def around_to(scores: dict[str, list[int]], turn: int) -> dict[str, Key]:
    """Whom each card comes to."""
    letters = [*scores]
    return {card: Key(letters[(at + turn) % len(letters)].upper()) for at, card in enumerate(letters)}


def texts(scores: dict[str, list[int]]) -> dict[str, str]:
    return {card: card for card in scores}


def test_seven_people_in_five_rounds():
    sift = around(SEVEN)
    assert sift.dealt[0] == {"A": "g", "B": "a", "C": "b", "D": "c", "E": "d", "F": "e", "G": "f"}
    assert {person: sift.dealt[4][Key(person)] for person in "FGA"} == {"F": "a", "G": "b", "A": "c"}
    found = {each.card: each for each in sifted(sift, texts(SEVEN), 3).places}
    assert {card: each.rank for card, each in found.items()} == {
        "a": 1, "d": 2, "c": 3, "f": 3, "b": 5, "e": 6, "g": None,
    }  # fmt: skip
    assert found["d"].score == Fraction(85, 4) and found["d"].n == 4
    assert plain([found[card].score for card in "adcfbe"]) == ["23", "21.3", "21", "21", "15", "10"]
    assert (found["g"].score, found["g"].n) == (None, 2)
    assert [each.card for each in sifted(sift, texts(SEVEN), 3).places][-1] == "g"


def test_three_people_in_two_rounds():
    sift = Sift()
    sift.begin("abc", 5, Random(1).shuffle)
    assert sift.rounds == 2
    found = {each.card: (each.score, each.rank) for each in sifted(around(THREE), texts(THREE), 2).places}
    assert found == {"a": (9, 1), "c": (4, 2), "b": (None, None)}


def test_scores_that_look_the_same_have_different_places():
    """5+4+4 of three and 4+4+4+5+5 of five look alike only where they are the same."""
    sift = Sift(["a", "b"], 5, dealt=[{Key(f"p{n}"): "a" for n in range(3)} | {Key(f"q{n}"): "b" for n in range(5)}])
    sift.given = [
        dict(zip([f"p{n}" for n in range(3)] + [f"q{n}" for n in range(5)], [5, 4, 4, 4, 4, 4, 5, 5], strict=True))
    ]  # type: ignore[list-item]
    first, second = sifted(sift, {"a": "a", "b": "b"}, 1).places
    assert (first.card, first.score, first.rank) == ("b", Fraction(22, 5), 1)
    assert (second.score, second.rank) == (Fraction(13, 3), 2)


def test_places_with_few_scores_come_last_and_those_that_share_a_place_by_their_words():
    sift = around({"a": [3, 3], "b": [3, 3], "c": [5, 0]})
    found = sifted(sift, {"a": "Zoo", "b": "apple", "c": "bee"}, 2)
    assert [(each.card, each.rank) for each in found.places] == [("b", 1), ("a", 1), ("c", None)]
    assert [(number, len(places)) for number, places in found.top(10)] == [(1, 2)]


def test_top_counts_up_and_ties_at_the_end_stay_in():
    scores = {letter: [points] for letter, points in zip("abcde", [5, 4, 4, 4, 1], strict=True)}
    sift = around(scores)
    found = sifted(sift, texts(scores), 1)
    assert [(number, [each.card for each in places]) for number, places in found.top(2)] == [
        (2, ["b", "c", "d"]), (1, ["a"]),
    ]  # fmt: skip
    assert [number for number, _places in found.top(10)] == [5, 2, 1]


@pytest.mark.parametrize(
    ("text", "idea", "first"), [("a\nb", "a", "b"), ("a", "a", ""), (" a  b \n\n c \n d", "a b", "c d"), ("", "", "")]
)
def test_a_card_has_an_idea_and_a_first_step(text: str, idea: str, first: str):
    assert Bold.of(text) == Bold(idea, first)
    assert Bold.of(Bold(idea, first).text) == Bold(idea, first)


@st.composite
def rooms(draw: st.DrawFn) -> tuple[Sift, dict[str, Key], list[str], int]:
    """Any room: people who write or do not, come late, leave, come back, score or pass; and cards that are hidden."""
    chance = Random(draw(st.integers(0, 10**9)))
    wrote, slips = draw(st.integers(2, 9)), draw(st.integers(0, 2))
    writers = {f"c{n}": Key(f"p{n}" if n < wrote else f"slip-{n}") for n in range(wrote + slips)}
    others = [Key(f"z{n}") for n in range(draw(st.integers(0, 4)))]
    cards, everyone = [*writers], [key for key in writers.values() if key[0] == "p"] + others
    sift, rounds = Sift(), draw(st.integers(1, 6))
    sift.begin(cards, rounds, chance.shuffle)
    steady = draw(st.booleans())
    for _turn in range(sift.rounds):
        here = everyone if steady else [key for key in everyone if chance.random() < 0.8]
        if not steady and len(cards) > 2 and chance.random() < 0.1:
            cards.remove(chance.choice(cards))
        sift.deal(cards, writers, here, chance.shuffle)
        assert {*sift.dealt[-1]} <= {*here} and {*sift.dealt[-1].values()} <= {*cards}
        for key in sift.dealt[-1]:
            if steady or chance.random() < 0.8:
                sift.given[-1][key] = chance.randint(1 if steady else PASSED, 5)
    return sift, writers, cards, rounds


@settings(max_examples=80, deadline=None)
@given(rooms())
def test_nobody_ever_gets_their_own_card_or_one_twice(room: tuple[Sift, dict[str, Key], list[str], int]):
    sift, writers, _cards, _rounds = room
    for person in {key for dealt in sift.dealt for key in dealt}:
        had = [dealt[person] for dealt in sift.dealt if person in dealt]
        assert len(had) == len({*had})
        assert all(writers[card] != person for card in had)
        if person not in writers.values():
            assert not any(writers[card].startswith("slip") for card in had), "it may have been their own"
    assert all(len(points) <= sift.rounds for points in sift.scores().values())


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(1, 9), st.integers(0, 99))
def test_each_card_is_scored_once_a_round_where_everyone_stays(size: int, rounds: int, seed: int):
    writers, chance = {f"c{n}": Key(f"p{n}") for n in range(size)}, Random(seed)
    sift = Sift()
    sift.begin([*writers], rounds, chance.shuffle)
    assert sift.rounds == min(rounds, size - 1)
    for turn in range(1, sift.rounds + 1):
        sift.deal([*writers], writers, [*writers.values(), Key("late")], chance.shuffle)
        sift.given[-1] = {key: chance.randint(1, 5) for key in sift.dealt[-1]}
        assert sift.dealt[-1] == {
            writers[sift.circle[(at + turn) % size]]: card for at, card in enumerate(sift.circle)
        }  # fmt: skip
        assert all(len(points) == turn for points in sift.scores().values())


@settings(max_examples=80, deadline=None)
@given(rooms(), st.integers(1, 6))
def test_places_are_those_of_a_slow_count(room: tuple[Sift, dict[str, Key], list[str], int], least: int):
    sift, _writers, cards, _rounds = room
    found = sifted(sift, {card: card for card in cards}, least)
    slow: dict[str, list[int]] = {card: [] for card in cards}
    for turn in range(len(sift.dealt)):
        for card in cards:
            slow[card] += [sift.given[turn][key] for key, had in sift.dealt[turn].items()
                           if had == card and sift.given[turn].get(key, 0) > 0]  # fmt: skip
    exact = {card: Fraction(sum(points) * len(sift.dealt), len(points)) for card, points in slow.items()
             if len(points) >= least}  # fmt: skip
    for place in found.places:
        assert place.n == len(slow[place.card]) and place.score == exact.get(place.card)
        better = sum(other > exact[place.card] for other in exact.values()) if place.card in exact else None
        assert place.rank == (None if better is None else better + 1)
    assert [each.rank is None for each in found.places] == sorted(each.rank is None for each in found.places)


def test_a_skipped_card_goes_to_a_stand_in_in_the_next_round():
    writers = {card: Key(card.upper()) for card in "abcd"}
    sift = Sift([*"abcd"], 3)
    late = Key("late")
    sift.deal("abcd", writers, [*writers.values()], Random(0).shuffle)
    sift.given[0] = {Key("A"): 4, Key("B"): PASSED, Key("C"): 4, Key("D"): 4}
    sift.deal("abcd", writers, [*writers.values(), late], Random(0).shuffle)
    assert sift.dealt[1][late] == "a", "B passed on it"
    sift.given[1] = {late: 5}
    sift.deal("abcd", writers, [*writers.values(), late], Random(0).shuffle)
    assert sift.dealt[2].get(late) != "a"
    assert sift.scores()["a"] == [5]


def test_the_card_of_somebody_who_left_goes_to_a_stand_in_at_once():
    writers = {card: Key(card.upper()) for card in "abcd"}
    sift = Sift([*"abcd"], 3)
    sift.deal("abcd", writers, [Key("A"), Key("C"), Key("D"), Key("silent")], Random(0).shuffle)
    assert sift.dealt[0][Key("silent")] == "a", "B, who would have had it, has left"
