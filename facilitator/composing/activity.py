"""An activity as its author writes it: blocks, phases and a question. Everything else follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from facilitator import activity, kit
from facilitator.activity import Ctx, Html, Key, Onward, Privacy, Settings, State
from facilitator.composing.block import Block
from facilitator.composing.made import AnyBlock, blocks_of, settle, state_of, table_of, with_own
from facilitator.composing.panel import Panel
from facilitator.composing.phase import Asked, Marked, Phase, worded
from facilitator.i18n import Words
from facilitator.ledger.sealed import Seals
from facilitator.report.model import Section

SETTINGS = TypeVar("SETTINGS", bound=Settings)


class Activity(activity.Activity[SETTINGS, Any], Generic[SETTINGS]):
    """Blocks as class attributes, phases as one more, a question, and gates between blocks.

    When the class is made, its state gets one field a block, and its actions are those of the panels in its phases:
    what stands in a phase can be done in it, nothing else can. Methods of its own marked with `@action` join them.
    """

    phases: ClassVar[Sequence[Phase]] = ()
    below: ClassVar[tuple[Panel[Any], ...]] = ()
    """At the foot of every phone page, and of the stage, once there is something: my own cards, to take back."""
    told_last: ClassVar[tuple[AnyBlock, ...]] = ()
    """Blocks that the record tells of after the others, such as single cards."""
    blocks: ClassVar[Mapping[str, AnyBlock]] = {}
    _by_name: ClassVar[Mapping[str, Phase]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not cls.phases:
            return
        cls.blocks, cls._by_name = blocks_of(cls), {phase.name: phase for phase in cls.phases}
        settle(cls.blocks, cls.phases)
        cls.state_type = state_of(cls, cls.blocks)
        cls.actions = with_own(table_of(cls.phases, cls.below, cls.blocks.values()), cls.actions)

    # What the author gives

    def ask(self, s: Any, ctx: Ctx) -> Asked:
        """The question at the top of every page, where the phase has none of its own."""
        return ""

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        """Why `phase` cannot be entered yet. Gates between blocks; `super().ready` asks the panels."""
        return next((why for panel in self._phase(phase).panels if (why := panel.ready(s, ctx, phase))), "")

    def why_not_finish(self, s: Any, ctx: Ctx) -> Words:
        """Why it cannot be closed yet. `super().why_not_finish` asks the blocks, in order."""
        return next((why for block in self.blocks.values() if (why := block.why_not_finish(s, ctx))), "")

    def seals(self, s: Any, ctx: Ctx) -> Seals:
        """What stays sealed, and what was opened: of every block."""
        given = [block.seals(s, ctx) for block in self.blocks.values()]
        return Seals(
            tuple(entry for each in given for entry in each.keep), tuple(key for each in given for key in each.opened)
        )

    def section(self, s: Any, ctx: Ctx) -> Section:
        """What the record says: what every block leaves, in order, but not where this run leaves out its phases."""
        blocks = self.blocks.values()
        order = sorted(blocks, key=lambda block: block in self.told_last)
        return Section(
            str(self.title),
            str(worded(self.ask(s, ctx), "board")),
            blocks=tuple(each for block in order if self._takes_part(block) for each in block.record(s, ctx)),
            items=tuple(item for block in blocks for item in block.items(s, ctx)),
            ledger=tuple(entry for block in blocks for entry in block.ledger(s, ctx)),
        )

    # What the engine calls

    def start(self, ctx: Ctx) -> State:
        return self.state_type(**{name: block.begin(ctx) for name, block in self.blocks.items()})

    @classmethod
    def versions(cls) -> Mapping[str, int]:
        return {name: block.version for name, block in cls.blocks.items()}

    @classmethod
    def upgrade_field(cls, name: str, data: Any, version: int) -> Any:
        return cls.blocks[name].upgrade(data, version)

    def shown_phases(self) -> Sequence[Phase]:
        given = self.settings
        return [phase.within(given) for phase in self.phases if phase.when is None or phase.when(given)]

    def privacy(self, phase: activity.Phase) -> Privacy | None:
        return self._phase(phase.name).privacy_with(self.settings)

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {key for panel in self._here(ctx) for key in panel.done(s, ctx)}

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {key for panel in self._here(ctx) for key in panel.begun(s, ctx)}

    def passed(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {key for panel in self._here(ctx) for key in panel.silent(s, ctx)}

    def entering(self, s: Any, ctx: Ctx) -> None:
        for panel in self._here(ctx):
            panel.entering(s, ctx)

    def counted_from(self, ctx: Ctx) -> int:
        return max((part.counted_from(self.settings) for panel in self._here(ctx) for part in panel.parts), default=0)

    def company(self, s: Any, me: Key, ctx: Ctx) -> Collection[Key]:
        return {key for panel in self._here(ctx) for part in panel.parts for key in part.company(s, me, ctx)}

    def seats_people(self) -> bool:
        return any(type(block).seated is not Block.seated for block in self.blocks.values())

    def seated(self, s: Any, ctx: Ctx) -> None:
        for block in self.blocks.values():
            block.seated(s, ctx)

    def sealing(self, s: Any, ctx: Ctx) -> None:
        for panel in self._here(ctx):
            panel.sealing(s, ctx)

    def suggest(self, s: Any, ctx: Ctx) -> str | None:
        then = self._phase(ctx.phase).then
        return then(s, ctx) if callable(then) else then or None

    def onward(self, s: Any, ctx: Ctx) -> Onward | None:
        return next((onward for panel in self._here(ctx) if (onward := panel.onward(s, ctx))), None)

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        return " ".join(str(words) for panel in self._here(ctx) if (words := panel.read_aloud(s, ctx)))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(self._top(s, ctx, "phone"), self._drawn(ctx, lambda panel: panel.phone(s, me, ctx)))

    def foot(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(*(panel.phone(s, me, ctx) for panel in self.below))

    def board(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(self._top(s, ctx, "board"), self._drawn(ctx, lambda panel: panel.board(s, ctx)))

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(
            self._drawn(ctx, lambda panel: panel.stage(s, ctx)), *(each.stage(s, ctx) for each in self.below)
        )

    def private(self, s: Any, ctx: Ctx) -> Html:
        return kit.join(*(part.private(s, ctx) for panel in self._here(ctx) for part in panel.parts))

    def notice(self, s: Any, ctx: Ctx) -> str:
        return next((told for panel in self._here(ctx) if (told := panel.notice(s, ctx))), "")

    def keeps_private(self, ctx: Ctx) -> bool:
        parts = (part for panel in self._here(ctx) for part in panel.parts)
        return type(self).private is not Activity.private or any(
            type(part).private is not Panel.private for part in parts
        )

    def paper(self, s: Any, ctx: Ctx) -> tuple[str, Html] | None:
        paper = next((paper for panel in self._here(ctx) if (paper := panel.paper(s, ctx))), None)
        return (paper.do, paper.fields()) if paper else None

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> tuple[str, Html] | None:
        paper = next((paper for panel in self._here(ctx) if (paper := panel.paper_for(s, me, ctx))), None)
        return (paper.do, paper.fields()) if paper else None

    def own_undo(self, s: Any, ctx: Ctx) -> str:
        return next((do for panel in self._here(ctx) if (do := panel.own_undo(s, ctx))), "")

    def codes(self, s: Any, me: Key, ctx: Ctx) -> Sequence[str]:
        return [code for block in self.blocks.values() for code in block.codes(s, me, ctx)]

    def _takes_part(self, block: AnyBlock) -> bool:
        """Whether a block stands in a phase of this run; one that stands in no phase at all serves every run."""

        def stands(phases: Iterable[activity.Phase]) -> bool:
            panels = [part for phase in phases for panel in self._phase(phase.name).panels for part in panel.parts]
            return any(part.block is block for part in panels)

        return stands(self.shown_phases()) or not stands(self.phases)

    def _phase(self, name: str) -> Phase:
        return self._by_name[name]

    def _here(self, ctx: Ctx) -> tuple[Panel[Any], ...]:
        return self._phase(ctx.phase).panels

    def _drawn(self, ctx: Ctx, draw: Callable[[Panel[Any]], Html]) -> Html:
        """The panels of the phase, one after another; several that show much share the room of the page."""
        panels = self._here(ctx)
        walls = sum(panel.roomy for panel in panels)
        if walls < 2:
            return kit.join(*map(draw, panels))
        share, parts = 0, []
        for panel in panels:
            share += panel.roomy
            with kit.sharing(walls, max(1, share)):
                parts.append(draw(panel))
        return kit.join(*parts)

    def _top(self, s: Any, ctx: Ctx, surface: kit.Surface) -> Html:
        phase = self._phase(ctx.phase)
        asked = (phase.ask(s, ctx) if callable(phase.ask) else phase.ask) or self.ask(s, ctx)
        headline = next((words for panel in phase.panels if (words := panel.headline(s, ctx))), "")
        return kit.join(
            kit.topline(worded(headline, surface)), kit.question(worded(asked, surface), isinstance(asked, Marked))
        )
