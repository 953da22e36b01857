"""Options: a list that is made clear before anyone answers about it. Closed once the first round is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, Field

from facilitator.activity import Ctx, Key, Refused
from facilitator.i18n import Text, Words, _
from facilitator.text import is_blank, likeness

Option = Annotated[str, Field(min_length=1, max_length=120)]


def _all_different(options: list[str]) -> list[str]:
    """Refuse a list in which an option is blank, or says the same as an earlier one."""
    seen: dict[str, str] = {}
    for number, option in enumerate(options, 1):
        if is_blank(option):
            raise ValueError(str(_("Option {n} is empty. Write a few words, or leave it out.", n=number)))
        if likeness(option) in seen:
            raise ValueError(str(_("The option “{text}” is there twice. Leave one out.", text=option)))
        seen[likeness(option)] = option
    return options


OptionList = Annotated[list[Option], AfterValidator(_all_different)]
"""Options that can be told apart."""


class Listed(Protocol):
    """A block with things that people answer about: options, groups of cards, wordings."""

    def texts(self, s: Any, ctx: Ctx) -> Mapping[str, str]:
        """What each is called, by its id, in the order in which it was set up."""

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer about them yet, as a sentence that says what to do; empty when everyone can."""


Question = Literal["merged", "clear", "use"]
SURE: Mapping[Question, Text] = {
    "merged": _("Are similar options put together?"),
    "clear": _("Does everyone understand each option?"),
    "use": _("Does everyone know what this is used for?"),
}
"""What the facilitator asks the room before anyone answers."""


@dataclass
class Options:
    """Texts by id, in set-up order, and who would like which one explained."""

    texts: dict[str, str] = field(default_factory=dict)
    made: int = 0
    """How many were ever made; ids are never used twice."""
    asks: dict[Key, list[str]] = field(default_factory=dict)
    purpose: str = ""
    """What answers will be used for, as it was said in the room."""
    sure: list[Question] = field(default_factory=list)
    """What the room said yes to."""

    @classmethod
    def of(cls, words: Iterable[str]) -> Options:
        """Options from texts; of equal ones the first stays."""
        options, first = cls(), dict[str, str]()
        for text in words:
            first.setdefault(likeness(text), text)
        for text in first.values():
            options.add(text)
        return options

    def check(self, option: str) -> None:
        """Refuse an option that does not exist."""
        if option not in self.texts:
            raise Refused(_("This is not one of the options. Please load the page again."))

    def add(self, text: str) -> None:
        """One more option. Refused when it is empty or there already."""
        self._check_text(text)
        self.made += 1
        self.texts[f"o{self.made}"] = text

    def reword(self, option: str, text: str) -> None:
        """Say an option differently."""
        self.check(option)
        self._check_text(text, option)
        self.texts[option] = text

    def drop(self, option: str) -> None:
        """Take an option off the list."""
        self.check(option)
        del self.texts[option]
        for asked in self.asks.values():
            if option in asked:
                asked.remove(option)

    def ask(self, me: Key, option: str) -> None:
        """Somebody would like an option explained; again takes it back."""
        self.check(option)
        mine = self.asks.setdefault(me, [])
        if option in mine:
            mine.remove(option)
        else:
            mine.append(option)

    def asked(self, option: str) -> int:
        """How many people would like an option explained."""
        return sum(option in asked for asked in self.asks.values())

    def only(self, kept: Iterable[str]) -> None:
        """Keep some options, in their order."""
        wanted = set(kept)
        self.texts = {option: text for option, text in self.texts.items() if option in wanted}

    def unready(self, fewest: int, most: int) -> Words:
        """Why these options cannot be answered about yet; empty when they can."""
        if len(self.texts) < fewest:
            return _("This needs at least {n} options. Add some below.", n=fewest)
        if len(self.texts) > most:
            return _(
                "{n} options are too many to compare. Group them to {most} or fewer.", n=len(self.texts), most=most
            )
        return ""

    def _check_text(self, text: str, option: str = "") -> None:
        if is_blank(text):
            raise Refused(_("This option is empty. Write a few words."))
        if likeness(text) in (likeness(other) for id, other in self.texts.items() if id != option):
            raise Refused(_("This option is on the list already."))
