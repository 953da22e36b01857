"""What an earlier version of an activity left in an open run, brought into today's shape by the activity itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.activity import Activity

Data = dict[str, Any]


def state(activity: Activity[Any, Any], kept: Mapping[str, Any], data: Data) -> Data:
    """A state of the run that was `kept`, as a whole first, then each field that has a version of its own."""
    if kept["version"] != activity.version:
        data = activity.upgrade("state", data, kept["version"])
    for name, version in activity.versions().items():
        written = kept.get("fields", {}).get(name, 1)
        if written != version and name in data:
            data = {**data, name: activity.upgrade_field(name, data[name], written)}
    return data


def event(activity: Activity[Any, Any], kept: Mapping[str, Any], version: int) -> Data:
    """An event of the run, or a batch of paper slips; what is no action of the activity stays as it is."""
    data = dict(kept)
    if version == activity.version:
        return data
    if "batch" in data:
        return {**data, "batch": [activity.upgrade("event", part, version) for part in data["batch"]]}
    return activity.upgrade("event", data, version) if "args" in data else data
