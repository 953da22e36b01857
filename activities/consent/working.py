"""Working on objections: the result, an objector's own words, one objection at a time, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Annotated, Any, Literal

from pydantic import Field

from activities.consent import widgets
from activities.consent.asking import LINE, Line
from activities.consent.loop import OUTS, Loop, Out, Story, Voice
from activities.consent.rules import ANSWERS, Answer, Objection
from facilitator import kit
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.composing import Input, Panel, Paper
from facilitator.i18n import Words, _, ngettext
from facilitator.kit import fitting
from facilitator.text import is_blank

Understood = Literal["yes", "not-yet"]
UNDERSTAND: dict[Understood, Words] = {"yes": _("I understand"), "not-yet": _("Not yet")}
AT_ONCE = 5
"""Objections on the stage at once; the pages of the board turn them."""


class Result(Panel[Loop]):
    """The outcome and the four counts, then the objections in the words of who made them."""

    def __init__(self, block: Loop) -> None:
        super().__init__(block)
        self.shows = (block, block.reasons)

    def headline(self, s: Any, ctx: Ctx) -> Words:
        rounds = self.block.now(ctx).rounds
        if not rounds:
            return ""
        return _("Version {n}, round {m}. Every dot is one person.", n=rounds[-1].ballot.version, m=rounds[-1].number)

    def board(self, s: Any, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        if not story.rounds:
            return kit.empty(_("Nobody was asked yet."), "")
        high = widgets.high(self.block.text.asked(s, ctx))
        rows, room = widgets.drawn(story.open), high - widgets.CHART - 8
        beside = rows if rows and widgets.fits(rows, room) else []
        pages = [[], *([rows[at : at + 6] for at in range(0, len(rows), 6)] if rows and not beside else [])]
        shown, part = kit.paged(pages, 1)
        if shown[0]:
            return kit.join(widgets.heading(len(rows)), widgets.wall(shown[0], high - 8), part)
        more = kit.join(widgets.heading(len(rows)), widgets.wall(beside, room)) if beside else Html("")
        return kit.join(widgets.told(story, None), more, part)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        rows = widgets.drawn(story.open)
        wall = widgets.as_many(lambda n: widgets.wall(rows[:n], 99), len(rows))
        return kit.join(widgets.told(story, me), kit.join(widgets.heading(len(rows)), wall) if rows else "")

    def stage(self, s: Any, ctx: Ctx) -> Html:
        rounds = self.block.now(ctx).rounds
        if not rounds or rounds[-1].found.status != "waiting":
            return Html("")
        return kit.lead(_("Has somebody left? Say so. Or ask everyone again with “New round”."))

    def read_aloud(self, s: Any, ctx: Ctx) -> Words:
        rounds = self.block.now(ctx).rounds
        return f"{rounds[-1].found.words}. {rounds[-1].found.detail}" if rounds else _("Nobody was asked yet.")


class Own(Panel[Loop]):
    """On the phone of who objects or has a concern: the reason in their words, and what an objector says now."""

    @action(touches="everyone")
    def say_why(self, s: Any, me: Key, ctx: Ctx, text: Line) -> None:
        """Say my objection or my concern in words; it is shown without a name."""
        story = self.block.now(ctx)
        if story.of(me) is None and story.stance(me) != "concern":
            raise Refused(_("You have no open objection. Only who made one can change it."))
        if is_blank(text):
            raise Refused(_("Write what harm you see, or say it aloud."))
        self.block.reasons.put(s, me, text, story.rounds[-1].number, ctx)

    @action(touches="everyone")
    def say_now(self, s: Any, me: Key, ctx: Ctx, now: Answer) -> None:
        """Whether my objection is settled, a concern, withdrawn, or not yet; as often as I like until the next."""
        story = self.block.now(ctx)
        if story.of(me) is None:
            raise Refused(_("You have no open objection. Only who made one can change it."))
        self.block.focus.of(s).say(Voice(me, story.rounds[-1].number, self.block.text.at(s), now))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        own = story.of(me)
        if own is None:
            concern = story.stance(me) == "concern"
            return self._form(_("Your concern, in your words"), self._reason(s, me, story)) if concern else Html("")
        said = story.said.get(me)
        buttons = [kit.button(words, kit.act(self.named("say_now"), now=now))
                   for now, words in ANSWERS.items() if now != (said or "not-yet")]  # fmt: skip
        now = kit.lead(_("You said: {words}", words=ANSWERS[said])) if said else Html("")
        note = kit.hint(_("Only you decide this. Take all the time you need."))
        form = self._form(_("Your objection, in your words"), own.reason)
        return kit.join(kit.heading(_("Does this settle it?")), now, kit.secondary(buttons), note, form)

    def _form(self, label: Words, words: str) -> Html:
        note = _("It is shown without your name. You can also say it, or have it read.")
        return kit.text_form(kit.TextField("text", label, LINE, words, 3, note), self.named("say_why"), _("Send"))

    def _reason(self, s: Any, me: Key, story: Story) -> str:
        return self.block.reasons.of_round(s, me, story.rounds[-1].number)


class Work(Input[Loop]):
    """One objection at a time, as a gift: its words, whether it is understood, and what could settle it."""

    hidden, personal, touches, do = False, True, "everyone", "understand"

    @action(by="facilitator", moves=True)
    def take_up(self, s: Any, ctx: Ctx, which: Annotated[int, Field(ge=1, le=500)]) -> None:
        """Work on this objection now."""
        made = self.block.now(ctx).objections
        if which > len(made) or not made[which - 1].open:
            raise Refused(_("This objection is not open any more. Choose another."))
        self._take(s, which, len(self.block.now(ctx).rounds))

    @action(by="facilitator")
    def go_out(self, s: Any, ctx: Ctx, out: Out) -> None:
        """Say how the group goes on when it is stuck."""
        place = self.block.focus.of(s)
        place.out = out
        if out == "small-group":
            place.reworked = len(self.block.now(ctx).rounds)

    def entering(self, s: Any, ctx: Ctx) -> None:
        """The first open objection is worked on, where none was chosen."""
        story, at = self.block.results(s, ctx), self.block.focus.of(s).at
        if not 0 < at <= len(story.objections) or not story.objections[at - 1].open:
            at = next((number for number, each in enumerate(story.objections, 1) if each.open), at)
        self._take(s, at, len(story.rounds))

    def _take(self, s: Any, at: int, round: int) -> None:
        place = self.block.focus.of(s)
        place.at, place.asks = at, f"{at}.{round}"

    def whole(self, s: Any, me: Key, ctx: Ctx, understood: Understood) -> Callable[[], None]:
        """Say whether one understands the objection that is worked on."""
        place = self.block.focus.of(s)

        def keep() -> None:
            place.understood.setdefault(place.asks, {})[me] = understood == "yes"

        return keep

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        given = self._understood(s).get(me) if me else None
        chosen = None if given is None else "yes" if given else "not-yet"
        rows = [kit.Choice(value, words) for value, words in UNDERSTAND.items()]
        return kit.join(kit.lead(self._asks(s)), kit.choices("understood", rows, chosen, self._asks(s)))

    def _asks(self, s: Any) -> Words:
        objects = self.block.focus.of(s).at > 0
        return _("Do you understand this objection?") if objects else _("Is the proposal clear to you now?")

    def answered(self, s: Any) -> Collection[Key]:
        return [*self._understood(s), *(each.key for each in self.block.focus.of(s).voices)]

    def passed(self, s: Any) -> Collection[Key]:
        return ()

    def paper_for(self, s: Any, me: Key, ctx: Ctx) -> Paper | None:
        """Who objects says what they say now; everyone else whether they understand it."""
        if self.block.now(ctx).of(me) is None:
            return self.paper(s, ctx)
        rows = [kit.Choice(value, words) for value, words in ANSWERS.items()]
        return Paper("say_now", lambda: kit.choices("now", rows, None, _("Does this settle it?")))

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return "" if self.block.now(ctx).rounds else _("Ask everyone for their stance first.")

    def headline(self, s: Any, ctx: Ctx) -> Words:
        n = len(self.block.now(ctx).rounds)
        told = _("Version {n}, round {m}.", n=self.block.text.at(s), m=n)
        return f"{told} {_('A break may help.')}" if n > 1 else told

    def board(self, s: Any, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        rows, out = self._chosen(s, story), self.block.focus.of(s).out
        under = [_("Does a change settle it? Only the person who objects can say.")] if story.open else []
        under = [OUTS[out]] if out and story.open else under
        room = fitting.COUNTED - 8 - sum(6.4 * fitting.lines(words, fitting.WIDE, 4.5) for words in under) - 7
        top = widgets.marked(self._title(story))
        return kit.join(top, widgets.wall(rows, room), self._so_far(s, ctx), *map(kit.lead, under))

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        story = self.block.now(ctx)
        top = kit.join(kit.heading(self._title(story)), widgets.wall(self._chosen(s, story), 99))
        if story.of(me) is not None:
            return top
        send = kit.send(self.named(self.do), passes="", saved=me in self._understood(s))
        return kit.join(top, self.fields(s, me, ctx), send)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        story, place = self.block.now(ctx), self.block.focus.of(s)
        numbered = [(number, each) for number, each in enumerate(story.objections, 1)]
        numbered.sort(key=lambda each: (each[0] != place.at, not each[1].open, each[0]))
        shown, _part = kit.paged(numbered, AT_ONCE)
        rows = [self._row(number, each, number == place.at) for number, each in shown]
        outs: Html | str = ""
        if len(story.rounds) >= ctx.settings.rounds_hint and not story.agreed:
            buttons = [kit.button(words, kit.act(self.named("go_out"), out=out)) for out, words in OUTS.items()]
            chosen = kit.hint(OUTS[place.out]) if place.out else ""
            outs = kit.join(kit.heading(_("How do we go on?")), chosen, kit.secondary(buttons))
        return kit.join(kit.listing(rows, _("Objections"), "objections-tool") if rows else "", outs)

    @staticmethod
    def _title(story: Story) -> Words:
        if story.open:
            return _("We work on this objection")
        asks = story.rounds[-1].found.status == "questions"
        return _("Ask now what you need to know") if asks else _("No objection is open")

    def _row(self, number: int, each: Objection, now: bool) -> kit.Row:
        words = each.reason or widgets.WORDLESS
        if now or not each.open:
            return kit.Row(f"o{number}", words, _("You work on this now") if now and each.open else each.words)
        label = _("Work on this: {text}", text=words)
        button = kit.button(_("Work on this"), kit.act(self.named("take_up"), which=number), label=label)
        return kit.Row(f"o{number}", words, each.words, [button])

    def _chosen(self, s: Any, story: Story) -> list[tuple[int, Words, Words]]:
        at = self.block.focus.of(s).at
        return [
            (at, each.reason or widgets.WORDLESS, "" if each.open else each.words)
            for each in story.objections[at - 1 : at]
        ]

    def _understood(self, s: Any) -> dict[Key, bool]:
        place = self.block.focus.of(s)
        return place.understood.get(place.asks, {})

    def _so_far(self, s: Any, ctx: Ctx) -> Html:
        given = self._understood(s)
        n = sum(given.values())
        if not given:
            return kit.lead(_("Do we all understand it? Say so on your phone."))
        return kit.lead(ngettext("{n} of {total} says: I understand it.", "{n} of {total} say: I understand it.", n,
                                 total=len(given)))  # fmt: skip
