"""The list of options before people answer: what each means, and how the facilitator mends it."""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.activity import Key
from facilitator.blocks.options.rules import SURE, Options
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.answers import button, text_form
from facilitator.kit.context import act, join
from facilitator.kit.stage import Row, listing
from facilitator.kit.words import foldable


def options_to_read(options: Options, me: Key) -> Html:
    """On a phone: the options, each with a button to ask for an explanation."""
    asked = options.asks.get(me, [])
    return listing(
        [
            Row(
                option,
                text,
                _("You asked. Nobody sees who.") if option in asked else "",
                [button(_("Explain?"), act("ask", option=option), "quiet", _("Explain? {option}", option=text))],
            )
            for option, text in options.texts.items()
        ]
    )


def questions_first(options: Options, purpose: Words) -> Html:
    """On the stage: three questions to the room before it answers, and what the answers are used for."""
    rows = []
    for question, words in SURE.items():
        yes = question in options.sure
        say = button(
            _("Take back") if yes else _("Yes"),
            act("sure", question=question, yes=int(not yes)),
            label=_("Take back: {question}", question=words) if yes else _("Yes: {question}", question=words),
        )
        rows.append(Row(question, words, _("Yes") if yes else "", [say]))
    form = text_form("text", _("What is it used for?"), "use_for", 120, _("Say this"), value=str(purpose))
    return join(listing(rows, _("Ask the room first"), "sure"), form)


def options_to_mend(options: Options) -> Html:
    """On the stage: the options, who would like which explained, and how to add, reword and drop."""
    rows = []
    for option, text in options.texts.items():
        n = options.asked(option)
        asked = ngettext("{n} person asks: explain this", "{n} people ask: explain this", n) if n else ""
        edit = text_form("text", _("New words"), act("reword", option=option), 120, _("Change"), value=text)
        drop = button(_("Drop"), act("drop", option=option), "quiet", _("Drop {option}", option=text))
        rows.append(Row(option, text, asked, [foldable(_("Reword"), edit), drop]))
    return join(listing(rows, _("Options"), "options"), text_form("text", _("One more option"), "add", 120, _("Add")))
