"""The command line, as a user types it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import arnews
from arnews.cli import main

DATA = Path(__file__).parents[1] / "data"
SEED = str(DATA / "seed_page.txt")


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


@pytest.fixture(scope="module")
def seed_output() -> str:
    result = run("page", SEED)
    assert result.exit_code == 0, result.output
    return result.output


def test_page_prints_what_it_is(seed_output: str, seed_gold: dict[str, Any]) -> None:
    lines = seed_output.splitlines()
    assert lines[0].split(maxsplit=1) == ["title", seed_gold["title"]]
    assert lines[1].split() == ["source", "التحرير"]
    assert lines[2].split() == ["date", "2015-09-18"]


def test_page_prints_every_headline_with_its_topic(seed_output: str, seed_gold: dict[str, Any]) -> None:
    rows = [line.split(maxsplit=1) for line in seed_output.splitlines() if line.startswith("  ")]
    topics = {row[1]: row[0] for row in rows if len(row) == 2}
    assert all(
        topics[headline] in arnews.load(disable=["ner"]).topics.classes_ for headline in seed_gold["headlines"][:3]
    )
    assert set(seed_gold["headlines"]) <= set(topics)


def test_page_prints_the_names_of_the_article(seed_output: str) -> None:
    rows = dict(
        line.split(maxsplit=1) for line in seed_output.splitlines() if line[:6] in ("people", "places", "organi")
    )
    assert "بشار الأسد" in rows["people"]
    assert "سوريا" in rows["places"]
    assert "داعش" in rows["organisations"]


def test_piped_output_has_no_control_sequences(seed_output: str) -> None:
    assert not {"\x1b", "\u2068", "\u2069"} & set(seed_output)


def test_page_as_json_is_one_document(seed_gold: dict[str, Any]) -> None:
    result = run("page", SEED, "--json")
    data = json.loads(result.output)
    assert data["page"]["title"] == seed_gold["title"]
    assert data["page"]["date"] == "2015-09-18"
    assert [row["text"] for row in data["headlines"]] == seed_gold["headlines"]
    assert all(row["topic"] in row["topic_scores"] for row in data["headlines"])
    assert {"PER", "LOC", "ORG"} == {ent["label"] for ent in data["article"]["ents"]}
    assert "lemma" not in data["article"]["tokens"][0]


def test_page_as_json_with_words_has_lemmas() -> None:
    data = json.loads(run("page", "-", "--json", "--words", stdin="عنوان الخبر\n\nزار الوزير القاهرة أمس.").output)
    assert all("lemma" in token for token in data["article"]["tokens"])


def test_analyze_prints_words_with_readings() -> None:
    result = run("analyze", "-", stdin="زار الرئيس محمود عباس القاهرة.")
    assert result.exit_code == 0, result.output
    assert "محمود عباس" in result.output
    rows = [line.split() for line in result.output.splitlines()]
    assert any(row[:3] == ["VERB", "زار", "زار"] for row in rows)


def test_analyze_lines_as_json_gives_a_document_a_line() -> None:
    result = run("analyze", "-", "--json", "--lines", stdin="فاز الأهلي.\n\nهبط النفط.\n")
    docs = [arnews.Doc.from_json(line) for line in result.output.splitlines()]
    assert [doc.text for doc in docs] == ["فاز الأهلي.", "هبط النفط."]


def test_explain_shows_words_for_the_topic() -> None:
    result = run("explain", "فاز المنتخب في مباراة كرة القدم")
    assert result.exit_code == 0, result.output
    assert "sport" in result.output
    assert "المنتخب" in result.output


@pytest.mark.parametrize(
    "command", [["page", "-"], ["analyze", "-"], ["page", "-", "--json"], ["analyze", "-", "--json"]]
)
@pytest.mark.parametrize("text", ["", "\n\n", "x", "\x00\u202e", "ا" * 300_000])
def test_odd_input_gives_a_result(command: list[str], text: str) -> None:
    result = run(*command, stdin=text)
    assert result.exit_code == 0, result.output
    assert result.exception is None


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "message"),
    [
        (["page", "no_such_file.txt"], None, 2, "'no_such_file.txt' does not exist"),
        (["analyze", "no_such_file.txt"], None, 2, "'no_such_file.txt' does not exist"),
        (["page", str(DATA)], None, 2, "is a directory"),
        (["analyze", "-"], b"\xc7\xe1\xde\xc7\xe5\xd1\xc9", 1, "not UTF-8 (byte 0); try --encoding windows-1256"),
        (["analyze", "-", "--encoding", "klingon"], b"x", 2, "'klingon' is no encoding"),
        (["analyze", "-", "--model", str(DATA)], "نص", 1, "is no model folder"),
        (["analyze", "-", "--lexicon", "nowhere.db"], "نص", 1, "nowhere.db"),
        (["train", "topics", SEED], None, 2, "'-o' / '--output'"),
        (["train", "weather", SEED, "-o", "x"], None, 2, "weather"),
        (["evaluate", "weather", SEED], None, 2, "'weather' is not one of"),
        (["frobnicate"], None, 2, "No such command"),
    ],
)
def test_wrong_input_is_one_clear_message(
    arguments: list[str], stdin: str | bytes | None, code: int, message: str
) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.exit_code == code
    assert message in result.output
    assert "Traceback" not in result.output


def test_other_encodings_are_read() -> None:
    data = "فاز الأهلي في القاهرة".encode("windows-1256")
    result = run("analyze", "-", "--encoding", "windows-1256", stdin=data)
    assert result.exit_code == 0
    assert "القاهرة" in result.output


@pytest.mark.parametrize(
    "command", [[], ["page"], ["analyze"], ["explain"], ["train"], ["train", "topics"], ["evaluate"]]
)
def test_help_says_what_a_command_does(command: list[str]) -> None:
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


def test_version_is_the_packages() -> None:
    assert run("--version").output.strip().endswith(arnews.__version__)


def test_reader_that_closes_the_pipe_gets_no_traceback() -> None:
    command = f'"{sys.executable}" -m arnews page "{SEED}" | head -n 1'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("title")
    assert "Traceback" not in done.stderr
