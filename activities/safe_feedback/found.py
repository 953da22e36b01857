"""What somebody said, tied to nobody, and a theme that several said, with what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator.activity import Day
from facilitator.blocks.collect.card import Reason
from facilitator.i18n import Words, _

QUESTIONS: Mapping[str, Words] = {"helped": _("What helped?"), "change": _("What should change?")}


@dataclass
class Said:
    """Somebody's answer to an open question, tied to nobody."""

    question: str
    text: str
    show: bool
    hidden: Reason | None = None
    theme: str = ""


@dataclass
class Theme:
    """What several people said, in other words, and what comes of it."""

    text: str
    who: str = ""
    by: Day | None = None
    why: str = ""
    """Why nothing can be done; empty where something is promised."""

    @property
    def answered(self) -> bool:
        """Whether people are told what comes of it."""
        return bool(self.why or (self.who and self.by))
