"""All documents of one copy, for a folder or in one archive; one that cannot be made takes no other with it."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Collection, Mapping, Sequence

from facilitator.i18n import Words, _, speaking
from facilitator.report import FORMATS, Copy, beside
from facilitator.report.model import Record

log = logging.getLogger("facilitator")

ENDING, MEDIA = "zip", "application/zip"
MISSING = "what-is-missing.txt"


def name(copy: Copy) -> str:
    """The name of the archive: "record-all.zip", "record-all-public.zip"."""
    return "record-all.zip" if copy == "room" else f"record-all-{copy}.zip"


def files(
    record: Record, wanted: Collection[str], copy: Copy, tell: Callable[[Words], None]
) -> tuple[dict[str, bytes], list[str]]:
    """The files of the formats `wanted` ("zip" is all in one), and what could not be made.

    `tell` hears how far it is.
    """
    chosen = [format for format in FORMATS if format in wanted or ENDING in wanted]
    alone, together, missing = dict[str, bytes](), dict[str, bytes](), list[str]()
    for nr, format in enumerate(chosen, 1):
        kind = FORMATS[format]
        tell(_("{format}, {n} of {total}", format=kind.title, n=nr, total=len(chosen)))
        try:
            made = kind.written(record, copy)
        except Exception:  # of one format: the others are made
            log.exception("the record could not be made as %s", format)
            missing.append(str(kind.title))
        else:
            alone |= made if format in wanted else {}
            together |= placed(format, made)
    alone |= beside(wanted)
    if ENDING in wanted:
        alone[name(copy)] = packed(together, missing, record.language)
    return alone, missing


def placed(format: str, made: Mapping[str, bytes]) -> dict[str, bytes]:
    """Where the files of a format stand in the archive: in a folder, where there may be several."""
    return {f"{format}/{name}" if FORMATS[format].files else name: content for name, content in made.items()}


def packed(files: Mapping[str, bytes], missing: Sequence[Words], language: str) -> bytes:
    """The archive, the same bytes for the same files; one of them says which documents could not be made."""
    with speaking(language):
        told = "".join(f"{_('{format} could not be made. Please try it again.', format=each)}\n" for each in missing)
    note = {MISSING: told.encode()} if told else {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, content in (note | {**files} | beside(FORMATS)).items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
