"""Says the files of a session without some words that somebody took back: wherever they stand, and in later sessions.

Words that can be recognised, since they are several or many, are found inside longer texts, too; a short one such as
"Tea" only where nothing else stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from facilitator.activity import Refused
from facilitator.i18n import Text, _
from facilitator.report.model import SECTION
from facilitator.run import words
from facilitator.session.agenda import prepare
from facilitator.session.session import Session
from facilitator.session.traces import Trace

NOT_WORDS = frozenset(
    {"block", "kind", "sign", "activity", "id", "ledger", "op", "entry", "code", "until", "key", "number"}
)
"""Fields that only programs read; a card may happen to say the same."""
NAMED = ("who", "with")
"""Fields of a ledger entry that hold names of people, one or several."""
ENOUGH = 25
"""Signs from which a text without a blank is recognised."""


def recognised(text: str) -> bool:
    """Whether a text is found inside longer ones."""
    return bool(re.search(r"\S\s+\S", text)) or len(text) >= ENOUGH


def reworded(data: Any, said: Mapping[str, str]) -> Any:
    """JSON data in which the texts of `said` are replaced by their values."""
    return _anew(data, _changer(said))


def without_name(operation: Mapping[str, Any], name: str, somebody: str) -> dict[str, Any]:
    """A change of a ledger with `somebody` where a name stood beside a task, or a role."""
    own = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    data = {
        field: own.sub(lambda _found: somebody, text) if field in NAMED else text
        for field, text in operation["data"].items()
    }
    return {**operation, "data": data}


def take_out(session: Session, texts: Collection[str], instead: str, cards: Collection[str] = ()) -> None:
    """Say everything that the session keeps without these texts; `cards` (ids) are those in the running step."""
    said = dict.fromkeys(texts, instead)
    change = _changer(said)
    for step, section in session.sections.items():
        session.sections[step] = SECTION.validate_python(_anew(SECTION.dump_python(section, mode="json"), change))
    session.ledger = [_said(each, said) for each in session.ledger]
    session.carried = [_said(each, said) for each in session.carried]
    session.sealed = [_said(each, said) for each in session.sealed]
    session.found_sealed = [_said(each, said) for each in session.found_sealed]
    session.log = [(at, Text(each.words, _anew(dict(each.params), change))) for at, each in session.log]
    session.refold()
    inside = _changer({text: instead for text in texts if recognised(text)})
    for line in session.agenda:
        line.title, line.note = inside(line.title), inside(line.note)
        line.settings = _settings(session, line.activity, line.settings, inside)
    _in_run(session, inside, cards)


def leave_traces(session: Session, texts: Collection[str]) -> None:
    """Other sessions of the programme are to be looked through for these texts."""
    if session.programme:
        session.traces += [Trace.of(text) for text in texts]


def found(kept: Any, traces: Collection[Trace]) -> set[str]:
    """The words in JSON data that left one of these traces."""
    texts = {*_texts(kept)}
    return {words for trace in traces for text in texts if (words := trace.in_(text))}


def _in_run(session: Session, change: Callable[[str], str], cards: Collection[str]) -> None:
    run = session.run
    if run is None:
        return
    given = run.activity.settings.model_dump(mode="json", exclude_unset=True)
    other = _settings(session, run.activity.id, given, change)
    if other != given:
        run.activity = prepare(session.library, run.activity.id, other)
    words.reword(run, lambda data: _anew(data, change, ids=True), cards)
    run.ledgers, run.sealed = session.ledgers, session.sealed_store
    session.seat_people()


def _settings(session: Session, activity: str, given: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """Settings in other words; with a sign in their place where the activity takes no such setting."""
    other: dict[str, Any] = _anew(given, change, ids=True)
    if other == given or activity not in session.library:
        return other
    try:
        prepare(session.library, activity, other)
    except Refused:
        shorter: dict[str, Any] = _anew(given, lambda text: text if change(text) == text else "…", ids=True)
        return shorter
    return other


def _said(operation: Mapping[str, Any], said: Mapping[str, str]) -> dict[str, Any]:
    """A change of a ledger; one of the texts may be somebody's name."""
    for text in said:
        operation = without_name(operation, text, str(_("somebody")))
    return {**operation, "data": _anew(dict(operation["data"]), _changer(said))}


def _changer(said: Mapping[str, str]) -> Callable[[str], str]:
    inside = [_alone(text) for text in sorted(said, key=len, reverse=True) if recognised(text)]
    pattern = re.compile("|".join(inside)) if inside else None

    def change(text: str) -> str:
        if text in said:
            return said[text]
        return pattern.sub(lambda part: said[part[0]], text) if pattern else text

    return change


def _alone(text: str) -> str:
    """The pattern of a text that is no part of a longer word."""
    before, after = (r"\b" if re.match(r"\w", sign) else "" for sign in (text[0], text[-1]))
    return f"{before}{re.escape(text)}{after}"


def _anew(data: Any, change: Callable[[str], str], ids: bool = False) -> Any:
    """JSON data with each of its texts changed; with `ids`, also where only programs read."""
    if isinstance(data, str):
        return change(data)
    if isinstance(data, Mapping):
        return {
            change(name) if ids else name: each if name in NOT_WORDS and not ids else _anew(each, change, ids)
            for name, each in data.items()
        }
    return [_anew(each, change, ids) for each in data] if isinstance(data, list | tuple) else data


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from _texts([*data, *data.values()])
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _texts(each)
