"""The form for the settings of an activity, made from its model: every fault stands at its own field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic

from nicegui import ui
from nicegui.elements.mixins.validation_element import ValidationElement
from nicegui.elements.mixins.value_element import ValueElement

from facilitator.console import parts
from facilitator.console.shapes import MODEL, Faults, Raw, Shape, option_words, read, shapes, typed
from facilitator.i18n import Words, _

FEW = 4
"""Options that are all shown at once; more stand in a list that opens."""


class Form(Generic[MODEL]):
    """Fields for all settings of `model`, filled with `values` and else with what the model gives."""

    def __init__(self, model: type[MODEL], values: Mapping[str, Any]) -> None:
        self.model = model
        self.fields: dict[str, ValueElement[Any]] = {}
        self.faults: dict[str, parts.Wording] = {}
        self.whole = parts.fault()
        for shape in shapes(model):
            info = model.model_fields[shape.name]
            value = values.get(shape.name, None if info.is_required() else info.get_default(call_default_factory=True))
            self._field(shape, typed(shape, value))

    def read(self) -> MODEL | None:
        """The settings, or None when something is wrong: then it says so at the fields."""
        raw: dict[str, Raw] = {
            name: bool(field.value) if isinstance(field, ui.switch) else str(field.value or "")
            for name, field in self.fields.items()
        }
        found = read(self.model, raw)
        self.show(found if isinstance(found, Faults) else Faults({}))
        return None if isinstance(found, Faults) else found

    def show(self, faults: Faults) -> None:
        """Say what is wrong, and put the keyboard into the first such field."""
        self.whole.set_text(str(faults.whole))
        for name, field in self.fields.items():
            words = faults.fields.get(name, "")
            self.faults[name].set_text(str(words))
            field.props["aria-invalid"] = "true" if words else "false"
            if isinstance(field, ValidationElement):
                field.props["error"] = bool(words)
                field.props["no-error-icon"] = True
        first = next((name for name in self.fields if faults.fields.get(name)), None)
        if first is not None:
            self.fields[first].run_method("focus")

    def _field(self, shape: Shape, raw: Raw) -> None:
        with parts.box("field"):
            name = f"setting-{shape.name}"
            if shape.kind == "switch":
                self.fields[shape.name] = ui.switch(str(shape.title), value=bool(raw))
            else:
                _label(shape, name)
                self.fields[shape.name] = _made(shape, name, str(raw))
            if shape.hint:
                parts.words(shape.hint, "help")
            fault = parts.fault()
            fault.props["id"] = f"{name}-fault"
            self.fields[shape.name].props(f'aria-describedby="{name}-fault"')
            self.faults[shape.name] = fault


def _label(shape: Shape, name: str) -> None:
    """The title: its first sentence in bold, the rest and how to fill it in after it."""
    first, _dot, rest = str(shape.title).partition(". ")
    label = parts.box(tag="label" if not _few(shape) else "p", id=f"{name}-label")
    if not _few(shape):
        label.props["for"] = name
    with label:
        parts.words(first, tag="b")
        for more in (rest, _how(shape)):
            if more:
                parts.words(more, "soft", "span")


def _how(shape: Shape) -> Words:
    if shape.kind == "lines":
        return _("One a line.")
    if shape.kind == "rows":
        return _("One a line: {columns}", columns=" | ".join(shape.columns))
    return _("As JSON.") if shape.kind == "data" else ""


def _made(shape: Shape, name: str, raw: str) -> ValueElement[Any]:
    if shape.kind == "choice":
        options = {str(place): str(_words(option)) for place, option in enumerate(shape.options)}
        if _few(shape):
            return ui.radio(options, value=raw or None).props(f'inline aria-labelledby="{name}-label"')
        return ui.select(options, value=raw or None).props(f'outlined for="{name}"')
    if shape.kind in ("lines", "rows", "long", "data"):
        rows = 2 if shape.kind == "long" else max(3, raw.count("\n") + 2)
        return ui.textarea(value=raw).props(f'outlined for="{name}" rows={min(rows, 12)}')
    field = ui.input(value=raw).props(f'outlined for="{name}"')
    return field.props("inputmode=numeric").classes("number") if shape.kind == "number" else field


def _few(shape: Shape) -> bool:
    return shape.kind == "choice" and len(shape.options) <= FEW


def _words(option: Any) -> Words:
    return _("None of these") if option is None else option_words(option)
