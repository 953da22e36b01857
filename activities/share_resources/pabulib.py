"""Pabulib files (`.pb`): an election as researchers and councils read it; its votes do not say who cast them."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence

from activities.share_resources.equal_shares import Election
from facilitator.i18n import _

PARTS = ("META", "PROJECTS", "VOTES")


def written(election: Election, names: Mapping[str, str], title: str, funded: Collection[str] = ()) -> str:
    """An election as the text of a file. Votes are numbered in the order of what they say, not of who gave them."""
    votes = sorted(",".join(p for p in election.costs if p in election.ballots[key]) for key in election.voters)
    meta = {
        "description": title, "num_projects": len(election.costs), "num_votes": len(votes), "budget": election.budget,
        "vote_type": "approval", "rule": "equalshares", "unit": election.unit,
    }  # fmt: skip
    lines = [["META"], ["key", "value"], *([key, str(value)] for key, value in meta.items())]
    lines += [["PROJECTS"], ["project_id", "cost", "votes", "name", "selected"]]
    for each, cost in election.costs.items():
        count = len(election.supporters.get(each, ()))
        lines.append([each, str(cost), str(count), names[each], str(int(each in funded))])
    lines += [["VOTES"], ["voter_id", "vote"], *([str(n), vote] for n, vote in enumerate(votes, 1))]
    return "".join(";".join(map(_quoted, line)) + "\n" for line in lines)


def read(text: str) -> tuple[Election, dict[str, str]]:
    """The election in the text of a file, and what its projects are called; the lot is the order of the file.

    Only approval votes can be counted. A ValueError says what is wrong, and in which part.
    """
    parts = {part: [*_rows(text, part)] for part in PARTS}
    meta = {row["key"]: row["value"] for row in parts["META"] if row.keys() >= {"key", "value"}}
    if meta.get("vote_type", "approval") != "approval":
        raise ValueError(
            str(_("Only files with approval votes can be read, and this one has “{kind}”.", kind=meta["vote_type"]))
        )
    costs, names = dict[str, int](), dict[str, str]()
    for row in parts["PROJECTS"]:
        id = row.get("project_id", "")
        costs[id], names[id] = _whole(row.get("cost", ""), "PROJECTS"), row.get("name") or id
    ballots = {str(n): [p.strip() for p in row.get("vote", "").split(",") if p.strip()]
               for n, row in enumerate(parts["VOTES"], 1)}  # fmt: skip
    unknown = sorted({each for ballot in ballots.values() for each in ballot} - costs.keys())
    if unknown:
        raise ValueError(str(_("A vote names “{project}”, which is not among the projects.", project=unknown[0])))
    budget, unit = _whole(meta.get("budget", ""), "META"), _whole(meta.get("unit", "1"), "META")
    try:
        return Election(costs, ballots, budget, [*costs], unit), names
    except ValueError as error:
        raise ValueError(str(_("A project costs nothing, or more than the whole budget."))) from error


def _rows(text: str, part: str) -> Iterator[dict[str, str]]:
    rows: list[Sequence[str]] = [row for row in csv.reader(text.splitlines(), delimiter=";") if row]
    at = next((n for n, row in enumerate(rows) if [cell.strip() for cell in row] == [part]), None)
    if at is None or at + 1 >= len(rows):
        raise ValueError(str(_("There is no part {part} in this file.", part=part)))
    head = [cell.strip().lower() for cell in rows[at + 1]]
    for row in rows[at + 2 :]:
        if len(row) == 1 and row[0].strip() in PARTS:
            return
        yield dict(zip(head, (cell.strip() for cell in row), strict=False))


def _whole(text: str, part: str) -> int:
    whole, _point, rest = text.partition(".")
    if not (whole.isascii() and whole.isdigit()) or rest.strip("0"):
        raise ValueError(str(_("“{text}” in {part} is not a whole amount.", text=text, part=part)))
    return int(whole)


def _quoted(cell: str) -> str:
    line = " ".join(cell.split())
    return '"' + line.replace('"', '""') + '"' if {*line} & {";", '"'} else line
