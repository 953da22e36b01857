"""The data folder and the port of a server, taken for this process alone, or a sentence about who has them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from platformdirs import user_data_path

from facilitator.errors import Trouble
from facilitator.i18n import _

LOCK, ADDRESS = "server.lock", "server.address"


def default_folder() -> Path:
    """Where this system keeps a program's data of the person who is logged in."""
    return user_data_path("facilitator", appauthor=False)


@contextmanager
def data_folder(folder: Path) -> Iterator[Path]:
    """Hold `folder` for one server, made if needed. Gives the file for this server's address, gone at the end."""
    note = folder / ADDRESS
    lock = FileLock(folder / LOCK, thread_local=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout:
        raise Trouble(_("A server is already using {folder}: {address}", folder=folder, address=_other(note))) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(_("The data folder {folder} cannot be used: {why}.", folder=folder, why=why)) from None
    try:
        yield note
    finally:
        note.unlink(missing_ok=True)
        lock.release()


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens on `host` and `port`; port 0 takes a free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        taken = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        why = error.strerror or str(error)
        raise Trouble(
            _("Port {port} cannot be used: {why}. Try another: --port {other}", port=port, why=why, other=port + 1)
        ) from None
    with taken:
        yield taken


@contextmanager
def listening_on_all(host: str, port: int) -> Iterator[list[socket.socket]]:
    """The same for a server; where `host` is every address, also on those of IPv6, if this machine has any."""
    with listening(host, port) as first, ExitStack() as more:
        sockets = [first]
        if host in ("", "0.0.0.0"):
            with suppress(OSError):  # no IPv6 here, or the port is somebody else's there
                six = ("::", first.getsockname()[1])
                sockets.append(more.enter_context(socket.create_server(six, family=socket.AF_INET6, backlog=2048)))
        yield sockets


def _other(note: Path) -> str:
    """The address that the other server wrote down, as far as it has."""
    try:
        return note.read_text(encoding="utf-8").strip() or "?"
    except OSError:
        return "?"
