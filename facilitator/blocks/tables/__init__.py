"""Tables: the room in pairs, and pairs at tables, formed fairly.

tables = Tables()                          # the settings are `MixSettings`, or have its fields
Phase("mix", _("Mix"), tables.say, when=MixSettings.asks), Phase("groups", _("Groups"), tables.find), ...

Other blocks ask it who is in a group: `tables.group(s, me, ctx, "pair")`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Settings, action
from facilitator.blocks.tables import widgets
from facilitator.blocks.tables.rules import Joined, Mix, Sat, Seating, letter
from facilitator.composing import Block, Input, Panel
from facilitator.composing.phase import phases_of
from facilitator.i18n import Words, _, mark, ngettext
from facilitator.report.model import Facts, Passage

__all__ = ["Joined", "Level", "Mix", "MixSettings", "Sat", "Seating", "Tables"]

Level = Literal["pair", "table", "part"]
"""A small group: a pair; a table; or the part that speaks for itself when all come together."""
MOST_APART = 15
"""Twos on the private list at most: more of them would not leave enough places to swap."""
Called = Annotated[str, Field(max_length=60)]


class MixSettings(Settings):
    """How small groups are made."""

    mix: Mix = Field("random", title=mark("How people come together"))
    tables: int = Field(6, title=mark("If people stay as seated: how many tables"), ge=2, le=20)

    def asks(self) -> bool:
        """Whether people are asked something first."""
        return self.mix != "random"


class Tables(Block[Seating, Sat]):
    """The small groups of an activity. Its panels: `say`, where people state what groups are mixed by; and `find`.

    It finds who sits where now. Who comes late gets a place at once, in a pair until `by_table` says that tables work
    already. `busy` says why groups cannot be made anew any more: blocks that keep what groups do add theirs.
    """

    def __init__(self) -> None:
        self.busy: list[Callable[[Any], Words]] = []
        self.by_table: list[Panel[Any]] = []
        self.say, self.find = Say(self), Find(self)

    def results(self, s: Any, ctx: Ctx) -> Sat:
        return self.of(s).sat(ctx.seats)

    def seated(self, s: Any, ctx: Ctx) -> None:
        late = any(
            panel in phase.panels for phase in phases_of(ctx) if phase.name in ctx.went for panel in self.by_table
        )
        self.of(s).seat(ctx.seats, late)

    def asked(self, s: Any, ctx: Ctx) -> Words:
        """What people are asked before the groups are made, as the question of a phase."""
        return _("At which table do you sit?") if ctx.settings.mix == "as seated" else _("How do you sit here today?")

    def group(self, s: Any, me: Key, ctx: Ctx, level: Level) -> str:
        """The id of somebody's group; empty without one: "p0" is the first pair, "t0" the first table."""
        now = self.now(ctx)
        pair = now.pair_of.get(me)
        if pair is None:
            return "p0" if level == "part" and me in ctx.seats and self._single(s) else ""
        table = now.table_of.get(pair)
        if table is not None and level != "pair":
            return f"t{table}"
        return "" if level == "table" else f"p{pair}"

    def members(self, s: Any, ctx: Ctx, group: str) -> Collection[Key]:
        """Who is in a group (id) now."""
        now, at = self.now(ctx), int(group[1:] or -1)
        return now.table(at) if group.startswith("t") else now.pair(at)

    def parts(self, s: Any, ctx: Ctx) -> dict[str, Words]:
        """The parts of the room that speak for themselves when all come together, by id, with what they are called."""
        now = self.now(ctx)
        if now.tables:
            return {f"t{at}": self.called(s, f"t{at}") for at in now.tables}
        single = ["p0"] if self._single(s) else []
        return {each: self.called(s, each) for each in [f"p{at}" for at in now.pairs] or single}

    def called(self, s: Any, group: str) -> Words:
        """What a group (id) is called."""
        letter = self.letter(s, group)
        return _("Table {letter}", letter=letter) if group.startswith("t") else _("Pair {n}", n=letter)

    def letter(self, s: Any, group: str) -> str:
        """The letter of a table (id), or the number of a pair."""
        at = int(group[1:])
        return self.of(s).tables[at].name if group.startswith("t") else str(at + 1)

    def has_tables(self, s: Any) -> bool:
        """Whether there is more than one table."""
        return bool(self.of(s).tables)

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nothing can begin in groups yet."""
        return "" if self.of(s).drawn else _("Make the groups first. The button for it stands below.")

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        seating = self.of(s)
        if not seating.drawn:
            return ()
        rows = [(_("How people came together"), _MADE[ctx.settings.mix]),
                (_("Small groups"), _("Small groups: {groups}.", groups=self.counted(s, ctx))),
                (_("Lots"), _("Number {seed} draws the same lots again.", seed=seating.seed))]  # fmt: skip
        return [Facts(tuple((str(label), str(words)) for label, words in rows))]

    def counted(self, s: Any, ctx: Ctx) -> Words:
        """How many groups there are."""
        now = self.now(ctx)
        if not now.pairs:
            return _("too few people for pairs")
        pairs = ngettext("{n} pair", "{n} pairs", len(now.pairs))
        tables = ngettext("{n} table", "{n} tables", len(now.tables))
        return _("{pairs}, {tables}", pairs=pairs, tables=tables) if now.tables else pairs

    def _single(self, s: Any) -> bool:
        """Whether the groups are made, and nobody is there to make a pair of."""
        return bool(self.of(s).drawn) and not self.of(s).pairs


class Say(Input[Tables]):
    """Before the groups are made: a perspective stated for this alone, or the table at which somebody sits."""

    do = "say_for_mix"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        said = self.block.of(s).said.get(me) if me else None
        if ctx.settings.mix == "by perspective":
            rows = [kit.Choice(each, each) for each in ctx.perspective_order]
            return kit.join(kit.choices("option", rows, said, _("I sit as …")), widgets.told_for_mix())
        rows = [kit.Choice(name, _("Table {letter}", letter=name)) for name in _letters(ctx)]
        return widgets.letters(rows, said)

    def whole(self, s: Any, me: Key, ctx: Ctx, option: Called) -> Callable[[], None]:
        there = ctx.perspective_order if ctx.settings.mix == "by perspective" else _letters(ctx)
        if option not in there:
            raise Refused(_("This is not one of the answers. Please choose another."))
        given = self.block.of(s)

        def keep() -> None:
            given.passes.pop(me, None)
            given.said[me] = option

        return keep

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).said

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def forget(self, s: Any, me: Key) -> None:
        given = self.block.of(s)
        given.said.pop(me, None)
        given.passes[me] = True

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        """Without the sentence on privacy: these answers are never shown, and the fields say what they are for."""
        saved, passed = me in self.answered(s), me in self.passed(s)
        return kit.join(self.fields(s, me, ctx), kit.send(self.named(self.do), saved=saved, passed=passed))


class Find(Panel[Tables]):
    """Where everyone finds their place: letters on the board, on each phone one's own; on the stage, the making."""

    spoken = True

    @action(by="facilitator", moves=True)
    def make_groups(self, s: Any, ctx: Ctx) -> None:
        """Make the groups of those who are here, by lot; anew where they are made already. The seed is the run's."""
        seating = self.block.of(s)
        if why := self._busy(s):
            raise Refused(why)
        if not ctx.seats:
            raise Refused(_("Nobody is here yet."))
        seed = f"{ctx.random('tables', seating.drawn).getrandbits(32):08x}"
        seating.draw(ctx.seats, ctx.settings.mix, seed)

    @action(by="facilitator")
    def keep_apart(self, s: Any, ctx: Ctx, people: list[Called] = []) -> None:  # noqa: B006 - never changed
        """These people are not to sit together: the facilitator's private list. It counts when groups are made."""
        found = [self._named(ctx, name) for name in dict.fromkeys(people)]
        if len(found) < 2:
            raise Refused(_("Tick at least two people."))
        apart = self.block.of(s).apart
        pairs = [[a, b] for at, a in enumerate(found) for b in found[at + 1 :]]
        more = [two for two in pairs if two not in apart and two[::-1] not in apart]
        if len(apart) + len(more) > MOST_APART:
            raise Refused(
                _("At most {n} times two people can be kept apart. Name those who matter most.", n=MOST_APART)
            )
        apart += more

    @action(by="facilitator")
    def may_meet(self, s: Any, place: Annotated[int, Field(ge=0, le=999)]) -> None:
        """Take two people off the private list; `place` is theirs in it, from 0."""
        apart = self.block.of(s).apart
        if place >= len(apart):
            raise Refused(_("This is not on the list any more. Please load the page again."))
        del apart[place]

    def board(self, s: Any, ctx: Ctx) -> Html:
        if not self.block.of(s).drawn:
            return kit.lead(_("The groups are made in a moment, by lot."))
        tiles = [self.block.letter(s, part) for part in self.block.parts(s, ctx)]
        return widgets.tiles(tiles, self.block.has_tables(s))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        if not self.block.of(s).drawn:
            return self.board(s, ctx)
        pair = self.block.now(ctx).pair_of.get(me)
        if pair is None:
            return widgets.place(None, "", ())
        near = [ctx.called[key] for key in self.block.now(ctx).pair(pair) if key != me and key in ctx.called]
        return widgets.place(pair + 1, self._letter(s, ctx, pair), near)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        seating = self.block.of(s)
        words = _("Make them again") if seating.drawn else _("Make the groups")
        button = [] if self._busy(s) or not ctx.seats else [kit.button(words, self.named("make_groups"))]
        return kit.join(kit.hint(self._told(s, ctx)), kit.secondary(button))

    def private(self, s: Any, ctx: Ctx) -> Html:
        seating, called = self.block.of(s), ctx.called
        apart = [_("{one} and {other}", one=called.get(a, _UNNAMED), other=called.get(b, _UNNAMED))
                 for a, b in seating.apart]  # fmt: skip
        meet = [at for at, two in enumerate(seating.apart) if two in seating.together()]
        rows = [] if not seating.drawn else [
            (self._where(s, ctx, at), [called.get(key, _UNNAMED) for key in self.block.now(ctx).pair(at)])
            for at in self.block.now(ctx).pairs
        ]  # fmt: skip
        here = sorted({str(called[key]) for key in ctx.seats if key in called})
        return widgets.alone(rows, here, apart, meet, self.named)

    def _told(self, s: Any, ctx: Ctx) -> Words:
        seating, now = self.block.of(s), self.block.now(ctx)
        if not seating.drawn:
            return ngettext("{n} person is here.", "{n} people are here.", len(ctx.seats))
        if seating.together():
            return _("It was not possible to keep everyone of your list apart. “For you alone” says whom.")
        if not now.pairs:
            return _("There are too few people for pairs.")
        return _("{groups}. Who comes late gets a place at once. “For you alone” lists who sits where.",
                 groups=self.block.counted(s, ctx))  # fmt: skip

    def _where(self, s: Any, ctx: Ctx, pair: int) -> Words:
        table = self._letter(s, ctx, pair)
        return _("Table {letter}, pair {n}", letter=table, n=pair + 1) if table else _("Pair {n}", n=pair + 1)

    def _letter(self, s: Any, ctx: Ctx, pair: int) -> str:
        """The letter of the table at which a pair sits; empty where there is one table only."""
        table = self.block.now(ctx).table_of.get(pair)
        return "" if table is None else self.block.of(s).tables[table].name

    def _busy(self, s: Any) -> Words:
        return next((why for busy in self.block.busy if (why := busy(s))), "")

    @staticmethod
    def _named(ctx: Ctx, name: str) -> Key:
        found = [key for key in ctx.seats if str(ctx.called.get(key, "")) == name]
        if len(found) != 1:
            raise Refused(
                _("{n} people here are called {name}. Each needs a name of their own.", n=len(found), name=name)
            )
        return found[0]


_UNNAMED = _("a phone without a name")
_MADE: Mapping[Mix, Words] = {
    "random": _("Lots said who came together."),
    "by perspective": _("Lots were drawn so that perspectives meet. Who wanted to said theirs for this alone."),
    "as seated": _("People stayed as they sat. Lots made the pairs at each table."),
}


def _letters(ctx: Ctx) -> Sequence[str]:
    """What the tables are called at which people sit."""
    return [letter(at) for at in range(ctx.settings.tables)]
