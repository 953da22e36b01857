"""The facilitator's controls: one obvious next action, everything else beside it."""

from __future__ import annotations

import math

from facilitator import kit
from facilitator.activity import Html, Onward, Phase
from facilitator.i18n import Words, _, ngettext
from facilitator.report.aloud import aloud
from facilitator.run import view as showing
from facilitator.run.run import Run
from facilitator.run.slips import who_chose
from facilitator.session import revisit
from facilitator.session.ballot_box import SMALLEST_BATCH
from facilitator.session.session import Session
from facilitator.views import access, between, contacts, private

LONG = 5_000
"""Bytes of a tool from which on what the room sees is not there a second time as text: a view has its limit."""

SAID = 70
"""Letters of what to say that stand beside the picture of the board."""


def stage(session: Session) -> Html:
    """The whole page, with or without a running activity. What is pressed on it is for what it shows."""
    token = kit.moved.set(str(session.moved))
    try:
        return _stage(session)
    finally:
        kit.moved.reset(token)


def _stage(session: Session) -> Html:
    return (
        _running(session, session.run)
        if session.run is not None and session.status == "open"
        else between.stage(session)
    )


def _running(session: Session, run: Run) -> Html:
    """The frame around an activity: phases, the next action, who is done, timer, paper."""
    with showing.page(run, "stage"):
        bar = [phase for phase in run.phases.values() if not phase.aside]
        marked = next((place for place, phase in enumerate(bar) if phase is run.phase), _before(run, bar))
        tool = showing.stage(run)
        read = showing.mirror(run) if kit.weight(tool) < LONG else Html("")  # a long tool holds the words of the board
        view = kit.stand(
            session.title_of(session.step(run.step)),
            bar=kit.phase_bar([phase.title for phase in bar], marked),
            seen=kit.seen(session.code, showing.count(run), kit.say(say(run))),
            next=[_primary(session, run), kit.secondary(_beside(run))],
            clock=_clock(session, run),
            tools=[*map(kit.banner, revisit.told(session)), tool, _paper(session, run), read, _rarely(session, run)],
        )
        return kit.join(kit.form_start(), view)


def say(run: Run) -> Words:
    """What can be said now; at a reveal the result first, for those who do not see the board. One of both if long."""
    if not run.phase.reveal:
        return run.phase.say
    told = run.activity.read_aloud(run.course.state, run.ctx) or aloud(run.section())
    both = " ".join(str(words) for words in (told, run.phase.say) if words)
    return both if len(both) <= SAID else run.phase.say or told


def _before(run: Run, bar: list[Phase]) -> int:
    """A phase beside the usual way counts as the one before it."""
    names = list(run.phases.values())
    here = names.index(run.phase)
    return max((place for place, phase in enumerate(bar) if names.index(phase) < here), default=0)


def next_phase(run: Run) -> Phase | None:
    """The phase that the primary button leads to; None when it closes the activity."""
    wanted = run.activity.suggest(run.course.state, run.ctx)
    if wanted in run.phases:
        return run.phases[wanted]
    order = list(run.phases.values())
    later = [phase for phase in order[order.index(run.phase) + 1 :] if not phase.aside]
    return later[0] if later else None


def onward(run: Run) -> Onward | None:
    """What the primary button does in this phase, which then goes on; None when it leads to another or closes."""
    return None if run.stopped else run.activity.onward(run.course.state, run.ctx)


def _primary(session: Session, run: Run) -> Html:
    if step := onward(run):
        return kit.primary(step.do, step.words, step.note)
    target = next_phase(run)
    if target is None:
        close, note = _("Close this activity"), _("It goes into the record. You cannot undo this.")
        why = run.why_not_finish
        return (
            kit.missing(why, _("Then: {action}", action=close)) if why else kit.primary(kit.act("finish"), close, note)
        )
    why = run.why_not(target.name)
    if why:
        return kit.missing(why, _("Then: {action}", action=target.go or target.title))
    button = kit.primary(kit.act("go", phase=target.name), target.go or target.title, target.note, _sure(run, target))
    return kit.counted(button) if target.reveal else button


def _sure(run: Run, target: Phase) -> kit.Confirm | None:
    """What is asked before a result is shown while not everyone is done."""
    done, total, begun = run.counter() if run.asks else (0, 0, 0)
    if not target.reveal or done >= total:
        return None
    lines = [ngettext("{n} of {total} is not done yet.", "{n} of {total} are not done yet.", total - done, total=total)]
    lines += [ngettext("{n} has begun.", "{n} have begun.", begun)] if begun else []
    lines.append(_("You cannot undo this."))
    return kit.Confirm(_("Show the result to everyone?"), lines, _("Wait"), _("Show it"))


def _way(run: Run, phase: Phase) -> Html:
    """A second way to go on, beside the big button; it asks the same before it shows anything."""
    go, sure = kit.act("go", phase=phase.name), _sure(run, phase)
    button = kit.confirmed(go, phase.go, sure) if sure else kit.button(phase.go, go)
    return kit.counted(button) if phase.reveal else button


def _beside(run: Run) -> list[Html]:
    order = list(run.phases.values())
    here, main = order.index(run.phase), None if onward(run) else next_phase(run)
    later = order[here + 1 :]
    beside = [] if not later else [later[0]] if later[0] is not main and later[0].go else []
    buttons = [_way(run, phase) for phase in beside if not run.why_not(phase.name)]
    buttons += _stopping(run)
    again = [phase for phase in order[:here] if phase.round and run.current.revealed and phase is not main]
    for phase in again[-1:]:
        if not run.why_not(phase.name):
            buttons.append(kit.button(_("New round"), kit.act("go", phase=phase.name)))
    earlier = [
        phase for phase in order[:here] if not run.why_not(phase.name) and phase not in again and phase is not main
    ]
    if earlier:
        buttons.append(kit.button(_("Back"), kit.act("go", phase=earlier[-1].name)))
    if not run.why_no_undo:
        buttons.append(kit.counted(kit.button(_("Undo"), kit.act("undo"))))
    if kit.PART in showing.board(run):
        buttons.append(kit.button(_("Next page on the board"), kit.act("turn", part=run.part % 99 + 1)))
    return buttons


def _rarely(session: Session, run: Run) -> Html:
    early = kit.Confirm(_("End this activity now?"), [_early(run), _("You cannot undo this.")], _("Wait"), _("End it"))
    why = run.why_not_finish
    finish = kit.act("finish", early=1) if why else kit.act("finish")
    end = [kit.confirmed(finish, _("End early"), early)] if why or next_phase(run) else []
    return kit.secondary(end + private.way(session, run) + access.way(session) + contacts.from_stage(session))


def _stopping(run: Run) -> list[Html]:
    """Stop answering in a hidden phase, and open it again; what is sealed stays so."""
    if not run.phase.hidden:
        return []
    if run.stopped:
        words = kit.button(_("Open it again"), kit.act("go", phase=run.phase.name))
        return [] if run.why_not(run.phase.name) else [words]
    if run.activity.privacy(run.phase) != "sensitive":
        return [kit.button(_("Stop answering"), "stop")]
    lines = [_("Nobody can answer after this."), _("You cannot undo this.")]
    return [kit.confirmed("stop", _("Stop answering"), kit.Confirm(_("Stop answering?"), lines, _("Wait"), _("Stop")))]


def _early(run: Run) -> Words:
    if run.finished:
        return _("What was shown so far goes into the record.")
    if any(run.early):
        return _("No result has been shown. What was said in the open goes into the record.")
    return _("No result has been shown. The record will say “not finished”.")


def _clock(session: Session, run: Run) -> Html:
    """The soft timer, or the offer to start one with what is left of the step's minutes."""
    if run.ends is None:
        n = _minutes(session, run)
        words = ngettext("Start a timer: {n} minute", "Start a timer: {n} minutes", n)
        return kit.soft_timer(None, [kit.button(words, kit.act("more_time", minutes=n))])
    hide = _("Show the timer") if run.timer_hidden else _("Hide")
    more = kit.button(_("1 more minute"), kit.act("more_time", minutes=1))
    hiding = kit.button(hide, kit.act("hide_timer", hide=0 if run.timer_hidden else 1))
    return kit.soft_timer(None if run.timer_hidden else run.ends, [more, *_half_again(session, run), hiding])


def _half_again(session: Session, run: Run) -> list[Html]:
    """With helpers in the room, such as interpreters: half as long again, as a press, never by itself."""
    n = math.ceil(run.phase.lasts(len(run.people.seats)) / 2)
    if n < 2 or not any(seat.helper and not seat.left for seat in session.seats.values()):
        return []
    said = ngettext("{n} more, for helpers: {n} more minute", "{n} more, for helpers: {n} more minutes", n)
    return [kit.button(_("{n} more, for helpers", n=n), kit.act("more_time", minutes=n), label=said)]


def _minutes(session: Session, run: Run) -> int:
    """What is left of the step's minutes, shared by the phases still to come in which people answer."""
    step, here = session.step(run.step), list(run.phases.values()).index(run.phase)
    left = step.minutes - max(0.0, run.now - (step.started or run.now)) / 60
    coming = [phase for phase in list(run.phases.values())[here:] if phase.privacy is not None and not phase.aside]
    own = [phase.lasts(len(run.people.seats)) for phase in coming if phase is not run.phase]
    shared = (left - sum(own)) / max(1, len(coming) - sum(map(bool, own)))
    return min(60, max(1, round(shared)))


def _paper(session: Session, run: Run) -> Html:
    """Seats without a phone, and the ballot box."""
    if showing.paper(run) is None:
        return Html("")
    done, rows = run.done(), []
    by_name = run.activity.privacy(run.phase) != "sensitive"
    for seat in sorted((seat for seat in session.present if seat.paper and by_name), key=lambda seat: seat.paper):
        entered = _("entered") if session.keys[seat.id] in done else ""
        name = seat.name or _("Paper {n}", n=seat.paper)
        href, label = f"/stage/{session.code}/for/{seat.id}", _("Enter ballot: {name}", name=name)
        rows.append(kit.Row(seat.id, name, entered, [kit.link(_("Enter ballot"), href, label)]))
    if run.phase.personal:
        return kit.counted(kit.listing(rows, _("On paper"), "paper")) if rows else Html("")
    invited = run.current.slips_invited
    slips = [
        kit.button(
            _("Stop offering slips") if invited else _("Offer paper slips"),
            kit.act("invite_slips", on=0 if invited else 1),
        )
    ]
    chosen = len(who_chose(run))
    if sum(bool(seat.paper) for seat in session.present) + chosen >= SMALLEST_BATCH:
        slips.append(kit.link(_("Enter a batch of slips"), f"/stage/{session.code}/slips"))
    note = ngettext("{n} phone chose a slip.", "{n} phones chose a slip.", chosen)
    rows.append(kit.Row("slips", _("Ballot box"), note if invited else "", slips))
    return kit.counted(kit.listing(rows, _("On paper"), "paper"))
