"""Activities are found wherever they come from, and a broken one is a card that says why, never a failed start."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest
from pydantic import Field

import activities
from facilitator.activity import Key, Settings
from facilitator.composing import Activity, Block, Panel, Phase
from facilitator.errors import Fault
from facilitator.library import registry
from facilitator.library.checks import inspect
from facilitator.library.registry import Registry

GOOD = '''
"""A loose activity."""
from dataclasses import dataclass, field
from markupsafe import Markup
from facilitator.activity import Settings, action
from facilitator.composing import Activity, Block, Panel, Phase

class WaveSettings(Settings):
    times: int = 3

@dataclass
class Waves:
    seen: dict[str, int] = field(default_factory=dict)

class Sea(Block[Waves, None]):
    """Waves."""

class Show(Panel[Sea]):
    def board(self, s, ctx): return Markup("<h1>Wave</h1>")

class Wave(Activity[WaveSettings]):
    """Wave to each other."""
    id, title = "wave", "Wave"
    sea = Sea()
    phases = [Phase("open", "Wave", Show(sea))]

    @action("open")
    def wave(self, s, me, times: int) -> None:
        self.sea.of(s).seen[me] = times
'''
EARLIER = '''
"""A loose activity as they were before blocks."""
from facilitator.activity import Activity, Html, Phase, Section, Settings, State

class WaveSettings(Settings):
    times: int = 3

class Wave(Activity[WaveSettings, State]):
    """Wave to each other."""
    id, title = "wave", "Wave"
    phases = [Phase("open", "Wave")]

    def phone(self, s, me, ctx): return Html("<h1>Wave</h1>")
    def board(self, s, ctx): return Html("<h1>Wave</h1>")
    def section(self, s, ctx): return Section()
'''


class Plain(Settings):
    times: int = Field(3, ge=1)


class Counts(Block[dict[Key, int], None]):
    """A number from everyone."""


class Sound(Activity[Plain]):
    """Keeps the contract."""

    id, title = "sound", "Sound"
    counts = Counts()
    phases = [Phase("open", "Open", Panel(counts))]


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    return tmp_path


def test_built_in_activities_are_all_there_and_sound():
    library = Registry.load()
    assert library.broken == []
    here = Path(activities.__file__).parent
    modules = {file.stem for file in here.glob("[a-z]*.py")} | {file.parent.name for file in here.glob("*/__init__.py")}
    assert {kind.__module__.removeprefix("activities.") for kind in library.activities.values()} == modules
    assert list(library.activities) == sorted(library.activities)


def test_loose_files_are_found(tmp_path):
    library = Registry.load(folder(tmp_path, wave=GOOD, _helper="raise SystemExit", test_wave="raise SystemExit"))
    assert library.activities["wave"].card() == "Wave to each other."
    assert library.broken == []


WIDGETS = """
\"\"\"What it draws.\"\"\"
from facilitator import kit
drawn = kit.macros("waves", beside=__file__)
"""


def waves(folder: Path, template: str = "{% macro wave(word) %}<h1>{{ word }}</h1>{% endmacro %}") -> Path:
    """The wave as a folder: its class, a widget, and a template."""
    folder.mkdir(parents=True)
    drawn = "from .widgets import drawn\nfrom facilitator.activity"
    whole = GOOD.replace('Markup("<h1>Wave</h1>")', 'drawn.wave("<b>Wave")').replace("from facilitator.activity", drawn)
    for name, text in {"__init__.py": whole, "widgets.py": WIDGETS, "waves.html.j2": template}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_loose_folders_are_found_with_what_stands_in_them(tmp_path):
    waves(tmp_path / "wave")
    waves(tmp_path / "tests")
    (tmp_path / "notes").mkdir()
    library = Registry.load(tmp_path)
    assert library.broken == []
    assert drawn(library) == "<h1>&lt;b&gt;Wave</h1>"


def drawn(library: Registry) -> str:
    """What the first panel of the wave puts on the board."""
    kind: Any = library.activities["wave"]
    return str(kind.phases[0].panels[0].board(None, None))


def test_a_folder_that_was_changed_is_read_anew(tmp_path):
    for template in ("{% macro wave(word) %}one{% endmacro %}", "{% macro wave(word) %}two{% endmacro %}"):
        library = Registry()
        library.take_file(waves(tmp_path / template[-17:-14] / "wave", template))
        assert drawn(library) == template[-17:-14].replace("}", "")


def test_what_is_wrong_with_a_template_is_said_with_its_file(tmp_path):
    waves(tmp_path / "wave", "{% macro wave(word) %}\n{{ word }\n{% endmacro %}")
    broken = Registry.load(tmp_path).broken
    assert [card.name for card in broken] == ["wave"]
    assert "waves.html.j2" in str(broken[0].why) and "line 2" in str(broken[0].why)


def test_a_mistake_in_a_declaration_is_told_with_its_line(tmp_path):
    fails = GOOD.replace("Show(sea))", "Show(sea), minutes=lambda given: given.often)")
    (broken,) = Registry.load(folder(tmp_path, wave=fails)).broken
    line = 1 + next(number for number, each in enumerate(fails.splitlines()) if "given.often" in each)
    assert "What the phase open makes of its settings fails" in str(broken.why)
    assert str(broken.why).endswith(f"(wave.py, line {line})")
    twice = GOOD.replace("    phases =", "    other = sea\n    phases =")
    (broken,) = Registry.load(folder(tmp_path, wave=twice)).broken
    assert "stands in two places" in str(broken.why) and "(wave.py, line " in str(broken.why)


def test_an_activity_of_before_blocks_is_told_what_to_do(tmp_path):
    library = Registry.load(folder(tmp_path, wave=EARLIER))
    assert "wave" not in library.activities
    assert "an earlier version" in str(library.broken[0].why) and "writing-an-activity.md" in str(library.broken[0].why)


def test_a_mistake_in_a_package_is_told_with_its_line(tmp_path, monkeypatch):
    package = tmp_path / "sea_pack"
    waves(package / "ripple", "{% macro wave(word) %}\n{{ word }\n{% endmacro %}")
    folder(package, __init__='"""A pack."""', torn="1/0")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(registry, "entry_points", lambda group: [EntryPoint("pack", "sea_pack", group)])
    whys = [str(card.why) for card in Registry.load().broken]
    assert len(whys) == 2 and "(ripple/waves.html.j2, line 2)" in whys[0] and "(torn.py, line 1)" in whys[1]
    for name in [name for name in sys.modules if name.startswith("sea_pack")]:
        monkeypatch.delitem(sys.modules, name)


def test_a_folder_without_a_class_is_told(tmp_path):
    library = Registry()
    library.take_file(tmp_path)
    assert "no __init__.py" in str(library.broken[0].why)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("def broken(", "SyntaxError"),
        ("import no_such_thing", "no_such_thing"),
        ("raise SystemExit(3)", "SystemExit"),
        (GOOD.replace('"wave", "Wave"', '"Wave!", "Wave"'), "id must be like"),
        (GOOD.replace('@action("open")', '@action("closed")'), "phase closed"),
        (GOOD.replace("times: int = 3", "times: int = 'many'"), "default of times"),
        (GOOD.replace("dict[str, int]", "dict[tuple[str, str], int]"), "without text keys"),
        (GOOD.replace('    """Wave to each other."""', ""), "docstring"),
        (GOOD.replace("def wave(", "def card("), "hides a method"),
        (GOOD.replace("phases = [", "phases = [Phase('open', 'Twice'), "), "used twice"),
        (GOOD.replace("phases = [", "asks_needs = 'gone'\n    phases = ["), "the setting gone"),
    ],
)
def test_a_broken_file_is_a_card_and_the_rest_is_there(tmp_path, text, why):
    library = Registry.load(folder(tmp_path, broken=text, good=GOOD.replace('"wave"', '"other-wave"')))
    assert [card.name.split(":")[0] for card in library.broken] == ["broken.py"]
    assert why in str(library.broken[0].why)
    assert "other-wave" in library.activities


def test_an_id_belongs_to_the_first_one(tmp_path):
    library = Registry.load(folder(tmp_path, a=GOOD, b=GOOD.replace("Wave(", "Ripple(")))
    assert library.activities["wave"].__name__ == "Wave"
    assert "taken by Wave" in str(library.broken[0].why)


def test_an_entry_names_a_class_a_package_or_something_broken(tmp_path, monkeypatch):
    package = tmp_path / "wave_pack"
    package.mkdir()
    folder(package, __init__='"""A pack."""', wave=GOOD, torn="1/0")
    inside = waves(package / "ripple") / "__init__.py"
    inside.write_text(inside.read_text(encoding="utf-8").replace('"wave", "Wave"', '"ripple", "Ripple"'), "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(
        registry,
        "entry_points",
        lambda group: [
            EntryPoint("pack", "wave_pack", group),
            EntryPoint("one", "wave_pack.wave:Wave", group),
            EntryPoint("gone", "no_such_package", group),
            EntryPoint("odd", "wave_pack.wave:GOOD", group),
        ],
    )
    library = Registry.load()
    assert list(library.activities) == ["ripple", "wave"]
    assert sorted(card.name for card in library.broken) == ["gone", "odd", "wave_pack.torn"]
    for name in [name for name in sys.modules if name.startswith("wave_pack")]:
        monkeypatch.delitem(sys.modules, name)


def test_an_empty_library_says_what_to_do(monkeypatch):
    monkeypatch.setattr(registry, "entry_points", lambda group: [])
    assert "install" in str(Registry.load().hint)
    assert not Registry(activities={"sound": Sound}).hint


def test_a_sound_class_passes():
    inspect(Sound)


@dataclass
class Inner:
    pairs: list[dict[tuple[str, str], int]] = field(default_factory=list)


@dataclass
class Deep:
    inner: Inner = field(default_factory=Inner)


@dataclass
class Unordered:
    seen: set[str] = field(default_factory=set)


@dataclass
class Lossy:
    anything: Any = (1, 2)


@pytest.mark.parametrize(
    ("slice", "why"), [(Deep, "counts.inner.pairs"), (Unordered, "is a set"), (Lossy, "does not come back")]
)
def test_a_state_that_json_would_change_is_refused(slice, why):
    counts = type("Holds", (Block,), {"slice": slice})()
    phases = [Phase("open", "Open", Panel(counts))]
    kind = type("Odd", (Sound,), {"__doc__": "Odd.", "id": "odd", "counts": counts, "phases": phases})
    with pytest.raises(Fault, match=why):
        inspect(kind)


def test_settings_that_contradict_each_other_are_refused():
    class Contrary(Settings):
        low: int = 5
        high: int = 1

        def model_post_init(self, context: Any) -> None:
            if self.high < self.low:
                raise ValueError("high is below low")

    kind = type("Odd", (Sound,), {"__doc__": "Odd.", "id": "odd", "settings_type": Contrary})
    with pytest.raises(Fault, match="high is below low"):
        inspect(kind)
