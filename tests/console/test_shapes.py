"""Settings become fields, and what is typed becomes settings again or a sentence at its field."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, model_validator

from facilitator.activity import Settings
from facilitator.console.shapes import Faults, Raw, option_words, read, shapes, typed
from facilitator.library.registry import Registry


class Line(BaseModel):
    """A row of a small table."""

    name: Annotated[str, Field(min_length=1)]
    cost: Annotated[int, Field(ge=1)]


class Everything(Settings):
    """One setting of every kind."""

    ask: str = Field(title="Question. In one sentence", min_length=3, max_length=140)
    short: str = Field("", max_length=20, description="A hint")
    options: list[Annotated[str, Field(min_length=1, max_length=10)]] = Field([], max_length=3)
    lines: tuple[Line, ...] = ()
    dots: int | None = Field(None, ge=1, le=20)
    rounds: int = Field(2, ge=1, le=5)
    names: bool = False
    use: Literal["decision", "not-yet"] = "decision"
    level: Literal[2, 3] = 3
    maybe: Literal["a", "b"] | None = None
    weights: dict[str, int] = {}

    @model_validator(mode="after")
    def _fits(self) -> Everything:
        if self.dots == 13:
            raise ValueError("Thirteen is too many today.")
        return self


GOOD: dict[str, Raw] = {
    "ask": "Which one?",
    "short": "",
    "options": "Tea\n\n Coffee \n",
    "lines": "Bus | 20\nTea | 3",
    "dots": "",
    "rounds": "3",
    "names": True,
    "use": "1",
    "level": "0",
    "maybe": "0",
    "weights": '{"a": 2}',
}


def faults(**changed: Raw) -> Faults:
    found = read(Everything, {**GOOD, **changed})
    assert isinstance(found, Faults)
    return found


def test_every_kind_of_setting_has_its_field():
    kinds = {shape.name: shape.kind for shape in shapes(Everything)}
    assert kinds == {
        "ask": "long", "short": "text", "options": "lines", "lines": "rows", "dots": "number", "rounds": "number",
        "names": "switch", "use": "choice", "level": "choice", "maybe": "choice", "weights": "data",
    }  # fmt: skip


def test_what_is_worded_comes_before_what_is_chosen():
    assert [shape.name for shape in shapes(Everything)][:4] == ["ask", "short", "options", "lines"]


def test_titles_hints_and_limits_come_from_the_model():
    ask, short, *_others = shapes(Everything)
    assert (str(ask.title), ask.limit) == ("Question. In one sentence", 140)
    assert (str(short.title), str(short.hint)) == ("Short", "A hint")


def test_what_is_typed_becomes_settings():
    found = read(Everything, GOOD)
    assert isinstance(found, Everything)
    assert found.options == ["Tea", "Coffee"]
    assert found.lines == (Line(name="Bus", cost=20), Line(name="Tea", cost=3))
    assert (found.dots, found.rounds, found.names, found.use, found.level) == (None, 3, True, "not-yet", 2)
    assert (found.maybe, found.weights) == (None, {"a": 2})


def test_settings_stand_in_their_fields_as_they_were_typed():
    found = read(Everything, GOOD)
    again = {shape.name: typed(shape, getattr(found, shape.name)) for shape in shapes(Everything)}
    assert read(Everything, again) == found


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("ask", "", "Please fill this in."),
        ("ask", "Hm", "Please use at least 3 characters."),
        ("short", "x" * 21, "Please use at most 20 characters."),
        ("options", "Tea\nA long option", "Line 2: Please use at most 10 characters."),
        ("options", "1\n2\n3\n4", "Please give at most 3."),
        ("lines", "Bus | many", "Line 1: Please give a whole number."),
        ("lines", "Bus | 0", "Line 1: The smallest number here is 1."),
        ("lines", "Bus | 1 | 2", "This could not be read. Please compare it with the example."),
        ("dots", "two", "Please give a whole number."),
        ("dots", "21", "The largest number here is 20."),
        ("rounds", "", "Please give a whole number."),
        ("weights", "{", "This could not be read. Please compare it with the example."),
    ],
)
def test_a_fault_is_told_at_its_field(name: str, raw: str, words: str):
    found = faults(**{name: raw})
    assert {field: str(told) for field, told in found.fields.items()} == {name: words}
    assert not found.whole


def test_several_faults_are_told_at_once():
    assert set(faults(ask="", rounds="9", weights="[").fields) == {"ask", "rounds", "weights"}


def test_what_concerns_the_whole_is_told_once():
    found = faults(dots="13")
    assert (str(found.whole), found.fields) == ("Thirteen is too many today.", {})


def test_text_is_cleaned_before_it_travels_as_json():
    found = read(Everything, {**GOOD, "ask": "Wh\u202eich\x00 one?"})
    assert isinstance(found, Everything)
    assert found.ask == "Which one?"


def test_options_are_shown_as_words():
    assert [str(option_words(option)) for option in ("not-yet", "0-5", "2/3", 3)] == ["Not yet", "0-5", "2/3", "3"]


@pytest.mark.parametrize("kind", Registry.load().activities.values(), ids=lambda kind: kind.id)
def test_every_activity_can_be_set_up_with_its_form(kind: Any):
    settings = kind.settings_type.model_validate(dict(kind.example))
    fields = shapes(kind.settings_type)
    raw = {shape.name: typed(shape, settings.model_dump(mode="json")[shape.name]) for shape in fields}
    assert read(kind.settings_type, raw) == settings
