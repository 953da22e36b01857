"""How consent is told in the record: how it ended, every version, every round beside the others, every objection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from activities.consent.loop import OUTS, Story, Told
from activities.consent.rules import STANCES, Found
from facilitator.activity import Ctx
from facilitator.blocks.charter import METHODS
from facilitator.blocks.collect import record as card_record
from facilitator.blocks.decision import Decision
from facilitator.i18n import Words, _, ngettext
from facilitator.report.model import (
    Column,
    Dots,
    Facts,
    LedgerEntry,
    Outcome,
    Paragraph,
    Passage,
    Quote,
    Quotes,
    Table,
)
from facilitator.report.rounds import compared

WORDLESS = _("Said aloud, or not in words")


def blocks(consent: Any, s: Any, ctx: Ctx) -> tuple[Passage, ...]:
    """All of it, the outcome first. Nobody is named."""
    story: Story = consent.loop.now(ctx)
    told: list[Passage] = []
    if story.rounds:
        told.append(_result(consent, s, ctx))
    told += [Paragraph(str(words)) for words in _said(consent, s, ctx)]
    told += consent.text.record(s, ctx)
    if story.rounds:
        told += _rounds(story)
    if story.objections:
        told.append(_objections(story))
    if concerns := consent.loop.concerns(s, ctx):
        told.append(Quotes(str(_("Concerns")), tuple(Quote(each) for each in concerns)))
    told += consent.worries.record(s, ctx) if consent.worries.of(s).cards else []
    told += [*_in_words(consent.clear, s, ctx), *_in_words(consent.votes, s, ctx)]
    told += consent.answers.record(s, ctx)
    told += consent.said.record(s, ctx) if consent.said.of(s).cards else []
    told += (
        card_record.notes(consent.reasons.of(s).cards, consent.reasons.rules) if not consent.loop.unseen(ctx) else []
    )
    facts = tuple((str(label), str(words)) for label, words in _facts(consent, s, ctx))
    return (*told, Facts(facts), *consent.by.record(s, ctx))


def _in_words(rate: Any, s: Any, ctx: Ctx) -> list[Passage]:
    """All rounds of answers in one word, with how many answered under it."""
    told: list[Passage] = []
    for each in rate.record(s, ctx):
        if isinstance(each, Table) and any(row[-1] for row in each.rows):
            told.append(each)
        elif isinstance(each, Facts) and told and isinstance(told[-1], Table) and not told[-1].note:
            told[-1] = replace(told[-1], note=" ".join(words for _label, words in each.rows))
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
    given, out, more = consent.settings, consent.focus.of(s).out, there.more if there else {}
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
            who=more.get("who", ""), signs=more.get("know", ""), table=f"stance-{story.rounds[-1].number}",
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


def _result(consent: Any, s: Any, ctx: Ctx) -> Outcome:
    """How it ended, in a sentence for somebody who was not there."""
    sign, words, detail = _ended(consent, s, ctx)
    story: Story = consent.loop.now(ctx)
    if story.agreed:
        n = story.rounds[-1].found.counts["concern"]
        concerned = ngettext("Agreed by consent. {n} person has a concern that we keep in mind.",
                             "Agreed by consent. {n} people have concerns that we keep in mind.", n)  # fmt: skip
        return Outcome(sign, str(concerned if n else _("Agreed by consent. Nobody objects.")), detail)
    if story.current and not consent.fallback.words(s, ctx):
        return Outcome(sign, str(_("Not decided. {words}", words=_open(story.rounds[-1].found))), detail)
    return Outcome(sign, words, detail)


def _open(found: Found) -> Words:
    """What was open after a round."""
    if found.status == "objections":
        return ngettext("{n} objection was open.", "{n} objections were open.", found.open)
    if found.status == "questions":
        n = found.counts["more"]
        return ngettext("{n} person needed to know more first.", "{n} people needed to know more first.", n)
    if found.status == "waiting":
        missing = ngettext("{n} answer was missing.", "{n} answers were missing.", found.missing)
        return missing if found.missing else _("Nobody was there who had to answer.")
    return _("Nobody objected.")


def _said(consent: Any, s: Any, ctx: Ctx) -> Iterator[Words]:
    """Why a decision was needed, and how the group goes on."""
    story: Story = consent.loop.now(ctx)
    if consent.settings.why:
        yield _("Why a decision was needed: {words}", words=consent.settings.why)
    if (out := consent.focus.of(s).out) and not story.agreed:
        yield _("How we go on: {words}", words=OUTS[out])
    if story.agreed and (absent := consent.fallback.absent(s, ctx)):
        yield _("People who were not here: {words}", words=absent)


def _facts(consent: Any, s: Any, ctx: Ctx) -> Iterator[tuple[Words, Words]]:
    """How it was decided, and who was not part of it."""
    yield _("How"), _("Everyone takes a stance. {way}.", way=METHODS["consent"])
    yield _("If we get stuck"), _("If we get stuck: {words}", words=consent.fallback.stuck(s, ctx))
    if outside := consent.deciding.told(consent.loop.outside(s, ctx)):
        yield _("Who decided"), outside


def _rounds(story: Story) -> list[Passage]:
    """How each round ended, where there were several, and all of them side by side."""
    several = len(story.rounds) > 1
    versions = {each.ballot.version for each in story.rounds} != {1}
    told: list[Passage] = []
    for each in story.rounds if several else ():
        words = " ".join(str(part) for part in (_open(each.found), each.found.detail) if part)
        line = _("Round {n}, about version {m}: {words}", n=each.number, m=each.ballot.version, words=words)
        told.append(Paragraph(str(line if versions else _("Round {n}: {words}", n=each.number, words=words))))
    last = story.rounds[-1].found
    moved = last.shown != last.counts
    tables = [(_("Round {n}", n=each.number), _stances(each, several, moved)) for each in story.rounds]
    return [*told, compared(tables, shown=(1,))]


def _stances(told: Told, several: bool, moved: bool) -> Table:
    """The four counts at the result and after talking, which are mostly the same; who was missing, and who had left."""
    found = told.found
    rows = tuple((str(words), found.shown[each], found.counts[each]) for each, words in STANCES.items())
    missing = ngettext("{n} answer was missing.", "{n} answers were missing.", found.missing)
    left = ngettext("{n} person had left.", "{n} people had left.", found.left)
    note = " ".join(str(words) for n, words in ((found.missing, missing), (found.left, left)) if n)
    heads = (Column(str(_("Stance"))), Column(str(_("At the result") if moved else _("People")), "count"),
             Column(str(_("After talking")), "count", detail=not moved))  # fmt: skip
    title = _("Where everyone stood, round by round") if several else _("Where everyone stood")
    chart = Dots(0, 2 if moved else 1, sum(found.counts.values()))
    return Table(f"stance-{told.number}", str(title), heads, rows, chart, note)


def _objections(story: Story) -> Table:
    """Each objection with what became of it; those that were not written are counted, as far as they are alike."""
    made = [(each.reason, str(_("Version {n}", n=each.version)), str(each.words)) for each in story.objections]
    counted = Counter(made)
    rows = [(reason or str(WORDLESS), version, words, n) for (reason, version, words), n in counted.items()]
    rows.sort(key=lambda row: row[0] == str(WORDLESS))
    heads = (Column(str(_("Objection"))), Column(str(_("Made on"))), Column(str(_("What became of it"))),
             Column(str(_("How many")), "count", detail=len(counted) == len(made)))  # fmt: skip
    return Table("objections", str(_("Objections")), heads, tuple(rows))
