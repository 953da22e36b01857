"""Actions: methods of an activity or of a room that somebody can do, with arguments that are checked first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from inspect import Parameter, signature
from typing import Any, Literal, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Json, ValidationError, create_model
from pydantic.fields import FieldInfo

from facilitator.i18n import Text, Words, _

CONFIG = ConfigDict(extra="forbid", str_strip_whitespace=True)

By = Literal["participant", "facilitator"]
Touches = Literal["me", "everyone"]


class Refused(Exception):
    """An action cannot be done. The sentence is shown to the person and says what to do; nothing has changed."""

    def __init__(self, words: Words, /, **params: Any) -> None:
        self.words: Words = words.with_params(**params) if isinstance(words, Text) and params else words
        super().__init__(words)


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A function whose arguments come from the wire and are checked by its annotations first."""

    name: str
    method: Callable[..., None] = field(repr=False)
    model: type[BaseModel] = field(repr=False)
    wants: frozenset[str] = frozenset()

    def read(self, pairs: Iterable[tuple[str, str]]) -> BaseModel:
        """Turn (name, text) pairs, as a form posts them, into checked arguments. Raises `Refused`.

        A list parameter takes every value of its name; a dict parameter `dots` takes `dots.<key>`; an empty text
        for an optional parameter counts as not given. Names without a parameter are left out: the one form of a view
        posts all its fields, whichever button was used.
        """
        values: dict[str, Any] = {}
        for name, text in pairs:
            head, dot, rest = name.partition(".")
            if head not in self._shapes or (self._shapes[head] is dict) is not bool(dot):
                continue
            if dot:
                if text != "":
                    values.setdefault(head, {})[rest] = text
            elif self._shapes[name] is list:
                values.setdefault(name, []).append(text)
            elif name in values:
                raise Refused(_("This form had the same answer twice. Please load the page again."))
            elif text != "" or self.model.model_fields[name].is_required():
                values[name] = text
        return self.checked(values)

    def checked(self, values: Mapping[str, Any]) -> BaseModel:
        """Arguments by name, checked. Raises `Refused`."""
        try:
            return self.model.model_validate(values)
        except ValidationError as error:
            raise Refused(_explain(error)) from None

    def taken(self, me: Any, ctx: Any, given: Mapping[str, Any]) -> dict[str, Any]:
        """All that the function takes by name: who asks and the circumstances, where it wants them, and the rest."""
        taken = {**given}
        if "me" in self.wants:
            taken["me"] = me
        if "ctx" in self.wants:
            taken["ctx"] = ctx
        return taken

    @staticmethod
    def given(args: BaseModel) -> dict[str, Any]:
        """Checked arguments by name, as the method takes them."""
        return {**args.__dict__}

    @cached_property
    def _shapes(self) -> dict[str, Any]:
        """How each argument is posted: in parts where it is a dict, often where it is a list; JSON is one text."""
        shapes: dict[str, Any] = {}
        for name, info in self.model.model_fields.items():
            json = any(type(part) is Json for part in info.metadata)
            shapes[name] = str if json else get_origin(info.annotation) or info.annotation
        return shapes


@dataclass(frozen=True, kw_only=True)
class Action(Checked):
    """One thing that a person or the facilitator can do in an activity, made by `@action`."""

    phases: tuple[str, ...] = ()
    by: By = "participant"
    touches: Touches = "me"
    voids: bool = False
    undo: bool = True
    moves: bool = False
    label: Words = ""
    closed: Words = ""
    """Why it cannot be done in a phase in which it does not exist; empty for a general sentence."""

    def call(self, owner: Any, state: Any, me: Any, ctx: Any, args: BaseModel) -> None:
        """Apply the action in place. Raises `Refused` before any change."""
        self.do(owner, state, me, ctx, self.given(args))

    def do(self, owner: Any, state: Any, me: Any, ctx: Any, given: Mapping[str, Any]) -> None:
        """The same with arguments by name that were checked before."""
        self.method(owner, state, **self.taken(me, ctx, given))


def action(
    *phases: str,
    by: By = "participant",
    touches: Touches | None = None,
    voids: bool = False,
    undo: bool = True,
    moves: bool = False,
    label: Words = "",
    closed: Words = "",
) -> Callable[[Callable[..., None]], Any]:
    """Make a method an action that exists in `phases` (in every phase when none is named).

    Arguments other than `self`, the state `s`, `me` and `ctx` come from the wire and are checked by their annotations
    first. `touches="me"` is the default for participants: the action changes nobody else's view before the phase ends.
    `moves=True` goes on to the next person, topic or step: what the facilitator pressed before it was seen is refused.
    `voids=True` gives up the answers of the open round: they are kept as a closed round, and a new one begins.
    `closed` says why it is refused in other phases, where a general sentence would not be enough.
    `undo=False` is for what the activity takes back with an action of its own, see `Activity.own_undo`.
    The name on the wire is the method's, without a final underscore (`pass_` is "pass").
    """

    def mark(method: Callable[..., None]) -> Any:
        reach = touches or ("me" if by == "participant" else "everyone")
        method._action = {  # type: ignore[attr-defined]
            "phases": phases, "by": by, "touches": reach, "voids": voids, "undo": undo, "moves": moves, "label": label,
            "closed": closed,
        }  # fmt: skip
        return method

    return mark


def actions_of(owner: type) -> dict[str, Action]:
    """The actions of a class by name, with a pydantic model made from each signature."""
    found: dict[str, Action] = {}
    for attribute in dir(owner):
        method = getattr(owner, attribute, None)
        marks = getattr(method, "_action", None)
        if marks is None or method is None:
            continue
        name = attribute.rstrip("_")
        found[name] = Action(**signed(name, method, beside=2), **marks)
    return found


def signed(name: str, method: Callable[..., Any], beside: int) -> dict[str, Any]:
    """What a signature says of something `Checked`; its first `beside` parameters are what it is done to."""
    parameters = list(signature(method).parameters.values())
    wants = frozenset({"me", "ctx"} & {given.name for given in parameters})
    wire = [given for given in parameters[beside:] if given.name not in wants]
    return {"name": name, "method": method, "model": _model(name, method, wire), "wants": wants}


def plain(args: BaseModel) -> dict[str, Any]:
    """Checked arguments as JSON data, from which the same arguments can be made again."""
    return args.model_dump(mode="json", round_trip=True, exclude_none=True)


def loosened(name: str, actions: Iterable[Action]) -> type[BaseModel]:
    """A model of the arguments of several actions, none of them required: each checks its own when it is done.

    Raises `ValueError` where two of them mean different things by one name.
    """
    fields: dict[str, Any] = {}
    for action in actions:
        for argument, info in action.model.model_fields.items():
            meant = (info.annotation, repr(info.metadata))
            if fields.setdefault(argument, (meant, info))[0] != meant:
                raise ValueError(argument)
    loose: dict[str, Any] = {
        argument: (info.annotation, FieldInfo.merge_field_infos(info, default=None))
        for argument, (_meant, info) in fields.items()
    }
    return create_model(name, __config__=CONFIG, **loose)


def renamed(model: type[BaseModel], names: Mapping[str, str]) -> type[BaseModel]:
    """The same arguments; those in `names` are called otherwise."""
    fields: dict[str, Any] = {
        names.get(name, name): (info.annotation, info) for name, info in model.model_fields.items()
    }
    return create_model(model.__name__, __config__=CONFIG, **fields)


def _model(name: str, method: Callable[..., Any], wire: Iterable[Parameter]) -> type[BaseModel]:
    """A model of the parameters that come from the wire."""
    plain = type(name, (), {"__annotations__": {given.name: given.annotation for given in wire}})
    hints = get_type_hints(plain, method.__globals__, include_extras=True)
    fields: dict[str, Any] = {
        given.name: (hints[given.name], ... if given.default is Parameter.empty else given.default) for given in wire
    }
    return create_model(name, __config__=CONFIG, **fields)


def _explain(error: ValidationError) -> Text:
    first = error.errors()[0]
    kind, limits = first["type"], first.get("ctx", {})
    if kind == "string_too_long":
        return _("This text is too long. Please use at most {n} characters.", n=limits["max_length"])
    if kind in ("missing", "string_too_short", "too_short"):
        return _("Something is still empty. Please fill it in and send it again.")
    if re.match(r"(less|greater)_than", kind):
        return _("This number is outside what is possible here. Please choose another.")
    return _("This answer could not be read. Please load the page again and try once more.")
