"""The forms for an offer and for a request, on a phone and on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from facilitator import kit
from facilitator.activity import Html, Key
from facilitator.blocks.collect import Card, Cards, Rules
from facilitator.i18n import Text, Words, _
from facilitator.kit.context import NOTHING, field, page

_html = kit.macros("skills", beside=__file__)

HOW: Mapping[str, Text] = {"teach": _("I teach it"), "together": _("We do it together"), "talk": _("We talk about it")}
TOLD: Mapping[str, Text] = {"teach": _("teaches it"), "together": _("does it together"), "talk": _("talks about it")}
LIMIT, PAPER, CUT = 80, 3, 40
"""Letters of a card, cards on a sheet of paper, and letters of a skill in little room, at most."""
Named = Callable[[str], str]


@dataclass(frozen=True)
class Form:
    """What a form asks: an offer or a request, with a name that is needed or not, with hours, and these skills."""

    offering: bool
    signed: bool
    hours: bool
    tags: Mapping[str, Words]

    @property
    def what(self) -> Words:
        """What the first field asks."""
        return _("I could share …") if self.offering else _("I would like to learn …")

    @property
    def who(self) -> Words:
        """What the field for a name asks."""
        return _("Your name. Everyone sees it.") if self.signed else _("Your name, if you like. Everyone sees that.")


def asked(offering: bool, hours: bool) -> Sequence[str]:
    """What can be said beside the words of a card."""
    if not offering:
        return ("tag", "other")
    return ("tag", "other", "time", "how", "places", *(["hours"] if hours else []))


def writing(form: Form, written: Cards, me: Key, rules: Rules, name: str, named: Named) -> Html:
    """The form for one more card, and below it one's own."""
    mine = written.of(me)
    full = rules.most is not None and len(mine) >= rules.most
    saved, passed = me in written.finished, me in written.passes
    new = NOTHING
    if not full:
        told = _("No diplomas needed. Think of home, friends and free time.") if form.offering else ""
        new = _form(form, named("write"), _("Add card"), None, name, note=told, mine=bool(mine), passed=passed)
    title = _("Your offers") if form.offering else _("Your requests")
    rows = [
        kit.Card(id, card.text, None, [_change(id, card, form, named)], told_of(card, form.tags))
        for id, card in mine.items()
    ]
    done = kit.send(named("finish_writing"), "", saved=saved, send_words=_("Done")) if mine and not saved else NOTHING
    listed = kit.join(kit.heading(title), kit.cards(rows, (), "mine"), done) if mine else NOTHING
    return kit.join(new, listed)


def sheet(form: Form, most: int) -> Html:
    """The same on paper: a few cards at once, and one name."""
    parts = []
    for at in range(1, min(most, PAPER) + 1):
        words = kit.text_area(f"cards.{at}", form.what, LIMIT, rows=1)
        parts.append(kit.part(f"card-{at}", _("Card {n}", n=at), kit.join(words, _details(form, None, f"{at}.", "f"))))
    return kit.join(*parts, kit.text_area("who", form.who, 40, rows=1))


def called(tag: str, tags: Mapping[str, Words]) -> Words:
    """A skill as people read it."""
    return tags.get(tag, tag)


def told_of(card: Card, tags: Mapping[str, Words], skill: bool = True) -> str:
    """What stands under the words of a card: the skill, the name, and how it is offered."""
    found: list[Words] = []
    said = {name: values[0] for name, values in card.beside.items() if values}
    if skill and said.get("tag", card.text) != card.text:
        found.append(called(said["tag"], tags))
    if card.name:
        found.append(card.name)
    if said.get("how"):
        found.append(TOLD[said["how"]])
    if said.get("time"):
        found.append(said["time"])
    if said.get("hours"):
        found.append(_("{n} h", n=said["hours"]))
    if said.get("places", "1") != "1":
        found.append(_("{n} places", n=said["places"]))
    return " · ".join(str(words) for words in found)


def short_of(card: Card) -> str:
    """The same in short, for the wall: the name, and how many hours and places."""
    said = {name: values for name, values in card.beside.items() if name in ("hours", "places")}
    return told_of(replace(card, beside=said), {}, skill=False)


def cut(words: Words) -> str:
    """The name of a skill where there is little room."""
    text = str(words)
    return text if len(text) <= CUT else f"{text[: CUT - 1].rstrip()}…"


def _form(
    form: Form,
    do: str,
    button: Words,
    card: Card | None,
    name: str,
    *,
    note: Words = "",
    mine: bool = True,
    passed: bool = False,
    id: str = "",
) -> Html:
    words = kit.TextField("text", form.what, LIMIT, card.text if card else "", note=note)
    after = kit.join(
        _details(form, card, "", "", id), _html.line(field("who"), form.who, name, 40, kit.mark("who", id), "")
    )
    return kit.text_form(
        words,
        do,
        button,
        before=NOTHING if id else kit.privacy(),
        after=after,
        passes="" if mine else "pass",
        passed=passed,
    )


def _change(id: str, card: Card, form: Form, named: Named) -> Html:
    edit = _form(form, kit.act(named("edit"), card=id), _("Save"), card, card.name, id=id)
    label = _("Delete: {text}", text=card.text)
    return kit.foldable(
        _("Change"), kit.join(edit, kit.button(_("Delete"), kit.act(named("delete"), card=id), label=label))
    )


def _details(form: Form, card: Card | None, at: str, owner: str, id: str = "") -> Html:
    """What is said beside the words."""
    said = {name: values[0] for name, values in card.beside.items() if values} if card else {}
    tag = said.get("tag", "")
    known, own = (tag, "") if tag in form.tags else ("", tag if card is None or tag != card.text else "")
    start, ident = f"{field('fields')}.{at}", kit.mark("d", page.get().prefix, at, id)
    parts = [
        _html.select(
            f"{start}tag",
            _("Which skill is it?"),
            [("", _("Choose one, or write your own")), *form.tags.items()],
            known,
            f"{ident}-tag",
            owner,
        ),
        _html.line(f"{start}other", _("Another skill"), own, 40, f"{ident}-other", owner),
    ]
    if not form.offering:
        return kit.join(*parts)
    if form.hours:
        hours = said.get("hours", "1")
        parts.append(_html.amount(f"{start}hours", _("How many hours?"), hours, 40, f"{ident}-hours", owner))
    how: list[tuple[str, Words]] = [("", _("As it comes")), *HOW.items()]
    more = [
        _html.select(f"{start}how", _("How?"), how, said.get("how", ""), f"{ident}-how", owner),
        _html.line(f"{start}time", _("When, or how long?"), said.get("time", ""), 60, f"{ident}-time", owner),
        _html.amount(f"{start}places", _("For how many people?"), said.get("places", "1"), 9, f"{ident}-places", owner),
    ]
    if owner or id:
        return kit.join(*parts, *more)
    return kit.join(*parts, kit.foldable(_("When, how, and for how many"), kit.join(*more)))
