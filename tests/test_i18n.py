"""Texts are marked once and translated when they are shown, for the person who sees them."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from markupsafe import Markup

from facilitator import i18n
from facilitator.activity import Refused
from facilitator.i18n import Text, _, direction, language, ngettext, speaking


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue with a few words of German."""
    catalogue = Catalog(locale="de")
    catalogue.add("Tea", "Tee")
    catalogue.add("{n} of {total} are done", "{total} Personen, fertig: {n}")
    catalogue.add(("{n} dot", "{n} dots"), ("{n} Punkt", "{n} Punkte"))
    catalogue.add("Next: {title}", "Gleich: {title}")
    folder = tmp_path / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "facilitator.mo").open("wb") as file:
        write_mo(file, catalogue)
    monkeypatch.setattr(i18n, "assets", lambda: tmp_path)
    i18n._catalogue.cache_clear()
    yield
    i18n._catalogue.cache_clear()


def test_one_text_in_two_languages(german: None):
    done, dots = _("{n} of {total} are done", n=2, total=7), [ngettext("{n} dot", "{n} dots", n) for n in (1, 2, 0)]
    assert (str(done), list(map(str, dots))) == ("2 of 7 are done", ["1 dot", "2 dots", "0 dots"])
    with speaking("de-AT"):
        assert (str(done), list(map(str, dots))) == ("7 Personen, fertig: 2", ["1 Punkt", "2 Punkte", "0 Punkte"])
    assert str(_("Tea")) == "Tea", "the language ends with the block"


def test_a_text_inside_a_text_is_translated_too(german: None):
    with speaking("de"):
        assert str(_("Next: {title}", title=_("Tea"))) == "Gleich: Tee"


def test_a_language_without_a_catalogue_is_the_source(german: None):
    with speaking("xx"):
        assert str(_("Tea")) == "Tea"


def test_the_language_ends_with_the_block_also_after_an_error():
    with pytest.raises(KeyError), speaking("de"):
        raise KeyError
    assert language.get() == "en"


def test_what_people_wrote_is_never_read_as_a_pattern():
    assert str(_("Said: {words}", words="{n} %s {0}")) == "Said: {n} %s {0}"
    assert str(_("100 % {}")) == "100 % {}"


def test_a_text_is_escaped_where_it_becomes_html():
    text = _("Said: {words}", words="<b>&")
    assert Markup("<p>{}</p>").format(text) == "<p>Said: &lt;b&gt;&amp;</p>"


def test_empty_words_are_nothing():
    assert not _("") and _("x") and str(_("")) == ""


def test_texts_compare_by_what_they_say():
    assert _("Tea", n=1) == _("Tea", n=1) != _("Tea", n=2)
    assert len({_("Tea"), _("Tea"), _("Coffee")}) == 2
    assert _("{n} left").with_params(n=3) == _("{n} left", n=3) == Refused(_("{n} left"), n=3).words
    assert Refused("Plain words").words == "Plain words"


def test_right_to_left():
    assert [direction(code) for code in ("en", "ar", "he-IL", "fa")] == ["ltr", "rtl", "rtl", "rtl"]


def test_gettext_knows_no_empty_message():
    assert isinstance(i18n._catalogue("en"), gettext.NullTranslations)
    assert str(Text("")) == ""
