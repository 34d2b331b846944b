"""HTML pages: their text in blocks goes to the text reader; what their metadata says comes first."""

from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

from arnews.dates import parse_date
from arnews.page.article import Page
from arnews.page.text import read_text

__all__ = ["decode", "looks_like_html", "read_html"]

_HTML = re.compile(r"\s*(?:<!doctype html|<html|<head|<body|<\?xml|<!--)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_BLOCKS = frozenset(
    "address article aside blockquote body br div dd dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr"
    " li main nav ol p section table td th tr ul".split()
)
_HIDDEN = frozenset("script style noscript template svg head iframe".split())
_TITLES = ("og:title", "twitter:title")
_DATES = ("article:published_time", "datepublished", "pubdate", "date")


def looks_like_html(text: str) -> bool:
    """Tell whether `text` opens as HTML does."""
    return bool(_HTML.match(text[:2000]))


def decode(data: bytes) -> str:
    """Decode a page by its declared charset, else as UTF-8, else as Windows-1256."""
    declared = _CHARSET.search(data[:4096])
    names = ([declared[1].decode("ascii")] if declared else []) + ["utf-8-sig", "windows-1256"]
    for name in names:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("utf-8", "replace")


class _Text(HTMLParser):
    """Collect the visible text, a line each block, and the metadata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self.meta: dict[str, str] = {}
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden += 1
        if tag == "body":
            self.hidden = 0
        if tag == "meta":
            values = {name: value or "" for name, value in attrs}
            key = (values.get("property") or values.get("name") or values.get("itemprop") or "").lower()
            self.meta.setdefault(key, " ".join(values.get("content", "").split()))
        if tag in _BLOCKS:
            self.lines.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self.hidden:
            self.hidden -= 1
        if tag in _BLOCKS:
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.lines[-1].append(data)


def read_html(html: str) -> Page:
    """Read an HTML page: the spans of the result index the text of its blocks, which is ``page.text``."""
    parser = _Text()
    parser.feed(html.replace("<![", "&lt;!["))  # the parser refuses marked sections that it does not know
    parser.close()
    lines = [" ".join("".join(line).split()) for line in parser.lines]
    page = read_text("\n".join(line for line in lines if line))
    title = next((parser.meta[key] for key in _TITLES if parser.meta.get(key)), None)
    dated = next((parser.meta[key] for key in _DATES if parser.meta.get(key)), "")
    return dataclasses.replace(
        page,
        kind="html",
        title=page.title or title,  # metadata often has the outlet in the title
        source=parser.meta.get("og:site_name") or page.source,
        date=parse_date(dated) or page.date,
    )
