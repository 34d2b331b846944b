"""A page as lines: exact offsets, folded words, and the cells of a run of headlines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from arnews.normalize import MARKS

__all__ = ["Line", "fold_page", "split_lines"]

_LETTERS = tuple(zip("أإآٱىیةکؤئ\u00a0", "ااااييهكوي ", strict=True))
_DROP = re.compile(f"[ء\u0640{MARKS}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_EDGE = " \t\r\n\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\u061c"
# What stands before a headline in a list: bullets, dashes, stars, hashes of a pasted page, «1 -», «12.».
_BULLET = re.compile(rf"(?:[{_EDGE}]|[-–—*•·●▪■□◄►◆♦»›>|+#]|\d{{1,2}}[.)\-]\s)+")
_SENTENCE_END = re.compile(r"[.!?؟…:؛»”\"')\]]*$")
_WIDE = re.compile(r"(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \u00a0\t]*)")
_SEPARATORS = (re.compile(r"\s[|•●■◆▪♦*]+\s|\s\*{2,}\s|\s-\s-\s"),)


@dataclass(slots=True)
class Line:
    """One line (or one wrapped paragraph) of the page, stripped of its bullet."""

    start: int
    end: int
    raw: str
    fold: str
    words: list[str]
    blank: bool
    """An empty line stands before it."""
    bullet: bool
    stop: str
    """The punctuation that ends it."""
    cells: list[tuple[int, int]] = field(default_factory=list)
    """Offsets of the pieces of a run, where the line is one."""


def fold_page(text: str) -> str:
    """Fold like `arnews.normalize.fold`, by replacing: eight times faster on a whole page."""
    for letter, plain in _LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return _DROP.sub("", text)


def _cells(raw: str, start: int) -> list[tuple[int, int]]:
    """Return the offsets of the cells of a run of headlines or of a menu on one line."""
    for number, pattern in enumerate((_WIDE, *_SEPARATORS)):
        gaps = [match.span() for match in pattern.finditer(raw)]
        if len(gaps) < 2 + number:
            continue
        edges = [0, *(edge for gap in gaps for edge in gap), len(raw)]
        pieces = [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)]
        return [(start + low, start + high) for low, high in pieces if raw[low:high].strip(_EDGE)]
    return []


def _line(text: str, fold: str, start: int, end: int, blank: bool) -> Line | None:
    raw = text[start:end].strip(_EDGE)
    if not raw:
        return None
    start = text.index(raw[0], start)
    bullet = False
    if (head := _BULLET.match(raw)) and head.end() < len(raw):
        bullet = True
        start += head.end()
        raw = raw[head.end() :]
        fold = _BULLET.sub("", fold.strip(), count=1)
    if raw[-1] in "*|" and (tail := raw.rstrip("*| ")):
        raw = tail
    fold = fold.strip().rstrip("*| ")
    line = Line(start, start + len(raw), raw, fold, fold.split(), blank, bullet, "")
    found = _SENTENCE_END.search(raw[-4:])
    line.stop = found[0] if found else ""
    if len(raw) > 24:
        line.cells = _cells(raw, start)
    return line


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` that hold something, in order.

    Examples
    --------
    >>> [(line.start, line.end, line.raw) for line in split_lines(" * خبر أول\\n\\nسطر")]
    [(3, 10, 'خبر أول'), (12, 15, 'سطر')]
    """
    rows = text.splitlines(keepends=True)
    folds = fold_page(text).splitlines()
    lines: list[Line] = []
    at, blank = 0, False
    for row, fold in zip(rows, folds, strict=True):
        line = _line(text, fold, at, at + len(row), blank)
        at += len(row)
        blank = line is None
        if line is not None:
            lines.append(line)
    return lines
