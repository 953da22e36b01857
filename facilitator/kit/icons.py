"""The signs: small drawings in the colour of the text, from `assets/icons`, printed into the page."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup as Html

from facilitator.static.assets import assets


@cache
def icon(name: str) -> Html:
    """The sign `name`, hidden from screen readers: words beside it say the same. An unknown name gives the table."""
    drawing = (assets() / "icons" / f"{name if name in icon_names() else 'table'}.svg").read_text(encoding="utf-8")
    drawing = re.sub(r'\s*xmlns="[^"]*"', "", drawing.strip())
    return Html(drawing.replace("<svg", '<svg class="i" aria-hidden="true"', 1))


@cache
def icon_names() -> frozenset[str]:
    """Every sign there is."""
    return frozenset(path.stem for path in (assets() / "icons").glob("*.svg"))


@cache
def fingers(n: int) -> Html:
    """Five strokes with `n` raised, 0 to 5; the fist has them all short."""
    tops = ("8", "4", "2", "4", "7")
    raised = (n == 5, n > 0, n > 1, n > 2, n > 3)
    strokes = "".join(
        f"M{3 + 4.5 * at:g} 21V{top if up else '16'}" for at, (top, up) in enumerate(zip(tops, raised, strict=True))
    )
    return Html(_STROKES.format(strokes))


def aside_sign() -> Html:
    """A dot with an arrow that leads away: standing aside."""
    return icon("aside")


_STROKES = '<svg class="i fingers" aria-hidden="true" viewBox="0 0 24 24"><path d="{}"/></svg>'
