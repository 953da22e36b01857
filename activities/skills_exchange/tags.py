"""Skills from daily life that cards can be about, and when two of them are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.i18n import Words, _
from facilitator.text import counted, is_blank, likeness

USUAL: Sequence[Words] = (
    _("Cooking"),
    _("Forms and letters"),
    _("Listening"),
    _("Computers and phones"),
    _("Making and mending"),
    _("Languages"),
    _("Speaking in a group"),
    _("Getting around"),
    _("Music and art"),
)
"""Without a list in the settings: nothing that needs a certificate."""

Tag = str
"""A skill: the id of one that is listed, such as "#2", or what equal words of people have in common."""


def listed(own: Sequence[str]) -> dict[Tag, Words]:
    """What people can choose from, by id."""
    return {f"#{at}": words for at, words in enumerate(own or USUAL, 1)}


def said(chosen: str, other: str, text: str, known: Mapping[Tag, Words]) -> str:
    """What is kept as the skill of a card: the id of a listed one, or the words of its writer.

    What somebody wrote goes before what they chose; without either, the card is about its own words.
    """
    words = other if not is_blank(other) else "" if chosen in known else text
    if not words:
        return chosen
    same = (id for id, called in known.items() if likeness(str(called)) == likeness(words))
    return next(same, " ".join(words.split()))


def key(kept: str, known: Mapping[Tag, Words]) -> Tag:
    """What equal skills have in common."""
    return kept if kept in known else likeness(kept)


def spelled(kept: Sequence[str]) -> str:
    """How most people wrote a skill."""
    return counted(kept)[0].text
