"""Training and scoring from the command line, on the example's own headlines."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from arnews.cli import main

HEADLINES = str(Path(__file__).parents[2] / "examples" / "retrain_topics" / "headlines.csv")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("models") / "topics"
    return folder, run("train", "topics", HEADLINES, "-o", str(folder), "--folds", "3")


def test_training_prints_held_out_scores_and_writes_a_card(trained: tuple[Path, Result]) -> None:
    folder, result = trained
    assert result.exit_code == 0, result.output
    assert "acceptable" in result.output
    assert (folder / "card.md").read_text(encoding="utf-8").strip()


def test_trained_model_is_scored_and_used(trained: tuple[Path, Result]) -> None:
    folder, _ = trained
    scored = run("evaluate", "topics", HEADLINES, "--model", str(folder))
    assert scored.exit_code == 0, scored.output
    explained = run("explain", "هدف الفوز في مباراة الكأس", "--model", str(folder), "--json")
    assert explained.exit_code == 0, explained.output
    assert '"topic"' in explained.output


def test_data_that_cannot_be_used_is_one_clear_message(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("headline,subject\nعنوان,رياضة\n", encoding="utf-8")
    result = run("train", "topics", str(tmp_path / "bad.csv"), "-o", str(tmp_path / "m"))
    assert result.exit_code == 1
    assert "topic" in result.output
    assert "Traceback" not in result.output
    assert not (tmp_path / "m").exists()
