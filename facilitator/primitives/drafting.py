"""Agreeing on rules: the actions from the first draft to the reminder, for people and for the facilitator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated

from pydantic import Field

from facilitator.activity import Ctx, Key, Refused, State, action, per_round
from facilitator.blocks.collect.card import Rules
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.draft.rules import LONGEST, NEW, STARTERS, Draft
from facilitator.blocks.group.rules import Groups
from facilitator.blocks.rate import rules as rate
from facilitator.i18n import Words, _
from facilitator.primitives import rules
from facilitator.primitives.caring import Mended, Pile, earlier
from facilitator.primitives.collecting import Id, Line, Text
from facilitator.primitives.grouping import Grouping
from facilitator.text import is_blank

Sentence = Annotated[str, Field(max_length=LONGEST)]
Entry = Annotated[str, Field(max_length=160)]


@dataclass
class RulesState(State):
    """Cards in groups, a sentence for each group, what everyone says to it, and how people remind each other."""

    cards: Cards = field(default_factory=Cards)
    groups: Groups = field(default_factory=Groups)
    draft: Draft = field(default_factory=Draft)
    suggestions: Cards = field(default_factory=partial(Cards, pile="suggestions"))
    """Other words for a rule, or words for a group that has none yet; its id is their column."""
    ratings: rate.Ratings = per_round(rate.Ratings)
    known: dict[Key, bool] = per_round(dict)
    """Who came late and says that they know what is proposed."""
    changes: Cards = per_round(partial(Cards, pile="changes"))
    """What would need to change in a rule; its id is their column."""
    mended: Mended = field(default_factory=Mended)
    reminders: Cards = field(default_factory=partial(Cards, pile="reminders"))
    reminder: str = ""
    """How people remind each other when a rule slips, as the group chose it."""


class AgreesOnRules(Grouping):
    """Grouping, and the actions of the steps "draft" to "close"; the results are a `rules.Story`."""

    settings: rules.RulesSettings

    def wordless(self, s: RulesState) -> list[str]:
        """The groups of cards (ids) that have no sentence yet."""
        return [group for group, ids in s.groups.members(s.cards).items() if ids and group not in s.draft.rules]

    def room_for(self, s: RulesState) -> int:
        """How many more rules there may be."""
        return max(0, self.settings.max_rules - len(s.draft.rules))

    def why_not_ask(self, s: RulesState, story: rules.Story) -> Words:
        """Why nobody can be asked about rules now; empty when people can."""
        if not s.draft.rules:
            return _("There is no rule yet. Write one below.")
        if not story.open(s.draft.rules):
            return _("Everyone agreed to every rule already.")
        if len(story.rounds) >= self.settings.rounds_max:
            return _("That was the last round. What is open stays on the page.")
        return ""

    def reworded(self, s: RulesState, story: rules.Story) -> bool:
        """Whether an open rule stands in words that nobody was asked about."""
        return any(story.about(rule, s.draft.rules[rule].words) is None for rule in story.open(s.draft.rules))

    def pile(self, s: RulesState, phase: str) -> Cards:
        """The cards that a step is about."""
        if phase in ("remind", "choose", "close"):
            return s.reminders
        return s.changes if phase in ("listen", "mend") else s.cards

    def piles(self, s: RulesState, ctx: Ctx) -> Sequence[Pile]:
        return [
            *super().piles(s, ctx),
            Pile(s.changes, unseen=not ctx.seen("listen", "mend")),
            Pile(s.reminders, unseen=not ctx.seen("remind", "choose")),
            *earlier(s.mended, ctx, lambda state: state.changes, "listen", "mend"),
        ]

    def first_draft(self, ctx: Ctx) -> Draft:
        """The older agreements that the settings name, or that an earlier step hands on."""
        draft, wanted = Draft(), [*self.settings.reopen, *(item.id for item in ctx.incoming)]
        for entry in ctx.ledgers.of("agreements"):
            if (entry.key in wanted or entry.number in wanted) and len(draft.rules) < self.settings.max_rules:
                draft.bring_back(entry.key, entry.text, self.settings.max_rules)
        return draft

    def ready(self, s: RulesState, ctx: Ctx, phase: str) -> Words:
        if phase == "write":
            return self.why_not_write(ctx, phase)
        if (phase == "group" and ctx.round) or (phase == "draft" and ctx.results.rounds):
            return _("The rules have been asked, so this step is over. Open rules can be mended.")
        if phase == "agree":
            return self.why_not_ask(s, ctx.results)
        if phase in ("reveal", "listen", "mend") and not (ctx.round and (ctx.revealed or phase == "reveal")):
            return _("There is no result yet. Ask everyone first.")
        return ""

    # Draft

    @action("draft", by="facilitator", voids=True)
    def draft_rules(self, s: RulesState, ctx: Ctx, text: dict[str, Sentence] = {}) -> None:  # noqa: B006 - never changed
        """Say the rules in these words, by their ids, those of groups, or "new"; an empty field changes nothing."""
        s.draft.write(text, ctx.round, self.settings.max_rules, self.wordless(s))

    @action("draft", by="facilitator", voids=True)
    def use(self, s: RulesState, ctx: Ctx, card: Id) -> None:
        """Take the words that somebody suggested."""
        if card not in s.suggestions.cards:
            raise Refused(_("This suggestion is not there any more. Choose another."))
        found = s.suggestions.cards[card]
        s.draft.write({found.column: found.text}, ctx.round, self.settings.max_rules, self.wordless(s))
        del s.suggestions.cards[card]

    @action("draft", by="facilitator")
    def put_away(self, s: RulesState, card: Id) -> None:
        """Leave a suggestion aside."""
        if s.suggestions.cards.pop(card, None) is None:
            raise Refused(_("This suggestion is not there any more. Choose another."))

    @action("draft", by="facilitator", voids=True)
    def start_from(self, s: RulesState, ctx: Ctx, which: Annotated[int, Field(ge=0, lt=len(STARTERS))]) -> None:
        """Take a rule that other groups made."""
        s.draft.write({NEW: str(STARTERS[which])}, ctx.round, self.settings.max_rules)

    @action("draft", by="facilitator", voids=True)
    def reopen(self, s: RulesState, ctx: Ctx, entry: Entry) -> None:
        """Talk about an older agreement again."""
        found = ctx.ledgers.find(entry)
        if found is None or found.ledger != "agreements":
            raise Refused(_("This agreement is not there any more. Choose another."))
        s.draft.bring_back(entry, found.text, self.settings.max_rules)

    @action("draft", by="facilitator", voids=True)
    def drop(self, s: RulesState, rule: Id) -> None:
        """Leave a rule out."""
        s.draft.drop(rule)

    @action("draft")
    def suggest_(self, s: RulesState, me: Key, ctx: Ctx, rule: Id, text: Sentence) -> None:
        """Suggest a wording, one for each rule or group."""
        given = Rules((*s.draft.rules, *self.wordless(s)), LONGEST)
        made = given.card(text, rule)
        for id, card in s.suggestions.of(me).items():
            if card.column == rule:
                del s.suggestions.cards[id]
        s.suggestions.write(me, made, given, ctx)

    # Answers

    @action("agree")
    def know(self, s: RulesState, me: Key) -> None:
        """I came late, and have read or heard what is proposed."""
        s.known[me] = True

    @action("agree")
    def answer(self, s: RulesState, me: Key, ctx: Ctx, points: dict[str, rate.Point] = {}, known: bool = False) -> None:  # noqa: B006
        """All open rules at once. What has no answer or a pass counts as not answered."""
        if me in ctx.late and not known and me not in s.known:
            raise Refused(_("Please read or hear the rules first. Then press the button that says so."))
        s.ratings.whole(me, points, rules.scale(ctx.results.open(s.draft.rules)))
        if me in ctx.late:
            s.known[me] = True

    @action("write", "agree", "listen", "remind")
    def pass_(self, s: RulesState, me: Key, ctx: Ctx) -> None:
        """Pass; any answer or card of this step is taken back."""
        if ctx.phase == "agree":
            s.ratings.pass_(me, rules.scale(()))
        else:
            self.pile(s, ctx.phase).pass_(me)

    def done(self, s: RulesState, ctx: Ctx) -> set[Key]:
        if ctx.phase == "agree":
            return {*s.ratings.points, *s.ratings.passes}
        return super().done(s, ctx) if ctx.phase == "write" else self.pile(s, ctx.phase).done()

    def begun(self, s: RulesState, ctx: Ctx) -> set[Key]:
        return super().begun(s, ctx) if ctx.phase == "write" else set()

    def passed(self, s: RulesState, ctx: Ctx) -> set[Key]:
        return {*(s.ratings if ctx.phase == "agree" else self.pile(s, ctx.phase)).passes}

    # Mend, and what helps when a rule slips

    @action("listen")
    def change(self, s: RulesState, me: Key, ctx: Ctx, text: dict[str, Text] = {}) -> None:  # noqa: B006 - never changed
        """What would need to change in open rules, all at once, without a name."""
        given = {rule: " ".join(words.split()) for rule, words in text.items()}
        s.changes.sheet(me, given, Rules(tuple(ctx.results.open(s.draft.rules))), ctx)

    @action("mend", by="facilitator")
    def reword(self, s: RulesState, ctx: Ctx, text: dict[str, Sentence] = {}) -> None:  # noqa: B006 - never changed
        """Say open rules in other words; they are asked anew."""
        if not {*text} <= {*ctx.results.open(s.draft.rules)}:
            raise Refused(_("Everyone agreed to this rule already. It stays as it is."))
        s.draft.write(text, ctx.round, self.settings.max_rules)

    @action("remind")
    def remind(self, s: RulesState, me: Key, ctx: Ctx, text: Text) -> None:
        """How we could remind each other."""
        s.reminders.sheet(me, {"": " ".join(text.split())}, Rules(), ctx)

    @action("choose", "close", by="facilitator")
    def settle(self, s: RulesState, ctx: Ctx, text: Line = "", card: Id = "") -> None:
        """This is how we remind each other: the words of a card, or other words."""
        if card and (card not in s.reminders.shown() or not ctx.seen("remind", "choose")):
            raise Refused(_("This card is not there any more. Choose another."))
        words = s.reminders.cards[card].text if card else text
        if is_blank(words):
            raise Refused(_("There are no words yet. Write a sentence."))
        s.reminder = words
