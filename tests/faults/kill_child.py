"""Keeps a session busy until it is killed: `kill_child.py FOLDER [SEED]`. Says what is durable as soon as it is."""

import os
import sys
import threading
from pathlib import Path
from random import Random

from facilitator.store import Store, Tables


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def state(n: int, forgotten: int) -> Tables:
    rows = {str(i): {"text": f"card {i}", "link": f"LINK-{i}." if i > forgotten else ""} for i in range(1, n + 1)}
    return {"meta": {"1": {"title": "Kick-off"}}, "record": rows}


def main(folder: Path, seed: str = "") -> None:
    random = Random(seed)
    store, tables, events = Store.open(folder)
    n = forgotten = tables["meta"]["1"]["n"] + len(events)
    say(f"opened {n}")
    heard = threading.Semaphore(0)
    store.listen(lambda: (say(f"durable {store.durable}"), heard.release()))
    while True:
        for _i in range(random.choice((1, 1, 3, 20))):
            n += 1
            event = {"n": n, "text": f"card {n}", "link": f"LINK-{n}."}
            what = random.random()
            if what < 0.05:
                forgotten = n
                store.commit(event, state(n, forgotten), forget=True)
                say(f"forget {n}")
            elif what < 0.15:
                store.commit(event, state(n, forgotten))
            else:
                store.commit(event)
            if what > 0.95:
                store.checkpoint(state(n, forgotten), n)
        heard.acquire(timeout=1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
