"""A retrospective on a page: what each phase shows on the wall, on a phone, on the stage and on paper."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.rules import Rules
from facilitator.blocks.collect.widgets import card_sheet, card_writing
from facilitator.blocks.group.widgets import group_controls, group_tools, group_wall
from facilitator.blocks.ledger.rules import last_actions as known_actions
from facilitator.blocks.talk.rules import awaited
from facilitator.blocks.vote.rules import Rules as VoteRules
from facilitator.blocks.vote.widgets import ballot
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.answers import button, number_fields
from facilitator.kit.claims import claim_sheet, slot_tools, slots_taken, slots_to_take
from facilitator.kit.context import NOTHING, act, join, page
from facilitator.kit.fitting import WIDE, lines
from facilitator.kit.reflecting import (
    helped_form,
    last_actions,
    looking_back_tools,
    room_state,
    safety_scale,
    thumbs_form,
    thumbs_shown,
    topic,
    topic_tools,
    words_shown,
    worth_scale,
    worth_shown,
)
from facilitator.kit.results import options
from facilitator.kit.stage import banner, secondary
from facilitator.kit.words import heading, hint, lead, more, privacy
from facilitator.kit.written import Column, column_key
from facilitator.primitives.formats import DIRECTIVE, OPENING, Format
from facilitator.primitives.reflection import ReflectionState
from facilitator.text import alphabetical

__all__ = ["group_controls"]

CLOSING, WORDED, BEGINNING = 34.0, 24.0, 36.0
"""How much of the height of the board a list has that stands with something else."""
NOTED = 6_000
"""Bytes of a phone's page that notes on earlier topics can take."""
_NOT_HERE = _("If someone may get hurt, do not write it here. Tell a person now.")


def piles(format: Format) -> list[Column]:
    """The columns of a format."""
    return [Column(pile.id, pile.title) for pile in format.columns]


def reflecting_wall(s: ReflectionState, ctx: Ctx, opening: Words) -> Html:
    """What stands under the question on the board, and on phones where nobody answers."""
    phase, columns = ctx.phase, piles(s.asked)
    if phase == "stage":
        return _begin(s, ctx, opening)
    if phase == "looked":
        first = lead(_("We finish these before we take on new things.")) if s.back.first else NOTHING
        return join(first, last_actions(s.back, ctx, counts=True))
    if phase == "write":
        return _what_is_asked(s.asked)
    if phase == "group":
        return group_wall(s.cards, s.groups, columns)
    if phase == "vote":
        return options(list(s.options.texts.values()))
    if phase == "discuss":
        return _topic(s, ctx, columns)
    if phase in ("list", "claim"):
        return slots_taken(s.claims)
    if phase == "close":
        deeds = slots_taken(s.claims, WORDED if s.word.shown() else CLOSING)
        return join(deeds, heading(_("Worth your time")), worth_shown(s.worth), words_shown(s.word))
    return NOTHING


def reflecting_form(s: ReflectionState, me: Key, ctx: Ctx, rules: Rules, votes: VoteRules) -> Html:
    """What a person fills in now, with the sentence about who sees it; nothing where nobody answers."""
    phase = ctx.phase
    if phase == "last":
        return join(privacy(), helped_form(s.back, ctx, me))
    if phase == "safety":
        return join(privacy(), safety_scale(s.safety, me), hint(_NOT_HERE))
    if phase == "write":
        form = card_writing(s.cards, rules, me, piles(s.asked), note=_("2 or 3 are enough."))
        return join(_what_is_asked(s.asked), form)
    if phase == "vote":
        listed = list(s.options.texts.items())
        ctx.random(me).shuffle(listed)
        return join(privacy(), ballot(s.ballots, votes, me, listed, str))
    if phase == "thumbs":
        return join(privacy(), thumbs_form(s.thumbs, me))
    if phase == "claim":
        return join(privacy(), slots_to_take(s.claims, me, ctx, deed=True))
    return join(privacy(), worth_scale(s.worth, s.word, me)) if phase == "worth" else NOTHING


def lots(s: ReflectionState, ctx: Ctx) -> Html:
    """Under the result: among which topics lots will be drawn for their order, or what they gave; board and phones."""
    levels: Sequence[Sequence[str]] = ctx.results.order.drawn
    if not levels:
        return NOTHING
    texts, n = s.options.texts, sum(map(len, levels))
    wall = page.get().surface in ("board", "stage")
    if awaited(s.topics, ctx, ctx.round):
        named = "; ".join(", ".join(sorted((texts[id] for id in level), key=alphabetical)) for level in levels)
        words = _("Lots will be drawn for the order of these: {topics}.", topics=named)
        short = ngettext(
            "Lots will be drawn for the order of {n} topic with the same number of dots.",
            "Lots will be drawn for the order of {n} topics with the same number of dots.",
            n,
        )
    else:
        named = "; ".join(" → ".join(texts[id] for id in level) for level in levels)
        words = _("Lots were drawn. The order is: {topics}.", topics=named)
        short = _("Lots were drawn. The order is on the phones.")
    return hint(short if wall and lines(words, WIDE, 4) > 2 else words)


def noted(s: ReflectionState, ctx: Ctx) -> Html:
    """On a phone, as long as topics are talked about: what was noted that the wall does not show, the latest first."""
    if ctx.phase not in ("discuss", "thumbs"):
        return NOTHING
    texts, order = s.options.texts, ctx.results.order.topics
    now = s.topics.now(order) if ctx.phase == "thumbs" else None
    found = NOTHING
    for topic_ in filter(None, (now, *reversed(s.topics.over))):
        notes = s.topics.notes.get(topic_)
        if not notes:
            continue
        some = join(heading(_("Notes: {title}", title=texts.get(topic_, ""))), options(list(notes)))
        if len(found.encode()) + len(some.encode()) > NOTED:
            return join(found, hint(_("Earlier notes are in the record.")))
        found = join(found, some)
    return found


def opening_asked(s: ReflectionState, me: Key) -> Html:
    """On a phone: ask to leave the opening out, unseen. Posts `does_not_fit`."""
    if s.left_out:
        return NOTHING
    if me in s.unfit:
        told = hint(_("You asked to leave this out. Nobody sees who asked."))
        return join(told, button(_("These words are fine"), "does_not_fit", "quiet"))
    return button(_("These words are wrong for us"), "does_not_fit")


def reflecting_tools(s: ReflectionState, ctx: Ctx, minutes: int, most: int) -> Html:
    """What the facilitator can do beside moving on."""
    phase, columns = ctx.phase, piles(s.asked)
    if phase == "stage":
        return _opening_tools(s)
    if phase == "looked":
        return looking_back_tools(s.back, ctx)
    if phase == "state":
        return join(_plainer(s), room_state(s.safety))
    if phase == "group":
        return join(_alone(s), group_tools(s.cards, s.groups, columns))
    if phase == "result" and ctx.results.order.drawn and awaited(s.topics, ctx, ctx.round):
        return secondary([button(_("Draw lots for the order"), "draw_order")])
    if phase == "discuss":
        return topic_tools(s.topics, ctx.results.order.topics, s.thumbs, minutes)
    return slot_tools(s.claims, ctx, phase == "list", deed=True, most=most) if phase in ("list", "claim") else NOTHING


def reflecting_sheet(s: ReflectionState, ctx: Ctx, rules: Rules, votes: VoteRules) -> tuple[str, Html] | None:
    """How people answer on paper now."""
    phase = ctx.phase
    if phase == "last":
        return "look_back", helped_form(s.back, ctx)
    if phase == "safety":
        return "openly", safety_scale(s.safety)
    if phase == "write":
        return "sheet", card_sheet(rules, piles(s.asked))
    if phase == "vote":
        return "ballot", number_fields("dots", list(s.options.texts.items()), votes.most)
    if phase == "thumbs":
        return "thumb", thumbs_form(s.thumbs)
    if phase == "claim":
        return "sign_up", claim_sheet(s.claims, deed=True)
    return ("was_worth", worth_scale(s.worth, s.word)) if phase == "worth" else None


def _begin(s: ReflectionState, ctx: Ctx, opening: Words) -> Html:
    words = NOTHING if s.left_out else lead(opening)
    if opening == OPENING and page.get().surface == "phone" and not s.left_out:
        words = join(words, more(_("The whole sentence"), DIRECTIVE))
    if not known_actions(ctx):
        return words
    return join(words, heading(_("Our last actions")), last_actions(s.back, ctx, counts=False, high=BEGINNING))


def _alone(s: ReflectionState) -> Html:
    """How many cards would be left out, and one button for all of them."""
    n = len(s.groups.alone(s.cards))
    if not n:
        return NOTHING
    alone = ngettext("Let {n} card stand alone", "Let {n} cards stand alone", n)
    rest = ngettext("Put {n} card into one group", "Put {n} cards into one group", n)
    return secondary([button(alone, "stand_alone"), button(rest, act("stand_alone", together=1))])


def _opening_tools(s: ReflectionState) -> Html:
    asks = s.unfit and not s.left_out
    asked = banner(_("Somebody asks to leave the opening out. Nobody sees who.")) if asks else NOTHING
    words = _("Show the opening again") if s.left_out else _("Leave the opening out")
    return join(asked, secondary([button(words, act("leave_out", out=0 if s.left_out else 1))]))


def _plainer(s: ReflectionState) -> Html:
    if s.safety.state not in ("gently", "pause") or not s.asked.feelings:
        return NOTHING
    words = _("“{format}” asks for feelings. Today a plainer format may be easier.", format=s.asked.title)
    return join(banner(words), secondary([button(_("Ask what to start, stop and continue"), "plain_format")]))


def _what_is_asked(format: Format) -> Html:
    """The columns, each with its question."""
    asked = [
        Column(pile.id, _("{title}: {question}", title=pile.title, question=pile.question)) for pile in format.columns
    ]
    return column_key(asked)


def _topic(s: ReflectionState, ctx: Ctx, columns: list[Column]) -> Html:
    now = s.topics.now(ctx.results.order.topics)
    if now is None:
        return NOTHING
    shown = s.cards.shown()
    members = [(id, shown[id]) for id in s.groups.members(s.cards).get(now, [])]
    return join(thumbs_shown(s.thumbs), topic(members, columns, s.topics.notes.get(now, []), bool(s.thumbs.given)))
