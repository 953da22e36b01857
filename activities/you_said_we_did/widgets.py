"""What only this activity draws: what came of a theme, the form for it, and what is promised anew."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from activities.you_said_we_did.rules import LACKS, SILENT, STATUSES, Answer, Rates, Theme
from facilitator import kit
from facilitator.activity import Day, Html
from facilitator.i18n import Words, _, direction, language, ngettext
from facilitator.kit import fitting
from facilitator.kit.results import MOST_DOTS, paged
from facilitator.report.words import day, sentence

_html = kit.macros("loop", beside=__file__)

Named = Callable[[str], str]
DOWN = 4.0
"""Height down to the table, where no counter stands."""
_WRITING: Mapping[str, Words] = {
    "status": _("What came of it?"), "words": _("What was done? If it is not possible: why?"),
    "who": _("Who did it, does it, or decided?"), "by": _("The next day, if it goes on or is not decided"),
    "seen": _("How can people see it? If you like."), "save": _("Save"),
}  # fmt: skip
_RENEWING: Mapping[str, Words] = {
    "promise": _("A new promise"), "which": _("For which theme?"), "what": _("What will you do?"),
    "who": _("Who promises it?"), "by": _("By when?"), "save": _("Promise it"),
}  # fmt: skip
_HELPING: Mapping[str, Words] = {"which": _("Where can you help?"), "name": _("Your name on the list")}
SAID, DID, NEXT, SEEN = _("You said"), _("We did"), _("What is next"), _("How you can see it")


def so_many(n: int) -> Words:
    """How many themes are due."""
    return ngettext("{n} theme is due", "{n} themes are due", n) if n else ""


def status(answer: Answer) -> Words:
    """What came of it, in a word or two."""
    return STATUSES[answer.stands] if answer.stands else SILENT


def by_whom(answer: Answer) -> Words:
    """What came of it, with who; empty without an answer."""
    if answer.stands is None:
        return ""
    if not answer.words:
        return _("{who} decides.", who=answer.who)
    if answer.stands == "not possible":
        return _("{who} decided: {words}", who=answer.who, words=sentence(answer.words))
    return _("{who}: {words}", who=answer.who, words=sentence(answer.words))


def did(answer: Answer) -> Words:
    """Both in a line."""
    return f"{status(answer)}. {by_whom(answer)}".strip()


def next_(theme: Theme, today: Day) -> Words:
    """What is next for it; empty where nothing is."""
    answer = theme.answer
    late = _("It was promised by {date}. That day is over.", date=_day(theme.promised)) if theme.overdue(today) else ""
    if answer.stands in ("under way", "not yet decided"):
        words = _("Next: {date}.") if answer.stands == "under way" else _("Decided by {date}.")
        return f"{words.with_params(date=_day(answer.by))} {late}".strip()
    if answer.stands is None and not late and theme.promised and theme.promiser:
        return _("{who} promised to answer by {date}.", who=theme.promiser, date=_day(theme.promised))
    return late if answer.stands is None and late else _("We owe you an answer.") if answer.stands is None else ""


def said_and_done(theme: Theme) -> Words:
    """A theme with what came of it, as people are asked about it, in the direction of the page."""
    start = "\u200f" if direction(language.get()) == "rtl" else "\u200e"
    return f"{start}{_('“{text}” {did}', text=theme.text, did=did(theme.answer))}"


def told(theme: Theme, today: Day) -> Html:
    """One theme under its words: what came of it, what is next, and how people can see it."""
    rows = [(DID, did(theme.answer)), (NEXT, next_(theme, today))]
    rows += [(SEEN, theme.answer.seen if theme.answer.stands else "")]
    before = STATUSES.get(theme.before)  # type: ignore[call-overload]
    rows += [(_("The last time"), before)] if before else []
    return frame([row for row in rows if row[1]])


def frame(rows: Sequence[tuple[Words, Words]]) -> Html:
    """Labels with what they say, as large as the wall has room for."""
    size = 5.2
    high = sum(fitting.lines(words, fitting.WIDE - 46, size) * size * 1.15 + 2.2 for _label, words in rows)
    return _html.frame(rows, high <= fitting.HIGH - fitting.told() - 4)


def overview(found: Rates, themes: Collection[Theme], today: Day) -> Html:
    """How many themes have an answer and how many are done, of all that are due; then how many have each status."""
    stands = [theme.answer.stands for theme in themes]
    rows: list[tuple[Words, Words]] = [
        (_("Have an answer"), share(found.answered, found.due, found.answer_rate)),
        (_("Are done"), share(found.done, found.due, found.done_rate)),
    ]
    late = sum(theme.overdue(today) for theme in themes)
    others: list[tuple[Words, int]] = [(SILENT, stands.count(None)), (_("Overdue"), late)]
    others += [(words, stands.count(status)) for status, words in STATUSES.items() if status != "done"]
    return frame([*rows, *((words, str(n)) for words, n in others if n)])


def share(n: int, total: int, percent: int | None) -> Words:
    """A part of things with its percent."""
    return _("{n} of {total}, {percent} %", n=n, total=total, percent=percent or 0)


def lacking(answer: Answer) -> Words:
    """What an answer still needs, as a sentence; empty where it needs nothing."""
    if answer.status is None or not answer.lacks:
        return ""
    lacks = ", ".join(str(LACKS[answer.status, name]) for name in answer.lacks)
    return _("This counts as no answer yet. It lacks: {lacks}.", lacks=lacks)


def writing(id: str, theme: Theme, today: Day, named: Named) -> Html:
    """On the stage: what came of a theme."""
    statuses = [("none", SILENT), *STATUSES.items()]
    late = next_(theme, today) if theme.answer.status is None else ""
    return _html.writing(kit.page.get(), id, theme, statuses, _WRITING, lacking(theme.answer) or late,
                         today.isoformat(), named("say_what"))  # fmt: skip


def listed(themes: Mapping[str, Theme], now: str, today: Day, told: bool) -> Html:
    """On the stage: all that is due, with what is written of it so far."""
    rows = []
    for id, theme in themes.items():
        note = lacking(theme.answer) or f"{did(theme.answer)} {next_(theme, today)}"
        label = _("Write what came of it: {text}", text=theme.text)
        buttons = [kit.button(_("Write"), kit.act("look_at", theme=id), label=label)] if id != now else []
        if not theme.ledger and not told:
            drop = _("Take it away: {text}", text=theme.text)
            buttons.append(kit.button(_("Take it away"), kit.act("drop_theme", theme=id), "quiet", drop))
        rows.append(kit.Row(id, theme.text, note, buttons))
    return kit.listing(rows, SAID, "due") if rows else Html("")


def adding(do: str) -> Html:
    """On the stage: type in what people said."""
    field = kit.TextField("text", _("Did people say something that is not kept here? In their words."), 140)
    return kit.text_form(field, do, _("Add"))


@dataclass(frozen=True)
class Line:
    """A theme with what came of it, and how many see it like that."""

    id: str
    text: str
    status: Words
    did: Words
    look: str
    counts: Sequence[tuple[Words, int, Words]] = ()
    more: Words = ""
    said: Words = ""
    disputed: bool = False
    small: bool = False
    """Whether its dots are small, because there may be many in a row."""

    @property
    def apart(self) -> bool:
        """Whether there is no room for who can't say beside who says no."""
        return bool(self.counts) and self.counts[-1][1] > 7


def loop(rows: Sequence[Line], answered: int) -> Html:
    """On the wall: what people said, what came of it, and whether it is so, page by page."""

    def tall(row: Line) -> float:
        said = fitting.lines(row.text, 38, 4) * 4.7 + 3.4
        did = fitting.lines(row.did, 46, 3.6) * 4.2 + 5
        so = len(row.counts) * 4.15 + (4.5 if row.said else 0) + (3.8 if row.more and row.apart else 0)
        return max(said, did, so, 9) + 1.8

    shown, part = paged(rows, 9, tall, fitting.HIGH + DOWN)
    return kit.join(_html.loop(shown, answered if answered > MOST_DOTS else 0), part)


def renewed(rows: Sequence[tuple[str, str, Sequence[Words]]]) -> Html:
    """Themes with what is promised anew, and who helps; page by page on the board."""

    def tall(row: tuple[str, str, Sequence[Words]]) -> float:
        lines = sum(fitting.lines(line, fitting.WIDE, 3.2) for line in row[2])
        return fitting.lines(row[1], fitting.WIDE, 4.5) * 5.4 + lines * 4 + 2

    shown, part = paged(rows, 9, tall, fitting.room())
    return kit.join(_html.renewed(shown), part)


def renewing(themes: Sequence[tuple[str, str]], soon: Day, today: Day, do: str) -> Html:
    """On the stage: a new promise."""
    return _html.promising(kit.page.get(), themes, soon.isoformat(), today.isoformat(), _RENEWING, do)


def helping(themes: Sequence[tuple[str, str]], mine: Collection[str], who: str) -> Html:
    """Boxes for themes that somebody can help with, and their name."""
    return _html.helping(themes, mine, who, _HELPING)


def _day(when: Any) -> str:
    return day(when.isoformat()) if when else ""
