"""A rehearsal holds on the real server, gives the same record again, and reports what does not hold."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import replace
from pathlib import Path
from unittest.mock import AsyncMock

import pytest
from tinydb import TinyDB

from activities.dot_vote import DotVote
from facilitator import cli
from facilitator.blocks import vote
from facilitator.blocks.collect import short
from facilitator.blocks.group import record as group_record
from facilitator.errors import Trouble
from facilitator.library.registry import Registry
from facilitator.rehearsal import checks, rehearse, server
from facilitator.rehearsal.line import Line
from facilitator.rehearsal.page import Gone, Page
from facilitator.rehearsal.words import NAMES
from facilitator.room import Answer, Room
from facilitator.testing.taps import Control

LOOSE = Path(__file__).parent / "loose"
ONE_VOTE = """
title = "One vote"
[[steps]]
activity = "dot-vote"
settings = {criterion = "Which first?", options = ["Tea", "Coffee", "Water", "Juice"], dots = 3}
"""
ONE_NOTE = """
title = "Notes"
[[steps]]
activity = "notes"
[[steps]]
activity = "break"
"""


@pytest.fixture
def plan(tmp_path):
    """A plan with one vote."""
    file = tmp_path / "one.toml"
    file.write_text(ONE_VOTE, encoding="utf-8")
    return str(file)


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir()) if file.is_file()}


def session(folder: Path) -> Path:
    (found,) = [each for each in folder.iterdir() if each.is_dir()]
    return found


def test_a_whole_workshop_holds_and_the_same_seed_gives_the_same_record(tmp_path, capsys):
    rehearse("demo", people=12, seed=1, to=tmp_path / "a")
    said = capsys.readouterr().out
    assert "12 people took part, and everything held." in said
    assert "numbers of the record were counted again, and agree" in said
    rehearse("demo", people=12, seed=1, to=tmp_path / "b")
    first = files(tmp_path / "a")
    assert {"record.md", "record.html", "record.json"} <= set(first)
    assert first == files(tmp_path / "b")
    text = first["record.md"].decode()
    assert "12 people took part. 2 of them on paper. 1 supporter was with us." in text
    assert not [name for name in NAMES if name in text]
    with TinyDB(session(tmp_path / "a") / "session.json", access_mode="r") as kept:
        assert kept.table("meta").get(doc_id=1)["status"] == "closed"


def test_another_seed_gives_another_record(plan, tmp_path):
    for seed in (1, 2):
        rehearse(plan, people=3, seed=seed, to=tmp_path / str(seed))
    one, other = (files(tmp_path / str(seed))["record.json"] for seed in (1, 2))
    assert one != other


def test_nothing_is_lost_when_the_server_is_killed_and_connections_are_cut(plan, tmp_path, capsys):
    rehearse(plan, people=8, seed=5, to=tmp_path / "faults", faults=True)
    assert re.search(r"The server was killed \d times? meanwhile, and nothing was lost.", capsys.readouterr().out)
    rehearse(plan, people=8, seed=5, to=tmp_path / "calm")
    assert files(tmp_path / "faults") == files(tmp_path / "calm")


def test_activities_that_it_does_not_know_are_played_too(tmp_path, capsys):
    file = tmp_path / "notes.toml"
    file.write_text(ONE_NOTE, encoding="utf-8")
    rehearse(str(file), people=4, seed=1, to=tmp_path / "to", activities=LOOSE)
    assert "4 people took part, and everything held." in capsys.readouterr().out


WEATHER = """
title = "Weather"
[[steps]]
activity = "weather"
"""


def test_a_block_of_a_stranger_with_a_template_of_its_own_is_played(tmp_path, capsys):
    file = tmp_path / "weather.toml"
    file.write_text(WEATHER, encoding="utf-8")
    rehearse(str(file), people=5, seed=2, to=tmp_path / "to", activities=LOOSE)
    assert "5 people took part, and everything held." in capsys.readouterr().out
    (section,) = json.loads((tmp_path / "to" / "record.json").read_text(encoding="utf-8"))["sections"]
    (table,) = section["blocks"]
    assert sum(people for _weather, people in table["rows"]) >= 3


def test_a_wrong_count_is_found(plan, tmp_path, monkeypatch):
    right = vote.tally

    def wrong(*given, **named):
        count = right(*given, **named)
        return replace(count, options=(replace(count.options[0], dots=count.options[0].dots + 1), *count.options[1:]))

    monkeypatch.setattr(vote, "tally", wrong)
    with pytest.raises(Trouble, match=r"round 1: the record says \d for “Tea”, but it was \d"):
        rehearse(plan, people=3, seed=1, to=tmp_path / "to")
    assert (tmp_path / "to" / "record.md").is_file(), "what was found wrong can be looked at"


SAID = """
title = "Said"
[[steps]]
activity = "check-in"
settings = {prompt = "In one word, how do you arrive?"}
[[steps]]
activity = "retrospective"
settings = {format = "hopes", votes = false, safety_check = false, carry_over = false}
"""


def test_a_wrong_number_of_answers_and_a_card_that_is_not_printed_are_found(tmp_path, monkeypatch):
    file = tmp_path / "said.toml"
    file.write_text(SAID, encoding="utf-8")
    told, group_blocks = short.told, group_record.blocks

    def fewer(*given):
        return [replace(block, quotes=block.quotes[1:]) if hasattr(block, "quotes") else block for block in given]

    with monkeypatch.context() as wrong:
        wrong.setattr(short, "told", lambda cards: replace(told(cards), n=told(cards).n + 1))
        with pytest.raises(Trouble, match=r"the record says \d for “Answered”, but it was \d"):
            rehearse(str(file), people=4, seed=1, to=tmp_path / "to")
    with monkeypatch.context() as wrong:
        wrong.setattr(group_record, "blocks", lambda *given: fewer(*group_blocks(*given)))
        with pytest.raises(Trouble, match=r"“Retrospective” has \d+ cards?, but \d+ were shown"):
            rehearse(str(file), people=9, seed=1, to=tmp_path / "to")


def test_an_act_that_was_acknowledged_and_not_kept_is_found(plan, tmp_path, monkeypatch):
    act = Room.act

    def forgetful(room, who, asked):
        return Answer(True, n=room.n) if asked.do.startswith("place?") else act(room, who, asked)

    monkeypatch.setattr(Room, "act", forgetful)
    with pytest.raises(Trouble, match=r"\d+ acts? .* not in the session file"):
        rehearse(plan, people=3, seed=1, to=tmp_path / "to")


def test_a_hidden_answer_on_the_board_is_found(plan, tmp_path, monkeypatch):
    kind = Registry.load(None).activities["dot-vote"]
    board = kind.board

    def leaky(self, s, ctx):
        from facilitator import kit

        return kit.join(board(self, s, ctx), kit.hint(f"{sum(map(len, s.ballots.dots.values()))} dots"))

    monkeypatch.setattr(kind, "board", leaky)
    with pytest.raises(Trouble, match="In “Vote” the page of the board changed with hidden answers"):
        rehearse(plan, people=3, seed=1, to=tmp_path / "to")


def test_a_line_in_the_log_that_names_a_person_is_found(plan, tmp_path, monkeypatch, capsys):
    join = Room.join

    def talkative(room, token, **given):
        if given["name"]:
            logging.getLogger("facilitator").warning("welcome, %s", given["name"])
        return join(room, token, **given)

    monkeypatch.setattr(Room, "join", talkative)
    with pytest.raises(SystemExit) as left:
        cli.main(["rehearse", plan, "--people", "3", "--to", str(tmp_path / "to")])
    assert left.value.code == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("The log names a person.")


def test_a_server_that_does_not_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Trouble, match="There is no plan"):
        server.AsProcess(tmp_path, ("no-such-plan", ""), 1)
    monkeypatch.setattr(server, "PATIENCE", 0.0)
    with pytest.raises(Trouble, match="was not ready after 0 seconds"):
        server.AsProcess(tmp_path, ("demo", ""), 1)


async def _settled(views: list[str], patience: int) -> list[str]:
    """A page that shows "old", then one of these views after each time it was asked for; what it asked for."""
    asked: list[str] = []

    class Slow:
        host, who, page = "", "Ann", Page("", 0, view="old")

        async def get(self, path: str) -> Page:
            asked.append(path)
            return Page("", 200, view="new")

    async def waited() -> bool:
        line.view = views.pop(0) if views else line.view
        return line.view != "old"

    line = Line(Slow())
    line.connect, line._waited = AsyncMock(), waited
    await line.settle(patience)
    return asked


def test_a_page_that_is_slow_is_waited_for_and_one_that_never_comes_is_not():
    assert len(asyncio.run(_settled(["old", "old", "older", "new"], 3))) == 5
    with pytest.raises(Gone, match="the newest view did not come"):
        asyncio.run(_settled(["old"] * 9, 3))


def test_a_question_that_nobody_can_answer_does_not_hold():
    vote_ = DotVote(DotVote.settings_type.model_validate({"criterion": "Which first?"}))
    ready, open_ = vote_.phases[:2]
    passing, placing = Control("", "Pass", "pass", ()), Control("", "+", "place?option=o1", ())
    assert "nobody could answer" in str(*checks.answerable(vote_, open_, [[passing], [passing]]))
    assert not [*checks.answerable(vote_, open_, [[passing], [placing]]), *checks.answerable(vote_, ready, [[passing]])]
