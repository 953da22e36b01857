"""Whose turn it is to speak: a name, a number or a full circle for everyone, two buttons for the stage."""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.turns.rules import Turns
from facilitator.i18n import Words, _
from facilitator.kit.answers import button, send
from facilitator.kit.context import NOTHING, act, join, tell
from facilitator.kit.macros import macros
from facilitator.kit.stage import secondary
from facilitator.kit.words import heading, hint, lead, question

_html = macros("answers")


def whose_turn(turns: Turns, ctx: Ctx, asked: Words) -> Html:
    """For the board and every other phone: the question, and whose turn it is."""
    if not turns.rounds:
        return join(question(asked), lead(_("We go around the table. You can always pass.")))
    now = turns.now(ctx.seats)
    if now is None:
        return join(question(asked), lead(_("Everyone who wanted to has spoken.")))
    words = _whose(now, ctx)
    tell("turn", words)
    return join(question(asked), heading(words))


def my_turn(turns: Turns, me: Key, ctx: Ctx, asked: Words) -> Html:
    """For a phone: the same, and at one's own turn two equal buttons."""
    if turns.now(ctx.seats) != me:
        return whose_turn(turns, ctx, asked)
    words = _("It is your turn. Say something, or pass.")
    tell("turn", words)
    buttons = send(act("my_turn", passes=0), act("my_turn", passes=1), send_words=_("I have spoken"))
    return join(question(asked), NOTHING if me in ctx.called else _html.full(), lead(words), buttons)


def turn_tools(turns: Turns, ctx: Ctx) -> Html:
    """For the stage: begin, next person, or a pass that was said aloud."""
    if not turns.rounds or turns.now(ctx.seats) is None:
        words = _("Start the round") if not turns.rounds else _("Start another round")
        buttons = [button(words, "begin_round")] if ctx.seats else []
        return join(secondary(buttons), hint(_("Somebody drawn at random begins. Then it goes around.")))
    buttons = [
        button(_("Next person"), act("next_turn", passes=0)),
        button(_("They pass"), act("next_turn", passes=1)),
    ]
    return join(heading(_whose(turns.now(ctx.seats), ctx)), secondary(buttons))


def _whose(now: Key | None, ctx: Ctx) -> Words:
    """Whose turn it is: by what they are called, or by the sign on their phone."""
    called = ctx.called.get(now, "") if now else ""
    return _("{name}, please", name=called) if called else _("The phone that shows a full circle, please")
