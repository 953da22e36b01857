"""Writing on a phone and on paper, clouds and places: what is asked, what is offered, what is told."""

from __future__ import annotations

from collections import Counter

from lxml import html

from facilitator import kit
from facilitator.activity import Key
from facilitator.blocks.claim import widgets
from facilitator.blocks.claim.deeds import Terms
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.blocks.collect import Pile
from facilitator.blocks.collect import widgets as collecting
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.testing import outside, words
from facilitator.testing.taps import controls
from facilitator.text import counted

COLUMNS = (kit.Column("a", "Start"), kit.Column("b", "Stop"))
me = Key("me")
CTX = outside(phase="group", seed="s")
RULES = Rules(("a", "b"), 280, None, True)


def test_slips_of_paper_have_ids_of_their_own() -> None:
    views = []
    for prefix in ("1.", "2."):
        with kit.drawing(surface="paper", prefix=prefix):
            views += [
                collecting.card_sheet(RULES, COLUMNS),
                widgets.claim_sheet(Claims({"c1": Slot("Tea")}), Terms()),
            ]
    root = html.fromstring(f"<div>{kit.join(*views)}</div>")
    assert max(Counter(root.xpath("//@id")).values()) == 1
    assert {"1.cards.a", "2.cards.b", "1.permission", "2.slot", "1.by"} <= set(root.xpath("//@name"))


class TestWriting:
    def test_the_privacy_sentence_stands_before_the_field_and_nobody_is_to_be_named(self) -> None:
        with kit.drawing(privacy="hidden"):
            view = words(collecting.card_writing(Cards(), Rules(), me, label="One word"))
        assert view.index("Nobody sees your name.") < view.index("One word") < view.index("Please do not name other")

    def test_pass_is_there_until_one_has_written_then_done(self) -> None:
        cards = Cards()
        assert [each.action for each in controls(collecting.card_writing(cards, RULES, me, COLUMNS))] == [
            "write",
            "pass",
        ]
        cards.write(me, RULES.card("tea", "a"), RULES, CTX)
        acts = {each.action for each in controls(collecting.card_writing(cards, RULES, me, COLUMNS))}
        assert acts == {"write", "edit", "delete", "finish_writing"}

    def test_with_all_cards_written_there_is_no_form_for_more(self) -> None:
        rules, cards = Rules(most=2), Cards()
        for text in "ab":
            cards.write(me, rules.card(text), rules, CTX)
        assert "write" not in {each.action for each in controls(collecting.card_writing(cards, rules, me))}

    def test_permissions_go_from_the_strictest_and_only_get_stricter(self) -> None:
        root = html.fromstring(f"<div>{collecting.card_writing(Cards(), RULES, me, COLUMNS)}</div>")
        assert root.xpath("//input[@name='permission']/@value") == ["1", "2", "3", "4"]
        assert root.xpath("//input[@name='permission'][@checked]/@value") == ["1"]
        cards = Cards()
        id = cards.write(me, RULES.card("tea", "a", 3, "talk"), RULES, CTX)
        offered = [
            each for each in controls(collecting.own_words([Pile(cards, RULES)], me, CTX)) if each.action == "lower"
        ]
        assert [each.do for each in offered] == [f"lower?card={id}&permission={level}" for level in (1, 2)]
        assert [each.name for each in offered] == [str(collecting.LEVELS[1]), str(collecting.LEVELS[2])]


def test_a_cloud_is_a_list_with_counts_in_words() -> None:
    texts = counted(["tea"] * 5 + ["milk"] * 2 + [f"word {at}" for at in range(9)])
    with kit.drawing(surface="board"):
        view = kit.word_cloud(texts)
    root = html.fromstring(f"<div>{view}</div>")
    rows = root.xpath("//ul[@class='cloud']/li")
    assert [" ".join(row.text_content().split()) for row in rows[:3]] == ["tea 5 times", "milk 2 times", "word 0 once"]
    assert [row.get("class") for row in rows[:3]] == ["s3", "s2", "s1"]
    assert len(rows) == 9 and "Page 1 of 2" in words(view)
    assert "Nobody wrote anything." in words(kit.word_cloud([]))


def test_a_free_place_is_told_and_who_waits_is_not() -> None:
    claims = Claims()
    claims.add(Slot("Tea", 2))
    claims.slots["c1"].interest(me)
    told = words(widgets.slots_taken(claims))
    assert told == "Tea 2 places are free"
