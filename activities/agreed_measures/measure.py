"""A measure: a question with its scale, what is better, who answers and who keeps it; and the waves it was asked in.

It lives in the ledger of measures. Another question or another scale is another measure, so that waves can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from activities.agreed_measures.change import Better, Pairs
from facilitator.activity import Ctx
from facilitator.blocks.rate import Distribution, Scale
from facilitator.i18n import Text, Words, _

Points = Literal["5", "0-10"]
Use = Literal["improve", "prove"]
By = Literal["room", "organisers", "funder"]
Way = Literal["off", "code", "then-now"]

FIVE: Mapping[int, Words] = {
    1: _("Not at all"), 2: _("A little"), 3: _("In part"), 4: _("Mostly"), 5: _("Completely"),
}  # fmt: skip
TEN: Mapping[int, Words] = {0: _("Not at all"), **dict.fromkeys(range(1, 10), ""), 10: _("Completely")}
BETTER: Mapping[str, Text] = {"higher": _("Higher is better"), "lower": _("Lower is better")}
USES: Mapping[str, Text] = {"improve": _("To improve what we do"), "prove": _("To prove that it works")}
SCALES: Mapping[str, Text] = {"5": _("1 to 5"), "0-10": _("0 to 10")}
PROPOSED: Mapping[str, Text] = {
    "room": _("Proposed here"), "organisers": _("Proposed by the organisers"),
    "funder": _("Proposed by a funder or an authority"),
}  # fmt: skip
THEN, NOW = _("Before we started"), _("Today")


@dataclass
class Measure:
    """What is asked, and all that was agreed about it."""

    text: str
    scale: Points = "5"
    better: Better = "higher"
    use: Use = "improve"
    by: By = "organisers"
    sensitive: bool = False
    answers: str = ""
    """Who answers."""
    often: str = ""
    keeper: str = ""
    mark: str = ""
    """Goes into the hashes of codes, so that answers to two measures cannot be linked."""
    entry: str = ""
    """The key of its entry in the ledger; empty for a new one."""
    number: str = ""
    ended: bool = False
    """Whether it is no longer asked."""

    def on(self, way: Way) -> tuple[Scale, ...]:
        """What it is answered on: once, or for then and for today."""
        points, end = (FIVE, "") if self.scale == "5" else (TEN, "10")
        if way == "then-now":
            return Scale(points, f"then{end}", THEN), Scale(points, f"now{end}", NOW)
        return (Scale(points, end and "ten"),)

    def data(self) -> dict[str, str]:
        """As it stands in the ledger."""
        return {
            "text": self.text, "status": "agreed", "scale": self.scale, "better": self.better, "use": self.use,
            "by": self.by, "class": "S" if self.sensitive else "H", "answers": self.answers, "often": self.often,
            "who": self.keeper, "mark": self.mark,
        }  # fmt: skip


@dataclass(frozen=True)
class Wave:
    """One time that a measure was asked, counted. Nothing of it leads to anybody."""

    id: str
    day: str
    way: Way
    sensitive: bool
    """Whether it was asked so that nothing is shown of few people."""
    count: Distribution | None
    """None where too few people answered for anything to be shown."""
    then: Distribution | None = None
    """What people say of the time before, where both were asked in one go."""
    pairs: Pairs | None = None
    """Of those who answered for then and for today."""
    points: Mapping[str, int] = field(default_factory=dict)
    """What was said under each code, hashed; never shown."""

    def data(self) -> dict[str, str]:
        """As it stands in the ledger: counts only, and of too few people nothing."""
        told = {"wave": self.id, "day": self.day, "way": self.way, "asked": "S" if self.sensitive else "H"}
        told |= {"counts": _counts(self.count), "then": _counts(self.then)}
        pairs = self.pairs
        told["pairs"] = f"{pairs.better} {pairs.same} {pairs.worse} {pairs.steps}" if pairs else ""
        return told


def measures_of(ctx: Ctx) -> list[Any]:
    """All measures of the programme, oldest first."""
    return [entry for entry in ctx.ledgers.of("measures") if entry.data.get("mark")]


def read(entry: Any) -> Measure:
    """A measure as the ledger has it."""
    data = entry.data
    return Measure(
        entry.text, _one(data, "scale", SCALES), _one(data, "better", BETTER), _one(data, "use", USES),
        _one(data, "by", PROPOSED), data.get("class") == "S", data.get("answers", ""), data.get("often", ""),
        data.get("who", ""), data.get("mark", ""), entry.key, entry.number,
        entry.status == "ended",
    )  # fmt: skip


def waves_of(entry: Any, measure: Measure, codes: Mapping[tuple[str, str], Mapping[str, int]]) -> list[Wave]:
    """The waves in which a measure was asked, oldest first. `codes` are the points by measure and wave."""
    low, found = min(measure.on("off")[0].points), []
    for change in entry.changes:
        data = change.data
        if data.get("wave"):
            numbers = [int(each) for each in data.get("pairs", "").split()]
            found.append(Wave(
                data["wave"], data.get("day", ""), _one(data, "way", ("off", "code", "then-now")),
                data.get("asked") == "S", _read(low, data.get("counts", "")), _read(low, data.get("then", "")),
                Pairs(*numbers) if len(numbers) == 4 else None, codes.get((measure.mark, data["wave"]), {}),
            ))  # fmt: skip
    return found


def _counts(count: Distribution | None) -> str:
    return f"{' '.join(map(str, count.counts))} + {count.aside}" if count else ""


def _read(low: int, said: str) -> Distribution | None:
    if not said:
        return None
    counts, _plus, aside = said.partition(" + ")
    return Distribution(low, tuple(map(int, counts.split())), int(aside))


def _one(data: Mapping[str, str], name: str, known: Iterable[str]) -> Any:
    """What stands in a field, where it is one of those that are known; else the first of them."""
    said = data.get(name, "")
    return said if said in [*known] else next(iter(known))
