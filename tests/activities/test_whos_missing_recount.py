"""Who is missing in a rehearsal: categories, invitations and ways are counted again, and a wrong one is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from activities.whos_missing import WhosMissing
from activities.whos_missing.presets import categories
from activities.whos_missing.recount import invited, lacking
from facilitator.rehearsal.books import Act, Books
from facilitator.report.model import Paragraph, Passage, Section
from facilitator.report.model import Table as Grid
from facilitator.testing import Table
from facilitator.testing.taps import Control

CARDS = (("Night shift staff", "c4", "no"), ("Family carers", "c3", "yes"), ("Day guests", "c1", "no"))
Played = tuple[Section, list[dict[str, str]], list[Act]]


def beside(category: str, here: str) -> dict[str, str]:
    return {f"fields.groups.{category}": "1", "fields.here": here}


@pytest.fixture(scope="module")
def played() -> Played:
    """Three cards, a group named aloud; two invitations of which one is handed back, and ways to reach people."""
    table: Any = Table(WhosMissing, 3)
    for person, (text, category, here) in zip(table.people, CARDS, strict=True):
        person.tap("Add card", text=text, **beside(category, here))
    table.go("merge")
    table.facilitator.do("stand_alone")
    table.go("circles")
    acts = [Act("", 1, "add_named", {"text": "Bus drivers", **beside("c5", "no")})]
    table.facilitator.do("add_named", **acts[0].given)
    for phase in ("rate", "result", "invite"):
        table.go(phase)
    item = next(each.id for each in table.section.items if each.text == "Day guests")
    day = (table.ctx.today + timedelta(days=3)).isoformat()
    for at, action, given in (
        (0, "invite", {"item": item, "who": "Ann", "by": day, "how": "At lunch"}),
        (1, "invite", {"item": item, "who": "Bob ", "by": day}),
        (1, "invite", {"item": "c2", "who": "Bob", "by": day, "how": "By post"}),
        (2, "suggest_way", {"item": item, "how": "By phone"}),
        (0, "hand_back", {"whom": item}),
    ):
        table.people[at].do(action, **given)
        acts.append(Act(str(at), 1, action, given))
    return table.section, [{f"groups.{category}": "1", "here": here} for _text, category, here in CARDS], acts


def wrong(section: Section, cards: list[dict[str, str]], acts: list[Act]) -> list[str]:
    found = [*lacking(section, cards, acts, categories(())), *invited(section, acts)]
    return [str(said) for _label, said, known in found if said != known]


def test_who_lacks_and_who_invites_is_counted_again(played: Played):
    assert wrong(*played) == []


def told(block: Passage, old: str, new: str) -> Passage:
    if isinstance(block, Paragraph):
        return replace(block, words=block.words.replace(old, new))
    if isinstance(block, Grid) and block.id in ("invitations", "ways"):
        return replace(block, rows=tuple(tuple(str(cell).replace(old, new) for cell in row) for row in block.rows))
    return block


@pytest.mark.parametrize(
    ("old", "new"),
    [("Giving care and support", "Family and friends"), ("Lived experience", "Somebody"), ("Bob", "Ann"),
     ("At lunch", "At noon"), ("Not here today", "Here today")],
)  # fmt: skip
def test_a_record_that_says_something_else_is_found(played: Played, old: str, new: str):
    section, cards, acts = played
    assert wrong(replace(section, blocks=tuple(told(block, old, new) for block in section.blocks)), cards, acts)


def test_a_card_and_an_act_that_the_record_does_not_have_are_found(played: Played):
    section, cards, acts = played
    assert wrong(section, [*cards, {"groups.c2": "1"}], acts)
    assert wrong(section, cards, acts[1:]) and wrong(section, cards, acts[:-1]) and wrong(section, cards, acts[:-2])


def test_where_cards_were_taken_back_the_record_may_say_less_and_never_more(played: Played):
    section, _cards, acts = played
    none = replace(section, blocks=())
    assert all(said == known for _label, said, known in invited(none, acts, whole=False))
    assert any(said != known for _label, said, known in invited(section, acts[:-2], whole=False))
    assert any(said != known for _label, said, known in invited(section, [], whole=False))


def test_what_stands_beside_a_card_is_written_down_also_from_paper_and_when_it_is_changed():
    books = Books(saved="Saved", phase="name")
    for who, do, pairs in (
        ("ann", "write", [("text", "Carers"), *beside("c1", "no").items()]),
        ("ann", "edit", [("text", "Carers"), *beside("c2", "yes").items()]),
        (
            "slip",
            "sheet",
            [("cards.1", "Staff"), ("fields.1.here", "no"), ("cards.2", "Kin"), ("fields.2.here", "yes")],
        ),
    ):
        books.accept(who, Control("", "Carers", do, ()), [("run", "r1.0"), *pairs])
    assert [each.beside for each in books.cards.of(1)] == [
        {"groups.c2": "1", "here": "yes"}, {"here": "no"}, {"here": "yes"},
    ]  # fmt: skip
