"""Share resources: money, time and support, fairly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from activities.share_resources.ballot import Approve
from activities.share_resources.dividing import Divide
from activities.share_resources.funding import Fund
from activities.share_resources.hearing import Hearing
from activities.share_resources.needs import Needs
from activities.share_resources.outcome import FITS, Becomes, decides
from activities.share_resources.pabulib import taken
from activities.share_resources.pot import Projects, RingFence, again
from activities.share_resources.settings import ShareResourcesSettings
from facilitator.activity import Ctx, Section
from facilitator.blocks.allocate import Allocate
from facilitator.blocks.decision import ByCharter
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _
from facilitator.report.model import Outcome, Passage, Table


def _place(block: Passage) -> int:
    """Where a block stands in the record: how it ended, then what it came to, then all else."""
    if isinstance(block, Outcome):
        return 0
    return 1 if isinstance(block, Table) and block.id.startswith(("round-", "divided-")) else 2


class ShareResources(Activity[ShareResourcesSettings]):
    """Decide together where money, time or support goes.

    First comes what people need so that they can take part at all; it is never on the ballot. Then you fund projects,
    by a count that gives everyone the same share of the pot and can be followed step by step, or you split the pot
    over lines. Say before who decides: a ballot that nobody is bound by is worse than none.
    """

    id, title, glyph = "share-resources", _("Share resources"), "share-resources"
    reads: ClassVar[Any] = {"pb": taken}
    used_for = _("Where the money goes")
    example = {"amount": 1000, "who": "Everyone here", "ring_fence": ["Travel: 100", "Care cover"],
               "projects": ["Minibus: 500", "Garden: 400", "Cafe: 300"]}  # fmt: skip
    further = {"split": {"mode": "split", "amount": 5000, "who": "Everyone here",
                         "ring_fence": ["Travel: 1200", "Payment: 800", "The group", "Publicity"]}}  # fmt: skip
    shelf = Shelf(
        steps=(6,), purposes=("choose",), minutes=(30, 60), people=(5, 500),
        when=_("There is a pot of money or time, and more ideas than it can pay for."),
        leaves=_("What is funded, how it was counted, and what is left"),
    )  # fmt: skip

    ring = RingFence(lambda given: given.ring_fence)
    needs = Needs()
    projects = Projects(ring, lambda given: given.projects)
    hearing = Hearing(projects)
    approve = Approve(projects)
    fund = Fund(projects, approve)
    split = Allocate(on=ring, notes=ring.fixed)
    divide = Divide(ring, split)
    by = ByCharter(FITS, decides=decides)
    outcome = Becomes(by, fund, divide)

    phases = (
        Phase("frame", _("The frame"), ring.frame, outcome.binding, by.look,
              ask=_("What do we share, and who decides?"),
              say=_("This is what is in the pot, what is fixed, and who decides.")),
        Phase("needs", _("Needs"), needs.ask, ask=_("What do you need to take part?"), go=_("Ask what people need"),
              note=_("You alone read it, on your own page. No name is with it."),
              say=_("Travel, access, care, payment for time: tell me what you need. Only I will read it.")),
        Phase("first", _("First"), ring.left, ring.read, needs.read, go=_("Set what comes first"),
              ask=_("What do people need, so that everyone can take part?"),
              say=_("Travel, access, care cover, payment for time: what do we keep for these before anything else?")),
        Phase("projects", _("Projects"), hearing.speak, projects.explain, projects.missing,
              ask=_("What could the pot pay for?"), go=_("Show the projects"),
              when=lambda given: not given.splits, say=_("Each gets the same time. Ask what is not clear.")),
        Phase("choose", _("Choose"), approve.cast, ask=_("Which of these should the pot pay for?"),
              go=_("Open the ballot"), when=lambda given: not given.splits,
              note=_("Phones can choose. Nobody sees any choice before the result."),
              say=_("Choose as many as you like. Three or more is good.")),
        Phase("count", _("Count"), fund.steps, ask=fund.steps.question, go=_("Show the count"), reveal=True,
              when=lambda given: not given.splits, note=_("Step by step, on the board and all phones. No undo.")),
        Phase("funded", _("Result"), fund.result, ask=_("This is what the pot can pay for"), go=_("Show the result"),
              when=lambda given: not given.splits, say=_("Who is served by this? What do we do with what is left?")),
        Phase("points", _("Points"), split.give, ask=_("How would you split it?"), go=_("Ask for points"),
              when=lambda given: given.splits, note=_("Phones can give points. Nobody sees any before the result."),
              say=_("Give 100 points to the lines. What is set aside is safe already, points only add to it.")),
        Phase("divided", _("Result"), divide.result, ask=_("What each line gets"), go=_("Show the result"),
              reveal=True, when=lambda given: given.splits,
              note=_("The board and all phones show it at once. You cannot undo this."),
              say=_("Where do we see this differently? We can talk, and give points once more.")),
        Phase("decided", _("Decision"), outcome.told, ask=_("What becomes of it?"), go=_("Say what becomes of it"),
              note=_("The board says whether it is decided, or how it goes on."),
              say=_("This is where it stands. What do we do with what is left?")),
    )  # fmt: skip

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase == "frame":
            return ""
        if why := self.by.unready(s, ctx):  # what people need is sealed, so the frame cannot be entered again
            return why
        if phase in ("needs", "first"):
            return ""
        if phase in ("points", "choose"):
            shown = self.divide.shown(s, ctx) if self.settings.splits else self.fund.shown(s, ctx)
            if why := again(len(shown), ctx.settings):
                return why
        return self.ring.unready(s, ctx) or super().ready(s, ctx, phase)

    def told_before(self, s: Any, ctx: Ctx) -> tuple[Words, Words]:
        used, _decides = super().told_before(s, ctx)
        return used, self.settings.who

    def section(self, s: Any, ctx: Ctx) -> Section:
        files = () if self.settings.splits else self.fund.files(s, ctx)
        made = super().section(s, ctx)
        tables = {block.id: block for block in made.blocks if isinstance(block, Table)}
        twice = tables.get("ring") if any(id.startswith("divided-") for id in tables) else None
        blocks = sorted((block for block in made.blocks if block is not twice), key=_place)
        asked = _("How would you split it?") if self.settings.splits else _("Which of these should the pot pay for?")
        return replace(made, question=str(asked), files=files, blocks=tuple(blocks))

    def results(self, s: Any, ctx: Ctx) -> Any:
        return self.divide.results(s, ctx) if self.settings.splits else self.fund.results(s, ctx)
