"""Whose turn it is to speak: a chosen name on the wall, a sentence on one's own phone, two buttons on the stage."""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.i18n import Words, _
from facilitator.kit.answers import button, send
from facilitator.kit.context import act, join, tell
from facilitator.kit.stage import secondary
from facilitator.kit.words import heading, hint, lead, question
from facilitator.primitives.turns import Turns


def whose_turn(turns: Turns, ctx: Ctx, asked: Words) -> Html:
    """For the board: the question, and whose turn it is by the name they chose."""
    if not turns.rounds:
        return join(question(asked), lead(_("We go around the table. You can always pass.")))
    now = turns.now(ctx.seats)
    if now is None:
        return join(question(asked), lead(_("Everyone who wanted to has spoken.")))
    name = ctx.names.get(now, "")
    words = _("{name}, please", name=name) if name else _("The next person, please")
    tell("turn", words)
    return join(question(asked), heading(words))


def my_turn(turns: Turns, me: Key, ctx: Ctx, asked: Words) -> Html:
    """For a phone: the same, and at one's own turn two equal buttons."""
    if turns.now(ctx.seats) != me:
        return whose_turn(turns, ctx, asked)
    words = _("It is your turn. Say something, or pass.")
    tell("turn", words)
    buttons = send(act("my_turn", passes=0), act("my_turn", passes=1), send_words=_("I have spoken"))
    return join(question(asked), lead(words), buttons)


def turn_tools(turns: Turns, ctx: Ctx) -> Html:
    """For the stage: begin, next person, or a pass that was said aloud."""
    if not turns.rounds or turns.now(ctx.seats) is None:
        words = _("Start the round") if not turns.rounds else _("Start another round")
        buttons = [button(words, "begin_round")] if ctx.seats else []
        return join(secondary(buttons), hint(_("Somebody drawn at random begins. Then it goes around.")))
    return secondary([
        button(_("Next person"), act("next_turn", passes=0)),
        button(_("They pass"), act("next_turn", passes=1)),
    ])  # fmt: skip
