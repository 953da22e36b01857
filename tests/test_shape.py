"""The code keeps its shape: short files that say their idea, HTML from one place, and nothing bound to one system."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = [*sorted((ROOT / "facilitator").rglob("*.py")), *sorted((ROOT / "activities").rglob("*.py"))]
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = sorted(file for folder in ("facilitator", "activities") for file in (ROOT / folder).rglob("*.j2"))

LONGEST, LONGEST_ACTIVITY, LONGEST_TEST = 300, 150, 600
ENVIRONMENTS = {"Environment", "Templates"}
"""What compiles templates: Jinja's own, and the one that finds them beside a block."""

ONE_SYSTEM_MODULES = {
    "fcntl",
    "resource",
    "pwd",
    "grp",
    "termios",
    "tty",
    "pty",
    "msvcrt",
    "winreg",
    "_winapi",
    "ctypes",
}
ONE_SYSTEM_CALLS = {
    "os": {"fork", "fsync", "fdatasync", "sync", "replace", "rename", "kill", "killpg", "getuid", "geteuid", "chmod"}
    | {"chown", "symlink", "statvfs", "openpty", "setsid", "startfile", "O_DIRECTORY"},
    "signal": {"SIGKILL", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGHUP", "SIGBREAK", "pause", "alarm", "setitimer"},
}


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def found(files: list[Path], *kinds: type[ast.AST]) -> Iterator[tuple[str, ast.AST]]:
    """Every node of these kinds, with the place to name it by."""
    for file in files:
        for node in ast.walk(tree(file)):
            if isinstance(node, kinds):
                yield f"{file.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 0)}", node


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def said(node: ast.AST) -> set[str]:
    """The top-level packages that an import names."""
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
    return {name.split(".")[0] for name in names}


def constant(node: ast.Call) -> bool:
    """Whether everything that is handed over stands in the source as it is."""
    return all(isinstance(part, ast.Constant) for part in [*node.args, *(word.value for word in node.keywords)])


def option(node: ast.Call, name: str) -> object:
    return next((getattr(word.value, "value", None) for word in node.keywords if word.arg == name), None)


def test_every_file_says_its_idea_in_its_first_line():
    for file in PRODUCT + TESTS:
        first = (ast.get_docstring(tree(file)) or "").split("\n")[0]
        assert first.endswith((".", ":")), f"{file.name} does not begin with a sentence"
        assert file.read_text(encoding="utf-8").startswith('"""'), f"{file.name} does not begin with its docstring"


def test_files_are_short():
    lengths = {file: len(file.read_text(encoding="utf-8").splitlines()) for file in PRODUCT + TESTS}
    assert {str(file.relative_to(ROOT)): n for file, n in lengths.items() if n > longest(file)} == {}


def longest(file: Path) -> int:
    """The file with the class of an activity is read first, so it is the shortest."""
    if ROOT / "activities" in (file.parent, *([file.parent.parent] if file.name == "__init__.py" else [])):
        return LONGEST_ACTIVITY
    return LONGEST_TEST if ROOT / "tests" in file.parents else LONGEST


def test_nothing_is_left_for_later():
    marks = re.compile(r"\b(TO" r"DO|FIX" r"ME|X" r"XX)\b|/(home|work|tmp|Users)/")
    data = [file for folder in ("assets", "activities") for file in (ROOT / folder).rglob("*.toml")]
    files = [*PRODUCT, *TESTS, *TEMPLATES, *(ROOT / "assets").glob("*.js"), *data]
    assert [file.name for file in files if marks.search(file.read_text(encoding="utf-8"))] == []


def test_nobody_but_the_kit_the_widgets_and_the_record_turns_words_into_html():
    makers = {"Markup", "Html"}
    files = [file for file in PRODUCT if not makes_html(file)]
    assert [place for place, node in found(files, ast.Call) if called(node) in makers and not constant(node)] == []


def makes_html(file: Path) -> bool:
    """The kit and the record, and the `widgets.py` of a block or of an activity that is a folder."""
    homes = {ROOT / "facilitator" / "kit", ROOT / "facilitator" / "report"}
    folders = {ROOT / "facilitator" / "blocks", ROOT / "activities"}
    return bool(homes & set(file.parents)) or (file.name == "widgets.py" and file.parent.parent in folders)


def test_templates_stand_with_those_who_make_html():
    homes = {template.parent for template in TEMPLATES}
    assert [str(home) for home in homes if not makes_html(home / "widgets.py")] == []


def test_templates_escape_everything():
    for template in TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe\b|autoescape\s+false", text), f"{template.name} switches escaping off"
        assert not re.search(r"\sstyle\s*=", text), f"{template.name} has a style attribute"
        assert not re.search(r"\son[a-z]+\s*=", text), f"{template.name} has a script in an attribute"
    environments = [(place, node) for place, node in found(PRODUCT, ast.Call) if called(node) in ENVIRONMENTS]
    assert len(environments) == 1
    assert [place for place, node in environments if option(node, "autoescape") is not True] == []


def test_only_the_kit_and_the_record_compile_templates():
    calls = found(PRODUCT, ast.Call)
    places = {place.split(":")[0] for place, node in calls if called(node) == "templates"}
    assert places == {"facilitator/kit/macros.py", "facilitator/report/html.py", "facilitator/report/docx/__init__.py"}


def test_the_templates_of_the_kit_know_no_block():
    reads = re.compile(r"{%-?\s*(?:from|import|include|extends)\s+\"([^\"]+)")
    kit = [file for file in TEMPLATES if ROOT / "facilitator" / "kit" in file.parents]
    assert [name for file in kit for name in reads.findall(file.read_text(encoding="utf-8")) if "/" in name] == []


def test_the_console_shows_words_as_words():
    raw = {"sanitize": False, "text_html": True, "html": True}
    calls = list(found(PRODUCT, ast.Call))
    assert [place for place, node in calls if any(option(node, name) is value for name, value in raw.items())] == []
    scripts = {"run_javascript", "add_head_html", "add_body_html", "add_css", "add_scss"}
    assert [place for place, node in calls if called(node) in scripts and not constant(node)] == []


def test_only_one_file_knows_the_system():
    files = [file for file in PRODUCT if file != ROOT / "facilitator" / "store" / "disk.py"]
    offences = []
    for place, node in found(files, ast.Import, ast.ImportFrom, ast.Attribute):
        if isinstance(node, ast.Attribute):
            owner = getattr(node.value, "id", "")
            offences += [place] if node.attr in ONE_SYSTEM_CALLS.get(owner, set()) | {"add_signal_handler"} else []
        elif isinstance(node, ast.Import):
            offences += [place for name in node.names if name.name in ONE_SYSTEM_MODULES]
        else:
            offences += [place] if node.module in ONE_SYSTEM_MODULES else []
            offences += [place for name in node.names if name.name in ONE_SYSTEM_CALLS.get(node.module or "", ())]
    assert offences == []


def test_the_light_scripts_write_html_in_one_line():
    script = "".join(
        (ROOT / "assets" / name).read_text(encoding="utf-8") for name in ("live.js", "stage.js", "group.js")
    )
    assert re.findall(r".*innerHTML\b(?!,).*", script) == ["    template.innerHTML = policy.createHTML(html);"]
    assert not re.search(r"outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", script)


def test_nobody_prints_but_the_command_line():
    files = [file for file in PRODUCT if file.name not in ("cli.py", "serve.py", "rehearsal.py")]
    assert [place for place, node in found(files, ast.Call) if getattr(node.func, "id", "") == "print"] == []


def test_each_library_has_one_home():
    homes = {
        "nicegui": "console",
        "tinydb": "store",
        "qrcode": "host/qr",
        "jinja2": "templates",
        "ifaddr": "host/network",
    }
    for place, node in found(PRODUCT, ast.Import, ast.ImportFrom):
        for name in said(node):
            home = homes.get(name)
            assert home is None or place.startswith(f"facilitator/{home}"), f"{place} imports {name}"


def test_imports_point_downward():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_the_checks_run_the_tests_as_the_readme_does():
    command = "pip install uv && uv run pytest"
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == command
