"""What was said to texts in exactly which words: what was asked once is not asked again before its words change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from facilitator.activity import Round
from facilitator.blocks.draft.rules import Drafted, Wording
from facilitator.blocks.rate.rules import Ratings


class Worded(Protocol):
    """What was said to a text in these words."""

    @property
    def wording(self) -> Wording:
        """The words that were asked about."""


SAID = TypeVar("SAID", bound=Worded)


@dataclass(frozen=True)
class Asked:
    """A round whose result was shown: the texts as they stood then, and what everyone said."""

    round: Round
    texts: Mapping[str, Drafted]
    ratings: Ratings

    def wording(self, text: str) -> Wording:
        """The words of a text (id) in that round."""
        return self.texts[text].wording(self.round.number)


@dataclass(frozen=True)
class Story(Generic[SAID]):
    """All rounds that were shown, each with what was said to the texts that it asked about."""

    rounds: tuple[tuple[Asked, dict[str, SAID]], ...] = ()

    def about(self, text: str, wording: Wording) -> SAID | None:
        """The last that was said about a text (id) in exactly these words; None when nobody was asked."""
        said = (told[text] for _asked, told in reversed(self.rounds) if text in told)
        return next((told for told in said if same(told.wording, wording)), None)

    def now(self, texts: Mapping[str, Drafted]) -> dict[str, SAID | None]:
        """What was said to every text in its present words."""
        return {id: self.about(id, text.wordings[-1]) for id, text in texts.items()}

    def unasked(self, texts: Mapping[str, Drafted]) -> list[str]:
        """The texts (ids) that nobody was asked about in their present words, in their order."""
        return [id for id, said in self.now(texts).items() if said is None]

    @property
    def before(self) -> list[tuple[int, dict[str, SAID]]]:
        """Of every round (number) but the last, what was said to the texts (ids) that were asked about again later."""
        found = []
        for at, (asked, said) in enumerate(self.rounds[:-1], 1):
            later = {id for _asked, told in self.rounds[at:] for id in told}
            found.append((asked.round.number, {id: told for id, told in said.items() if id in later}))
        return found

    @property
    def last(self) -> dict[str, SAID]:
        """The last that was said to every text (id), in whatever words."""
        return {id: told for _asked, said in self.rounds for id, told in said.items()}


def same(one: Wording, other: Wording) -> bool:
    """Whether all fields of two wordings say the same."""
    return (one.text, one.more) == (other.text, other.more)


def story(rounds: Sequence[Asked], tell: Callable[[Asked, str], SAID]) -> Story[SAID]:
    """The shown `rounds`, oldest first; `tell` counts what one of them says to a text (id)."""
    told: Story[SAID] = Story()
    for each in rounds:
        stood = [id for id in each.texts if each.wording(id).text]
        asked = [id for id in stood if told.about(id, each.wording(id)) is None]
        told = Story((*told.rounds, (each, {id: tell(each, id) for id in asked})))
    return told
