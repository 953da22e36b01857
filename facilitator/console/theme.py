"""The look of the console: colours, letters, the sun header with the curve of the table, and the page around it all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from nicegui import app, ui
from starlette.requests import Request
from starlette.responses import Response

from facilitator.console import parts
from facilitator.i18n import Words, _
from facilitator.static.assets import assets
from facilitator.static.bundle import bundle

PREFIX: Final = "/console"
"""Where the console is mounted."""
FILES = {"console.css": "console.css", "console.js": "console.js"}
"""What the pages load besides NiceGUI's own files, by name."""
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="#10302b" stroke="#10302b">'
    '<rect x="8.5" y="8.5" width="15" height="15" rx="4.6" fill="#ffc53d" stroke-width="2.5"/>'
    '<g stroke="none"><circle cx="16" cy="2.9" r="2.9"/><circle cx="29.1" cy="16" r="2.9"/>'
    '<circle cx="2.9" cy="16" r="2.9"/></g><circle cx="16" cy="29.1" r="2" fill="none" stroke-width="1.7"/></g></svg>'
)


def install() -> None:
    """Serve the console's own files and have every page load them. Once a process."""
    for name, file in FILES.items():
        app.add_static_file(local_file=assets() / file, url_path=f"/look/{name}", max_cache_age=0)
    # Its bar at the top of the page has no name, and says nothing here: the page keeps its connection.
    app.config.quasar_config["loadingBar"]["skipHijack"] = True
    app.add_route("/look/letters.css", _letters)
    ui.add_head_html('<link rel="stylesheet" href="/console/look/letters.css">', shared=True)
    ui.add_head_html('<link rel="stylesheet" href="/console/look/console.css">', shared=True)
    ui.add_head_html('<script src="/console/look/console.js" defer></script>', shared=True)


def _letters(_request: Request) -> Response:
    return Response(bundle().faces, media_type="text/css")


def dress(title: Words) -> None:
    """Give the page that is being made its colours and its name in the browser."""
    ui.colors(
        primary="#0e5a4b", secondary="#3a534d", accent="#0e5a4b", dark="#10302b", dark_page="#10302b",
        positive="#0e5a4b", negative="#9b2315", info="#1f5f8b", warning="#ffc53d",
    )  # fmt: skip
    ui.page_title(str(title))


@contextmanager
def header(title: Words = "", subtitle: Words = "") -> Iterator[None]:
    """The sun header; what is made inside stands at its end side. Without a title it carries the wordmark."""
    with ui.header().classes("sun").props("height-hint=76"):
        with parts.box("name"):
            home = parts.box("home", "a", href=f"{PREFIX}/")
            home.props["aria-label"] = str(_("All workshops"))
            with home:
                parts.sign("mark", "mark")
            if title:
                with parts.box():
                    parts.heading(1, title)
                    if subtitle:
                        parts.words(subtitle, "small")
            else:
                _wordmark()
        with parts.box("ends"):
            yield


def nowhere(title: Words, what: Words) -> None:
    """A page about a room that is not there."""
    dress(title)
    with header():
        pass
    with parts.box("page nowhere"):
        parts.heading(1, title, "big-title")
        parts.words(what)
        parts.link(_("All workshops"), f"{PREFIX}/", "act")


def _wordmark() -> None:
    """The name in bold; the dot of the first i is a ring, a free place."""
    with parts.box("wordmark", "span", role="img", aria_label="Facilitator"):
        for text, dot in (("Fac", ""), ("\u0131", "ring"), ("l", ""), ("\u0131", "full"), ("tator", "")):
            parts.words(text, dot, "span").props["aria-hidden"] = "true"
