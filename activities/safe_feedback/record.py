"""What the record says of a feedback: ratings, themes with how many texts each has, and what is promised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from activities.safe_feedback.promise import too_few
from activities.safe_feedback.texts import Box
from activities.safe_feedback.themes import Themes
from activities.safe_feedback.widgets import comes
from facilitator.activity import Ctx
from facilitator.i18n import _, ngettext
from facilitator.report.model import Column, Facts, Outcome, Paragraph, Passage, Section, Table


def told(made: Section, box: Box, themes: Themes, s: Any, ctx: Ctx) -> Section:
    """The section: what was found first, how it was counted last."""
    outcome = result(box, themes, s, ctx)
    facts = Facts(((str(_("From how many on")),
                    str(_("Nothing is shown unless at least {k} people answered.", k=ctx.settings.k))),))  # fmt: skip
    hidden = sum(bool(each.hidden) for each in box.said)
    notes: list[Passage] = []
    if hidden:
        words = ngettext("{n} text was hidden, because it named somebody or did harm.",
                         "{n} texts were hidden, because they named somebody or did harm.", hidden)  # fmt: skip
        notes.append(Paragraph(str(words)))
    if box.opened:
        words = ngettext("{n} text had waited sealed from an earlier time.",
                         "{n} texts had waited sealed from an earlier time.", len(box.opened))  # fmt: skip
        notes.append(Paragraph(str(words)))
    return replace(made, blocks=(*outcome, *_table(themes, s, ctx), *made.blocks, *notes, facts))


def result(box: Box, themes: Themes, s: Any, ctx: Ctx) -> list[Outcome]:
    """What came of it, in a sentence; nothing before it is known how many answered."""
    if box.answered is None:
        return []
    there = themes.of(s).themes.values()
    impossible = sum(bool(theme.why) for theme in there)
    if not themes.said.enough(s, ctx):
        words = too_few(ctx)
    elif not there:
        words = ngettext("{n} person said how this is going.", "{n} people said how this is going.", box.answered)
    elif not impossible:
        words = ngettext("We heard {n} theme, and it gets an answer.",
                         "We heard {n} themes, and each gets an answer.", len(there))  # fmt: skip
    elif impossible == len(there):
        words = ngettext("We heard {n} theme. We cannot act on it, and say why.",
                         "We heard {n} themes. We cannot act on any of them, and say why.", len(there))  # fmt: skip
    else:
        words = ngettext("We heard {total} themes. We cannot act on {n} of them; the others get an answer.",
                         "We heard {total} themes. We cannot act on {n} of them; the others get an answer.",
                         impossible, total=len(there))  # fmt: skip
    silent = _("Nobody wrote a text.") if themes.said.enough(s, ctx) and not box.said else ""
    return [Outcome("none", str(words), str(silent))]


def _table(themes: Themes, s: Any, ctx: Ctx) -> list[Passage]:
    there = themes.of(s).themes
    if not there:
        return []
    counts = themes.results(s, ctx)
    columns = (Column(str(_("What we heard"))), Column(str(_("Texts")), "count"), Column(str(_("What comes of it"))))
    rows = [(theme.text, counts[id], str(comes(theme))) for id, theme in there.items()]
    return [Table("themes", str(_("What we heard")), columns, tuple(rows))]
