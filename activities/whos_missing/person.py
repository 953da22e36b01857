"""Whether words look like the name of a private person; a hint is made of it, and nothing is refused.

Two or three words that each begin with a capital, or one after Mr or Mrs, look like that. A role does not, whatever its
capitals: somebody called by what they do at work is no private person.
"""

from __future__ import annotations

import re
from functools import cache

from facilitator.i18n import Words, _

HINT = _("This looks like a person's name. Please write a group or a role. Only you see this hint.")

POLITE = _("mr mrs ms miss mx herr frau pan pani mme señor señora")
"""What stands before the name of a person, in small letters; a translator writes those of the language."""
ROLES = _(
    "staff team teams group groups people carer carers manager managers nurse nurses doctor doctors dr prof "
    "family families friend friends parent parents child children patient patients user users service services "
    "community council councillor councillors school schools university college church mosque synagogue temple "
    "neighbour neighbours volunteer volunteers worker workers board director directors head chair officer "
    "officers gp gps pharmacist pharmacists pharmacy police housing trust charity charities centre center club "
    "company network union forum association society department ward clinic hospital library shift night day "
    "young older old support care health social mental local member members resident residents tenant tenants "
    "student students teacher teachers driver drivers therapist therapists advocate advocates interpreter "
    "interpreters minister ministry office agency agencies business businesses employer employers experience "
    "lived sector public peer peers receptionist receptionists reception admin commissioner commissioners funder "
    "funders"
)
"""Words that make words with capitals no private person, in small letters; the same."""

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*\.?")


def hint(text: str) -> Words:
    """What its writer is told about a card; nothing where it looks like a group or a role."""
    return HINT if looks_like_a_person(text) else ""


def looks_like_a_person(text: str) -> bool:
    """Whether a card looks like the name of a private person."""
    words = text.split()
    plain = [word.casefold().rstrip(".") for word in words]
    if any(_WORD.fullmatch(word) is None for word in words) or any(word in _words(str(ROLES)) for word in plain):
        return False
    if words and plain[0] in _words(str(POLITE)):
        return 2 <= len(words) <= 4 and all(_named(word) for word in words[1:])
    return 2 <= len(words) <= 3 and all(_named(word) for word in words)


def _named(word: str) -> bool:
    """Written as a name is: "Ann", "O'Brien", "J."; not "GP" and not "carers"."""
    if not word[0].isupper():
        return False
    return len(word.rstrip(".")) == 1 or any(letter.islower() for letter in word)


@cache
def _words(some: str) -> frozenset[str]:
    return frozenset(some.split())
