"""Takes a card out of the record with the code that its writer got, also long after the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from facilitator.activity import Refused
from facilitator.i18n import _
from facilitator.report.model import SECTION, Quote, Quotes, Section
from facilitator.seats import withdrawal_mark
from facilitator.session.action import action
from facilitator.session.session import Session

NOT_WORDS = frozenset({"block", "kind", "sign", "activity", "id", "ledger", "op", "entry", "code", "until"})
"""Fields of a section that only programs read; a card may happen to say the same."""


@action(by="facilitator", any_time=True, after_the_end=True)
def withdraw(session: Session, code: Annotated[str, Field(max_length=20)]) -> None:
    """Remove the card with this code from every file of the session. Copies that were handed out stay."""
    mark = withdrawal_mark(code)
    holding = [step for step, section in session.sections.items() if any(q.code == mark for q in _quotes(section))]
    if not holding:
        raise Refused(_("No card has this code. Check its six signs."))
    for step in holding:
        session.sections[step] = without(session.sections[step], mark)
    session.keep(forget=True)


def without(section: Section, mark: str) -> Section:
    """The section without the card whose code hashes to `mark`; what was named by its words says so no more."""
    gone = {quote.text for quote in _quotes(section) if quote.code == mark}
    blocks = tuple(
        replace(block, quotes=tuple(quote for quote in block.quotes if quote.code != mark))
        if isinstance(block, Quotes)
        else block
        for block in section.blocks
    )
    kept = {quote.text for block in blocks if isinstance(block, Quotes) for quote in block.quotes}
    plain = SECTION.dump_python(replace(section, blocks=blocks), mode="json")
    return SECTION.validate_python(_reworded(plain, dict.fromkeys(gone - kept, str(_("A card that was taken back")))))


def _quotes(section: Section) -> list[Quote]:
    return [quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes]


def _reworded(data: Any, words: Mapping[str, str]) -> Any:
    if isinstance(data, str):
        return words.get(data, data)
    if isinstance(data, Mapping):
        return {name: value if name in NOT_WORDS else _reworded(value, words) for name, value in data.items()}
    return [_reworded(value, words) for value in data] if isinstance(data, list | tuple) else data
