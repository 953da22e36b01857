"""What I wrote: the page on which somebody takes out their own words for good, with or without a script."""

from __future__ import annotations

from facilitator import kit
from facilitator.activity import Html
from facilitator.i18n import Words, _
from facilitator.run import words
from facilitator.run.words import Written
from facilitator.seats import Seat
from facilitator.session.own_words import mine
from facilitator.session.session import Session

TITLE = _("What I wrote")
_CANNOT: tuple[Words, ...] = (
    _("What others have read or written down, we cannot call back."),
    _("Of steps that are over, nobody knows any more what was yours. If you got a code for a card, "
      "give it to the facilitator."),
)  # fmt: skip


def page(session: Session, seat: Seat) -> Html:
    """My own words in the step that is open, and my answer, each with the way to remove it."""
    run, key = session.run, session.keys.get(seat.id)
    found = mine(session, seat.id)
    answers = run is not None and key is not None and words.can_pass(run, key)
    with kit.drawing(run=run.token if run else "", surface="phone", glyph="card", activity=session.title):
        return kit.join(
            kit.form_start(),
            kit.topline(),
            kit.question(TITLE),
            _listed(found),
            _answer() if answers else "",
            _all() if len(found) + answers > 1 else "",
            _name(seat) if seat.name else "",
            kit.heading(_("What we cannot remove")),
            *map(kit.hint, _CANNOT),
        )


def _listed(found: list[Written]) -> Html:
    if not found:
        return kit.empty(_("No words of yours stand in the step that is open."), "")
    rows = [kit.Row(each.id, each.text, _seen(each), [_asked(each)]) for each in found]
    return kit.join(
        kit.lead(_("You can remove these. They are then in no file on the laptop and not in the record.")),
        kit.listing(rows, id="mine"),
    )


def _seen(each: Written) -> Words:
    seen = _("Others have seen it.") if each.seen else _("Nobody else has seen it yet.")
    return _("{seen} Code to have it removed later: {code}", seen=seen, code=each.code) if each.code else seen


def _asked(each: Written) -> Html:
    label = _("Yes, remove it: {text}", text=each.text)
    inside = kit.join(
        kit.lead(_("Remove it for good? You cannot undo this.")),
        kit.hint(_("If the group uses exactly these words somewhere, they go there, too.")) if each.seen else "",
        kit.button(_("Yes, remove it"), kit.act("remove_words", word=each.id), label=label),
    )
    return kit.foldable(_("Remove"), inside)


def _answer() -> Html:
    inside = kit.join(
        kit.lead(_("Your whole answer in this step goes, as if you had passed. You can answer again.")),
        kit.button(_("Yes, remove my answer"), kit.act("remove_answer")),
    )
    return kit.foldable(_("Remove my answer in this step"), inside)


def _all() -> Html:
    inside = kit.join(
        kit.lead(_("All your words and your answer in this step go for good. You cannot undo this.")),
        kit.button(_("Yes, remove all of it"), kit.act("remove_all_words")),
    )
    return kit.foldable(_("Remove all of it"), inside)


def _name(seat: Seat) -> Html:
    inside = kit.join(
        kit.lead(_("The others then see no name for you. You can take a name again.")),
        kit.button(_("Yes, remove my name"), kit.act("rename", name="")),
    )
    return kit.foldable(_("Remove my name: {name}", name=seat.name), inside)
