"""The charter: for each kind how it is decided, who takes part, how many must be there, and what if we get stuck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.choose_how.details import WANTED, said_of, selects
from activities.choose_how.limits import held, told_of
from activities.choose_how.picking import Picks
from activities.choose_how.rules import How
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks import charter
from facilitator.blocks.charter import METHODS, Absent, Fallback, Part, Way
from facilitator.blocks.draft import ONE, Draft, Write, frames
from facilitator.blocks.draft import Field as Row
from facilitator.blocks.draft.widgets import Subject
from facilitator.blocks.fist import Fist, Proposal
from facilitator.blocks.fist.wordings import Wordings
from facilitator.composing import Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Column, LedgerEntry, Outcome, Passage, Table
from facilitator.text import likeness

Id = Annotated[str, Field(max_length=40)]
Who = Annotated[str, Field(max_length=60)]
Same = Literal[""]
"""What stands there stays."""
ROWS = (
    Row("kind"), Row("how", _("How we decide")), Row("who", _("Who takes part")), Row("there", _("Must be there")),
    Row("stuck", _("If we get stuck")), Row("absent", _("Who is not there")),
)  # fmt: skip
OURS, NEXT = _("We decide in these ways."), _("We decide in these ways. Version {n}.")


@dataclass
class Detail:
    """What the group said of one kind; what it did not say follows from the settings."""

    who: str = ""
    threshold: Part | None = None
    quorum: Part | None = None
    fallback: Fallback | None = None
    absent: Absent | None = None


@dataclass
class Drawn:
    """The details by kind (id), and what is proposed: the charter in its present version."""

    proposal: Wordings = field(default_factory=Wordings)
    details: dict[str, Detail] = field(default_factory=dict)
    version: int = 1


class Charter(Proposal):
    """The whole charter as what is proposed. Its panels: `details`, also to mend it, and `read`."""

    slice = Drawn

    def __init__(self, picks: Picks, extra: Draft) -> None:
        super().__init__(days=lambda given: given.review_days)
        self.picks, self.limits, self.extra = picks, picks.limits, extra
        self.details, self.mend = Details(self), Mending(self)  # type: ignore[assignment]
        self.read = Read(self)

    def begin(self, ctx: Ctx) -> Any:
        return Drawn(Wordings("decision", [str(OURS)]))

    def drawn(self, s: Any) -> Drawn:
        """Its own slice."""
        made: Drawn = getattr(s, self.name)
        return made

    def of(self, s: Any) -> Wordings:
        return self.drawn(s).proposal

    def ways(self, s: Any, ctx: Ctx) -> dict[str, tuple[Way, How]]:
        """How every kind (id) is decided, and how that got there."""
        given, details, told = ctx.settings, self.drawn(s).details, self.picks.told(s, ctx)
        found: dict[str, tuple[Way, How]] = {}
        for kind, words in self.limits.kinds.texts(s, ctx).items():
            if fixed := self.limits.fixed(s).get(kind):
                found[kind] = Way(words, fixed.method, fixed.holder, fixed.until), "leads"
                continue
            said, asked = details.get(kind, Detail()), told[kind]
            how, method = asked.standing if asked else ("not settled", "consent")
            way = Way(words, method, who=said.who, threshold=said.threshold or given.vote_threshold,
                      quorum=said.quorum or given.quorum, fallback=said.fallback or given.fallback,
                      absent=said.absent or given.absent)  # fmt: skip
            found[kind] = way, how
        return found

    def subjects(self, s: Any, ctx: Ctx) -> list[Subject]:
        """Every kind that is ours with its details, as they are shown."""
        return [
            Subject(kind, way.kind, said=said_of(way, how))
            for kind, (way, how) in self.ways(s, ctx).items()
            if way.ours
        ]

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        rows = []
        for kind, (way, how) in self.ways(s, ctx).items():
            said = said_of(way, how) if way.ours else told_of(self.limits.fixed(s)[kind])
            rows.append((way.kind, *(said.get(row.name, "") for row in ROWS[1:])))
        heads = (Column(str(row.words), names=row.name == "who") for row in ROWS[1:])
        columns = (Column(str(_("Kind of decision"))), *heads)
        return [Table("charter", str(_("How we decide")), columns, tuple(rows))] if rows else []


class Extra(Draft):
    """What else the charter says, in the group's own words. On the wall it stands in the charter."""

    def __init__(self) -> None:
        super().__init__(of=ONE, fields=(Row("more", _("What else we agree about deciding"), 280),), do="say_more")
        self.write = WriteMore(self)


class WriteMore(Write):
    """Words from the stage and from phones; the wall has the kinds."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")


class Details(Panel[Charter]):
    """The kinds that are ours one after the other on the wall; on the stage a form for the one that stands there."""

    @action(by="facilitator", voids=True)
    def detail(
        self, s: Any, ctx: Ctx, kind: Id, who: Who | None = None, threshold: Part | Same = "",
        quorum: Part | Same = "", fallback: Fallback | Same = "", absent: Absent | Same = "",
    ) -> None:  # fmt: skip
        """Say who takes part in a kind of decision, how many must be there, and what if we get stuck; or some of it."""
        way, _how = self.block.ways(s, ctx).get(kind, (None, None))
        if way is None or not way.ours:
            raise Refused(_("This kind is not ours to decide, or is not there any more. Please load the page again."))
        made = Detail(way.who if who is None else who.strip(), threshold or way.threshold, quorum or way.quorum,
                      fallback or way.fallback, absent or way.absent)  # fmt: skip
        drawn = self.block.drawn(s)
        if made == Detail(way.who, way.threshold, way.quorum, way.fallback, way.absent):
            raise Refused(_("This is what stands there already. Change something, or go on."))
        drawn.details[kind] = made
        if ctx.asked:
            drawn.version += 1
            drawn.proposal.wordings = [str(NEXT.with_params(n=drawn.version))]

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.limits.kinds.unready(s, ctx)

    def question(self, s: Any, ctx: Ctx) -> Any:
        """What stands at the top: on the wall the kind of its page."""
        page = self._page(s, ctx)
        how = _("How exactly do we decide?")
        return {"board": page.words if page else how, "phone": how}

    def board(self, s: Any, ctx: Ctx) -> Html:
        shown, part = kit.paged(self.block.subjects(s, ctx), 1)
        if not shown:
            return kit.empty(_("No kind is ours to decide."), "")
        return kit.join(frames.frame(shown[0], ROWS, alone=ctx.phase == "details"), part)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(
            *(kit.join(kit.heading(each.words), frames.frame(each, ROWS)) for each in self.block.subjects(s, ctx))
        )

    def stage(self, s: Any, ctx: Ctx) -> Html:
        page = self._page(s, ctx)
        if page is None:
            return Html("")
        way = self.block.ways(s, ctx)[page.id][0]
        chosen: dict[str, str] = {name: getattr(way, name) for name in WANTED[way.method]}
        who = kit.TextField("who", _("Who takes part. Empty: everyone"), 60, way.who)
        do = kit.act(self.named("detail"), kind=page.id)
        form = kit.text_form(who, do, _("Save"), after=selects(way, chosen, page.id))
        return kit.join(kit.heading(page.words), form)

    def _page(self, s: Any, ctx: Ctx) -> Subject | None:
        shown, _part = kit.paged(self.block.subjects(s, ctx), 1)
        return shown[0] if shown else None


class Mending(Details):
    """On the stage: other details for any kind; the wall has the cards. What is not chosen stays as it is."""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return Html("")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        ours = self.block.subjects(s, ctx)
        if not ours:
            return Html("")
        kinds = [kit.Column(each.id, each.words) for each in ours]
        which = kit.column_select("kind", kinds, kinds[0].value, _("Kind of decision"), kit.mark("kind", "mend"))
        ways = self.block.ways(s, ctx)
        chosen = dict.fromkeys((name for each in ours for name in WANTED[ways[each.id][0].method]), "")
        who = kit.TextField("who", _("Who takes part. Empty: everyone"), 60)
        asked = selects(ways[ours[0].id][0], chosen, "mend")
        return kit.text_form(who, self.named("detail"), _("Save"), before=which, after=asked)


class Read(Panel[Charter]):
    """Every kind with how it is decided, those that are ours first; on the wall kind and way side by side."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        return self.block.limits.counted(s, ctx)

    def board(self, s: Any, ctx: Ctx) -> Html:
        more = self.block.extra.of(s).texts.get(ONE)
        rows: list[tuple[Words, Words]] = [(words, told) for _kind, words, told in self._rows(s, ctx)]
        rows += [(_("What else we agree about"), more.words)] if more else []
        return kit.facts(rows) if rows else kit.empty(_("There is no kind of decision yet."), "")

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        rows = [
            kit.RuleRow(kind, words, number, note=told)
            for number, (kind, words, told) in enumerate(self._rows(s, ctx), 1)
        ]
        if more := self.block.extra.of(s).texts.get(ONE):
            rows.append(kit.RuleRow("more", more.words))
        return kit.rule_list(rows, 4, id="charter") if rows else self.board(s, ctx)

    def _rows(self, s: Any, ctx: Ctx) -> list[tuple[str, str, Words]]:
        """Each kind (id) in its words, and how it is decided, or who holds it."""
        fixed, rows = self.block.limits.fixed(s), []
        for kind, (way, how) in self.block.ways(s, ctx).items():
            told = held(fixed[kind]) if kind in fixed else METHODS[way.method]
            rows.append((kind, way.kind, _("Not settled: {method}", method=told) if how == "not settled" else told))
        return sorted(rows, key=lambda row: row[0] in fixed)


class Adopting(Fist):
    """A fist of five for the whole charter, which then stands among the agreements, kind by kind."""

    def __init__(self, charter_: Charter, extra: Draft, *others: Any, **more: Any) -> None:
        super().__init__(charter_, *others, **more)
        self.charter = charter_
        charter_.shares = extra.shares = self

    def ended(self, s: Any, ctx: Ctx) -> list[Passage]:
        """Whether the charter is agreed, in one sentence; nothing before there is one."""
        ways, last = self.charter.ways(s, ctx), self.last(s, ctx)
        if not ways:
            return []
        if last is None:
            return [Outcome("none", str(_("Nobody was asked yet whether we decide in these ways.")))]
        outcome, said = self.told(last, ctx), super().record(s, ctx)[0]
        detail = f"{said.words} {said.detail}" if isinstance(said, Outcome) else ""
        if not outcome.agreed:
            return [Outcome(outcome.sign, str(_("It is not agreed yet how we decide.")), detail)]
        n = sum(way.ours for way, _how in ways.values())
        words = ngettext("We agreed how we decide {n} kind of thing.", "We agreed how we decide {n} kinds of things.",
                         n)  # fmt: skip
        return [Outcome(outcome.sign, str(words), detail)]

    def told_rounds(self, s: Any, ctx: Ctx) -> list[Passage]:
        """The fist of five behind it."""
        return (
            [block for block in super().record(s, ctx) if not isinstance(block, Outcome)] if self.last(s, ctx) else []
        )

    def ledger(self, s: Any, ctx: Ctx) -> Sequence[LedgerEntry]:
        """Every kind as an agreement. One that was agreed before gets a new version, if this charter was adopted."""
        last = self.last(s, ctx)
        if last is None:
            return []
        outcome, agreed = self.told(last, ctx), self.agreed(s, ctx)
        review = self.charter.of(s).look_again(ctx, self.charter.days(ctx.settings)).isoformat()
        before = {likeness(entry.data.get("kind", "")): entry.key for entry in ctx.ledgers.of("agreements")
                  if charter.about(ctx.ledgers, entry.data.get("kind", ""))}  # fmt: skip
        found = []
        for kind, (way, how) in self.charter.ways(s, ctx).items():
            fixed = self.charter.limits.fixed(s).get(kind)
            text = _("{kind}: {limit}", kind=way.kind, limit=held(fixed)) if fixed else way.text
            status = "not ours" if fixed else "agreed" if agreed else "not agreed"
            data = {"text": str(text), "status": status, "how": how, **way.data()}
            if not fixed:
                data |= {"outcome": str(outcome.words), "detail": str(outcome.detail), "review": review}
            older = before.get(likeness(way.kind))
            if older is None:
                found.append(LedgerEntry("agreements", "add", f"way-{kind}", data))
            elif status != "not agreed":
                why = str(_("We agreed anew how we decide."))
                found.append(LedgerEntry("agreements", "set", older, data | {"why": why}))
        return found
