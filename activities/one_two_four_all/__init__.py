"""One, two, four, all: ideas from everyone at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import Field

from activities.one_two_four_all import widgets
from activities.one_two_four_all.ideas import Bring, Same
from activities.one_two_four_all.notes import SharedNotes
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect, Rules
from facilitator.blocks.note import Note
from facilitator.blocks.tables import MixSettings, Tables
from facilitator.composing import Activity, Panel, Phase, Shelf
from facilitator.i18n import Words, _, mark, ngettext


class OneTwoFourAllSettings(SaysWhatFor, MixSettings):
    """What is fixed before anyone thinks."""

    question: str = Field("How might we do this together?", title=mark("Question, in one sentence"), min_length=3,
                          max_length=140)  # fmt: skip
    alone: int = Field(1, title=mark("Minutes alone"), ge=1, le=30)
    pairs: int = Field(2, title=mark("Minutes in pairs"), ge=1, le=30)
    fours: int = Field(4, title=mark("Minutes at tables"), ge=1, le=60)
    together: int = Field(5, title=mark("Minutes all together"), ge=1, le=60)
    ideas_per_table: int = Field(1, title=mark("Ideas from each table"), ge=1, le=3)


class Way(Panel[Tables]):
    """The four steps with their minutes, the one marked that is on or comes; before them, what the ideas are for."""

    def __init__(self, block: Tables, begins: bool = False) -> None:
        super().__init__(block)
        self.begins = begins

    def board(self, s: Any, ctx: Ctx) -> Html:
        given: OneTwoFourAllSettings = ctx.settings
        seating = self.block.of(s)
        people = sum(map(len, seating.pairs)) or len(ctx.seats)  # who leaves in a hidden step changes nothing here
        rows: list[tuple[str, int, Words, int]] = [
            ("alone", 1, _("Alone"), given.alone), ("pairs", 2, _("In pairs"), given.pairs),
            ("fours", 4, _("At the table"), given.fours),
            ("all", min(12, max(5, people)), _("All together"), given.together),
        ]  # fmt: skip
        if seating.drawn and not self.block.has_tables(s):
            del rows[2]
        used, decides = given.purpose or OneTwoFourAll.used_for, given.decides or OneTwoFourAll.who_decides
        told = kit.hint(_("It is for: {used}. Who decides: {decides}.", used=used, decides=decides))
        timed = [(step, n, words, ngettext("{n} minute", "{n} minutes", minutes)) for step, n, words, minutes in rows]
        return kit.join(told if self.begins else "", widgets.steps(timed, "alone" if self.begins else ctx.phase))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.board(s, ctx) if self.begins else Html("")


class OneTwoFourAll(Activity[OneTwoFourAllSettings]):
    """Everyone thinks alone, then in pairs, then at tables of four; each table brings one idea to all.

    Use it when you want many people to build on each other's ideas, and quiet people to be heard. It takes a quarter
    of an hour, for 2 to 100 people, and leaves a list of ideas with their tables. Never skip the minute alone: it is
    what makes the rest work. Pairs are drawn by lot, so that those who came together do not stay together.
    """

    id, title, glyph = "one-two-four-all", _("One, two, four, all"), "one-two-four-all"
    used_for, who_decides = _("Ideas to go on with"), _("Nobody yet, this collects ideas")
    shelf = Shelf(
        steps=(4, 2), point=3, purposes=("gather",), minutes=(15, 30), people=(5, 100),
        when=_("A question needs ideas from everyone, not only from those who speak first."),
        leaves=_("Ideas that small groups put forward"),
    )  # fmt: skip
    example = {"question": "How might we welcome new people?", "purpose": "We take the ideas into a vote",
               "ideas_per_table": 2}  # fmt: skip

    tables = Tables()
    notes = SharedNotes(tables)
    ideas = Collect(may=Rules(limit=280), mine=_("What you sent for your group"))
    bring = Bring(tables, notes, ideas)
    same = Same(ideas, tables)
    care = Care(same)
    told_last = (tables,)

    phases = (
        Phase("mix", _("Mix"), tables.say, when=MixSettings.asks,
              ask=tables.asked,
              say=_("Please say it on your phone. It only helps to make the groups. You can pass.")),
        Phase("groups", _("Groups"), tables.find, Way(tables, begins=True), ask=_("Find your place"),
              go=_("Go on to the groups"),
              say=_("Your phone says your pair and your table. On paper? I tell you. Helpers stay with their person.")),
        Phase("alone", _("Alone"), Note(open=True), Way(tables), go=_("Everyone thinks alone"),
              minutes=lambda given: given.alone, note=_("What phones note here never leaves them."),
              say=_("One minute, in silence. Write or just think.")),
        Phase("pairs", _("Pairs"), notes.pairs, Note(), Way(tables), go=_("Go into pairs"),
              minutes=lambda given: given.pairs, note=_("Each pair has a note that only the two can read."),
              say=_("Turn to your pair. Tell each other your ideas, and build on them.")),
        Phase("fours", _("Tables"), notes.at_tables, Note(), Way(tables), go=_("Bring pairs together at tables"),
              ask=_("What stands out?"), minutes=lambda given: given.fours,
              note=_("Each table has a note that only those at it can read."),
              say=_("Tell the other pair what you found. What stands out? Choose what you bring to all.")),
        Phase("all", _("All"), notes.part, bring.send, go=_("Come together"), minutes=lambda given: given.together,
              note=_("Ideas stand on the board as tables send them."),
              say=_("We go around. Each table brings one idea, and others add to it.")),
        Phase("same", _("Same ideas"), same.sort, go=_("Put the same ideas together"),
              note=_("Nothing is lost: both stay, under one name."),
              say=_("Do any of these say the same? Then we put them together.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if phase in ("mix", "groups"):
            return super().ready(s, ctx, phase)
        if phase != "alone" and "alone" not in ctx.went:
            return _("First everyone thinks alone. That is what makes the rest work.")
        return self.tables.unready(s, ctx) or super().ready(s, ctx, phase)

    def suggest(self, s: Any, ctx: Ctx) -> str | None:
        seating = self.tables.of(s)
        if ctx.phase == "alone" and not seating.pairs:
            return "all"
        return "all" if ctx.phase == "pairs" and not seating.tables else super().suggest(s, ctx)

    def results(self, s: Any, ctx: Ctx) -> list[kit.Card]:
        return self.bring.wall(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        made = super().section(s, ctx)
        return made if "all" in ctx.went else replace(made, finished=False, blocks=(), items=())
