"""Note: a field to think in that nothing sends, so that what is written there never leaves the phone."""

from __future__ import annotations

from typing import Any

from facilitator import kit
from facilitator.activity import Ctx, Html, Key
from facilitator.composing import Panel
from facilitator.i18n import _

__all__ = ["Note"]

_html = kit.macros("note", beside=__file__)


class Note(Panel[None]):
    """A note of one's own on every phone, behind a button where it does not stand `open`.

    It belongs to no form that can be sent. Wherever it stands in one run of an activity, it is the same note.
    """

    def __init__(self, open: bool = False) -> None:
        super().__init__(None)
        self.open = open

    def phone(self, s: Any, me: Key, ctx: Ctx) -> Html:
        return _note() if self.open else kit.foldable(_("Your own note"), _note())


def _note() -> Html:
    run = kit.page.get().run.partition(".")[0]
    return _html.note(
        f"{run}-note", _("A note for yourself, if you like"),
        _("It stays on this phone. Nobody else can read it. It is gone when you close this page."),
    )  # fmt: skip
