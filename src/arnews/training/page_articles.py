"""Articles and headlines of raw news collections, for pages made by `arnews.training.page_layouts`."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from arnews.training.json_lines import read_objects

__all__ = ["Article", "Shelf", "shelves"]

_UNCLEAN = re.compile(
    r"ا?قرأ أيض|إقرأ|شاهد أيض|ذات صلة|©|حقوق|تابعنا|http|www\.|\*\*|@|كتب[ت]?\s?[-:ـ]|تصوير[:\s]|^\W*\d+\W*$"
)
_SENTENCE = re.compile(r"(?<=[.؟!])\s+")


class Article(NamedTuple):
    """One article: what a made page is filled with."""

    title: str
    date: datetime.date
    paragraphs: tuple[str, ...]


class Shelf(NamedTuple):
    """What one outlet gives: articles, and headlines for the lists around them."""

    outlet: str
    articles: list[Article]
    headlines: list[str]
    teasers: list[tuple[str, str]]


def _paragraphs(text: str) -> tuple[str, ...]:
    rows = [" ".join(row.split()) for row in text.splitlines() if row.strip()]
    if len(text) >= 2300 and len(rows) > 2:
        rows.pop()  # collections cut long bodies
    if len(rows) == 1 and len(rows[0].split()) > 60:
        parts = _SENTENCE.split(rows[0])
        rows = [" ".join(parts[at : at + 2]) for at in range(0, len(parts), 2)]
    clean = rows and len(rows[0].split()) >= 11 and not any(_UNCLEAN.search(row) for row in rows)
    short = sum(len(row.split()) < 6 for row in rows)
    return tuple(rows) if clean and short <= len(rows) / 4 else ()


def _article(row: dict[str, Any]) -> Article | None:
    title, text, date = row.get("title"), row.get("text"), str(row.get("date") or "")
    if not title or not text or not 3 <= len(title.split()) <= 24 or _UNCLEAN.search(title):
        return None
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError:
        day = datetime.date(2005, 1, 1) + datetime.timedelta(hash_days(title))
    rows = _paragraphs(text)
    return Article(" ".join(title.split()), day, rows) if len(rows) >= 2 else None


def hash_days(text: str) -> int:
    """Return a number of days below twenty years that depends on the text alone."""
    number: int = sum(ord(letter) * 31**at for at, letter in enumerate(text[:12]))
    return number % 7300


def shelves(paths: Sequence[Path], *, most: int, seed: int) -> list[Shelf]:
    """Read raw collections (``title``, ``text``, ``source``, ``date``) into one shelf for each outlet.

    Parameters
    ----------
    paths : sequence of Path
        JSON lines, plain or xz.
    most : int
        At most so many articles, and thrice so many headlines, of an outlet.
    seed : int
        Which ones.
    """
    rows: dict[str, list[dict[str, Any]]] = {}
    for path in paths:
        for _, row in read_objects(path):
            rows.setdefault(str(row.get("source") or path.stem), []).append(row)
    found = []
    for outlet in sorted(rows):
        random.Random(f"{seed} {outlet}").shuffle(rows[outlet])
        found.append(_shelf(outlet, rows[outlet], most))
    return [shelf for shelf in found if len(shelf.articles) >= 20 and len(shelf.headlines) >= 60]


def _shelf(outlet: str, rows: list[dict[str, Any]], most: int) -> Shelf:
    shelf = Shelf(outlet, [], [], [])
    for row in rows:
        title = " ".join((row.get("title") or "").split())
        if len(shelf.headlines) < 3 * most and 3 <= len(title.split()) <= 24:
            shelf.headlines.append(title)
        if len(shelf.articles) < most and (article := _article(row)) is not None:
            shelf.articles.append(article)
            lead = article.paragraphs[0]
            if 14 <= len(lead.split()) <= 60:
                shelf.teasers.append((article.title, lead))
    return shelf
