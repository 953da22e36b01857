"""Drafting rules on a page: sentences for groups of cards, suggestions, other words for what is open, the reminder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.collect.shelves import in_view, shelves
from facilitator.blocks.draft.rules import LONGEST, NEW, STARTERS, Draft, whole
from facilitator.i18n import Words, _
from facilitator.kit.answers import button, hidden_field, send, text_area, text_form
from facilitator.kit.context import NOTHING, act, field, join, page, weight
from facilitator.kit.macros import macros
from facilitator.kit.results import empty, paged, quotes
from facilitator.kit.rules import RuleRow, numbered, rule_list, rule_scales, told_of
from facilitator.kit.stage import Row, listing
from facilitator.kit.words import foldable, heading, hint, lead, privacy, question, topline
from facilitator.primitives.drafting import RulesState
from facilitator.primitives.proposal import NOT_ASKED
from facilitator.primitives.rules import RulesSettings, Story

_html = macros("rules")

SHOWN = 9
"""Suggestions, or older agreements, that stand on the stage at once: the next come when one is used or put away."""
CARDS = 6
"""Cards about one rule on a page of the board."""
MENDED = 42.0
"""How much of the height of the board they have, under the rule and what became of it."""
ROOM = 9_000
"""Bytes of cards that a phone is sent at once; with more it follows the pages of the board."""


def drafted(s: RulesState, wordless: Sequence[str]) -> Html:
    """The sentences so far, then the groups that have none yet, with some of their cards."""
    numbers = numbered(s.draft)
    rows = [RuleRow(rule, each.words, numbers[rule]) for rule, each in s.draft.rules.items()]
    rows += [RuleRow(group, _group(s, group), note=_cards(s, group), look="open") for group in wordless]
    return rule_list(rows, 7 if wordless else 9) if rows else empty(_("There is no rule yet."), "")


def suggesting(s: RulesState, wordless: Sequence[str], me: Key) -> Html:
    """On a phone: every sentence, and every group without one, with a form to suggest a wording. Posts `suggest`."""
    mine = {card.column: card.text for card in s.suggestions.of(me).values()}
    subjects = [(rule, each.words, each.words, "") for rule, each in s.draft.rules.items()]
    subjects += [(group, str(_group(s, group)), "", _cards(s, group)) for group in wordless]
    rows = []
    for subject, words, present, cards in subjects:
        note = _("Your suggestion: {text}", text=mine[subject]) if subject in mine else cards
        form = text_form(
            "text", _("Your sentence"), act("suggest", rule=subject), LONGEST, _("Suggest it"),
            mine.get(subject, present), 2, _("Nobody sees your name. The facilitator reads it to the room."),
        )  # fmt: skip
        rows.append(Row(subject, words, note, [foldable(_("Suggest a wording"), form)]))
    return listing(rows, id="draft") if rows else empty(_("There is no rule yet."), _("Say one aloud."))


def draft_tools(s: RulesState, wordless: Sequence[str], room: int, starters: bool, ctx: Ctx) -> Html:
    """On the stage: all sentences in one form, what people suggest, and rules from elsewhere.

    Posts `draft_rules`, `drop`, `use`, `put_away`, `start_from` and `reopen`. There may be `room` more rules.
    """
    numbers = numbered(s.draft)
    rows = [
        _Area(rule, _("Rule {n}", n=numbers[rule]), each.words, _leave_out(rule, each.words))
        for rule, each in s.draft.rules.items()
    ]
    rows += [_Area(group, _group(s, group), "", hint(_cards(s, group))) for group in wordless[:room]]
    rows += [_Area(NEW, _("Another rule"), "")] if room > len(wordless) else []
    form = _html.sheet(page.get(), rows, "text", LONGEST, "draft_rules", _("Save the sentences"), "sentences")
    return join(_suggestions(s, wordless[:room]), form, _elsewhere(s.draft, room, starters, ctx))


def mending(s: RulesState, story: Story) -> Html:
    """What would need to change in each open rule, one rule a page on the board, with its old and new words."""
    open_ = story.open(s.draft.rules)
    pages = [(rule, part) for rule in open_ for part in _parts(s, rule)]
    if page.get().surface == "phone":
        drawn = [join(heading(s.draft.rules[rule].words), _mending(s, story, rule, cards)) for rule, cards in pages]
        whole = join(*drawn)
        if weight(whole) > ROOM:
            whole = join(hint(_("The facilitator turns the pages.")), drawn[(page.get().part - 1) % len(drawn)])
        return join(topline(), question(_("What would need to change?")), whole)
    shown, part = paged(pages, 1)
    top = topline(_("What would need to change?"))
    if not shown:
        return join(top, question(_("Every rule is adopted")))
    rule, cards = shown[0]
    return join(top, question(s.draft.rules[rule].words), _mending(s, story, rule, cards), part)


def mend_tools(s: RulesState, story: Story) -> Html:
    """On the stage: other words for the rules that are open. Posts `reword`."""
    open_, numbers = story.open(s.draft.rules), numbered(s.draft)
    rows = [_Area(rule, _("Rule {n}", n=numbers[rule]), s.draft.rules[rule].words) for rule in open_]
    if not rows:
        return NOTHING
    form = _html.sheet(page.get(), rows, "text", LONGEST, "reword", _("Use these words"), "sentences")
    return form


def change_form(s: RulesState, some: Sequence[str], me: Key) -> Html:
    """On a phone: a card about each of some rules (ids), without a name. Posts `change`."""
    texts = {card.column: card.text for card in s.changes.of(me).values()}
    answer = send("change", saved=bool(texts), passed=me in s.changes.passes)
    return join(privacy(), _changes(s.draft, some, texts), hint(_("Please do not name other people.")), answer)


def reminder_form(reminders: Cards, me: Key) -> Html:
    """On a phone: one card on how people could remind each other. Posts `remind`."""
    text = next((card.text for card in reminders.of(me).values()), "")
    return join(
        privacy(),
        text_form("text", _("For example: a raised card, or a word"), "remind", 140,
                  _("Send change") if text else _("Send"), text, 2, passes="pass",
                  saved=bool(text), passed=me in reminders.passes),
    )  # fmt: skip


def rule_paper(s: RulesState, ctx: Ctx, level: int) -> tuple[str, Html]:
    """The same on paper, where the rules are printed: whoever fills it in knows them."""
    open_ = ctx.results.open(s.draft.rules)
    if ctx.phase == "agree":
        return "answer", join(hidden_field("known", "1"), rule_scales(s.draft, open_, {}, level))
    if ctx.phase == "listen":
        return "change", _changes(s.draft, open_, {})
    return "remind", text_area("text", _("How do we remind each other?"), 140)


def _changes(draft: Draft, some: Sequence[str], texts: Mapping[str, str]) -> Html:
    numbers = numbered(draft)
    rows = [_Area(rule, f"{numbers[rule]}. {draft.rules[rule].words}", texts.get(rule, "")) for rule in some]
    return _html.areas(rows, field("text"), 140, "f")


def rule_tools(s: RulesState, ctx: Ctx, wordless: Sequence[str], given: RulesSettings) -> Html:
    """On the stage: what the facilitator can do from the first sentence to the reminder."""
    if ctx.phase == "draft":
        return draft_tools(s, wordless, max(0, given.max_rules - len(s.draft.rules)), given.starter_cards, ctx)
    if ctx.phase == "mend":
        return mend_tools(s, ctx.results)
    if ctx.phase == "reveal" and ctx.results.open(s.draft.rules):
        return button(_("Leave the rest open, and go on"), act("go", phase="remind"))
    return reminder_tools(s, ctx) if ctx.phase in ("choose", "close") else NOTHING


def reminder_tools(s: RulesState, ctx: Ctx) -> Html:
    """On the stage: how the group reminds each other, from a card or in other words. Posts `settle`."""
    there = in_view(shelves(s.reminders)) if s.reminders.shown() and ctx.seen("remind", "choose") else ()
    rows = [
        Row(id, card.text, buttons=[_use(act("settle", card=id), card.text)])
        for id, card in s.reminders.shown().items()
        if id in there
    ]
    form = text_form("text", _("This is how we remind each other"), "settle", 140, _("Save"), s.reminder, 2)
    return join(listing(rows, _("From the cards"), "reminders") if rows else NOTHING, form)


def _suggestions(s: RulesState, wordless: Sequence[str]) -> Html:
    rows = []
    for id, card in s.suggestions.shown().items():
        rule = s.draft.rules.get(card.column)
        if (rule is None and card.column not in wordless) or (rule is not None and rule.words == whole(card.text)):
            continue
        about = rule.words if rule else _group(s, card.column)
        use = _use(act("use", card=id), card.text)
        away = button(_("Put away"), act("put_away", card=id), label=_("Put away: {text}", text=card.text))
        rows.append(Row(id, card.text, _("For: {rule}", rule=about), [use, away]))
    return listing(rows[:SHOWN], _("People suggest"), "suggestions") if rows else NOTHING


def _elsewhere(draft: Draft, room: int, starters: bool, ctx: Ctx) -> Html:
    """Rules of other groups, and what this group agreed before; nothing when there is no room for more."""
    if not room:
        return NOTHING
    there = {rule.words for rule in draft.rules.values()}
    others = [
        Row(str(at), words, buttons=[button(_("Add"), act("start_from", which=at), label=_("Add: {text}", text=words))])
        for at, words in enumerate(STARTERS if starters else ())
        if str(words) not in there
    ]
    before = [entry for entry in ctx.ledgers.of("agreements") if entry.key not in draft.brought_back]
    older = [
        Row(entry.number, entry.text, _("Not agreed so far") if entry.status == "not agreed" else "",
            [button(_("Talk about it again"), act("reopen", entry=entry.key))])
        for entry in before[::-1][:SHOWN]
    ]  # fmt: skip
    return join(
        listing(others, _("Other groups made these"), "starters") if others else NOTHING,
        listing(older, _("From earlier"), "older") if older else NOTHING,
    )


def _parts(s: RulesState, rule: str) -> list[list[str]]:
    """The cards about a rule, as many as stand on one page of the board."""
    texts = [card.text for card in s.changes.shown(rule).values()]
    return [texts[first : first + CARDS] for first in range(0, max(1, len(texts)), CARDS)]


def _mending(s: RulesState, story: Story, rule: str, cards: Sequence[str]) -> Html:
    told, new = story.last.get(rule), s.draft.rules[rule].words
    changed = told is not None and told.text != new
    before = join(lead(NOT_ASKED), lead(_("Before: “{text}”", text=told.text))) if told and changed else NOTHING
    none = NOTHING if changed else empty(_("No cards. Somebody may want to say it instead."), "")
    written = quotes(cards, "", f"cards-{rule}", MENDED) if cards else none
    return join(before, told_of(told) if told else NOTHING, written)


def _group(s: RulesState, group: str) -> Words:
    return s.groups.label(group, s.cards) or _("A group without a name")


def _cards(s: RulesState, group: str) -> str:
    """Some cards of a group, side by side."""
    texts = [s.cards.cards[id].text for id in s.groups.members(s.cards).get(group, ())]
    cut = [text if len(text) <= 40 else f"{text[:39].rstrip()}…" for text in texts[:3]]
    return " · ".join(" ".join(text.split()) for text in cut)


def _use(do: str, text: str) -> Html:
    return button(_("Use this"), do, label=_("Use this: {text}", text=text))


def _leave_out(rule: str, words: str) -> Html:
    return button(_("Leave it out"), act("drop", rule=rule), "quiet", _("Leave it out: {text}", text=words))


@dataclass(frozen=True)
class _Area:
    """A field for a sentence, with what stands under it."""

    id: str
    words: Words
    text: str
    more: Html = NOTHING
