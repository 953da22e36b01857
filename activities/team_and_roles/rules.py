"""What a grid of responsibilities must be, and what is worth talking about. Pure rules, about open names.

One person answers for each thing, and at least one does it: else it is an error, and the activity is not closed with
its result. All the rest are warnings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from facilitator.activity import Key

Role = Literal["does", "answers", "helps", "asked", "told"]
ROLES: tuple[Role, ...] = get_args(Role)
Error = Literal["nobody answers", "many answer", "not confirmed", "nobody does"]
Warning_ = Literal["many asked", "alone", "load", "one place"]
CARED = ("Lived experience", "Giving care and support", "Family and friends")
"""Those of the usual set of perspectives who are not left alone with something."""
RATHER_NOT = "Rather not say"
FEW = 3
"""From so many responsibilities on, how they are shared says something. More people than this asked first is many."""


@dataclass(frozen=True)
class Finding:
    """One thing to mend, or to talk about: in which responsibility, about whom, and how many of how many."""

    what: Error | Warning_
    task: str = ""
    person: Key | None = None
    n: int = 0
    total: int = 0
    sits: str = ""

    @property
    def error(self) -> bool:
        """Whether it keeps the activity from being closed with its result."""
        return self.what in get_args(Error)

    @property
    def role(self) -> Role | None:
        """In which column of the grid it stands."""
        where: dict[str, Role] = {
            "nobody answers": "answers", "many answer": "answers", "not confirmed": "answers", "nobody does": "does",
            "many asked": "asked", "alone": "helps",
        }  # fmt: skip
        return where.get(self.what)


@dataclass(frozen=True)
class Line:
    """Who stands where in one responsibility, and who says that they need no help with it."""

    who: Mapping[Role, Collection[Key]]
    no_help: Collection[Key] = ()

    def of(self, role: Role) -> Collection[Key]:
        """Who stands in one column."""
        return self.who.get(role, ())


def findings(
    lines: Mapping[str, Line], sits: Mapping[Key, str], confirmed: Collection[Key], cared: Collection[str],
    flag: Fraction,
) -> list[Finding]:  # fmt: skip
    """All errors, then all warnings. `cared` are the perspectives that are not left alone with something."""
    errors, warnings = list[Finding](), list[Finding]()
    answering: Counter[Key] = Counter()
    for task, line in lines.items():
        answers, does, asked = line.of("answers"), line.of("does"), line.of("asked")
        answering.update(answers)
        if not answers:
            errors.append(Finding("nobody answers", task))
        elif len(answers) > 1:
            errors.append(Finding("many answer", task, n=len(answers)))
        elif not set(answers) <= set(confirmed):
            errors.append(Finding("not confirmed", task, next(iter(answers))))
        if not does:
            errors.append(Finding("nobody does", task))
        if len(asked) > FEW:
            warnings.append(Finding("many asked", task, n=len(asked)))
        for key in () if line.of("helps") else dict.fromkeys([*does, *answers]):
            if sits.get(key, "") in cared and key not in line.no_help:
                warnings.append(Finding("alone", task, key, sits=sits[key]))
    if len(lines) >= FEW:
        loads = [(key, n) for key, n in answering.items() if n > flag * len(lines)]
        warnings += [Finding("load", person=key, n=n, total=len(lines)) for key, n in loads]
        places = {sits.get(key, "") for key in answering}
        if len(places) == 1 and "" not in places:
            warnings.append(Finding("one place", n=len(answering), sits=next(iter(places))))
    return [*errors, *warnings]
