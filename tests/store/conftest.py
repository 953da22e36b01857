"""A disk that is as slow as a test wants."""

import threading
from io import FileIO

import pytest

from facilitator.store import Disk


class SlowDisk(Disk):
    """Every sync takes until `open` is set; `started` says that one has begun."""

    def __init__(self) -> None:
        self.open, self.started, self.syncs = threading.Event(), threading.Event(), 0
        self.open.set()

    def sync(self, file: FileIO) -> None:
        self.started.set()
        self.open.wait()
        self.syncs += 1
        super().sync(file)


@pytest.fixture
def slow() -> SlowDisk:
    return SlowDisk()
