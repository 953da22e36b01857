"""Reads a view as a person does: its words, and every control with what using it would post."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from facilitator.activity import Html

Pairs = list[tuple[str, str]]
Write = Callable[[Random, int], str]
"""Makes up a text of at most so many characters."""
Pick = Callable[[Random, Sequence["Field"]], "Field"]
"""Chooses one of several answers."""

SEEN = 64
"""So many views are remembered with what was read in them: many are looked at again and again."""
ROWS = ("li", "tr", "fieldset", "article", "section")


@dataclass(frozen=True)
class Field:
    """One field of a form. `kind` is its HTML type, "textarea" or "select"."""

    name: str
    kind: str
    value: str
    checked: bool = False
    limit: int = 0
    """Most characters of a text, or the largest number; 0 for no limit."""
    options: tuple[str, ...] = ()
    total: int = 0
    """What the numbers of its list have to come to; 0 where that is free."""
    label: str = ""
    """What is said above a field for words."""


@dataclass(frozen=True)
class Control:
    """A button: its name, the text of the row it stands in, its action, and the other fields of its form."""

    name: str
    row: str
    do: str
    fields: tuple[Field, ...]

    @property
    def action(self) -> str:
        """The action without its arguments."""
        return self.do.partition("?")[0]

    @property
    def writes(self) -> bool:
        """Whether something is written with it."""
        return any(field.kind in WRITTEN for field in self.fields)

    def posts(self) -> Pairs:
        """What it posts if nobody fills in anything."""
        return [(field.name, field.value) for field in self.fields if field.kind not in _TICKED or field.checked]

    def filled(self, random: Random, write: Write, ticks: float = 0.5, pick: Pick | None = None) -> Pairs:
        """What it posts when somebody fills in everything, ticking a box with the probability `ticks`."""
        pairs: Pairs = []
        groups: dict[str, list[Field]] = {}
        for field in self.fields:
            if field.kind == "radio":
                groups.setdefault(field.name, []).append(field)
            elif not field.total and (field.kind != "checkbox" or random.random() < ticks):
                pairs.append((field.name, _typed(field, random, write, ticks)))
        shared = [field for field in self.fields if field.total]
        pairs += zip((field.name for field in shared), _parts(shared, random), strict=True)
        return pairs + [
            (name, (pick(random, group) if pick else random.choice(group)).value) for name, group in groups.items()
        ]


_TICKED = ("radio", "checkbox")
DAY = 24
"""Hours that somebody says at most."""
WRITTEN = ("text", "textarea")
"""The kinds of fields for words."""


def words(html: Html) -> str:
    """The text of a view with single spaces."""
    return " ".join(tree(html).text_content().split())


def controls(html: Html) -> list[Control]:
    """Every button of a view that does something."""
    return [*_controls(html)]


@lru_cache(maxsize=SEEN)
def _controls(html: Html) -> tuple[Control, ...]:
    page, fields = tree(html), dict[str, list[Field]]()
    for form, field in _fields(page):
        fields.setdefault(form, []).append(field)
    return tuple(_control(page, button, fields) for button in page.iter("button") if _acts(button))


def control(html: Html, name: str, near: str = "") -> Control:
    """The one control whose name is `name`, or begins so, in a row with the text `near`.

    Raises AssertionError with a list of all controls when there is not exactly one.
    """
    there = controls(html)
    begins = [each for each in there if each.name.startswith(name) and near in each.row]
    found = [each for each in begins if each.name == name] or begins
    if len(found) != 1:
        seen = "\n".join(f"  “{each.name}” in “{each.row[:60]}”" for each in there)
        raise AssertionError(f"{len(found)} controls are called “{name}” near “{near}”. There are:\n{seen}")
    return found[0]


@lru_cache(maxsize=SEEN)
def uncounted(html: Html) -> str:
    """A view without what `kit.count` wrote: the one thing that may tell how many others are done."""
    page = tree(html)
    for counter in page.xpath("//*[@data-count]"):
        counter.drop_tree()
    return re.sub(r"\n\s*", "\n", etree.tostring(page, encoding="unicode"))


def tree(html: Html) -> Any:
    """The elements of a view, in one of their own."""
    return lxml_html.fromstring(f"<div>{html}</div>")


def _acts(button: Any) -> bool:
    return bool(button.get("name") == "do") and button.get("aria-disabled") != "true"


def _control(page: Any, button: Any, fields: Mapping[str, list[Field]]) -> Control:
    row = next(button.iterancestors(*ROWS), page)
    name = " ".join((button.get("aria-label") or button.text_content()).split())
    own = tuple(fields.get(_form(button), ()))
    return Control(name, " ".join(row.text_content().split()), button.get("value") or "", own)


def _fields(page: Any) -> Iterator[tuple[str, Field]]:
    """The fields of a page that have a name, each with the id of its form."""
    labels = {each.get("for"): " ".join(each.text_content().split()) for each in page.iter("label") if each.get("for")}
    for element in page.iter("input", "textarea", "select"):
        if not element.get("name"):
            continue
        kind, value = element.get("type", "text"), element.get("value", "")
        options: tuple[str, ...] = ()
        if element.tag == "textarea":
            kind, value = "textarea", (element.text or "").removeprefix("\n")
        elif element.tag == "select":
            options = tuple(option.get("value", "") for option in element.iter("option"))
            kind, value = "select", options[0] if options else ""
        elif kind == "checkbox":
            value = element.get("value", "on")
        elif kind == "date":
            options = (value or element.get("min", ""), element.get("min", ""))
        limit = int(element.get("maxlength") or element.get("max") or 0) if kind != "date" else 0
        checked = element.get("checked") is not None
        total = next((int(each.get("data-total")) for each in element.iterancestors("ul") if each.get("data-total")), 0)
        label = (element.get("aria-label") or labels.get(element.get("id"), "")) if kind in WRITTEN else ""
        yield _form(element), Field(element.get("name"), kind, value, checked, limit, options, total, label)


def _form(element: Any) -> str:
    """The id of the form that an element belongs to."""
    holder = next(element.iterancestors("form"), None)
    return str(element.get("form") or (holder.get("id") if holder is not None else "") or "")


def _typed(field: Field, random: Random, write: Write, ticks: float) -> str:
    if field.kind in WRITTEN:
        return write(random, field.limit or 200)
    if field.kind == "number":
        most = min(field.limit or 9, DAY) if field.name.rpartition(".")[2] == "hours" else field.limit or 9
        return str(random.randint(0, most)) if random.random() < ticks else ""
    if field.kind == "date":
        return _some_day(random, *field.options)
    return random.choice(field.options) if field.options else field.value


def _parts(fields: Sequence[Field], random: Random) -> list[str]:
    """Numbers for the fields of one list that come to their total."""
    cuts = sorted(random.randint(0, field.total) for field in fields[1:])
    total = fields[0].total if fields else 0
    return [str(high - low) for low, high in zip([0, *cuts], [*cuts, total], strict=True)] if fields else []


def _some_day(random: Random, day: str, least: str) -> str:
    """Another day of the same month, not before `least`."""
    first = min(28, int(least[-2:])) if least and least[:7] == day[:7] else 1
    return re.sub(r"\d\d$", f"{random.randint(first, 28):02}", day)
