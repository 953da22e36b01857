"""What somebody wrote in a running activity, as long as that can be told, and how it is taken out for good."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from facilitator.activity import Item, Key, Refused
from facilitator.blocks.collect import Cards, Care, record
from facilitator.blocks.collect.card import ROOM
from facilitator.composing import Block
from facilitator.i18n import _
from facilitator.run.attendance import heard
from facilitator.run.state import RunState
from facilitator.seats import digest

Change = Callable[[Any], Any]
"""Makes JSON data anew, with other words in it."""


@dataclass(frozen=True)
class Written:
    """Words of one person that stand in the run."""

    id: str
    text: str
    seen: bool
    """Whether others have seen them already."""
    code: str = ""
    """With it they can be removed when the step is over; empty where they stay in the room, and need none."""


def written(run: RunState, me: Key) -> list[Written]:
    """Everything that a person wrote, on cards also in closed rounds; nothing once their link is gone."""
    found: dict[str, Written] = {}
    for care in _cares(run):
        for pile in care.piles(run.course.state, run.ctx):
            codes = record.codes(pile.cards, me, run.ctx) if pile.rules.permissions else {}
            for id, card in pile.cards.of(me).items():
                code = codes.get(id, "") if card.permission > ROOM else ""
                found[id] = Written(id, card.text, not pile.unseen, code)
    for cards in _piles(run.course.state):
        for id, card in cards.of(me).items():
            found.setdefault(id, Written(id, card.text, run.current.revealed))
    for id, (_block, _word, text) in _beside(run, me).items():
        found[id] = Written(id, text, not run.phase.hidden)
    return [*found.values()]


def remove(run: RunState, me: Key, id: str) -> None:
    """Take a card of one's own away, or a note, shown or not. Refused when it is not there."""
    state = run.course.state
    for care in _cares(run):
        if any(id in pile.cards.of(me) for pile in care.piles(state, run.ctx)):
            holder, pile = care.mine_of(state, run.ctx, id)
            pile.cards.delete(me, id)
            pile.keep(id)
            if not pile.unseen:
                holder.gone(state, run.ctx, id)
            run.changed()
            return
    cards = next((each for each in _piles(state) if id in each.of(me)), None)
    block, word, _text = _beside(run, me).get(id, (None, "", ""))
    if cards is not None:
        cards.delete(me, id)
    elif block is not None:
        block.unsay(state, me, word)
    else:
        raise Refused(_("This is not there any more. Please load the page again."))
    run.changed()


def can_pass(run: RunState, me: Key) -> bool:
    """Whether a person has answered in the step that is open, and can take that back as a whole."""
    passing = run.activity.actions.get("pass")
    here = passing is not None and run.phase.name in (passing.phases or (run.phase.name,))
    return here and run.asks and me in heard(run) - frozenset(run.activity.passed(run.course.state, run.ctx))


def reword(run: RunState, change: Change, cards: Collection[str] = ()) -> None:
    """Say everything in the run as `change` makes it, `cards` (ids) of closed rounds without their words.

    Nothing that was done before can be undone after that: what it was is not kept.
    """
    data = change(run.course_data())
    for each in data["rounds"]:
        each[2] = _emptied(each[2], frozenset(cards))
    run.take_course(data)
    run.incoming = tuple(Item(item.id, change(item.text), change(item.note)) for item in run.incoming)
    run.settle(run.now)


def _cares(run: RunState) -> list[Care]:
    blocks: Mapping[str, Any] = getattr(run.activity, "blocks", {})
    return [block for block in blocks.values() if isinstance(block, Care)]


def _beside(run: RunState, me: Key) -> dict[str, tuple[Block[Any, Any], str, str]]:
    """What a person wrote that is no card, by an id: the block that has it, what names it there, and the words."""
    blocks: Mapping[str, Block[Any, Any]] = getattr(run.activity, "blocks", {})
    return {
        digest(f"{name}:{word}", 16): (block, word, text)
        for name, block in blocks.items()
        for word, text in block.own_words(run.course.state, me, run.ctx).items()
    }


def _piles(state: Any) -> Iterator[Cards]:
    if isinstance(state, Cards):
        yield state
    elif is_dataclass(state):
        for field in fields(state):
            yield from _piles(getattr(state, field.name))
    elif isinstance(state, Mapping):
        for each in state.values():
            yield from _piles(each)
    elif isinstance(state, list | tuple):
        for each in state:
            yield from _piles(each)


def _emptied(data: Any, cards: Collection[str]) -> Any:
    if isinstance(data, Mapping):
        return {
            name: {**each, "text": "…", "suggested": ""}
            if name in cards and isinstance(each, Mapping) and "text" in each
            else _emptied(each, cards)
            for name, each in data.items()
        }
    return [_emptied(each, cards) for each in data] if isinstance(data, list | tuple) else data
