"""What the record says of topics: the lots that were drawn for their order, and what was noted."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator.blocks.talk.rules import Order, Topics
from facilitator.i18n import Words, _
from facilitator.report.model import Passage, Quote, Quotes


def lots(order: Order, texts: Mapping[str, str]) -> list[Words]:
    """The lots among topics with the same number of dots; nothing where none were needed."""
    if not order.drawn:
        return []
    told = "; ".join(" → ".join(texts[topic] for topic in level) for level in order.drawn)
    words = _("Lots were drawn for the order of groups with the same number of dots (seed {seed}): {order}",
              seed=order.seed, order=told)  # fmt: skip
    return [words]


def notes(topics: Topics, texts: Mapping[str, str]) -> list[Passage]:
    """What was noted, topic by topic."""
    return [
        Quotes(str(_("Notes: {title}", title=texts.get(topic, ""))), tuple(Quote(note) for note in noted))
        for topic, noted in topics.notes.items()
        if noted
    ]
