"""Talking in an activity: topics come one at a time, with notes, and what is asked between them begins anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Settings, action
from facilitator.blocks.collect import Collect
from facilitator.blocks.group import Group
from facilitator.blocks.talk import TalkOver
from facilitator.blocks.vote import Vote, as_many_as_you_like
from facilitator.composing import Activity, Block, Panel, Phase, inspect
from facilitator.report.model import Paragraph, Quotes
from facilitator.testing import Table


class ChatSettings(Settings):
    """How long one topic may take."""

    longer: int = 2


@dataclass
class Rung:
    """Whether the bell has rung for this topic."""

    rung: bool = False


class Bell(Block[Rung, None]):
    """A bell that is rung once a topic."""

    def __init__(self) -> None:
        self.ring = Ring(self)

    def anew(self, s: Any) -> None:
        self.of(s).rung = False

    def above(self, s: Any) -> Html:
        return kit.lead("Ding.") if self.of(s).rung else kit.join()

    def tools(self, s: Any) -> Sequence[Html]:
        return [kit.button("Ring", "ring")]


class Ring(Panel[Bell]):
    """To ring it; its button stands with those of the topic."""

    @action(by="facilitator")
    def ring(self, s: Any) -> None:
        """Once."""
        self.block.of(s).rung = True


class Chat(Activity[ChatSettings]):
    """Write, vote, and talk about it."""

    id, title = "chat", "Chat"
    cards = Collect()
    groups = Group(cards)
    votes = Vote(on=groups, dots=as_many_as_you_like)
    bell = Bell()
    topics = TalkOver(groups, votes, minutes=lambda given: given.longer, between=bell)
    phases = (
        Phase("write", "Write", cards.write),
        Phase("group", "Group", groups.rest, groups.sort, reveal=True),
        Phase("vote", "Vote", votes.cast),
        Phase("result", "Result", votes.result, topics.lots, reveal=True, say="I will read it aloud."),
        Phase("talk", "Talk", topics.topic, bell.ring, ask=topics.asks),
        Phase("rest", "Rest", topics.noted),
    )


def voted(*ballots: str) -> Table:
    """The shown result of votes on Tea, Cake and Rain, one ballot a person by first letters."""
    table = Table(Chat, 3)
    table.go("write")
    for person, text in zip(table.people, ("Tea", "Cake", "Rain"), strict=True):
        person.tap("Add card", text=text)
    table.go("group")
    table.facilitator.tap("Let 3 cards stand alone")
    return again(table, *ballots)


def again(table: Table, *ballots: str) -> Table:
    table.go("vote")
    for person, ballot in zip(table.people, ballots, strict=True):
        for name in ("Tea", "Cake", "Rain"):
            if name[0] in ballot:
                person.tap("Place a dot", near=name)
    table.go("result")
    return table


def names(table: Table) -> list[str]:
    found, texts = Chat.topics.now(table.ctx), Chat.topics.texts(table.run.course.state, table.ctx)
    return [texts[topic] for topic in found.topics]


def test_the_declaration_keeps_the_contract_of_blocks():
    inspect(Chat)


def test_without_a_group_there_is_nothing_to_talk_about():
    table = Table(Chat, 1)
    table.go("write")
    table.go("group")
    for phase in ("result", "talk", "rest"):
        with table.refused("nothing to talk about"):
            table.go(phase)


def test_the_topic_with_most_dots_comes_first_and_what_stands_between_begins_anew():
    table = voted("TC", "T", "T")
    assert names(table) == ["Tea", "Cake"]
    table.go("talk")
    assert "Tea" in table.board and "Cake" not in table.board
    table.facilitator.tap("Ring")
    assert "Ding." in table.board and "2 more minutes" in table.stage
    table.facilitator.tap("Add", text="Green, please")
    table.facilitator.tap("Next topic")
    assert "Cake" in table.board and "Ding." not in table.board
    assert "Green, please" in table.people[0].sees and "Green, please" not in table.board
    table.facilitator.tap("This was the last one")
    assert "We have talked about all of it" in table.board
    with table.refused("That was the last one"):
        table.facilitator.do("next_topic")
    table.go("rest")
    assert "Green, please" in table.people[0].sees and "Green, please" not in table.board
    assert [each.title for each in table.section.blocks if isinstance(each, Quotes)][-1] == "Notes: Tea"


def test_the_lots_of_each_vote_stand_in_the_record_under_its_count():
    table = voted("T", "C", "T")
    assert "Lots" not in table.board
    table.go("talk")
    again(table, "T", "C", "R")
    assert "Lots will be drawn" in table.board and "Lots were" not in str(table.section)
    table.facilitator.tap("Draw lots for the order")
    again(table, "TC", "TC", "T")
    blocks = table.section.blocks
    lots = [each.words for each in blocks if isinstance(each, Paragraph) and "Lots were drawn" in each.words]
    assert len(lots) == 1 and lots[0].startswith("Round 2: Lots were drawn")


def test_the_record_of_an_earlier_vote_forgets_the_words_of_a_card_that_was_taken_back():
    table = voted("T", "C", "T")
    table.go("talk")
    again(table, "T", "C", "R")
    assert "Rain" in str(table.section)
    card = next(id for id, card in table.run.course.state.cards.cards.items() if card.text == "Rain")
    table.run.course.state.cards.delete(table.people[2].key, card)
    assert "Rain" not in str(table.section.blocks) and "A card that was taken back" in str(table.section.blocks)


def test_a_topic_is_drawn_with_its_cards_only():
    table = voted("T", "C", "T")
    table.go("talk")
    state: Any = table.run.course.state
    ctx: Ctx = table.ctx
    topic = Chat.topics.present(state, ctx)
    assert topic is not None and len(Chat.groups.members(state)[topic]) == 1
    table.facilitator.do("next_topic")
    table.facilitator.do("topic_before")
    assert Chat.topics.present(table.run.course.state, table.ctx) == topic
    with table.refused("This is the first one"):
        table.facilitator.do("topic_before")
