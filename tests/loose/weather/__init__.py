"""Weather: how everyone is today, as an activity of somebody else in a folder of their own."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from facilitator.activity import Ctx, Settings
from facilitator.composing import Activity, Phase
from facilitator.i18n import Words

from .sky import Sky


class WeatherSettings(Settings):
    """What is fixed before anyone answers."""

    question: str = Field("Which weather is it in you?", min_length=3, max_length=140)


class Weather(Activity[WeatherSettings]):
    """See which weather people brought along."""

    id, title = "weather", "Weather"
    example = {"question": "Which weather is it in our team?"}
    sky = Sky()

    phases = (
        Phase("look", "Look up", sky.ask, say="Look up. Which weather is it?"),
        Phase("shown", "Weather", sky.shown_to_all, go="Show the weather", reveal=True,
              note="The board and all phones show it at once. You cannot undo this.", say="What do you see?"),
    )  # fmt: skip

    def ask(self, s: Any, ctx: Ctx) -> Words:
        return self.settings.question
