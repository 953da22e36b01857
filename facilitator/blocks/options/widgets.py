"""The list of options before people answer: what each means, and how the facilitator mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.options.rules import SURE, Detail, Options
from facilitator.i18n import Words, _, ngettext

_html = kit.macros("details", beside=__file__)

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""


def to_read(options: Options, details: Sequence[Detail], me: Key, named: Named) -> Html:
    """On a phone: the options with what is said of them, each with a button to ask for an explanation."""
    asked = options.asks.get(me, [])
    return kit.listing(
        [
            kit.Row(
                option,
                text,
                " · ".join(
                    filter(
                        None,
                        (
                            said(options, option, details),
                            str(_("You asked. Nobody sees who.")) if option in asked else "",
                        ),
                    )
                ),
                [_button(_("Explain?"), named("ask"), option, _("Explain? {option}", option=text))],
            )
            for option, text in options.texts.items()
        ]
    )


def on_the_wall(options: Options, details: Sequence[Detail]) -> Html:
    """On the board: the options, with what is said of them."""
    if not details:
        return kit.options(list(options.texts.values()))
    return kit.facts([(text, said(options, option, details)) for option, text in options.texts.items()])


def said(options: Options, option: str, details: Sequence[Detail]) -> str:
    """What is said of an option so far."""
    there = options.details.get(option, {})
    return "; ".join(
        str(_("{title}: {text}", title=each.title, text=there[each.id])) for each in details if each.id in there
    )


def questions_first(options: Options, purpose: Words, named: Named) -> Html:
    """On the stage: three questions to the room before it answers, and what the answers are used for."""
    rows = []
    for question, words in SURE.items():
        yes = question in options.sure
        say = kit.button(
            _("Take back") if yes else _("Yes"),
            kit.act(named("sure"), question=question, yes=int(not yes)),
            label=_("Take back: {question}", question=words) if yes else _("Yes: {question}", question=words),
        )
        rows.append(kit.Row(question, words, _("Yes") if yes else "", [say]))
    use_for = kit.text_form(
        kit.TextField("text", _("What is it used for?"), 120, str(purpose)), named("use_for"), _("Say this")
    )
    return kit.join(kit.listing(rows, _("Ask the room first"), "sure"), use_for)


def to_mend(options: Options, asked_of: Mapping[str, Sequence[Detail]], named: Named) -> Html:
    """On the stage: the options, who would like which explained, and how to add, reword, say more and drop."""
    rows = []
    for option, text in options.texts.items():
        n, details = options.asked(option), asked_of[option]
        asked = ngettext("{n} person asks: explain this", "{n} people ask: explain this", n) if n else ""
        reword = kit.act(named("reword"), option=option)
        edit = kit.text_form(kit.TextField("text", _("New words"), 120, text), reword, _("Change"))
        drop = _button(_("Drop"), named("drop"), option, _("Drop {option}", option=text))
        more = [kit.foldable(_("Say more"), _form(options, option, details, named))] if details else []
        note = asked or said(options, option, details)
        rows.append(kit.Row(option, text, note, [kit.foldable(_("Reword"), edit), *more, drop]))
    also = _html.fields(kit.mark("more", named("add")), asked_of.get("", ()), {})
    add = kit.text_form(kit.TextField("text", _("One more option"), 120), named("add"), _("Add"), after=also)
    return kit.join(kit.listing(rows, _("Options"), "options"), add)


def _form(options: Options, option: str, details: Sequence[Detail], named: Named) -> Html:
    do = kit.act(named("say"), option=option)
    there = options.details.get(option, {})
    return _html.form(kit.page.get(), kit.mark("d", do), do, details, there, _("Say this"))


def _button(words: Words, do: str, option: str, label: Words) -> Html:
    return kit.button(words, kit.act(do, option=option), "quiet", label)
