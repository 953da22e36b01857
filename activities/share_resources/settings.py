"""What is fixed before a pot is shared; a `.pb` file that is pasted gives the projects and the pot."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from activities.share_resources.pabulib import taken
from facilitator.activity import Settings
from facilitator.blocks.options import OptionList
from facilitator.i18n import _, mark

Amount = Annotated[int, Field(ge=1, le=100_000_000)]


class ShareResourcesSettings(Settings):
    """What is fixed before the first line."""

    mode: Literal["projects", "split"] = Field("projects", title=mark("Fund projects, or split the pot over lines"))
    amount: Amount = Field(title=mark("What is in the pot"))
    who: str = Field(title=mark("Who decides"), min_length=2, max_length=80)
    fixed: str = Field("", title=mark("What is fixed"), max_length=140)
    ring_fence: OptionList = Field([], title=mark("Lines with what is set aside, such as Travel: 1200"), max_length=12)
    projects: OptionList = Field(
        [], title=mark("Projects with costs, such as Minibus: 500. Or paste a .pb file"), max_length=60
    )
    count: Literal["shares", "votes"] = Field("shares", title=mark("Equal shares, or most votes first"))
    minutes_each: int = Field(2, title=mark("Minutes to explain each project"), ge=1, le=15)
    approve_max: int | None = Field(None, title=mark("Most projects one person can choose. Empty: all"), ge=1, le=60)
    second_ballot: bool = Field(True, title=mark("People can answer a second time, after talking"))
    binding: bool = Field(False, title=mark("This ballot decides. Otherwise a fist of five or consent comes after it"))
    kind: str = Field("", title=mark("Kind of decision, as your charter calls it"), max_length=140)
    review_days: int = Field(90, title=mark("Days until the decision is looked at again"), ge=1, le=1100)
    unit: Amount | None = Field(None, title=mark("Smallest amount that is shared. Empty: found from the pot"))

    @property
    def splits(self) -> bool:
        """Whether the pot is split over lines."""
        return self.mode == "split"

    @model_validator(mode="before")
    @classmethod
    def _pasted(cls, given: Any) -> Any:
        """A `.pb` file that was pasted as the projects gives them, and the pot."""
        lines = given.get("projects") if isinstance(given, dict) else None
        if not isinstance(lines, list) or not lines or str(lines[0]).strip() != "META":
            return given
        found, _told = taken("\n".join(map(str, lines)))
        return {**given, **{name: found[name] for name in ("amount", "projects", "unit")}}

    @model_validator(mode="after")
    def _whole_units(self) -> ShareResourcesSettings:
        if self.splits and self.amount % (self.unit or 1):
            raise ValueError(str(_("The pot is a multiple of the smallest amount that is shared.")))
        return self
