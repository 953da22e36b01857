"""Read back: the decisions of today, read aloud in their exact words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from activities.read_back import record
from activities.read_back.panels import Found, Here, InALine, Mend, OfToday
from activities.read_back.reading import Decisions
from activities.read_back.rules import Checked
from facilitator.activity import Ctx, Section, Settings
from facilitator.blocks.collect import Care, Collect
from facilitator.blocks.collect import Rules as May
from facilitator.blocks.collect import record as card_record
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _
from facilitator.report.model import Passage


class ReadBack(Activity[Settings]):
    """Check that everyone remembers the same, while the decisions of today are still fresh.

    Each decision is read aloud in its exact words. Phones say, unseen, whether that is what was decided. If somebody
    remembers it in another way, the words are put right and read again; if somebody still does, the log says that the
    wording is disputed, with both. It never changes how a decision ended. Do it before people leave.
    """

    id, title, glyph = "read-back", _("Read back"), "read-back"
    used_for, who_decides = _("Whether the log has the right words"), _("Everyone here")
    shelf = Shelf(
        steps=(5, 6), purposes=("decide",), minutes=(3, 10), people=(2, 200),
        when=_("Something was decided today, and people are about to leave."),
        leaves=_("Decisions whose words everyone heard, put right or marked as disputed"),
    )  # fmt: skip

    decisions = Decisions()
    answers = decisions.answers
    memory = Collect(label=_("How do you remember it?"), per_round=True,
                     shares=answers)  # fmt: skip
    care = Care(memory)

    today, here, found, mend = OfToday(decisions), Here(decisions), Found(decisions), Mend(decisions)
    briefly = InALine(decisions)

    phases = (
        Phase("begin", _("Today"), today, ask=_("What did we decide today?"), then=decisions.onward_to,
              say=_("I will read every decision of today aloud. Please listen whether the words are right.")),
        Phase("read", _("Read"), here, answers.ask, ask=decisions.exact, go=_("Read the words aloud"),
              note=_("The board shows its words. Phones can say whether they are right."),
              say=_("I read it twice, slowly. Is that what we decided?")),
        Phase("found", _("Answers"), found, ask=decisions.exact, go=_("Show the answers"),
              reveal=True, then=decisions.after_result,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Thank you. If you remember it in another way, we want to know how.")),
        Phase("remember", _("Remember"), briefly, memory.write, ask=decisions.exact, aside=True, then="mend",
              go=_("Ask how people remember it"), note=_("Phones can send cards without a name."),
              say=_("Write how you remember it, or say it. What happened, not what you would like now.")),
        Phase("mend", _("Words"), mend, memory.wall, ask=decisions.exact, aside=True, then=decisions.onward_to,
              go=_("Put the words right"), note=_("The board shows the cards, in no order."),
              say=_("Which words did we decide? I read the new ones aloud, and ask once more.")),
        Phase("end", _("The log"), today, ask=_("This is what we decided today."), go=_("Show all of them"),
              note=_("The board shows every decision, with what became of its words."),
              say=_("This stands in our log now, on every phone. We come back to it on the day we set.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return _("Is this what we decided?")

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase in ("remember", "mend") and not self.decisions.readings(s, ctx):
            return _("There is no answer yet. Read the decision aloud first.")
        return super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Mapping[str, Checked]:
        return self.decisions.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        told = [*record.passages(self.decisions, s, ctx), *self._memories(s, ctx)]
        return Section(str(self.title), str(self.ask(s, ctx)), blocks=tuple(told),
                       ledger=tuple(record.entries(self.decisions, s, ctx)))  # fmt: skip

    def _memories(self, s: Any, ctx: Ctx) -> Iterator[Passage]:
        """What people wrote about every reading whose cards were shown, as it is now."""
        for each in self.answers.shown(s, ctx):
            cards, entry = self.memory.of(each.state), self.decisions.entry(each.state, ctx)
            if entry is not None and cards.cards and self.memory.seen(ctx, each):
                title = _("{number}: how people remember it", number=entry.number)
                yield from card_record.blocks(title, self.care.of(s).of(cards), May(), ctx)
