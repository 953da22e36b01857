"""What somebody is sought for, who can be named for it, who is asked, and who said yes. Nobody is given anything."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.activity import Key, Refused
from facilitator.i18n import _
from facilitator.text import alphabetical, is_blank, likeness


@dataclass
class Sought:
    """One responsibility at a time, and everyone who said yes to one."""

    task: str = ""
    needs: str = ""
    names: dict[Key, str] = field(default_factory=dict)
    """What people are called who can be named."""
    may: dict[Key, bool] = field(default_factory=dict)
    """Who said that they can be named."""
    off: dict[Key, bool] = field(default_factory=dict)
    """Who would rather not be named for it."""
    willing: dict[Key, bool] = field(default_factory=dict)
    """Who said themselves, after the reasons, that they would take it."""
    asked: str = ""
    """Whom the room asks now."""
    yes: dict[str, Key] = field(default_factory=dict)
    """Who said yes, by responsibility."""

    def seek(self, task: str, needs: str) -> None:
        """Look for somebody for this, and begin anew if it is another one."""
        if task != self.task:
            self.off, self.willing, self.may, self.asked = {}, {}, {}, ""
        self.task, self.needs = task, needs

    def listed(self) -> list[str]:
        """The names of all who can be named, each once, alphabetically."""
        return sorted(
            {likeness(name): name for key, name in self.names.items() if key not in self.off}.values(),
            key=alphabetical,
        )

    def bearers(self, name: str) -> list[Key]:
        """Who is called so, and can be named."""
        return [key for key, called in self.names.items() if likeness(called) == likeness(name) and key not in self.off]

    def named(self, name: str) -> str:
        """A name as it stands on the list. Refused when nobody there has it."""
        if is_blank(name):
            raise Refused(_("Choose a name from the list first."))
        found = [each for each in self.listed() if likeness(each) == likeness(name)]
        if not found:
            raise Refused(_("Nobody on the list has this name. Choose another."))
        return found[0]

    def let(self, me: Key, name: str) -> None:
        """People can name me."""
        self.names[me], self.may[me] = name, True
        self.off.pop(me, None)

    def spare(self, me: Key) -> None:
        """I would rather not be named, and what was said of me is shown no more."""
        if self.is_asked(me):
            self.asked = ""
        self.may.pop(me, None)
        self.willing.pop(me, None)
        self.off[me] = True

    def volunteer(self, me: Key, name: str) -> None:
        """I would take it, if I am asked."""
        self.let(me, name)
        self.willing[me] = True

    def is_asked(self, me: Key) -> bool:
        """Whether the room asks this person now."""
        return bool(self.asked) and me in self.bearers(self.asked)

    def take(self, me: Key) -> None:
        """I was asked, and say yes."""
        self.yes[self.task], self.asked = me, ""
