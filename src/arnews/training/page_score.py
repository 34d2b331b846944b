"""Scores of the page reader on labelled pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from arnews.page.article import Page
from arnews.page.roles import RoleModel
from arnews.page.text import read_text

__all__ = ["bag_f1", "plain", "score_page", "score_pages"]

_INVISIBLE = re.compile("[\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str | None) -> str:
    """Return a text without invisible characters, white space collapsed."""
    return " ".join(_INVISIBLE.sub("", (text or "").replace("\u00a0", " ")).split())


def bag_f1(found: Sequence[str], right: Sequence[str]) -> float:
    """Return the F1 of two bags."""
    a, b = Counter(found), Counter(right)
    both = sum((a & b).values())
    if not both:
        return 1.0 if not a and not b else 0.0
    return 2 * both / (sum(a.values()) + sum(b.values()))


def score_page(gold: dict[str, Any], page: Page) -> dict[str, float]:
    """Return the scores of one page: body and headlines F1; title, source, date, byline right or not."""
    sources = {plain(name) for name in [gold.get("source"), *(gold.get("source_any") or ())] if name}
    titles = {plain(name) for name in [gold.get("title"), *(gold.get("title_any") or ())]}
    day = None if page.date is None else page.date.isoformat()
    scores = {
        "body": bag_f1(plain(page.body).split(), plain("\n".join(gold["paragraphs"])).split()),
        "title": float(plain(page.title) in titles),
        "source": float(plain(page.source) in sources if sources else not page.source),
        "date": float(day in [gold.get("date"), *(gold.get("date_any") or ())]),
    }
    if gold.get("headlines"):
        scores["headlines"] = bag_f1(
            [plain(text) for text in page.headlines], [plain(text) for text in gold["headlines"]]
        )
    if gold.get("byline"):
        scores["byline"] = float(plain(page.byline) == plain(gold["byline"]))
    return scores


def score_pages(pages: Sequence[dict[str, Any]], model: RoleModel | None = None) -> dict[str, float]:
    """Return the mean scores of `read_text` over labelled pages; a field that a page does not annotate is left out."""
    rows = [score_page(gold, read_text(gold["text"], model)) for gold in pages]
    names = ("body", "title", "source", "date", "headlines", "byline")
    found = {name: [row[name] for row in rows if name in row] for name in names}
    return {"pages": float(len(rows)), **{name: sum(values) / len(values) for name, values in found.items() if values}}
