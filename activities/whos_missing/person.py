"""Whether words look like the name of a private person; a hint is made of it, and nothing is refused.

Two or three words that each begin with a capital, or one after Mr or Mrs, look like that. A role does not, whatever its
capitals: somebody called by what they do at work is no private person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from facilitator.composing import brought
from facilitator.i18n import Words, _

HINT = _("This looks like a person's name. Please write a group or a role. Only you see this hint.")

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?")


def hint(text: str) -> Words:
    """What its writer is told about a card; nothing where it looks like a group or a role."""
    return HINT if looks_like_a_person(text) else ""


def looks_like_a_person(text: str) -> bool:
    """Whether a card looks like the name of a private person."""
    words = text.split()
    plain = [word.casefold().rstrip(".") for word in words]
    if any(_WORD.fullmatch(word) is None for word in words) or any(word in _known()["roles"] for word in plain):
        return False
    if words and plain[0] in _known()["polite"]:
        return 2 <= len(words) <= 4 and all(_named(word) for word in words[1:])
    return 2 <= len(words) <= 3 and all(_named(word) for word in words)


def _named(word: str) -> bool:
    """Written as a name is: "Ann", "O'Brien", "J."; not "GP" and not "carers"."""
    if not word[0].isupper():
        return False
    return len(word.rstrip(".")) == 1 or any(letter.islower() for letter in word)


@cache
def _known() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in brought("roles", beside=__file__).items()}
