"""Counts every figure of needs again for a rehearsal, slowly and from nothing but what each person posted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from facilitator.counting import signed
from facilitator.i18n import _
from facilitator.rehearsal.perspectives import K, buckets
from facilitator.report.model import BY_PERSPECTIVE, Cell, Facts, Section, Table

Figure = tuple[str, Cell, Cell]
Pairs = dict[str, tuple[int, int]]


def figures(section: Section, rounds: Mapping[int, Any], books: Any) -> Iterator[Figure]:
    """Every figure of the tables of a section. `rounds` hold what people posted, `books` their perspectives."""
    tables = {block.id: block for block in section.blocks if isinstance(block, Table)}
    facts = dict(row for block in section.blocks if isinstance(block, Facts) for row in block.rows)
    shown = {number: each for number, each in rounds.items() if each.revealed and f"round-{number}-scores" in tables}
    everyone = {who for each in shown.values() for who, sheet in each.sheets.items() if sheet.points}
    together = buckets(everyone, books)
    for number, each in shown.items():
        said = {who: sheet.points for who, sheet in each.sheets.items()}
        needs = list(dict.fromkeys(cell.rpartition(".")[0] for cell in each.asked))
        order = _order([_pairs(said, need) for need in needs])
        ranked = [needs[at] for at in order]
        yield from _scores(tables[f"round-{number}-scores"], ranked, said)
        yield from _answers(tables[f"round-{number}-answers"], ranked, said)
        parts = tables.get(f"round-{number}{BY_PERSPECTIVE}")
        if parts is not None or _any_split(ranked, said, together, books):
            yield from _parts(parts, ranked, said, together, books)
            split = _split(ranked, said, together, books)
            seen = _seen(tables[f"round-{number}-scores"], parts, ranked, said, split, _labels(together), facts)
            yield from [*seen][: None if number == max(shown) else -1]  # its note is that of the last round


def _pairs(said: Mapping[str, Mapping[str, str]], need: str, who: Sequence[str] | None = None) -> Pairs:
    """What those said who gave both numbers; of everyone, or of some people."""
    found = {}
    for person, points in said.items():
        a, b = points.get(f"{need}.important", ""), points.get(f"{need}.met", "")
        if a.isdigit() and b.isdigit() and (who is None or person in who):
            found[person] = (int(a), int(b))
    return found


def _score(pairs: Pairs) -> Fraction | None:
    n = len(pairs)
    if n < K:
        return None
    important, gap = (Fraction(sum(each), n) for each in zip(*((a, a - b) for a, b in pairs.values()), strict=True))
    return important * gap


def _order(needs: Sequence[Pairs]) -> list[int]:
    """The places in which needs stand: the best score first, those without one last."""
    left = list(range(len(needs)))
    found: list[int] = []
    while left:
        scores = [(score, -at) for at in left if (score := _score(needs[at])) is not None]
        at = -max(scores)[1] if scores else left[0]
        found.append(at)
        left.remove(at)
    return found


def _scores(table: Table, ranked: Sequence[str], said: Mapping[str, Mapping[str, str]]) -> Iterator[Figure]:
    all_scores = [_score(_pairs(said, need)) for need in ranked]
    for (place, words, *shown, n, unsaid), need, score in zip(table.rows, ranked, all_scores, strict=True):
        pairs, label = _pairs(said, need), str(words)
        aside = sum("aside" in (each.get(f"{need}.important"), each.get(f"{need}.met")) for each in said.values())
        yield label, n, len(pairs)
        yield label, unsaid, aside
        yield label, place, _place(score, all_scores)
        means: list[Fraction | None] = [None] * 3
        if score is not None:
            important, met = (Fraction(sum(pair[at] for pair in pairs.values()), len(pairs)) for at in (0, 1))
            means = [important, met, important - met]
        for cell, known in zip(shown, [score, *means], strict=True):
            yield label, *_near(cell, known)


def _answers(table: Table, ranked: Sequence[str], said: Mapping[str, Mapping[str, str]]) -> Iterator[Figure]:
    for (words, *row), need in zip(table.rows, ranked, strict=True):
        pairs = _pairs(said, need)
        for at, cell in enumerate(row[:10]):
            n = sum(pair[at // 5] == at % 5 + 1 for pair in pairs.values())
            yield str(words), cell, None if len(pairs) < K else n


def _parts(
    table: Table | None, ranked: Sequence[str], said: Mapping[str, Mapping[str, str]],
    together: Sequence[Sequence[str]], books: Any,
) -> Iterator[Figure]:  # fmt: skip
    split = _split(ranked, said, together, books)
    if table is None or not together:
        yield "by perspective", None if table is None else len(table.rows), None
        return
    for label, column in zip(_labels(together), table.columns[1::5], strict=False):
        yield "by perspective", re.sub(r"^\D*\d+: ", "", column.title), label
    for at, (words, *row, _hidden) in enumerate(table.rows):
        for bucket in range(len(together)):
            told, place, score, mean, n = row[5 * bucket : 5 * bucket + 5]
            scores = [_score(parts[bucket]) if parts else None for parts in split]
            yield str(words), n, len(split[at][bucket]) if split[at] else None
            yield str(words), place, _place(scores[at], scores)
            yield str(words), *_near(score, scores[at])
            known = (
                _("Place {n}, score {score}", n=_place(scores[at], scores), score=signed(str(score))) if score else ""
            )
            yield str(words), told, str(known) if split[at] else None
            yield str(words), *_near(mean, _important(split[at][bucket]) if split[at] else None)


def _seen(
    scores: Table, parts: Table | None, ranked: Sequence[str], said: Mapping[str, Mapping[str, str]],
    split: Sequence[Sequence[Pairs]], labels: Sequence[str], facts: Mapping[str, str],
) -> Iterator[Figure]:  # fmt: skip
    """For whom each need is a hidden priority, and which needs are seen differently."""
    flag = Fraction(re.findall(r"\d+(?:\.\d+)?", facts[str(_("Seen differently"))])[0])
    top = int(re.findall(r"\d+", facts[str(_("Hidden priority"))])[0])
    room = [_score(_pairs(said, need)) for need in ranked]
    apart = []
    for at, (words, *_row, hidden) in enumerate(parts.rows if parts is not None else ()):
        there = [
            label for bucket, label in enumerate(labels)
            if split[at] and (place := _place(_score(split[at][bucket]), [_score(each[bucket]) if each else None
                                                                          for each in split])) and place <= top
        ]  # fmt: skip
        yield str(words), hidden, ", ".join(there) if (_place(room[at], room) or 0) > top else ""
        means = [_important(pairs) or Fraction(0) for pairs in split[at]]
        if means and max(means) - min(means) >= flag:
            apart.append(str(words))
    told = str(_("Seen differently: {needs}", needs="; ".join(apart))) if apart else ""
    yield str(scores.title), scores.note, told


def _split(
    ranked: Sequence[str], said: Mapping[str, Mapping[str, str]], together: Sequence[Sequence[str]], books: Any
) -> list[list[Pairs]]:
    """What each bucket said of each need; nothing of a need where one of them has too few."""
    found = [[_pairs(said, need, _in(said, bucket, books)) for bucket in together] for need in ranked]
    return [[] if any(len(pairs) < K for pairs in each) else each for each in found]


def _labels(together: Sequence[Sequence[str]]) -> list[str]:
    one = [each[0] or str(_("Rather not say")) for each in together]
    return [str(_("Everyone else")) if len(each) > 1 else one[at] for at, each in enumerate(together)]


def _important(pairs: Pairs) -> Fraction | None:
    return Fraction(sum(a for a, _b in pairs.values()), len(pairs)) if pairs else None


def _place(score: Fraction | None, scores: Sequence[Fraction | None]) -> int | None:
    return None if score is None else 1 + sum(each is not None and each > score for each in scores)


def _near(cell: Cell, known: Fraction | None) -> tuple[Cell, Cell]:
    """A decimal as it is written, beside the same with as many digits."""
    if cell is None or known is None:
        return cell, None if known is None else str(known)
    digits = len(str(cell).partition(".")[2])
    steps = abs(known) * 10**digits + Fraction(1, 2)
    whole, rest = divmod(int(steps), 10**digits)
    return cell, f"{'-' if known < 0 and int(steps) else ''}{whole}.{rest:0{digits}d}"


def _in(said: Mapping[str, Any], bucket: Sequence[str], books: Any) -> list[str]:
    return [who for who in said if books.views.get(who, "") in bucket]


def _any_split(ranked: Sequence[str], said: Mapping[str, Any], together: Sequence[Sequence[str]], books: Any) -> bool:
    return bool(together) and any(
        all(len(_pairs(said, need, _in(said, bucket, books))) >= K for bucket in together) for need in ranked
    )
