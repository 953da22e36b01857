"""Whatever people write stays words: every widget is called with hostile text in every place that takes text."""

from __future__ import annotations

import dataclasses
import inspect
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from lxml import html

from facilitator import kit
from facilitator.i18n import Text
from facilitator.kit import answers, results, rooms, shell, stage, words, written

HOSTILE = "<img src=x onerror=alert(1)>\"' onclick=alert(2) style='x' & {{ 7*7777 }} %s {0}"
WIDGETS = [
    widget
    for module in (answers, results, rooms, stage, words, written)
    for name, widget in inspect.getmembers(module, inspect.isfunction)
    if widget.__module__ == module.__name__ and not name.startswith("_")
    if get_type_hints(widget)["return"] is kit.Html
]


@pytest.mark.parametrize("surface", ["phone", "board", "stage", "paper"])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)
def test_widgets_escape_everything(widget: Callable[..., kit.Html], surface: kit.Surface) -> None:
    with kit.drawing(surface=surface, run=HOSTILE, activity=HOSTILE, acts_for=HOSTILE, prefix=HOSTILE, glyph=HOSTILE):
        harmless(str(widget(**hostile_arguments(widget))))


@pytest.mark.parametrize(
    "make", [shell.phone_page, shell.board_page, shell.stage_page, shell.join_page, shell.door_page, shell.notice_page]
)
def test_pages_escape_everything(make: Callable[..., str]) -> None:
    page = shell.Shell(
        title=HOSTILE, lang=HOSTILE, code=HOSTILE, seat=HOSTILE, run=HOSTILE, script_url=HOSTILE, said=HOSTILE,
        links=[(HOSTILE, HOSTILE)], data={"more": HOSTILE},
    )  # fmt: skip
    harmless(make(**{**hostile_arguments(make), "page": page}))


def test_every_widget_is_tried() -> None:
    names = {widget.__name__ for widget in WIDGETS}
    assert len(names) > 35
    assert {"choices", "stepper", "text_form", "cards", "chart", "lobby", "primary", "question"} <= names


def test_the_test_can_fail() -> None:
    with pytest.raises(AssertionError):
        harmless(f"<p>{HOSTILE}</p>")


def harmless(text: str) -> None:
    """No element and no attribute came from the hostile text, and it was neither run nor formatted."""
    root = html.fromstring(f"<div>{text}</div>" if "<html" not in text else text)
    assert not root.xpath("//img | //script[not(@src)]")
    names = {name for each in root.iter() if isinstance(each.tag, str) for name in each.attrib}
    assert not {name for name in names if name.startswith("on") or name == "style"}
    assert "54439" not in text


def hostile_arguments(widget: Callable[..., Any]) -> dict[str, Any]:
    hints = get_type_hints(widget)
    return {name: hostile(hints[name]) for name in inspect.signature(widget).parameters}


def hostile(kind: Any) -> Any:
    """A value of this type with hostile text wherever text can stand."""
    origin, inside = get_origin(kind), get_args(kind)
    if kind is kit.Html:
        return kit.Html("<b>safe</b>")
    if origin in (Union, types.UnionType):
        return HOSTILE if Text in inside else hostile(inside[0])
    if origin is Literal:
        return inside[0]
    if origin is tuple:
        return tuple(hostile(each) for each in inside)
    if origin is Mapping:
        return {"more": HOSTILE}
    if origin in (list, Sequence):
        return [hostile(inside[0])]
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return kind(**{name: hostile(hint) for name, hint in get_type_hints(kind).items()})
    return {str: HOSTILE, int: 2, float: 3.0, bool: True, date: date(2027, 2, 24)}[kind]
