"""Again: a decision whose day of review has come is kept, changed or ended, by the rule of the activity."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field

from facilitator import kit, zones
from facilitator.activity import Ctx, Html, Key, Refused, action
from facilitator.blocks.decision.rules import Decision
from facilitator.composing.block import Block
from facilitator.composing.panel import Panel
from facilitator.i18n import Words, _
from facilitator.ledger import Entry
from facilitator.report.model import Facts, LedgerEntry, Passage
from facilitator.report.words import day
from facilitator.text import is_blank

Choice = Literal["keep", "change", "end"]
CHOICES: dict[Choice, Words] = {"keep": _("Keep it"), "change": _("Change it"), "end": _("End it")}
BECAME: dict[Choice, Words] = {
    "keep": _("We looked at it again and keep it."), "change": _("We looked at it again and changed it."),
    "end": _("We looked at it again and ended it."),
}  # fmt: skip
STAYS = _("We looked at it again and agreed on nothing new, so it stays as it was.")


@dataclass
class Looked:
    """Why it is kept, changed or ended, in the group's words."""

    why: str = ""


class Again(Block[Looked, None]):
    """Takes up a decision of the log; `key` is in the settings what names its entry: its key, or its number.

    What is asked are words: the same, new ones, or that it ends. Its panel `choose` stands where the words are chosen;
    `use` takes them. `left` is what the log learns of it.
    """

    def __init__(self, key: Callable[[Any], str]) -> None:
        self.key = key
        self.choose = Choose(self)
        self.use: Callable[[Any, str], None] = lambda _s, _words: None

    def entry(self, ctx: Ctx) -> Entry | None:
        """The decision that is looked at again; None where there is none, or it is gone."""
        key = self.key(ctx.settings)
        some = (each for each in ctx.ledgers.of("decisions") if key in (each.key, each.number))
        return next(some, None) if key else None

    def words(self, ctx: Ctx, choice: Choice = "keep") -> str:
        """What people are asked about when it is kept or ended; empty where nothing is looked at again."""
        entry = self.entry(ctx)
        if entry is None:
            return ""
        words = _("We end this: {text}") if choice == "end" else _("We keep this: {text}")
        return str(words.with_params(text=entry.text))

    def choice(self, words: str, ctx: Ctx) -> Choice:
        """What was asked about in these words."""
        return "keep" if words == self.words(ctx) else "end" if words == self.words(ctx, "end") else "change"

    def unready(self, words: str, s: Any, ctx: Ctx) -> Words:
        """Why nobody can answer yet: nobody has said why it should change or end."""
        if self.entry(ctx) is None or self.choice(words, ctx) == "keep" or not is_blank(self.of(s).why):
            return ""
        return _("Say below why it changes or ends. It stands in the log.")

    def left(self, decided: Decision, words: str, s: Any, ctx: Ctx) -> LedgerEntry:
        """The new version of the entry, or that it was looked at and stays; `words` are those that were asked about."""
        entry, choice, given = self.entry(ctx), self.choice(words, ctx), decided.data()
        assert entry is not None
        if not decided.agreed:
            data = {"reason": str(STAYS), "asked": words, "answer": given.get("outcome", "")}
            return LedgerEntry("decisions", "set", entry.key, _kept(entry, data))
        why = self.of(s).why.strip()
        data = given | {"reason": " ".join(filter(None, (str(BECAME[choice]), why))), "why": entry.data.get("why", "")}
        if choice != "change":
            data["text"] = entry.text
        if choice == "end":
            data |= {"status": "ended"}
        elif choice == "keep" and entry.status == "trial":
            data["status"] = "trial"
        return LedgerEntry("decisions", "set", entry.key, _kept(entry, data))

    def record(self, s: Any, ctx: Ctx) -> Sequence[Passage]:
        entry = self.entry(ctx)
        if entry is None:
            return ()
        rows = [(_("Looked at again"), f"{entry.number}: {entry.text}")]
        if self.of(s).why:
            rows.append((_("Why"), self.of(s).why))
        return [Facts(tuple((str(label), str(words)) for label, words in rows))]


class Choose(Panel[Again]):
    """The decision as it stands, with the concerns of then; on the stage whether it is kept, changed or ended."""

    @action(by="facilitator", voids=True)
    def again(
        self, s: Any, ctx: Ctx, choice: Choice, why: Annotated[str, Field(max_length=140)] = "",
        text: Annotated[str, Field(max_length=280)] = "",
    ) -> None:  # fmt: skip
        """Ask whether the decision is kept, changed to other words, or ended; `why` stands in the log."""
        entry = self.block.entry(ctx)
        if entry is None:
            raise Refused(_("This decision is not in the log any more. Write a proposal instead."))
        if choice != "keep" and is_blank(why):
            raise Refused(_("Say why it changes or ends. It stands in the log."))
        if choice == "change" and (is_blank(text) or text.strip() == entry.text):
            raise Refused(_("Write the new words. They are the same as before."))
        self.block.of(s).why = why.strip()
        self.block.use(s, text.strip() if choice == "change" else self.block.words(ctx, choice))

    def board(self, s: Any, ctx: Ctx) -> Html:
        entry = self.block.entry(ctx)
        if entry is None:
            return Html("")
        data = entry.data
        told = [kit.lead(_("{number}, decided on {day}.", number=entry.number, day=day(_made(entry, ctx))))]
        told += [kit.hint(data[name]) for name in ("outcome",) if data.get(name)]
        if data.get("concerns"):
            told += [kit.heading(_("Concerns of then")), kit.quotes(data["concerns"].split("\n"), "")]
        return kit.join(*told)

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return self.board(s, ctx)

    def stage(self, s: Any, ctx: Ctx) -> Html:
        entry, key = self.block.entry(ctx), self.block.key(ctx.settings)
        if entry is None:
            return kit.hint(_("{number} is not in the log. Write a proposal instead.", number=key)) if key else Html("")
        ways = [kit.Column(choice, words) for choice, words in CHOICES.items()]
        which = kit.column_select("choice", ways, "keep", _("What do you ask?"), kit.mark("choice"))
        why = kit.TextField("why", _("Why it changes or ends"), 140, self.block.of(s).why)
        text = kit.text_area("text", _("The new words, if it changes"), 280, entry.text, own=True)
        return kit.text_form(why, self.named("again"), _("Ask this"), before=which, after=text)


def _kept(entry: Entry, data: dict[str, str]) -> dict[str, str]:
    """Data of a change without what the entry says already, but with its words and its reason."""
    always = ("text", "reason")
    return {name: text for name, text in data.items() if text and (name in always or entry.data.get(name) != text)}


def _made(entry: Entry, ctx: Ctx) -> str:
    return zones.day(entry.at, ctx.zone).isoformat()
