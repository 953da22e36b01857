"""The contract suite bites: a small sound activity passes, and every way of breaking it is caught."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.library.registry import Registry, module_of
from facilitator.testing import suite

benches: Any = module_of(Path(__file__).parent / "kinds" / "benches.py")
choirs: Any = module_of(Path(__file__).parent / "kinds" / "choirs.py")
twice: Any = module_of(Path(__file__).parent / "kinds" / "twice.py")
supper: Any = module_of(Path(__file__).parent / "kinds" / "supper.py")
whisper: Any = module_of(Path(__file__).parent / "kinds" / "whisper.py")
weather: Any = module_of(Path(__file__).parent / "loose" / "weather")


@pytest.mark.parametrize(
    "kind",
    [benches.TwoBenches, choirs.Choir, twice.Twice, supper.Supper, weather.Weather],
    ids=lambda kind: kind.__name__,
)
def test_a_sound_activity_passes(kind: type[Any]):
    assert suite.run(kind) == []


@pytest.mark.parametrize(
    ("kind", "error", "line"),
    [
        (choirs.CrashesInAView, "ZeroDivisionError", "str(1 // 0)"),
        (choirs.CrashesInAnAction, "KeyError", "raise KeyError"),
        (choirs.CannotBePrinted, "ZeroDivisionError: no songs", "raise ZeroDivisionError"),
    ],
)
def test_a_crash_is_told_once_with_the_line_of_the_author(kind: type[Any], error: str, line: str, capfd: Any):
    (failure,) = suite.run(kind)
    assert failure.crash and failure.why.startswith(error)
    file, _comma, number = failure.why.rpartition("(")[2].rstrip(")").rpartition(", line ")
    assert line in Path(file).read_text(encoding="utf-8").splitlines()[int(number) - 1]
    assert capfd.readouterr() == ("", "")


def test_a_crash_in_a_folder_is_told_with_the_line_of_its_author(tmp_path: Path, capfd: Any):
    folder = shutil.copytree(Path(__file__).parent / "loose" / "weather", tmp_path / "weather")
    for name, right, wrong in (
        ("sky.html.j2", "found[sky]", "nobody[sky]"),
        ("widgets.py", "(SKIES, found)", "({}[1])"),
    ):
        file = folder / name
        file.write_text(file.read_text("utf-8").replace(right, wrong), "utf-8")
        (failure,) = suite.run(module_of(folder).Weather)
        line = 1 + next(n for n, each in enumerate(file.read_text("utf-8").splitlines()) if wrong in each)
        assert failure.crash and failure.why.endswith(f"({file}, line {line})")
    assert capfd.readouterr() == ("", "")


BROKEN: list[tuple[type[Any], Callable[..., None]]] = [
    (choirs.CountsOnTheWall, suite.check_hidden_means_not_sent),
    (choirs.TellsTheOrder, suite.check_hidden_means_not_sent),
    (choirs.ShowsOnTheStage, suite.check_hidden_means_not_sent),
    (choirs.PrintsUnseen, suite.check_hidden_means_not_sent),
    (choirs.PrintsKeys, suite.check_keys_are_never_shown),
    (choirs.PrintsKeys, suite.check_nothing_is_left_after_close),
    (choirs.ShowsKeys, suite.check_keys_are_never_shown),
    (choirs.TouchesOthers, suite.check_touches_only_me),
    (choirs.KeepsASet, suite.check_class_and_settings),
    (choirs.WrongExample, suite.check_class_and_settings),
    (choirs.KeepsATuple, suite.check_state_survives_json),
    (choirs.AsksTheClock, suite.check_replay),
    (choirs.Gambles, suite.check_replay),
    (choirs.OrdersASet, suite.check_replay_in_another_process),
    (choirs.ChangesARound, suite.check_back_and_again),
    (choirs.ChangesThenRefuses, suite.check_random_taps),
    (choirs.RefusesInSilence, suite.check_random_taps),
    (choirs.CrashesInAView, suite.check_random_taps),
    (choirs.CrashesInAnAction, suite.check_random_taps),
    (choirs.NeedsSomebody, suite.check_nobody_did_anything),
    (choirs.ShowsADeadControl, suite.check_every_control_works),
    (choirs.ForgetsPaper, suite.check_paper),
    (choirs.AsksNothing, suite.check_there_is_something_to_answer),
    (choirs.CountsWhoPassedAndLeft, suite.check_passing_and_leaving),
    (choirs.PaperDoesNotCount, suite.check_paper),
    (choirs.ForgetsASetting, suite.check_every_setting_matters),
    (choirs.GoesInCircles, suite.check_the_way_ends),
    (choirs.CannotGoOn, suite.check_every_control_works),
    (choirs.CanNeverBeClosed, suite.check_every_control_works),
    (choirs.CanNeverBeClosed, suite.check_nothing_is_left_after_close),
    (choirs.TrustsText, suite.check_hostile_text),
    (choirs.TrustsSettings, suite.check_hostile_text),
    (choirs.ShowsTooMuch, suite.check_views_are_small),
    (supper.Blurts, suite.check_private_stays_private),
    (supper.Peeps, suite.check_hidden_means_not_sent),
    (supper.TrustsItself, suite.check_hostile_text),
    (supper.SaysNothing, suite.check_results_are_read_aloud),
    (benches.Shouting, suite.check_hidden_means_not_sent),
    (benches.Overhearing, suite.check_hidden_means_not_sent),
    (whisper.Whisper, suite.check_sealed_answers_are_not_linked),
    (supper.Doubles, suite.check_views_are_small),
    (twice.Forgets, suite.check_a_round_belongs_to_its_question),
    (twice.OnTheShelf, suite.check_exports),
]


@pytest.mark.parametrize(("kind", "check"), BROKEN, ids=lambda part: part.__name__)
def test_a_broken_activity_is_caught(kind: type[Any], check: Callable[..., None]):
    cases = [case for case in suite.cases(kind) if case.check is check]
    failures = [failure for case in cases for failure in suite.failures(case)]
    assert failures, f"{check.__name__} lets it pass"
    assert all(len(failure.why) > 20 and failure.rule.endswith(".") for failure in failures)


def test_the_plugin_checks_what_is_named(tmp_path: Path):
    broken = tmp_path / "broken.py"
    broken.write_text(_LOOSE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--activity-contract", str(broken), "-k", "paper or class"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    assert "[hum-example-paper]" in done.stdout and "does not count as done in open" in done.stdout
    assert "1 failed" in done.stdout


def test_an_activity_that_cannot_be_loaded_is_a_failure(tmp_path: Path):
    (tmp_path / "bad.py").write_text("import no_such_module", encoding="utf-8")
    library = Registry()
    library.take_file(tmp_path / "bad.py")
    (case,) = suite.unloaded(library)
    (failure,) = suite.failures(case)
    assert str(case) == "bad.py-it_can_be_loaded" and "no_such_module" in failure.why


def test_the_plugin_costs_nothing_in_other_test_runs():
    script = (
        "import facilitator.testing.plugin, sys; print(*{'nicegui', 'starlette', 'pydantic', 'lxml'} & {*sys.modules})"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.strip() == b""


_LOOSE = '''
"""A loose activity that does not notice who answered."""
from facilitator import kit
from facilitator.activity import Key, Settings
from facilitator.composing import Activity, Block, Input, Phase

class HumSettings(Settings):
    """Nothing."""

class Hums(Block[dict[Key, bool], None]):
    """Who hums."""

class Ask(Input[Hums]):
    def fields(self, s, me, ctx): return kit.tick("hum", "I hum")
    def whole(self, s, me, ctx, hum: bool = False): return lambda: self.block.of(s).update({me: hum})
    def answered(self, s): return ()
    def passed(self, s): return ()

class Hum(Activity[HumSettings]):
    """Hum together."""
    id, title = "hum", "Hum"
    hums = Hums()
    phases = (Phase("open", "Open", Ask(hums), ask="Hum"),)
'''
