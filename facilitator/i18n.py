"""Marks texts for translation and translates them when they are shown, for the person who sees them.

`_("You have {n} dots left.", n=2)` returns a `Text`: the words in the source language and their parameters. It becomes
a plain string when it is printed, in the language of the context variable `language`. So a state or a journal never
holds translated words, and two people can look at one thing in two languages.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from facilitator.static.assets import assets

language: ContextVar[str] = ContextVar("language", default="en")

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur", "ps", "yi"})


@dataclass(frozen=True)
class Text:
    """Words that are translated when they are printed. `plural` is used where `params["n"]` is not one."""

    words: str
    params: dict[str, Any] = field(default_factory=dict)
    plural: str | None = None

    def __str__(self) -> str:
        catalogue = _catalogue(language.get())
        if self.plural is None:
            words = catalogue.gettext(self.words) if self.words else ""
        else:
            words = catalogue.ngettext(self.words, self.plural, self.params["n"])
        return words.format(**self.params) if self.params else words

    def __html__(self) -> Markup:
        return escape(str(self))

    def __bool__(self) -> bool:
        return bool(self.words)

    def __hash__(self) -> int:
        return hash((self.words, self.plural))

    def with_params(self, **params: Any) -> Text:
        """The same words with further parameters."""
        return Text(self.words, {**self.params, **params}, self.plural)


Words = str | Text
"""What a person reads: a text of the program, or words that somebody wrote."""


def _(words: str, /, **params: Any) -> Text:
    """Mark `words` for translation. Parameters stand in braces: `_("{n} of {total} are done", n=7, total=12)`."""
    return Text(words, params)


def mark(words: str) -> str:
    """Mark words for translation where only a plain string fits, such as the title of a setting."""
    return words


def ngettext(one: str, many: str, n: int, /, **params: Any) -> Text:
    """Mark words with a plural form; `n` chooses it and is a parameter."""
    return Text(one, {"n": n, **params}, many)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Print every text in the language `code` (such as "en" or "pt-BR") inside the block."""
    token = language.set(code)
    try:
        yield
    finally:
        language.reset(token)


def direction(code: str) -> str:
    """ "rtl" for languages written from right to left, else "ltr"."""
    return "rtl" if code.split("-")[0] in RIGHT_TO_LEFT else "ltr"


def printed(code: str) -> str:
    """The language in which texts come out for `code`: English, where nobody has translated them."""
    return "en" if type(_catalogue(code)) is gettext.NullTranslations else code


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation(
        "facilitator", str(assets() / "locale"), languages=[code.replace("-", "_"), code.split("-")[0]], fallback=True
    )
