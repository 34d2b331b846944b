"""What trafilatura takes for the article, block by block."""

from __future__ import annotations

import logging
from typing import Any

from arnews.errors import MissingExtraError
from arnews.page.html_tree import Tree

__all__ = ["extracted"]

_QUIET = logging.NullHandler()
"""Takes the warning that trafilatura gives for every page without an article; one, however many pages are read."""
_NGRAM = 4
_COVERED = 0.7


def _ngrams(words: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(words[at:] for at in range(_NGRAM)), strict=False))


class _Extract:
    """The text that trafilatura extracts, to be asked for lines."""

    def __init__(self, text: str) -> None:
        rows = [row.split() for row in text.split("\n")]
        self.lines = {" ".join(row) for row in rows}
        self.rows = rows
        self.ngrams: set[tuple[str, ...]] | None = None

    def has(self, line: str) -> bool:
        """Tell whether the extract has a line, whole, or joined with others, or nearly."""
        if line in self.lines:
            return True
        words = line.split()
        if len(words) < 8:
            return False
        if self.ngrams is None:
            self.ngrams = {ngram for row in self.rows for ngram in _ngrams(row)}
        found = _ngrams(words)
        return sum(ngram in self.ngrams for ngram in found) >= _COVERED * len(found)


def extracted(tree: Tree, node: int) -> list[float]:
    """Return 1.0 for each block that trafilatura extracts, -1.0 for the others; all 0.0 where it finds nothing.

    It reads the element `node`, which holds title and article; its own search for dates, authors and comments, and
    its slower rescue of doubtful pages, are off: arnews has other evidence for them.

    Raises
    ------
    MissingExtraError
        When trafilatura is not installed.
    """
    try:
        from lxml.etree import tostring
        from trafilatura import bare_extraction
    except ImportError as error:
        raise MissingExtraError("reading HTML pages", "html") from error
    logging.getLogger("trafilatura").addHandler(_QUIET)
    markup = tostring(tree.nodes[node].element, encoding="unicode", method="html", with_tail=False)
    document: Any = bare_extraction(f"<html><body>{markup}</body></html>", fast=True, include_comments=False)
    text = getattr(document, "text", None) or ""
    if not text:
        return [0.0] * len(tree.blocks)
    extract = _Extract(text)
    return [1.0 if extract.has(block.text) else -1.0 for block in tree.blocks]
