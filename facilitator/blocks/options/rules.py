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


@dataclass(frozen=True)
class Detail:
    """One more thing that is said of every option before people answer, such as what it costs."""

    id: str
    title: Words
    number: bool = False
    """Whether it is a whole number, such as an amount of money."""
    limit: int = 60
    """Most characters of a text."""
    most: int = 1_000_000
    """Largest number."""
    needed: bool = False
    """Whether nobody can answer before it is said of every option."""

    def check(self, text: str) -> None:
        """Refuse what cannot be said."""
        if is_blank(text):
            raise Refused(_("This is empty. Write a few words."))
        if self.number and not (text.isascii() and text.isdigit() and int(text) <= self.most):
            raise Refused(_("Write a whole number, from 0 to {most}.", most=self.most))
        if len(text) > self.limit:
            raise Refused(_("This text is too long. Please use at most {n} characters.", n=self.limit))


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
    details: dict[str, dict[str, str]] = field(default_factory=dict)
    """What else is said of an option, by the id of the detail."""

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

    def add(self, text: str, said: Mapping[str, str] = {}, details: Iterable[Detail] = ()) -> None:
        """One more option, with what is `said` of it. Refused when it is empty or there already."""
        self._check_text(text)
        known = self._known(said, details)
        self.made += 1
        self.texts[f"o{self.made}"] = text
        if known:
            self.details[f"o{self.made}"] = known

    def reword(self, option: str, text: str) -> None:
        """Say an option differently."""
        self.check(option)
        self._check_text(text, option)
        self.texts[option] = text

    def drop(self, option: str) -> None:
        """Take an option off the list."""
        self.check(option)
        del self.texts[option]
        self.details.pop(option, None)
        for asked in self.asks.values():
            if option in asked:
                asked.remove(option)

    def say(self, option: str, said: Mapping[str, str], details: Iterable[Detail]) -> None:
        """Say more of an option, by the ids of `details`; what is not said now stays as it was said before."""
        self.check(option)
        known = self._known(said, details)
        if not known:
            raise Refused(_("Nothing is written yet. Fill in a field first."))
        self.details.setdefault(option, {}).update(known)

    def missing(self, details: Iterable[Detail]) -> Words:
        """Which of these is needed and not said yet of an option, as a sentence; empty when all are."""
        for option, text in self.texts.items():
            for detail in details:
                if detail.needed and detail.id not in self.details.get(option, {}):
                    return _("“{title}” is still missing for “{text}”.", title=detail.title, text=text)
        return ""

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

    def _known(self, said: Mapping[str, str], details: Iterable[Detail]) -> dict[str, str]:
        known = {detail.id: detail for detail in details}
        if not known.keys() >= said.keys():
            raise Refused(_("Nothing is written yet. Fill in a field first."))
        for id, text in said.items():
            known[id].check(text)
        return dict(said)

    def _check_text(self, text: str, option: str = "") -> None:
        if is_blank(text):
            raise Refused(_("This option is empty. Write a few words."))
        if likeness(text) in (likeness(other) for id, other in self.texts.items() if id != option):
            raise Refused(_("This option is on the list already."))
