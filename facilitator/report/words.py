"""The sentences that all documents share, and dates and figures as the language of the record writes them.

Everything here is printed in the language of `facilitator.i18n.language`; call it inside `speaking(record.language)`.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_decimal_symbol

from facilitator.i18n import Text, Words, _, language, ngettext
from facilitator.report.calendar import day_of
from facilitator.report.copies import Copy
from facilitator.report.digest import (
    DOTS_AT_MOST,
    OVER,
    Decision,
    Entry,
    facts,
    follow_ups,
    full,
    said,
)
from facilitator.report.model import Cell, Kind, Quote, Quotes, Record, Section, Table
from facilitator.report.statuses import became as became
from facilitator.report.statuses import status as status
from facilitator.report.taking_part import once

DECIDED = _("What we decided")
NOTHING_DECIDED = _("No decision was written down.")
AGREED = _("What we agreed on")
CAME_OF_IT = _("What came of it")
NOT_AGREED = _("Not agreed, we will come back to it:")
TASKS = _("Who does what")
ABOUT = _("About this record")
CONCERNS = _("Concerns")
LOG = _("What the facilitator did")
LOG_COLUMNS = (_("Time"), _("What"))
EMPTY = _("Nothing was written down in this workshop.")
NOTHING_HERE = _("Nothing was written down here.")
NO_CARDS = _("No card was written.")
NOT_FINISHED = _("Not finished.")
NO_RESULT = _("It was ended early, so there is no result.")
OPEN_KEPT = _("It was ended early. This was said in the open until then:")
STILL_OPEN = _("This was still open when the record was made. It may have changed since.")
ALONE = _("On their own")
LOOKING = _("Looking for someone")
CARRIED_ON = _("What goes on from here")
WHOLE = _("How this came about is in the record of the workshop.")
FOOT = _("Written on one laptop. Names stand only where people were told so first.")
PAGE = _("Page {page} of {pages}")

SHORT = 40
"""Letters of a line below the title that stands with the day; a longer one is told first, alone."""
MANY = 3
"""More of one kind than that need not be told twice."""

TITLES: dict[Copy, Text] = {
    "room": _("Record of the workshop"),
    "public": _("Record of the workshop, for everyone"),
    "facilitator": _("Record of the workshop, the facilitator’s own"),
}

_LEDGERS: dict[str, Text] = {
    "goals": _("Goal"),
    "roles": _("Role"),
    "measures": _("Measure"),
    "feedback": _("Feedback"),
    "skills": _("Skill"),
    "needs": _("Need"),
    "strengths": _("Strength"),
}


def purpose(record: Record) -> str:
    """What the workshop was for, as the room was told below its title; empty where that says which meeting it was."""
    return record.subtitle if len(record.subtitle) > SHORT else ""


def when(record: Record) -> str:
    """Which meeting it was, day and time in one line."""
    time = str(_("{start} to {end}", start=record.began, end=record.ended)) if record.began and record.ended else ""
    which = "" if purpose(record) else record.subtitle
    return ", ".join(part for part in (which, day(record.date), time or record.began) if part)


def people(record: Record) -> tuple[str, str]:
    """How many took part, and what else there is to say about them."""
    more = []
    if record.paper:
        more.append(ngettext("{n} of them on paper.", "{n} of them on paper.", record.paper))
    if record.helpers:
        more.append(ngettext("{n} supporter was with us.", "{n} supporters were with us.", record.helpers))
    return str(ngettext("{n} person took part.", "{n} people took part.", record.people)), " ".join(map(str, more))


def title(record: Record) -> str:
    """What the workshop is called."""
    return record.title or str(_("Workshop"))


def heading(section: Section) -> str:
    """What a section is called: the question as it was asked, else the activity."""
    return section.question or section.title or section.activity


def about(section: Section) -> str:
    """The activity and what its answers were for, unless the heading says all of it."""
    return " ".join(part for part in (sentence(section.title) if section.question else "", section.purpose) if part)


def no_result(section: Section) -> str:
    """Why a section that is not finished has no result, and what stands in it all the same."""
    return str(OPEN_KEPT if section.blocks else NO_RESULT)


def basis(table: Table) -> str:
    """How many answered and what one dot stands for; empty where the table is not drawn."""
    chart = table.dots
    if chart is None:
        return ""
    if chart.people == 0:
        return str(_("Nobody answered."))
    answered = ngettext("{n} person answered.", "{n} people answered.", chart.people)
    if full(table) > DOTS_AT_MOST:
        return f"{answered} {_('A full bar would be all {n}.', n=full(table))}"
    return f"{answered} {_('Every dot is one person.') if chart.one_each else _('One person may give several dots.')}"


def result(decision: Decision) -> tuple[str, str]:
    """The outcome, and how it was reached."""
    outcome = decision.outcome or status(decision.entry["status"])
    return sentence(outcome), " ".join(sentence(part) for part in (decision.method, decision.detail) if part)


def grounds(entry: Entry) -> str:
    """Who decided, and what it had to reach; empty where that was not kept."""
    decides = str(_("Who decides: {words}.", words=entry["decides"])) if entry["decides"] else ""
    return " ".join(part for part in (decides, sentence(entry["threshold"])) if part)


def follow(entry: Entry) -> str:
    """The number of an entry, and when the group looks at it again."""
    said = status(entry["status"]) if entry["status"] == "trial" else ""
    stands = entry["status"] not in OVER
    again = str(_("We look again on {date}.", date=day(entry["review"]))) if entry["review"] and stands else ""
    still = str(STILL_OPEN) if entry.section.open else ""
    return " ".join(part for part in (sentence(entry["number"]), sentence(said), again, still) if part)


def task_table(found: list[Entry], copy: Copy, whole: bool = True) -> tuple[list[str], list[list[str]]]:
    """Titles and rows of "who does what"; the public copy has no names.

    Unless it is `whole`, it has no column in which the same stands of every task: that somebody, or a day, is missing.
    """
    begun = any(entry.changed or entry["status"] not in ("", "not started") for entry in found)
    columns: list[tuple[Words, list[str]]] = [
        (_("Task"), [entry.words for entry in found]),
        (_("Who"), [_who(entry) for entry in found]),
        (_("By when"), [day(entry["by"]) or str(_("No day yet")) for entry in found]),
        (_("First step"), [entry["first"] for entry in found]),
        (_("How we will know"), [entry["how"] for entry in found]),
        (_("How far") if begun else _("Note"), [_far(entry) for entry in found]),
    ]
    if not (whole or any(entry["by"] for entry in found)):
        del columns[2]
    if copy == "public" or not (whole or any(entry["who"] for entry in found)):
        del columns[1]
    kept = [column for at, column in enumerate(columns) if at == 0 or any(column[1])]
    rows = zip(*(cells for _title, cells in kept), strict=True)
    return [str(title) for title, _cells in kept], [list(row) for row in rows]


def no_day(found: list[Entry]) -> str:
    """Said below tasks where none has a day."""
    words = ngettext("No day was set for this task.", "No day was set for any of these tasks.", len(found))
    return "" if any(entry["by"] for entry in found) else str(words)


def task(entry: Entry, copy: Copy) -> str:
    """A task in one line: who does it, and what; the public copy has no names."""
    if copy == "public":
        return entry.words
    return str(_("{who}: {task}", who=_who(entry), task=entry.words))


def by(entry: Entry) -> str:
    """The day by which a task is to be done; empty where none was said."""
    return str(_("By {date}.", date=day(entry["by"]))) if entry["by"] else ""


def carried_on(section: Section) -> list[tuple[str, str]]:
    """What a section wrote to the ledgers without a list of their own, each once; many that stand above are counted."""
    told, above = [], "\n".join(said(section))
    for ledger in dict.fromkeys(each.ledger for each in follow_ups(section)):
        title = str(_LEDGERS.get(ledger, ledger))
        texts = [each.data.get("text", "") for each in follow_ups(section) if each.ledger == ledger]
        if len(texts) > MANY and all(text in above for text in texts):
            texts = [str(ngettext("{n}, as it stands above", "{n}, as they stand above", len(texts)))]
        told += [(title, text if n == 1 else str(_("{text} ({n})", text=text, n=n)))
                 for text, n in Counter(texts).items()]  # fmt: skip
    return told


def counted(section: Section) -> str:
    """How a section was counted, sentence after sentence: its facts, and how many people had left by then."""
    told = [words if _ENDS.search(words) else f"{label}: {words}." for label, words in facts(section) if words]
    if section.left:
        told.append(str(ngettext("{n} person had left by then.", "{n} people had left by then.", section.left)))
    return str(_("How it was counted: {words}", words=" ".join(once(dict.fromkeys(told))))) if told else ""


def points(table: Table) -> list[str]:
    """The rows of a table with one column, which is told as a list; none for any other."""
    return [words for (words,) in figures(table) if words] if len(table.columns) == 1 and table.chart is None else []


def label(quote: Quote) -> str:
    """What stands with a card: its column, and the name its writer gave."""
    return ", ".join(part for part in (quote.label, quote.name) if part)


def column(block: Quotes) -> int | None:
    """The column that all of these cards are from and only their title says, so that its sign stands there."""
    columns = {-1 if quote.label or quote.column is None else quote.column for quote in block.quotes}
    return max(columns) if len(columns) == 1 and columns != {-1} else None


def sentence(words: str) -> str:
    """`words` with a full stop, unless it ends in one already."""
    return words if not words or _ENDS.search(words) else f"{words}."


def soon(day_: date, today: date) -> str:
    """A day as people say it: without its year where that is clear."""
    if not 0 <= (day_ - today).days < 300:
        return day(day_.isoformat())
    return format_skeleton("MMMMd", day_, locale=locale())


def day(iso: str) -> str:
    """A date as "24 February 2027"; any other text stays as it is."""
    found = day_of(iso)
    return format_date(found, "long", locale=locale()) if found else iso


def figure(cell: Cell, kind: Kind = "text") -> str:
    """A cell as people read it: "1,250", "3.8", "−1.8", "63 %"."""
    if cell is None:
        return ""
    shown = cell if isinstance(cell, str) else format_decimal(cell, locale=locale())
    if kind in ("text", "date") and isinstance(cell, str):
        return day(cell) if kind == "date" else cell
    if re.fullmatch(r"[-−]?\d+\.\d+", shown) and isinstance(cell, str):
        shown = shown.replace(".", decimal_mark())
    shown = re.sub(r"^-(?=\d)", "−", shown)
    return f"{shown}\u00a0%" if kind == "percent" and shown and not shown.endswith("%") else shown


def figures(table: Table) -> list[list[str]]:
    """All cells of a table as people read them."""
    kinds = [column.kind for column in table.columns]
    return [[figure(cell, kind) for cell, kind in zip(row, kinds, strict=True)] for row in table.rows]


def decimal_mark() -> str:
    """What stands before the decimals, in the language that is spoken now."""
    return str(get_decimal_symbol(locale()))


def locale_of(code: str) -> Locale:
    """The rules of a language (such as "en" or "pt-BR") for dates and numbers; those of English for unknown ones."""
    try:
        return Locale.parse("en_GB" if code == "en" else code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse("en_GB")


def locale() -> Locale:
    """The rules of the language that is spoken now."""
    return locale_of(language.get())


def _who(entry: Entry) -> str:
    if not entry["who"]:
        return str(LOOKING)
    return str(_("{who}, with {others}", who=entry["who"], others=entry["with"])) if entry["with"] else entry["who"]


def _far(entry: Entry) -> str:
    words = became(entry["status"], entry["why"]) if entry["status"] != "not started" else ""
    return ". ".join(part for part in (words, entry["note"]) if part)


_ENDS = re.compile(r"[.!?…:。؟][)”»’\"]*$")
