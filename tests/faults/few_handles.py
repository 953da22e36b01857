"""A session in a process that has no file handle left: `few_handles.py FOLDER`. Says what happens, in a line each."""

import os
import resource
import sys
from pathlib import Path

from facilitator.store import Store, Tables
from facilitator.store.folder import Folder


def state(n: int) -> Tables:
    return {"meta": {"1": {"title": "Kick-off"}}, "record": {str(i): {"text": f"card {i}"} for i in range(1, n + 1)}}


def all_handles() -> list[int]:
    """Take every handle that there is."""
    taken = []
    while True:
        try:
            taken.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            return taken


def main(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    store = Store.create(folder, state(0))
    store.commit({"n": 1, "text": "card 1"}, state(1))
    store.wait(1)
    store.checkpoint(state(1), 1)
    taken = all_handles()
    store.commit({"n": 2, "text": "card 2"}, state(2), forget=True)
    print("with the spare one:", store.wait(2, 5), store.failed or "well", flush=True)
    Folder._one_more = lambda self: None  # type: ignore[method-assign] # somebody else is quicker
    store._folder._give_up_spare()
    taken += all_handles()
    store.commit({"n": 3, "text": "card 3"}, state(3), forget=True)
    store.commit({"n": 4, "text": "card 4"})
    print("with none:", store.wait(3, 0.3), store.failed or "well", flush=True)
    for handle in taken:
        os.close(handle)
    print("later:", store.wait(4, 5), store.failed or "well", flush=True)
    all_handles()
    store.commit({"n": 5, "text": "card 5"}, state(5))
    store.close()
    print("closed:", store.durable, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
