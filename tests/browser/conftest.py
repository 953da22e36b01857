"""Finds a browser for the tests, or gets one, and hands out pages that may talk to this machine only."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserType, Error, Page, sync_playwright

from facilitator.host.rooms import Rooms
from facilitator.library.plans import load
from facilitator.library.registry import Registry

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
MISSING = "No browser was found: set CHROMIUM to one, or run `uv run playwright install --with-deps chromium`."


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Without any the tests are skipped with a sentence; where CI is true they fail."""
    with sync_playwright() as playwright:
        found = _on_this_machine(playwright.chromium) or _fetched(playwright.chromium)
        if found is None:
            (pytest.fail if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip)(MISSING)
        yield found
        found.close()


@pytest.fixture(scope="module")
def several_demos(
    serve_all: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[int], tuple[Any, Iterator[tuple[str, str]]]]:
    """One server with `n` demo sessions for a file of tests: it, and code and board key of one after the other."""

    def start(n: int) -> tuple[Any, Iterator[tuple[str, str]]]:
        data, library = tmp_path_factory.mktemp("data"), Registry.load()
        rooms, plan = Rooms(data, library), load("demo", library)
        found = [(room.code, room.board_key) for room in (rooms.begin(plan) for _session in range(n))]
        rooms.close()
        return serve_all(data=data), iter(found)

    return start


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a context of its own: `open_page(url, width=360, height=640, java_script_enabled=False)`.

    At the end of the test no page may have asked another host for anything, and no script may have failed.
    """
    contexts, asked, failures = [], [], []

    def start(url: str, width: int = 1280, height: int = 720, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.on("request", lambda request: asked.append(request.url))
        context.on("weberror", lambda error: failures.append(str(error.error)))
        page = context.new_page()
        page.on("websocket", lambda socket: asked.append(socket.url))
        page.goto(url)
        return page

    yield start
    for context in contexts:
        context.close()
    assert [url for url in asked if _is_strange(url)] == []
    assert failures == []


def _on_this_machine(chromium: BrowserType) -> Browser | None:
    """The browser that CHROMIUM names, one on the path, an installed Chrome or Edge, or Playwright's own."""
    named = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]
    places: list[dict[str, str]] = [{"executable_path": path} for path in named if path]
    return _first(chromium, [*places, {"channel": "chrome"}, {"channel": "msedge"}, {}])


def _fetched(chromium: BrowserType) -> Browser | None:
    """Playwright's browser, fetched now; else the system's, where this is the administrator of a Debian machine."""
    quick = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000"}
    if _ran([sys.executable, "-m", "playwright", "install", "chromium"], env=quick):
        own = _first(chromium, [{}])
        if own:
            return own
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        _ran(["apt-get", "update", "-q"], env=quiet)
        _ran(["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"], env=quiet)
        return _on_this_machine(chromium)
    return None


def _first(chromium: BrowserType, places: list[dict[str, str]]) -> Browser | None:
    for place in places:
        try:
            return chromium.launch(args=ARGUMENTS, **place)
        except Error:
            continue
    return None


def _ran(command: list[str], env: dict[str, str]) -> bool:
    try:
        return subprocess.run(command, env=env, capture_output=True, timeout=240).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_strange(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme not in ("data", "blob", "about", "file") and parts.hostname not in ("127.0.0.1", "localhost")
