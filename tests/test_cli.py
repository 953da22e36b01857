"""The command line: what it prints, its exit codes, and one sentence instead of a traceback."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

import activities
from facilitator import __version__
from facilitator.cli import main
from facilitator.host.instance import data_folder
from facilitator.testing import suite


@pytest.fixture
def command(capsys, monkeypatch):
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main(arguments)
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out, said.err

    return call


def is_one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith((".\n", "\n")) and "Traceback" not in text


def test_version_and_help(command):
    assert command("--version") == (0, f"{__version__}\n", "")
    code, out, _err = command("--help")
    assert code == 0
    assert {"run", "rehearse", "export", "sessions", "plans", "activities", "doctor", "check"} <= set(out.split())


def test_lists(command, tmp_path):
    assert "dot-vote" in command("activities")[1]
    assert "demo" in command("plans")[1] and "Step 5: Shared" in command("plans")[1]
    code, out, _err = command("sessions", "--data", str(tmp_path))
    assert (code, "no session" in out) == (0, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["dance"],
        ["run", "--port", "many"],
        ["--port", "70000"],
        ["--no-such-option"],
        ["run", "extra"],
        ["--public-url", "https://example.org/path"],
        ["--activities", "no-such-folder"],
        ["export"],
        ["export", "x", "--to", "y", "--formats", "md,stone"],
        ["export", "x", "--to", "y", "--copy", "secret"],
        ["rehearse", "demo", "--to", "x", "--people", "0"],
        ["check", "no-such-file"],
    ],
)
def test_wrong_use_is_exit_code_2(command, arguments):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert "Usage" in err


def test_a_damaged_plan_is_one_sentence(command, tmp_path):
    plan = tmp_path / "mine.toml"
    plan.write_text('title = "Mine"\n[[steps]]\nactivity = "juggling"\n')
    for arguments in (["check", str(plan)], ["--plan", str(plan), "--data", str(tmp_path / "data")]):
        code, out, err = command(*arguments)
        assert (code, out) == (1, "")
        assert is_one_sentence(err)
        assert "mine.toml, step 1 (line 3): There is no activity “juggling”" in err
    assert not (tmp_path / "data").exists()


def test_a_good_plan_and_a_bad_activity_can_be_checked(command, tmp_path):
    plan = tmp_path / "mine.toml"
    plan.write_text('title = "Mine"\n[[steps]]\nactivity = "break"\nminutes = 15\n')
    assert command("check", str(plan))[:2] == (0, "✓ The plan “Mine” is fine: 1 steps, 15 minutes.\n")
    activity = tmp_path / "mine.py"
    activity.write_text("import no_such_module")
    code, _out, err = command("check", str(activity))
    assert (code, is_one_sentence(err), "no_such_module" in err) == (1, True, True)
    activity.write_text("'Nothing.'")
    assert "no activity in it" in command("check", str(activity))[2]


KEEPS = "While it runs, “Dot vote” keeps:\n  options: Options\n    texts: dict[str, str]\n"
PLAYING = "Playing “Dot vote” with pretend people. This takes up to two minutes.\n"


def test_an_activity_is_played_and_every_fault_is_named(command, monkeypatch):
    file = str(Path(activities.__file__).with_name("dot_vote.py"))
    monkeypatch.setattr(suite, "run", lambda kind: [])
    code, out, err = command("check", file)
    assert out.startswith(KEEPS) and "  ballots: Ballots, anew in each round of vote\n" in out
    assert out.endswith(f"{PLAYING}✓ The activity “Dot vote” keeps the contract.\n") and (code, err) == (0, "")
    monkeypatch.setattr(suite, "run", lambda kind: [suite.Failure("check_x", "example", "Nobody is shown.", "Ann is.")])
    code, out, err = command("check", file)
    assert code == 1 and out.endswith(f"{PLAYING}✗ Nobody is shown. (example) Ann is.\n")
    assert (is_one_sentence(err), "1 things to mend" in err) == (True, True)


def test_a_folder_that_cannot_be_used_is_one_sentence(command, tmp_path):
    (tmp_path / "file").write_text("in the way")
    code, _out, err = command("run", "--data", str(tmp_path / "file" / "data"), "--no-open")
    assert (code, is_one_sentence(err)) == (1, True)
    assert "cannot be used" in err


def test_a_second_server_on_one_folder_is_told_where_the_first_is(command, tmp_path):
    with data_folder(tmp_path) as note:
        note.write_text("http://127.0.0.1:8080/console")
        code, _out, err = command("run", "--data", str(tmp_path), "--no-open", "--port", "0")
    assert (code, is_one_sentence(err)) == (1, True)
    assert "http://127.0.0.1:8080/console" in err
    assert not note.exists()


def test_a_taken_port_is_one_sentence(command, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        arguments = ["--data", str(tmp_path), "--no-open", "--host", "127.0.0.1", "--port", str(port)]
        code, _out, err = command(*arguments)
    assert (code, is_one_sentence(err)) == (1, True)
    assert f"--port {port + 1}" in err


def test_an_unknown_session_is_one_sentence(command, tmp_path):
    code, _out, err = command("export", "nothing", "--to", str(tmp_path / "out"), "--data", str(tmp_path))
    assert (code, is_one_sentence(err)) == (1, True)


def test_the_doctor_finds_what_is_broken(command, tmp_path):
    with socket.create_server(("0.0.0.0", 0)) as other:
        busy = str(other.getsockname()[1])
        code, out, err = command("doctor", "--data", str(tmp_path), "--port", busy)
    assert (code, "✗ broken" in out, is_one_sentence(err)) == (1, True, True)
    code, out, err = command("doctor", "--data", str(tmp_path), "--port", "0")
    assert (code, "✗ broken" in out, err) == (0, False, "")


def test_nicegui_is_loaded_by_the_server_only():
    code = "import sys, facilitator.cli; sys.exit('nicegui' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_started_server_tells_its_links_and_keeps_its_session(serve, command, tmp_path):
    first = serve("--plan", "demo")
    assert set(first.links) == {"console", "board", "stage", "join", "code"}
    code = first.links["code"]
    base = re.match(r"http://127\.0\.0\.1:\d+", first.links["console"])[0]
    assert first.links["join"] == f"{base}/J/{code}"
    assert first.links["board"].startswith(f"{base}/board/{code}?key=")
    assert first.links["stage"].startswith(f"{base}/stage/{code}?key=")
    assert urlopen(f"{base}/healthz").read() == b"ok"
    assert code in command("sessions", "--data", str(first.data))[1]
    first.kill()
    again = serve("--plan", "demo")
    assert again.links["code"] == code
    assert again.links["board"].partition("?")[2] == first.links["board"].partition("?")[2]
    assert again.links["console"].partition("?")[2] == first.links["console"].partition("?")[2]
    assert again.stop()


def test_the_record_of_an_open_session_can_be_exported(serve, command, tmp_path):
    served = serve("--plan", "demo")
    name = command("sessions", "--data", str(served.data))[1]
    session = re.search(r"\d{4}-\d\d-\d\d-[a-z0-9-]+", name)[0]
    code, out, err = command(
        "export", session, "--to", str(tmp_path / "out"), "--data", str(served.data), "--formats", "md,json"
    )
    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 3
    assert json.loads((tmp_path / "out" / "record.json").read_text(encoding="utf-8"))


def test_without_a_plan_nothing_is_started(serve):
    links = serve().links
    assert links["console"]
    assert (links["board"], links["stage"], links["join"], links["code"]) == (None, None, None, None)


def test_a_person_is_told_the_link_the_address_the_code_and_how_to_stop(tmp_path):
    options = ["--no-open", "--port", "0", "--host", "127.0.0.1", "--plan", "demo", "--data", str(tmp_path)]
    command = [sys.executable, "-m", "facilitator", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        said = ""
        while "To stop" not in said and (line := process.stdout.readline()):
            said += line
        process.terminate()
        left, err = process.communicate(timeout=20)
    assert re.search(r"^http://127\.0\.0\.1:\d+/console\?key=\S{20,}$", said, re.MULTILINE)
    assert re.search(r"“Where do we begin\?” with the code [A-Z2-9]{4}$", said, re.MULTILINE)
    assert re.search(r"^! .*this laptop only", said, re.MULTILINE)
    assert (left, err) == ("", "")
