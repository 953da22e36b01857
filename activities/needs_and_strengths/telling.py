"""What stands beside it: the goals that the group has already, and in the record all cards by what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from activities.needs_and_strengths.naming import NEED, STRENGTH, Needs, Strengths
from activities.needs_and_strengths.ranking import Ranking
from activities.needs_and_strengths.scores import Found
from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Key
from facilitator.blocks.collect import Beside, Cards, record
from facilitator.blocks.group.record import on_their_own
from facilitator.composing import Block, Panel
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Column, Outcome, Paragraph, Passage, Table

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


def passages(
    ranking: Ranking, needs: Needs, strengths: Strengths, known: Beside, s: Any, ctx: Ctx
) -> list[Passage]:  # fmt: skip
    """All that the record says: what it came to, every figure, what helps with what, and all cards."""
    told = [passage for block in (ranking, ranking.pairs, needs) for passage in block.record(s, ctx)]
    rated = ranking.last(s, ctx) is not None
    return [came_to(needs, strengths, ranking, s, ctx), *told, *cards(needs, strengths, known, s, ctx, rated)]


def came_to(needs: Needs, strengths: Strengths, ranking: Ranking, s: Any, ctx: Ctx) -> Outcome:
    """Which need comes first, and how many are taken forward; where nobody rated, how many there are."""
    if ranking.last(s, ctx) is not None:
        return first(ranking.results(s, ctx), sum(ranking.forward(s, ctx).values()))
    n, strong = len(needs.of(s).texts), len(strengths.texts(s, ctx))
    words = ngettext("{n} need was named.", "{n} needs were named.", n) if n else _("No need was named.")
    beside = ngettext("{n} thing is strong already.", "{n} things are strong already.", strong)
    return Outcome("none", str(words), str(beside) if strong else "")


def first(found: Found, forward: int) -> Outcome:
    """Which needs have the first place, and what else the result says at once."""
    top = [need for need in found.needs if need.rank == 1]
    hidden = len({each.need.id for each in found.hidden})
    if top:
        score = counting.signed(counting.decimals([need.weighed.score for need in found.needs])[0])
        words: Words = _("“{need}” comes first, with a score of {score}.", need=top[0].words, score=score)
        if len(top) > 1:
            names = "; ".join(str(need.words) for need in top)
            words = _("These come first, with a score of {score}: {needs}.", needs=names, score=score)
    else:
        words = _("Too few people rated the needs, so none comes first.")
    more = [ngettext("{n} need is taken forward.", "{n} needs are taken forward.", forward)]
    if hidden:
        more.append(ngettext("{n} need is a priority only for a part of the room.",
                             "{n} needs are a priority only for a part of the room.", hidden))  # fmt: skip
    return Outcome("none", str(words), " ".join(map(str, more)))


def cards(needs: Needs, strengths: Strengths, known: Beside, s: Any, ctx: Ctx, rated: bool) -> list[Passage]:
    """Every need and every strength with its cards, what nobody was asked about, and single cards last.

    Of those without any card only the words are told, and of needs nothing that stands in a table of scores.
    """
    groups = strengths.groups
    pile, members = groups.cards, groups.members(s)
    written, rules = pile.of(s), pile.rules(s, ctx)
    shown = written.shown()
    needed, strong = {id: text.words for id, text in needs.of(s).texts.items()}, strengths.texts(s, ctx)
    found = [
        *([] if rated else listed("needs", _("Need"), [words for id, words in needed.items() if not members.get(id)])),
        *listed("strengths", _("Already strong"), [words for id, words in strong.items() if not members.get(id)]),
    ]
    if not pile.seen(ctx):
        return found
    single = {id: shown[id] for id in groups.alone(s)}
    single |= {ids[0]: shown[ids[0]] for id, ids in members.items() if ids == [groups.of(s).groups[id].words_of]
               and id in strong}  # fmt: skip
    piles: list[tuple[Words, Sequence[str]]] = [
        (_("Need: {words}", words=words), members.get(id, ())) for id, words in needed.items()
    ]
    piles += [(_("Already strong: {words}", words=words), members.get(id, ())) for id, words in strong.items()]
    piles.append((_("Not asked about"), [card for id, ids in members.items() if id not in {**needed, **strong}
                   for card in ids]))  # fmt: skip
    signs = {column.value: "" for column in pile.columns(s, ctx)}  # the title says which column it is
    told = (record.quotes(words, {id: shown[id] for id in ids if id not in single}, rules, ctx, signs)
            for words, ids in piles if {*ids}.difference(single))  # fmt: skip
    columns = {NEED: _("Needs on their own"), STRENGTH: _("What is already strong")}
    found += [*filter(None, told), *on_their_own(single, rules, ctx, columns, beside=False)]
    return [*found, *record.notes(written, rules), *ticked(written, known)]


def listed(id: str, title: Words, words: Sequence[str]) -> list[Passage]:
    """Words that no card says."""
    return [Table(id, str(title), (Column(str(title)),), tuple((each,) for each in words))] if words else []


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
