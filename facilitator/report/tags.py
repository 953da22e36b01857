"""The language of a record as office programs and readers of documents name it: "en-GB", "cy-GB", "ar-EG"."""

from __future__ import annotations

from babel.core import get_global

from facilitator.report.words import locale_of


def tag(code: str) -> str:
    """A language with its country; the most likely one where the record names none."""
    here = locale_of(code)
    country = here.territory or str(get_global("likely_subtags").get(here.language, "")).rpartition("_")[2]
    return f"{here.language}-{country}" if len(country) == 2 else here.language
