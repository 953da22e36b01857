"""Kill -9 at any moment: what was said to be durable is there, in order, readable by plain TinyDB, and forgotten if so.

About 25 kills each time; `FACILITATOR_KILLS=1000` is the long version, and `FACILITATOR_SEED` gives another one.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tinydb import TinyDB

from facilitator.store import SESSION, Store, read

KILLS = int(os.environ.get("FACILITATOR_KILLS", "25"))
SEED = os.environ.get("FACILITATOR_SEED", "1")
CHILD = Path(__file__).with_name("kill_child.py")


@dataclass
class Session:
    """A session that is killed again and again, and what it has promised so far."""

    folder: Path
    random: Random
    durable: int = 0
    forgotten: int = 0

    def start(self) -> "subprocess.Popen[bytes]":
        seed = str(self.random.random())
        return subprocess.Popen([sys.executable, CHILD, self.folder, seed], stdout=subprocess.PIPE)

    def kill(self, child: "subprocess.Popen[bytes]") -> None:
        assert child.stdout is not None
        output = b"".join(child.stdout.readline() for _i in range(self.random.randint(1, 60)))
        time.sleep(self.random.uniform(0, 0.005))
        child.kill()
        output += child.communicate()[0]
        said = [(word, int(n)) for word, n in re.findall(r"^(\w+) (\d+)$", output.decode(), re.MULTILINE)]
        assert said[0][0] == "opened"
        assert said[0][1] >= self.durable
        self.durable = max(n for word, n in said if word != "forget")
        self.forgotten = max([n for word, n in said if word == "forget" and n <= self.durable], default=self.forgotten)

    def check(self) -> None:
        with TinyDB(self.folder / SESSION, access_mode="r") as database:
            checkpoint = [row["text"] for row in database.table("record").all()]
        tables, events = read(self.folder)
        assert tables["meta"]["1"]["n"] == len(checkpoint)
        texts = checkpoint + [event["text"] for event in events]
        assert texts == [f"card {n}" for n in range(1, len(texts) + 1)]
        assert len(texts) >= self.durable
        words = b"".join(path.read_bytes() for path in self.folder.iterdir())
        assert not [n for n in re.findall(rb"LINK-(\d+)\.", words) if int(n) <= self.forgotten]


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    sessions = [Session(tmp_path / str(number), Random(f"{SEED}:{number}")) for number in range(5)]
    for session in sessions:
        Store.create(session.folder, {"meta": {"1": {"title": "Kick-off"}}, "record": {}}).close()
    for _round in range(KILLS // len(sessions)):
        children = [session.start() for session in sessions]
        for session, child in zip(sessions, children, strict=True):
            session.kill(child)
            session.check()
    assert sum(session.durable for session in sessions) > KILLS
