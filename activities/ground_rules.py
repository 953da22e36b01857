"""Ground rules: how we will treat each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, Section
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.collect.shelves import card_wall
from facilitator.blocks.collect.widgets import card_sheet, card_writing
from facilitator.blocks.group import widgets
from facilitator.i18n import Words, _
from facilitator.primitives import rules, rules_record
from facilitator.primitives.drafting import AgreesOnRules, RulesState

COLUMNS = (kit.Column("helps", _("Helps")), kit.Column("in-the-way", _("Gets in the way")))
ASK = _("What helps you speak and listen here? What gets in the way?")
SLIPS = _("When a rule slips, how do we remind each other?")
CHANGE = _("What would need to change?")
MAKE, SEE = _("How do we treat each other?"), _("Begin with “We”. What would we see?")


class GroundRules(AgreesOnRules, Activity[rules.RulesSettings, RulesState]):
    """Agree on how you will treat each other, in your own words.

    People write what helps and what gets in the way, and the group makes sentences of it: "We …". Everyone says to each
    how far they can go with it, unseen, and a rule stands only when nobody is below three. What is not agreed stays on
    the page. Write what people would see: "be professional" says something else to everyone.
    """

    id, title, glyph = "ground-rules", _("Ground rules"), "ground-rules"
    used_for, who_decides = _("How we treat each other here"), _("Everyone here")
    reopens = {"agreements": "reopen"}
    example = {"starter_cards": True, "max_rules": 4}
    phases = (
        Phase("write", _("Think"), privacy="hidden", hidden=True,
              say=_("Think of groups in which you could speak. What helped? What got in the way?")),
        Phase("group", _("Group"), go=_("Show the cards"), reveal=True,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Which of these belong together? Names come last.")),
        Phase("draft", _("Draft"), go=_("Make sentences of them"), note=_("Phones can suggest a wording."),
              say=_("One sentence for each group, beginning with “We”. What would we see?")),
        Phase("agree", _("Agree"), go=_("Ask everyone"), privacy="hidden", hidden=True, round=True,
              note=_("Phones answer about all open rules at once. Nobody sees an answer before the result."),
              say=_("I will read every rule aloud. Can you live with it? One 0 stops a rule.")),
        Phase("reveal", _("Result"), go=_("Show the result"), reveal=True,
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("listen", _("Listen"), go=_("Ask what would need to change"), privacy="hidden", hidden=True, aside=True,
              note=_("Phones can send cards without a name."),
              say=_("What would need to change so that you can live with it? Thank you for being honest.")),
        Phase("mend", _("Mend"), go=_("Show the cards"), note=_("The board shows them rule by rule, in no order."),
              say=_("Which words could all of us live with? Only open rules are asked again.")),
        Phase("remind", _("Remind"), go=_("Ask how we remind each other"), privacy="hidden", hidden=True,
              note=_("Phones can send a card without a name."), say=SLIPS),
        Phase("choose", _("Choose"), go=_("Show the cards"), aside=True, note=_("The board shows them, in no order."),
              say=_("Which of these shall we try? A sign that everyone may use is enough.")),
        Phase("close", _("Close"), go=_("Show what we agreed"), note=_("The board shows the rules and what is open."),
              say=_("These are our rules. You can ask for a talk about one at any time, on your phone.")),
    )  # fmt: skip

    def start(self, ctx: Ctx) -> RulesState:
        return RulesState(draft=self.first_draft(ctx))

    def shown_phases(self) -> Sequence[Phase]:
        return self.phases[2:] if self.settings.reopen else self.phases

    def card_rules(self, s: RulesState) -> Rules:
        return self.settings.card_rules(*self.card_columns(s))

    def card_columns(self, s: RulesState) -> Mapping[str, Words]:
        return {column.value: column.words for column in COLUMNS}

    def results(self, s: RulesState, ctx: Ctx) -> rules.Story:
        return rules.story([each for each in ctx.shown(s) if each.number], self.settings.pass_level)

    def suggest(self, s: RulesState, ctx: Ctx) -> str | None:
        nothing_new = ctx.phase == "mend" and not self.reworded(s, ctx.results)
        if ctx.phase in ("reveal", "mend") and (nothing_new or self.why_not_ask(s, ctx.results)):
            return "remind"
        return {"reveal": "listen", "mend": "agree", "remind": "choose"}.get(ctx.phase)

    def phone(self, s: RulesState, me: Key, ctx: Ctx) -> Html:
        given, open_ = self.settings, ctx.results.open(s.draft.rules)
        if ctx.phase == "write":
            form = card_writing(s.cards, self.card_rules(s), me, COLUMNS, note=_("2 or 3 are enough."))
            return kit.join(self.board(s, ctx), form)
        if ctx.phase == "group":
            moves = widgets.group_controls(s.cards, s.groups, COLUMNS) if given.everyone_moves else ""
            return kit.join(self.board(s, ctx) if not moves else _top(self.question), moves)
        if ctx.phase == "draft":
            return kit.join(_top(MAKE, SEE), kit.suggesting(s, self.wordless(s), me))
        if ctx.phase == "agree":
            ballot = kit.rule_ballot(s, open_, me, me in ctx.late, given.pass_level)
            return kit.join(_top(_("Can you live with these?")), ballot)
        if ctx.phase == "listen":
            return kit.join(_top(CHANGE), kit.change_form(s, open_, me))
        if ctx.phase == "remind":
            return kit.join(_top(SLIPS), kit.reminder_form(s.reminders, me))
        return kit.rule_results(s.draft, ctx.results, me) if ctx.phase == "reveal" else self.board(s, ctx)

    def board(self, s: RulesState, ctx: Ctx) -> Html:
        if ctx.phase in ("write", "group"):
            wall = widgets.group_wall(s.cards, s.groups, COLUMNS) if ctx.phase == "group" else ""
            return kit.join(_top(self.question), wall)
        if ctx.phase == "draft":
            return kit.join(_top(MAKE, SEE), kit.drafted(s, self.wordless(s)))
        if ctx.phase == "agree":
            rest = kit.proposed_rules(s.draft, ctx.results.open(s.draft.rules))
            return kit.join(_top(_("Can we live with these?")), rest)
        if ctx.phase == "listen":
            return kit.join(_top(CHANGE), kit.open_rules(s.draft, ctx.results))
        if ctx.phase in ("remind", "choose"):
            cards = card_wall(s.reminders) if ctx.phase == "choose" else ""
            return kit.join(_top(SLIPS), cards, kit.reminded(s.reminder))
        if ctx.phase == "close":
            return kit.join(kit.agreed_rules(s.draft, ctx.results), kit.reminded(s.reminder))
        return kit.mending(s, ctx.results) if ctx.phase == "mend" else kit.rule_results(s.draft, ctx.results)

    def stage(self, s: RulesState, ctx: Ctx) -> Html:
        if ctx.phase == "group":
            return widgets.group_tools(s.cards, s.groups, COLUMNS)
        return kit.rule_tools(s, ctx, self.wordless(s), self.settings)

    def paper(self, s: RulesState, ctx: Ctx) -> tuple[str, Html]:
        if ctx.phase == "write":
            return "sheet", card_sheet(self.card_rules(s), COLUMNS)
        return kit.rule_paper(s, ctx, self.settings.pass_level)

    def section(self, s: RulesState, ctx: Ctx) -> Section:
        columns, cards = self.card_columns(s), self.card_rules(s)
        return rules_record.section(self.title, self.question, s, self.settings, ctx, cards, columns)

    @property
    def question(self) -> Words:
        """What people are asked first."""
        return MAKE if self.settings.reopen else self.settings.question or ASK


def _top(question: Words, words: Words = "") -> Html:
    return kit.join(kit.topline(words), kit.question(question))
