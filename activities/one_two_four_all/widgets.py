"""What only this activity draws: the note of a small group with its pen, the idea it sends, the four steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING
from facilitator.kit.macros import macros

Named = Callable[[str], str]
"""What an action is called on the wire."""
LIMIT = 280
TURN = 7.0
"""How much of the height of the board the line has that says who speaks."""

_html = macros("pen", beside=__file__)


def told(where: Words, group: str, write: bool) -> Html:
    """Which group it is, and where it writes who can read that."""
    words = _("Only the people of your group can read this, not even the facilitator.") if write else ""
    return _html.told(group, where, words)


def writing(note: Any, group: str, named: Named) -> Html:
    """The note for who has the pen. Another turn is another form: what was begun in an earlier one stays there."""
    do, form = kit.act(named("save_note"), turn=note.turn), f"note-{group}-{note.turn}"
    paper = _("Someone with you writes on paper? You can type it for them.")
    return _html.writing(kit.page.get(), form, note.text, LIMIT, do, _("Our note"), _("Save"), paper)


def handing(asked: bool, named: Named) -> Html:
    """Hand the pen on."""
    words = _("Somebody in your group would like to write.") if asked else ""
    if words:
        kit.tell("pen", words)
    button = kit.button(_("Hand the pen on"), named("pass_pen"), "plain" if asked else "quiet")
    return kit.join(kit.lead(words) if words else NOTHING, button)


def reading(text: str, write: bool) -> Html:
    """The note for all others; where it can be written, also that nobody has."""
    if not text:
        return kit.hint(_("Nothing is written yet. You can also just talk.")) if write else NOTHING
    return _html.reading(_("Our note"), text)


def asking(taken: bool, asked: bool, named: Named) -> Html:
    """Take the pen, ask for it, or take it from a phone that does not answer."""
    if not taken:
        return kit.join(kit.lead(_("The pen is free.")), kit.button(_("I write"), named("take_pen")))
    if not asked:
        told = kit.lead(_("Somebody in your group has the pen."))
        return kit.join(told, kit.button(_("Ask for the pen"), named("ask_pen")))
    return kit.join(
        kit.lead(_("You asked for the pen.")),
        kit.foldable(_("The other phone does not answer"), kit.join(
            kit.hint(_("What is not saved there stays on that phone. Look there before you write.")),
            kit.button(_("Take the pen"), named("take_pen")),
        )),
    )  # fmt: skip


def lost(group: str, turn: int, text: str) -> Html:
    """What somebody was writing when the pen was taken from their phone: their words stay in the field."""
    words = _("The pen went to another phone. What you had not saved stands here, to read it out.")
    return _html.lost(f"note-{group}-{turn}", words, text, kit.page.get().run)


def earlier(text: str) -> Html:
    """What one's own pair wrote, at the table."""
    return kit.foldable(_("What we wrote as a pair"), _html.reading("", text)) if text else NOTHING


def sending(where: Words, text: str, more: bool, do: str) -> Html:
    """The form that sends an idea, with the note of the group in it."""
    kit.tell("send", _("You can send an idea now."))
    told = _("Everyone sees it. It comes from {group}, without a name.", group=where)
    return kit.text_form(
        kit.TextField("text", _("One more idea") if more else _("The idea we bring"), LIMIT, text, 3, told),
        do,
        _("Send it to the board"),
    )


def leading(speaks: Words, back: bool, can: Mapping[str, Words], named: Named) -> Html:
    """On the stage: the group that speaks, the next one, and a form for a group without a phone."""
    buttons = [kit.button(_("Next group"), named("next_group"))] if speaks else []
    buttons += [kit.button(_("Group before"), named("group_before"))] if back else []
    heading = _("{group} speaks now.", group=speaks) if speaks else _("All groups have had their turn.")
    form = _html.typing(
        kit.page.get(), [*can.items()], LIMIT, named("type_idea"), _("A group without a phone: type its idea"),
        _("Group"), _("Their idea"), _("Send it for them"),
    ) if can else NOTHING  # fmt: skip
    return kit.join(kit.heading(heading), kit.secondary(buttons), form)


def turn(words: Words) -> Html:
    """Who speaks now."""
    return _html.turn(words)


def steps(rows: Sequence[tuple[str, int, Words, Words]], now: str) -> Html:
    """The four steps, each with as many dots as people think together in it; the one that is on is marked."""
    return _html.steps(rows, now)
