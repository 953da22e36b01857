"""A small activity for tests of pages and sockets: words to send, one to choose, dots to place."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator import kit
from facilitator.activity import Activity, Ctx, Html, Key, Phase, Refused, Section, Settings, State, action
from facilitator.i18n import _

DRINKS = [kit.Choice("tea", _("Tea")), kit.Choice("coffee", _("Coffee"))]


class NotesSettings(Settings):
    """Nothing to set."""


@dataclass
class NotesState(State):
    """What everyone sent."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    dots: dict[str, int] = field(default_factory=dict)


class Notes(Activity[NotesSettings, NotesState]):
    """Write, choose and count."""

    id, title = "notes", _("Notes")
    example = {}
    phases = (
        Phase("write", _("Write"), privacy="hidden"),
        Phase("show", _("Show"), go=_("Show the notes"), minutes=2),
    )

    @action("write")
    def add(self, s: NotesState, me: Key, text: str) -> None:
        """One more note."""
        if text == "no":
            raise Refused(_("Please write something else."))
        s.texts.setdefault(me, []).append(text)

    @action("write")
    def choose(self, s: NotesState, me: Key, tea: str) -> None:
        """Tea or coffee."""
        s.chosen[me] = tea

    @action("write")
    def hold(self, s: NotesState, me: Key, dots: int) -> None:
        """Hold so many dots."""
        s.dots[me] = dots

    @action("write")
    def pass_(self, s: NotesState, me: Key) -> None:
        """Nothing to say."""

    def phone(self, s: NotesState, me: Key, ctx: Ctx) -> Html:
        if ctx.phase == "show":
            written = [text for texts in s.texts.values() for text in texts]
            return kit.join(kit.topline(), kit.question(_("What we wrote")), kit.options(written))
        n = s.dots.get(me, 0)
        less, more = kit.act("hold", dots=n - 1), kit.act("hold", dots=n + 1)
        row = kit.StepRow("dots", _("Biscuits"), n, less if n else None, more if n < 3 else None)
        return kit.join(
            kit.topline(),
            kit.question(_("What do you need today?")),
            kit.privacy(),
            kit.text_form("text", _("Your note"), "add", 200, _("Add"), rows=2),
            kit.options(s.texts.get(me, [])),
            kit.choices("tea", DRINKS, s.chosen.get(me), _("Tea or coffee")),
            kit.send("choose", saved=me in s.chosen),
            kit.stepper([row]),
        )

    def paper(self, s: NotesState, ctx: Ctx) -> tuple[str, Html] | None:
        return ("choose", kit.choices("tea", DRINKS, None, _("Tea or coffee"))) if ctx.phase == "write" else None

    def done(self, s: NotesState, ctx: Ctx) -> set[Key]:
        return {Key(key) for key in s.chosen}

    def board(self, s: NotesState, ctx: Ctx) -> Html:
        question = _("What do you need today?") if ctx.phase == "write" else _("What we wrote")
        return kit.join(kit.topline(), kit.question(question))

    def section(self, s: NotesState, ctx: Ctx) -> Section:
        return Section(str(self.title))
