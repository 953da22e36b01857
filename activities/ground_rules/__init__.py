"""Ground rules: how we will treat each other."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from activities.ground_rules import older, record
from activities.ground_rules.agreement import Agreement, Leave
from activities.ground_rules.elsewhere import Rules
from activities.ground_rules.mending import CHANGE, Changes
from activities.ground_rules.reminding import Reminder
from activities.ground_rules.rules import Story
from facilitator import kit
from facilitator.activity import Ctx, SaysWhatFor, Section
from facilitator.blocks.collect import Care, Collect, CollectSettings
from facilitator.blocks.group import Group, GroupSettings
from facilitator.composing import Activity, Phase, Shelf
from facilitator.i18n import Words, _, mark

COLUMNS = (kit.Column("helps", _("Helps")), kit.Column("in-the-way", _("Gets in the way")))
ASK = _("What helps you speak and listen here? What gets in the way?")
MAKE, SEE = _("How do we treat each other?"), _("Begin with “We”. What would we see?")
SLIPS, WAYS = _("When a rule slips, how do we remind each other?"), _("Ways to remind each other")
OVER = _("The rules have been asked, so this step is over. Open rules can be mended.")


class RulesSettings(CollectSettings, GroupSettings, SaysWhatFor):
    """What is fixed before the first card."""

    question: str = Field("", title=mark("Question. Empty: what helps, and what gets in the way"), max_length=140)
    pass_level: Literal[2, 3] = Field(3, title=mark("Nobody may be below this, from 0 to 5"))
    max_rules: int = Field(8, title=mark("Most rules"), ge=1, le=9)
    rounds_max: int = Field(3, title=mark("Most rounds"), ge=1, le=5)
    starter_cards: bool = Field(False, title=mark("Offer rules of other groups, after people wrote their own"))
    reopen: list[str] = Field([], title=mark("Agreements to talk about again, such as R-2"), max_length=9)


def _new(given: RulesSettings) -> bool:
    return not given.reopen


class GroundRules(Activity[RulesSettings]):
    """Agree on how you will treat each other, in your own words.

    People write what helps and what gets in the way, and the group makes sentences of it: "We …". Everyone says to each
    how far they can go with it, unseen, and a rule stands only when nobody is below three. What is not agreed stays on
    the page. Write what people would see: "be professional" says something else to everyone.
    """

    version = 2
    id, title, glyph = "ground-rules", _("Ground rules"), "ground-rules"
    used_for, who_decides = _("How we treat each other here"), _("Everyone here")
    reopens = {"agreements": "reopen"}
    example = {"starter_cards": True, "max_rules": 4}

    shelf = Shelf(
        steps=(3, 1), point=3, purposes=("meet",), minutes=(20, 45), people=(3, 60),
        when=_("People begin to work together, or a rule slips."), leaves=_("Rules that everyone can live with"),
    )  # fmt: skip

    cards = Collect(COLUMNS, may=RulesSettings.card_rules, note=_("2 or 3 are enough."))
    groups = Group(cards)
    draft = Rules(groups, begins=SEE)
    agreed = Agreement(draft)
    ratings = agreed.ratings
    changes = Changes(agreed)
    reminders = Collect(title=WAYS)
    reminder = Reminder(reminders)
    care = Care(groups, changes, reminders)

    phases = (
        Phase("write", _("Think"), cards.write, when=_new,
              say=_("Think of groups in which you could speak. What helped? What got in the way?")),
        Phase("group", _("Group"), groups.sort, go=_("Show the cards"), reveal=True, when=_new,
              note=_("The board and all phones show them at once. You cannot undo this."),
              say=_("Which of these belong together? Names come last.")),
        Phase("draft", _("Draft"), draft.write, draft.elsewhere, go=_("Make sentences of them"), ask=MAKE,
              note=_("Phones can suggest a wording."),
              say=_("One sentence for each group, beginning with “We”. What would we see?")),
        Phase("agree", _("Agree"), agreed.read, agreed.ask, go=_("Ask everyone"),
              ask={"board": _("Can we live with these?"), "phone": _("Can you live with these?")},
              note=_("Phones answer about all open rules at once. Nobody sees an answer before the result."),
              say=_("I will read every rule aloud. Can you live with it? One 0 stops a rule.")),
        Phase("reveal", _("Result"), agreed.result, Leave(agreed, to="remind"), go=_("Show the result"), reveal=True,
              ask=agreed.counted, then=agreed.then("listen", over="remind"),
              note=_("The board and all phones show it at once. You cannot undo this.")),
        Phase("listen", _("Listen"), agreed.rest, changes.ask, go=_("Ask what would need to change"), ask=CHANGE,
              aside=True, note=_("Phones can send cards without a name."),
              say=_("What would need to change so that you can live with it? Thank you for being honest.")),
        Phase("mend", _("Mend"), changes.mend, go=_("Show the cards"), ask=changes.mend.question,
              then=agreed.then("agree", over="remind", reworded=True),
              note=_("The board shows them rule by rule, in no order."),
              say=_("Which words could all of us live with? Only open rules are asked again.")),
        Phase("remind", _("Remind"), reminder.ask, go=_("Ask how we remind each other"), ask=SLIPS, then="choose",
              note=_("Phones can send a card without a name."), say=SLIPS),
        Phase("choose", _("Choose"), reminder.choose, go=_("Show the cards"), ask=SLIPS, aside=True,
              note=_("The board shows them, in no order."),
              say=_("Which of these shall we try? A sign that everyone may use is enough.")),
        Phase("close", _("Close"), agreed.standing, reminder.told, go=_("Show what we agreed"), ask=agreed.agreed,
              note=_("The board shows the rules and what is open."),
              say=_("These are our rules. You can ask for a talk about one at any time, on your phone.")),
    )  # fmt: skip
    below = (care.mine, care.hiding)

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return MAKE if self.settings.reopen else self.settings.question or ASK

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        if (phase == "group" and ctx.asked) or (phase == "draft" and self.agreed.now(ctx).rounds):
            return OVER
        if phase in ("reveal", "listen", "mend") and not (ctx.asked and (ctx.revealed or phase == "reveal")):
            return _("There is no result yet. Ask everyone first.")
        return super().ready(s, ctx, phase)

    def results(self, s: Any, ctx: Ctx) -> Story:
        return self.agreed.results(s, ctx)

    def section(self, s: Any, ctx: Ctx) -> Section:
        blocks = [*record.agreed(self.agreed, s, ctx), *record.rounds(self.changes, self.care, s, ctx)]
        blocks += [*self.draft.wordings(s, ctx), *self.reminder.record(s, ctx)]
        blocks += self.groups.record(s, ctx) if self.cards.of(s).cards else []
        blocks.append(record.method(self.settings.pass_level))
        ledger = record.ledger(self.agreed, s, ctx)
        return Section(str(self.title), str(self.ask(s, ctx)), blocks=tuple(blocks), ledger=ledger)

    @classmethod
    def upgrade(cls, kind: Literal["settings", "state", "event"], data: dict[str, Any], version: int) -> dict[str, Any]:
        return older.state(data) if kind == "state" and version == 1 else data
