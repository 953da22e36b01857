"""The contract of an activity: what the wire may bring, and what an activity may know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field

from facilitator.action import actions_of
from facilitator.activity import Activity, Ctx, Key, Phase, Refused, Round, Settings, State, action
from facilitator.testing import outside


class AskSettings(Settings):
    """Nothing to set."""


@dataclass
class AskState(State):
    """Some of everything that a state may hold."""

    answers: dict[Key, list[str]] = field(default_factory=dict)
    share: Fraction = Fraction(2, 3)
    pair: tuple[str, int] = ("a", 1)
    day: date | None = None
    kept: list[Any] = field(default_factory=list)


class Ask(Activity[AskSettings, AskState]):
    """Ask about anything.

    The rest is help.
    """

    id, title, phases = "ask", "Ask", (Phase("open", "Open"), Phase("end", "End"))

    @action("open")
    def one(self, s: AskState, me: Key, text: Annotated[str, Field(min_length=1, max_length=5)], n: int = 7) -> None:
        """A text and a number."""
        s.kept.append((me, text, n))

    @action("open")
    def many(self, s: AskState, ctx: Ctx, tags: list[str], dots: dict[str, int] = {}) -> None:  # noqa: B006 - only read
        """Lists and dicts."""
        s.kept.append((ctx.phase, tags, dots))

    @action(by="facilitator", voids=True, label="Choose")
    def pass_(self, s: AskState, size: Literal["small", "large"], on: bool = False, day: date | None = None) -> None:
        """One of two."""
        s.kept.append((size, on, day))


ONE, MANY, CHOOSE = (actions_of(Ask)[name] for name in ("one", "many", "pass"))


def read(name: Any, *pairs: tuple[str, str]) -> dict[str, Any]:
    return name.read(pairs).model_dump()  # type: ignore[no-any-return]


# What the wire may bring


def test_texts_become_what_the_annotations_say():
    assert read(ONE, ("text", " tea "), ("n", "3")) == {"text": "tea", "n": 3}
    assert read(MANY, ("tags", "a"), ("tags", "b"), ("dots.o1", "2"), ("dots.o2", "")) == {
        "tags": ["a", "b"],
        "dots": {"o1": 2},
    }
    assert read(CHOOSE, ("size", "small"), ("on", "1"), ("day", "2027-01-31")) == {
        "size": "small", "on": True, "day": date(2027, 1, 31),
    }  # fmt: skip


def test_a_dict_is_only_read_from_its_parts():
    assert read(MANY, ("tags", "a"), ("dots", "x"), ("dots.o1", "2"), ("tags.b", "c")) == {
        "tags": ["a"],
        "dots": {"o1": 2},
    }


def test_what_is_empty_counts_as_not_given_where_there_is_a_default():
    assert read(ONE, ("text", "x"), ("n", "")) == {"text": "x", "n": 7}
    assert read(CHOOSE, ("size", "large"), ("on", ""), ("day", "")) == {"size": "large", "on": False, "day": None}


def test_fields_of_other_buttons_are_left_out():
    assert read(ONE, ("text", "x"), ("finger", "3"), ("dots.o1", "1"), ("me", "k"), ("s", "y"), ("ctx", "z")) == {
        "text": "x",
        "n": 7,
    }


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([], "still empty"),
        ([("text", " ")], "still empty"),
        ([("text", "")], "still empty"),
        ([("text", "too long")], "at most 5 characters"),
        ([("text", "a"), ("text", "b")], "twice"),
        ([("text", "a"), ("n", "1.5")], "could not be read"),
        ([("text", "a"), ("n", "NaN")], "could not be read"),
        ([("text", "a"), ("n", "9" * 5_000)], "could not be read"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(pairs: list[tuple[str, str]], words: str):
    with pytest.raises(Refused, match=words):
        ONE.read(pairs)


@pytest.mark.parametrize(
    "pairs", [[("size", "huge")], [("size", "small"), ("on", "perhaps")], [("size", "small"), ("day", "31.1.")]]
)
def test_only_what_exists_can_be_chosen(pairs: list[tuple[str, str]]):
    with pytest.raises(Refused, match="could not be read"):
        CHOOSE.read(pairs)


def test_an_action_knows_who_may_do_it_where_and_whom_it_touches():
    assert (ONE.name, ONE.phases, ONE.by, ONE.touches, ONE.wants) == ("one", ("open",), "participant", "me", {"me"})
    assert (CHOOSE.name, CHOOSE.by, CHOOSE.touches, CHOOSE.voids, CHOOSE.label) == (
        "pass",
        "facilitator",
        "everyone",
        True,
        "Choose",
    )
    assert set(Ask.actions) == {"one", "many", "pass"}


def test_an_action_gets_what_it_asks_for_and_no_more():
    s, ctx = AskState(), outside("open")
    ONE.call(Ask(AskSettings()), s, Key("k"), ctx, ONE.read([("text", "a")]))
    MANY.call(Ask(AskSettings()), s, Key("k"), ctx, MANY.read([("tags", "b")]))
    assert s.kept == [("k", "a", 7), ("open", ["b"], {})]


# What an activity is


def test_a_class_says_what_it_is():
    assert Ask.settings_type is AskSettings and Ask.state_type is AskState and Ask.card() == "Ask about anything."
    activity = Ask(AskSettings())
    assert activity.start(outside("open")) == AskState() and activity.shown_phases() is Ask.phases
    assert (
        activity.ready(AskState(), outside("open"), "end") == ""
        and activity.suggest(AskState(), outside("open")) is None
    )
    s, ctx = AskState(), outside("open")
    assert (activity.results(s, ctx), activity.paper(s, ctx), activity.done(s, ctx)) == (None, None, ())
    for view in (lambda: activity.phone(s, Key("k"), ctx), lambda: activity.board(s, ctx)):
        with pytest.raises(NotImplementedError):
            view()


def test_settings_are_frozen_and_take_nothing_unknown():
    with pytest.raises(ValueError):
        AskSettings(colour="red")  # type: ignore[call-arg]


def test_a_state_survives_json():
    s = AskState({Key("k"): ["a"]}, Fraction(1, 3), ("b", 2), date(2027, 1, 31))
    adapter = Ask.state_adapter()
    assert adapter.validate_json(adapter.dump_json(s)) == s and adapter is Ask.state_adapter()


def test_subclasses_with_another_state_have_another_adapter():
    class Wider(Ask):
        """Has more."""

        state_type = AskState

    assert Wider.state_adapter() is not Ask.state_adapter()


# What an activity knows


def test_results_are_computed_once_a_state_and_only_when_asked():
    calls = []
    ctx = outside("open", compute=lambda: calls.append(1) or len(calls))
    assert calls == [] and (ctx.results, ctx.results) == (1, 1)


def test_chance_is_the_same_for_the_same_seed_and_purpose():
    ctx, other = outside("open", seed="a"), outside("open", seed="b")
    draw = ctx.random("k").random()
    assert draw == ctx.random("k").random() == outside("end", seed="a").random("k").random()
    assert len({draw, ctx.random("l").random(), ctx.random("k", 1).random(), other.random("k").random()}) == 4


def test_only_rounds_whose_result_was_shown_are_shown():
    rounds = (Round(1, (), "first", True), Round(2, (), "given up", False))
    assert [r.state for r in outside("open", rounds=rounds, round=3).shown("now")] == ["first"]
    assert [r.state for r in outside("open", rounds=rounds, round=3, revealed=True).shown("now")] == ["first", "now"]


def test_a_question_was_asked_once_a_round_of_it_was_opened():
    assert [outside("open", round=number).asked for number in (0, 1, 2)] == [False, True, True]
