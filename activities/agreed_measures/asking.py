"""One wave: everyone answers the measures, once for each code. Only the counts of it are kept in the open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from activities.agreed_measures import codes, record, widgets
from activities.agreed_measures.change import hidden, pairs, tells
from activities.agreed_measures.found import Finding, find
from activities.agreed_measures.listed import NONE, Listed
from activities.agreed_measures.measure import Measure, Wave, waves_of
from activities.agreed_measures.seeing import Seeing
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key, Privacy, Refused, Round, Seals, Settings
from facilitator.blocks.codes import mark, same
from facilitator.blocks.rate import Distribution, Given, Point, Ratings
from facilitator.blocks.rate.rules import distributions
from facilitator.composing import Block, SheetInput
from facilitator.i18n import Words, _
from facilitator.report.model import LedgerEntry, Passage
from facilitator.text import is_blank

Cell = Annotated[str, Field(max_length=20)]
Code = Annotated[str, Field(max_length=20)]


@dataclass
class Sheet:
    """What one person answers, by cell, and the hash of their code for each measure."""

    points: dict[str, Point]
    marks: dict[str, str] = field(default_factory=dict)
    brought: bool = False
    """Whether they had a code already."""
    unknown: bool = False
    """Whether they wrote a code that is none of ours."""


@dataclass
class Sheets:
    """The answers of one wave."""

    sheets: dict[Key, Sheet] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)

    def numbers(self, cell: str) -> dict[Key, int]:
        """The numbers given to one cell, in an order that says nothing."""
        given = {key: self.sheets[key].points.get(cell) for key in sorted(self.sheets)}
        return {key: point for key, point in given.items() if isinstance(point, int)}


class Asking(Block[Sheets, Sequence[Finding]], Seeing):
    """A wave. It finds all that is known of its measures, today's answers with it. Its panels: `ask` and `see`."""

    per_round = True

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        self.ask = Ask(self)
        self.see = self.seen_by()

    def results(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        earlier, found = codes.points(ctx), []
        for id, measure in self.listed.asked(s).items():
            entry = ctx.ledgers.find(measure.entry)
            waves = waves_of(entry, measure, earlier) if entry else []
            found.append(find(id, measure, [*waves, self.wave(s, id, measure, ctx)], ctx.settings.min_wave))
        return found

    def findings(self, s: Any, ctx: Ctx) -> Sequence[Finding]:
        last = self.last(s, ctx)
        return () if last is None else self.now(ctx) if last.state is s else self.results(last.state, ctx)

    def answers_of(self, s: Any, me: Key, ctx: Ctx) -> Mapping[str, int]:
        sheet = self.of(s).sheets.get(me)
        cells = {self._cells(measure, ctx, id)[-1]: id for id, measure in self.listed.asked(s).items()}
        given = sheet.points if sheet else {}
        return {cells[cell]: point for cell, point in given.items() if cell in cells and isinstance(point, int)}

    def who(self, s: Any, ctx: Ctx) -> tuple[int, int] | None:
        last = self.last(s, ctx)
        if last is None:
            return None
        given = self.of(last.state)
        people = counting.turnout(last.seats, given.sheets, given.passes)
        few = ctx.settings.privacy == "sensitive" and people.answered < ctx.settings.min_wave
        return None if few else (people.answered, people.present)

    def last(self, s: Any, ctx: Ctx) -> Round | None:
        """The round that was shown last: that is the wave."""
        return next((each for each in reversed(self.shown(s, ctx)) if each.number), None)

    def wave(self, s: Any, id: str, measure: Measure, ctx: Ctx) -> Wave:
        """What the answers to one measure come to."""
        given, way = ctx.settings, ctx.settings.pairing
        strict = given.privacy == "sensitive" or measure.sensitive
        cells, sheets = self._cells(measure, ctx, id), self.of(s)
        counts: list[Distribution | None] = [self._count(sheets, cell, scale)
                  for cell, scale in zip(cells, measure.on(way), strict=True)]  # fmt: skip
        shown = [count if count and not hidden(count, strict, given.min_wave) else None for count in counts]
        then, now = (shown[0] if len(shown) > 1 else None), shown[-1]
        found = pairs(sheets.numbers(cells[0]), sheets.numbers(cells[-1]), measure.better) if len(cells) > 1 else None
        if found and strict and (then is None or now is None or tells(found, then, now)):
            found = None
        points = {sheets.sheets[key].marks[id]: point for key, point in sheets.numbers(cells[-1]).items()
                  if id in sheets.sheets[key].marks}  # fmt: skip
        return Wave(self.name_of(ctx), ctx.today.isoformat(), way, strict, now, then, found, points if now else {})

    def name_of(self, ctx: Ctx) -> str:
        """What tells this wave from all others of the programme."""
        return f"{ctx.random('wave').getrandbits(48):012x}"

    def seals(self, s: Any, ctx: Ctx) -> Seals:
        last = self.last(s, ctx)
        if last is None or ctx.settings.pairing != "code":
            return Seals()
        keep = []
        for id, measure in self.listed.asked(s).items():
            cell = self._cells(measure, ctx, id)[-1]
            shown = self.wave(last.state, id, measure, ctx).points
            for sheet in self.of(last.state).sheets.values():
                code, point = sheet.marks.get(id, ""), sheet.points.get(cell)
                if code:
                    kept = point if code in shown and isinstance(point, int) else None
                    keep.append(codes.sealed(measure.mark, self.name_of(ctx), code, kept))
        return Seals(tuple(keep))

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        found = self.findings(s, ctx)
        return record.told(found, self.who(s, ctx), ctx) if found else ()

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        last, made = self.last(s, ctx), []
        if last is None:
            return ()
        for id, measure in self.listed.asked(s).items():
            wave = self.wave(last.state, id, measure, ctx).data()
            if measure.entry:
                known = {"text": measure.text, "number": measure.number, "status": "agreed"}
                made.append(LedgerEntry("measures", "set", measure.entry, known | wave))
            else:
                made.append(LedgerEntry("measures", "add", f"measure-{id}", measure.data() | wave))
        return made

    def _cells(self, measure: Measure, ctx: Ctx, id: str) -> list[str]:
        return [scale.cell(id) for scale in measure.on(ctx.settings.pairing)]

    def _count(self, sheets: Sheets, cell: str, scale: Any) -> Distribution:
        points = {key: {cell: sheet.points[cell]} for key, sheet in sheets.sheets.items() if cell in sheet.points}
        return distributions(Ratings(points), scale.rules([cell.partition(".")[0]]))[cell]


class Ask(SheetInput[Asking]):
    """A point for every measure, and the code of an earlier time for who has one."""

    round, do = True, "answer"
    privacy: Privacy | None = "sensitive"

    def privacy_with(self, given: Settings) -> Privacy | None:
        return given.privacy  # type: ignore[attr-defined, no-any-return]

    def counted_from(self, given: Any) -> int:
        return int(given.min_wave) if given.privacy == "sensitive" else 0

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        sheet = self.block.of(s).sheets.get(me) if me else None
        asked = self.block.listed.asked(s)
        drawn = widgets.fields(asked, ctx.settings.pairing, sheet.points if sheet else {})
        if ctx.settings.pairing != "code":
            return drawn
        code = "" if me is None or (sheet and sheet.brought) else codes.own(ctx, me)
        said = widgets.BROUGHT if sheet and sheet.brought else widgets.UNKNOWN if sheet and sheet.unknown else ""
        return kit.join(widgets.code(code, said, bool(me)), drawn)

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.options([each.text for each in self.block.listed.asked(s).values()])

    def whole(
        self, s: Any, me: Key, ctx: Ctx, points: dict[Cell, Given] = {}, code: Code = "",  # noqa: B006 - never changed
    ) -> Callable[[], None]:  # fmt: skip
        """A point for each measure that one can say something about."""
        asked, way = self.block.listed.asked(s), ctx.settings.pairing
        scales = {scale.cell(id): scale for id, measure in asked.items() for scale in measure.on(way)}
        if not points:
            raise Refused(_("Nothing is chosen yet. Choose an answer first."))
        if any(cell not in scales for cell in points):
            raise Refused(_("This is not one of the questions. Please load the page again."))
        read = {cell: scales[cell].read(point) for cell, point in points.items()}
        sheets = self.block.of(s)
        made = self._with_code(read, s, me, ctx, code) if way == "code" else Sheet(read)

        def keep() -> None:
            sheets.passes.pop(me, None)
            sheets.sheets[me] = made

        return keep

    def _with_code(self, points: dict[str, Point], s: Any, me: Key, ctx: Ctx, code: str) -> Sheet:
        """The answer with the hashes of a code. One that is none of ours changes nothing: the answer stands without."""
        sheets, asked = self.block.of(s).sheets, self.block.listed.asked(s)
        before = sheets.get(me)
        if is_blank(code) and before and before.brought:
            return Sheet(points, before.marks, True)
        brought = not is_blank(code) and not same(code, codes.own(ctx, me))
        if brought and codes.known(ctx, code, [measure.mark for measure in asked.values()]):
            marks = {id: mark(code, measure.mark) for id, measure in asked.items()}
            if any(key != me and marks == each.marks for key, each in sheets.items()):
                raise Refused(_("This code has answered already. Each code answers once."))
            return Sheet(points, marks, True)
        if me.startswith(counting.SLIP):
            return Sheet(points)  # nobody would learn the code
        marks = {id: mark(codes.own(ctx, me), measure.mark) for id, measure in asked.items()}
        return Sheet(points, marks, unknown=brought)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if self.block.last(s, ctx):
            return _("This was shown today. Ask it again another time, in a step of its own.")
        return "" if self.block.listed.asked(s) else NONE
