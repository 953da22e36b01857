"""Sessions on the disk: a journal and a TinyDB checkpoint in one folder. The only code that writes session files."""

from .contacts import CONTACTS, Change, Contacts
from .database import SESSION, AtomicStorage
from .disk import Disk
from .memory import MemoryStore
from .places import copies, erase, glimpse, read, sessions, unusable, where
from .schema import SCHEMA, Event, StoreError, Tables
from .writer import Store

AnyStore = Store | MemoryStore

__all__ = [
    "CONTACTS", "SCHEMA", "SESSION", "AnyStore", "AtomicStorage", "Change", "Contacts", "Disk", "Event",
    "MemoryStore", "Store", "StoreError", "Tables", "copies", "erase", "glimpse", "read", "sessions", "unusable",
    "where",
]  # fmt: skip
