"""The last actions on a page: what became of each, whether it helped, and what is finished first."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.ledger.rules import HELPS, LookingBack
from facilitator.i18n import Words, _
from facilitator.ledger import Entry
from facilitator.report.words import status

NOTHING = Html("")
LISTED, BELOW = 50.0, 36.0
"""How much of the height of the board the list has that stands alone with its question, or below something else."""

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""


def helped(back: LookingBack, known: Sequence[Entry], me: Key | None = None) -> Html:
    """Did each of the last actions help? Without `me`, empty fields for paper."""
    said = back.said.get(me, {}) if me else {}
    rows = [kit.Choice(help, words) for help, words in HELPS.items()]
    parts = [
        kit.join(kit.heading(entry.text), kit.choices(f"helped.{entry.key}", rows, said.get(entry.key), entry.text))
        for entry in known
    ]
    return kit.join(*parts) if parts else _no_actions()


def listed(back: LookingBack, known: Sequence[Entry]) -> Html:
    """The last actions below something else; nothing without any."""
    if not known:
        return NOTHING
    return kit.join(
        kit.heading(_("Our last actions")), kit.facts([(each.text, back.told(each)) for each in known], BELOW)
    )


def looked_at(back: LookingBack, known: Sequence[Entry]) -> Html:
    """The last actions with what became of each, and how many say that it helped."""
    rows = [(entry.text, _told(back, entry)) for entry in known]
    first = kit.lead(_("We finish these before we take on new things.")) if back.first else NOTHING
    return kit.join(first, kit.facts(rows, LISTED) if rows else _no_actions())


def tools(back: LookingBack, known: Sequence[Entry], named: Named) -> Html:
    """On the stage: what became of each action, and whether they are finished first. Posts what `Became` does."""
    rows = []
    for entry in known:
        now = back.status(entry)
        buttons = [
            kit.button(status(word), kit.act(named("became"), entry=entry.key, status=word),
                       label=_("{status}: {text}", status=status(word), text=entry.text))
            for word in ("not started", "in progress", "done") if word != now
        ]  # fmt: skip
        rows.append(kit.Row(entry.key, entry.text, back.told(entry), buttons))
    if not rows:
        return NOTHING
    first = NOTHING
    if back.all_open(known):
        words = _("Take on new things all the same") if back.first else _("Yes, finish these first")
        first = kit.secondary([kit.button(words, kit.act(named("finish_first"), on=0 if back.first else 1))])
    return kit.join(kit.listing(rows, _("What became of it?"), "last"), _ends(known, named), first)


def _ends(known: Sequence[Entry], named: Named) -> Html:
    """One of the actions is stuck, or dropped; each with a sentence that goes onto the board."""
    which = [kit.Column(entry.key, entry.text) for entry in known]
    asked: Sequence[tuple[str, Words, Words, Words]] = (
        ("stuck", _("Is one stuck?"), _("What would help?"), _("It is stuck")),
        ("dropped", _("Is one dropped?"), _("Why is it dropped?"), _("It is dropped")),
    )
    forms = []
    for word, title, ask, words in asked:
        choice = kit.column_select("entry", which, which[0].value, _("Which one?"), kit.mark("which", word))
        form = kit.text_form(
            kit.TextField("why", ask, 140), kit.act(named("became"), status=word), words, before=choice
        )
        forms.append(kit.foldable(title, form))
    return kit.join(*forms)


def _told(back: LookingBack, entry: Entry) -> Words:
    """What became of it; and how many say that it helped, where anybody was asked and said so."""
    if not back.asked:
        return back.told(entry)
    counts = _("It helped: {yes} yes, {partly} partly, {no} no",
               **{help: back.count(entry.key, help) for help in HELPS})  # fmt: skip
    return _("{status}. {counts}", status=back.told(entry), counts=counts)


def _no_actions() -> Html:
    return kit.empty(_("There are no actions from last time."), _("The next ones will stand here."))
