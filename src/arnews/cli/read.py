"""The commands that read: a page, a text, a headline."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arnews.cli import show

if TYPE_CHECKING:
    from arnews.doc import Doc
    from arnews.pipeline import Pipeline

__all__ = ["analyze", "explain", "page"]

FILE = click.Path(exists=True, dir_okay=False, readable=True, allow_dash=True, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every reading command has."""
    for option in reversed(
        (
            click.option("--json", "as_json", is_flag=True, help="One JSON document instead of the summary."),
            click.option("--ner", type=click.Choice(["fast", "accurate", "tiny"]), default="fast", show_default=True,
                         help="Which shipped entity model reads the names."),
            click.option("--model", type=FOLDER, help="A model folder of yours (from `arnews train`)."),
            click.option("--encoding", metavar="NAME",
                         help="Encoding of FILE. Default: UTF-8; for HTML what the page declares."),
        )
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("file", type=FILE)
@_options
@click.option("--words", is_flag=True, help="With --json: every word of the article with its readings too.")
def page(file: Path, as_json: bool, ner: str, model: Path | None, encoding: str | None, words: bool) -> None:
    """Read the page in FILE (text or HTML; - for standard input).

    Prints its title, source and date, every other headline with its topic, and the article with its people,
    places and organisations.
    """
    from arnews.page import read_page

    read = read_page(_page_source(file, encoding))
    news = _load(ner, model, words=words and as_json).read(read)
    if as_json:
        show.as_json(news.to_dict())
    else:
        show.news(news)


@click.command()
@click.argument("file", type=FILE)
@_options
@click.option("--lines", is_flag=True, help="Every line is a text of its own; with --json one JSON document a line.")
@click.option("--lexicon", metavar="NAME|FILE", help='"calima" or an ALMOR database of yours.')
def analyze(
    file: Path, as_json: bool, ner: str, model: Path | None, encoding: str | None, lines: bool, lexicon: str | None
) -> None:
    """Analyse the plain text in FILE (- for standard input).

    Prints the topic, the names, and every word with its lemma, part of speech and gloss.
    """
    text = _decode(_bytes(file), encoding, file)
    nlp = _load(ner, model, words=True, lexicon=lexicon)
    texts: Iterator[str] = iter([line for line in text.splitlines() if line.strip()] if lines else [text])
    for doc in nlp.pipe(texts):
        if doc is not None:
            _show(doc, as_json=as_json, compact=lines)


@click.command()
@click.argument("headline")
@click.option("--model", type=FOLDER, help="A topic model of yours (from `arnews train topics`).")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of the table.")
def explain(headline: str, model: Path | None, as_json: bool) -> None:
    """Show the words for and against the topic of HEADLINE."""
    from arnews.pipeline import load

    found = load(model, disable=["morphology", "ner"]).topics.explain(headline)
    if as_json:
        reasons = [reason._asdict() for reason in found.reasons]
        show.as_json({**found._asdict(), "reasons": reasons})
    else:
        show.explanation(found)


def _show(doc: Doc, *, as_json: bool, compact: bool) -> None:
    if as_json:
        show.as_json(doc.to_dict(), indent=None if compact else 1)
    else:
        show.document(doc)


def _load(ner: str, model: Path | None, *, words: bool, lexicon: str | None = None) -> Pipeline:
    from arnews.pipeline import load

    return load(model, ner=ner, lexicon=lexicon, disable=[] if words else ["morphology"])


def _bytes(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


def _decode(data: bytes, encoding: str | None, file: Path) -> str:
    name = "standard input" if str(file) == "-" else str(file)
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise click.BadParameter(f"{encoding!r} is no encoding", param_hint="--encoding") from error
    try:
        return data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.ClickException(
            f"{name} is not {encoding or 'UTF-8'} (byte {error.start}); try --encoding windows-1256"
        ) from error


def _page_source(file: Path, encoding: str | None) -> str | bytes:
    data = _bytes(file)
    if encoding is None and data.lstrip()[:1] == b"<":
        return data  # HTML declares its own encoding
    return _decode(data, encoding, file)
