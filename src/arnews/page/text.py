"""The text of a page, with everything around the article, becomes a `Page`."""

from __future__ import annotations

import re

from arnews.doc import Span
from arnews.page import cues
from arnews.page.article import Page
from arnews.page.body import find_body, roles_of_cue
from arnews.page.context import Context
from arnews.page.header import find_byline, find_date, find_dateline, find_title
from arnews.page.headlines import find_headlines
from arnews.page.lines import fold_page, split_lines
from arnews.page.roles import roles_of
from arnews.page.source import PUBLISHED_IN, find_source

__all__ = ["read_text", "understand"]

_BAR = re.compile(r"\s+\|\s+|\s+[-–—]\s+")


def understand(text: str) -> Context:
    """Return the lines of a page with their cues, their roles, and the stretch of the body."""
    lines = split_lines(text)
    found = roles_of_cue(lines)
    page = Context(text, lines, found, find_body(lines, found))
    roles = roles_of(page)
    inside = [role == "body" and not _is_repeated(page, at) for at, role in enumerate(roles)]
    inside = _below_publication(page, inside if any(inside) else list(page.inside))
    return Context(text, lines, found, inside, roles)


def _below_publication(page: Context, inside: list[bool]) -> list[bool]:
    """Leave out what stands above «نشر في … يوم …»: that line stands between a title and its article.

    Where less of the body follows than went before, the line closes the article and nothing changes.
    """
    at = next((n for n, line in enumerate(page.lines) if len(line.words) <= 16 and PUBLISHED_IN.match(line.fold)), None)
    if at is None or sum(inside[at + 1 :]) <= sum(inside[: at + 1]):
        return inside
    return [False] * (at + 1) + inside[at + 1 :]


def _is_repeated(page: Context, at: int) -> bool:
    """Tell a headline that stands on the page more than once from a paragraph."""
    line = page.lines[at]
    return page.repeated[line.fold] > 1 and 3 <= len(line.words) < 20 and line.stop[:1] != "."


def split_outlet(raw: str, source: str | None) -> tuple[int, int, str | None]:
    """Return where the title proper stands in «الصحيفة | العنوان» or «العنوان - الصحيفة», and the outlet's name."""
    key = fold_page(source) if source else None
    gaps = list(_BAR.finditer(raw))
    for gap, first in ((gaps[0], True), (gaps[-1], False)) if gaps else ():
        name = raw[: gap.start()] if first else raw[gap.end() :]
        plain = fold_page(name).strip()
        named = cues.OWN.match(plain.removeprefix("ال")) and len(plain.split()) <= 4
        if plain and (plain == key or named):
            return (gap.end(), len(raw), name.strip()) if first else (0, gap.start(), name.strip())
    return 0, len(raw), None


def read_text(text: str) -> Page:
    """Read the text of one page."""
    page = understand(text)
    lines = page.lines
    title = find_title(page)
    source = find_source(page, title)
    title_span = None
    if title is not None:
        line = lines[title]
        low, high, outlet = split_outlet(line.raw, source)
        title_span = Span(text, line.start + low, line.start + high)
        source = source or outlet
    spans = [Span(text, *pair) for pair in find_headlines(page, title)]
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
