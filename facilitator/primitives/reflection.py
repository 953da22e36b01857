"""What a retrospective knows and counts, and how it is told in the record; never the safety check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from facilitator.activity import Ctx, Item, Key, Section, State, action, per_round
from facilitator.blocks.claim import record as deeds
from facilitator.blocks.claim.rules import Claims
from facilitator.blocks.collect.rules import Cards, Rules
from facilitator.blocks.group import record as group_record
from facilitator.blocks.group.rules import Groups
from facilitator.blocks.ledger import record as back_record
from facilitator.blocks.ledger import rules as looking_back
from facilitator.blocks.ledger.rules import LookingBack
from facilitator.blocks.rate.rules import Ratings
from facilitator.blocks.talk.rules import Order, Topics, awaited, order
from facilitator.blocks.vote import record as vote_record
from facilitator.blocks.vote.rules import Ballots, Tally, tally
from facilitator.blocks.vote.rules import Rules as VoteRules
from facilitator.i18n import Words, _, ngettext
from facilitator.primitives import worth
from facilitator.primitives.formats import Format, formats
from facilitator.primitives.safety import Safety
from facilitator.primitives.thumbs import Thumbs
from facilitator.primitives.voting import Voting
from facilitator.report import taking_part
from facilitator.report.model import Facts, Paragraph, Passage, Quote, Quotes

MOST = 20
"""More than this cannot be compared in one vote."""
_BEFORE_VOTE = ("stage", "last", "looked", "safety", "state", "write", "group")
_QUESTIONS: Mapping[str, Words] = {
    "last": _("Did it help?"),
    "looked": _("What became of our last actions?"),
    "safety": _("How openly can you talk today?"),
    "state": _("We know how to go on"),
    "vote": _("What do we want to talk about?"),
    "result": _("What do we want to talk about?"),
    "thumbs": _("Go on, or next?"),
    "list": _("What will we do?"),
    "claim": _("Who does what?"),
    "worth": _("Was this worth your time?"),
    "close": _("What we will do"),
}


@dataclass(frozen=True)
class Options:
    """The named groups that dots are put on."""

    texts: Mapping[str, str]


@dataclass
class ReflectionState(State):
    """Everything that happens from the opening to the close."""

    format: str
    unfit: dict[Key, bool] = field(default_factory=dict)
    """Who said that the opening does not fit what happened."""
    left_out: bool = False
    """Whether the opening was left out."""
    back: LookingBack = field(default_factory=LookingBack)
    safety: Safety = field(default_factory=Safety)
    cards: Cards = field(default_factory=Cards)
    groups: Groups = field(default_factory=Groups)
    ballots: Ballots = per_round(Ballots)
    topics: Topics = field(default_factory=Topics)
    thumbs: Thumbs = field(default_factory=Thumbs)
    claims: Claims = field(default_factory=Claims)
    worth: Ratings = field(default_factory=Ratings)
    word: Cards = field(default_factory=partial(Cards, pile="word"))
    """One word at the close, from who likes."""

    @property
    def options(self) -> Options:
        """What can be voted on."""
        return Options(self.groups.texts(self.cards))

    @property
    def asked(self) -> Format:
        """The format that is used."""
        return formats()[self.format]


class Reflects(Voting):
    """Passing and being done, in every phase in which people answer."""

    @action("last", "safety", "write", "vote", "thumbs", "claim", "worth")
    def pass_(self, s: ReflectionState, me: Key, ctx: Ctx) -> None:
        """Pass; what one said in this phase is taken back."""
        if ctx.phase == "worth":
            s.worth.pass_(me, worth.RULES)
            s.word.pass_(me)
        else:
            {**_answers(s), "vote": s.ballots}[ctx.phase].pass_(me)

    def done(self, s: ReflectionState, ctx: Ctx) -> set[Key]:
        """Who has nothing left to give in this phase, or passed."""
        if ctx.phase == "vote":
            return super().done(s, ctx)
        if ctx.phase == "worth":
            return {*s.worth.points, *s.worth.passes, *s.word.done()}
        given = _answers(s).get(ctx.phase)
        return given.done() if given else set()

    def read_aloud(self, s: ReflectionState, ctx: Ctx) -> Words:
        """At the close what was taken on; before, what the section tells."""
        if ctx.phase != "close":
            return ""
        deeds = "; ".join(slot.title.rstrip(".") for slot in s.claims.slots.values())
        return _("We will do this: {deeds}.", deeds=deeds) if deeds else _("We took on nothing new.")

    def begun(self, s: ReflectionState, ctx: Ctx) -> set[Key]:
        """Who has placed some of their dots, or written a card, and did not say that they are done."""
        if ctx.phase == "vote":
            return super().begun(s, ctx)
        return {*s.cards.answered()} - s.cards.done() if ctx.phase == "write" else set()

    def passed(self, s: ReflectionState, ctx: Ctx) -> set[Key]:
        """Who passed in this phase."""
        if ctx.phase == "claim":
            return s.claims.passed()
        given = {**_answers(s), "vote": s.ballots, "worth": s.worth}.get(ctx.phase)
        return {*given.passes} if given else set()


@dataclass(frozen=True)
class Reflected:
    """The count of the last vote, and the order in which its groups are talked about."""

    count: Tally
    order: Order


def question(s: ReflectionState, ctx: Ctx, scope: str) -> Words:
    """What stands at the top in each phase; `scope` says what the group looks back at."""
    if ctx.phase == "looked" and s.back.all_open(looking_back.last_actions(ctx)):
        return _("Finish these first?")
    if ctx.phase == "discuss":
        topic = s.topics.now(ctx.results.order.topics)
        return s.options.texts[topic] if topic else _("We have talked about all of it")
    return _QUESTIONS.get(ctx.phase) or (s.asked.question if ctx.phase != "stage" else scope or s.asked.title)


def why_not(s: ReflectionState, ctx: Ctx, phase: str) -> Words:
    """Why a phase cannot be entered yet, or not any more."""
    here = ctx.phase
    if phase == "last" and here not in ("stage", "last"):
        return _("What people said of these has been shown, so this step is over.")
    if phase in ("last", "looked") and not looking_back.last_actions(ctx):
        return _("There are no actions from last time.")
    if phase == "group" and here not in _BEFORE_VOTE:
        return _("The vote has begun, so the groups stay as they are.")
    if here in _BEFORE_VOTE and phase not in _BEFORE_VOTE:
        unready = _ungrouped(s) if here == "group" else _("Show the cards and group them first.")
        if unready:
            return unready
    if phase == "vote" and len(s.options.texts) < 2:
        return _("A vote needs two groups or more. Talk about what there is, or decide what to do.")
    if phase == "vote" and len(s.options.texts) > MOST:
        return _(
            "{n} groups are too many to compare. Put them together to {most} or fewer.",
            n=len(s.options.texts),
            most=MOST,
        )
    if (phase == "result" and not ctx.round) or (phase in ("discuss", "thumbs") and not s.options.texts):
        return _("There is nothing to talk about yet.")
    if phase == "vote" and here in ("list", "claim", "worth", "close"):
        return _("The group decides what to do now. Go back to the topics to vote again.")
    if phase == "thumbs" and (here not in ("discuss", "thumbs") or s.thumbs.done()):
        return _("Talk about a topic first: stay with it, or take the next.")
    if phase == "claim" and not s.claims.slots:
        return _("Write down what the group will do first, or go on without it.")
    return ""


def _ungrouped(s: ReflectionState) -> Words:
    """What keeps people from voting: a group without a name, or a card that would be left out."""
    alone = len(s.groups.alone(s.cards))
    if alone:
        return ngettext(
            "{n} card is on its own. Put it into a group, or let it stand alone.",
            "{n} cards are on their own. Put them into groups, or let each stand alone.", alone,
        )  # fmt: skip
    return s.groups.unready(s.cards)


def suggested(s: ReflectionState, ctx: Ctx, carry_over: bool) -> str | None:
    """The phase that comes next, where it is not the next in order."""
    if ctx.phase == "stage" and carry_over and looking_back.last_actions(ctx):
        return "last"
    if ctx.phase == "group" and len(s.options.texts) < 2 and not _ungrouped(s):
        return "discuss" if s.options.texts else "list"
    if ctx.phase == "discuss":
        return "list"
    if ctx.phase == "list" and not s.claims.slots:
        return "worth"
    return {"last": "looked", "thumbs": "discuss"}.get(ctx.phase)


def section(
    title: Words, s: ReflectionState, card_rules: Rules, votes_of: Callable[[Any], VoteRules], ctx: Ctx, scope: str,
    votes: bool,
) -> Section:  # fmt: skip
    """Scope, format, last actions, cards by group, votes, notes, actions, worth of the time."""
    columns = {pile.id: pile.title for pile in s.asked.columns}
    rows: list[tuple[Words, Words]] = [
        (_("Format"), _("We used the format “{title}”.", title=s.asked.title)),
        *([(_("What it is about"), _("It was about this: {scope}.", scope=scope.rstrip(".")))] if scope else []),
        (_("Passed"), taking_part.no_card(len(s.cards.passes))),
    ]
    blocks: list[Passage] = [Facts(tuple((str(label), str(words)) for label, words in rows))]
    blocks += back_record.blocks(s.back, ctx)
    blocks += group_record.blocks(s.groups, s.cards, card_rules, ctx, columns)
    if not votes:
        items, ledger = (*s.groups.items(s.cards), *_alone(s)), back_record.entries(s.back, ctx)
        return Section(str(title), str(s.asked.question), blocks=tuple(blocks), items=items, ledger=ledger)
    blocks += _votes(s, votes_of(s), ctx) + _notes(s)
    blocks += deeds.blocks(s.claims, ctx)
    if ctx.phase == "close":
        blocks += worth.blocks(s.worth, s.word)
    ledger = (*back_record.entries(s.back, ctx), *deeds.entries(s.claims, ctx))
    return Section(str(title), str(s.asked.question), blocks=tuple(blocks), ledger=ledger)


def _alone(s: ReflectionState) -> Iterator[Item]:
    """The cards on their own, which the next activity gets beside the groups."""
    return (Item(card, s.cards.cards[card].text) for card in s.groups.alone(s.cards))


def _answers(s: ReflectionState) -> dict[str, Any]:
    """What people give in each phase, where it can be passed on and done alike."""
    return {"last": s.back, "safety": s.safety, "write": s.cards, "thumbs": s.thumbs, "claim": s.claims}


def _votes(s: ReflectionState, rules: VoteRules, ctx: Ctx) -> list[Passage]:
    blocks: list[Passage] = []
    shown, texts = [each for each in ctx.shown(s) if each.number], s.options.texts
    for each in shown:
        title = _("Vote {n}", n=each.number) if len(shown) > 1 else _("Vote")
        count = tally(each.state.ballots, rules, shortlist=0)
        blocks.append(vote_record.table(f"vote-{each.number}", title, count, rules, texts))
        blocks.append(vote_record.facts(count, rules, vote_record.present(each, each.state.ballots)))
        lots = order(count, ctx, each.number)
        if lots.drawn and not awaited(s.topics, ctx, each.number):
            told = "; ".join(" → ".join(texts[topic] for topic in level) for level in lots.drawn)
            words = _(
                "Lots were drawn for the order of groups with the same number of dots (seed {seed}): {order}",
                seed=lots.seed,
                order=told,
            )
            blocks.append(Paragraph(str(words)))
    return blocks


def _notes(s: ReflectionState) -> list[Passage]:
    texts = s.options.texts
    return [
        Quotes(str(_("Notes: {title}", title=texts.get(topic, ""))), tuple(Quote(note) for note in notes))
        for topic, notes in s.topics.notes.items()
        if notes
    ]
