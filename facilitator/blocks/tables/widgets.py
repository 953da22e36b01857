"""What is drawn of small groups: letters of tables, one's own place, and what only the facilitator sees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING
from facilitator.kit.macros import macros

Named = Callable[[str], str]
"""What an action is called on the wire."""

_html = macros("tables", beside=__file__)


def told_for_mix() -> Html:
    """What a perspective is used for that is stated for this alone."""
    return _html.sealed("eye-struck", _("It is used to mix the tables, and shown nowhere. Others may guess it."))


def letters(rows: Sequence[kit.Choice], chosen: str | None) -> Html:
    """At which table somebody sits."""
    return kit.choices("option", rows, chosen, _("I sit at …"))


def tiles(names: Sequence[str], tables: bool) -> Html:
    """The letters of the tables, or the numbers of the pairs where there is one table only."""
    if not names:
        return NOTHING
    told = _("Your phone says which one. On paper? The facilitator tells you.")
    size = "few" if len(names) <= 4 else "some" if len(names) <= 10 else "many"
    return kit.join(kit.lead(told), _html.tiles(names, "table" if tables else "pair", size))


def place(pair: int | None, table: str, near: Sequence[Words]) -> Html:
    """One's own place on a phone, by the number of the pair, and who sits there, as far as they gave a name."""
    if pair is None:
        return kit.lead(_("You are on your own for now. When others come, you get a pair."))
    words = (
        _("You are pair {n}, then table {letter}.", n=pair, letter=table) if table else _("You are pair {n}.", n=pair)
    )
    kit.tell("place", words)
    names = ", ".join(map(str, near))
    return kit.join(
        _html.place(words), kit.lead(_("With you: {names}", names=names)) if near else NOTHING,
        kit.hint(_("Do you support someone? Stay with them.")),
    )  # fmt: skip


def alone(
    rows: Sequence[tuple[Words, Sequence[Words]]], here: Sequence[str], apart: Sequence[Words], meet: Collection[int],
    named: Named,
) -> Html:  # fmt: skip
    """For the facilitator alone: who sits where, and who is to be kept apart."""
    listed = [
        kit.Row(f"apart-{at}", words, _("They still sit together.") if at in meet else "",
                [kit.button(_("They may sit together"), kit.act(named("may_meet"), place=at),
                            label=_("They may sit together: {words}", words=words))])
        for at, words in enumerate(apart)
    ]  # fmt: skip
    form = kit.join(
        kit.heading(_("Who should not sit together?")),
        kit.hint(_("For example a person and their manager. It counts when you make the groups.")),
        _html.people(here), kit.secondary([kit.button(_("Keep them apart"), named("keep_apart"))]),
    ) if len(here) > 1 else NOTHING  # fmt: skip
    kept = kit.listing(listed, _("Kept apart"), "apart") if listed else NOTHING
    return kit.join(_html.seats(rows) if rows else NOTHING, kept, form)
