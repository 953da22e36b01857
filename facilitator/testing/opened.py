"""Opens a document down to its last byte: archives in archives, what is packed in a PDF, and what pictures say."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator

PNG = b"\x89PNG\r\n\x1a\n"
BEGINS = re.compile(rb"(?<!end)stream\r?\n")
"""Where something packed begins in a PDF; what it is stands before it, from the last "obj" on."""
HEXED = re.compile(rb"<FEFF((?:[0-9A-Fa-f]{4})*)>")
"""Words in a PDF that are not of plain letters."""
NO_WORDS = (b"/Image", b"/CIDFontType0C", b"/OpenType", b"/Length1")
"""Of a stream in which no words stand: a picture, a font."""
DRAWN = frozenset({b"IHDR", b"IDAT", b"IEND", b"PLTE", b"tRNS", b"sRGB", b"gAMA", b"pHYs", b"cHRM"})
"""Parts of a picture that say nothing in words."""


def opened(content: bytes) -> dict[str, bytes]:
    """Names and contents of the files in an archive, as an office document is one; of anything else itself.

    A PDF and a picture have, beside themselves, what is packed in them.
    """
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = {name: opened(archive.read(name)) for name in archive.namelist()}
        return {f"{name}{part}": data for name, parts in inside.items() for part, data in parts.items()}
    if content[:4] == b"%PDF":
        return {"": content} | {f"!{place}": data for place, data in enumerate(_streams(content))}
    if content[: len(PNG)] == PNG:
        return {"": content} | {f"!{place}": data for place, data in enumerate(_chunks(content))}
    return {"": content}


def words_in(name: str, data: bytes) -> str:
    """What can be read in a part of a document, without blanks and case, whatever way it is written in it.

    Nothing where the part is a picture, a font or a packed PDF: their words are parts of their own.
    """
    if data[:4] == b"%PDF":
        data = b"".join(about for about, _packed in _objects(data))
        data = HEXED.sub(lambda match: bytes.fromhex(match[1].decode()), data)
    elif data[: len(PNG)] == PNG or data[:4] in (b"wOF2", b"\0\1\0\0", b"OTTO"):
        return ""
    text = data.decode("utf-8", "replace").replace("\0", "")
    text = re.sub(r"data:[\w/;.+-]*base64,[\w+/=]+", "", text)
    return re.sub(r"\s", "", f"{name} {text}").casefold()


def found(needles: Iterable[str], parts: dict[str, bytes]) -> dict[str, str]:
    """Which of these words stand somewhere in an opened document, each with the part in which it was found first."""
    wanted = {needle: re.sub(r"\s", "", needle).casefold() for needle in needles if needle}
    where = dict[str, str]()
    for name, data in parts.items():
        text = words_in(name, data)
        for needle, plain in wanted.items():
            if plain in text:
                where.setdefault(needle, name)
    return where


def _streams(content: bytes) -> Iterator[bytes]:
    for about, data in _objects(content):
        about = about[about.rfind(b"obj") :]
        if data and not any(kind in about for kind in NO_WORDS):
            try:
                yield zlib.decompressobj().decompress(data) if b"/FlateDecode" in about else data
            except zlib.error:
                yield data


def _objects(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """What stands between packed pieces of a PDF, each with the piece after it; the last has none."""
    at = 0
    while begins := BEGINS.search(content, at):
        end = content.find(b"endstream", begins.end())
        end = len(content) if end < 0 else end
        yield content[at : begins.start()], content[begins.end() : end]
        at = end
    yield content[at:], b""


def _chunks(content: bytes) -> Iterator[bytes]:
    at = len(PNG)
    while at + 8 <= len(content):
        (size,), kind = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        if kind not in DRAWN:
            data = content[at + 8 : at + 8 + size]
            key, _nul, rest = data.partition(b"\0")
            yield kind + b" " + (key + b" " + zlib.decompress(rest[1:]) if kind == b"zTXt" else data)
        at += size + 12
