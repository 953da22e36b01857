"""The contract suite: what every activity has to keep to, played with a crowd. `run(kind)` says what is wrong.

Each check takes an activity and settings, and raises AssertionError with a sentence for the person who wrote it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import getdoc
from typing import Any

from facilitator.activity import Activity
from facilitator.errors import home, lines, traced
from facilitator.library.registry import Registry
from facilitator.testing import effort
from facilitator.testing.cared import check_cards_are_cared_for
from facilitator.testing.leading import (
    check_people_know_what_for,
    check_results_are_read_aloud,
    check_the_way_ends,
)
from facilitator.testing.play import (
    check_coming_and_going,
    check_every_control_works,
    check_nothing_else_works,
    check_paper,
    check_passing_and_leaving,
    check_random_taps,
    check_there_is_something_to_answer,
)
from facilitator.testing.printed import (
    check_exports,
    check_hostile_text,
    check_nobody_did_anything,
    check_views_are_small,
)
from facilitator.testing.private import (
    check_hidden_means_not_sent,
    check_keys_are_never_shown,
    check_nothing_is_left_after_close,
    check_private_stays_private,
    check_sealed_answers_are_not_linked,
    check_touches_only_me,
)
from facilitator.testing.rounds import (
    check_a_hidden_phase_can_be_stopped,
    check_a_round_belongs_to_its_question,
    check_back_and_again,
)
from facilitator.testing.settled import check_every_setting_matters
from facilitator.testing.sound import (
    check_class_and_settings,
    check_replay,
    check_replay_in_another_process,
    check_section_survives_json,
    check_state_survives_json,
)

__all__ = ["test_contract"]

Kind = type[Activity[Any, Any]]
Check = Callable[[Kind, Mapping[str, Any]], None]

CHECKS: tuple[Check, ...] = (
    check_class_and_settings, check_state_survives_json, check_section_survives_json, check_replay,
    check_hidden_means_not_sent, check_touches_only_me, check_keys_are_never_shown, check_nothing_is_left_after_close,
    check_private_stays_private, check_sealed_answers_are_not_linked,
    check_there_is_something_to_answer, check_every_control_works, check_nothing_else_works, check_random_taps,
    check_coming_and_going, check_paper, check_passing_and_leaving, check_back_and_again,
    check_a_hidden_phase_can_be_stopped, check_a_round_belongs_to_its_question, check_the_way_ends,
    check_people_know_what_for, check_results_are_read_aloud, check_cards_are_cared_for, check_hostile_text,
    check_views_are_small, check_exports, check_nobody_did_anything,
)  # fmt: skip
ONCE: tuple[Check, ...] = (check_replay_in_another_process, check_every_setting_matters)
"""Checks that take long, done with one of the settings."""
FEWEST = "defaults"
"""What the settings are called in which only what must be given is given."""
WITH_FEWEST: tuple[Check, ...] = (
    check_class_and_settings, check_state_survives_json, check_section_survives_json,
    check_there_is_something_to_answer, check_every_control_works, check_the_way_ends, check_people_know_what_for,
    check_exports, check_nobody_did_anything,
)  # fmt: skip
"""What is checked with the fewest settings, too: that they lead to the end, with words on every page.

All checks are done with them where the suite is thorough. Other examples of an activity are ways of their own, and have
all checks.
"""


@dataclass(frozen=True)
class Failure:
    """One thing that is wrong: the check, the settings it was played with, what the check asks for, and why."""

    check: str
    settings: str
    rule: str
    why: str
    crash: bool = False
    """Whether code of the activity raised what it must not raise."""


@dataclass(frozen=True)
class Case:
    """One check of one activity with settings of that name."""

    kind: Kind
    name: str
    settings: Mapping[str, Any]
    check: Check

    def __str__(self) -> str:
        whose = [self.kind.id] if hasattr(self.kind, "id") else []
        return "-".join([*whose, self.name, self.check.__name__.removeprefix("check_")])


def cases(kind: Kind) -> Iterator[Case]:
    """Everything that is checked of an activity, the quick checks first."""
    given = settings_of(kind)
    for name, settings in given.items():
        for check in WITH_FEWEST if name == FEWEST and not effort.thorough else CHECKS:
            yield Case(kind, name, settings, check)
    name = next(iter(given))
    for check in ONCE:
        yield Case(kind, name, given[name], check)


def unloaded(library: Registry) -> Iterator[Case]:
    """One case for each activity that could not even be loaded; it fails and says why."""
    for broken in library.broken:

        def check_it_can_be_loaded(kind: Kind, settings: Mapping[str, Any], why: str = str(broken.why)) -> None:
            """The activity can be loaded."""
            raise AssertionError(why)

        yield Case(Activity, broken.name, {}, check_it_can_be_loaded)


def settings_of(kind: Kind) -> dict[str, dict[str, Any]]:
    """The settings that an activity is played with: its examples, and as few of the first as it can do with."""
    example = dict(kind.example)
    fields = kind.settings_type.model_fields
    least = {name: value for name, value in example.items() if name in fields and fields[name].is_required()}
    few = {} if least == example else {FEWEST: least}
    return {"example": example, **few, **{name: dict(given) for name, given in kind.further.items()}}


def ways(kinds: Iterable[Kind]) -> dict[str, tuple[Kind, dict[str, Any]]]:
    """Every activity with each of its examples, by what to call that, for tests that look at all of them."""
    first = {kind.id: (kind, dict(kind.example)) for kind in kinds}
    more = {
        f"{kind.id}-{name}": (kind, dict(given)) for kind, _e in first.values() for name, given in kind.further.items()
    }
    return first | more


def run(kind: Kind) -> list[Failure]:
    """Check an activity. Empty when it keeps the contract. Takes some seconds.

    Code of the activity that fails in one check fails in most others: it is told once, and nothing after it.
    """
    found: list[Failure] = []
    for case in cases(kind):
        found += failures(case)
        if found and found[-1].crash:
            break
    return found


def failures(case: Case) -> Iterator[Failure]:
    """What is wrong with one case: one failure at most."""
    rule = (getdoc(case.check) or "").split("\n")[0]
    wrong: BaseException | None = None
    with _listening() as raised:
        try:
            case.check(case.kind, case.settings)
        except Exception as error:  # whatever code of a stranger raises
            wrong = error
    if raised:  # the room told people something else, and went on
        wrong = raised[0]
    if wrong is not None:
        wrong, own = traced(wrong, home(sys.modules.get(case.kind.__module__)))
        file, line = own or lines(wrong)[-1]
        crash = not isinstance(wrong, AssertionError)
        why = f"{type(wrong).__name__}: {wrong} ({file}, line {line})" if crash else str(wrong)
        yield Failure(case.check.__name__, case.name, rule, why, crash)


@contextmanager
def _listening() -> Iterator[list[BaseException]]:
    """What the activity raised while it was played and the room wrote into its log, in place of writing it there."""
    raised: list[BaseException] = []
    log, listener = logging.getLogger("facilitator"), logging.Handler()
    listener.emit = lambda record: raised.extend(  # type: ignore[method-assign]
        [record.exc_info[1]] if record.exc_info and record.exc_info[1] else []
    )
    kept = log.propagate, log.disabled, log.level
    log.propagate, log.disabled = False, False  # a server that was made in this process may have turned it off
    log.setLevel(logging.ERROR)
    log.addHandler(listener)
    try:
        yield raised
    finally:
        log.removeHandler(listener)
        log.propagate, log.disabled = kept[:2]
        log.setLevel(kept[2])


def test_contract(contract_case: Case) -> None:
    """One thing that every activity has to keep to."""
    contract_case.check(contract_case.kind, contract_case.settings)
