"""Voting: the actions with which people fill their ballots, for every activity that votes."""

from __future__ import annotations

from typing import Any

from facilitator.activity import Ctx, Key, action
from facilitator.blocks.vote.rules import Rules


class Voting:
    """Actions of the phase "vote" for an activity whose state has `ballots: Ballots`."""

    def rules(self, s: Any) -> Rules:
        """What a ballot may be now."""
        raise NotImplementedError

    @action("vote")
    def place(self, s: Any, me: Key, option: str, dots: int = 1) -> None:
        """Put dots on an option."""
        s.ballots.place(me, option, dots, self.rules(s))

    @action("vote")
    def take(self, s: Any, me: Key, option: str, dots: int = 1) -> None:
        """Take dots back from an option."""
        s.ballots.take(me, option, dots, self.rules(s))

    @action("vote")
    def finish_ballot(self, s: Any, me: Key) -> None:
        """Say that the ballot is done; without a dot it is a pass."""
        s.ballots.finish(me)

    @action("vote")
    def ballot(self, s: Any, me: Key, dots: dict[str, int] = {}) -> None:  # noqa: B006 - never changed
        """A whole ballot at once, as on paper, in place of any earlier one."""
        s.ballots.whole(me, dots, self.rules(s))

    @action("vote")
    def pass_(self, s: Any, me: Key) -> None:
        """Pass; any dots are taken back."""
        s.ballots.pass_(me)

    def done(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who placed every dot, said that they are done, or passed."""
        return set(s.ballots.done(self.rules(s)))

    def begun(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who placed a dot and has more."""
        return {*s.ballots.dots} - self.done(s, ctx)

    def passed(self, s: Any, ctx: Ctx) -> set[Key]:
        """Who passed."""
        return {*s.ballots.passes}
