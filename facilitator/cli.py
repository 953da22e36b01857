"""The command line. What goes wrong is one clear sentence on standard error, never a traceback.

Exit codes: 0 all is well, 1 it failed, 2 the command was not understood. Without a command the server is started.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.table import Table

from facilitator import __version__, commands
from facilitator.activity import Refused
from facilitator.commands import Data, Loose, Named, To, say, session_in, show
from facilitator.errors import Trouble
from facilitator.host.instance import default_folder
from facilitator.host.network import public
from facilitator.i18n import Words, _
from facilitator.library.plans import PlanError, ready
from facilitator.library.plans import read as read_plan
from facilitator.library.registry import Kind, Registry
from facilitator.library.shape import shape
from facilitator.library.shelves import listed, named
from facilitator.report.model import Record
from facilitator.store import SESSION, Disk, StoreError, read

app = typer.Typer(
    help="One program on a laptop runs a workshop with everyone in the room.",
    epilog="Without a command it starts the server: facilitator --plan demo",
    no_args_is_help=False, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")  # a terminal that cannot write every sign
    try:
        app(given if _names_a_command(given) else ["run", *given])
    except (Trouble, PlanError, StoreError, Refused) as problem:
        _fail(problem.words)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))


def _names_a_command(given: Sequence[str]) -> bool:
    return bool(given) and (given[0] in ("--help", "--version") or not given[0].startswith("-"))


@app.callback(invoke_without_command=True)
def _about(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(__version__)
        raise typer.Exit


def _public(text: str) -> str:
    try:
        return public(text) and text if text else text
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@app.command()
def run(
    data: Data = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "0.0.0.0",
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 8080,
    address: Annotated[str, typer.Option(help="Address that phones are told, if the guess is wrong.")] = "",
    public_url: Annotated[str, typer.Option(help="Address of a proxy in front.", callback=_public)] = "",
    plan: Annotated[str, typer.Option(help="Start this plan at once: a ready one or a file.")] = "",
    activities: Loose = None,
    no_open: Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print the links as one line of JSON.")] = False,
) -> None:
    """Start the server, and open the console in the browser. This is what happens without a command."""
    from facilitator.server.serve import Wish, serve

    folder = (data or default_folder()).resolve()
    serve(Wish(folder, host, port, address, public_url, plan, activities, opens=not no_open and not json, json=json))


@app.command()
def rehearse(
    plans: Annotated[list[str], typer.Argument(help="A ready plan or a file. Several are the meetings of one group.")],
    to: To,
    people: Annotated[int, typer.Option(help="How many simulated people.", min=1, max=1000)] = 12,
    seed: Annotated[int, typer.Option(help="The same seed gives the same workshop.")] = 1,
    paper: Annotated[int | None, typer.Option(help="How many have no phone; a sixth by default.", min=0)] = None,
    faults: Annotated[bool, typer.Option("--faults", help="Break connections meanwhile.")] = False,
    days: Annotated[int, typer.Option(help="Days from one meeting to the next.", min=1, max=366)] = 28,
    activities: Loose = None,
) -> None:
    """Play a whole workshop with simulated people, and write its record. Succeeds only if all of it worked.

    Several plans are played one after the other as a programme: some people do not come back, others join, and what one
    meeting leaves is looked for in the next.
    """
    from facilitator.rehearsal import rehearse

    rehearse(*plans, people=people, seed=seed, to=to, paper=paper, faults=faults, activities=activities, days=days)


@app.command()
def export(
    session: Named,
    to: To,
    formats: Annotated[
        str, typer.Option(help="Such as docx,html, or zip for one file with all. All by default.", show_default=False)
    ] = "",
    copy: Annotated[str, typer.Option(help="room, public or facilitator.")] = "room",
    data: Data = None,
    activities: Loose = None,
) -> None:
    """Write the record of a session into a folder. The session may be open."""
    from facilitator.report import COPIES, FORMATS, Copy, everything

    wanted = [name.strip() for name in formats.split(",") if name.strip()] or list(FORMATS)
    _known(wanted, [*FORMATS, everything.ENDING], "--formats")
    _known([copy], COPIES, "--copy")
    record = _record(session_in(session, data or default_folder()), Registry.load(activities))
    with Console(stderr=True, soft_wrap=True).status("") as status:
        files, missing = everything.files(record, wanted, cast(Copy, copy), lambda words: status.update(str(words)))
    for file in Disk().write_together(to, files):
        print(file)
    if missing:
        raise Trouble(_("This could not be made: {formats}. The others are there.", formats=", ".join(missing)))


app.command()(commands.sessions)
app.command("import")(commands.import_)
app.command()(commands.delete)
app.command("erase")(commands.erase_)
app.command()(commands.schema)


@app.command()
def plans(activities: Loose = None) -> None:
    """List the ready plans."""
    found, damaged = ready(Registry.load(activities))
    table = Table("Plan", "Title", "Minutes", "About")
    for plan in found:
        about = "\n".join([plan.about, *(str(named(step)) for step in plan.guide)])
        table.add_row(plan.name, plan.title, str(plan.minutes), about)
    show(table, found, _("There are no ready plans."))
    for error in damaged:
        say(f"✗ {error}")


@app.command()
def activities(activities: Loose = None) -> None:
    """List the activities by the steps of the guide, and what could not be loaded."""
    library = Registry.load(activities)
    table = Table("Activity", "What it is for, and when", "Takes", "Leaves")
    for cells, last in listed(library.activities.values()):
        table.add_row(*map(str, cells), end_section=last)
    show(table, library.activities, library.hint)
    for card in library.broken:
        say(f"✗ {card.name}: {card.why}")


@app.command()
def doctor(
    data: Data = None,
    port: Annotated[int, typer.Option(help="Port to try.", min=0, max=65535)] = 8080,
    activities: Loose = None,
) -> None:
    """Check that this laptop is ready, before people arrive."""
    from facilitator.host.doctor import examine

    table = Table("", "What", "How it is")
    checks = examine(data or default_folder(), port, Registry.load(activities))
    for check in checks:
        table.add_row({"fine": "✓ fine", "look": "! look", "broken": "✗ broken"}[check.state], check.name, check.words)
    show(table, checks, "")
    broken = ", ".join(check.name for check in checks if check.state == "broken")
    if broken:
        raise Trouble(_("This needs your attention first: {what}.", what=broken))


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="A plan (.toml), votes (.pb), or an activity.", exists=True)],
    activities: Loose = None,
) -> None:
    """Check a plan, or play an activity that you wrote with pretend people."""
    library = Registry.load(activities)
    if file.suffix == ".toml" or any(file.suffix[1:] in kind.reads for kind in library.activities.values()):
        plan = read_plan(file, library)
        words = _("✓ The plan “{title}” is fine: {n} steps, {m} minutes.", n=len(plan.steps), m=plan.minutes)
        say(words.with_params(title=plan.title) if file.suffix == ".toml" else plan.about)
        return
    alone = Registry()
    alone.take_file(file)
    if alone.broken:
        raise Trouble(_("{name}: {why}", name=alone.broken[0].name, why=alone.broken[0].why))
    if not alone.activities:
        raise Trouble(_("{name}: There is no activity in it.", name=file.name))
    for kind in alone.activities.values():
        say(_("While it runs, “{title}” keeps:", title=kind.title))
        for line in shape(kind):
            say(line)
        _play(kind)


@app.command()
def new_activity(
    name: Annotated[str, typer.Argument(help="Such as energy-check: small letters, digits and hyphens.")],
) -> None:
    """Make a small activity that works, with its test, in this folder, to change into your own."""
    from facilitator.library.scaffold import make

    here = Path.cwd()
    activity, test = (file.relative_to(here) for file in make(name, here, Registry.load()))
    say(_("{activity} and {test} are ready to be changed.", activity=activity, test=test))
    say(_("Check it: facilitator check {activity}", activity=activity))


def _play(kind: Kind) -> None:
    """Play an activity with pretend people, and say what it does not keep of the contract."""
    from facilitator.testing.suite import run as failures_of

    say(_("Playing “{title}” with pretend people. This takes up to two minutes.", title=kind.title))
    failures = failures_of(kind)
    for failure in failures:
        say(f"✗ {failure.rule} ({failure.settings}) {failure.why}")
    if failures:
        raise Trouble(_("The activity “{title}” is not ready: {n} things to mend.", title=kind.title, n=len(failures)))
    say(_("✓ The activity “{title}” keeps the contract.", title=kind.title))


def _record(folder: Path, library: Registry) -> Record:
    """The record of a session on the disk, open or closed. Nothing is changed."""
    from facilitator.room import Room
    from facilitator.session.facts import check
    from facilitator.session.snapshot import restore

    tables, events = read(folder)
    check(tables, folder / SESSION)
    room = Room(library.activities)
    restore(room, tables, events)
    return room.record()


def _known(given: Sequence[str], known: Collection[str], option: str) -> None:
    unknown = [name for name in given if name not in known]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)} is not known. Known are: {', '.join(known)}", param_hint=option)


def _fail(words: Words) -> None:
    print(words, file=sys.stderr)
    sys.exit(1)
