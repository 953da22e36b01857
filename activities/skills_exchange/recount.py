"""Counts again for a rehearsal: ideas and confidence from what each person did, and what follows from the lists.

Who adds a card at the market may copy the words of another, and its id stands on pages only. So how many cards have the
same words, and which pairs agreed, the books take from the record; percent, hours and totals follow from its lists.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from facilitator.report.model import Cell, Facts, Quotes, Section, Table

Figure = tuple[str, Cell, Cell]
ADDS = frozenset({"help_with", "would_like", "meet", "add_card"})


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Requests and their share, hours, ideas by gap, and how confident people feel."""
    blocks = {block.id: block for block in section.blocks if isinstance(block, Table)}
    piles = [block.quotes for block in section.blocks if isinstance(block, Quotes)]
    facts = [words for block in section.blocks if isinstance(block, Facts) for _label, words in block.rows]
    numbers = [[int(n) for n in re.findall(r"\d+", words)] for words in facts]
    matches = blocks["matches"].rows if "matches" in blocks else ()
    if len(piles) > 1 and piles[1]:
        met, total, percent = numbers[0]
        yield facts[0], total, len(piles[1])
        yield facts[0], percent, (200 * met + total) // (2 * total)
        yield facts[0], met > 0, bool(matches)
    if facts[3:] and len(numbers[3]) == 1:
        yield facts[3], numbers[3][0], sum(int(str(row[3])) for row in matches)
    ideas = _ideas(books)
    rows = blocks["ideas"].rows if "ideas" in blocks else ()
    yield "ideas", len(rows), len(ideas)
    yield "ideas with somebody", sum(bool(row[3]) for row in rows), sum(map(bool, ideas.values()))
    for row in blocks["gaps"].rows if "gaps" in blocks else ():
        yield str(row[0]), row[2], sum(each[0] == row[0] for each in rows)
    for block in blocks.values():
        word, _dash, number = block.id.partition("-")
        asked = [each for each in rounds.values() if each.phase == "confident"]
        if word == "confident" and number.isdigit() and 0 < int(number) <= len(asked):
            given = [sheet.points.get("one") for sheet in asked[int(number) - 1].sheets.values()]
            for label, point, n in block.rows:
                yield str(label), n, given.count("aside" if point is None else str(point))


def stands(section: Section, cards: Sequence[Any], books: Any) -> list[tuple[str, None]]:
    """Every card that was shown and still stands; where cards were added, as many with its words as the record has."""
    if not cards:
        return []
    quoted = Counter(quote.text for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes)
    known = Counter(card.text for card in cards if card.stands)
    if any(act.step == cards[0].place[0] and act.action in ADDS for act in books.acts):
        known = Counter({text: max(known[text], quoted[text]) for text in {card.text for card in cards}})
    return [(text, None) for text in known.elements()]


def _ideas(books: Any) -> dict[str, str]:
    """The ideas that stand, with who does each, by their ids."""
    made: dict[str, tuple[str, str]] = {}
    n = 0
    for act in books.acts:
        if act.step != books.step:
            continue
        idea = act.given.get("idea") or act.given.get("which", "")
        if act.action == "suggest_idea":
            n += 1
            made[f"i{n}"] = act.who, act.who if act.given.get("who", "").strip() else ""
        elif act.action == "do_idea" and idea in made:
            made[idea] = made[idea][0], act.who
        elif act.action == "drop_idea" and act.given["which"] in made:
            whose, doer = made[act.given["which"]]
            if doer == act.who:
                made[act.given["which"]] = whose, ""
            else:
                del made[act.given["which"]]
    return {id: doer for id, (_whose, doer) in made.items()}
