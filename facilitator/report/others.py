"""Files for other programs that an activity left, such as votes on a budget; only the facilitator's copy has them."""

from __future__ import annotations

from facilitator.i18n import _, speaking
from facilitator.report.copies import Copy, copy_of
from facilitator.report.model import Record


def files(record: Record, copy: Copy) -> dict[str, bytes]:
    """File names and contents: `<nn>-<activity>-<name>`, nn being the number of the section."""
    return {
        f"{nr:02}-{section.activity}-{file.name}": file.text.encode()
        for nr, section in enumerate(copy_of(record, copy).sections, 1)
        for file in section.files
    }


def render(record: Record, copy: Copy) -> bytes:
    """The last of them; a sentence where there is none."""
    with speaking(record.language):
        none = str(_("There are no votes on a budget in this copy."))
    return next(reversed(files(record, copy).values()), f"{none}\n".encode())
