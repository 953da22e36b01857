"""The table edge of the board: a shallow arc, and the people who sit along it.

Drawn on a field of 1600 by 900, the size of a 16:9 board; a drawing shows the lowest `HEIGHT` of it.
"""

from __future__ import annotations

from markupsafe import Markup as Html

WIDTH, HEIGHT, TOP = 1600, 200, 65
SAG = 54
"""How far the arc falls from the middle to the sides."""
MOST_SEATS = 40


def table() -> Html:
    """The table itself with its second line, wider than the board so that it fills any screen."""
    return Html(_TABLE.format(WIDTH, HEIGHT, *(_curve(-WIDTH / 2, WIDTH * 1.5, lower) for lower in (0, 11))))


def edge(done: int, total: int, begun: int = 0) -> Html:
    """One dot a seat over the table, full from the start side, then half; above 40 seats one band that fills."""
    drawn = _dots(done, total, begun) if total <= MOST_SEATS else _band(done, total)
    return Html(_EDGE.format(WIDTH, HEIGHT, drawn))


def _dots(done: int, total: int, begun: int) -> str:
    step = min(70.0, 1360 / max(total, 1))
    radius = min(18.0, step * 0.36)
    start = WIDTH / 2 - step * (total - 1) / 2
    spots = ((at, start + step * at) for at in range(total))
    drawn = []
    for at, x in spots:
        y, r = _g(_y(x) - radius - 12), _g(radius)
        drawn.append(_DOT.format(_g(x), y, r, "" if at < done else ' class="o"'))
        if done <= at < done + begun:
            drawn.append(_HALF.format(_g(x - radius), y, r, _g(x + radius)))
    return "".join(drawn)


def _band(done: int, total: int) -> str:
    start, end = 166.0, WIDTH - 166.0
    whole = _curve(start, end, -24)
    part = _curve(start, start + (end - start) * min(done / total, 1), -24)
    return _BAND.format(whole, part if done else "M0 0")


def _curve(start: float, end: float, lower: float) -> str:
    """A piece of the arc as one quadratic curve: its handle lies where the tangents of both ends meet."""
    middle = (start + end) / 2
    handle = _y(start) + _slope(start) * (middle - start)
    return f"M{_g(start)} {_g(_y(start) + lower)}Q{_g(middle)} {_g(handle + lower)} {_g(end)} {_g(_y(end) + lower)}"


def _y(x: float) -> float:
    return TOP + SAG * ((x - WIDTH / 2) / (WIDTH / 2)) ** 2


def _slope(x: float) -> float:
    return 2 * SAG * (x - WIDTH / 2) / (WIDTH / 2) ** 2


def _g(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


_TABLE = (
    '<svg id="table" aria-hidden="true" viewBox="0 0 {} {}"><path d="{}V900H-800z"/><path class="lip" d="{}"/></svg>'
)
_EDGE = '<svg class="edge" aria-hidden="true" viewBox="0 0 {} {}">{}</svg>'
_DOT = '<circle cx="{}" cy="{}" r="{}"{}/>'
_HALF = '<path class="half" d="M{0} {1}A{2} {2} 0 0 0 {3} {1}z"/>'
_BAND = '<path class="all" d="{0}"/><path class="hole" d="{0}"/><path class="in" d="{1}"/>'
