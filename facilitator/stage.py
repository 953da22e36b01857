"""The facilitator's controls: one obvious next action, everything else beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitator import access, chain, ending, kit, showing, talks
from facilitator.activity import Activity, Html, Phase, Refused
from facilitator.agenda import Step, prepare
from facilitator.ballot_box import SMALLEST_BATCH
from facilitator.i18n import Words, _, ngettext
from facilitator.slips import who_chose

if TYPE_CHECKING:
    from facilitator.room import Room
    from facilitator.run import Run


def stage(room: Room) -> Html:
    """The whole page, with or without a running activity. What is pressed on it is for what it shows."""
    token = kit.moved.set(str(room.moved))
    try:
        return _stage(room)
    finally:
        kit.moved.reset(token)


def _stage(room: Room) -> Html:
    if room.run is not None and room.status == "open":
        return _running(room, room.run)
    with kit.drawing(surface="stage", activity=room.title):
        if room.status == "closed":
            return kit.join(
                kit.form_start(),
                kit.wall(room.code),
                kit.topline(),
                kit.question(_("This workshop is closed")),
                kit.lead(_("The record stays on this laptop.")),
                kit.lead(ending.told(room)),
                kit.secondary([_record(room)]),
            )
        return kit.join(kit.form_start(), kit.wall(room.code), *_between(room))


def _between(room: Room) -> list[Html]:
    here = ngettext("{n} person is here", "{n} people are here", len(room.present))
    parts = [kit.topline(), kit.question(room.title_of(room.now) if room.now else room.title), kit.lead(here)]
    return [*parts, *_talks(room), _next_step(room), kit.secondary(_beside_steps(room))]


def _next_step(room: Room) -> Html:
    after = room.next
    if room.now is not None:
        note = _("Then: {title}.", title=room.title_of(after)) if after else _("This is the last step.")
        return kit.primary(kit.act("finish"), _("End the break"), note)
    if not room.sections and room.wall != "agreements" and room.ledgers.of("agreements", "agreed"):
        note = _("The board shows them for a moment. Read them aloud.")
        return kit.primary(kit.act("show_agreements", on=1), _("Show what we agreed"), note)
    if after is not None:
        return kit.primary(*chain.start(room, after), _what_begins(room, after))
    if not room.sections:
        return _nothing_planned(room)
    if not room.released:
        note = _("Every phone can read and save it. You can take it back.")
        return kit.primary(kit.act("release", on=1), _("Give everyone the record"), note)
    # Where one press before stood "Give everyone the record" there is nothing to press.
    return kit.banner(_("Everyone can read and save the record now."), _("Give people time. Then close the workshop."))


def _nothing_planned(room: Room) -> Html:
    """No step is left, and nothing was done yet: what can be added at once, and the way out."""
    missing = _("Every step is left out.") if room.agenda else _("The agenda is empty.")
    rows = [kit.Row(kind.id, kind.title, "", [_add(kind)]) for kind in room.library.values() if _needs_nothing(kind)]
    return kit.join(
        kit.empty(missing, _("Add an activity on the desk, or one of these here. Then start it.")),
        kit.listing(rows, _("Add an activity"), "add") if rows else "",
        kit.secondary([kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(room))]),
    )


def _needs_nothing(kind: type[Activity[Any, Any]]) -> bool:
    """Whether an activity can begin as it comes, without a question or options that somebody must write first."""
    try:
        prepare({kind.id: kind}, kind.id, {})
    except Refused:
        return False
    return True


def _add(kind: type[Activity[Any, Any]]) -> Html:
    add = kit.act("add_step", activity=kind.id, minutes=chain.MINUTES)
    return kit.button(_("Add"), add, label=_("Add {title}", title=kind.title))


def _what_begins(room: Room, step: Step) -> Words:
    try:
        first = prepare(room.library, step.activity, step.settings).shown_phases()[0]
    except Refused:
        return _("The board and all phones show it.")
    if first.privacy is not None:
        return _("The board and all phones show it. People can answer at once.")
    return _("The board and all phones show its first step. Nobody answers yet.")


def _beside_steps(room: Room) -> list[Html]:
    buttons = []
    if room.released and room.now is None and room.next is None:
        buttons.append(kit.confirmed(kit.act("end"), _("Close the workshop"), _closing(room)))
    if room.wall == "code":
        buttons.append(kit.button(_("Hide the code"), kit.act("show_code", on=0)))
    elif room.sections or room.now:
        buttons.append(kit.button(_("Show code big"), kit.act("show_code", on=1)))
    if room.wall == "agreements":
        buttons.append(kit.button(_("Put the agreements away"), kit.act("show_agreements", on=0)))
    elif room.sections and room.ledgers.of("agreements", "agreed"):
        buttons.append(kit.button(_("Show what we agreed"), kit.act("show_agreements", on=1)))
    if room.released:
        buttons.append(_record(room))
    return chain.ways(room) + buttons + access.way(room)


def _talks(room: Room) -> list[Html]:
    """That somebody asks to talk about an agreement again, never who."""
    return [kit.banner(words) for words in talks.told(room)]


def _closing(room: Room) -> kit.Confirm:
    return kit.Confirm(
        _("Close this workshop for good?"),
        [
            *access.unsaid(room),
            _("Nobody can add anything any more."),
            _("The phones that were here can still read the record that you gave them."),
            _("You cannot undo this."),
        ],
        _("Wait"),
        _("Close it"),
    )


def _record(room: Room) -> Html:
    if room.released:
        return kit.button(_("Take the record back"), kit.act("release", on=0))
    return kit.button(_("Give everyone the record"), kit.act("release", on=1))


def _running(room: Room, run: Run) -> Html:
    """The frame around an activity: phases, the next action, who is done, timer, paper."""
    with showing.page(run, "stage"):
        bar = [phase for phase in run.phases.values() if not phase.aside]
        marked = next((place for place, phase in enumerate(bar) if phase is run.phase), _before(run, bar))
        parts = [
            kit.form_start(),
            kit.wall(room.code),
            kit.topline(),
            kit.question(room.title_of(room.step(run.step))),
            kit.phase_bar([phase.title for phase in bar], marked),
            showing.count(run),
            *_talks(room),
            _primary(room, run),
            kit.secondary(_beside(room, run)),
            kit.say(run.phase.say),
            kit.soft_timer(None if run.timer_hidden else run.ends, _time(run)),
            showing.stage(run),
            showing.mirror(run),
            _paper(room, run),
        ]
        return kit.join(*parts)


def _before(run: Run, bar: list[Phase]) -> int:
    """A phase beside the usual way counts as the one before it."""
    names = list(run.phases.values())
    here = names.index(run.phase)
    return max((place for place, phase in enumerate(bar) if names.index(phase) < here), default=0)


def next_phase(run: Run) -> Phase | None:
    """The phase that the primary button leads to; None when it closes the activity."""
    wanted = run.activity.suggest(run.course.state, run.ctx)
    if wanted is not None:
        return run.phases[wanted]
    order = list(run.phases.values())
    later = [phase for phase in order[order.index(run.phase) + 1 :] if not phase.aside]
    return later[0] if later else None


def _primary(room: Room, run: Run) -> Html:
    target = next_phase(run)
    if target is None:
        note = _("It goes into the record. You cannot undo this.")
        return kit.primary(kit.act("finish"), _("Close this activity"), note)
    why = run.why_not(target.name)
    if why:
        return kit.banner(why)
    done, total, _begun = run.counter() if run.asks else (0, 0, 0)
    ask = None
    if target.reveal and done < total:
        open_ = ngettext(
            "{n} of {total} is not done yet.", "{n} of {total} are not done yet.", total - done, total=total
        )
        ask = kit.Confirm(
            _("Show the result to everyone?"), [open_, _("You cannot undo this.")], _("Wait"), _("Show it")
        )
    button = kit.primary(kit.act("go", phase=target.name), target.go or target.title, target.note, ask)
    return kit.counted(button) if target.reveal else button


def _beside(room: Room, run: Run) -> list[Html]:
    order = list(run.phases.values())
    here, main = order.index(run.phase), next_phase(run)
    later = order[here + 1 :]
    beside = [] if not later else [later[0]] if later[0] is not main and later[0].go else []
    buttons = [kit.button(phase.go, kit.act("go", phase=phase.name)) for phase in beside if not run.why_not(phase.name)]
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
    if main is not None:
        early = kit.Confirm(
            _("End this activity now?"), [_early(run), _("You cannot undo this.")], _("Wait"), _("End it")
        )
        buttons.append(kit.confirmed(kit.act("finish"), _("End early"), early))
    return buttons + access.way(room)


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
    return _("No result has been shown. The record will say “not finished”.")


def _time(run: Run) -> list[Html]:
    buttons = [kit.button(_("1 more minute"), kit.act("more_time", minutes=1))]
    if run.ends is not None:
        words = _("Show the timer") if run.timer_hidden else _("Hide")
        buttons.append(kit.button(words, kit.act("hide_timer", hide=0 if run.timer_hidden else 1)))
    return buttons


def _paper(room: Room, run: Run) -> Html:
    """Seats without a phone, and the ballot box."""
    if showing.paper(run) is None:
        return Html("")
    done, private = run.done(), run.activity.privacy(run.phase) == "sensitive"
    rows = []
    for seat in sorted((seat for seat in room.present if seat.paper), key=lambda seat: seat.paper):
        entered = room.keys[seat.id] in done
        enter = [] if private else [kit.link(_("Enter ballot"), f"/stage/{room.code}/for/{seat.id}")]
        rows.append(kit.Row(seat.id, seat.name or _("Paper {n}", n=seat.paper), _("entered") if entered else "", enter))
    invited = run.current.slips_invited
    slips = [
        kit.button(
            _("Stop offering slips") if invited else _("Offer paper slips"),
            kit.act("invite_slips", on=0 if invited else 1),
        )
    ]
    chosen = len(who_chose(run))
    if len(rows) + chosen >= SMALLEST_BATCH:
        slips.append(kit.link(_("Enter a batch of slips"), f"/stage/{room.code}/slips"))
    note = ngettext("{n} phone chose a slip.", "{n} phones chose a slip.", chosen)
    rows.append(kit.Row("slips", _("Ballot box"), note if invited else "", slips))
    return kit.counted(kit.listing(rows, _("On paper"), "paper"))
