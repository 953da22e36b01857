"""How consent is told in the record: every version, every round with its counts, every objection, the decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from activities.consent.loop import OUTS, Story, Told
from activities.consent.rules import STANCES
from facilitator.activity import Ctx
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.decision import Decision
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import Column, Facts, LedgerEntry, Outcome, Passage, Quote, Quotes, Table


def blocks(consent: Any, s: Any, ctx: Ctx) -> tuple[Passage, ...]:
    """All of it, the outcome first. Nobody is named."""
    story: Story = consent.loop.now(ctx)
    told: list[Passage] = []
    if story.rounds:
        told.append(Outcome(*_ended(consent, s, ctx)))
    told += consent.text.record(s, ctx)
    told += [_round(each) for each in story.rounds]
    rows = tuple((each.reason or str(_("Said aloud, or not in words")), str(_("Version {n}", n=each.version)),
                  str(each.words)) for each in story.objections)  # fmt: skip
    if rows:
        heads = (Column(str(_("Objection"))), Column(str(_("Made on"))), Column(str(_("What became of it"))))
        told.append(Table("objections", str(_("Objections")), heads, rows))
    if concerns := consent.loop.concerns(s, ctx):
        told.append(Quotes(str(_("Concerns")), tuple(Quote(each) for each in concerns)))
    told += consent.worries.record(s, ctx) if consent.worries.of(s).cards else []
    told.append(Facts(tuple((str(label), str(words).rstrip(".")) for label, words in _facts(consent, s, ctx))))
    told += [*consent.by.record(s, ctx), *_in_words(consent.clear, s, ctx), *_in_words(consent.votes, s, ctx)]
    told += consent.answers.record(s, ctx)
    told += consent.said.record(s, ctx) if consent.said.of(s).cards else []
    told += (
        card_record.notes(consent.reasons.of(s).cards, consent.reasons.rules) if not consent.loop.unseen(ctx) else []
    )
    return tuple(told)


def _in_words(rate: Any, s: Any, ctx: Ctx) -> list[Passage]:
    """Every round of answers in one word, with how many answered under it."""
    told: list[Passage] = []
    for each in rate.record(s, ctx):
        if isinstance(each, Table) and any(row[-1] for row in each.rows):
            told.append(each)
        elif isinstance(each, Facts) and told and isinstance(told[-1], Table) and not told[-1].note:
            told[-1] = replace(told[-1], note=each.rows[0][1])
    return told


def ledger(consent: Any, s: Any, ctx: Ctx) -> tuple[LedgerEntry, ...]:
    """The decision, agreed or not: its exact words, the method, the counts, open objections, and the review day."""
    story: Story = consent.loop.now(ctx)
    if not story.rounds:
        return ()
    last, way, there = story.rounds[-1].found, consent.by.followed(s, ctx), consent.text.drafted(s)
    voted = not story.agreed and consent.fallback.ended(s, ctx) == "passed"
    _sign, words, detail = _ended(consent, s, ctx)
    cards = [card.text for card in consent.worries.of(s).shown().values()] if consent.worries.seen(ctx) else []
    given, out = consent.settings, consent.focus.of(s).out
    return (
        Decision(
            text=consent.text.whole(s), agreed=story.agreed or voted, review=consent.loop.review(s, ctx),
            method=_("Vote, after consent was not reached") if voted else _("Consent"), outcome=words, detail=detail,
            why=given.why or given.purpose, decides=given.decides or consent.who_decides,
            threshold=way.stuck if way and voted else _("Everyone takes a stance, and nobody objects."),
            present=last.required, answered=last.required - last.missing,
            stances=[f"{STANCES[each]}: {n}" for each, n in last.counts.items()],
            concerns=[*consent.loop.concerns(s, ctx), *cards],
            objections=[each.reason or _("Without words") for each in story.open],
            signs=there.more.get("know", "") if there else "", table=f"stance-{story.rounds[-1].number}",
            missing=consent.deciding.told(consent.loop.outside(s, ctx)),
            next=OUTS[out] if out and not (story.agreed or voted) else "", **consent.by.told(s, ctx),
        ).entry(),
    )  # fmt: skip


def _ended(consent: Any, s: Any, ctx: Ctx) -> tuple[Any, str, str]:
    story: Story = consent.loop.now(ctx)
    found = story.rounds[-1].found
    if not story.agreed and (words := consent.fallback.words(s, ctx)):
        return ("agreed" if consent.fallback.ended(s, ctx) == "passed" else "not-yet"), str(words), str(found.detail)
    if not story.current:
        again = story.rounds[-1].ballot.version == consent.text.at(s)
        words = _("Everyone was asked again, and no result was shown.") if again else (
            _("The words have changed since. Nobody was asked about them."))  # fmt: skip
        return "none", str(words), ""
    return found.sign, str(found.words), str(found.detail)


def _facts(consent: Any, s: Any, ctx: Ctx) -> list[tuple[Words, Words]]:
    """Why and how it was decided, who was not part of it, and how we go on."""
    story: Story = consent.loop.now(ctx)
    rows = [*consent.fallback.terms.rows(s, ctx)]
    if outside := consent.deciding.told(consent.loop.outside(s, ctx)):
        rows.append((_("Who decided"), outside))
    if (out := consent.focus.of(s).out) and not story.agreed:
        rows.append((_("How we go on"), OUTS[out]))
    if story.agreed and (absent := consent.fallback.absent(s, ctx)):
        rows.append((_("People who were not here"), absent))
    return rows


def _round(told: Told) -> Table:
    """The four counts at the reveal and now, with who was missing and who had left."""
    rows = tuple((str(words), told.found.shown[each], told.found.counts[each]) for each, words in STANCES.items())
    number, found = told.number, told.found
    title: Words = _("Round {n}, version {m}", n=number, m=told.ballot.version)
    missing = ngettext("{n} answer was missing.", "{n} answers were missing.", found.missing)
    left = ngettext("{n} person had left.", "{n} people had left.", found.left)
    note = " ".join(str(words) for n, words in ((found.missing, missing), (found.left, left)) if n)
    heads = (Column(str(_("Stance"))), Column(str(_("Shown")), "count"), Column(str(_("Now")), "count"))
    return Table(f"stance-{number}", str(title), heads, rows, note=note)
