"""How many pairs and tables there are, counted again for a rehearsal, and whether each idea names its own group."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from facilitator.i18n import _
from facilitator.report.model import Cell, Facts, Quotes, Section


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Pairs and tables as the people who were here make them, and the group of each idea that a person sent."""
    label = str(_("Small groups"))
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    said = [int(n) for n in re.findall(r"\d+", facts.get(label, ""))]
    known = sizes(books)
    if known is not None:
        yield from ((label, each, count) for each, count in zip([*said, 0, 0][:2], known, strict=True))
    pages = {card.text: card.page for card in books.cards.of(books.step) if card.page and not card.gone}
    for quote in (quote for block in section.blocks if isinstance(block, Quotes) for quote in block.quotes):
        if quote.text in pages:
            yield quote.text, quote.label, quote.label if quote.label in pages[quote.text] else "another group"


def sizes(books: Any) -> tuple[int, int] | None:
    """How many pairs and tables were made of the people who were here; None where some came or went in between.

    Two make a pair, of odd people the last three; two pairs make a table, of odd pairs the first three; one table is
    none. Where people stay as seated, each table has its own pairs. Who comes late changes no number of groups.
    """
    acts = [act for act in books.acts if act.step == books.step]
    made = next((at for at in range(len(acts) - 1, -1, -1) if acts[at].action == "make_groups"), None)
    if made is None or any(act.action in ("leave", "come_back") for act in acts):
        return None
    here = acts[made].here
    if here < 2:
        return None
    if books.settings[books.step].mix != "as seated":
        pairs = here // 2
        return pairs, pairs // 2 if pairs > 3 else 0
    said: dict[str, str] = {}
    for act in acts[:made]:
        if act.action == "say_for_mix":
            said[act.who] = act.given["option"]
        elif act.action == "pass":
            said.pop(act.who, None)
    tables = Counter(said.values())
    alone = [name for name, n in tables.items() if n == 1]
    for name in alone:
        del tables[name]
    for _person in range(here - tables.total()):
        tables[min(tables, key=lambda name: (tables[name], name)) if tables else "A"] += 1
    return sum(n // 2 for n in tables.values()), len(tables) if len(tables) > 1 else 0
