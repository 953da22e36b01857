"""A visit from elsewhere is noticed once, and nothing about it is kept."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.console.visits import Visits

OWN = frozenset({"192.168.1.20", "localhost"})


async def visit(seen: list[int], *hosts: str, kind: str = "http") -> Visits:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        passed.append(scope)

    passed: list[Any] = []
    visits = Visits(app, own=lambda: OWN, reached=lambda: seen.append(1))
    for host in hosts:
        await visits({"type": kind, "client": (host, 5000)}, None, None)  # type: ignore[arg-type]
    assert len(passed) == len(hosts)
    return visits


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "192.168.1.20", "testclient"])
async def test_the_laptop_itself_does_not_count(host: str):
    seen: list[int] = []
    await visit(seen, host)
    assert seen == []


async def test_another_device_counts_once():
    seen: list[int] = []
    visits = await visit(seen, "192.168.1.33", "192.168.1.34", "192.168.1.33")
    assert seen == [1]
    assert "192.168.1.33" not in repr(vars(visits))


async def test_what_is_no_request_passes_by():
    seen: list[int] = []
    await visit(seen, "192.168.1.33", kind="lifespan")
    assert seen == []
