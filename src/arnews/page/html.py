"""HTML pages: structured data first, then the blocks of the page, with trafilatura and the text reader as witnesses."""

from __future__ import annotations

import dataclasses
import re
from html import unescape

from arnews.dates import find_days
from arnews.doc import Span
from arnews.page import cues
from arnews.page.article import Page
from arnews.page.body import roles_of_cue
from arnews.page.context import Context
from arnews.page.header import find_dateline
from arnews.page.html_body import Evidence, Frame, find_frame, judge, settle_flags, weigh
from arnews.page.html_bytes import decode
from arnews.page.html_date import find_date
from arnews.page.html_extract import extracted
from arnews.page.html_headlines import find_headlines
from arnews.page.html_meta import read_claims
from arnews.page.html_people import find_byline, name_outlet
from arnews.page.html_title import claimed_title, find_title, own_heading, without_outlet
from arnews.page.html_tree import Tree, parse, walk
from arnews.page.lines import fold_page, split_lines
from arnews.page.source import find_source
from arnews.page.text import read_text, understand
from arnews.page.title import find_title as find_title_line
from arnews.patterns import pattern

__all__ = ["decode", "read_html"]

_TAG = pattern(r"<[^<>]*>")
_CODE = pattern(r"<(?:script|style|title)\b[^<>]*>[^<]*|<!\[[^<>]*>", re.IGNORECASE)
_DIGITS = pattern(r"\d\d")
_BEFORE, _AFTER, _TAIL = 8, 8, 30


def _ask_text_reader(tree: Tree, frame: Frame, title: int | None) -> tuple[Context, dict[int, int]]:
    """Read the blocks around the article as a text page; return it and the block of each of its lines."""
    low = max(0, (frame.low if title is None else min(title, frame.low)) - _BEFORE)
    high = min(len(tree.blocks), frame.high, frame.last + 40) + _AFTER
    blocks = tree.blocks[low:high]
    page = understand("\n".join(block.text for block in blocks))
    base = blocks[0].start if blocks else 0
    places: dict[int, int] = {}
    at = 0
    for number, line in enumerate(page.lines):
        while at + 1 < len(blocks) and blocks[at].end - base < line.end:
            at += 1
        places[number] = low + at
    return page, places


def _known(tree: Tree, page: Context, places: dict[int, int], weights: list[float], taken: list[float]) -> Evidence:
    roles: dict[int, str] = {}
    found: dict[int, str] = {}
    dated: set[int] = set()
    for number, at in places.items():
        role = page.roles[number] if page.roles is not None else ""
        roles[at] = "body" if page.inside[number] else "other" if role == "body" else role
        if page.cues[number]:
            found[at] = page.cues[number]
        if (not page.inside[number] and page.is_header_line(number)) or _is_meta(tree.blocks[at].text):
            dated.add(at)
    return Evidence(weights, taken, roles, found, dated)


def _is_meta(text: str) -> bool:
    """Tell a line of the header: a date with the words published or updated, no sentence."""
    if len(text) > 160 or text.endswith((".", "؟", "!")) or not _DIGITS.search(text):
        return False
    fold = fold_page(text)
    return bool(cues.UPDATED.search(fold) or cues.PUBLISHED.search(fold)) and any(True for _ in find_days(text))


def _line_of(places: dict[int, int], block: int | None) -> int | None:
    return next((number for number, at in places.items() if at == block), None)


def _outlet_page(tree: Tree, zone: range) -> Context:
    """Return the lines of the page that may name the outlet: its head, the article's header, its foot."""
    at = sorted({*range(min(6, len(tree.blocks))), *zone, *range(max(0, len(tree.blocks) - _TAIL), len(tree.blocks))})
    text = "\n".join(tree.blocks[number].text for number in at if len(tree.blocks[number].text) < 200)
    lines = split_lines(text)
    return Context(text, lines, roles_of_cue(lines), [False] * len(lines))


def _without_markup(html: str) -> Page:
    """Read what is left of a page that the parser gives up, such as one of ten thousand open elements."""
    text = unescape(_TAG.sub("\n", _CODE.sub("", html)))
    rows = (" ".join(row.split()) for row in text.splitlines())
    return dataclasses.replace(read_text("\n".join(row for row in rows if row)), kind="html")


def read_html(html: str) -> Page:
    """Read an HTML page: the spans of the result index the text of its blocks, which is ``page.text``."""
    root = parse(html)
    if root is None:
        return dataclasses.replace(read_text(""), kind="html")
    tree = walk(root)
    if not tree.text:
        return _without_markup(html)
    claims = read_claims(root)
    agreed = find_title(tree, claims)
    weights = [weigh(block) for block in tree.blocks]
    title = None if agreed is None else agreed.block
    settle_flags(tree, weights, title)
    frame = find_frame(tree, weights, title) or Frame(0, len(tree.blocks), 0, len(tree.blocks), 0)
    taken = extracted(tree, frame.node)
    page, places = _ask_text_reader(tree, frame, title)
    known = _known(tree, page, places, weights, taken)
    body = judge(tree, frame, known, title)
    inside = set(body)
    page = Context(page.text, page.lines, page.cues, [places[n] in inside for n in range(len(page.lines))], page.roles)
    if title is None:
        title = own_heading(tree, min(inside, default=frame.first), frame.low)
        line = find_title_line(page) if title is None else None
        title = places[line] if line is not None else title
    anchor = frame.first if title is None else title
    first, last = (body[0], body[-1]) if body else (anchor, anchor)
    low = min(anchor, first)
    zone = range(max(0, low - _BEFORE), min(len(tree.blocks), last + _AFTER))
    line = _line_of(places, title)
    text = tree.blocks[title].text if title is not None else None
    source = name_outlet(tree, claims, text or claims.tab, _outlet_page(tree, zone))
    source = source or find_source(page, line)
    span = None
    if title is not None:
        start, end = without_outlet(tree.blocks[title].text, source)
        span = Span(tree.text, tree.blocks[title].start + start, tree.blocks[title].start + end)
    name = span.text if span is not None else claimed_title(claims, source)
    byline = find_byline(tree, claims, zone, known, inside, source)
    heads = [Span(tree.text, *pair) for pair in find_headlines(tree, inside, title, (name, source, byline))]
    return Page(
        title=name,
        source=source,
        date=find_date(tree, claims, zone, inside, title),
        byline=byline,
        dateline=find_dateline(page),
        headlines=tuple(head.text for head in heads),
        paragraphs=tuple(Span(tree.text, tree.blocks[at].start, tree.blocks[at].end) for at in body),
        kind="html",
        text=tree.text,
        title_span=span,
        headline_spans=tuple(heads),
    )
