"""A topic on a page: its cards and notes, the lots for the order of all, and what leads from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.collect.card import Card
from facilitator.blocks.talk.rules import Order, Topics
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.text import alphabetical

NOTHING = Html("")
NOTES, CHART = 26, 13
"""How much of the height of the board the notes take, and what stands above the cards."""
NOTED = 6_000
"""Bytes of a phone's page that notes on earlier topics can take."""

Named = Callable[[str], str]
"""The name on the wire of an action of the panel."""


def lots(order: Order, texts: Mapping[str, str], awaited: bool) -> Html:
    """Among which topics lots will be drawn for their order, or what they gave; the wall has two lines for it."""
    levels: Sequence[Sequence[str]] = order.drawn
    if not levels:
        return NOTHING
    n = sum(map(len, levels))
    wall = kit.page.get().surface in ("board", "stage")
    if awaited:
        named = "; ".join(", ".join(sorted((texts[id] for id in level), key=alphabetical)) for level in levels)
        words: Words = _("Lots will be drawn for the order of these: {topics}.", topics=named)
        short: Words = ngettext(
            "Lots will be drawn for the order of {n} topic with the same number of dots.",
            "Lots will be drawn for the order of {n} topics with the same number of dots.", n,
        )  # fmt: skip
    else:
        named = "; ".join(" → ".join(texts[id] for id in level) for level in levels)
        words = _("Lots were drawn. The order is: {topics}.", topics=named)
        short = _("Lots were drawn. The order is on the phones.")
    return kit.hint(short if wall and fitting.lines(words, fitting.WIDE, 4) > 2 else words)


def topic(
    written: Sequence[tuple[str, Card]], columns: Sequence[kit.Column], notes: Sequence[str], above: bool
) -> Html:
    """The cards (id and card) of what is talked about, and what was noted; `above` where a chart stands over them."""
    places = {column.value: at for at, column in enumerate(columns)}
    rows = [kit.Card(id, card.text, places.get(card.column)) for id, card in written]
    noted = kit.join(kit.heading(_("Notes")), kit.options(list(notes))) if notes else NOTHING
    high = fitting.HIGH - (NOTES if notes else 0) - (CHART if above else 0)
    return kit.join(kit.cards(rows, columns, "topic", high=high), noted)


def tools(topics: Topics, order: Sequence[str], between: Sequence[Html], minutes: int, named: Named) -> Html:
    """On the stage: the next topic, more time, and notes. Posts what `Topic` does."""
    now = topics.now(order)
    buttons = []
    if now is not None:
        last = now == order[-1]
        buttons.append(kit.button(_("This was the last one") if last else _("Next topic"), named("next_topic")))
    buttons += between
    if now is not None:
        more = ngettext("{n} more minute", "{n} more minutes", minutes)
        buttons.append(kit.button(more, kit.act("more_time", minutes=minutes)))
    if topics.over:
        buttons.append(kit.button(_("Topic before"), named("topic_before"), "quiet"))
    if now is None:
        return kit.secondary(buttons)
    rows = [_note(place, note, named) for place, note in enumerate(topics.notes.get(now, []))]
    written = kit.listing(rows, _("Notes"), "notes") if rows else NOTHING
    add = kit.text_form(kit.TextField("text", _("Write down what was said"), 280, rows=2), named("add_note"), _("Add"))
    return kit.join(kit.secondary(buttons), written, add)


def noted(topics: Topics, texts: Mapping[str, str], now: str | None = None) -> Html:
    """On a phone: what was noted that the wall does not show, on the topic of `now`, then on those before it."""
    found = NOTHING
    for topic in filter(None, (now, *reversed(topics.over))):
        notes = topics.notes.get(topic)
        if not notes:
            continue
        some = kit.join(kit.heading(_("Notes: {title}", title=texts.get(topic, ""))), kit.options(list(notes)))
        if len(found.encode()) + len(some.encode()) > NOTED:
            return kit.join(found, kit.hint(_("Earlier notes are in the record.")))
        found = kit.join(found, some)
    return found


def _note(place: int, note: str, named: Named) -> kit.Row:
    drop = kit.button(_("Drop"), kit.act(named("drop_note"), note=place), "quiet", _("Drop: {note}", note=note))
    return kit.Row(str(place), note, "", [drop])
