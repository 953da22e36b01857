"""Draws a running activity for one viewer: phone, board, stage, or an empty form for paper."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import dropwhile, takewhile

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.counting import ENOUGH
from facilitator.i18n import Words, _
from facilitator.run.attendance import heard
from facilitator.run.run import Run
from facilitator.run.slips import who_chose

_STOPPED: Words = _("Answering has stopped. What you gave is kept.")


def opened(run: Run) -> None:
    """Say what the phase that is open now means for those who look."""
    words: Words = _("Now: {phase}.", phase=run.phase.title)
    if run.phase.reveal:
        words = _("The result is here.")
    elif run.stopped:
        words = _STOPPED
    elif run.asks:
        words = _("You can answer now.")
    kit.tell(f"{run.token} {run.phase.name}", words)


def page(run: Run, surface: kit.Surface, prefix: str = "", acts_for: str = "") -> AbstractContextManager[kit.Page]:
    """The kit's page for one surface of a run."""
    return kit.drawing(
        run=run.token,
        surface=surface,
        privacy=run.activity.privacy(run.phase) if run.asks else None,
        k=max(ENOUGH, run.activity.counted_from(run.ctx)),
        used_for=told_before(run),
        glyph=run.activity.glyph,
        activity=run.activity.title,
        prefix=prefix,
        acts_for=acts_for,
        ends=None if run.timer_hidden or run.stopped else run.ends,
        part=run.part,
    )


def told_before(run: Run) -> tuple[Words, Words] | None:
    """What answers are used for and who decides, until something is shown, and again whenever a round is asked."""
    unseen = takewhile(lambda phase: not phase.reveal, run.phases.values())
    coming = dropwhile(lambda phase: phase is not run.phase, unseen)
    asked = run.phase.round or any(phase.privacy for phase in coming)
    return run.activity.told_before(run.course.state, run.ctx) if asked else None


def phone(run: Run, key: Key) -> Html:
    """What one person sees; in a round where they chose a paper slip, where to put it."""
    with page(run, "phone"):
        opened(run)
        if run.stopped:
            wall = run.activity.board(run.course.state, run.ctx)
            return kit.join(kit.form_start(), wall, kit.lead(_STOPPED), _foot(run, key))
        if run.asks and key in who_chose(run):
            return kit.join(
                kit.form_start(),
                kit.topline(),
                kit.question(_("You chose a paper slip")),
                kit.lead(_("Write your answer on the slip and put it in the ballot box.")),
                kit.button(_("Answer on this phone instead"), kit.act("use_slip", wanted=0)),
            )
        view = kit.join(kit.form_start(), run.activity.phone(run.course.state, key, run.ctx), _foot(run, key))
        if run.asks and run.current.slips_invited and key not in heard(run):
            slip = kit.button(_("Use a paper slip instead"), kit.act("use_slip", wanted=1), kind="quiet")
            return kit.join(view, slip)
        return view


def _foot(run: Run, key: Key) -> Html:
    return run.activity.foot(run.course.state, key, run.ctx)


def board(run: Run, surface: kit.Surface = "board") -> Html:
    """What the room sees, with the counter while people answer."""
    with page(run, surface):
        opened(run)
        return kit.join(run.activity.board(run.course.state, run.ctx), count(run))


def mirror(run: Run) -> Html:
    """What the room sees, as it stands on the facilitator's page; the counter stands there already."""
    with page(run, "stage"):
        return kit.mirror(run.activity.board(run.course.state, run.ctx))


def stage(run: Run) -> Html:
    """What the facilitator can do beside moving on."""
    with page(run, "stage"):
        opened(run)
        return run.activity.stage(run.course.state, run.ctx)


def private(run: Run) -> Html:
    """What only the facilitator may see now."""
    with page(run, "paper"):
        return run.activity.private(run.course.state, run.ctx)


def count(run: Run) -> Html:
    """The counter of those who are done, or that answering has stopped; nothing where nobody answers."""
    if run.stopped:
        return kit.lead(_("Answering has stopped. The result comes next."))
    if not run.asks:
        return Html("")
    counter = run.counter()
    if counter[0] < run.activity.counted_from(run.ctx):
        return kit.counted(kit.lead(_("People are answering.")))
    return kit.count(*counter)


def codes(run: Run, key: Key) -> list[str]:
    """The codes with which somebody can have their words removed after the close, in the order of writing."""
    return [*run.activity.codes(run.course.state, key, run.ctx)]


@dataclass(frozen=True)
class Paper:
    """How an answer is given on paper: the action, the one that passes if there is one, and the empty fields."""

    do: str
    passes: str
    fields: Callable[[str], Html]
    """The fields under a prefix of their names."""


def paper(run: Run, key: Key | None = None) -> Paper | None:
    """How people answer on paper now, or how one person does; None where nobody answers."""
    if not run.asks:
        return None

    def drawn() -> tuple[str, Html] | None:
        state, ctx = run.course.state, run.ctx
        return run.activity.paper(state, ctx) if key is None else run.activity.paper_for(state, key, ctx)

    with page(run, "paper"):
        found = drawn()
    if found is None:
        return None

    def fields(prefix: str) -> Html:
        with page(run, "paper", prefix):
            again = drawn()
            return again[1] if again else Html("")

    passing = run.activity.actions.get("pass")
    passes = "pass" if passing and run.phase.name in (passing.phases or (run.phase.name,)) else ""
    return Paper(found[0], passes, fields)
