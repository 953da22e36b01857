"""Texts of several fields on a page: the frame that they fill, and a form for each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.draft.rules import NEW, Field, Rules, place
from facilitator.blocks.draft.widgets import NOTHING, Named, Subject, areas_of, sheet
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.macros import macros
from facilitator.kit.results import paged

_html = macros("draft", beside=__file__)

LABEL = 42.0
"""How wide on the board the names of the fields are."""
SIZE, LARGE = 3.9, 5.2
"""How high their letters are there, beside something else and alone."""


def frame(each: Subject, fields: Sequence[Field], alone: bool = False) -> Html:
    """What stands in the fields of a text but the first, which stands above, and what is still empty.

    On a board that has nothing else it is large.
    """
    large = alone and high(each, fields, LARGE) <= fitting.room() - fitting.told()
    return _html.frame(list(_rows(each, fields)), each.note, large)


def high(each: Subject, fields: Sequence[Field], size: float = SIZE) -> float:
    """How high that is on the board, in letters of this size."""
    rows = (max(fitting.lines(label, LABEL, size * 0.87), fitting.lines(words, fitting.WIDE - LABEL, size))
            for label, words, _bare in _rows(each, fields))  # fmt: skip
    return sum(lines * size * 1.15 + size * 0.4 for lines in rows) + (5 if each.note else 0)


def suggesting(subjects: Sequence[Subject], mine: Mapping[str, str], rules: Rules, named: Named) -> Html:
    """On a phone: every text with its fields, and one form each to suggest words for any of them.

    `mine` is what this person suggested so far, by its `place`.
    """
    parts = []
    for each in subjects:
        own = [_("Your suggestion: {text}", text=mine[at]) for at in _places(each, rules) if at in mine]
        filled = NOTHING if each.open else frame(each, rules.fields)
        form = kit.foldable(_("Suggest a wording"), suggest(each, rules, named))
        parts += [kit.heading(each.words), filled, *map(kit.hint, own), form]
    return kit.join(*parts) if parts else kit.empty(rules.says.none, _("Say one aloud."))


def writing(
    there: Sequence[Subject], open_: Sequence[Subject] | None, rules: Rules, do: str, drop: str, asks_whose: bool
) -> Html:
    """On the stage: the text that is on the board's page, and a form for one more, which can be for what is `open_`.

    None is open where there is no room for more.
    """
    shown, _part = paged(there, 1)
    parts = [mending(each, rules, do, drop, asks_whose) for each in shown[:1]]
    if open_ is not None:
        about = [kit.Column(each.id, each.words) for each in open_]
        areas = list(areas_of(Subject(NEW, rules.says.other, open=True), rules, drop))
        form = sheet(areas, "text", do, _("Save"), "sheet-new", asks_whose, about)
        parts.append(kit.foldable(rules.says.other, form) if there else form)
    return kit.join(*parts)


def mending(each: Subject, rules: Rules, do: str, drop: str, asks_whose: bool) -> Html:
    """On the stage: all fields of a text in one form."""
    return sheet(list(areas_of(each, rules, drop)), "text", do, _("Save"), f"sheet-{each.id}", asks_whose)


def _rows(each: Subject, fields: Sequence[Field]) -> Iterator[tuple[Words, Words, bool]]:
    for part in fields[1:]:
        words = each.said.get(part.name, "")
        yield part.words, words or _("still empty"), not words


def _places(each: Subject, rules: Rules) -> list[str]:
    return [place(each.id, part.name, rules) for part in rules.fields]


def suggest(each: Subject, rules: Rules, named: Named) -> Html:
    """One form for all fields: which it is about is chosen, from the one that is still empty on."""
    fields = rules.fields[:1] if each.open else rules.fields
    bare = next((part for part in fields if not each.said.get(part.name)), fields[0])
    columns = [kit.Column(part.name, part.words) for part in fields]
    which = kit.column_select("field", columns, bare.name, _("What is it about?"), kit.mark("which", each.id))
    told = _("Nobody sees your name. The facilitator reads it to the room.")
    text = kit.TextField("text", _("Your words"), max(part.limit for part in rules.fields), "", 2, told)
    return kit.text_form(text, kit.act(named("suggest"), rule=each.id), _("Suggest it"), before=which)
