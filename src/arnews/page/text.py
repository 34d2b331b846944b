"""The text of a page, with everything around the article, becomes a `Page`."""

from __future__ import annotations

from arnews.doc import Span
from arnews.page.article import Page
from arnews.page.body import find_body, roles_of_cue
from arnews.page.context import Context
from arnews.page.header import find_byline, find_date, find_dateline, find_title
from arnews.page.headlines import find_headlines
from arnews.page.lines import split_lines
from arnews.page.source import find_source

__all__ = ["read_text"]


def read_text(text: str) -> Page:
    """Read the text of one page."""
    lines = split_lines(text)
    found = roles_of_cue(lines)
    page = Context(text, lines, found, find_body(lines, found))
    title = find_title(page)
    source, _ = find_source(page, title)
    spans = [Span(text, *pair) for pair in find_headlines(page, title)]
    title_span = None if title is None else Span(text, lines[title].start, lines[title].end)
    return Page(
        title=None if title_span is None else " ".join(title_span.text.split()),
        source=source,
        date=find_date(page, title),
        byline=find_byline(page, title),
        dateline=find_dateline(page),
        headlines=tuple(" ".join(span.text.split()) for span in spans),
        paragraphs=tuple(
            Span(text, line.start, line.end) for line, is_body in zip(lines, page.inside, strict=True) if is_body
        ),
        kind="text",
        text=text,
        title_span=title_span,
        headline_spans=tuple(spans),
    )
