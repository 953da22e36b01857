"""What is read: the question, the sentence about privacy, hints."""

from __future__ import annotations

from markupsafe import Markup as Html

from facilitator.i18n import Words, _
from facilitator.kit.context import NOTHING, join, page, tell
from facilitator.kit.macros import macros

_html = macros("words")

_ENDS = (".", "?", "!", "…", "؟", "。", "？")
"""What a title may end with, so that no full stop follows it."""

_SENTENCES = {
    "open": ("eye", _("Everyone will see this with your name.")),
    "hidden": ("eye-struck", _("Nobody sees your name. All answers are shown together later.")),
    "sensitive": (
        "lock",
        _("Nobody can see your name, not even the facilitator. We need {k} answers to show a result."),
    ),
}


def topline(words: Words = "") -> Html:
    """The small line above the question: sign, title of the activity, `words`, and on board and phone the timer."""
    here = page.get()
    tell("top", words)
    ends = here.ends if here.surface in ("board", "phone") else None
    stop = "" if not here.activity or str(here.activity).endswith(_ENDS) else "."
    return _html.topline(here.glyph, here.activity, stop, words, timer(ends) if ends else "")


def question(words: Words, marked: bool = False) -> Html:
    """The one heading of a view. Its size on the board follows its length. `marked` draws the marker under it.

    Under it stands what answers are used for and who decides, where the page says so.
    On a form for paper it stands under the title of the form, see `form_title`.
    """
    if not page.get().run:  # between activities nothing else says what is shown now
        tell("question", words)
    text = str(words)
    short = len(text) <= 40 and len(text.split()) <= 6
    size = "q1" if short else "q2" if len(text) <= 90 else "q3" if len(text) <= 180 else "q4"
    draw = _html.asked if page.get().surface == "paper" else _html.question
    here = page.get().used_for
    return join(draw(words, size, marked), _html.used_for(*_what_for(here)) if here else NOTHING)


def _what_for(told: tuple[Words, Words]) -> tuple[Words, Words]:
    used, decides = (str(words).rstrip(".") for words in told)
    return _("It is for: {words}.", words=used), _("Who decides: {words}.", words=decides)


def form_title(words: Words) -> Html:
    """The one heading of a form for paper: whose answer it is."""
    return _html.question(words, "q2", False)


def heading(words: Words) -> Html:
    """A heading inside a view."""
    return _html.heading(words)


def lead(words: Words) -> Html:
    """A sentence of normal size."""
    return _html.lead(words)


def hint(words: Words) -> Html:
    """A sentence that helps and can be left out."""
    return _html.hint(words)


def privacy() -> Html:
    """Who can see an answer, in the words of the page's privacy class; nothing where nobody answers."""
    here = page.get()
    if here.privacy is None:
        return NOTHING
    sign, sentence = _SENTENCES[here.privacy]
    return _html.privacy(sign, sentence.with_params(k=here.k) if here.privacy == "sensitive" else sentence)


def status(words: Words) -> Html:
    """A message that is announced: what became of the last answer."""
    return _html.status(words) if words else NOTHING


def timer(ends: float) -> Html:
    """What is left of the soft timer that ends at `ends` (seconds since 1970), counted by the page: never a lock."""
    return _html.timer(
        f"{ends:.0f}",
        _("About {n} minutes left."),
        _("About 1 minute left."),
        _("Time is up. Ready to move on, or a bit longer?"),
        _("left"),
        page.get().surface == "stage",
    )


def foldable(summary: Words, inside: Html) -> Html:
    """Something that opens with a button and needs no script."""
    return _html.foldable(summary, inside)


def link(words: Words, href: str, label: Words = "") -> Html:
    """A way to another page of the program; `href` is a path of ours. `label` says more for screen readers."""
    return _html.link(words, href, label)


def more(summary: Words, words: Words) -> Html:
    """A longer explanation behind a button that needs no script."""
    return _html.more(summary, words)
