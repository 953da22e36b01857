"""The details of a kind of decision: what is asked about each way, how it is told, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from activities.choose_how.rules import How
from facilitator import kit
from facilitator.activity import Html
from facilitator.blocks.charter import ABSENT, FALLBACKS, METHODS, Part, Way
from facilitator.i18n import Words, _

WANTED: Mapping[str, Sequence[str]] = {
    "vote": ("quorum", "threshold", "absent"), "consent": ("quorum", "fallback", "absent"),
    "all": ("quorum", "fallback", "absent"), "small": ("quorum", "absent"),
}  # fmt: skip
"""What is asked about a kind, by how it is decided."""


def said_of(way: Way, how: How) -> dict[str, str]:
    """What stands in the frame of a kind."""
    method: Words = METHODS[way.method]
    if way.method == "vote":
        method = _("We vote. {share} must be for it.", share=way.threshold)
    if how != "leads":
        label = _("Proposed: {method}") if how == "proposed" else _("Not settled, so until then: {method}")
        method = label.with_params(method=method)
    there = _("{share} of the members, with lived experience among them", share=way.quorum)
    said = {"how": method, "who": way.who or _("Everyone"), "there": there, "stuck": way.stuck or _("A vote ends it.")}
    if way.method == "small":
        said["stuck"] = _("The small group decides.")
    return {name: str(words) for name, words in (said | {"absent": ABSENT[way.absent]}).items()}


def selects(way: Way, chosen: Mapping[str, str], of: str) -> Html:
    """What can be chosen of a kind; without a choice it stays as it is."""
    parts = [kit.Column(part, part) for part in get_args(Part)]
    offered = {
        "quorum": (_("Part of the members that must be there"), parts),
        "threshold": (_("Part that must be for it, in a vote"), parts),
        "fallback": (_("If we get stuck"), _columns(FALLBACKS, way.fallback_share)),
        "absent": (_("Who is not there"), _columns(ABSENT, "")),
    }
    stays = [] if all(chosen.values()) else [kit.Column("", _("As it is"))]
    return kit.join(
        *(
            kit.column_select(name, [*stays, *columns], chosen[name], label, kit.mark(name, of))
            for name, (label, columns) in offered.items()
            if name in chosen
        )
    )


def _columns(words: Any, share: str) -> list[kit.Column]:
    return [kit.Column(value, text.with_params(share=share) if share else text) for value, text in words.items()]
