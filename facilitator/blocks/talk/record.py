"""What the record says of topics: the lots drawn for their order, which were talked about, and what was noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitator.blocks.talk.rules import Order, Topics
from facilitator.i18n import Words, _
from facilitator.report.model import Paragraph, Passage, Quote, Quotes


def lots(order: Order) -> list[Words]:
    """That lots were drawn among topics with the same number of dots; nothing where none were needed."""
    if not order.drawn:
        return []
    words = _(
        "Lots were drawn for the order of topics with the same number of dots."
        " Number {seed} draws the same lots again.", seed=order.seed,
    )  # fmt: skip
    return [words]


def talked(topics: Sequence[str], texts: Mapping[str, str]) -> list[Passage]:
    """What was talked about, in that order; nothing where nothing was."""
    if not topics:
        return []
    names = "; ".join(texts[topic] for topic in topics if topic in texts)
    return [Paragraph(str(_("We talked about these, in this order: {topics}.", topics=names.rstrip("."))))]


def notes(topics: Topics, texts: Mapping[str, str]) -> list[Passage]:
    """What was noted, topic by topic."""
    return [
        Quotes(str(_("Notes: {title}", title=texts.get(topic, ""))), tuple(Quote(note) for note in noted))
        for topic, noted in topics.notes.items()
        if noted
    ]
