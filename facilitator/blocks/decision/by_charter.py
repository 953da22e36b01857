"""By charter: what the group agreed about how it decides such things, and why it does so in another way today."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Refused, action
from facilitator.blocks import charter
from facilitator.blocks.charter import METHODS, Method, Way
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Facts, Passage
from facilitator.text import is_blank, likeness

Kind = Annotated[str, Field(max_length=140)]
Why = Annotated[str, Field(max_length=140)]


@dataclass
class Asked:
    """The kind of decision, whether enough people are there for it, and why the group departs from its charter."""

    kind: str = ""
    there: bool = False
    """That enough of the members are here, and somebody with lived experience among them. It is asked aloud."""
    departs: str = ""


class ByCharter(Block[Asked, None]):
    """Looks a `kind` of decision up in the charter. `fits` are the ways of deciding that this activity is.

    Its panel `look` says what the charter says, takes the kind, and asks why when the group departs from it; a phase in
    which answers begin asks `unready`. `decides` says whether anything is decided here at all.
    """

    def __init__(
        self, fits: Collection[Method], kind: Callable[[Any], str] = lambda given: given.kind,
        decides: Callable[[Any], bool] = lambda _s: True,
    ) -> None:  # fmt: skip
        self.fits, self.kind, self.decides = fits, kind, decides
        self.look = LookUp(self)

    def begin(self, ctx: Ctx) -> Asked:
        return Asked(self.kind(ctx.settings))

    def way(self, s: Any, ctx: Ctx) -> Way | None:
        """What the charter says of this kind of decision; None where it says nothing, or nothing is decided."""
        kind = self.of(s).kind
        return charter.about(ctx.ledgers, kind) if kind and self.decides(s) else None

    def followed(self, s: Any, ctx: Ctx) -> Way | None:
        """The same where the group does as it says."""
        way = self.way(s, ctx)
        return way if way and way.method in self.fits and not self.of(s).departs else None

    def unready(self, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer yet: the charter wants something else, and nobody has said why."""
        way = self.way(s, ctx)
        if way is None or self.of(s).departs:
            return ""
        if not way.ours:
            return _("Your charter says that this is not yours to decide. Only ask, or say below why you decide it.")
        if way.method not in self.fits:
            return _("Your charter decides this in another way: {method}. Say below why you do it differently.",
                     method=METHODS[way.method])  # fmt: skip
        if not self.of(s).there:
            return _("Ask aloud whether enough of you are here, as your charter says. Then say so below.")
        return ""

    def told(self, s: Any, ctx: Ctx) -> dict[str, str]:
        """What a decision keeps of it."""
        way, asked = self.way(s, ctx), self.of(s)
        return {"kind": way.kind, "departs": asked.departs} if way else {}

    def stuck(self, s: Any, ctx: Ctx) -> Words:
        """What the charter says to do when the group gets stuck; empty where it says nothing."""
        way = self.way(s, ctx)
        return way.stuck if way else ""

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        way, asked = self.way(s, ctx), self.of(s)
        if way is None:
            return ()
        rows = [(_("Our charter says"), way.text)]
        if asked.departs:
            rows.append((_("Why we did it in another way"), asked.departs))
        elif asked.there:
            rows.append((_("Enough of us were there"), _there(way)))
        return [Facts(tuple((str(label), str(words)) for label, words in rows))]


class LookUp(Panel[ByCharter]):
    """What the charter says of it, on every page; on the stage which kind it is, and why the group departs from it."""

    @action(by="facilitator", voids=True)
    def by_charter(self, s: Any, ctx: Ctx, kind: Kind = "", why: Why = "") -> None:
        """Say which kind of decision it is, and why it is made in another way than the charter says, if it is."""
        if kind and charter.about(ctx.ledgers, kind) is None:
            raise Refused(_("Your charter has no such kind of decision. Please load the page again."))
        asked = self.block.of(s)
        asked.there = asked.there and likeness(asked.kind) == likeness(kind)
        asked.kind, asked.departs = kind, "" if is_blank(why) or not kind else why.strip()

    @action(by="facilitator")
    def enough(self, s: Any, here: bool = True) -> None:
        """Enough of the members are here, with lived experience among them; or nobody said so."""
        self.block.of(s).there = here

    def board(self, s: Any, ctx: Ctx) -> Html:
        way, departs = self.block.way(s, ctx), self.block.of(s).departs
        if way is None:
            return Html("")
        told = kit.lead(_("Our charter says: {way}.", way=way.text))
        return kit.join(told, kit.hint(_("Today in another way, because: {why}", why=departs)) if departs else "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        asked, ways, way = self.block.of(s), charter.ways(ctx.ledgers), self.block.way(s, ctx)
        if not self.block.decides(s):
            return Html("")
        silent = asked.kind and way is None
        told = _("Your charter does not say how “{kind}” is decided.", kind=asked.kind)
        if not ways:
            return kit.hint(told) if silent else Html("")
        kinds = [kit.Column("", _("None of these")), *(kit.Column(each.kind, each.kind) for each in ways)]
        chosen = next((each.kind for each in ways if way and each.kind == way.kind), "")
        which = kit.column_select("kind", kinds, chosen, _("Kind of decision in your charter"), kit.mark("kind"))
        why = kit.TextField("why", _("Only if you do it in another way: why?"), 140, asked.departs)
        form = kit.text_form(why, self.named("by_charter"), _("Save"), before=which)
        return kit.join(
            kit.heading(_("Your charter")), kit.hint(told) if silent else "", form, self._enough(way, asked)
        )

    def _enough(self, way: Way | None, asked: Asked) -> Html:
        if way is None or way.method not in self.block.fits or asked.departs:
            return Html("")
        words = _("Not enough of us are here") if asked.there else _("Enough of us are here")
        button = kit.button(words, kit.act(self.named("enough"), here=int(not asked.there)))
        return kit.join(kit.hint(_("Ask it aloud: {words}.", words=_there(way))), kit.secondary([button]))


def _there(way: Way) -> Words:
    return _("{share} of the members, with lived experience among them", share=way.quorum)
