"""Drives WebKit and Firefox by their own protocols: WebDriver over HTTP, and WebDriver BiDi over a socket."""

from __future__ import annotations

import glob
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30.0
"""Seconds within which whatever a page is asked for must be there."""
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


class Missing(Exception):
    """An engine is not on this machine; the message says what to install."""


class Browser:
    """One window. It is looked at by scripts, and worked with by a mouse and keys as people work with it."""

    def open(self, url: str) -> None:
        """Go to an address, and wait until the page is there."""
        raise NotImplementedError

    def run(self, script: str) -> Any:
        """What the body of a function returns in the page."""
        raise NotImplementedError

    def act(self, *sources: dict[str, Any]) -> None:
        """Do what mouse and keys do, in the words that both protocols share."""
        raise NotImplementedError

    def until(self, what: str, wanted: Any = True) -> None:
        """Wait until an expression has this value in the page; fails with the value that it had last."""
        end, value = time.monotonic() + PATIENCE, None
        while time.monotonic() < end:
            try:
                value = self.run(f"return {what}")
            except Between:
                continue
            if value == wanted:
                return
            time.sleep(0.05)
        raise AssertionError(f"{what} is {value!r}, not {wanted!r}")

    def reads(self, selector: str, text: str) -> None:
        """Wait until the first element of a kind holds this text."""
        self.until(
            f"(document.querySelector({json.dumps(selector)}) || {{}}).textContent?.includes({json.dumps(text)})"
        )

    def press(self, name: str) -> None:
        """Click in the middle of the button, label or link whose name begins so."""
        found = (
            "[...document.querySelectorAll('button, label, a, summary')].find(each => each.checkVisibility() && "
            f"(each.ariaLabel || each.textContent).trim().startsWith({json.dumps(name)}))"
        )
        self.until(f"!!{found}")
        x, y = self.run(
            f"const each = {found}; each.scrollIntoView({{block: 'center'}}); const box = each.getBoundingClientRect();"
            "return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]"
        )
        moves = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0},
                 {"type": "pointerUp", "button": 0}]  # fmt: skip
        self.act({"type": "pointer", "id": "mouse", "actions": moves})

    def type(self, text: str) -> None:
        """Type into what has the focus."""
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self.act({"type": "key", "id": "keys", "actions": keys})


class Between(Exception):
    """The page is just being replaced by another."""


class WebKit(Browser):
    """WebKitGTK's small browser, by classic WebDriver."""

    def __init__(self, base: str, binary: str) -> None:
        options = {"webkitgtk:browserOptions": {"binary": binary, "args": ["--automation"]}}
        self.http = httpx.Client(timeout=PATIENCE)
        made = self.http.post(f"{base}/session", json={"capabilities": {"alwaysMatch": options}}).json()["value"]
        self.base = f"{base}/session/{made['sessionId']}"

    def open(self, url: str) -> None:
        self._ask("url", url=url)

    def run(self, script: str) -> Any:
        return self._ask("execute/sync", script=script, args=[])

    def act(self, *sources: dict[str, Any]) -> None:
        self._ask("actions", actions=list(sources))

    def close(self) -> None:
        self.http.delete(self.base)
        self.http.close()

    def _ask(self, what: str, **given: Any) -> Any:
        answer = self.http.post(f"{self.base}/{what}", json=given).json()["value"]
        if isinstance(answer, dict) and "error" in answer:
            raise Between(answer["message"])
        return answer


class Firefox(Browser):
    """Firefox without a window, by WebDriver BiDi."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.n = socket, 0
        self._ask("session.new", capabilities={})
        self.page = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self.page, url=url, wait="complete")

    def run(self, script: str) -> Any:
        code = f"JSON.stringify((() => {{ {script} }})() ?? null)"
        told = self._ask("script.evaluate", expression=code, target={"context": self.page}, awaitPromise=False)
        if told["type"] == "exception":
            raise Between(told["exceptionDetails"]["text"])
        return json.loads(told["result"]["value"])

    def act(self, *sources: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self.page, actions=list(sources))

    def close(self) -> None:
        self._ask("browser.close")

    def _ask(self, method: str, **params: Any) -> Any:
        self.n += 1
        self.socket.send(json.dumps({"id": self.n, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(PATIENCE))
            if answer.get("id") == self.n:
                break
        if answer["type"] == "error":
            raise Between(answer["message"])
        return answer["result"]


@contextmanager
def webkit(folder: Path) -> Iterator[WebKit]:
    """WebKit on a screen that nobody sees. Raises `Missing`."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browsers = sorted(glob.glob("/usr/lib/*/webkit2gtk-*/MiniBrowser"))
    if not driver or not screen or not browsers:
        raise Missing("WebKit is not here: install webkit2gtk-driver and xvfb.")
    with started(screen, "-displayfd", "1", "-nolisten", "tcp", stdout=subprocess.PIPE) as shown:
        display = f":{shown.stdout.readline().decode().strip()}"
        port = free_port()
        env = {**os.environ, "DISPLAY": display, "HOME": str(folder), "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        with started(driver, f"--port={port}", env=env, **QUIET):
            base = f"http://127.0.0.1:{port}"
            answers(f"{base}/status")
            browser = WebKit(base, browsers[-1])
            try:
                yield browser
            finally:
                browser.close()


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Firefox with a profile of its own. Raises `Missing`."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        raise Missing("Firefox is not here: install firefox-esr.")
    options = ("--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0", "about:blank")
    env = {**os.environ, "HOME": str(folder)}
    with started(program, *options, env=env, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL) as running:
        for line in running.stderr:
            found = re.search(r"WebDriver BiDi listening on (ws://\S+)", line.decode(errors="replace"))
            if found:
                break
        else:
            raise AssertionError("Firefox ended before it could be asked anything")
        with connect(f"{found[1]}/session", max_size=None) as socket:
            browser = Firefox(socket)
            try:
                yield browser
            finally:
                browser.close()


@contextmanager
def started(*command: str, **options: Any) -> Iterator[Any]:
    """A program that ends with the block."""
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def answers(url: str) -> None:
    """Wait until a server answers."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            httpx.get(url)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise AssertionError(f"{url} does not answer")
