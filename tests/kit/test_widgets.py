"""Widgets: real controls with stable ids, the exact sentences, and counts drawn as people."""

from __future__ import annotations

import re

import pytest
from lxml import html

from facilitator import kit
from facilitator.i18n import speaking
from facilitator.kit.edge import MOST_SEATS, edge

SENTENCES = {
    "open": "Everyone will see this with your name.",
    "hidden": "Nobody sees your name. All answers are shown together later.",
    "sensitive": "Nobody can see your name, not even the facilitator. We need 7 answers to show a result.",
}


def read(view: kit.Html) -> html.HtmlElement:
    return html.fromstring(f"<div>{view}</div>")


def words(view: kit.Html) -> str:
    return " ".join(read(view).text_content().split())


@pytest.mark.parametrize("privacy", ["open", "hidden", "sensitive"])
def test_privacy_is_said_word_for_word(privacy: str) -> None:
    with kit.drawing(privacy=privacy, k=7):
        assert words(kit.privacy()) == SENTENCES[privacy]


def test_no_privacy_line_where_nobody_answers() -> None:
    assert kit.privacy() == ""


def test_an_action_carries_its_arguments() -> None:
    assert kit.act("next") == "next"
    assert kit.act("place", option="a&b=c", dots=1) == "place?option=a%26b%3Dc&dots=1"


def test_marks_differ_where_their_parts_differ_and_are_safe() -> None:
    parts = ["a", "a b", "a-b", "a/b", "<a>", "é", "", "\ud800"]
    marks = [kit.mark("row", part) for part in parts]
    assert len(set(marks)) == len(parts) and all(re.fullmatch(r"[A-Za-z0-9-]+", each) for each in marks)
    assert kit.mark("row", "a b") == kit.mark("row", "a b")


def test_every_form_posts_the_run_and_for_whom() -> None:
    with kit.drawing(run="r.2", acts_for="s7", prefix="s7-"):
        view = read(
            kit.join(kit.form_start(), kit.text_form(kit.TextField("text", "Your answer", 140), "write", "Send"))
        )
    for form in view.iter("form"):
        hidden = {each.get("name"): each.get("value") for each in form.iter("input") if each.get("type") == "hidden"}
        assert hidden == {"run": "r.2", "for": "s7"}
    assert view.xpath("//input[@name='s7-text']/@maxlength") == ["140"]


def test_choices_are_radios_of_the_shared_form() -> None:
    view = read(kit.choices("value", [kit.Choice("5", "Yes", "5", kit.fingers(5)), kit.Choice("0", "No")], "0", "How?"))
    radios = view.xpath("//input[@type='radio'][@form='f'][@name='value']")
    assert [(each.get("value"), each.checked) for each in radios] == [("5", False), ("0", True)]
    assert all(each.getparent().tag == "label" and each.getparent().get("id") for each in radios)


def test_send_and_pass_are_equal_and_pass_can_be_left_out() -> None:
    first, second = read(kit.send("show")).iter("button")
    assert (first.text, second.text) == ("Send", "Pass") and first.get("class") == second.get("class")
    assert read(kit.send("show", saved=True)).find(".//button").text == "Send change"
    assert "Your answer is in. You can change it" in words(kit.send("show", saved=True))
    assert "You passed. You can still answer." in words(kit.send("show", passed=True))
    assert words(kit.send("stance", passes="")) == "Send"


def test_a_step_that_cannot_act_stays_focusable_and_sends_nothing() -> None:
    less, more = read(kit.stepper([kit.StepRow("a", "Tea", 0, None, kit.act("place", option="a"))])).iter("button")
    assert less.get("aria-disabled") == "true" and less.get("type") == "button" and less.get("name") is None
    assert less.get("disabled") is None and less.get("aria-label") == "Take back a dot: Tea"
    assert more.get("name") == "do" and more.get("value") == "place?option=a"


def test_dots_left_says_and_draws_the_same() -> None:
    view = kit.dots_left(1, 3)
    assert words(view) == "You have 1 dot left of 3"
    assert [each.get("class") for each in read(view).iter("i")] == [None, "o", "o"]


@pytest.mark.parametrize(("maximum", "kind"), [(1, "checkbox"), (3, "number")])
def test_paper_fields(maximum: int, kind: str) -> None:
    fields = read(kit.number_fields("dots", [("a", "Tea"), ("b", "Cake")], maximum)).xpath("//input")
    assert [(each.name, each.type) for each in fields] == [("dots.a", kind), ("dots.b", kind)]


@pytest.mark.parametrize("surface", ["phone", "board", "stage"])
def test_only_the_counter_differs_when_one_more_is_done(surface: kit.Surface) -> None:
    def others(done: int) -> str:
        with kit.drawing(surface=surface):
            view = read(kit.join(kit.question("Why?"), kit.count(done, 60)))
        for counter in view.xpath("//*[@data-count]"):
            counter.drop_tree()
        return html.tostring(view, encoding="unicode")

    assert others(3) == others(42)


def test_the_table_seats_everyone_up_to_forty() -> None:
    drawn = html.fromstring(str(edge(7, 12)))
    assert [each.get("class") for each in drawn.iter("circle")] == [None] * 7 + ["o"] * 5
    assert str(edge(1, MOST_SEATS)).count("<circle") == MOST_SEATS and "<circle" not in edge(1, MOST_SEATS + 1)


ROWS = [kit.ChartRow("a", "Tea", 3, rank=1, marked=True, mine=1), kit.ChartRow("b", "Cake", 0, rank=2)]


def test_a_chart_has_one_dot_a_person_and_marks_ones_own() -> None:
    view = read(kit.chart(ROWS, 7, 0, "The shortlist ends here."))
    assert [each.get("class") for each in view.xpath("//li[1]//i")] == ["me", None, None]
    assert [" ".join(each.text_content().split()) for each in view.iter("li")] == [
        "Place 1: Tea 3 people your dot", "The shortlist ends here.", "Place 2: Cake 0 people",
    ]  # fmt: skip


def test_above_twenty_people_bars_are_drawn_below_the_line_hatched() -> None:
    view = read(kit.chart([*ROWS, kit.ChartRow("c", "Rest", 21)], 42, 0, "Line"))
    assert not view.xpath("//i")
    assert view.xpath("//rect/@width") == ["7.14%", "0.00%", "50.00%"]
    assert view.xpath("//rect/@fill") == ["url(#chart-hatch)"] * 2


def test_the_board_shows_nine_rows_and_then_the_next_page() -> None:
    rows = [kit.ChartRow(str(n), f"Row {n}", 1) for n in range(11)]
    shown = {}
    for part in (1, 2, 3):
        with kit.drawing(surface="board", part=part):
            shown[part] = kit.chart(rows, 11)
    assert words(shown[1]).endswith("Page 1 of 2") and shown[3] == shown[1] != shown[2]
    assert len(read(shown[1]).findall(".//li")) == 9 and len(read(shown[2]).findall(".//li")) == 2
    assert kit.PART in shown[1] and kit.PART not in kit.chart(rows, 11)
    assert len(read(kit.chart(rows, 11)).findall(".//li")) == 11


def test_what_cannot_be_undone_asks_first_without_a_script() -> None:
    ask = kit.Confirm("Show it to everyone?", ["2 have not answered."], "Wait", "Show it")
    view = read(kit.primary("go?phase=reveal", "Show the result", confirm=ask))
    opens, careful, go = view.iter("button")
    assert opens.get("popovertarget") == view.xpath("//*[@popover]/@id")[0] and opens.get("name") is None
    assert careful.get("popovertargetaction") == "hide"
    assert (go.get("form"), go.get("name"), go.get("value")) == ("f", "do", "go?phase=reveal")


def test_the_phase_bar_says_where_we_are() -> None:
    steps = read(kit.phase_bar(["Ready", "Vote", "Result"], 1)).findall(".//li")
    assert [(each.get("class"), each.get("aria-current")) for each in steps] == [
        ("done", None), ("now", "step"), ("later", None),
    ]  # fmt: skip


def test_cards_say_their_column_and_never_who() -> None:
    columns = [kit.Column("start", "Start"), kit.Column("stop", "Stop")]
    assert words(kit.cards([kit.Card("a", "Short forms", 1)], columns)) == "Stop: Short forms"
    assert words(kit.cards([], columns, none="No cards yet.")) == "No cards yet."


def test_words_are_printed_in_the_language_of_the_reader() -> None:
    with speaking("en"):
        assert "are here" in words(kit.lobby("Drop-in", "", 9)) and "1 is here" in words(kit.lobby("Drop-in", "", 1))


def test_ids_are_unique_in_a_full_view() -> None:
    with kit.drawing(run="r.1", privacy="hidden"):
        view = kit.join(
            kit.form_start(), kit.topline(), kit.question("Q"), kit.privacy(),
            kit.choices("value", [kit.Choice("a", "A"), kit.Choice("a ", "B")], None, "Q"),
            kit.stepper([kit.StepRow("a", "A", 0, None, None), kit.StepRow("a ", "B", 0, None, None)]),
            kit.text_form(kit.TextField("text", "T", 9), kit.act("edit", card=1), "Save"),
            kit.text_form(kit.TextField("text", "T", 9), kit.act("edit", card=2), "Save"),
            kit.chart(ROWS, 42, 0, "L"), kit.count(1, 2), kit.quotes(["a", "b"], ""), kit.options(["a", "b"]),
            kit.primary("next", "Go on", confirm=kit.Confirm("T", [], "Wait", "Go")),
            kit.confirmed("end", "End", kit.Confirm("T", [], "Wait", "End")),
        )  # fmt: skip
    ids = read(view).xpath("//@id")
    assert len(ids) == len(set(ids)) > 20
