"""Whose turn it is to speak: a name, a number or a full circle for everyone, two buttons for the stage."""

from __future__ import annotations

from collections.abc import Callable

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.turns.rules import Order
from facilitator.i18n import Words, _
from facilitator.kit.macros import macros

Named = Callable[[str], str]
"""What an action is called on the wire."""

_html = macros("turns", beside=__file__)


def whose_turn(order: Order, ctx: Ctx) -> Html:
    """For the board and every other phone: whose turn it is."""
    if not order.rounds:
        return kit.lead(_("We go around the table. You can always pass."))
    now = order.now(ctx.seats)
    if now is None:
        return kit.lead(_("Everyone who wanted to has spoken."))
    words = _whose(now, ctx)
    kit.tell("turn", words)
    return kit.heading(words)


def my_turn(order: Order, me: Key, ctx: Ctx, named: Named) -> Html:
    """For a phone: the same, and at one's own turn two equal buttons."""
    if order.now(ctx.seats) != me:
        return whose_turn(order, ctx)
    words = _("It is your turn. Say something, or pass.")
    kit.tell("turn", words)
    spoken, passes = (kit.act(named("my_turn"), passes=each) for each in (0, 1))
    buttons = kit.send(spoken, passes, send_words=_("I have spoken"))
    return kit.join("" if me in ctx.called else _html.full(), kit.lead(words), buttons)


def turn_tools(order: Order, ctx: Ctx, named: Named) -> Html:
    """For the stage: begin, next person, or a pass that was said aloud."""
    if not order.rounds or order.now(ctx.seats) is None:
        words = _("Start the round") if not order.rounds else _("Start another round")
        buttons = [kit.button(words, named("begin_round"))] if ctx.seats else []
        return kit.join(kit.secondary(buttons), kit.hint(_("Somebody drawn at random begins. Then it goes around.")))
    buttons = [
        kit.button(words, kit.act(named("next_turn"), passes=passes))
        for passes, words in enumerate((_("Next person"), _("They pass")))
    ]
    return kit.join(kit.heading(_whose(order.now(ctx.seats), ctx)), kit.secondary(buttons))


def _whose(now: Key | None, ctx: Ctx) -> Words:
    """Whose turn it is: by what they are called, or by the sign on their phone."""
    called = ctx.called.get(now, "") if now else ""
    return _("{name}, please", name=called) if called else _("The phone that shows a full circle, please")
