"""A result in a sentence or two, for those who do not see the board."""

from facilitator.report.aloud import aloud
from facilitator.report.model import Column, Dots, Outcome, Paragraph, Quote, Quotes, Section, Table


def counted(*rows: tuple[str, int], one_each: bool = True) -> Section:
    """A section with one chart."""
    columns = (Column("Option"), Column("People", "count"))
    return Section("Vote", blocks=(Table("t", "Result", columns, rows, Dots(0, 1, 9, one_each=one_each)),))


def test_what_has_most_comes_first_and_what_is_level_is_never_left_out():
    told = aloud(counted(("Juice", 1), ("Tea", 5), ("Water", 2), ("Milk", 2), ("Coffee", 4), ("Cocoa", 0)))
    assert (
        told == "Most: Tea, with 5 people. Then Coffee, with 4 people. Then Water, with 2 people. Just as many: Milk."
    )
    assert aloud(counted(("Tea", 3), one_each=False)) == "Most: Tea, with 3 dots."
    assert aloud(counted(("Tea", 0))) == "Nobody chose anything here."


def test_an_outcome_says_it_all_and_the_last_one_counts():
    before = (Paragraph("Round 1"), Outcome("stopped", "Stopped"), *counted(("5", 3)).blocks)
    blocks = (*before, Outcome("agreed", "Agreed", "9 of 9 answered"))
    assert aloud(Section("Fist", blocks=blocks)) == "Agreed. 9 of 9 answered."


def test_the_outcome_that_a_section_begins_with_is_its_result():
    blocks = (Outcome("agreed", "Agreed"), *counted(("5", 3)).blocks, Outcome("stopped", "Stopped"))
    assert aloud(Section("Fist", blocks=blocks)) == "Agreed."


def test_of_words_it_is_told_how_many_there_are():
    assert aloud(Section("Cards", blocks=(Quotes("A", (Quote("x"),)), Quotes("B", (Quote("y"),))))) == (
        "There are 2 different answers."
    )
    assert aloud(Section("Nothing")) == ""
