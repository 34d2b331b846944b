"""What the letters of one line say, whatever page it stands on: reckoned when asked for, and once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from arnews.normalize import MARKS
from arnews.patterns import pattern

if TYPE_CHECKING:
    from arnews.dates import DayMatch

__all__ = ["Row", "between", "content", "fold_page"]

_LETTERS = tuple(zip("أإآٱىیةکؤئ\u00a0", "ااااييهكوي ", strict=True))
_DROP = pattern(f"[ء\u0640{MARKS}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
# A word's stem: the article and the one-letter proclitics off, at most five letters. Words of less than four letters carry little.
_STEM = pattern(
    r"(?<![^\W\d_])(?=[^\W\d_]{4})(?:[وفبك]?ال(?=\w{3})|لل(?=\w{3})|[وفبل](?=\w{4}))?([^\W\d_]{3,5})[^\W\d_]*"
)


def content(fold: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning in a folded line."""
    return frozenset(_STEM.findall(fold))


def fold_page(text: str) -> str:
    """Fold like `arnews.normalize.fold`, by replacing: eight times faster on a whole page."""
    for letter, plain in _LETTERS:
        if letter in text:
            text = text.replace(letter, plain)
    return _DROP.sub("", text)


def between(marks: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the offsets of what stands before, between and behind marks, from `start` to `end`."""
    edges = [start, *(edge for mark in marks for edge in mark), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


class Row:
    """One line by itself: its letters, and what `arnews.page.shapes` finds in them."""

    __slots__ = (
        "_stems",
        "_tokens",
        "beside",
        "bullet",
        "cells",
        "cue",
        "dated",
        "days",
        "fold",
        "lead",
        "raw",
        "rights",
        "score",
        "shape",
        "signed",
        "size",
        "stop",
        "words",
        "writer",
    )

    def __init__(self, lead: int, raw: str, fold: str, bullet: bool, stop: str, cells: list[tuple[int, int]]) -> None:
        self.lead = lead
        """Characters before `raw` on the line: indent and bullet."""
        self.raw, self.fold, self.words = raw, fold, fold.split()
        self.size = len(self.words)
        self.bullet, self.stop, self.cells = bullet, stop, cells
        self.cue: str | None = None
        self.shape: tuple[int, ...] | None = None
        self.days: list[DayMatch] | None = None
        self.dated: bool | None = None
        self.writer: bool | None = None
        self.beside: bool | None = None
        self.signed: bool | None = None
        self.rights: bool | None = None
        self.score: float | None = None
        self._stems: frozenset[str] | None = None
        self._tokens: frozenset[str] | None = None

    @property
    def stems(self) -> frozenset[str]:
        """Stems of the words that carry meaning."""
        if self._stems is None:
            self._stems = content(self.fold)
        return self._stems

    @property
    def tokens(self) -> frozenset[str]:
        """Lower-case words without punctuation, each also without its article or proclitic."""
        if self._tokens is None:
            words = {word.strip('،.:؛!()«»"').lower() for word in self.words}
            bare = {word[2:] for word in words if word.startswith("ال")}
            self._tokens = frozenset(words | bare | {word[1:] for word in words if word[:1] in "لب"})
        return self._tokens
