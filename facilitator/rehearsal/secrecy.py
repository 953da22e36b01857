"""Watches that what is hidden stays hidden: while people answer unseen, nobody else's page may change with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from facilitator.i18n import Words, _
from facilitator.rehearsal.browser import Browser
from facilitator.rehearsal.page import small_group, without_counts


@dataclass
class Watch:
    """Watches pages of those who do nothing. `leaks` are sentences about what was seen."""

    leaks: list[Words] = field(default_factory=list)
    _watched: list[Browser] = field(default_factory=list)
    looks: int = 0
    """How many views were compared."""

    def begin(self, browsers: Sequence[Browser]) -> None:
        """From now on these pages must stay as they are, but for the counter."""
        self._watched = [browser for browser in browsers if browser.line is not None]
        for browser in self._watched:
            if browser.line is not None:
                browser.line.watch()

    def end(self, phase: str, written: Sequence[str]) -> None:
        """Compare all that was shown meanwhile; none of it may hold what was `written` meanwhile either."""
        for browser in self._watched:
            seen = browser.line.seen if browser.line is not None else []
            plain = [without_counts(view) for view in seen]
            self.looks += len(plain)
            if any(view != plain[0] for view in plain):
                self.leaks.append(
                    _("In “{phase}” the page of {who} changed with hidden answers.", phase=phase, who=browser.who)
                )
            if any(text in view for view in plain for text in written):
                self.leaks.append(_("In “{phase}” {who} could read what others wrote.", phase=phase, who=browser.who))
        self._watched = []

    def compare(self, phase: str, pages: Mapping[str, str], wrote: Mapping[str, str]) -> None:
        """Nobody who answers may read what others `wrote` in a hidden phase; pages and writers by seat code.

        In small groups, others are those outside one's own.
        """
        groups = {who: small_group(view) for who, view in pages.items()}
        for who, view in pages.items():
            self.looks += 1
            others = {text for text, writer in wrote.items() if writer != who and apart(groups, writer, who)}
            if any(text in view for text in others):
                self.leaks.append(_("In “{phase}” somebody could read what others wrote.", phase=phase))


def apart(groups: Mapping[str, str], one: str, other: str) -> bool:
    """Whether two people (seat codes) are not in one small group, as their pages say."""
    return not groups.get(one) or groups.get(one) != groups.get(other)
