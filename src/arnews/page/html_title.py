"""The title: the claim of the metadata and the heading of the page check each other; the outlet's name goes."""

from __future__ import annotations

from typing import NamedTuple

from arnews.page.html_meta import Claims
from arnews.page.html_tree import ASIDE, COMMENT, FOOT, NAV, NOTICE, RELATED, TICKER, Block, Tree
from arnews.page.lines import fold_page
from arnews.patterns import pattern

__all__ = ["Title", "bars", "find_title", "key_of"]

_BAR = pattern(r"\s*[|•·»«›‹]+\s*|\s+(?:[-–—]{1,2}|::?|/|\.)\s+|\s*[–—]\s+|\s*::\s*|(?<=\w):\s+")
_MARKS = pattern(r"[^\w\s]+")
_ELSEWHERE = NAV | FOOT | ASIDE | RELATED | COMMENT | NOTICE | TICKER
_HEADINGS = {"h1": 3.0, "h2": 1.5, "h3": 1.0, "h4": 0.5, "h5": 0.3}


class Title(NamedTuple):
    """The title and where it stands."""

    text: str | None
    block: int | None
    """Index of its block; None where it is only in the metadata."""
    rest: tuple[str, ...] = ()
    """What the metadata had before or behind it: mostly the outlet's name."""


def key_of(text: str) -> str:
    """Return the words of a text, folded, without punctuation: two spellings of one title are equal."""
    return " ".join(_MARKS.sub(" ", fold_page(text)).split())


def bars(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the bars, dashes and colons that may set the outlet off."""
    return [found.span() for found in _BAR.finditer(text[:600])]


def _pieces(claim: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return the claim, and the claim cut at each of its outer bars, with what was cut off."""
    gaps = bars(claim)
    out: list[tuple[str, tuple[str, ...]]] = [(claim, ())]
    for start, end in (*gaps[:2], *gaps[-2:]):
        out.append((claim[:start], (claim[end:],)))
        out.append((claim[end:], (claim[:start],)))
    if len(gaps) >= 2:
        out.append((claim[gaps[0][1] : gaps[-1][0]], (claim[: gaps[0][0]], claim[gaps[-1][1] :])))
    return [(text.strip(), tuple(part.strip() for part in rest)) for text, rest in out if text.strip()]


def _likeness(words: list[str], other: list[str]) -> float:
    """Return the F1 of the words of two titles."""
    shared = len(set(words) & set(other))
    return 2.0 * shared / (len(set(words)) + len(set(other))) if shared else 0.0


def _candidates(tree: Tree) -> list[tuple[int, Block]]:
    return [
        (at, block)
        for at, block in enumerate(tree.blocks)
        if 2 <= len(block.text) <= 400
        and not block.flags & _ELSEWHERE
        and (block.tag in _HEADINGS or block.links * 2 < len(block.text))
    ]


def _match(tree: Tree, claims: list[str]) -> Title | None:
    """Find the block that says what a claim, or a piece of it, says."""
    wanted: dict[str, tuple[float, tuple[str, ...]]] = {}
    for rank, claim in enumerate(claims):
        for text, rest in _pieces(claim):
            key = key_of(text)
            words = key.count(" ") + 1
            if words >= 3 or (not rest and words >= 2):
                wanted.setdefault(key, (1.0 + 0.25 * words - 0.3 * rank, rest))
    best: tuple[float, int, tuple[str, ...]] | None = None
    for at, block in _candidates(tree):
        key = key_of(block.text)
        if key not in wanted:
            continue
        score, rest = wanted[key]
        score += _HEADINGS.get(block.tag, 0.0) - (1.0 if block.links * 2 > len(block.text) else 0.0)
        if best is None or score > best[0]:
            best = (score, at, rest)
    return None if best is None else Title(tree.blocks[best[1]].text, best[1], best[2])


def _near(tree: Tree, claims: list[str]) -> Title | None:
    """Find the heading that says nearly what a claim says (other quotes, a cut end, another spelling)."""
    best: tuple[float, int] | None = None
    for claim in claims[:3]:
        for text, _ in _pieces(claim):
            words = key_of(text.rstrip(".… ")).split()
            if len(words) < 4:
                continue
            for at, block in _candidates(tree):
                if block.tag not in _HEADINGS and len(block.text) > 250:
                    continue
                other = key_of(block.text).split()
                cut = words == other[: len(words)] and len(other) <= 3 * len(words)
                like = 0.95 if cut else _likeness(words, other)
                like += 0.02 * _HEADINGS.get(block.tag, 0.0)
                if like >= 0.75 and (best is None or like > best[0]):
                    best = (like, at)
    return None if best is None else Title(tree.blocks[best[1]].text, best[1])


def find_title(tree: Tree, claims: Claims) -> Title | None:
    """Return the title that metadata and page agree on; None where they do not."""
    texts = list(dict.fromkeys(filter(None, (*claims.titles, claims.tab))))[:8]
    return _match(tree, texts) or _near(tree, texts)


def without_outlet(text: str, source: str | None) -> tuple[int, int]:
    """Return where the title proper stands in a heading that has the outlet before or behind it."""
    key = key_of(source or "")
    if key:
        for start, end in bars(text):
            if key_of(text[end:]) == key:
                return 0, start
            if key_of(text[:start]) == key:
                return end, len(text)
    return 0, len(text)


def claimed_title(claims: Claims, source: str | None) -> str | None:
    """Return the title of the metadata, for a page that shows none."""
    for claim in (*claims.titles, claims.tab):
        low, high = without_outlet(claim, source)
        if claim and key_of(claim) != key_of(source or "") and key_of(claim[low:high]).count(" ") >= 1:
            return claim[low:high].strip()
    return None


def own_heading(tree: Tree, first: int, low: int) -> int | None:
    """Return the last heading of the highest rank above the article, where metadata name none."""
    best: tuple[float, int] | None = None
    for at, block in _candidates(tree):
        if (
            not low - 12 <= at <= first
            or block.tag not in _HEADINGS
            or block.text.count(" ") < 2
            or block.links * 2 > len(block.text)
        ):
            continue
        rank = (_HEADINGS[block.tag], at)
        if best is None or rank > best:
            best = rank
    return None if best is None else best[1]
