"""The grid of responsibilities: who put themselves where, under which name, and who confirmed it. Nobody else does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from activities.team_and_roles.rules import CARED, ROLES, Finding, Line, Role, findings
from facilitator.activity import Key, Refused
from facilitator.i18n import _, ngettext
from facilitator.text import is_blank, likeness

MOST = 20


@dataclass
class Task:
    """One responsibility, who stands where in it, and, where it is an older one, its entry and who had it last."""

    title: str
    who: dict[Role, dict[Key, bool]] = field(default_factory=dict)
    no_help: dict[Key, bool] = field(default_factory=dict)
    """Who says that they do not need help with it."""
    entry: str = ""
    last: str = ""
    left: bool = False
    """Whether the room leaves it open, whatever is to mend in it."""
    stays: bool = False
    """Whether it is an older one that stays with whoever had it last: they are not here to say so again."""

    @property
    def older(self) -> bool:
        """Whether somebody answered for it in an older session, and nobody stands there today."""
        return bool(self.last) and not any(self.who.values())

    def roles(self, me: Key) -> list[Role]:
        """Where a person stands."""
        return [role for role in ROLES if me in self.who.get(role, {})]

    def leave(self, me: Key, role: Role) -> None:
        """A person stands there no more."""
        self.who.get(role, {}).pop(me, None)
        if not {"does", "answers"}.intersection(self.roles(me)):
            self.no_help.pop(me, None)


@dataclass
class Offer:
    """Somebody would hand a role over; `to` is whom they ask (of one name), and who has it until then keeps it."""

    task: str
    role: Role
    giver: Key | None
    """None for somebody who had it in an older session, and does not stand there today."""
    who: str
    """What the giver is called."""
    to: list[Key]
    name: str


@dataclass
class Grid:
    """Responsibilities by id, in order; the names people chose for the grid, and as what they sit."""

    tasks: dict[str, Task] = field(default_factory=dict)
    made: int = 0
    names: dict[Key, str] = field(default_factory=dict)
    sits: dict[Key, str] = field(default_factory=dict)
    confirmed: dict[Key, bool] = field(default_factory=dict)
    passes: dict[Key, bool] = field(default_factory=dict)
    said: dict[str, dict[Key, bool]] = field(default_factory=dict)
    """Who said something in a phase."""
    offers: dict[str, Offer] = field(default_factory=dict)
    """What somebody would hand over, until the other takes it or says no."""
    offered: int = 0
    handed: list[Offer] = field(default_factory=list)
    """What was handed over and taken."""
    ended: list[tuple[str, str]] = field(default_factory=list)
    """Older ones that were taken off the list: their entries and titles."""
    listed: bool = False
    """Whether the board shows the list, and not the cards it is made from."""

    def add(self, title: str, entry: str = "", last: str = "") -> None:
        """One more. Refused when it is empty, there already, or too much for one grid."""
        if len(self.tasks) >= MOST:
            raise Refused(ngettext("{n} is enough here.", "{n} are enough here. Take one off first.", MOST))
        self._check(title)
        self.made += 1
        self.tasks[f"t{self.made}"] = Task(" ".join(title.split()), entry=entry, last=last)

    def known(self, titles: Iterable[str]) -> None:
        """Those of these that are not there yet."""
        for title in titles:
            if not self.has(title) and not is_blank(title) and len(self.tasks) < MOST:
                self.add(title)

    def has(self, title: str) -> bool:
        """Whether it is on the list."""
        return likeness(title) in (likeness(task.title) for task in self.tasks.values())

    def reword(self, id: str, title: str) -> None:
        """Say it in other words, before somebody puts themselves there."""
        task = self.task(id)
        if any(task.who.values()):
            raise Refused(_("Somebody has taken this in these words. Ask them to hand it back first."))
        if likeness(title) != likeness(task.title):
            self._check(title)
        task.title = " ".join(title.split())

    def drop(self, id: str, everyone: bool = False) -> None:
        """Take it off the list; with everyone who stands in it only if that is said."""
        if self.standing(id) and not everyone:
            raise Refused(_("Somebody has taken this. Ask them first, then take it off with everyone in it."))
        if self.tasks[id].entry:
            self.ended.append((self.tasks[id].entry, self.tasks[id].title))
        self.offers = {at: each for at, each in self.offers.items() if each.task != id}
        del self.tasks[id]

    def leave_open(self, id: str) -> None:
        """The room leaves it open, whatever is to mend in it."""
        self.task(id).left, self.task(id).stays = True, False

    def leave_with_last(self, id: str) -> None:
        """It stays with whoever had it last. Refused where somebody stands there today, or nobody had it."""
        if not self.task(id).older:
            raise Refused(_("Nobody answered for this before, or somebody takes it on today."))
        self.task(id).left, self.task(id).stays = False, True

    def settled(self, id: str) -> bool:
        """Whether what is to mend in it keeps nothing from being closed."""
        return self.tasks[id].left or self.tasks[id].stays

    def standing(self, id: str) -> list[str]:
        """The names of all who stand somewhere in a responsibility."""
        return self.called({key for keys in self.task(id).who.values() for key in keys})

    def task(self, id: str) -> Task:
        """A responsibility. Refused when it does not exist."""
        if not id:
            raise Refused(_("Choose one of the list first."))
        if id not in self.tasks:
            raise Refused(_("This is not there any more. Please load the page again."))
        return self.tasks[id]

    def sign(self, me: Key, name: str, sits: str) -> None:
        """Under which name somebody stands in the grid, and as what they sit."""
        self.names[me] = name.strip()
        self.sits[me] = sits
        self.passes.pop(me, None)

    def take(self, me: Key, id: str, role: Role) -> None:
        """Stand somewhere. It is to be confirmed anew."""
        task = self.task(id)
        task.who.setdefault(role, {})[me] = True
        task.left = task.stays = False
        self.confirmed.pop(me, None)
        self.passes.pop(me, None)
        for at, each in [*self.offers.items()]:
            if (each.task, each.role) == (id, role) and me in each.to:
                del self.offers[at]
                self.handed.append(each)
                if each.giver:
                    task.leave(each.giver, role)

    def offer(self, me: Key, id: str, role: Role, to: Mapping[Key, str], called: str) -> None:
        """Ask others of this name to take a role of mine; `called` is my own. I keep it until one of them says yes."""
        task = self.task(id)
        mine = role in task.roles(me)
        if not mine and not (role == "answers" and self.had(id, called)):
            raise Refused(_("You do not stand there, so there is nothing to hand over."))
        others = [key for key in to if key != me]
        if not others:
            raise Refused(_("Nobody on the list has this name. Choose another."))
        again = [at for at, each in self.offers.items() if (each.task, each.role, each.who) == (id, role, called)]
        for at in again:
            del self.offers[at]
        self.offered += 1
        self.offers[f"o{self.offered}"] = Offer(id, role, me if mine else None, called, others, to[others[0]])

    def had(self, id: str, called: str) -> bool:
        """Whether somebody of this name answered for it when it was last written down, and nobody does today."""
        task = self.task(id)
        last = [likeness(name) for name in task.last.split(", ")]
        return likeness(called) in last and likeness(called) != "" and not task.who.get("answers")

    def drop_offer(self, me: Key, called: str, at: str) -> None:
        """Say no to what somebody would hand over, or keep what one would have handed over."""
        each = self.offers.get(at)
        if each is None or (me not in each.to and me != each.giver and (each.giver or each.who != called)):
            raise Refused(_("This is not there any more. Please load the page again."))
        del self.offers[at]

    def hand_back(self, me: Key, id: str, role: Role) -> None:
        """Stand there no more, at any time and without a reason."""
        task = self.task(id)
        if role not in task.roles(me):
            raise Refused(_("You do not stand there, so there is nothing to hand back."))
        task.leave(me, role)
        self._withdraw(me)

    def heard(self, phase: str, me: Key) -> None:
        """Somebody said something in a phase."""
        self.said.setdefault(phase, {})[me] = True

    def has_role(self, me: Key) -> bool:
        """Whether somebody stands anywhere."""
        return any(task.roles(me) for task in self.tasks.values())

    def clear(self, me: Key) -> None:
        """Stand nowhere."""
        for task in self.tasks.values():
            for role in task.roles(me):
                task.leave(me, role)
        self._withdraw(me)

    def accept(self, me: Key, id: str, role: Role) -> None:
        """Take a role by a yes to it, which confirms it; what else one took is to be confirmed as before."""
        sure = me in self.confirmed or not self.has_role(me)
        self.take(me, id, role)
        if sure:
            self.confirmed[me] = True

    def forget(self, me: Key) -> None:
        """Nothing for me; what was confirmed stays."""
        if me not in self.confirmed:
            self.clear(me)
        self.passes[me] = True

    def lines(self, here: Collection[Key]) -> dict[str, Line]:
        """Who stands where: those who left before they confirmed do not count any more."""
        stays = {*here, *self.confirmed}
        return {
            id: Line({role: [key for key in keys if key in stays] for role, keys in task.who.items()}, task.no_help)
            for id, task in self.tasks.items()
        }

    def findings(self, here: Collection[Key], flag: Fraction) -> list[Finding]:
        """What is to mend, and what to talk about."""
        return findings(self.lines(here), self.sits, self.confirmed, CARED, flag)

    def called(self, keys: Iterable[Key]) -> list[str]:
        """The names of some people, alphabetically."""
        return sorted((self.names[key] for key in keys), key=lambda name: (name.casefold(), name))

    def _withdraw(self, me: Key) -> None:
        """Nobody is asked for what one does not have any more."""
        self.offers = {
            at: each
            for at, each in self.offers.items()
            if each.giver != me or each.role in self.task(each.task).roles(me)
        }

    def _check(self, title: str) -> None:
        if is_blank(title):
            raise Refused(_("This is empty. Write a few words."))
        if self.has(title):
            raise Refused(_("This is on the list already."))
