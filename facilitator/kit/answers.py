"""How a person answers: real form controls that work without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup as Html

from facilitator.i18n import Words, _, ngettext
from facilitator.kit.context import NOTHING, field, mark, page, tell
from facilitator.kit.macros import macros

_html = macros("answers")


@dataclass(frozen=True)
class Choice:
    """One of several answers: what is posted, what is read, and a figure and a sign before it."""

    value: str
    words: Words
    figure: str = ""
    sign: Html = NOTHING


CALLED = 60
"""Letters of an option in the name of a button."""


@dataclass(frozen=True)
class StepRow:
    """An option that takes dots. `less` and `more` are actions, or None when they cannot act."""

    id: str
    words: Words
    count: int
    less: str | None
    more: str | None
    note: Words = ""

    @property
    def called(self) -> str:
        """The words as its buttons are called, which stand beside them: long ones are cut."""
        whole = str(self.words)
        return whole if len(whole) <= CALLED else whole[:CALLED].rpartition(" ")[0] + "…"


def form_start() -> Html:
    """The form that all buttons and choices of a view belong to. The engine prints it once, at the top."""
    return _html.form_start(page.get())


def hidden_field(name: str, value: str) -> Html:
    """Something that is posted with the form of the view and that nobody sees."""
    return _html.hidden_field(field(name), value)


def choices(name: str, options: Sequence[Choice], chosen: str | None, legend: Words) -> Html:
    """Radio buttons, one a row. `legend` is read by screen readers only: the question stands above."""
    return _html.choices(field(name), options, chosen, legend)


def send(
    do: str,
    passes: str = "pass",
    saved: bool = False,
    passed: bool = False,
    send_words: Words | None = None,
) -> Html:
    """Send and Pass, equal in size and colour. An empty `passes` leaves Pass out, for the one stance that has none."""
    words = send_words or (_("Send change") if saved else _("Send"))
    return _html.send(do, words, passes, _("Pass"), _standing(saved, passed))


def button(words: Words, do: str, kind: Literal["plain", "act", "quiet"] = "plain", label: Words = "") -> Html:
    """One button. `label` replaces its words for screen readers; it should hold them: "Change: Tea before we begin"."""
    return _html.button(words, do, kind, label)


def dots_left(left: int, total: int) -> Html:
    """The dots in one's own hand, full, and those that are placed, as rings."""
    words = ngettext("You have {n} dot left of {total}", "You have {n} dots left of {total}", left, total=total)
    tell("dots", words)
    return _html.dots_left(left, total, words)


def stepper(rows: Sequence[StepRow], id: str = "steps") -> Html:
    """Options with a button to take a dot back and one to place a dot."""
    return _html.stepper(rows, id, _("Take back a dot: {words}"), _("Place a dot: {words}"), _counted)


def number_fields(name: str, options: Sequence[tuple[str, Words]], maximum: int, total: int = 0) -> Html:
    """A form for paper: a box to tick an option when `maximum` is 1, else a number of 0 to `maximum` for each.

    The fields are called `<name>.<key>`. A `total` other than 0 is what they have to come to together.
    """
    return _html.number_fields(field(name), options, maximum, total)


def text_area(name: str, label: Words, limit: int, value: str = "", rows: int = 3, own: bool = False) -> Html:
    """A field for several lines, or for one, of the form of the view; or, with `own`, of the form it stands in."""
    return _html.text_area(field(name), label, limit, value, rows, own)


def part(id: str, legend: Words, inside: Html) -> Html:
    """One of several answers on a form, with what it is called."""
    return _html.part(id, legend, inside)


def date_form(name: str, label: Words, do: str, button: Words, value: date) -> Html:
    """A day to choose, in a form of its own; posts it as ISO 8601."""
    return _html.date_form(page.get(), mark("t", do, name), field(name), label, do, button, value.isoformat())


def search(action: str, label: Words, value: str, button: Words) -> Html:
    """A form that asks the page at `action` for what has the words `q`; it changes nothing, and needs no script."""
    return _html.search(action, label, value, button)


def tick(name: str, words: Words, on: bool = False) -> Html:
    """A box to tick; posts `<name>` = "1" when it is."""
    return _html.tick(field(name), words, on)


@dataclass(frozen=True)
class TextField:
    """A field for at most `limit` characters; more than one row makes it a text area. `note` stands below it.

    An empty `label` leaves the question of the view to be its label; only one field of a view may do so.
    """

    name: str
    label: Words
    limit: int
    value: str = ""
    rows: int = 1
    note: Words = ""


def text_form(
    text: TextField,
    do: str,
    button: Words,
    *,
    before: Html = NOTHING,
    after: Html = NOTHING,
    passes: str = "",
    saved: bool = False,
    passed: bool = False,
) -> Html:
    """A text field in a form of its own.

    `before` stands inside the form above the field (a column picker), `after` under it; `passes` puts Pass beside the
    button.
    """
    form = mark("t", page.get().prefix, do, text.name)
    standing = _standing(saved, passed)
    return _html.text_form(
        page.get(), form, field(text.name), text, do, button, before, after, passes, _("Pass"), standing
    )


def _standing(saved: bool, passed: bool) -> Words:
    if passed:
        return _("You passed. You can still answer.")
    return _("Your answer is in. You can change it until the facilitator shows the answers.") if saved else ""


def _counted(n: int) -> Words:
    return ngettext("{n} dot from you", "{n} dots from you", n)
