"""The sample programme has a record of each meeting, which its page names, and nothing of the machine that made it."""

from __future__ import annotations

from tests.docs.sample import HERE, KEPT, MACHINE, PLANS


def test_every_meeting_has_its_records_and_they_name_no_machine():
    page = (HERE / "README.md").read_text(encoding="utf-8")
    for number, plan in enumerate(PLANS, 1):
        place = f"{number}-{plan.removesuffix('.toml')}"
        for name in KEPT:
            assert not MACHINE.search((HERE / place / name).read_bytes()), (place, name)
            assert f"({place}/{name})" in page
