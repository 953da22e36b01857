"""What stands beside it: the goals that the group has already, and in the record all cards by what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.needs_and_strengths.naming import Needs, Strengths
from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import Beside, Cards, record
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _
from facilitator.report.model import Paragraph, Passage

ENOUGH = 5
"""Cards at least of which it is told how many were ticked, so that nobody's tick can be guessed."""


class Goals(Block[dict[str, str], None]):
    """The goals that the group adopted in an earlier step or session. It keeps nothing itself."""

    def __init__(self) -> None:
        self.told = Told(self)


class Told(Panel[Goals]):
    """On phones and on the stage: the goals so far, to open; nothing where there are none."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._goals(ctx)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        return self._goals(ctx)

    @staticmethod
    def _goals(ctx: Ctx) -> Html:
        goals = [entry for entry in ctx.ledgers.of("goals") if entry.text and entry.status != "not adopted"]
        rows = [kit.Row(entry.key, entry.text) for entry in goals]
        return kit.foldable(_("Our goals so far"), kit.listing(rows, id="goals")) if rows else Html("")


def cards(needs: Needs, strengths: Strengths, known: Beside, s: Any, ctx: Ctx) -> list[Passage]:
    """Every need and every strength with its cards, then what nobody was asked about, and what is on its own."""
    groups = strengths.groups
    pile, members = groups.cards, groups.members(s)
    written, rules = pile.of(s), pile.rules(s, ctx)
    shown = written.shown()
    signs = {column.value: "" for column in pile.columns(s, ctx)}  # the title says which column it is

    def under(title: Words, ids: Sequence[str]) -> Passage | None:
        return record.quotes(title, {id: shown[id] for id in ids}, rules, ctx, signs)

    needed, strong = needs.of(s).texts, strengths.texts(s, ctx)
    called = [(_("Need: {words}", words=text.words), members.get(id, [])) for id, text in needed.items()]
    called += [(_("Strength: {words}", words=words), members.get(id, [])) for id, words in strong.items()]
    left = {id for id, _words in [*needed.items(), *strong.items()]}
    rest = [card for id, ids in members.items() if id not in left for card in ids]
    called += [(title, ids) for title, ids in ((_("Not asked about"), rest), (_("On their own"), groups.alone(s)))
               if ids]  # fmt: skip
    if not pile.seen(ctx):
        return []
    found = [under(title, ids) if ids else Paragraph(str(title)) for title, ids in called]
    return [*(each for each in found if each), *record.notes(written, rules), *ticked(written, known)]


def ticked(cards: Cards, known: Beside) -> Sequence[Passage]:
    """How many of all cards were ticked; never beside a card, and not where that would tell who ticked."""
    shown = cards.shown().values()
    counts = {tick: sum(tick in card.beside.get(known.id, ()) for card in shown) for tick in known.options}
    total = len(shown)
    if total < ENOUGH or not any(counts.values()) or total in counts.values():
        return ()
    told = [_("{words}: {n} of {total} cards.", words=known.options[tick], n=n, total=total)
            for tick, n in counts.items()]  # fmt: skip
    return [Paragraph(" ".join(map(str, told)))]
