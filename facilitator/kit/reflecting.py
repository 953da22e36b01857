"""Looking back together: how openly people can talk, what helped, one topic at a time, thumbs, worth of the time."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup as Html

from facilitator.activity import Ctx, Key
from facilitator.blocks.collect.card import Card as Written
from facilitator.blocks.collect.rules import Cards
from facilitator.blocks.ledger import rules as looking_back
from facilitator.blocks.ledger.rules import HELPS, LookingBack
from facilitator.blocks.rate.rules import Ratings
from facilitator.blocks.talk.rules import Topics
from facilitator.i18n import Words, _, ngettext
from facilitator.kit.answers import Choice, button, choices, send, text_area, text_form
from facilitator.kit.context import NOTHING, act, join, mark, page
from facilitator.kit.fitting import HIGH, WIDE, lines
from facilitator.kit.results import ChartRow, chart, empty, facts, options, outcome
from facilitator.kit.stage import Row, listing, secondary
from facilitator.kit.word_cloud import times, word_cloud
from facilitator.kit.words import foldable, heading, hint, lead
from facilitator.kit.written import Card, Column, cards, column_select
from facilitator.ledger import Entry
from facilitator.primitives import safety, worth
from facilitator.primitives.saying import told
from facilitator.primitives.thumbs import Thumb, Thumbs
from facilitator.report.words import status

LISTED = 50.0
"""Last actions on a page of the board, below the opening."""

_OPENLY: dict[int, Words] = {
    5: _("I can talk about anything"),
    4: _("I can talk about most things"),
    3: _("Some things I keep to myself"),
    2: _("I keep most things to myself"),
    1: _("I would rather say nothing"),
}
_STATES: dict[safety.State, tuple[str, Words, Words]] = {
    "go": ("agreed", _("Go"), _("We can talk openly today.")),
    "gently": ("not-yet", _("Go gently"), _("We work with cards. Nobody is asked to speak about a card.")),
    "pause": ("stopped", _("Pause"), _("Talk about how you want to go on.")),
    "few": ("too-few", _("Too few answered to say"), _("Ask each other in person how you want to go on.")),
}
_WAYS: Sequence[Words] = (
    _("Talk in pairs only"),
    _("Show no names at all"),
    _("Ask somebody from outside to lead"),
    _("Choose another day"),
)
_THUMBS: dict[Thumb, Words] = {"on": _("Go on with this one"), "next": _("Take the next one")}


def safety_scale(check: safety.Safety, me: Key | None = None) -> Html:
    """How openly I can talk today: five points in words. Without `me`, empty fields for paper. Posts `openly`."""
    given = check.points.get(me) if me else None
    rows = [Choice(str(point), words, str(point)) for point, words in _OPENLY.items()]
    fields = choices("openly", rows, str(given) if given else None, _("How openly can you talk today?"))
    if me is None:
        return fields
    return join(fields, send("openly", saved=given is not None, passed=me in check.passes))


def room_state(check: safety.Safety) -> Html:
    """For the stage alone: how the room can go on; for a pause, what it can do instead. No number stands in it."""
    if check.state is None:
        return NOTHING
    sign, words, told = _STATES[check.state]
    return join(outcome(sign, words), lead(told), options(_WAYS) if check.state == "pause" else NOTHING)


def helped_form(back: LookingBack, ctx: Ctx, me: Key | None = None) -> Html:
    """Did each of the last actions help? Without `me`, empty fields for paper. Posts `look_back`."""
    known = looking_back.last_actions(ctx)
    said = back.said.get(me, {}) if me else {}
    rows = [Choice(help, words) for help, words in HELPS.items()]
    parts = [
        join(heading(entry.text), choices(f"helped.{entry.key}", rows, said.get(entry.key), entry.text))
        for entry in known
    ]
    fields = join(*parts) if parts else _no_actions()
    if me is None:
        return fields
    return join(fields, send("look_back", saved=me in back.said, passed=me in back.passes))


def last_actions(back: LookingBack, ctx: Ctx, counts: bool, high: float = LISTED) -> Html:
    """The last actions with what became of each; with `counts` also how many say that it helped."""
    rows = []
    for entry in looking_back.last_actions(ctx):
        told = back.told(entry)
        helped = _("{status}. {counts}", status=told, counts=_counts(back, entry.key))
        rows.append((entry.text, helped if counts else told))
    if not rows:
        return _no_actions()
    return facts(rows, high)


def looking_back_tools(back: LookingBack, ctx: Ctx) -> Html:
    """On the stage: what became of each action, and whether they are finished first. Posts what `LooksBack` does."""
    known = looking_back.last_actions(ctx)
    rows = []
    for entry in known:
        now = back.status(entry)
        buttons = [
            button(status(word), act("became", entry=entry.key, status=word),
                   label=_("{status}: {text}", status=status(word), text=entry.text))
            for word in ("not started", "in progress", "done") if word != now
        ]  # fmt: skip
        rows.append(Row(entry.key, entry.text, back.told(entry), buttons))
    first = NOTHING
    if back.all_open(known):
        words = _("Take on new things all the same") if back.first else _("Yes, finish these first")
        first = secondary([button(words, act("finish_first", on=0 if back.first else 1))])
    return join(listing(rows, _("What became of it?"), "last"), _ends(known), first) if rows else first


def _ends(known: Sequence[Entry]) -> Html:
    """One of the actions is stuck, or dropped; each with a sentence that goes onto the board."""
    which = [Column(entry.key, entry.text) for entry in known]
    asked: Sequence[tuple[str, Words, Words, Words]] = (
        ("stuck", _("Is one stuck?"), _("What would help?"), _("It is stuck")),
        ("dropped", _("Is one dropped?"), _("Why is it dropped?"), _("It is dropped")),
    )
    forms = []
    for word, title, ask, words in asked:
        choice = column_select("entry", which, which[0].value, _("Which one?"), mark("which", word))
        form = text_form("why", ask, act("became", status=word), 140, words, before=choice)
        forms.append(foldable(title, form))
    return join(*forms)


def thumbs_form(thumbs: Thumbs, me: Key | None = None) -> Html:
    """Go on, or take the next? Without `me`, empty fields for paper. Posts `thumb`."""
    given = thumbs.given.get(me) if me else None
    fields = choices("thumb", [Choice(value, words) for value, words in _THUMBS.items()], given, _("Go on, or next?"))
    if me is None:
        return fields
    return join(fields, send("thumb", saved=given is not None, passed=me in thumbs.passes))


def thumbs_shown(thumbs: Thumbs) -> Html:
    """How many would go on, and how many would take the next; nothing before anybody was asked."""
    if not thumbs.given:
        return NOTHING
    rows = [ChartRow(thumb, words, thumbs.count(thumb)) for thumb, words in _THUMBS.items()]
    return chart(rows, len(thumbs.given), ranks=False, id="thumbs")


def topic(written: Sequence[tuple[str, Written]], columns: Sequence[Column], notes: Sequence[str], above: bool) -> Html:
    """The cards (id and card) of what is talked about, and what was noted; `above` where a chart stands over them."""
    places = {column.value: at for at, column in enumerate(columns)}
    rows = [Card(id, card.text, places.get(card.column)) for id, card in written]
    noted = join(heading(_("Notes")), options(list(notes))) if notes else NOTHING
    return join(cards(rows, columns, "topic", high=HIGH - (26 if notes else 0) - (13 if above else 0)), noted)


def topic_tools(topics: Topics, order: Sequence[str], thumbs: Thumbs, minutes: int) -> Html:
    """On the stage: the next topic, more time, and notes. Posts what `TalksOver` does."""
    now = topics.now(order)
    buttons = []
    if now is not None:
        last = now == order[-1]
        buttons.append(button(_("This was the last one") if last else _("Next topic"), "next_topic"))
    if thumbs.done():
        buttons.append(button(_("Stay with this one"), "stay"))
    if now is not None:
        more = ngettext("{n} more minute", "{n} more minutes", minutes)
        buttons.append(button(more, act("more_time", minutes=minutes)))
    if topics.over:
        buttons.append(button(_("Topic before"), "topic_before", "quiet"))
    if now is None:
        return secondary(buttons)
    rows = [_note(place, note) for place, note in enumerate(topics.notes.get(now, []))]
    written = listing(rows, _("Notes"), "notes") if rows else NOTHING
    add = text_form("text", _("Write down what was said"), "add_note", 280, _("Add"), rows=2)
    return join(secondary(buttons), written, add)


def worth_scale(ratings: Ratings, word: Cards, me: Key | None = None) -> Html:
    """Was it worth my time? Five points in words, and one of my own. Without `me`, for paper. Posts `was_worth`."""
    given = ratings.of(me).get(worth.ITEM) if me else None
    rows = [Choice(str(point), words, str(point)) for point, words in worth.POINTS.items()]
    mine = next((card.text for card in word.of(me).values()), "") if me else ""
    fields = join(
        choices("worth", rows, str(given) if given else None, _("Was this worth your time?")),
        text_area("word", _("One word at the end, if you like. Everyone sees it without a name."), worth.WORD.limit,
                  mine, rows=1),
    )  # fmt: skip
    if me is None:
        return fields
    return join(fields, send("was_worth", saved=given is not None or bool(mine), passed=me in ratings.passes))


def worth_shown(ratings: Ratings) -> Html:
    """The distribution with its mean, on the wall in one line; or that too few answered."""
    found = worth.told(ratings)
    if found is None:
        return lead(_("Fewer than 5 people answered, so nothing is shown."))
    mean = _("On average {mean} of 5, from {n} people.", mean=worth.mean(found), n=found.n)
    if page.get().surface in ("board", "stage"):
        counts = [f"{worth.POINTS[point]}: {found.at(point)}" for point in reversed(found.points)]
        return join(lead(mean), hint(" · ".join(counts)))
    rows = [ChartRow(str(point), worth.POINTS[point], found.at(point)) for point in reversed(found.points)]
    return join(lead(mean), chart(rows, found.n, ranks=False, id="worth"))


def words_shown(word: Cards) -> Html:
    """The words at the end, each with how many wrote it; on the wall as many as stand in two lines."""
    found = told(word).texts
    if not found:
        return NOTHING
    if page.get().surface not in ("board", "stage"):
        return join(heading(_("One word at the end")), word_cloud(found, "words"))
    line, said = "", [str(_("{text} {times}", text=each.text, times=times(each.n))) for each in found]
    for at, each in enumerate(said):
        left, longer = len(said) - at, f"{line} · {each}" if line else each
        if lines(longer, WIDE, 4) > 2:
            more = ngettext("{line} · {n} more on the phones", "{line} · {n} more on the phones", left, line=line)
            return hint(more)
        line = longer
    return hint(line)


def _note(place: int, note: str) -> Row:
    drop = button(_("Drop"), act("drop_note", note=place), "quiet", _("Drop: {note}", note=note))
    return Row(str(place), note, "", [drop])


def _counts(back: LookingBack, entry: str) -> Words:
    said = {help: back.count(entry, help) for help in HELPS}
    return _("It helped: {yes} yes, {partly} partly, {no} no", **said)


def _no_actions() -> Html:
    return empty(_("There are no actions from last time."), _("The next ones will stand here."))
