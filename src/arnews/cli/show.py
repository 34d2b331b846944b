"""What the commands print: summaries for people, JSON for programs.

Arabic runs from right to left inside lines that a terminal lays out from left to right. Labels come first
and the Arabic last on its line; on a terminal the Arabic is wrapped in Unicode isolates, so that its own
punctuation and numbers stay in place where bidirectional layout is supported. Piped output has no such marks.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from arnews.doc.codec import to_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from arnews.doc import Doc
    from arnews.pipeline import News
    from arnews.topics import Explanation

__all__ = ["as_json", "document", "explanation", "news"]

_KINDS = {"PER": "people", "LOC": "places", "ORG": "organisations"}
_WIDTH = 14


def as_json(data: Any, *, indent: int | None = 1) -> None:
    """Print plain data as one JSON document."""
    click.echo(to_json(data, indent=indent))


def news(found: News) -> None:
    """Print a page: what it is, its other headlines, its article."""
    page = found.page
    for label, value in (("title", page.title), ("source", page.source), ("date", page.date),
                         ("byline", page.byline), ("dateline", page.dateline)):  # fmt: skip
        if value is not None:
            _row(label, str(value))
    if page.title is None and not page.paragraphs and not found.headlines:
        _row("page", "no title, article or headline found")
        return
    if found.headlines:
        _heading(f"{len(found.headlines)} headlines")
        for doc in found.headlines:
            _row(f"  {doc.topic or '-'}", doc.text)
    if page.paragraphs:
        _heading(f"article, {len(page.paragraphs)} paragraphs, topic {_topic(found.article)}")
        _names(found.article)
        click.echo()
        for paragraph in page.paragraphs:
            click.echo("  " + _isolated(paragraph.text))


def document(doc: Doc) -> None:
    """Print a text: topic, names, words."""
    if doc.topic is not None:
        _row("topic", _topic(doc))
    _names(doc)
    _heading(f"{len(doc.tokens)} words and marks in {len(doc.sents)} sentences")
    for sent in doc.sents:
        for token in sent.tokens:
            cells = (token.upos or "-", token.lemma or "-", token.gloss or "")
            click.echo(f"  {cells[0]:<7}{_isolated(token.text)}  {_isolated(cells[1])}  {cells[2]}".rstrip())
        click.echo()


def explanation(found: Explanation, *, limit: int = 12) -> None:
    """Print the words for and against a topic, the heaviest first."""
    _row("topic", f"{found.topic} ({found.score:.0%})")
    for label, reasons in (("for", found.for_topic), ("against", found.against_topic)):
        for reason in reasons[:limit]:
            _row(f"  {label:<8}{reason.weight:+.2f}", reason.text)
    _row(f"  {'base':<8}{found.intercept:+.2f}", "")
    _row(f"  {'decision':<8}{found.decision:+.2f}", "")


def _topic(doc: Doc) -> str:
    if doc.topic is None:
        return "-"
    return f"{doc.topic} ({doc.topic_scores[doc.topic]:.0%})"


def _names(doc: Doc) -> None:
    for label, kind in _KINDS.items():
        counts = Counter(ent.name for ent in doc.ents if ent.label == label)
        if counts:
            _row(kind, _listed(counts.most_common()))


def _listed(names: Iterable[tuple[str, int]]) -> str:
    return "، ".join(f"{' '.join(name.split())} ({n})" if n > 1 else " ".join(name.split()) for name, n in names)


def _heading(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)


def _row(label: str, value: str) -> None:
    click.echo(click.style(f"{label:<{_WIDTH}}", fg="cyan") + "  " + _isolated(value))


def _isolated(text: str) -> str:
    shown = printable(text)
    # U+2068 first strong isolate … U+2069 pop directional isolate
    return f"\u2068{shown}\u2069" if sys.stdout.isatty() else shown


def printable(text: str) -> str:
    """Return `text` without control characters and lone surrogates, which a terminal must not get."""
    kept = "".join(" " if c in "\n\r\t" else c for c in text if c.isprintable() or c in "\n\r\t\u200c\u200d")
    return kept.encode("utf-8", "replace").decode("utf-8")
