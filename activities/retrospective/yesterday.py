"""What a retrospective of version 1 left in an open run, in the slices of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from activities.retrospective.thumbs import THUMBS
from facilitator.blocks.rate import ITEM


def state(data: Mapping[str, Any]) -> dict[str, Any]:
    """The flat fields of the opening become its slice, thumbs and worth become points of a scale."""
    kept = dict(data)
    opening = {name: kept.pop(name) for name in ("format", "unfit", "left_out")}
    thumbs, worth = kept["thumbs"], kept["worth"]
    up = dict(zip(THUMBS.names, THUMBS.points, strict=True))
    return {
        "word": {"pile": "word"},
        **kept,
        "opening": opening,
        "thumbs": {"points": {key: {ITEM: up[thumb]} for key, thumb in thumbs["given"].items()},
                   "passes": thumbs["passes"]},
        "worth": {**worth, "points": {key: {ITEM: given["worth"]} for key, given in worth["points"].items()}},
    }  # fmt: skip
