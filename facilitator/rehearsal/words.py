"""What simulated people are called and what they write: sentences that could be true, no two of them alike.

What is asked says which sentences fit: a need, an idea, a task, a rule, a worry, thanks, what was done, or a few words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from facilitator.testing.taps import WRITTEN, Control, Field, Write

NAMES = (
    "Amina", "Benedikt", "Chiara", "Dwayne", "Elspeth", "Farouk", "Gwendolyn", "Hiroshi", "Ifeoma", "Jolanta",
    "Kwabena", "Leontyne", "Mehmet", "Niamh", "Oluwaseun", "Parveen", "Quentin", "Rosalind", "Siobhan", "Tomasz",
    "Ursula", "Vikram", "Winifred", "Xiomara", "Yevgenia", "Zbigniew",
)  # fmt: skip
SIGNED = (
    ("Ada", "Bea", "Dora", "Emil", "Gus", "Ines", "Jonas", "Karim", "Lena", "Milo", "Nour", "Olga", "Petra", "Rosa",
     "Samir", "Tessa", "Uri", "Vera", "Willem", "Yusuf"),
    tuple(f"{letter}." for letter in "ABCDEFGHIJKLMNOPRSTUVWZ"),
)  # fmt: skip
"""How they sign, so that a name that was typed is never one that stands on a page already."""

_WHO = (
    "carers", "older people", "young people", "new neighbours", "shift workers", "people who live alone",
    "parents with small children", "the reception team", "people who are new here", "volunteers",
    "people who cannot come", "the people on our street", "those who use the service", "the night team",
)  # fmt: skip
_WHEN = (
    "on Thursdays", "before the summer", "after five o'clock", "in the old library", "near the bus stop",
    "every other week", "for the first year", "close to home", "in the school hall", "after the holidays",
    "on the first Monday", "once a month", "at weekends", "from January on", "in the winter",
)  # fmt: skip
_BY = (
    "before the next meeting", "with the library", "with two volunteers", "with the reception team", "this month",
    "in two streets first", "with the school", "by phone", "with the carers' group", "with the bus company",
    "on two afternoons", "with those who asked for it", "without new forms", "with an interpreter",
)  # fmt: skip
_NEED = (
    "need a quiet place to talk", "want to be asked first", "need a lift home", "would like somebody to ring",
    "need letters in plain words", "want shorter forms", "need someone to ask", "want to see the plan first",
    "would come more often with a ramp", "want fewer meetings", "need the bus fare back", "need an interpreter",
    "would share what they know", "would rather write than speak", "want to know who decides", "need the dates early",
)  # fmt: skip
_IDEA = (
    "A quiet room", "A phone line that somebody answers", "A shared meal", "A place to borrow tools", "A lift rota",
    "A walking group", "A corner for small children", "An open evening", "One page with all dates", "A first visit",
    "A garden plot", "A class by neighbours", "A letter without jargon", "A fund for bus fares", "A visit at home",
    "A desk without forms",
)  # fmt: skip
_TASK = (
    "Ask who has a key to the hall", "Ring people the day before", "Test two letters", "Find three drivers",
    "Make a list of phone numbers", "Print the dates in large letters", "Count how many come", "Book a room",
    "Show the plan to those who were not here", "Try a quiet hour", "Write down what a first visit costs",
    "Invite the night team", "Put up a board for offers", "Look for a better time", "Ask for a ramp",
    "Write the first page", "Plan the shared meal", "Find out about fares", "Collect questions",
    "Draw a map of the way",
)  # fmt: skip
_KNOWN = (
    "Three people used it", "It is on the wall", "Everyone knows of it", "We have a date", "Twelve people came",
    "Everyone has a list", "We have tried it", "Somebody new came", "Nobody waits any more", "It is paid for",
    "People say that it helps", "It is in the calendar",
)  # fmt: skip
_BY_THEN = (
    "by the next meeting", "after six weeks", "by the spring", "by the end of the month", "in a month",
    "by then", "by Easter", "when we look again", "by the first Monday", "before the holidays", "by the summer",
)  # fmt: skip
_MATTER = (
    "The time of day", "Who speaks first", "How long it takes", "The noise in the hall", "The words we use",
    "What is written down", "How we sit", "Who holds the pen", "How questions are asked", "Whether there is tea",
    "What happens with what we say", "How many talk at once",
)  # fmt: skip
_MATTER_WHEN = (
    "in large groups", "when we disagree", "for people who are new", "in the evening", "after a long day",
    "at the tables",
    "when it gets late", "for who reads slowly", "when somebody leaves", "on the phone", "in other languages",
    "for quiet people",
)  # fmt: skip
_QUESTION = (
    "What helps you to come", "What do you take home", "Who is missing", "What should we keep", "What was new for you",
    "What would you change", "What made you smile", "What do you want to know",
)  # fmt: skip
_QUESTION_WHEN = (
    "today?",
    "this week?",
    "in this group?",
    "this month?",
    "in this room?",
    "this winter?",
    "right now?",
)
_RULE = (
    "let people finish", "ask before we help", "say it in plain words", "keep what we hear in this room",
    "stop when the time is over", "say what we do not know", "take a break when somebody asks",
    "write down what we agree", "begin with who spoke least", "say when we change our mind",
    "read aloud what we decide", "put phones away",
)  # fmt: skip
_RULE_WHEN = (
    "in every meeting", "also when it is late", "also when we disagree", "from today on", "at every table", "each time",
    "whoever it is", "and say so if it slips", "until we change it", "as well as we can", "also on the phone",
    "without being asked",
)  # fmt: skip
_WORRY = (
    "It is too far", "It is too late in the day", "It costs too much", "Nobody has the key", "It needs a ramp",
    "It must not replace the visits", "Nobody asked", "It is not clear who answers", "The bus does not go then",
    "It may stop after a month", "It is too loud", "There is no form in other languages",
)  # fmt: skip
_THANKS = (
    "Thank you for the lifts", "Thank you for the tea", "Thank you for asking", "Thank you for staying so late",
    "Thank you for the plain words", "Thank you for waiting", "Thank you for the honest answer", "Thanks for the key",
    "Thank you for reading aloud", "Thank you for the soup", "Thanks for ringing", "Thank you for writing it all down",
)  # fmt: skip
_DONE = (
    "We asked", "We wrote to", "We met", "We cooked with", "We found a room for", "We listened to", "We paid fares for",
    "We rang", "We wrote new letters for", "We planned with", "We found drivers for", "We tried it with",
)  # fmt: skip
_FEEL = (
    "curious", "calm", "hopeful", "a bit tired", "glad", "patient", "ready", "careful", "surprised", "awake", "proud",
    "unsure", "warm", "quiet", "thankful", "thoughtful", "relieved", "busy", "brave", "rested",
)  # fmt: skip
_LINE = (
    "I like to listen first", "I need a break after an hour", "I bring a question", "I want to hear the others",
    "I would like it quiet", "I read slowly", "I like to know how long it takes", "I come for the company",
    "I want to see something change", "I can help with the tea", "I like it best at one table",
    "I write better than I talk", "I would like to meet somebody new", "I need to know who decides",
)  # fmt: skip
_LINE_WHEN = (
    "today", "as always", "this time", "in a large group", "before I say much", "when I am tired", "and I say so",
    "if that is all right", "these days", "even if it is late", "more than last year", "to be honest", "at first",
)  # fmt: skip
_TOPIC = (
    "lifts", "letters", "keys", "rooms", "visits", "dates", "meals", "fares", "phones", "papers", "tools", "languages",
    "children", "evenings", "breaks", "money", "parks", "buses", "doors", "words",
)  # fmt: skip
_FOR = tuple(f"for {who}" for who in _WHO)
_SENTENCES: dict[str, tuple[tuple[str, ...], ...]] = {
    "name": SIGNED,
    "feeling": (_FEEL, tuple(f"and {word}" for word in _FEEL)),
    "line": (_LINE, _LINE_WHEN),
    "topic": (tuple(word.capitalize() for word in _TOPIC), tuple(f"and {word}" for word in _TOPIC)),
    "need": (tuple(who[0].upper() + who[1:] for who in _WHO), _NEED, _WHEN),
    "idea": (_IDEA, _FOR, _WHEN),
    "task": (_TASK, _BY),
    "known": (_KNOWN, _BY_THEN),
    "matter": (_MATTER, _MATTER_WHEN),
    "question": (_QUESTION, _QUESTION_WHEN),
    "rule": (tuple(f"We {rule}" for rule in _RULE), _RULE_WHEN),
    "worry": (_WORRY, _FOR, _WHEN),
    "thanks": (_THANKS, _FOR, _WHEN),
    "done": (_DONE, _WHO, _WHEN),
}
"""What a sentence of each kind is put together from; a piece of each."""
_ASKED = {
    "question": ("own question",),
    "thanks": ("thank",),
    "done": ("milestone", "get done", "got done", "what was done"),
    "matter": ("helps you speak",),
    "rule": ("we treat each other", "remind", "slips", "rule"),
    "worry": ("would it take", "would need to change", "concern", "objection", "worr", "speaks against", "harm"),
    "task": ("step", "verb", "action", "would see people do", "people would", "pledge", "will do"),
    "idea": ("how might we", "idea", "what if", "help most", "proposal", "new words", "share"),
    "line": ("check-in", "check-out"),
}
"""Words of a question, and which sentences answer it; the first that is found."""
_NAMED = {"who": "name", "name": "name", "person": "name", "holder": "name", "helpers": "name", "how": "known",
          "first": "task", "task": "task", "idea": "idea"}  # fmt: skip
"""What stands in a field that is called so."""
LONG = 60
"""Characters that a sentence needs; below it a few words have to do."""
SHORT = ("name", "question")
TRIES = 30


@dataclass
class Writing:
    """Makes up texts; `about` gives what the parser of pages asks for."""

    used: list[str] = field(default_factory=list)

    def about(self, control: Control, page: str = "") -> Write:
        """What fills in the fields of a control, one after the other; `page` is what stands above it."""
        fields = [each for each in control.fields if each.kind in WRITTEN]
        kinds = iter([_kind(each, (each.label, control.name, page[:300], control.row[:200])) for each in fields])
        return lambda random, limit: self.write(random, limit, next(kinds, "need"))

    def write(self, random: Random, limit: int, kind: str = "need") -> str:
        """A text that nobody wrote before, nor a part of one, of at most `limit` characters."""
        text = _text(random, limit, kind)
        for number in range(1, 1000):
            if len(text) <= limit and not any(text in other or other in text for other in self.used):
                break
            text = f"{number:03} {_text(random, limit, kind)}" if number > TRIES else _text(random, limit, kind)
        self.used.append(text[:limit])
        return text[:limit]


def _kind(field: Field, asked: Sequence[str]) -> str:
    """What is written in a field: its name says it, or the nearest words that are known."""
    name = next((part for part in reversed(field.name.split(".")) if part in _NAMED), "")
    found = [
        kind for words in asked for kind, signs in _ASKED.items() if any(sign in words.casefold() for sign in signs)
    ]
    return _NAMED.get(name) or next(iter(found), "need")


def _text(random: Random, limit: int, kind: str) -> str:
    if limit < LONG and kind not in SHORT:
        kind = "feeling" if kind == "line" else "topic"
    return " ".join(random.choice(piece) for piece in _SENTENCES[kind])


def name(place: int) -> str:
    """What person number `place` (from 0) is called."""
    again, number = divmod(place, len(NAMES))
    return f"{NAMES[number]} {again + 1}" if again else NAMES[number]
