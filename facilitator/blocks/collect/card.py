"""A card: a short text in a column, where it may go, and what is refused as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field

from facilitator.activity import Refused, Settings
from facilitator.blocks.collect.beside import Beside, Said, read
from facilitator.i18n import _, mark, ngettext
from facilitator.text import is_blank

LONGEST = 280
"""Code points of a card at most, whatever the setting."""

Reason = Literal["person", "harm", "test"]
"""Why a card is hidden: it names or identifies somebody, its words harm, or it was a test."""

ROOM, NOTES, OUTSIDE, NAMED = 1, 2, 3, 4
"""Permissions, strictest first: stays in this room; in our notes; may be shared outside; outside with the name."""
Level = Annotated[int, Field(ge=ROOM, le=NAMED)]
NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass
class Card:
    """What somebody wrote. Who did is not on it."""

    text: str
    column: str = ""
    permission: int = NOTES
    purpose: str = ""
    """What it may be shared for; only from permission 3 on."""
    name: str = ""
    """The name its writer gives; only at permission 4."""
    hidden: Reason | None = None
    suggested: str = ""
    """Other words that the facilitator suggests to its writer; empty when none, or when they were taken or left."""
    beside: Said = field(default_factory=dict)
    """What its writer chose in the fields beside it."""


@dataclass(frozen=True)
class Rules:
    """What a card may be: its `columns` (ids; none for one pile), the length of its text, how many `most` a person.

    Cards that tell a story carry `permissions`; all others are at level 2. What is said `beside` a card shows with it.
    """

    columns: tuple[str, ...] = ()
    limit: int = 140
    most: int | None = None
    permissions: bool = False
    beside: tuple[Beside, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= LONGEST or (self.most is not None and self.most < 1):
            raise ValueError(f"a card has 1 to {LONGEST} characters, and everyone may write one at least")

    def asking(self, columns: tuple[str, ...], beside: tuple[Beside, ...]) -> Self:
        """The same in these columns, with these fields beside the words."""
        if (columns, beside) == (self.columns, self.beside):
            return self
        return replace(self, columns=columns, beside=beside)

    def card(
        self, text: str, column: str = "", permission: int = ROOM, purpose: str = "", name: str = "",
        fields: Mapping[str, str] = NOTHING,
    ) -> Card:  # fmt: skip
        """A card with these words. Refused when it is empty, too long, in no column, or shared for no purpose."""
        words = self.words(text)
        self.check_column(column)
        said = read(self.beside, fields)
        if not self.permissions:
            return Card(words, column, beside=said)
        if permission >= OUTSIDE and is_blank(purpose):
            raise Refused(_("Say what it may be shared for. Or choose that it stays in our notes."))
        if permission == NAMED and is_blank(name):
            raise Refused(_("Write the name that may be shared. Or choose to share it without your name."))
        return Card(
            words, column, permission,
            purpose.strip() if permission >= OUTSIDE else "", name.strip() if permission == NAMED else "", beside=said,
        )  # fmt: skip

    def sheet(
        self, texts: Mapping[str, str], permission: int = ROOM, fields: Mapping[str, str] = NOTHING
    ) -> list[Card]:
        """All cards of a person, as on paper: one a line, by column. Refused when there is none, or when a line is.

        Where something is said beside them, each card has a field of its own: "1", "2", or "<column>.1".
        """
        lines = [(at, line) for at, text in texts.items() for line in text.split("\n") if not is_blank(line)]
        made = [self.card(line, self._column(at), min(permission, NOTES), fields=_of(at, fields)) for at, line in lines]
        if not made:
            raise Refused(_("This card is empty. Write a few words, or pass."))
        if self.most is not None and len(made) > self.most:
            raise Refused(ngettext("{n} card is the most.", "{n} cards are the most.", self.most))
        return made

    def words(self, text: str) -> str:
        """The text as it is kept. Refused when nothing can be read on it, or when it is too long."""
        if is_blank(text):
            raise Refused(_("This card is empty. Write a few words, or pass."))
        text = text.strip()
        if len(text) > self.limit:
            raise Refused(_("This text is too long. Please use at most {n} characters.", n=self.limit))
        return text

    def _column(self, at: str) -> str:
        """The column of a field on paper."""
        return at.rpartition(".")[0] if self.beside else at

    def check_column(self, column: str) -> None:
        """Refuse a column that does not exist."""
        if column not in (self.columns or ("",)):
            raise Refused(_("Choose a column for this card first."))


def _of(at: str, fields: Mapping[str, str]) -> dict[str, str]:
    """What was chosen beside one card of a sheet."""
    return {name.removeprefix(f"{at}."): value for name, value in fields.items() if name.startswith(f"{at}.")}


class CollectSettings(Settings):
    """What everyone who collects cards fixes before the first one."""

    limit: int = Field(140, title=mark("Most characters on a card"), ge=1, le=LONGEST)
    max_cards: int | None = Field(None, title=mark("Most cards for each person. Empty: as many as they like"), ge=1)
    permissions: bool = Field(False, title=mark("Stories: writers choose where each card may go"))

    def card_rules(self, *columns: str) -> Rules:
        """What a card in one of these columns (ids) may be."""
        return Rules(columns, self.limit, self.max_cards, self.permissions)
