"""A small activity for tests of pages and sockets: words to send, one to choose, dots to place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, Settings, action
from facilitator.composing import Activity, Block, Input, Panel, Phase
from facilitator.i18n import _

DRINKS = [kit.Choice("tea", _("Tea")), kit.Choice("coffee", _("Coffee"))]


class NotesSettings(Settings):
    """Nothing to set."""


class Texts(Block[dict[Key, list[str]], None]):
    """What everyone sent, one by one."""

    def __init__(self) -> None:
        self.write, self.shown_to_all = Write(self), Written(self)


class Write(Panel[Texts]):
    """A field for one more note, above one's own."""

    @action()
    def add(self, s: Any, me: Key, text: str) -> None:
        """One more note."""
        if text == "no":
            raise Refused(_("Please write something else."))
        self.block.of(s).setdefault(me, []).append(text)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        form = kit.text_form(kit.TextField("text", _("Your note"), 200, rows=2), self.named("add"), _("Add"))
        return kit.join(kit.privacy(), form, kit.options(self.block.of(s).get(me, [])))


class Written(Panel[Texts]):
    """All notes, on phones."""

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.options([text for texts in self.block.of(s).values() for text in texts])


class Chosen(Block[dict[Key, str], None]):
    """Tea or coffee."""

    def __init__(self) -> None:
        self.ask = Choose(self)


class Choose(Input[Chosen]):
    """One of them."""

    do, hidden = "choose", False

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.choices("tea", DRINKS, self.block.of(s).get(me) if me else None, _("Tea or coffee"))

    def whole(self, s: Any, me: Key, ctx: Ctx, tea: str) -> Callable[[], None]:
        return lambda: self.block.of(s).__setitem__(me, tea)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return kit.join(self.fields(s, me, ctx), kit.send(self.named(self.do), saved=me in self.block.of(s)))

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s)

    def passed(self, s: Any) -> Collection[Key]:
        return ()

    def forget(self, s: Any, me: Key) -> None:
        """Nothing to say."""


class Dots(Block[dict[Key, int], None]):
    """So many biscuits."""

    def __init__(self) -> None:
        self.place = Hold(self)


class Hold(Panel[Dots]):
    """More or less of them."""

    @action()
    def hold(self, s: Any, me: Key, dots: int) -> None:
        """Hold so many dots."""
        self.block.of(s)[me] = dots

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        n = self.block.of(s).get(me, 0)
        less, more = (kit.act(self.named("hold"), dots=n + by) for by in (-1, 1))
        return kit.stepper([kit.StepRow("dots", _("Biscuits"), n, less if n else None, more if n < 3 else None)])


class Notes(Activity[NotesSettings]):
    """Write, choose and count."""

    id, title = "notes", _("Notes")
    example = {}

    texts = Texts()
    chosen = Chosen()
    dots = Dots()

    phases = (
        Phase("write", _("Write"), texts.write, chosen.ask, dots.place, ask=_("What do you need today?")),
        Phase("show", _("Show"), texts.shown_to_all, ask=_("What we wrote"), go=_("Show the notes"), minutes=2),
    )
