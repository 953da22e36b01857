"""How decisions, tasks, goals, needs and answers stand, as documents say it."""

from __future__ import annotations

from facilitator.i18n import Text, _

_STATUS: dict[str, Text] = {
    "agreed": _("Agreed"),
    "not agreed": _("Not agreed"),
    "not ours": _("Not ours to decide"),
    "trial": _("On trial"),
    "replaced": _("Replaced"),
    "ended": _("Ended"),
    "not started": _("Not started"),
    "in progress": _("In progress"),
    "done": _("Done"),
    "stuck": _("Stuck"),
    "dropped": _("Dropped"),
    "adopted": _("Adopted"),
    "not adopted": _("Not adopted"),
    "ready": _("Ready, not adopted yet"),
    "not ready": _("Not ready yet"),
    "draft": _("Not checked yet"),
    "named": _("Not rated yet"),
    "rated": _("Rated"),
    "taken forward": _("Taken forward"),
    "promised": _("Promised"),
    "under way": _("Under way"),
    "not possible": _("Not possible"),
    "not yet decided": _("Not decided yet"),
    "back with the group": _("Back with the group"),
    "offered": _("Can be shared"),
    "wanted": _("Looked for"),
    "taken back": _("Taken back"),
}


def status(word: str) -> str:
    """The state of a decision, an action, a goal or a need, in words."""
    return str(_STATUS.get(word, word))


def became(word: str, why: str) -> str:
    """The state of an action, with what would help when it is stuck, or why it was dropped."""
    if word == "stuck" and why:
        return str(_("Stuck. What would help: {words}", words=why))
    if word == "dropped" and why:
        return str(_("Dropped, because: {words}", words=why))
    return status(word)
