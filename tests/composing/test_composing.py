"""Blocks, panels and phases make an activity: its state, its actions, its questions, and sentences for mistakes."""

from __future__ import annotations

import types
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase, Together
from facilitator.errors import Fault
from facilitator.library import checks
from facilitator.library.registry import module_of
from facilitator.testing import Table

supper: Any = module_of(Path(__file__).parents[1] / "kinds" / "supper.py")


class None_(Settings):
    """Nothing to set."""


@dataclass
class Noted:
    """What somebody noted."""

    texts: list[str] = field(default_factory=list)


class Notes(Block[Noted, None]):
    """Notes of the facilitator."""

    def __init__(self, marked: str = "") -> None:
        self.marked = marked
        self.open = OpenNotes(self)


class OpenNotes(Panel[Notes]):
    @action(by="facilitator")
    def note(self, s: Any, text: str) -> None:
        """One more."""
        self.block.of(s).texts.append(text)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return Html(self.named("note"))


class Count(Block[Noted, None]):
    def __init__(self) -> None:
        self.open = OpenCount(self)


class OpenCount(Panel[Count]):
    @action(by="facilitator")
    def note(self, s: Any, n: int) -> None:
        """So many."""
        self.block.of(s).texts.append(str(n))


def test_a_table_of_a_composed_activity():
    table = Table(supper.Supper, 3)
    ann, bob, cem = table.people
    assert "We cook it on Friday." in table.board and "Supper together" in ann.sees
    table.go("eat")
    ann.tap("Send", dish="soup", word="warm")
    bob.tap("Send", dish="soup", word="")
    cem.tap("Pass")
    assert table.run.counter()[:2] == (3, 3)
    with table.refused("on the table"):
        bob.do("answer", dish="stone", word="odd")
    with table.refused("Nothing is chosen"):
        bob.do("answer")
    assert supper.Supper.word.of(table.run.course.state).given == {ann.key: "warm"}
    table.go("look")
    assert "2 answered." in table.board and "Soup" not in table.board and "soup: 2" in table.board


def test_a_later_answer_under_one_button_replaces_all_of_the_one_before():
    table = Table(supper.Supper, 1)
    ann = table.people[0]
    table.go("eat")
    ann.tap("Send", dish="soup", word="warm")
    ann.tap("Send", dish="soup", word="")
    state = table.run.course.state
    assert supper.Supper.word.of(state).given == {} and supper.Supper.dish.of(state).given == {ann.key: "soup"}
    assert "You passed" not in ann.sees and table.run.activity.passed(state, table.ctx) == set()
    ann.tap("Pass")
    assert "You passed" in ann.sees and table.run.activity.passed(table.run.course.state, table.ctx) == {ann.key}


def test_two_inputs_in_different_phases_share_the_name_of_an_action():
    table = Table(supper.Supper, 2)
    ann, bob = table.people
    table.go("eat")
    ann.do("answer", dish="soup")
    table.go("look")
    table.go("sing")
    assert "What do you sing?" in ann.sees and "What do we sing?" in table.board
    ann.do("answer", word="la")
    with table.refused("still empty"):
        bob.do("answer", dish="soup")
    table.go("listen")
    shown = {passage.id for passage in table.section.blocks}
    assert shown == {"dish-1", "word-1", "song-1"}, "two questions keep both results"


def test_the_foot_and_an_action_of_a_block_are_there_in_every_phase():
    table = Table(supper.Supper, 1)
    table.facilitator.do("add", text="Candles")
    assert "Candles" not in table.people[0].sees
    table.go("eat")
    table.go("look")
    assert "Candles" in table.people[0].sees
    table.facilitator.do("clear")
    assert "Candles" not in table.people[0].sees


def test_what_stands_in_no_phase_cannot_be_done():
    table = Table(supper.Supper, 1)
    table.go("eat")
    with table.refused("closed now"):
        table.facilitator.do("add", text="Candles")


def test_phases_and_minutes_follow_the_settings():
    table = Table(supper.Supper, 1, sing=False, minutes=7)
    assert [phase.name for phase in table.run.phases.values()] == ["ready", "eat", "look", "beside", "end"]
    assert table.run.phases["eat"].minutes == 7


def test_privacy_hidden_and_round_follow_from_the_panels():
    eat, look = supper.Supper.phases[1:3]
    assert (eat.privacy, eat.hidden, eat.round) == ("hidden", True, True)
    assert (look.privacy, look.hidden, look.round, look.question) == (None, False, False, "eat")


def test_a_block_is_frozen_when_its_activity_is_made():
    with pytest.raises(AttributeError, match="frozen"):
        supper.Supper.dish.choices = {}


def made(*phases: Phase, **blocks: Block[Any, Any]) -> type[Activity[None_]]:
    body = {"__doc__": "Made.", "id": "made", "title": "Made", "phases": phases, **blocks}
    return types.new_class("Made", (Activity[None_],), exec_body=lambda names: names.update(body))


def test_one_block_cannot_stand_in_two_places():
    notes = Notes()
    with pytest.raises(Fault, match="two places"):
        made(Phase("a", "A", notes.open), one=notes, two=notes)


def test_two_actions_of_one_name_in_a_phase_need_a_mark():
    one, two = Notes(), Notes()
    with pytest.raises(Fault, match="two actions called note"):
        made(Phase("a", "A", one.open, two.open), one=one, two=two)
    one, two = Notes(), Notes("more")
    kind = made(Phase("a", "A", one.open, two.open), one=one, two=two)
    assert {"note", "more.note"} <= set(kind.actions) and two.open.named("note") == "more.note"


def test_one_name_means_one_thing():
    one, two = Notes(), Count()

    class Other(Panel[Count]):
        @action(by="facilitator")
        def note(self, s: Any, text: int) -> None:
            """A number by the name of a text."""

    with pytest.raises(Fault, match="differ in text"):
        made(Phase("a", "A", one.open), Phase("b", "B", Other(two)), one=one, two=two)


def test_an_activity_may_have_actions_of_its_own():
    class Rings(supper.Supper):
        @action("eat", by="facilitator")
        def ring(self, s: Any, ctx: Ctx) -> None:
            """Ring the bell: a wish that the activity writes down itself."""
            self.wishes.of(s).texts.append(f"Rung in {ctx.phase}")

    table = Table(Rings, 1)
    with table.refused("closed now"):
        table.facilitator.do("ring")
    table.go("eat")
    table.facilitator.do("ring")
    assert Rings.wishes.of(table.run.course.state).texts == ["Rung in eat"]
    with pytest.raises(Fault, match="both have an action called clear"):

        class Clears(supper.Supper):
            @action(by="facilitator")
            def clear(self, s: Any) -> None:
                """The name of what the list does."""


def test_a_block_that_stands_nowhere_is_told():
    one, two = Notes(), Notes("more")
    with pytest.raises(Fault, match="No panel of the block two"):
        checks.inspect(made(Phase("a", "A", one.open), one=one, two=two))


def test_a_block_hides_nothing_of_the_activity():
    stage = Notes()
    with pytest.raises(Fault, match="hides"):
        checks.inspect(made(Phase("a", "A", stage.open), below_=stage, stage=Notes("m")))


def test_a_phase_in_which_people_answer_needs_paper():
    class Says(Panel[Notes]):
        privacy = "hidden"

    notes = Notes()
    with pytest.raises(Fault, match="on paper"):
        checks.inspect(made(Phase("a", "A", Says(notes)), notes=notes))


def test_what_a_phase_makes_of_settings_is_tried():
    notes = Notes()
    with pytest.raises(Fault, match="fails"):
        checks.inspect(made(Phase("a", "A", notes.open, minutes=lambda given: given.no_such), notes=notes))


class Field(Input[Notes]):
    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return Html("")

    def whole(self, s: Any, me: Key, ctx: Ctx, text: str) -> Callable[[], None]:
        return lambda: None

    def answered(self, s: Any) -> Collection[Key]:
        return ()

    def passed(self, s: Any) -> Collection[Key]:
        return ()


def test_inputs_together_need_names_of_their_own():
    with pytest.raises(Fault, match="two fields called text"):
        Together(Field(Notes()), Field(Notes()))


def test_a_slice_is_plain_data_made_from_nothing():
    class Nothing(Block[Any, None]):
        """Says nothing of its slice."""

    class Text(Block["Noted", None]):
        """Names its slice by a text."""

    @dataclass
    class Needs:
        text: str

    class Needy(Block[Needs, None]):
        """Has a slice that cannot be empty."""

    for block, why in ((Nothing(), "must name its slice"), (Text(), "must name its slice"), (Needy(), "from nothing")):
        with pytest.raises(Fault, match=why):
            made(Phase("a", "A", Panel(block)), one=block)


def test_what_json_would_change_is_no_slice():
    @dataclass
    class Bag:
        seen: set[str] = field(default_factory=set)

    class Bags(Block[Bag, None]):
        """Keeps a set."""

    bags = Bags()
    with pytest.raises(Fault, match="is a set"):
        checks.inspect(made(Phase("a", "A", Panel(bags)), bags=bags))


def test_a_panel_that_stands_nowhere_is_told():
    notes = Notes()
    with pytest.raises(Fault, match="The panel more stands in no phase"):
        checks.inspect(made(Phase("a", "A", notes.open), notes=notes, more=OpenNotes(notes)))


def test_what_begins_anew_needs_a_question():
    notes, other = Notes(), Notes()
    notes.per_round = True
    with pytest.raises(Fault, match="no phase opens one for it"):
        checks.inspect(made(Phase("a", "A", notes.open), notes=notes))
    shares = Notes()
    shares.shares = other
    with pytest.raises(Fault, match="one that is not here"):
        checks.inspect(made(Phase("a", "A", shares.open), shares=shares))


def test_a_phase_that_comes_next_is_there():
    notes = Notes()
    with pytest.raises(Fault, match="After a comes nowhere"):
        checks.inspect(made(Phase("a", "A", notes.open, then="nowhere"), notes=notes))


def test_a_panel_made_from_an_input_offers_its_answer_and_nothing_more():
    assert supper.Supper.actions["answer"]

    class Asks(supper.Choose):
        """An input that somebody makes from another one, after an activity has used that."""

    assert set(Asks(supper.Supper.dish).offers()) == {"answer"}


class Wide(Panel[Notes]):
    """Can show much of what people wrote."""

    roomy = True

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.heading(f"{kit.once('pile')} has {kit.room(8000):.0f}")


def test_panels_that_can_show_much_share_the_room_of_a_page():
    one, two, three = Notes(), Notes("more"), Notes("last")
    phases = (Phase("a", "A", Wide(one)), Phase("b", "B", Wide(one), two.open, Wide(two), Wide(three)))
    table = Table(made(*phases, one=one, two=two, three=three), 1)
    assert "pile has 8000" in table.board
    table.go("b")
    assert all(f"{id} has 2667" in table.board for id in ("pile", "pile-2", "pile-3"))
