"""Cards, groups, places, turns and clouds on a page: words stay words, ids are told apart, and the wall turns pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import pytest
from lxml import html

from facilitator import kit
from facilitator.activity import Key
from facilitator.blocks.claim import widgets as claiming
from facilitator.blocks.claim.deeds import Terms
from facilitator.blocks.claim.rules import Claims, Slot
from facilitator.blocks.collect import Pile
from facilitator.blocks.collect import widgets as collecting
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.blocks.collect.shelves import card_wall
from facilitator.blocks.group import widgets as grouping
from facilitator.blocks.group.rules import Groups
from facilitator.blocks.turns import Order, widgets
from facilitator.static.bundle import bundle
from facilitator.testing import outside
from facilitator.testing.taps import controls
from facilitator.text import Counted

HOSTILE = "<img src=x onerror=alert(1)>\"' onclick=alert(2) style='x' & {{ 7*7777 }} %s {0}"
COLUMNS = (kit.Column("a", HOSTILE), kit.Column("b", "Stop"))
me, you = Key("me"), Key("you")
CTX = outside(phase="group", seed="s", seats=(me, you), names={me: HOSTILE, you: "You"}, now=1_800_000_000.0)
CALLED = {column.value: column.words for column in COLUMNS}
RULES = Rules(("a", "b"), 280, None, True)


def pile(texts: list[str], rules: Rules = RULES) -> Cards:
    cards = Cards()
    for at, text in enumerate(texts):
        column = rules.columns[at % len(rules.columns)] if rules.columns else ""
        cards.write(me if at % 2 else you, rules.card(text, column, 1 + at % 4, "talk", HOSTILE[:40]), rules, CTX)
    return cards


def grouped(cards: Cards, size: int = 3) -> Groups:
    groups, ids = Groups(), list(cards.shown())
    for first in range(0, len(ids) // 2, size):
        groups.make(ids[first : first + size], cards, f"Group {first} {HOSTILE}"[:60])
    return groups


def hostile_views() -> dict[str, Callable[[], kit.Html]]:
    cards = pile([f"{at} {HOSTILE}" for at in range(8)])
    groups, claims, turns = grouped(cards, 2), Claims(), Order(1, [me], [], [me])
    cards.hide(next(iter(cards.of(me))), "person")
    for title in (HOSTILE, "Tea", "Cake"):
        claims.add(Slot(title, 1, HOSTILE, how=HOSTILE))
    claims.slots["c1"].invite(me)
    claims.slots["c2"].invite(you)
    claims.slots["c2"].confirm(you, HOSTILE)
    open_ = outside(phase="claim", seats=CTX.seats, names=CTX.names, now=CTX.now)
    return {
        "writing": lambda: collecting.card_writing(cards, RULES, me, COLUMNS, HOSTILE, HOSTILE),
        "one card": lambda: collecting.card_writing(
            pile([HOSTILE], Rules(limit=280, most=1)), Rules(most=1), you, (), HOSTILE
        ),
        "own": lambda: collecting.own_words(
            [Pile(cards, RULES, columns=CALLED, out=dict.fromkeys(groups.where, "pull_out"))], me, CTX, codes=True
        ),
        "sheet": lambda: collecting.card_sheet(RULES, COLUMNS, HOSTILE),
        "wall": lambda: grouping.group_wall(cards, groups, COLUMNS),
        "pile": lambda: card_wall(cards),
        "tools": lambda: grouping.group_tools(cards, groups, COLUMNS),
        "controls": lambda: grouping.group_controls(cards, groups, COLUMNS),
        "hiding": lambda: collecting.care_tools([Pile(cards, columns=CALLED)]),
        "places": lambda: claiming.slots_to_take(claims, me, open_, str, Terms(hours=True)),
        "taken": lambda: claiming.slots_taken(claims),
        "slot tools": lambda: claiming.take_tools(claims, open_, str),
        "slot list": lambda: claiming.change_tools(claims, str, deed=True),
        "claim sheet": lambda: claiming.claim_sheet(claims, Terms(hours=True)),
        "turn": lambda: widgets.whose_turn(turns, CTX),
        "my turn": lambda: widgets.my_turn(turns, me, CTX, str),
        "turn tools": lambda: widgets.turn_tools(turns, CTX, str),
        "cloud": lambda: kit.word_cloud([Counted(HOSTILE, 3), Counted("tea", 1)]),
    }


@pytest.mark.parametrize("surface", ["phone", "board", "stage", "paper"])
@pytest.mark.parametrize("name", hostile_views())
def test_words_stay_words_and_every_id_is_there_once(name: str, surface: kit.Surface) -> None:
    with kit.drawing(surface=surface, run=HOSTILE, activity=HOSTILE, privacy="hidden"):
        view = hostile_views()[name]()
    root = html.fromstring(f"<div>{view}</div>")
    assert not root.xpath("//img | //script | //@style | //@onclick | //@onerror") and "54439" not in view
    ids = Counter(root.xpath("//@id"))
    assert not [id for id, times in ids.items() if times > 1]
    told = {*root.xpath("//@for"), *root.xpath("//@aria-describedby"), *root.xpath("//@aria-labelledby")}
    assert told - {"question"} <= set(ids)
    forms = set(root.xpath("//form/@id")) | {"f"}
    assert set(root.xpath("//@form")) <= forms


class TestWall:
    def board(
        self, part: int, cards: Cards, groups: Groups | None, columns: tuple[kit.Column, ...] = ()
    ) -> html.HtmlElement:
        with kit.drawing(surface="board", part=part):
            return html.fromstring(f"<div>{grouping.group_wall(cards, groups or Groups(), columns)}</div>")

    def test_nine_cards_a_page_and_every_card_on_one(self) -> None:
        cards = pile([f"card {at}" for at in range(40)], Rules(("a", "b")))
        groups = grouped(cards, 5)
        seen: list[str] = []
        first = self.board(1, cards, groups, COLUMNS)
        total = int(first.find_class("part")[0].text.split()[-1])
        for part in range(1, total + 1):
            page = self.board(part, cards, groups, COLUMNS)
            assert len(page.xpath("//section")) <= 3 and len(page.xpath("//li[@data-card]")) == 0
            assert all(len(shelf.find_class("card")) <= 3 for shelf in page.xpath("//section"))
            seen += [each.text for each in page.find_class("text")]
        assert sorted(seen) == sorted(card.text for card in cards.cards.values())

    def test_one_group_has_the_wall_for_itself(self) -> None:
        cards = pile([f"card {at}" for at in range(20)], Rules())
        groups = Groups()
        groups.make(list(cards.shown())[:5], cards, "Small")
        groups.make(list(cards.shown())[5:17], cards, "Large")
        with kit.drawing(surface="stage", part=50):
            larger = [
                (each.name, each.do) for each in controls(grouping.group_tools(cards, groups)) if each.action == "turn"
            ]
        assert larger == [("Small", "turn?part=50"), ("Large", "turn?part=51"), ("All groups", "turn?part=1")]
        for part, name, shown in ((50, "Small", 5), (51, "Large", 9), (52, "Large", 3)):
            page = self.board(part, cards, groups)
            assert page.findtext(".//h2") == name and len(page.find_class("card")) == shown
        assert "Page 1 of" in self.board(60, cards, groups).text_content()

    def test_a_pile_needs_no_heading(self) -> None:
        page = self.board(2, pile([str(at) for at in range(12)], Rules()), None)
        assert not page.xpath("//h2") and len(page.find_class("card")) == 3

    def test_hidden_cards_are_nowhere(self) -> None:
        cards = pile(["secret", "tea"], Rules())
        groups = Groups()
        groups.make(cards.shown(), cards, "Drinks")
        cards.hide(next(id for id, card in cards.shown().items() if card.text == "secret"), "harm")
        for draw in (grouping.group_wall, grouping.group_controls, grouping.group_tools):
            assert "secret" not in draw(cards, groups)
        assert "secret" not in collecting.care_tools([Pile(cards)])

    def test_a_phone_has_everything_and_follows_the_board_only_when_that_is_too_much(self) -> None:
        with kit.drawing(surface="phone"):
            few = card_wall(pile([f"card {at}" for at in range(30)], Rules()))
            many = card_wall(pile(["&" * 280] * 60, Rules(limit=280)))
        assert few.count('<li class="card') == 30 and many.count('<li class="card') == 9
        assert "The facilitator turns the pages." in many

    def test_a_full_room_stays_small(self) -> None:
        cards, groups = pile(["Something that somebody thought of for a while"] * 60), Groups()
        for group in range(8):
            groups.make(list(cards.shown())[group * 4 : group * 4 + 4], cards, f"A name of usual length {group}")
        with kit.drawing(surface="stage"):
            assert len(grouping.group_tools(cards, groups, COLUMNS).encode()) < 10_000
            assert len(collecting.care_tools([Pile(cards, columns=CALLED)]).encode()) < 6_000
            assert len(grouping.group_wall(cards, groups, COLUMNS).encode()) < 5_000


def test_the_script_for_dragging_is_small_and_writes_no_html() -> None:
    script = bundle().group
    assert len(script.packed) <= 2_048 and script.url in grouping.group_controls(pile(["tea"], Rules()), Groups())
    assert not re.search(rb"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|\bfetch\(", script.body)


def test_controls_for_grouping_need_no_script() -> None:
    cards = pile(["tea", "milk"], Rules())
    groups = Groups()
    groups.make(list(cards.shown())[:1], cards)
    with kit.drawing(surface="stage"):
        root = html.fromstring(f"<div>{grouping.group_tools(cards, groups)}</div>")
    assert len(root.xpath("//li[@data-card]//input[@type='radio'][@name='card'][@form='sort']")) == 2
    assert root.xpath("//*[@data-here]/@value") == ["move?to=g1", "move?to=alone", "move?to=new"]
    assert len(root.xpath("//*[@data-group]")) == 3
    (default,) = root.xpath("(//button[@form='sort'])[1]")
    assert default.get("disabled") is not None and default.get("name") is None
