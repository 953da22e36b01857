"""Counts thanks and milestones again for a rehearsal: which cards may be shown, from what each person chose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from activities.appreciation.milestones import ALSO, CALLED
from activities.appreciation.thanks import KINDS
from facilitator.report.model import Cell, Quotes, Section, Table

Figure = tuple[str, Cell, Cell]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """How many milestones people added themselves; and of each kind, as the sentence below says, and as rows stand."""
    table = next((block for block in section.blocks if isinstance(block, Table) and block.id == "milestones"), None)
    also = str(CALLED[ALSO])
    rows = [str(row[1]) if row[1:] else also for row in table.rows] if table else []
    acts = [act for act in books.acts if not act.who and act.step == books.step]
    own = [f"s{at}" for at, _text in enumerate(books.settings[books.step].milestones)]
    own += [f"a{at}" for at, _act in enumerate(act for act in acts if act.action == "add_milestone")]
    out: set[str] = set()
    for act in acts:
        if act.action == "leave_out":
            (out.add if act.given["on"] == "1" else out.discard)(act.given["entry"])
    yield also, rows.count(also), len({*own} - out)
    told = [int(n) for n in re.findall(r"\d+", table.note)] if table else []
    counts = {str(words): rows.count(str(words)) for words in CALLED.values() if table and table.note}
    there = {kind: n for kind, n in counts.items() if n}
    for (kind, known), said in zip(there.items(), [*told, *([0] * len(there))], strict=False):
        yield kind, said, known


def stands(section: Section, cards: Sequence[Any], books: Any) -> list[tuple[str, None]]:
    """Every card to no person, and each to a person who chose to show it as it reads now.

    What the books cannot know, they take from the record: which card has the number that the facilitator hid, and to
    whom a card is whose person chose on paper, for all of theirs.
    """
    quoted = {quote.text for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes}
    there = [card for card in cards if card.stands]
    acts = [act for act in books.acts if there and act.step == there[0].place[0]]
    chosen = _chosen(acts)
    sure = [card for card in there if _may(card, chosen)]
    hidden = {act.given["card"] for act in acts if (act.action, act.phase) == ("hide", "read")}
    gone = [card for card in sure if card.text not in quoted][: len(hidden)]
    paper = any(act.given.get("every") == "show" for act in acts)
    open_ = [card for card in there if paper and not _may(card, chosen) and id(card) not in chosen]
    told = [card for card in sure if card not in gone] + [card for card in open_ if card.text in quoted]
    return [(card.text, None) for card in told]


def _may(card: Any, chosen: Mapping[int, str]) -> bool:
    return bool(card.column < len(KINDS) or chosen.get(id(card)) == card.text)


def _chosen(acts: Sequence[Any]) -> dict[int, str]:
    """The words that a person said yes to, by card; empty for a no."""
    found: dict[int, str] = {}
    mine: dict[str, set[int]] = {}
    for act in acts:
        if act.action == "choose_mine":
            for card, choice in zip(
                act.cards, [v for k, v in act.given.items() if k.startswith("mine.")], strict=False
            ):
                found[id(card)] = card.text if choice == "show" else ""
                mine.setdefault(act.who, set()).add(id(card))
        elif act.action == "pass" and act.phase == "check":
            for card in mine.get(act.who, ()):
                found.pop(card, None)
        elif act.action == "show_mine" and act.cards:
            found[id(act.cards[0])] = act.cards[0].text if act.given["on"] == "1" else ""
    return found
