"""Vote: whole dots spread over options, unseen, and how they are counted, told and narrowed to a shortlist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator import counting, kit
from facilitator.activity import Ctx, Html, Item, Key, Refused, Round, action
from facilitator.blocks.options import Listed, Listing
from facilitator.blocks.vote import record, widgets
from facilitator.blocks.vote.rules import Ballots, Rules, Tally, VoteSettings, a_few, as_many_as_you_like, tally
from facilitator.composing import Block, Input, Panel
from facilitator.i18n import Words, _
from facilitator.report import taking_part
from facilitator.report.model import BY_PERSPECTIVE, Facts, Paragraph, Passage, Table
from facilitator.report.rounds import compared

__all__ = ["Ballots", "Cast", "Rules", "Shortlist", "Tally", "Vote", "VoteSettings", "a_few", "as_many_as_you_like"]


@dataclass
class Kept:
    """What is on the shortlist already, while the vote goes on among those that were level."""

    options: list[str] = field(default_factory=list)


class Shortlist(Block[Kept, None]):
    """How many of some `options` a vote narrows the list to, and which of them earlier rounds have settled."""

    def __init__(self, options: Listing, length: Callable[[Any], int]) -> None:
        self.options, self.length = options, length

    def left(self, s: Any, ctx: Ctx) -> int:
        """How many places are still open; one at least."""
        return max(1, self.length(ctx.settings) - len(self.of(s).options))

    def narrow(self, s: Any, chosen: Iterable[str], level: Collection[str]) -> None:
        """Keep what is chosen, but those that were level: the list is only about these from now on."""
        self.of(s).options += [option for option in chosen if option not in level]
        self.options.of(s).only(level)


class Vote(Block[Ballots, Tally]):
    """Dots of everyone on what another block lists, in rounds.

    `dots` says what a ballot may be, from the settings and the ids that are voted on: the settings of `VoteSettings`,
    `a_few` for each person, or `as_many_as_you_like`. With a `shortlist` the list is narrowed, and handed on; with
    `split` the record also tells people by perspective, where that exposes nobody.
    """

    per_round = True
    called, numbered = _("Result"), _("Round {n}")
    """What the record calls the one round there was, or one of several."""
    prefix = "round"
    """How the ids of its tables in the record begin."""

    def __init__(
        self, on: Listed, dots: Callable[[Any, Sequence[str]], Rules] = VoteSettings.rules,
        shortlist: Shortlist | None = None, split: Callable[[Any], bool] = lambda _given: False,
    ) -> None:  # fmt: skip
        self.on, self.dots, self.shortlist, self.split = on, dots, shortlist, split
        self.cast, self.result, self.again = Cast(self), Result(self), Again(self)
        self.also: list[Callable[[Round, Ctx], Sequence[Words]]] = []
        """What other blocks have to say about a shown round, under the counts in the record."""

    def rules(self, s: Any, ctx: Ctx) -> Rules:
        """What a ballot may be in the state `s`."""
        return self.dots(ctx.settings, tuple(self.on.texts(s, ctx)))

    def results(self, s: Any, ctx: Ctx) -> Tally:
        return tally(self.of(s), self.rules(s, ctx), self.shortlist.left(s, ctx) if self.shortlist else 0)

    def next_round(self, s: Any, ctx: Ctx) -> str | None:
        """For `then` of a phase after the result: where the round is answered that was begun there."""
        return None if ctx.revealed else self.question

    def record(self, s: Any, ctx: Ctx) -> list[Passage]:
        rounds = self.shown(s, ctx)
        if not rounds:
            return []
        counts = [(each.number, self.results(each.state, ctx)) for each in rounds]
        told: list[Passage] = [*record.narrowed(counts), self._table(rounds, ctx)]
        for each in rounds:
            more = [words for add in self.also for words in add(each, ctx)]
            name = self._named(each, rounds)
            told += [
                Paragraph(str(_("{round}: {words}", round=name, words=words) if name else words)) for words in more
            ]
        told.append(self.facts(rounds, ctx))
        return [*told, *(self._by_perspective(rounds, ctx) if self.split(ctx.settings) else ())]

    def ended(self, s: Any, ctx: Ctx, named: bool) -> list[Passage]:
        """The result in one sentence; `named` says whether that may repeat what the options are called."""
        rounds = self.shown(s, ctx)
        if not rounds:
            return []
        last = rounds[-1]
        count, chosen = self.results(last.state, ctx), [item.text for item in self.items(s, ctx)]
        return [record.ended(chosen, named, record.voted(count, record.present(last, self.of(last.state))))]

    def facts(self, rounds: Sequence[Round], ctx: Ctx) -> Facts:
        """How the shown rounds were counted."""
        rows = [self.round_facts(each, ctx) for each in rounds]
        return taking_part.of_rounds([*zip([self._named(each, rounds) for each in rounds], rows, strict=True)])

    def round_facts(self, each: Round, ctx: Ctx) -> taking_part.Rows:
        """How one of them was counted."""
        count, rules = self.results(each.state, ctx), self.rules(each.state, ctx)
        return record.facts(count, rules, record.present(each, self.of(each.state)))

    def _named(self, each: Round, rounds: Sequence[Round]) -> Words:
        return self.numbered.with_params(n=each.number) if len(rounds) > 1 else ""

    def _table(self, rounds: Sequence[Round], ctx: Ctx) -> Passage:
        """The count of the last round with those of the rounds before; on top what an earlier one settled."""
        tables, texts = list[tuple[Words, Table]](), dict[str, str]()
        for each in rounds:
            s = each.state
            texts |= self.on.texts(s, ctx)
            settled = self.shortlist.of(s).options if self.shortlist else ()
            table = record.table(
                f"{self.prefix}-{each.number}", self.called, self.results(s, ctx), self.rules(s, ctx), texts, settled
            )
            tables.append((self._named(each, rounds), table))
        return compared(tables, by=(1,))

    def items(self, s: Any, ctx: Ctx) -> list[Item]:
        rounds = self.shown(s, ctx)
        if not self.shortlist or not rounds:
            return []
        texts = {id: text for each in rounds for id, text in self.on.texts(each.state, ctx).items()}
        last = rounds[-1].state
        chosen = [*self.shortlist.of(last).options, *self.results(last, ctx).shortlist]
        return [Item(option, texts[option]) for option in chosen]

    def _by_perspective(self, rounds: Sequence[Round], ctx: Ctx) -> list[Passage]:
        """People of the rounds by perspective, where that exposes nobody.

        The groups are made once from everyone who answered in any round, so that two rounds cannot be compared to find
        one person.
        """
        answered = sorted({key for one in rounds for key in self.of(one.state).answered()})
        groups = counting.breakdown(answered, ctx.perspectives, ctx.perspective_order)
        found = [
            (self._named(each, rounds), parts)
            for each in rounds
            if (parts := record.by_perspective(
                f"{self.prefix}-{each.number}{BY_PERSPECTIVE}", self.of(each.state), self.rules(each.state, ctx),
                self.on.texts(each.state, ctx), groups, ctx.perspectives,
            ))
        ]  # fmt: skip
        if found:
            return [compared(found, shown=())]
        return [Paragraph(str(taking_part.whole_room(len(self.of(rounds[-1].state).answered()))))]


class Cast(Input[Vote]):
    """One's own dots: placed one by one on a phone, or a whole ballot on paper."""

    round, do = True, "ballot"

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        options = list(self.block.on.texts(s, ctx).items())
        ctx.random(me).shuffle(options)
        ballot = widgets.ballot(self.block.of(s), self.block.rules(s, ctx), me, options, self.named)
        return kit.join(kit.privacy(), ballot)

    def fields(self, s: Any, me: Key | None, ctx: Ctx) -> Html:
        return kit.number_fields("dots", list(self.block.on.texts(s, ctx).items()), self.block.rules(s, ctx).most)

    def ready(self, s: Any, ctx: Ctx, phase: str) -> Words:
        return self.block.on.unready(s, ctx)

    @action()
    def place(self, s: Any, me: Key, ctx: Ctx, option: str, dots: int = 1) -> None:
        """Put dots on an option."""
        self.block.of(s).place(me, option, dots, self.block.rules(s, ctx))

    @action()
    def take(self, s: Any, me: Key, ctx: Ctx, option: str, dots: int = 1) -> None:
        """Take dots back from an option."""
        self.block.of(s).take(me, option, dots, self.block.rules(s, ctx))

    @action()
    def finish_ballot(self, s: Any, me: Key) -> None:
        """Say that the ballot is done; without a dot it is a pass."""
        self.block.of(s).finish(me)

    def whole(self, s: Any, me: Key, ctx: Ctx, dots: dict[str, int] = {}) -> Callable[[], None]:  # noqa: B006 - never changed
        """A whole ballot at once, as on paper, in place of any earlier one."""
        rules, ballots = self.block.rules(s, ctx), self.block.of(s)
        rules.check(dots)
        return lambda: ballots.whole(me, dots, rules)

    def forget(self, s: Any, me: Key) -> None:
        self.block.of(s).pass_(me)

    def answered(self, s: Any) -> Collection[Key]:
        return self.block.of(s).dots

    def passed(self, s: Any) -> Collection[Key]:
        return self.block.of(s).passes

    def done(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return self.block.of(s).done(self.block.rules(s, ctx))

    def begun(self, s: Any, ctx: Ctx) -> Collection[Key]:
        return {*self.answered(s)}.difference(self.done(s, ctx))


class Result(Panel[Vote]):
    """The count of the round that was shown last, with one's own dots on one's own phone."""

    def headline(self, s: Any, ctx: Ctx) -> Words:
        vote = self.block
        for each in vote.shown(s, ctx)[-1:]:
            present = record.present(each, vote.of(each.state))
            return record.headline(vote.results(each.state, ctx), present, vote.rules(each.state, ctx).most)
        return ""

    def board(self, s: Any, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, None)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self._drawn(s, ctx, me)

    def _drawn(self, s: Any, ctx: Ctx, me: Key | None) -> Html:
        shown = self.block.shown(s, ctx)
        if not shown:
            return Html("")
        then = shown[-1].state
        count, rules = self.block.results(then, ctx), self.block.rules(then, ctx)
        return widgets.tally(count, rules, self.block.on.texts(then, ctx), self.block.of(then).of(me) if me else {})


class Again(Panel[Vote]):
    """On the stage: a further round, only about those that were level at the end of the shortlist."""

    def stage(self, s: Any, ctx: Ctx) -> Html:
        if not self._level(ctx):
            return Html("")
        return kit.button(_("Vote again on those with the same number"), self.named("again"))

    @action(by="facilitator", voids=True)
    def again(self, s: Any, ctx: Ctx) -> None:
        """Vote again, only among those that were level at the end of the shortlist."""
        shortlist, level = self.block.shortlist, self._level(ctx)
        if shortlist is None or not level:
            raise Refused(_("No options have the same number of dots at the end of the shortlist."))
        shortlist.narrow(s, self.block.now(ctx).shortlist, level)

    def _level(self, ctx: Ctx) -> Sequence[str]:
        return self.block.now(ctx).tied_at_cut if ctx.revealed else ()
