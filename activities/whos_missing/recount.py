"""Who is missing, counted again: of each group two means, their gap and who gave both; who lacks, and who invites.

The table of gaps does not say what has which id, so its figures are compared from the widest gap on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from activities.whos_missing.presets import AFFECTED, PRESENCE
from facilitator.counting import decimals, enough
from facilitator.i18n import Words, _
from facilitator.report.model import Cell, Paragraph, Section, Table
from facilitator.text import alphabetical


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """Each figure of each map, and what the books know of it."""
    for block in section.blocks:
        if isinstance(block, Table) and block.id.startswith("round-") and block.id.endswith("-map"):
            yield from gaps(block, rounds[int(block.id.split("-")[1])])
    acts = [act for act in books.acts if act.step == books.step]
    if any(isinstance(block, Table) and block.id.endswith("map") for block in section.blocks):
        cards = [card.beside for card in books.cards.of(books.step) if card.stands]
        yield from lacking(section, cards, acts, books.settings[books.step].called)
    whole = not any(card.shown and (card.gone or card.hidden) for card in books.cards.of(books.step))
    yield from invited(section, acts, whole)


def lacking(
    section: Section, cards: Sequence[Mapping[str, str]], acts: Iterable[Any], called: Mapping[str, Words]
) -> Iterator[tuple[str, Cell, Cell]]:
    """The categories that no card and nobody aloud named; and by map and cards those of which nobody is here."""
    ticked = {name for beside in cards for name in beside}
    ticked |= {name.removeprefix("fields.") for act in acts if act.action == "add_named" for name in act.given}
    missing = [str(words) for id, words in called.items() if f"groups.{id}" not in ticked]
    last = [block for block in section.blocks if isinstance(block, Table) and block.id.endswith("map")][-1]
    here = {str(words): {row[3] for row in last.rows if f", {words}, " in f", {row[1]}, "}
            | {str(PRESENCE[each["here"]]) for each in cards if f"groups.{id}" in each and "here" in each}
            for id, words in called.items()}  # fmt: skip
    away = [words for words, said in here.items() if said == {str(PRESENCE["no"])}]
    told = [block.words for block in section.blocks if isinstance(block, Paragraph)]
    for begins, names in ((_("No one yet from: {names}.", names=""), missing),
                          (_("Not here today: {names}.", names=""), away)):  # fmt: skip
        start = str(begins).removesuffix(".")
        said = [words[len(start) :] for words in told if words.startswith(start)]
        yield start.strip(), "".join(said), f"{'; '.join(names)}." if names else ""


def invited(section: Section, acts: Iterable[Any], whole: bool = True) -> Iterator[tuple[str, Cell, Cell]]:
    """Who invites by when, and every way to reach a group: the last that each person said and did not take back.

    Nobody is invited to a group whose cards were all taken back: if any was, not `whole`, the record may say less.
    """
    made: dict[tuple[str, str], str] = {}
    ways: dict[str, dict[str, str]] = {}
    for act in acts:
        item, who, how = (act.given.get(name, "").strip() for name in ("item", "who", "how"))
        if act.action == "hand_back":
            del made[act.given["whom"], act.who]
        elif act.action == "invite" or (act.action == "reach" and who):
            made[item, act.who] = f"{who} {act.given['by']}"
            ways.setdefault(item, {}).update({act.who: how} if how else {})
        elif act.action in ("suggest_way", "reach"):
            ways.setdefault(item, {}).pop(act.who, None)
            ways[item].update({act.who: how} if how else {})
    tables = [block for block in section.blocks if isinstance(block, Table) and block.id == "invitations"]
    said = [f"{who} {by}" for table in tables for _whom, who, by in table.rows]
    there = made.values() if whole else [each for each in made.values() if each in said]
    yield "invitations", "; ".join(sorted(said)), "; ".join(sorted(there))
    told = [
        str(row[1]) for block in section.blocks if isinstance(block, Table) and block.id == "ways" for row in block.rows
    ]
    known = ["; ".join(sorted({*each.values()}, key=alphabetical)) for each in ways.values() if each]
    found = known if whole else [each for each in known if each in told]
    yield "ways", "\n".join(sorted(told)), "\n".join(sorted(found))


def gaps(table: Table, round_: Any) -> Iterator[tuple[str, Cell, Cell]]:
    """What the table says and what is known, figure by figure; its numbers are followed by the count of pairs."""
    first = next(at for at, column in enumerate(table.columns) if column.kind == "number")
    asked = list(dict.fromkeys(cell.rpartition(".")[0] for cell in round_.asked))
    known = sorted((_counted(each, round_) for each in asked), key=_widest)
    columns = [decimals([each[at] for each in known]) for at in (0, 1, 2)]
    said = [row for row in table.rows if row[first + 3] is not None]
    figures = sorted(zip(*columns, [each[3] for each in known], strict=True))
    written = sorted((*(row[at] or "" for at in range(first, first + 3)), row[first + 3]) for row in said)
    for at in range(max(len(figures), len(written))):
        mine, theirs = (some[at] if at < len(some) else (None,) * 4 for some in (figures, written))
        for column, one, other in zip(table.columns[first : first + 4], theirs, mine, strict=True):
            yield column.title, one, other
    drawn = [at for at, column in enumerate(table.columns) if column.kind == "count"][-2 * len(AFFECTED.points) :]
    people = [str([row[at] for at in drawn]) for row in said if row[first] is not None]
    counted = [str(_points(pairs)) for each in asked if enough(len(pairs := _pairs(each, round_)))]
    yield table.title, "; ".join(sorted(people)), "; ".join(sorted(counted))
    widths = [each[2] for each in known if each[2] is not None]
    order = dict(zip(decimals(widths), widths, strict=True))
    shown = [order.get(str(row[first + 2])) for row in said if row[first + 2]]
    yield table.title, str(shown), str(sorted(shown, key=lambda gap: -(gap or 0)))


Counted = tuple[Fraction | None, Fraction | None, Fraction | None, int]


def _counted(item: str, round_: Any) -> Counted:
    """The two means, the gap, and the pairs of one thing, from what was sent."""
    pairs = _pairs(item, round_)
    if not enough(len(pairs)):
        return None, None, None, len(pairs)
    one, other = (Fraction(sum(pair[at] for pair in pairs), len(pairs)) for at in (0, 1))
    return one, other, one - other, len(pairs)


def _pairs(item: str, round_: Any) -> list[tuple[int, ...]]:
    """Both numbers of everyone who gave both."""
    cells = [cell for cell in round_.asked if cell.rpartition(".")[0] == item]
    both = [[sheet.points.get(cell, "") for cell in cells] for sheet in round_.sheets.values()]
    return [tuple(map(int, pair)) for pair in both if all(point.isdigit() for point in pair)]


def _points(pairs: Sequence[tuple[int, ...]]) -> list[int]:
    """How many gave each point, first how much it affects them."""
    return [[pair[at] for pair in pairs].count(point) for at in (0, 1) for point in AFFECTED.points]


def _widest(each: Counted) -> tuple[bool, Fraction]:
    return each[2] is None, -(each[2] or Fraction(0))
