"""Who said yes to being thanked by name. Nobody is on the list who did not say so."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import Field

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused
from facilitator.composing import Block, Input
from facilitator.i18n import Words, _
from facilitator.text import alphabetical, is_blank, likeness

Name = Annotated[str, Field(max_length=40)]


@dataclass
class Listed:
    """The names people gave, each with an id that leads to nobody, and who would rather not be named."""

    names: dict[Key, str] = field(default_factory=dict)
    ids: dict[Key, str] = field(default_factory=dict)
    off: dict[Key, bool] = field(default_factory=dict)


class Names(Block[Listed, None]):
    """The list of names that cards can be for. `offer` is where people say yes."""

    def __init__(self) -> None:
        self.offer = Offer(self)

    def listed(self, s: Any) -> dict[str, str]:
        """Every name by its id, in the order of the alphabet."""
        given = self.of(s)
        pairs = [(given.ids[key], name) for key, name in given.names.items()]
        return dict(sorted(pairs, key=lambda pair: alphabetical(pair[1])))

    def person(self, s: Any, id: str) -> Key | None:
        """Who a card with this id is for; None where nobody on the list has it."""
        given = self.of(s)
        return next((key for key, own in given.ids.items() if own == id and key in given.names), None)

    def id_of(self, s: Any, me: Key | None) -> str:
        """The id of one's own name; empty without one."""
        given = self.of(s)
        return given.ids[me] if me in given.names else ""


class Offer(Input[Names]):
    """Yes, by this name; or no."""

    privacy, hidden, personal, touches, do = "open", False, True, "everyone", "offer_name"

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        name = (self.block.of(s).names.get(me) or ctx.names.get(me, "")) if me else ""
        told = kit.hint(_("You see it before the room does, and choose if it is shown."))
        return kit.join(told, kit.text_area("who", _("The name to thank you by"), 40, name, rows=1))

    def whole(self, s: Any, me: Key, ctx: Ctx, who: Name = "") -> Callable[[], None]:
        """People can thank me by this name."""
        given, name = self.block.of(s), who.strip()
        if is_blank(name):
            raise Refused(_("Write the name first, or pass."))
        if any(likeness(name) == likeness(other) for key, other in given.names.items() if key != me):
            raise Refused(_("Somebody on the list has this name. Please add a letter or a word."))

        def keep() -> None:
            given.off.pop(me, None)
            given.names[me] = name
            given.ids.setdefault(me, f"p{ctx.random('named', me).getrandbits(40):010x}")

        return keep

    def send_words(self, s: Any, me: Key) -> Words | None:
        return _("Yes, by this name")

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).names

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).off

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).names.pop(me, None)
        self.block.of(s).off[me] = True

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        shown = any(each.reveal and each.name in ctx.went for each in ctx.phases)
        return _("The thanks have been shown, so this step is over.") if shown else ""
