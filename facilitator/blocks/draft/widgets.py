"""Texts on a page: those so far, forms to suggest words on phones, and all of them in one form on the stage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.draft.rules import NEW, Field, Rules, place
from facilitator.i18n import Words, _
from facilitator.kit import context
from facilitator.kit.macros import macros

_html = macros("draft", beside=__file__)

NOTHING = Html("")
SHOWN = 9
"""Suggestions that stand on the stage at once: the next come when one is used or put away."""
ROOM = 9_000
"""Bytes that they may take there; long ones are fewer."""

Named = Callable[[str], str]
"""Gives an action the name that it has on the wire."""


@dataclass(frozen=True)
class Subject:
    """A text, or something that can get one: its words or what it is called, and its number once it has words."""

    id: str
    words: Words
    number: int | None = None
    said: Mapping[str, str] = field(default_factory=dict)
    """What stands in its fields."""
    cards: str = ""
    """Some of the cards that it is made of."""
    open: bool = False
    """Whether it has no words yet."""
    note: Words = ""
    """What is said of where its words came from."""


@dataclass(frozen=True)
class Suggestion:
    """What somebody suggests: the card, its words, and what it is about."""

    card: str
    text: str
    about: Words


@dataclass(frozen=True)
class Area:
    """A field for a text, with what stands over and under it. `name` is posted in place of that of all others."""

    id: str
    words: Words
    text: str
    limit: int
    more: Html = NOTHING
    name: str = ""
    over: Words = ""


def areas(rows: Sequence[Area], name: str, form: str = "f") -> Html:
    """Fields of a form; each posts `<name>.<id>`."""
    return _html.areas(rows, context.field(name), form)


def sheet(
    rows: Sequence[Area], name: str, do: str, button: Words, id: str = "sentences", asks_whose: bool = False,
    about: Sequence[kit.Column] = (),
) -> Html:  # fmt: skip
    """The same in a form of its own, which does `do`.

    Where it `asks_whose` words they are there is a box to tick; `about` are things that the text can belong to.
    """
    here, field_ = context.page.get(), context.field
    whose = _("These words were said in the room") if asks_whose else ""
    belongs = [kit.Column("", _("None of these")), *about] if about else []
    return _html.sheet(here, rows, field_(name), do, button, id, whose, field_("heard"), belongs, field_("about"),
                       _("What is it for?"))  # fmt: skip


def use(do: str, text: str) -> Html:
    """The button that takes somebody's words."""
    return kit.button(_("Use this"), do, label=_("Use this: {text}", text=text))


def read(subjects: Sequence[Subject], fields: Sequence[Field]) -> Html:
    """Texts with their numbers, and what stands in their other fields; then what has no words yet, with its cards."""
    rows = [
        kit.RuleRow(
            each.id, each.words, each.number, note=each.cards or _parts(each, fields), look="open" if each.open else ""
        )
        for each in subjects
    ]
    return kit.rule_list(rows, 7 if any(each.open for each in subjects) else 9)


def suggesting(subjects: Sequence[Subject], mine: Mapping[str, str], rules: Rules, named: Named) -> Html:
    """On a phone: every text, and everything without one, with a form for each field to suggest words.

    `mine` is what this person suggested so far, by its `place`.
    """
    rows = []
    for each in subjects:
        places = {place(each.id, part.name, rules): part for part in rules.fields}
        forms = [_suggest(each, part, mine.get(at), rules, named) for at, part in places.items()]
        given = [mine[at] for at in places if at in mine]
        note = _("Your suggestion: {text}", text=given[-1]) if given else each.cards
        rows.append(kit.Row(each.id, each.words, note, [kit.foldable(_("Suggest a wording"), kit.join(*forms))]))
    return kit.listing(rows, id="draft") if rows else kit.empty(rules.says.none, _("Say one aloud."))


def writing(subjects: Sequence[Subject], rules: Rules, more: bool, do: str, drop: str) -> Html:
    """On the stage: all texts in one form, with room for another where there may be `more`."""
    rows = [area for each in subjects for area in areas_of(each, rules, drop)]
    rows += areas_of(Subject(NEW, rules.says.other, open=True), rules, drop) if more else []
    return sheet(rows, "text", do, _("Save the sentences"))


def suggestions(some: Sequence[Suggestion], named: Named, room: int = ROOM) -> Html:
    """On the stage: what people suggest, to use or to put away."""
    rows = [
        kit.Row(
            each.card, each.text, _("For: {rule}", rule=each.about),
            [use(kit.act(named("use"), card=each.card), each.text),
             kit.button(_("Put away"), kit.act(named("put_away"), card=each.card),
                        label=_("Put away: {text}", text=each.text))],
        )
        for each in some[:SHOWN]
    ]  # fmt: skip
    drawn = (kit.listing(rows[:n], _("People suggest"), "suggestions") for n in range(len(rows), 0, -1))
    return next((each for each in drawn if kit.weight(each) <= room), NOTHING)


def _parts(each: Subject, fields: Sequence[Field]) -> str:
    said = [each.said[part.name] for part in fields[1:] if each.said.get(part.name)]
    return " · ".join([*([str(each.note)] if each.note else []), *said])


def _suggest(each: Subject, part: Field, mine: str | None, rules: Rules, named: Named) -> Html:
    others = {} if part == rules.fields[0] else {"field": part.name}
    told = _("Nobody sees your name. The facilitator reads it to the room.")
    words = each.said.get(part.name, "") if mine is None else mine
    field = kit.TextField("text", part.words, part.limit, words, 2, told)
    return kit.text_form(field, kit.act(named("suggest"), rule=each.id, **others), _("Suggest it"))


def areas_of(each: Subject, rules: Rules, drop: str) -> Iterator[Area]:
    """The fields of a text; where it has only one, that is called what the text is called."""
    called, one = named_as(each, rules), len(rules.fields) == 1
    for at, part in enumerate(rules.fields):
        first, last = at == 0, at == len(rules.fields) - 1
        yield Area(
            each.id if first else f"{each.id}.{part.name}", called if one and called else part.words,
            each.said.get(part.name, ""), part.limit, _under(each, rules, drop) if last else NOTHING,
            "" if first else context.field("more"), "" if one or not first else called,
        )  # fmt: skip


def named_as(each: Subject, rules: Rules) -> Words:
    """What a text is called in the form: its number, or what it will be about; nothing where it is the only one."""
    if not rules.new:
        return ""
    return each.words if each.number is None else rules.says.each.with_params(n=each.number)


def _under(each: Subject, rules: Rules, drop: str) -> Html:
    if each.open:
        return kit.hint(each.cards) if each.id != NEW else NOTHING
    leave = kit.button(
        _("Leave it out"), kit.act(drop, rule=each.id), "quiet", _("Leave it out: {text}", text=each.words)
    )
    return leave if rules.new and drop else NOTHING
