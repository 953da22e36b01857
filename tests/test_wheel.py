"""What people install: two top-level names with everything inside, and a server that starts in an empty environment."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


def test_it_holds_two_names_and_all_that_is_read_at_run_time(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"facilitator", "activities"}
    homes = {"assets": "facilitator/assets", "facilitator": "facilitator", "activities": "activities"}
    for folder, inside in ((ROOT / home, inside) for home, inside in homes.items()):
        files = (file for file in folder.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        assert {f"{inside}/{file.relative_to(folder).as_posix()}" for file in files} <= set(names)


def test_it_runs_in_an_empty_environment(wheel, environment, serve, tmp_path):
    environment.install(wheel)
    listed = environment.run("facilitator", "activities", cwd=tmp_path)
    assert (listed.returncode, listed.stderr) == (0, "")
    assert "dot-vote" in listed.stdout
    assert "✗" not in listed.stdout
    served = serve(program=(environment.program("facilitator"),))
    console = served.links["console"]
    assert urlopen(f"{console.partition('/console')[0]}/healthz").read() == b"ok"
    assert served.stop()
