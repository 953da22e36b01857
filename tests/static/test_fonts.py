"""Every letter of many languages comes with the program, and only the files with a letter of the text are used."""

from __future__ import annotations

import pytest

from facilitator.host import doctor, qr
from facilitator.static import fonts
from facilitator.static.fonts import OTHERS, OWN, faces, file_for, letters, needed

SAID = {
    "Polish": "Zażółć gęślą jaźń", "Czech": "Příliš žluťoučký kůň", "Welsh": "Cŵl iawn, tŷ, dŵr", "Turkish": "ığşİ",
    "Romanian": "ăâîșț", "Hungarian": "őű", "Maltese": "ċġħż", "Latvian": "āčēģīķļņšūž",
}  # fmt: skip
OTHER = {
    "greek": "Καλημέρα", "cyrillic": "Привіт, їжак ґ", "arabic": "نستمع إلى بعضنا ہم گفتگو", "bengali": "আমাদের",
    "hebrew": "שלום", "devanagari": "नमस्ते", "gurmukhi": "ਸਤ", "gujarati": "નમસ્તે", "tamil": "வணக்கம்",
    "thai": "สวัสดี", "ethiopic": "ሰላም", "armenian": "Բարեւ", "georgian": "გამარჯობა", "vietnamese": "ờệ",
}  # fmt: skip


@pytest.mark.parametrize("language", SAID)
def test_european_words_are_in_the_letters_of_the_product(language: str):
    assert {each.script for each in needed(SAID[language])} <= {"latin", "latin-ext"}
    assert None not in map(file_for, SAID[language])


@pytest.mark.parametrize("script", OTHER)
def test_other_scripts_have_a_file_of_their_own(script: str):
    assert script in {each.script for each in needed(OTHER[script])}
    assert None not in map(file_for, OTHER[script])


def test_emoji_are_drawn_and_figures_stay_the_products_own():
    assert all(file_for(letter) is not None for letter in "🎉🙂🌳❤")
    assert {each.script for each in needed("0123456789 #*©®™")} == {"latin"}


def test_a_style_names_the_family_and_the_letters_of_each_file():
    rules = faces(needed("Tea שלום"), lambda each: f"/{each.file}")
    assert rules.count("@font-face") == 2 and f"font-family:{OWN};" in rules and f"font-family:{OTHERS};" in rules
    assert "U+0590-05FF" in rules


def test_the_door_sheet_draws_every_script_in_one_line():
    line = "Łódź, Καλημέρα, Привіт, سلام 🎉"
    runs = qr._runs(line)
    assert "".join(run for _name, run in runs) == line
    assert all("assets/fonts" in name for name, _run in runs)
    assert [run for _name, run in qr._runs("سلام Tea")] == ["Tea", "سلام "], "right to left, pieces stand the other way"


def test_doctor_says_which_letters_are_missing(monkeypatch: pytest.MonkeyPatch):
    assert doctor._fonts().state == "fine"
    monkeypatch.setattr(doctor, "letters", lambda: [each for each in letters() if each.script != "bengali"])
    found = doctor._fonts()
    assert found.state == "look" and "bengali" in found.words


def test_every_file_is_in_the_list_and_there():
    assert fonts.listed() == letters()
    assert {each.file for each in letters()} == {path.name for path in letters()[0].path.parent.glob("*.woff2")}
    for_print = {path.stem for path in letters()[0].print.parent.glob("*.ttf")}
    assert {each.print.stem for each in letters()} == for_print - {fonts.ACCENTED.lower().replace(" ", "-")}
