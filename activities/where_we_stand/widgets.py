"""What only this activity draws: a learning card, the steps of the ladder, pledges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from activities.where_we_stand.presets import MEANING, STEPS, Card
from facilitator import kit
from facilitator.activity import Day, Html
from facilitator.i18n import Words, _
from facilitator.kit import fitting
from facilitator.kit.results import paged

_html = kit.macros("standing", beside=__file__)

_WORDS = {
    "what": _("I will …"),
    "seen": _("What will others see?"),
    "by": _("By when?"),
    "who": _("Your name on the list"),
}
DOWN = 3.0
"""Height that a page of pledges has more, down to the table: its counter stands on that."""


def card(shown: Card) -> Html:
    """The words of a learning card with its picture; for a story, the sign for speaking."""
    picture = "speak" if shown.picture == "story" else f"picture-{shown.picture}" if shown.picture else ""
    return _html.card(picture, shown.text)


def meaning() -> Html:
    """What each step of the ladder means, behind a button, the last step first."""
    rows = [(point, STEPS[point], MEANING[point]) for point in sorted(STEPS, reverse=True)]
    return kit.foldable(_("What the steps mean"), _html.steps(rows))


def pledge_fields(given: Mapping[str, Any], today: Day) -> Html:
    """What somebody will do, what others will see of it, by when, and under which name."""
    return _html.pledge(given, _WORDS, today)


def leads(ticked: bool) -> Html:
    """A box for those who manage people or budgets."""
    return _html.leads(_("I manage people or budgets here"), ticked)


def pledge_send(do: str, made: bool, passed: bool) -> Html:
    """Pledge, or pass."""
    words = _("Change my pledge") if made else _("Pledge")
    told = _("You passed. You can still pledge.") if passed and not made else ""
    return kit.join(kit.send(do, send_words=words), kit.hint(told) if told else "")


def pledged(rows: Sequence[tuple[str, Sequence[Words]]]) -> Html:
    """What has been pledged, in the order in which it was; page by page on the board. Nothing before the first."""
    if not rows:
        return Html("")

    def tall(row: tuple[int, str, Sequence[Words]]) -> float:
        below = sum(fitting.lines(line, fitting.WIDE, 3.2) * 4 for line in row[2])
        return fitting.lines(row[1], fitting.WIDE, 4.5) * 5.4 + below + 2

    shown, part = paged([(at, *row) for at, row in enumerate(rows, 1)], 9, tall, fitting.HIGH + DOWN)
    return kit.join(_html.pledged(shown), part)
