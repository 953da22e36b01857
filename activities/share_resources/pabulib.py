"""Pabulib files (`.pb`): an election as researchers and councils read it; its votes do not say who cast them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from activities.share_resources.equal_shares import Election, equal_shares, most_votes
from facilitator import counting
from facilitator.i18n import Words, _

PARTS = ("META", "PROJECTS", "VOTES")
MOST_PROJECTS, LETTERS = 60, 100
"""How many projects a room can vote on, and how much of their names is kept."""


def written(election: Election, names: Mapping[str, str], title: str, funded: Collection[str] = ()) -> str:
    """An election as the text of a file. Votes are numbered in the order of what they say, not of who gave them.

    Of a few people no vote is written: it would tell who gave it.
    """
    votes = sorted(",".join(p for p in election.costs if p in election.ballots[key]) for key in election.voters)
    votes = votes if counting.enough(len(votes)) else []
    meta = {
        "description": title, "num_projects": len(election.costs), "num_votes": len(votes), "budget": election.budget,
        "vote_type": "approval", "rule": "equalshares", "unit": election.unit,
    }  # fmt: skip
    lines = [["META"], ["key", "value"], *([key, str(value)] for key, value in meta.items())]
    lines += [["PROJECTS"], ["project_id", "cost", "votes", "name", "selected"]]
    for each, cost in election.costs.items():
        count = len(election.supporters.get(each, ()))
        lines.append([each, str(cost), str(count), _harmless(names[each]), str(int(each in funded))])
    lines += [["VOTES"], ["voter_id", "vote"], *([str(n), vote] for n, vote in enumerate(votes, 1))]
    return "".join(";".join(map(_quoted, line)) + "\n" for line in lines)


def read(text: str) -> tuple[Election, dict[str, str]]:
    """The election in the text of a file, and what its projects are called; the lot is the order of the file.

    Only approval votes can be counted. A ValueError says what is wrong, and in which line.
    """
    parts = {part: [*_rows(text, part)] for part in PARTS}
    meta = {row.cells["key"]: row for row in parts["META"] if row.cells.keys() >= {"key", "value"}}
    kind = meta["vote_type"].cells["value"] if "vote_type" in meta else "approval"
    if kind != "approval":
        raise meta["vote_type"].wrong(_("Only files with approval votes can be read, and this one has “{kind}”.",
                                        kind=kind))  # fmt: skip
    if "budget" not in meta:
        raise ValueError(str(_("The part META says no budget.")))
    budget = meta["budget"].whole("value")
    unit = meta["unit"].whole("value") if "unit" in meta else 1
    costs, names = dict[str, int](), dict[str, str]()
    for row in parts["PROJECTS"]:
        id, cost = row.cells.get("project_id", ""), row.whole("cost")
        if not id or id in costs:
            raise row.wrong(_("A project has no id, or one that is there already: “{id}”.", id=id))
        if not 0 < cost <= budget:
            raise row.wrong(_("“{id}” costs nothing, or more than the whole budget of {n}.", id=id, n=budget))
        costs[id], names[id] = cost, row.cells.get("name") or id
    ballots = dict[str, list[str]]()
    for n, row in enumerate(parts["VOTES"], 1):
        ballots[str(n)] = [each.strip() for each in row.cells.get("vote", "").split(",") if each.strip()]
        unknown = next((each for each in ballots[str(n)] if each not in costs), None)
        if unknown is not None:
            raise row.wrong(_("A vote names “{project}”, which is not among the projects.", project=unknown))
    return Election(costs, ballots, budget, [*costs], max(1, unit)), names


def taken(text: str) -> tuple[dict[str, object], Words]:
    """Settings of the activity for the projects of a file, and how its votes are counted, where it has any."""
    election, names = read(text)
    if not 2 <= len(election.costs) <= MOST_PROJECTS:
        raise ValueError(str(_("This file has {n} projects. A room can vote on 2 to {most}.", n=len(election.costs),
                               most=MOST_PROJECTS)))  # fmt: skip
    lines = [f"{name}: {election.costs[id]}" for id, name in _told_apart(names).items()]
    given = {"amount": election.budget, "who": str(_("Everyone here")), "projects": lines, "unit": election.unit}
    if not election.voters:
        return given, _("{n} projects for {budget}, without votes.", n=len(election.costs), budget=election.budget)
    ours, other = (_named(funded, names) for funded in (equal_shares(election).funded, most_votes(election)))
    return given, _(
        "{n} projects for {budget}, with {votes} votes. Equal shares fund: {ours}. Most votes first: {other}.",
        n=len(election.costs), budget=election.budget, votes=len(election.voters), ours=ours, other=other,
    )  # fmt: skip


@dataclass(frozen=True)
class _Row:
    line: int
    cells: Mapping[str, str]

    def wrong(self, words: Words) -> ValueError:
        return ValueError(str(_("Line {n}: {words}", n=self.line, words=words)))

    def whole(self, name: str) -> int:
        text = self.cells.get(name, "")
        whole, _point, rest = text.partition(".")
        if not (whole.isascii() and whole.isdigit()) or rest.strip("0") or len(whole) > 12:
            raise self.wrong(_("“{text}” is not a whole amount.", text=text))
        return int(whole)


def _rows(text: str, part: str) -> Iterator[_Row]:
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";")
    rows: list[tuple[int, Sequence[str]]] = [(reader.line_num, row) for row in reader if row]
    at = next((n for n, (_line, row) in enumerate(rows) if [cell.strip() for cell in row] == [part]), None)
    if at is None or at + 1 >= len(rows):
        raise ValueError(str(_("There is no part {part} in this file.", part=part)))
    head = [cell.strip().lower() for cell in rows[at + 1][1]]
    for line, row in rows[at + 2 :]:
        if len(row) == 1 and row[0].strip() in PARTS:
            return
        yield _Row(line, dict(zip(head, (cell.strip() for cell in row), strict=False)))


def _told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Names that a room can tell apart, each in one short line."""
    found, seen = dict[str, str](), set[str]()
    for id, name in names.items():
        short = " ".join(name.split())[:LETTERS].strip() or id
        found[id] = f"{short} ({id})"[:118] if short.casefold() in seen else short
        seen.add(short.casefold())
    return found


def _named(projects: Sequence[str], names: Mapping[str, str]) -> str:
    return ", ".join(names[each] for each in projects) or str(_("nothing"))


def _harmless(name: str) -> str:
    """A name that is no formula for a spreadsheet and no element for a page."""
    return name.translate({ord("<"): "‹", ord(">"): "›"}).lstrip("=+-@＝＋－＠ ") or "–"


def _quoted(cell: str) -> str:
    line = " ".join(cell.split())
    return '"' + line.replace('"', '""') + '"' if {*line} & {";", '"'} else line
